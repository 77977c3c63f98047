"""Which panes and screens are seen, and how are they left?"""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from driving import NARROW, PATIENCE, TWO, WIDE, current, press, reader, resting, seen_panes, settle, shown

from tui.app import QuothApp
from tui.screens.help import HelpScreen
from tui.screens.palette import Palette
from tui.screens.search import SearchScreen
from tui.widgets.bars import Bar


@pytest.mark.parametrize(
    ("size", "at_first", "in_text", "in_printings"),
    [
        (WIDE, ["list", "text", "elsewhere"], ["list", "text", "elsewhere"], ["list", "text", "elsewhere"]),
        (TWO, ["list", "text"], ["text", "elsewhere"], ["text", "elsewhere"]),
        (NARROW, ["list"], ["text"], ["elsewhere"]),
        ((30, 8), ["list"], ["text"], ["elsewhere"]),
    ],
)
async def test_as_many_panes_as_there_is_room_for(
    shelf: Any, size: tuple[int, int], at_first: list[str], in_text: list[str], in_printings: list[str]
) -> None:
    async with QuothApp(shelf).run_test(size=size) as pilot:
        await settle(pilot)
        assert seen_panes(pilot) == at_first
        await press(pilot, "tab")
        assert seen_panes(pilot) == in_text
        await press(pilot, "l")
        assert seen_panes(pilot) == in_printings
        await press(pilot, "shift+tab", "h")
        assert seen_panes(pilot) == at_first


async def test_a_page_further_at_the_end_says_how_to_go_on(shelf: Any) -> None:
    def told() -> list[str]:
        return [str(notice.message) for notice in pilot.app._notifications]

    async with QuothApp(shelf).run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "g")
        text = pilot.app.screen.query_one("#text")
        opened = pilot.app.screen.opened.article.id  # type: ignore[attr-defined]
        while text.scroll_y < text.max_scroll_y:
            assert told() == []
            await press(pilot, "space")
        assert told() == [], "the last page is to be read first"
        await press(pilot, "space")
        assert told() == ["End of the article; J next, ) next unread."]
        assert pilot.app.screen.opened.article.id == opened  # type: ignore[attr-defined]


async def test_resizing_keeps_the_place(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}")
        for size in (NARROW, (20, 5), (1, 1), TWO, WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert seen_panes(pilot) == ["list", "text", "elsewhere"]
        assert current(pilot) == "I expect an answer within days,"


async def test_only_the_text_and_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        assert seen_panes(pilot) == ["text"]
        await press(pilot, "w", "w", "w", "q")
        assert seen_panes(pilot) == ["list", "text", "elsewhere"]
        assert pilot.app.is_running


async def test_an_article_opened_after_another_was_read_is_laid_out_as_its_own(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "q", "j")
        await settle(pilot)
        await press(pilot, "enter")
        opened = reader(pilot).opened
        assert opened
        assert opened.article.id == shelf.rows[1].id
        letters = lambda text: "".join(filter(str.isalpha, text))  # noqa: E731  (no gutter, no breaks)
        assert letters(opened.article.text) in letters(shown(reader(pilot).text))


async def test_an_article_chosen_while_it_is_being_asked_for_is_opened(
    shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list's preview, which begins a little after the cursor moved, takes no enter away."""
    known, go_on = type(shelf).article, threading.Event()

    def waiting(self: Any, ident: str) -> Any:
        assert go_on.wait(PATIENCE)
        return known(self, ident)

    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        monkeypatch.setattr(type(shelf), "article", waiting)
        await pilot.press("j", "enter")
        async with asyncio.timeout(PATIENCE):
            while list(resting(pilot.app)):  # until the preview was due
                await pilot.pause(0.01)
        go_on.set()
        await settle(pilot)
        assert seen_panes(pilot) == ["text"]
        assert reader(pilot).opened.article.id == shelf.rows[1].id


async def test_q_goes_up_and_quits_at_the_top(shelf: Any) -> None:
    app = QuothApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "?")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "q", "q")
        assert seen_panes(pilot) == ["list"]
        await pilot.press("q")
    assert app.return_value == 0


async def test_ctrl_q_quits_from_a_field(shelf: Any) -> None:
    app = QuothApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", "q")  # a letter in the field
        assert isinstance(app.screen, SearchScreen)
        await pilot.press("ctrl+q")
    assert app.return_value == 0


async def test_the_palette_closed_while_it_begins_to_look_ends_nothing(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, ":")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._gather_commands("them")  # for a letter that was typed before it closes
        await palette.dismiss()
        palette._gather_commands("theme")
        await press(pilot, "?")
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_runs_an_action(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        before = current(pilot)
        names = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Next quotation" in names
        await pilot.app.run_on("screen.next_quotation")  # type: ignore[attr-defined]
        await settle(pilot)
        assert current(pilot) != before


@pytest.mark.parametrize("screen_key", [None, "?", "f"])
async def test_the_sample_is_labelled_on_every_screen(shelf: Any, screen_key: str | None) -> None:
    shelf.sample = True
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        if screen_key:
            await press(pilot, screen_key)
        assert "quoth  sample" in shown(pilot.app.screen.query_one("#header", Bar))


async def test_another_library_is_not_labelled(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        header = shown(pilot.app.screen.query_one("#header", Bar))
        assert "sample" not in header
        assert "all articles" in header


def test_nothing_of_asyncio_is_left_running() -> None:
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
