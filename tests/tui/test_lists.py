"""Lists in the reader, by the keyboard on a real library: a state, a tag, a saved search, a filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle, shown, unbroken
from invented import CUT, LIND, OTHER, put, row

from index.library import Library
from tui.app import QuothApp
from tui.lists import Which, choices, of_tag
from tui.memory import Memory
from tui.screens.asking import Landing
from tui.screens.filtering import FilterScreen, NameScreen
from tui.screens.lists import ListsScreen
from tui.screens.search import SearchScreen


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        one = row("one", LIND, title="A basis", published="2026-11-04")
        two = row("two", CUT, title="The talks", published="2026-11-03")
        three = row("three", OTHER, title="The bell", published="2026-11-02")
        opened.add([put(tmp_path / "in", one, two, three)])
        yield opened


def listed(pilot: Any) -> list[str]:
    return [row.id for row in reader(pilot).list.rows]


def on_screen(pilot: Any, ident: str) -> list[str]:
    return lines(pilot.app.screen.query_one(ident))


def told(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


@pytest.mark.parametrize(
    ("which", "name"),
    [
        (Which(), "all articles"),
        (Which("is:unread"), "unread"),
        (Which("is:noted"), "with a note"),
        (of_tag("sea-law"), "#sea-law"),
        (Which("tag:tolls"), "#tolls"),
        (Which("(tag:#Tolls)"), "#tolls"),
        (Which("tag:Tolls"), "#Tolls"),
        (Which("tag:tol*"), "tag:tol*"),
        (Which("is:Unread"), "unread"),
        (Which("tag:toll OR is:read"), "tag:toll OR is:read"),
        (Which("toll", "The  Strait"), "The Strait"),
    ],
)
def test_what_a_list_is_called(which: Which, name: str) -> None:
    assert which.told == name


def test_the_lists_there_are(library: Library) -> None:
    library.save_search("Lind", "lind")
    library.tag("one", ["toll"])
    known = library.totals().articles, library.states(), library.tags(), library.saved()
    rows = [(one.which.told, one.note) for one in choices(*known)]
    assert rows == [
        ("all articles", "3 articles"),
        ("unread", "3 articles"),
        ("starred", "0 articles"),
        ("with a note", "0 articles"),
        ("Lind", "lind · …"),
        ("#toll", "1 article"),
    ]
    counted = choices(*known, library.counted_searches())
    assert (counted[4].note, counted[4].saved) == ("lind · 2 articles", library.saved()[0])


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_another_list_is_chosen_and_esc_shows_all_again(library: Library, size: tuple[int, int]) -> None:
    library.tag("three", ["bell"])
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "L")
        assert isinstance(pilot.app.screen, ListsScreen)
        assert "enter show  esc close" in seen(pilot), "none of these can be removed, nor brought back"
        await press(pilot, "G", "enter")
        assert listed(pilot) == ["three"]
        assert "#bell ▾" in shown(reader(pilot).header)
        assert re.search(r"#bell 1 .*1.* · newest first", shown(reader(pilot).list_head))
        assert reader(pilot).opened.article.id == "three"
        assert reader(pilot).focused is reader(pilot).list
        await press(pilot, "L")
        assert on_screen(pilot, "#lists-all")[-1].startswith("▌ #bell"), "the list in use is under the cursor"
        await press(pilot, "escape", "escape")
        assert listed(pilot) == ["one", "two", "three"]
        assert "all articles ▾" in shown(reader(pilot).header)
        assert reader(pilot).list.row.id == "three", "the cursor stays on its article"


async def test_an_article_that_is_read_stays_until_the_list_is_opened_again(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "j", "enter", "enter")
        assert library.listed("is:read")[0].id == "one"  # type: ignore[index]
        await press(pilot, "h", "t", *"toll", "enter")  # which loads the list anew
        assert listed(pilot) == ["one", "two", "three"]
        await press(pilot, "O")
        assert listed(pilot) == ["three", "two", "one"]
        assert reader(pilot).list.row.id == "one"
        await press(pilot, "L", "enter")
        assert listed(pilot) == ["three", "two"]
        await press(pilot, "D")
        assert listed(pilot) == ["two"]
        await press(pilot, "U")
        assert listed(pilot) == ["three", "two"]


async def test_an_article_that_matches_appears_while_one_reads(library: Library, tmp_path: Path) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reader(pilot).look()
        await press(pilot, "F", *"bell", "enter")
        assert listed(pilot) == ["three"]
        with Library.open(tmp_path / "library") as other:
            other.add([put(tmp_path / "more", row("four", OTHER, published="2026-11-05"), row("five", LIND))])
        reader(pilot).look()
        await settle(pilot)
        assert listed(pilot) == ["four", "three"]
        assert reader(pilot).list.row.id == "three"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_list_is_filtered_by_a_query(library: Library, size: tuple[int, int]) -> None:
    library.mark_starred("two")
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "F", *"lind is:unraed", "enter")
        assert isinstance(pilot.app.screen, FilterScreen)
        assert 'the nearest is "is:unread"' in on_screen(pilot, "#filter-says")[0]
        await press(pilot, *["backspace"] * 6, *"read", "enter")
        assert "no article is read" in on_screen(pilot, "#filter-says")[0]
        await press(pilot, *["backspace"] * 4, *"st")
        assert "1 article" in on_screen(pilot, "#filter-says")[0], "a state that is being typed is its beginning"
        await press(pilot, "tab", "enter")
        assert listed(pilot) == ["two"]
        assert "lind is:starred ▾" in shown(reader(pilot).header)
        await press(pilot, "F")
        assert pilot.app.screen.query_one("#query").value == "lind is:starred"
        await press(pilot, "backspace", "enter")
        assert listed(pilot) == ["one", "two", "three"]


async def test_what_a_filter_may_be_is_shown(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "F")
        assert "words  tag:toll  is:unread  outlet:wire  speaker:lind  empty: all " in seen(pilot)
        await press(pilot, *"bell")
        await pilot.pause(0.3)
        await settle(pilot)
        assert "empty: all " not in seen(pilot)
        await press(pilot, *["backspace"] * 4)
        await pilot.pause(0.3)
        assert "empty: all " in seen(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_head_counts_what_is_unread(library: Library, size: tuple[int, int]) -> None:
    def head(unread: int) -> str:
        if size == WIDE:  # the pane is narrow there
            return f" ARTICLES 3{f' ●{unread}' if unread else ''} · newest first"
        return f" ARTICLES 3{f' · {unread} unread' if unread else ''} · newest first"

    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        bar = reader(pilot).list_head
        assert shown(bar).rstrip() == head(3)
        await press(pilot, "enter", "shift+tab")
        assert shown(bar).rstrip() == head(2), "what was opened is read"
        await press(pilot, "u")
        assert shown(bar).rstrip() == head(3)
        await press(pilot, "C")
        assert shown(bar).rstrip() == head(0)
        await press(pilot, "U")
        assert shown(bar).rstrip() == head(3)


async def test_a_tags_list_is_the_same_however_it_is_asked_for(library: Library) -> None:
    library.tag("three", ["bell"])
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "F", *"tag:bell", "enter")
        assert re.search(r"#bell 1 .*1.* · newest first", shown(reader(pilot).list_head))
        await press(pilot, "L")
        assert on_screen(pilot, "#lists-all")[-1].startswith("▌ #bell")


async def test_the_lists_keys_are_those_that_do_something(library: Library) -> None:
    library.save_search("Pier", "pier")
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "L")
        assert "D remove" not in seen(pilot)
        assert "U undo" not in seen(pilot)
        await press(pilot, "G")
        assert "enter show  D remove  esc close" in seen(pilot)
        await press(pilot, "D")
        assert "U undo" in seen(pilot)
        assert "D remove" not in seen(pilot)
        await press(pilot, "U")
        assert "U undo" not in seen(pilot)
        await press(pilot, "G")
        assert "D remove" in seen(pilot)


async def test_a_filter_without_its_value_says_what_is_missing(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for typed, told_of in (("outlet:", "outlet: which?"), ("is:", "is: unread, read"), ("ab", "three letters")):
            await press(pilot, "F", *typed)
            await pilot.pause(0.3)
            await settle(pilot)
            assert told_of in on_screen(pilot, "#filter-says")[0]
            await press(pilot, "escape")
        await press(pilot, "F", *"outlet:", "enter")
        assert isinstance(pilot.app.screen, FilterScreen), "not all articles under the name of a filter"
        outlet = reader(pilot).list.rows[0].outlet
        await press(pilot, outlet[0].lower())
        await pilot.pause(0.3)
        await settle(pilot)
        count = sum(row.outlet.startswith(outlet[0]) for row in reader(pilot).list.rows)
        assert on_screen(pilot, "#filter-says")[0].strip() == f"{count} article{'' if count == 1 else 's'}"


async def test_an_empty_list_says_why_and_what_to_do(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "j", "j", "enter")
        assert listed(pilot) == []
        assert "No article has a star." in unbroken(reader(pilot).list)
        assert "esc shows all articles" in unbroken(reader(pilot).list)
        await press(pilot, "enter", "j", "u", "s", "t", "D")  # there is no article that this could be for
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "tab", "s")  # the one that is open
        assert library.states()["starred"] == 1
        await press(pilot, "h", "L", "enter")
        assert listed(pilot) == ["one"]


async def test_marks_work_on_an_open_article_that_the_list_has_not(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "F", *"bell", "enter")
        reader(pilot).jump(Landing("one"))
        await settle(pilot)
        assert [one.id for one in library.articles() if one.read] == ["one"]
        await press(pilot, "u", "s")
        assert [(one.read, one.starred) for one in library.articles(ids=["one"])] == [(False, True)]
        await press(pilot, "u", "m", "a")
        assert library.articles(ids=["one"])[0].read
        await press(pilot, "'")
        assert "A basis" in seen(pilot)
        await press(pilot, "escape")
        assert listed(pilot) == ["three"]


async def test_a_search_is_kept_as_a_list_and_removed(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", "ctrl+s")
        assert "no query yet" in told(pilot)
        await press(pilot, *"pier", "ctrl+s", "enter")
        assert isinstance(pilot.app.screen, NameScreen)
        assert "a name of 1 to 60 characters" in on_screen(pilot, "#naming-says")[0]
        await press(pilot, *"Pier", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "Kept as the list “Pier”; L shows it." in told(pilot)
        await press(pilot, "escape", "F", *"lind", "ctrl+s", *"pier", "enter")
        assert 'there is a saved search "Pier" already' in on_screen(pilot, "#naming-says")[0]
        await press(pilot, "backspace", "enter")
        assert listed(pilot) == ["one", "two"], "kept from a filter, it is shown at once"
        assert "pie 2 ·" in shown(reader(pilot).list_head)
        await press(pilot, "L", "D")
        assert "Removed the list “pie”" in told(pilot)
        assert [one.name for one in library.saved()] == ["Pier"]
        assert not any("pie " in line for line in on_screen(pilot, "#lists-all"))
        assert reader(pilot).which == Which("lind"), "its articles are still shown"
        await press(pilot, "U")
        assert [one.name for one in library.saved()] == ["pie", "Pier"]
        assert any("pie " in line for line in on_screen(pilot, "#lists-all"))
        await press(pilot, "U")
        assert "No list was removed just now." in told(pilot)
        await press(pilot, "g", "D")
        assert "Only a saved search can be removed here" in told(pilot)
        await press(pilot, "G", "D", "escape", "U")
        assert [one.name for one in library.saved()] == ["pie", "Pier"]


async def test_the_header_tells_what_is_new_in_other_lists(library: Library, tmp_path: Path) -> None:
    library.save_search("Bells", "bell")
    library.save_search("Lind", "lind")
    library.save_search("Also Lind", "agreement lind")
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reader(pilot).look()
        await settle(pilot)
        assert "new" not in shown(reader(pilot).header)
        with Library.open(tmp_path / "library") as other:
            other.add([put(tmp_path / "more", row("four", OTHER), row("five", LIND), row("six", LIND))])
        reader(pilot).look()
        await settle(pilot)
        assert "L 3 new  / find" in shown(reader(pilot).header), "each article once"
        await press(pilot, "L", "G")
        assert "2 new" in on_screen(pilot, "#lists-all")[-1]
        await press(pilot, "k", "enter")
        assert "L 2 new  / find" in shown(reader(pilot).header)
        await press(pilot, "L", "j", "enter", "L", "k", "k", "enter")
        assert "new  /" not in shown(reader(pilot).header)


async def test_the_next_start_shows_the_same_list(library: Library, tmp_path: Path) -> None:
    library.save_search("Bells", "bell")
    memory = Memory(tmp_path / "state", library.path)
    async with QuothApp(library, memory=memory).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "G", "enter", "enter", "ctrl+q")
    memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    library.remove(["three"])
    async with QuothApp(library, memory=Memory(tmp_path / "state", library.path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Bells 0 ·" in shown(reader(pilot).list_head)
        assert 'No article has the word "bell"' in unbroken(reader(pilot).list)
        await press(pilot, "escape")
        assert listed(pilot) == ["one", "two"]
        assert reader(pilot).opened.article.id == "one"


async def test_a_list_whose_query_can_no_longer_be_read_says_so(library: Library, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "state", library.path)
    memory.save(memory.session().__class__(which=Which("titel:x", "Old")))
    async with QuothApp(library, memory=memory).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "There is no field" in unbroken(reader(pilot).list)
