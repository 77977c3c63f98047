"""What does the list of articles show, and what is marked in it?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle, shown, unbroken
from msgspec.structs import replace
from rich.cells import cell_len

from tui.app import QuothApp
from tui.screens.asking import Landing, LibraryChanged


async def test_reading_marks_read_and_the_star_is_shown(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "● Harbour Times" in shown(reader(pilot).list)
        await press(pilot, "enter")
        assert "○ Harbour Times" in shown(reader(pilot).list)
        await press(pilot, "u", "s")
        assert "● Harbour Times" in shown(reader(pilot).list)
        assert "★" in lines(reader(pilot).list)[0]
        assert shelf.calls == ["read h True", "read h False", "star h True"]


async def test_passing_over_articles_marks_nothing_read(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "k", "G", "g")
        assert shelf.calls == []


async def test_orders_of_the_list(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O")
        assert "oldest first" in shown(reader(pilot).list_head)
        assert "Ferries idle" in lines(reader(pilot).list)[0]
        assert reader(pilot).list.row.id == "h"  # the cursor stays on its article


async def test_what_another_process_adds_appears(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        kept = reader(pilot).list.row.id
        reader(pilot).look()
        await settle(pilot)
        shelf.put("n", "Bell found\n\nIt rang.", "Radio Oss", "2025-11-05", [])
        shelf.rows.insert(0, shelf.rows.pop())
        shelf.now += 1
        reader(pilot).look()
        await settle(pilot)
        assert "Bell found" in lines(reader(pilot).list)[0]
        assert reader(pilot).list.row.id == kept


async def test_an_empty_library_says_what_to_do(empty_shelf: Any) -> None:
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "quoth add PATH" in shown(reader(pilot).text)
        assert shown(reader(pilot).text_head) == " HOW TO BEGIN"
        assert "listed here" in unbroken(reader(pilot).list)
        assert "told here" in unbroken(reader(pilot).elsewhere)
        await press(pilot, *"jkgG]}[{nNuszwOy*", "enter", "tab", "tab", "enter", "space", "ctrl+o")
        assert pilot.app.is_running


async def test_articles_that_come_back_are_read_again_at_once(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        every = [row.id for row in shelf.rows]
        reader(pilot).look()
        await settle(pilot)
        for change in (shelf.remove, shelf.restore):
            change(every, stop=lambda: False)
            shelf.now += 1
            reader(pilot).look()
            await settle(pilot)
            assert (shown(reader(pilot).text_head) == " HOW TO BEGIN") is (change == shelf.remove)
        assert reader(pilot).opened.article.id == reader(pilot).list.row.id


async def test_nineteen_thousand_articles_open_at_once(empty_shelf: Any) -> None:
    for number in range(19_042):
        empty_shelf.put(f"a{number}", f"Ferry {number}\n\nIt sailed.", "Coast Wire", "2025-11-02", [])
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        assert "Ferry 19041" in reader(pilot).list.item_lines(reader(pilot).list.cursor)[0].text
        assert "19,042" in shown(reader(pilot).list_head)


@pytest.mark.parametrize("width", [80, 99, 120, 200])
async def test_tags_and_notes_fit_beside_the_counts(shelf: Any, width: int) -> None:
    shelf.retag("h", [], ["harbour", "negotiations-in-oss"])
    shelf.note("h", "Call.")
    async with QuothApp(shelf).run_test(size=(width, 36)) as pilot:
        await settle(pilot)
        pane = reader(pilot).list
        told = "\n".join(lines(pane)[: pane.item_height()])
        assert "6 quotes" in told
        assert "†1 #harbour" in told
        assert all(cell_len(line) < pane.size.width for line in lines(pane))
        assert "…" in told, "of tags that do not fit the end is left out"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_article_far_down_that_is_opened_first_is_seen_in_the_list(shelf: Any, size: tuple[int, int]) -> None:
    for number in range(40):
        shelf.put(f"x{number}", f"Ferry {number} sails\n\nNobody was quoted.", "Coast Wire", "2025-11-01", [])
    async with QuothApp(shelf, Landing("x35")).run_test(size=size) as pilot:
        await settle(pilot)
        if size == NARROW:
            await press(pilot, "h")
        assert "▌○ Coast Wire" in seen(pilot) or "▌Ferry 35 sails" in seen(pilot)


async def test_a_date_says_its_year_unless_it_is_that_of_the_newest(shelf: Any) -> None:
    shelf.put("o", "Bell cast\n\nIt rang.", "Radio Oss", "2024-11-05", [])
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        shown_lines = shown(reader(pilot).list)
        assert "Harbour Times · 2 Nov\n" in shown_lines
        assert "Radio Oss · 5 Nov 2024\n" in shown_lines


async def test_under_a_screen_that_fills_the_terminal_the_list_waits(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        before = len(reader(pilot).list.rows)
        shelf.rows.append(replace(shelf.rows[0], id="new", title="The new one"))
        reader(pilot).post_message(LibraryChanged())
        await settle(pilot)
        assert len(reader(pilot).list.rows) == before
        await press(pilot, "escape")
        assert reader(pilot).list.rows[-1].id == "new"
        await press(pilot, "?")  # nothing changed under this one: nothing is asked for again
        asked = []
        reader(pilot).load_list = asked.append
        await press(pilot, "escape")
        assert not asked
