"""What is found in an article and in the library, and how are hits stepped through?"""

from __future__ import annotations

from typing import Any

from driving import WIDE, press, reader, settle, shown

from tui.app import QuothApp
from tui.screens.search import SearchScreen


async def test_find_in_the_article(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"the")
        assert reader(pilot).trail.label().startswith("1/")
        await press(pilot, "enter", "n")
        assert reader(pilot).trail.label().startswith("2/")
        assert "hit 2/" in shown(reader(pilot).text_head)
        await press(pilot, "N", "N")
        trail = reader(pilot).trail
        assert trail.at == len(trail) - 1  # round at the end
        await press(pilot, "escape")
        assert reader(pilot).trail is None


async def test_a_keyboards_quotation_mark_finds_a_printers(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", "quotation_mark", *"wish", "enter")
        assert len(reader(pilot).trail) == 1


async def test_leaving_the_find_field_takes_the_marks_away(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"Oss", "escape")
        assert reader(pilot).trail is None
        assert pilot.app.focused.id == "text"


async def test_search_the_library_and_step_through_its_articles(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "2 passages in 2 articles" in shown(pilot.app.screen.count)
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "n")
        assert reader(pilot).opened.article.id == "c"
        assert "hit 2/2" in shown(reader(pilot).text_head)
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_a_query_that_cant_be_read_is_explained(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "/", "quotation_mark", *"abc", "enter")
        assert "never closed" in shown(pilot.app.screen.count)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_searching_for_the_words_of_the_quotation(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "*", "enter")
        assert 'search "In general we can accept this as the"' in shelf.calls
