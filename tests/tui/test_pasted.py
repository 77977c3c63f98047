"""What of a pasted text does a field take, and does a whole file pasted by mistake do harm?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import QuothApp
from tui.pasted import MOST_IN_LINE, MOST_IN_NOTE, taken

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
