"""Is what is typed faster than a field opens typed into the field?"""

from __future__ import annotations

import time
from typing import Any

import pytest
from driving import WIDE, lines, press, reader, settle
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import QuothApp


async def burst(pilot: Pilot[Any], typed: str) -> None:
    """All keys at once, as a slow line delivers them."""
    for character in typed:
        name = {"/": "slash", "?": "question_mark", ":": "colon", " ": "space", "\n": "enter", "'": "apostrophe"}.get(
            character, character
        )
        pilot.app.post_message(events.Key(name, None if character == "\n" else character))
    await settle(pilot)
    await settle(pilot)


@pytest.mark.parametrize("keys", ["/Deus", "fDeus"])
async def test_words_typed_at_once_are_searched_for(shelf: Any, keys: str) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        before = lines(reader(pilot).list)
        await burst(pilot, keys)
        assert pilot.app.screen.query_one(Input).value == "Deus"
        await press(pilot, "escape", "escape", "escape")
        assert lines(reader(pilot).list) == before


async def test_a_machine_with_other_work_opens_the_field_late_and_loses_no_letter(
    shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = QuothApp.open_search

    def slow(self: QuothApp, query: str = "") -> None:
        time.sleep(0.5)
        opens(self, query)

    monkeypatch.setattr("tui.ahead.PATIENCE", 0.1)
    monkeypatch.setattr(QuothApp, "open_search", slow)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        await burst(pilot, "fDeus")
        assert pilot.app.screen.query_one(Input).value == "Deus"
        assert not any("remove" in call for call in shelf.calls)


async def test_a_note_and_a_mark_at_once(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "]")
        await burst(pilot, "eDue soon")
        assert pilot.app.screen.query_one(TextArea).text == "Due soon"
        await press(pilot, "escape")
        await burst(pilot, "maj")
        await burst(pilot, "''")
        assert pilot.app.screen is reader(pilot)


async def test_what_is_pasted_at_once_goes_into_the_field(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        pilot.app.post_message(events.Key("slash", "/"))
        pilot.app.post_message(events.Paste("Due"))
        await settle(pilot)
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "Due"


async def test_keys_after_one_that_opens_nothing_are_not_kept_waiting(
    empty_shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.ahead.PATIENCE", 60.0)
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, "A?")
        assert pilot.app.screen is not reader(pilot)


async def test_two_enters_in_a_row_close_one_screen(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "f", *"answer", "enter")
        await burst(pilot, "\n\n")
        assert pilot.app.screen is reader(pilot)
        assert pilot.app.is_running


async def test_in_a_field_a_key_does_what_it_does_before_the_letters_behind_it(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "f", *"ferry")
        field = pilot.app.screen.query_one(Input)
        await strike(pilot, "ctrl+u", *"tole", "backspace", "l", "home", "a")
        assert field.value == "atoll"
        await strike(pilot, "ctrl+u", *"answer", "enter", "enter", "]", "u", "f", *"toll")
        assert pilot.app.screen.query_one(Input).value == "toll"


async def test_in_a_note_too(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "]", "e")
        await strike(pilot, *"abd", "backspace", "c", "enter", "d", "left", "e", "up", "home", "x")
        assert pilot.app.screen.query_one(TextArea).text == "xabc\ned"


async def strike(pilot: Pilot[Any], *names: str) -> None:
    """Keys by their names, all at once."""
    for name in names:
        character = name if len(name) == 1 else {"enter": "\r", "backspace": "\x7f", "ctrl+u": "\x15"}.get(name)
        pilot.app.post_message(events.Key({"]": "right_square_bracket"}.get(name, name), character))
    for _ in range(4):
        await settle(pilot)
