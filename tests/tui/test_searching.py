"""The search as a reader comes to it: passages, words in context, a preview, by the keyboard on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle, shown
from invented import put, row
from textual.pilot import Pilot

from index.library import Library
from index.store import LibraryError
from tui.app import QuothApp
from tui.screens.search import SearchScreen

WIRE = "The quay is wet.\n\nA toll on the ferry is wrong, and the toll on cars is old.\n\nA bell rang."
GULL = "Nobody pays a toll at night."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        wire = row("wire", WIRE, title="On tolls", outlet="Coast Wire", published="2026-11-02")
        gull = row("gull", GULL, title="By night", outlet="Daily Gull", published="2026-11-05")
        opened.add([put(tmp_path / "in", wire, gull)])
        yield opened


def search(pilot: Pilot[Any]) -> SearchScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


def after(pilot: Pilot[Any], word: str) -> list[str]:
    """What stands right of the word on each line."""
    return [line.partition(word)[2].split()[0] for line in lines(search(pilot).results)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_words_in_context_and_back(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"toll", "enter")
        assert "2 passages in 2 articles" in shown(search(pilot).count)
        await press(pilot, "v")
        found = lines(search(pilot).results)
        assert len({line.index("toll") for line in found}) == 1  # one column
        assert "3 places in 2 articles" in shown(search(pilot).count)
        assert {line.lstrip("▌ ").split()[0] for line in found} == {"Coast", "Daily"}
        await press(pilot, "O")
        assert after(pilot, "toll") == ["at", "on", "on"]
        assert "by what stands right" in shown(search(pilot).count)
        await press(pilot, "O", "O")
        assert after(pilot, "toll")[0] == "at"  # the newest
        await press(pilot, "O", "O", "G", "v")
        assert "2 passages" in shown(search(pilot).count)
        assert "best first" in shown(search(pilot).count)  # passages show nothing of what stands right
        assert search(pilot).results.hits[search(pilot).results.cursor].article == "wire"  # where it stood


async def test_a_line_lands_on_its_words_and_n_goes_on(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"toll", "enter", "v", "O", "j", "j", "enter")
        assert reader(pilot).opened.article.id == "wire"
        trail = reader(pilot).trail
        start, end = trail.hits[trail.at].hits[0]
        assert WIRE[start:end] == "toll"
        assert start == WIRE.index("toll on the ferry")
        assert "hit 3/3" in shown(reader(pilot).text_head)
        await press(pilot, "N")
        assert reader(pilot).trail.hits[1].hits[0][0] == WIRE.index("toll on cars")
        await press(pilot, "f")  # the search is as it was left
        assert after(pilot, "toll") == ["at", "on", "on"]
        assert search(pilot).results.cursor == 1


@pytest.mark.parametrize(("size", "beside"), [(WIDE, True), (NARROW, False)])
async def test_the_paragraphs_of_the_hit_under_the_cursor(
    library: Library, size: tuple[int, int], beside: bool
) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"toll", "enter")
        preview, results = search(pilot).preview, search(pilot).results
        assert (preview.region.y == results.region.y) == beside
        first = shown(preview)
        assert ("By night" in first) != ("On tolls" in first)
        await press(pilot, "j")
        assert shown(preview) != first
        await press(pilot, "g" if "On tolls" in first else "j")
        assert "A bell rang." in shown(preview)
        styles = [names for line in map(preview.line, range(preview.line_count())) for _, names in line.pieces if names]
        assert (styles.count("here"), styles.count("hit")) == (1, 1)
        await press(pilot, "v")
        assert preview.region.y > results.region.y  # lines want the whole width


async def test_the_smallest_screens_have_no_preview(library: Library) -> None:
    async with QuothApp(library).run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"toll", "enter")
        assert not search(pilot).preview.display
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert search(pilot).preview.display


async def test_why_nothing_was_found(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"outlet", "colon", *"gall", "space", *"toll", "enter")
        assert "Nothing found for outlet:gall toll" in shown(search(pilot).count)
        assert shown(search(pilot).results).startswith(" ")  # no empty line before it: there may be one above
        assert shown(search(pilot).results).endswith('No outlet is called "gall"; did you mean "Daily Gull"?')
        assert not search(pilot).preview.display
        await press(pilot, "/", "home", *["delete"] * len("outlet:gall "), "enter")
        assert "2 passages" in shown(search(pilot).count)
        assert "No outlet" not in shown(search(pilot).results)


async def test_an_article_without_a_title_has_its_files_name(library: Library, tmp_path: Path) -> None:
    (tmp_path / "harbour-notes.txt").write_text("The crane stood still.\n")
    library.add([str(tmp_path / "harbour-notes.txt")])
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"crane", "enter")
        assert "harbour-notes.txt" in lines(pilot.app.screen.results)[0]
        await press(pilot, "v")
        assert "harbour-notes.txt" in lines(pilot.app.screen.results)[0]


def answers_when(library: Library) -> Event:
    """From now on the library answers a search when this is set."""
    held, ask = Event(), library.search

    def slow(*what: Any, **how: Any) -> Any:
        held.wait(20)
        return ask(*what, **how)

    library.search = slow  # type: ignore[method-assign]
    return held


async def test_a_second_enter_before_the_results_opens_the_first(library: Library) -> None:
    held = answers_when(library)
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"bell", "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen)
        held.set()
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).trail.query == "bell"
        assert reader(pilot).opened.article.id == reader(pilot).trail.hits[0].article


async def test_an_enter_on_older_results_waits_for_those_asked_for(library: Library) -> None:
    held = answers_when(library)
    held.set()
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"night")
        held.clear()
        await pilot.press("ctrl+u", *"bell", "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen)
        held.set()
        await settle(pilot)
        assert reader(pilot).trail.query == "bell"
        assert "bell" in reader(pilot).trail.hits[0].passage


async def test_what_is_missing_of_a_query_is_said(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"is:")
        assert "is: unread, read, starred or noted?" in seen(pilot)
        assert "Nothing found" not in seen(pilot)
        await press(pilot, "u")
        assert f"in {library.states()['unread']} articles" in seen(pilot), "one letter says which state"
        await press(pilot, *["backspace"] * 4, *"tag:")
        assert "tag: which?" in seen(pilot)
        assert "Nothing found" not in seen(pilot)


async def test_names_are_completed(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"out")
        field = search(pilot).field
        await press(pilot, "tab")
        assert field.value == "outlet:"
        await press(pilot, *"daily")
        assert field.names.offered.shown == "outlet:daily Gull"  # it stands behind what is typed
        await press(pilot, "right")
        assert field.value == 'outlet:"Daily Gull"'
        await press(pilot, "enter")
        assert "1 passage in 1 article" in shown(search(pilot).count)
        await press(pilot, "tab", "end", "tab")  # back to the field; nothing is offered: to the results
        assert search(pilot).focused is search(pilot).results


async def test_a_library_that_can_not_be_searched_says_so_and_why(shelf: Any) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LibraryError("/srv/news may not be written")

    shelf.search = shelf.open_index = fails
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"toll")
        assert "The library could not be searched." in shown(pilot.app.screen.count)
        assert "/srv/news may not be written" in shown(pilot.app.screen.results)
        assert not pilot.app._notifications
