"""The help: what is found in it."""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle

from tui.app import QuothApp
from tui.screens.help import HelpScreen, marked
from tui.widgets.painted import Line


def test_what_is_found_is_marked_across_pieces() -> None:
    line = Line(((" ", ""), ("enter", "key"), ("  open", "")))
    assert marked(line, [(4, 9)], "hit").pieces == (
        (" ", ""),
        ("ent", "key"),
        ("er", "key hit"),
        ("  o", "hit"),
        ("pen", ""),
    )


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_words_are_found_in_the_help(shelf: Any, size: tuple[int, int]) -> None:
    async with QuothApp(shelf).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "?")
        assert "/ find" in seen(pilot).splitlines()[-1]
        pane = pilot.app.screen.query_one("#help")
        await press(pilot, "/")
        assert seen(pilot).splitlines()[-1].strip() == "enter keep  esc close"
        await press(pilot, *"saved SEARCH")
        first = pane.at
        assert "saved search" in lines(pane)[first]
        assert lines(pane)[first].strip() in seen(pilot)
        await press(pilot, "enter", "n")
        assert pane.at > first
        assert "saved search" in lines(pane)[pane.at]
        await press(pilot, "N")
        assert pane.at == first
        await press(pilot, "escape")
        assert pane.at is None
        assert isinstance(pilot.app.screen, HelpScreen), "the first takes the marks away"
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_the_field_in_the_help_is_left_where_one_was(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "?", "n")
        assert "Nothing was looked for yet" in "".join(str(one.message) for one in pilot.app._notifications)
        await press(pilot, "space", "/", *"palimpsest")
        assert "nothing" in seen(pilot)
        top = pilot.app.screen.query_one("#help").scroll_y
        assert top > 0
        await press(pilot, *["backspace"] * 10, *"ctrl+q", "escape")
        assert pilot.app.screen.query_one("#help").scroll_y == top
        assert ": commands" in seen(pilot).splitlines()[-1]
