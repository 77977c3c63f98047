"""What somebody sees who starts quoth for the first time: once, closed by any key, no key lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle
from textual import events

from tui.app import QuothApp
from tui.memory import Memory
from tui.screens.remembering import Remembering
from tui.screens.welcome import HEIGHT, SHOWN, WIDTH, Welcome, lines

TITLE = "quoth finds every quotation in the news"


def memory(folder: Path) -> Memory:
    return Memory(folder / "state", Path("library"))


@pytest.fixture
def sample(shelf: Any) -> Any:
    shelf.sample = True
    return shelf


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_it_comes_once_and_a_key_closes_it_for_good(sample: Any, tmp_path: Path, size: Any) -> None:
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=size) as pilot:
        await settle(pilot)
        told = seen(pilot)
        assert TITLE in told
        assert "a sample, all invented" in told
        assert "Any key closes this for good" in told
        await press(pilot, "enter")
        assert TITLE not in seen(pilot)
        assert reader(pilot).list.has_focus  # it opened nothing
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=size) as pilot:
        await settle(pilot)
        assert TITLE not in seen(pilot)


async def test_a_key_that_does_something_does_it(sample: Any, tmp_path: Path) -> None:
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        assert reader(pilot).list.row is reader(pilot).list.rows[1]
        assert not isinstance(pilot.app.screen, Welcome)


async def test_what_was_typed_before_it_was_there_is_not_for_it(sample: Any, tmp_path: Path) -> None:
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        early = events.Key("enter", None)
        assert isinstance(pilot.app.screen, Welcome)
        early.time = pilot.app.screen.there_at - 1
        pilot.app.post_message(early)
        await settle(pilot)
        assert reader(pilot).text.has_focus


async def test_it_does_not_come_over_what_a_key_does(
    sample: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes, key = Remembering.welcome, events.Key("j", "j")  # made here, it comes from no widget

    def welcome(screen: Remembering) -> None:
        screen.app.post_message(key)
        comes(screen)

    monkeypatch.setattr(Remembering, "welcome", welcome)
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert reader(pilot).list.row is reader(pilot).list.rows[1]
        assert not isinstance(pilot.app.screen, Welcome)
    monkeypatch.undo()
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, Welcome)


async def test_q_closes_it_and_does_not_quit(sample: Any, tmp_path: Path) -> None:
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "q")
        assert pilot.app.is_running
        assert not isinstance(pilot.app.screen, Welcome)


async def test_ctrl_q_quits_here_too(sample: Any, tmp_path: Path) -> None:
    async with QuothApp(sample, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+q")
        assert not pilot.app.is_running


async def test_an_empty_library_is_named_so(empty_shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(empty_shelf, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Your library is empty." in seen(pilot)


async def test_who_has_articles_and_who_has_no_room_is_left_alone(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=memory(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert TITLE not in seen(pilot)
    shelf.sample = True
    async with QuothApp(shelf, memory=memory(tmp_path)).run_test(size=(60, 15)) as pilot:
        await settle(pilot)
        assert TITLE not in seen(pilot)
    assert not memory(tmp_path).welcomed()


async def test_the_palette_shows_it_again(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, ":", *"welcome", "enter")
        assert TITLE in seen(pilot)
        await press(pilot, "escape")
        assert TITLE not in seen(pilot)


def test_it_fits() -> None:
    for sample in (True, False):
        told = lines(sample)
        assert len(told) <= HEIGHT - 2
        assert max(len(line.text) for line in told) <= WIDTH - 6
    assert len(SHOWN) == 8
