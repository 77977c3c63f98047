"""The timeline on the screen: rows, measure, what is said of the printing under the cursor, and where its keys lead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, current, press, reader, settle, shown
from invented import CUT, LIND, put, row
from msgspec.structs import replace
from rich.cells import cell_len
from several import printing, utterance

from index.library import Library
from index.spreading import timeline
from index.store import LibraryError
from tui.app import QuothApp
from tui.screens.comparing import CompareScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.timeline import TimelineScreen
from tui.widgets.steps import head_line, row_line, shape


def on_screen(pilot: Any) -> str:
    screen = pilot.app.screen
    names = ("header", "about", "fullest", "steps-head", "steps", "said-of", "step-words", "keys")
    return "\n".join(shown(screen.query_one(f"#{name}")) for name in names)


def rows(pilot: Any) -> list[str]:
    return shown(pilot.app.screen.query_one("#steps")).splitlines()


def pane(pilot: Any) -> Any:
    return pilot.app.screen.query_one("#steps")


def put_said(shelf: Any) -> None:
    """An utterance of three articles: the first two are those of the shelf."""
    h, c = (next(q for q in shelf.quotes[one] if q.kind == "direct") for one in ("h", "c"))
    ours = printing("h", "Harbour Times", h.text, start=h.start)
    wire = printing("c", "Coast Wire", c.text, "reworded", start=c.start, published="2026-11-01T09:30Z", altered=True)
    gull = printing("g", "Daily Gull", "as the basis", "truncated", published="2026-11-04")
    shelf.said = [utterance(ours, wire, replace(gull, copies="c"))]


@pytest.mark.parametrize(("size", "first"), [(WIDE, ["enter"]), (NARROW, ["enter", "]"])])
async def test_in_one_key_from_the_text_and_enter_goes_to_the_printing(
    shelf: Any, size: tuple[int, int], first: list[str]
) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *first, "T")
        assert isinstance(pilot.app.screen, TimelineScreen)
        told = on_screen(pilot)
        assert "Ada Lind · first in Coast Wire, 1 Nov 2026 09:30" in told
        assert "“In general we can accept this" in told
        found = [" ".join(line.replace("▌", " ").split()) for line in rows(pilot)]
        assert [line.split(" █")[0] for line in found] == ["1 1 Nov 09:30 first", "2 2 Nov next day", "3 4 Nov 3 days"]
        assert "Coast Wire ≠ 90 reworded" in found[0]
        assert "100 Harbour Times the fullest" in found[1]
        assert "19 Daily Gull 90 truncated" in found[2]
        assert found[2].count("░") > found[0].count("░") > 0  # it shrank
        assert pane(pilot).cursor == 1  # on the printing that is read
        await press(pilot, "k")
        assert "Coast Wire · 1 Nov 2026 09:30  90 reworded  ≠" in on_screen(pilot)
        assert "On the whole," in shown(pilot.app.screen.query_one("#step-words"))
        await press(pilot, "G")
        assert "agency copy of Coast Wire" in on_screen(pilot)
        await press(pilot, "g", "enter")
        assert pilot.app.screen is reader(pilot)
        assert current(pilot).startswith("On the whole")
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_from_the_right_pane_the_cursor_is_on_its_printing(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "tab", "T")
        assert isinstance(pilot.app.screen, TimelineScreen)
        assert pane(pilot).step.printing.article.id == "c"
        await press(pilot, "q")
        assert pilot.app.screen is reader(pilot)


async def test_from_the_matrix_and_d_compares(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M", "0", "l", "T")
        assert isinstance(pilot.app.screen, TimelineScreen)
        assert not [call for call in shelf.calls if call.startswith("timeline")]  # what the matrix has is enough
        at = pane(pilot).step.printing
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert pilot.app.screen.query_one("#beside").beside.printing == at
        await press(pilot, "escape", "q")
        assert isinstance(pilot.app.screen, MatrixScreen)
        await press(pilot, "T", "d", "enter")
        assert pilot.app.screen is reader(pilot)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        late = row("late", CUT, published="2026-11-04", outlet="Quay Ledger")
        opened.add([put(tmp_path / "in", row("one", LIND, outlet="Harbour Times"), late)])
        yield opened


async def test_from_what_a_check_found_on_a_real_library(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"this as the basis of an agreement but nothing is final", "enter", "enter", "T")
        assert isinstance(pilot.app.screen, TimelineScreen)
        assert "Ada Lind · first in Harbour Times, 2 Nov 2026" in on_screen(pilot)
        assert [step.printing.article.id for step in pane(pilot).made.steps] == ["one", "late"]
        await press(pilot, "G", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "late"


async def test_without_colours_changes_are_told_by_signs(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "T", "g")
        assert "[-In general we can-] [+On the whole, we could+] accept this as" in shown(
            pilot.app.screen.query_one("#step-words")
        )


async def test_terms_and_what_is_not_known_have_no_timeline(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "T")
        assert "there is nothing to tell" in on_screen(pilot)
        assert on_screen(pilot).splitlines()[-1].strip() == ": commands  q back  esc close"
        await press(pilot, *"jkgGd", "space", "b", "ctrl+d", "ctrl+u", "enter", "q")  # keys do no harm
        assert pilot.app.screen is reader(pilot)
        reader(pilot).choose(next(q for q in shelf.quotes["h"] if q.kind == "term"))
        await press(pilot, "T")
        assert [note.message for note in pilot.app._notifications] == ["There is no quotation to follow."]
        assert pilot.app.screen is reader(pilot)


async def test_a_library_that_takes_long_can_be_left(shelf: Any) -> None:
    answer = threading.Event()

    def slow(*_: str) -> None:
        answer.wait()

    shelf.timeline = slow
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        try:
            await pilot.press("T")
            assert "gathering the printings …" in on_screen(pilot)
            await pilot.press("j", "d", "enter", "q")
            assert pilot.app.screen is reader(pilot)
        finally:
            answer.set()
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)


async def test_a_library_that_fails_says_so(shelf: Any) -> None:
    def failing(*_: str) -> None:
        raise LibraryError("the disk is full")

    shelf.timeline = failing
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "T")
        assert [note.message for note in pilot.app._notifications] == ["the disk is full"]
        assert "could not be read" in shown(pilot.app.screen.query_one("#about"))


def many(count: int) -> Any:
    words = "We will not pay a toll to cross our own sea, and no ferry will sail before the buoy is back."
    rows = [
        printing(f"a{i}", f"Outlet {i} of the 漢字 coast", words[: 20 + i % 60], published=f"2026-11-{1 + i % 28:02d}")
        for i in range(count)
    ]
    return utterance(printing("h", "Harbour Times", words, published="2026-12"), *rows)


async def test_a_thousand_printings_and_another_size(shelf: Any) -> None:
    put_said(shelf)
    shelf.said = [many(1000)]
    shelf.said[0] = replace(shelf.said[0], printings=(*shelf.said[0].printings, *shelf_printing(shelf)))
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "T", "G", "k", "space", "b")
        assert pane(pilot).cursor > 950
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        here = pane(pilot)
        assert here.scroll_y <= here.cursor < here.scroll_y + here.size.height
        assert all(cell_len(line) <= 80 for line in rows(pilot))
        await press(pilot, "g", "j")
        assert (pane(pilot).cursor, pane(pilot).scroll_y) == (1, 0)


def shelf_printing(shelf: Any) -> list[Any]:
    """The printing of the quotation that a reader is on."""
    h = next(q for q in shelf.quotes["h"] if q.kind == "direct")
    return [printing("h", "Harbour Times", h.text, start=h.start, published="2026-11-30")]


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("times", [False, True])
def test_lines_are_as_wide_as_the_pane_at_most(width: int, times: bool) -> None:
    said = many(40)
    if times:  # the widest columns: years, times and ranges of days
        moved = [
            replace(p, article=replace(p.article, published=f"202{i % 7}-11-02T08:{i:02d}Z" if i else "2019-12"))
            for i, p in enumerate(said.printings)
        ]
        said = replace(said, printings=tuple(moved))
    made = timeline(said)
    form = shape(made, width)
    lines = [head_line(form), *(row_line(step, made, form, True) for step in made.steps)]
    widest = max(cell_len(line.text.rstrip()) for line in lines)
    assert widest <= width
    assert form.outlet >= 8


async def test_help_begins_with_the_timeline(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "T", "?")
        told = shown(pilot.app.screen.query_one("#help")).splitlines()
        assert told[1].strip() == "In the timeline"
        assert any("Signs in the timeline" in line for line in told)
        await press(pilot, "q", "q")
        assert pilot.app.screen is reader(pilot)
