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

from index.library import Library
from tui.app import QuothApp
from tui.places import sample_articles
from tui.screens.asking import Landing

SIZE = (120, 36)
CELL = (12.2, 24.4)  # of the picture's font, in pixels
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"
WEB_FONT = re.compile(r"@font-face\s*{[^}]*}")


def most_shared(library: Library) -> Landing:
    """The quotation that most other outlets printed, in the article that has most of them."""
    row = max(library.articles(), key=lambda row: row.shared)
    counts = library.shared_counts(row.id)
    return Landing(row.id, quotation=max(counts, key=lambda quotation: counts[quotation]))


async def take(library: Library) -> str:
    """The picture as SVG, without fonts from the web."""
    app = QuothApp(library, most_shared(library))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(5):
            await app.workers.wait_for_complete()
            await pilot.pause()
        picture = app.export_screenshot(title="quoth", simplify=True)
    return WEB_FONT.sub("", picture).replace("Fira Code, monospace", FONTS).replace("Fira Code", FONTS)


def as_png(svg: Path, png: Path) -> bool:
    """Have a browser paint it; False where there is none."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        window = f"{int(SIZE[0] * CELL[0] + 24)},{int(SIZE[1] * CELL[1] + 52)}"
        command += [f"--user-data-dir={profile}", f"--screenshot={png}", f"--window-size={window}", svg.as_uri()]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs").resolve()
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Library.open(place, sample=True) as library:
        library.add([str(sample_articles())])
        svg = folder / "reader.svg"
        svg.write_text(asyncio.run(take(library)), encoding="utf-8")
    print(svg)
    if as_png(svg, folder / "reader.png"):
        print(folder / "reader.png")


if __name__ == "__main__":
    main()
