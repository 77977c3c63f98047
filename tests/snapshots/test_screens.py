"""Do the screens look as they did when somebody last looked at them? `pytest tests/snapshots --snapshot-update` renews.

Each is the text of the screen's cells, and below it the stretches of its lines that have a ground of their own, are
underlined, struck out or reversed: what tells what is current, found or changed.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from driving import NARROW, WIDE, press, seen, settle
from syrupy.assertion import SnapshotAssertion
from textual.color import Color
from textual.pilot import Pilot

from index.library import Library
from tui import themes
from tui.app import QuothApp
from tui.screens.asking import Landing

TITLE = "Lind offers to reopen the strait, but not to pay for it"
WORDS = "A buoy does not move itself"
GROUNDS = {
    Color.parse(getattr(themes.DARK, name)).rich_color.triplet: name
    for name in ("current", "cursor", "blurred", "hit", "here")
}
TYPES = ("underline", "reverse", "strike")


def landing(library: Library) -> Landing:
    article = next(row.id for row in library.articles() if row.title == TITLE)
    library.mark_read(article, True)  # as it will be anyway: when it is seen depends on the machine
    words = next(q.id for q in library.quotations(article) if q.text.startswith(WORDS))
    return Landing(article, quotation=words)


def marks(pilot: Pilot[Any]) -> str:
    """Of each line the stretches that are marked, with what they are marked by."""
    rows = []
    for y, strip in enumerate(pilot.app.screen._compositor.render_strips()[: pilot.app.size[1]]):
        cells = [(of(segment.style), character) for segment in strip for character in segment.text]
        runs = [(look, "".join(c for _, c in run).strip()) for look, run in groupby(cells, key=lambda cell: cell[0])]
        rows += [f"{y + 1:2} {look}: {text}" for look, text in runs if look and text]
    return "\n".join(rows)


def of(style: Any) -> str:
    ground = GROUNDS.get(style.bgcolor.triplet, "") if style and style.bgcolor else ""
    types = [name for name in TYPES if style and getattr(style, name)]
    return " ".join([ground, *types]).strip()


async def picture(sample: Library, size: tuple[int, int], *keys: str, marked: bool = True) -> str:
    app = QuothApp(sample, landing(sample))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        return f"{seen(pilot)}\n\n{marks(pilot)}\n" if marked else f"{seen(pilot)}\n"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_reader(sample: Library, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, size) == snapshot


async def test_compare(sample: Library, snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, WIDE, "d") == snapshot


async def test_matrix(sample: Library, snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, WIDE, "M") == snapshot


async def test_search(sample: Library, snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, WIDE, "f", *"ferry", "enter") == snapshot


async def test_timeline(sample: Library, snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, WIDE, "T") == snapshot


async def test_help(sample: Library, snapshot: SnapshotAssertion) -> None:
    assert await picture(sample, NARROW, "?", marked=False) == snapshot
