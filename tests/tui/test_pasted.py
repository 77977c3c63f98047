"""What of a pasted text does a field take, and does a whole file pasted by mistake do harm?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import QuothApp
from tui.pasted import AT_ONCE, MOST_IN_LINE, MOST_IN_NOTE, QUIET, Burst, taken

MEGABYTE = "The ferry waits for nobody.\n" * 37_450


@pytest.mark.parametrize(
    ("pasted", "field", "note"),
    [
        ("Nothing is final", "Nothing is final", "Nothing is final"),
        ("Nothing is\n  final\n", "Nothing is final", "Nothing is\n  final\n"),  # a line as a terminal broke it
        ("Nothing is\r\nfinal", "Nothing is final", "Nothing is\r\nfinal"),
        ("two  spaces", "two  spaces", "two  spaces"),  # a path may have them
        (" is final ", " is final ", " is final "),  # put between words
        ("a\tb", "a b", "a\tb"),
        ("a\x1b[2Jb\x9b", "a[2Jb", "a[2Jb"),  # a terminal would have obeyed it
        ("\n", "", "\n"),
        ("", "", ""),
    ],
)
def test_what_is_taken(pasted: str, field: str, note: str) -> None:
    assert taken(pasted, 100, in_lines=False) == (field, None)
    assert taken(pasted, 100, in_lines=True) == (note, None)


@pytest.mark.parametrize(
    ("room", "text", "told"),
    [
        (16, "Nothing is final", None),  # the line's end after it is no loss
        (7, "Nothing", "Only the first 7 of 16 characters were pasted: the field takes no more."),
        (0, "", "Nothing was pasted: the field is full."),
        (-5, "", "Nothing was pasted: the field is full."),
    ],
)
def test_what_is_too_much(room: int, text: str, told: str | None) -> None:
    assert taken("Nothing is final\n", room, in_lines=False) == (text, told)


async def paste(pilot: Pilot[Any], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


@pytest.mark.parametrize(("key", "size"), [("f", WIDE), ("/", WIDE), ("c", NARROW), ("t", NARROW), ("a", WIDE)])
async def test_a_megabyte_into_a_field(shelf: Any, key: str, size: tuple[int, int]) -> None:
    async with QuothApp(shelf).run_test(size=size, notifications=True) as pilot:
        await press(pilot, "enter", key)
        await paste(pilot, MEGABYTE)
        field = pilot.app.screen.query(Input).first()
        assert field.value == MEGABYTE.replace("\n", " ")[:MOST_IN_LINE].strip()
        assert "Only the first 2,000 of 1,048,599 characters" in seen(pilot)
        await paste(pilot, MEGABYTE * 2)
        assert len(field.value) <= MOST_IN_LINE
        await press(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is reader(pilot)


async def test_a_megabyte_into_a_note(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "]", "e")
        await paste(pilot, "Due soon. ")
        await paste(pilot, MEGABYTE)
        kept = ("Due soon. " + MEGABYTE)[:MOST_IN_NOTE]
        assert pilot.app.screen.query_one(TextArea).text == kept
        assert "Only the first 19,990 of 1,048,599 characters" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert shelf.calls[-1].endswith(kept.strip())


async def test_a_pasted_sentence_of_several_lines_is_checked_whole(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        await paste(pilot, "we can accept this\n    as the basis of\n    an agreement\n")
        assert pilot.app.screen.query_one("#check-words", Input).value == (
            "we can accept this as the basis of an agreement"
        )


async def test_what_is_pasted_where_there_is_no_field_does_nothing(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        before = seen(pilot)
        await paste(pilot, "DDeqU" * 1000)
        assert seen(pilot) == before


@pytest.mark.parametrize(
    ("keys", "apart", "lost"),
    [
        ("Nobody waits for the last boat.", 0.0001, "e"),  # pasted: what comes after the first keys
        ("Nobody waits for the last boat.", 0.02, ""),  # typed, or sent by a script
        ("j" * 200, 0.0001, ""),  # a key held down on a slow line
        ("]d[]dj", 0.0001, ""),  # typed ahead
    ],
)
def test_many_different_keys_at_once_are_of_a_paste(keys: str, apart: float, lost: str) -> None:
    burst = Burst()
    end = len(keys) * apart
    found = [burst.has(key, at * apart) for at, key in enumerate(keys)]
    assert found.count(True) == (len(keys) - AT_ONCE + 1 if lost else 0)
    assert found == sorted(found), "from one of them on"
    assert burst.has("j", end + QUIET / 2) == bool(lost)
    assert not burst.has("j", end + 2 * QUIET)


def post_keys(pilot: Pilot[Any], typed: str) -> None:
    for character in typed:
        pilot.app.post_message(events.Key("enter" if character == "\n" else character, character))


async def test_of_a_text_that_comes_as_keys_only_the_first_are_commands(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        post_keys(pilot, "][" * AT_ONCE + "DqE" * 200)
        await settle(pilot)
        assert not [call for call in shelf.calls if call.startswith("remove")]
        assert pilot.app.is_running
        assert ["are a pasted text" in note.message for note in pilot.app._notifications] == [True]


@pytest.mark.parametrize(("key", "most"), [("slash", MOST_IN_LINE), ("e", MOST_IN_NOTE)])
async def test_a_field_takes_no_more_keys_than_it_has_room_for(shelf: Any, key: str, most: int) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, key)
        field: Any = pilot.app.focused
        before = "x" * (most - 3)
        if isinstance(field, Input):
            field.value = before
        else:
            field.text = before
        await settle(pilot)
        post_keys(pilot, "abcdefghi")
        await settle(pilot)
        assert len(field.value if isinstance(field, Input) else field.text) == most
        assert [note.message for note in pilot.app._notifications] == ["The field takes no more characters."]
