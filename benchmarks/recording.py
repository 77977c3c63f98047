"""Record the reader on the sample, driven by keys: docs/recording.svg, which moves by itself and needs no script.

python -m benchmarks.recording [FOLDER]

A picture of each step, shown one after the other by the style sheet within; who wants no motion sees the first.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from benchmarks.picture import answered, most_shared, plain_fonts
from index.library import Library
from tui.app import QuothApp
from tui.places import sample_articles

SIZE = (100, 30)
SECONDS = 3.0  # for which each step is seen
STEPS: tuple[tuple[str, ...], ...] = ((), ("}",), ("}",), ("d",), ("q", "T"), ("q", "M"))
OPENING = re.compile(r"<svg[^>]*>")
PREFIX = re.compile(r"terminal-\d+")  # before each name, which must differ from those of the other pictures
NUMBER = re.compile(r"\d+\.\d{2,}")


async def frames(library: Library) -> list[str]:
    """The pictures as SVG, in their order."""
    app, taken = QuothApp(library, most_shared(library)), []
    async with app.run_test(size=SIZE) as pilot:
        await answered(pilot)
        for pressed in STEPS:
            await pilot.press(*pressed)
            await answered(pilot)
            taken.append(plain_fonts(app.export_screenshot(title="quoth", simplify=True)))
    return taken


def moving(pictures: list[str]) -> str:
    """One SVG that shows them in turn, and then again from the first."""
    opening = OPENING.search(pictures[0])
    assert opening is not None
    whole, part = SECONDS * len(pictures), 100 / len(pictures)
    style = (
        f".frame{{visibility:hidden;animation:shown {whole}s step-end infinite}}"
        ".frame:first-of-type{visibility:visible}"
        f"@keyframes shown{{0%{{visibility:visible}}{part:.2f}%{{visibility:hidden}}}}"
        "@media (prefers-reduced-motion){.frame{animation:none}}"
    )
    parts = [opening.group(0), f"<style>{style}</style>"]
    for at, picture in enumerate(pictures):
        inner = OPENING.sub("", picture, count=1).rpartition("</svg>")[0]
        inner = PREFIX.sub(f"t{at}", inner)
        inner = NUMBER.sub(lambda match: f"{float(match.group(0)):.1f}", inner)
        parts.append(f'<g class="frame" style="animation-delay:{at * SECONDS}s">{inner}</g>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs").resolve()
    with tempfile.TemporaryDirectory() as place, Library.open(place, sample=True) as library:
        library.add([str(sample_articles())])
        svg = folder / "recording.svg"
        svg.write_text(moving(asyncio.run(frames(library))), encoding="utf-8")
    print(svg)


if __name__ == "__main__":
    main()
