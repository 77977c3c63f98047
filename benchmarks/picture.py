"""Take the picture in the README: the reader on the sample, as docs/reader.svg and, with a Chromium, docs/reader.png.

python benchmarks/picture.py [FOLDER]
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from index.library import Library
from tui.app import QuothApp
from tui.places import sample_articles
from tui.screens.asking import Landing

SIZE = (120, 36)
CELL = (12.2, 24.4)  # of the picture's font, in pixels
FRAME = (24, 52)  # pixels around it
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"
WEB_FONT = re.compile(r"@font-face\s*{[^}]*}")


def most_shared(library: Library) -> Landing:
    """The quotation that most other outlets printed, in the article that has most of them."""
    row = max(library.articles(), key=lambda row: row.shared)
    counts = library.shared_counts(row.id)
    return Landing(row.id, quotation=max(counts, key=lambda quotation: counts[quotation]))


async def answered(pilot: Pilot[Any], times: int = 5) -> None:
    """Until every answer of the library has been shown."""
    for _ in range(times):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def svg_of(app: App[Any]) -> str:
    """What an app shows now, without fonts from the web."""
    return plain_fonts(app.export_screenshot(title="quoth", simplify=True))


def plain_fonts(svg: str) -> str:
    """A picture in fonts that are there."""
    return WEB_FONT.sub("", svg).replace("Fira Code, monospace", FONTS).replace("Fira Code", FONTS)


async def take(library: Library) -> str:
    """The picture as SVG."""
    app = QuothApp(library, most_shared(library))
    async with app.run_test(size=SIZE) as pilot:
        await answered(pilot)
        return svg_of(app)


def pixels(size: tuple[int, int]) -> tuple[int, int]:
    """How large the picture of a terminal of so many columns and lines is."""
    return int(size[0] * CELL[0] + FRAME[0]), int(size[1] * CELL[1] + FRAME[1])


def as_png(page: Path, png: Path, width: int, height: int) -> bool:
    """Have a browser paint an SVG or a page; False where there is none."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={profile}", f"--screenshot={png}", f"--window-size={width},{height}"]
        return subprocess.run([*command, page.as_uri()], capture_output=True, timeout=60, check=False).returncode == 0


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs").resolve()
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Library.open(place, sample=True) as library:
        library.add([str(sample_articles())])
        svg = folder / "reader.svg"
        svg.write_text(asyncio.run(take(library)), encoding="utf-8")
    print(svg)
    if as_png(svg, folder / "reader.png", *pixels(SIZE)):
        print(folder / "reader.png")


if __name__ == "__main__":
    main()
