"""What does a reader say of another printing by = and -, and how is that taken back?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, settle, shown, unbroken
from invented import put, row

from index.library import Library
from index.store import LibraryError
from tui.app import QuothApp
from tui.screens.asking import Landing

FULL = "“We can accept this as the basis of an agreement, but nothing is final,” Ada Lind said in Oss.\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
SHORT = "The paper was called “the basis of an agreement” by Ada Lind.\n"


def notices(pilot: Any) -> list[str]:
    return [str(notice.message) for notice in pilot.app._notifications]


def writes(shelf: Any) -> list[str]:
    return [call.split()[0] for call in shelf.calls if call.split()[0] in ("same", "different", "unjudge")]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", row("full", FULL), row("cut", CUT), row("short", SHORT))])
        yield opened


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_not_the_same_and_back(shelf: Any, size: tuple[int, int]) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "}", "}", "tab", "-")
        pane = reader(pilot).elsewhere
        assert writes(shelf) == ["different"]
        assert "not the same, as you said" in shown(pane)
        assert "printed by" not in shown(pane)
        assert any("- takes it back" in told for told in notices(pilot))
        await press(pilot, "-")
        assert writes(shelf) == ["different", "unjudge"]
        assert "not the same" not in shown(pane)
        assert "printed by 2 of 3 outlets" in shown(pane)
        assert pilot.app.focused.id == "elsewhere"


async def test_the_same_and_back(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "97 reworded" in shown(reader(pilot).elsewhere)
        await press(pilot, "tab", "=")
        assert "100 reworded, as you said" in unbroken(reader(pilot).elsewhere)
        await press(pilot, "=")
        assert "97 reworded" in shown(reader(pilot).elsewhere)
        await press(pilot, "-", "=")  # the last word counts
        assert "100 reworded" in shown(reader(pilot).elsewhere)
        assert writes(shelf) == ["same", "unjudge", "different", "same"]


async def test_the_keys_are_the_right_panes(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "=", "-")
        assert writes(shelf) == []
        await press(pilot, "]", "tab", "-")  # nobody else printed this one
        assert writes(shelf) == []
        assert any("no other printing" in told for told in notices(pilot))


async def test_what_could_not_be_done_is_told(shelf: Any) -> None:
    def gone(*_: str) -> None:
        raise KeyError("h")

    def refused(*_: str) -> None:
        raise ValueError("only quotations of two articles can be the same words or not")

    def full(*_: str) -> None:
        raise LibraryError("the disk is full")

    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        for failure, told in ((gone, "no longer"), (refused, "Nothing was changed"), (full, "the disk is full")):
            shelf.judge_different = failure
            await press(pilot, "-")
            assert any(told in one for one in notices(pilot))
        assert pilot.app.is_running


async def test_in_a_library_the_cursor_stays_on_what_was_judged(library: Library) -> None:
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pane = reader(pilot).elsewhere
        assert [p.variant.article.id for p in pane.printings.shown] == ["cut", "short"]
        await press(pilot, "tab", "-")
        assert [p.variant.article.id for p in pane.printings.shown] == ["short", "cut"]
        assert pane.variant.article.id == "cut"
        assert [made.same for made in library.judgements()] == [False]
        await press(pilot, "-")
        assert library.judgements() == []
        assert [p.variant.article.id for p in pane.printings.shown] == ["cut", "short"]


async def test_what_was_judged_is_in_view(library: Library) -> None:
    async with QuothApp(library, Landing("full")).run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        pane = reader(pilot).elsewhere
        await press(pilot, "tab", "-")
        assert pane.variant.article.id == "cut"
        assert pane.max_scroll_y > 0
        first, height = pane.first_line(pane.cursor), pane.height_of(pane.cursor)
        assert pane.scroll_y <= first
        assert first + height <= pane.scroll_y + pane.size.height


async def test_outlets_that_copy_are_counted(shelf: Any) -> None:
    shelf.copying = {"c"}
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "printed by 2 of 3 outlets, 1 independent" in unbroken(reader(pilot).elsewhere)
