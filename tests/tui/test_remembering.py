"""Does the reader go on where it was: the next start, an article opened again, a mark?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from driving import NARROW, WIDE, current, lines, press, reader, settle, shown

from tui.app import QuothApp
from tui.memory import Memory
from tui.screens.asking import Landing

LONG = "\n\n".join(f"The ferry sails at {hour} today." for hour in range(60))


def remembered(folder: Path) -> Memory:
    return Memory(folder, Path("library"))


def put_long(shelf: Any) -> None:
    shelf.put("l", LONG, "Coast Wire", "2025-11-01", [])


async def test_the_next_start_goes_on_where_the_last_one_ended(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O", "enter", "]", "enter", "w", "l")
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "h", "{", "enter", "l")
        before = reader(pilot)
        assert before.opened.article.id == "c"
        seen = current(pilot)
        await press(pilot, "ctrl+q")
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        assert screen.opened.article.id == "c"
        assert current(pilot) == seen
        assert screen.place == "elsewhere"
        assert screen.focused is screen.elsewhere
        assert screen.order == "oldest"
        assert screen.text.measure == 100
        await press(pilot, "ctrl+o")
        assert screen.opened.article.id == "h"


async def test_what_was_removed_comes_back_after_the_next_start(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "D", "s", "ctrl+q")
    assert "h" not in shelf.texts
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "U")
        assert "h" in shelf.texts
        assert reader(pilot).list.row.id == "h"
        await press(pilot, "U", "ctrl+q")
        assert "Nothing was done" in next(iter(pilot.app._notifications)).message
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    assert remembered(tmp_path).session().removed == ()


async def test_it_is_kept_while_the_reader_runs(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter")
        reader(pilot).keep_place()
        await settle(pilot)
        kept = remembered(tmp_path).session()
    assert kept.place is not None
    assert kept.place.article == "c"
    assert kept.pane == "text"


async def test_on_a_narrow_screen_the_list_is_where_it_was(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "j", "ctrl+q")
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    shelf.calls.clear()
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert reader(pilot).place == "list"
        assert reader(pilot).list.row.id == "c"
        assert shelf.calls == []  # looked at, not read


async def test_an_article_that_is_gone_is_not_gone_back_to(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter", "ctrl+q")
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    shelf.rows = [row for row in shelf.rows if row.id != "c"]
    shelf.links.clear()
    del shelf.texts["c"]
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert reader(pilot).opened.article.id == "h"
        assert reader(pilot).place == "list"


async def test_a_place_that_is_asked_for_goes_before(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter", "ctrl+q")
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    async with QuothApp(shelf, Landing("p"), memory=remembered(tmp_path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert reader(pilot).opened.article.id == "p"


async def test_an_article_opened_again_goes_on_where_it_was_left(shelf: Any) -> None:
    put_long(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "enter", "space", "space")
        top = reader(pilot).text.top_offset()
        assert top > 100
        await press(pilot, "h", "g", "enter")
        assert reader(pilot).opened.article.id == "h"
        assert reader(pilot).text.top_offset() == 0
        await press(pilot, "h", "G", "enter")
        assert reader(pilot).opened.article.id == "l"
        assert reader(pilot).text.top_offset() == top


async def test_what_was_only_looked_at_was_not_left_anywhere(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "k")
        reader(pilot).remember()
        assert reader(pilot).session.positions == ()


async def test_marks(shelf: Any, tmp_path: Path) -> None:
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]", "m", "q", "h", "j", "enter", "m", "f")  # letters of other actions, too
        assert reader(pilot).opened.article.id == "c"
        await press(pilot, "'")
        marks = pilot.app.screen.marks  # type: ignore[attr-defined]
        told = [("   f  Coast Wire · 2 Nov 2025  Lind: a basis", "On the whole")]
        told.append(("   q  Harbour Times · 2 Nov 2025", "In general"))
        assert len(lines(marks)) == 2
        for line, (place, words) in zip(lines(marks), told, strict=True):
            assert line.startswith(place)
            assert words in line
            assert len(line) <= 80
        await press(pilot, "q")
        assert reader(pilot).opened.article.id == "h"
        assert current(pilot).startswith("In general")
        await press(pilot, "'", "'")
        assert reader(pilot).opened.article.id == "c"
        await press(pilot, "'", "'")
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "ctrl+q")
    pilot.app.memory.save(pilot.app.reader.session)  # type: ignore[attr-defined]
    async with QuothApp(shelf, memory=remembered(tmp_path)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "'", "f")
        assert reader(pilot).opened.article.id == "c"


async def test_a_letter_without_a_mark_and_escape_go_nowhere(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "'", "x")
        assert any("There is no mark x; m x sets it." in str(note.message) for note in pilot.app._notifications)
        await press(pilot, "'", "'")
        assert any("There was no jump yet." in str(note.message) for note in pilot.app._notifications)
        await press(pilot, "m", "A", "1", "escape", "'")
        assert shown(pilot.app.screen.marks) == ""  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "h"


async def test_a_mark_whose_article_is_gone_says_so(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter", "m", "a", "h", "k", "enter")
        shelf.rows = [row for row in shelf.rows if row.id != "c"]
        shelf.links.clear()
        del shelf.texts["c"]
        shelf.now += 1
        reader(pilot).load_again()
        await settle(pilot)
        await press(pilot, "'")
        assert "no longer in this library" in shown(pilot.app.screen.marks)  # type: ignore[attr-defined]
        await press(pilot, "a")
        assert any("no longer in the library" in str(note.message) for note in pilot.app._notifications)
        assert reader(pilot).opened.article.id == "h"
