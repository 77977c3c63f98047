"""How does a reader go from article to article, and mark a whole list as read, by keys?"""

from __future__ import annotations

from typing import Any

from driving import NARROW, WIDE, press, reader, settle, shown
from textual import events

from tui.app import QuothApp


def told(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


def unread(pilot: Any) -> list[str]:
    return [row.id for row in reader(pilot).list.rows if not row.read]


async def test_from_the_text_into_the_next_article_and_back(shelf: Any) -> None:
    ids = [row.id for row in shelf.rows]
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for ident in ids[1:]:
            await press(pilot, "J")
            assert (reader(pilot).opened.article.id, pilot.app.focused.id) == (ident, "text")
        assert unread(pilot) == []
        await press(pilot, "J")
        assert "This is the last article of the list." in told(pilot)
        await press(pilot, *["K"] * (len(ids) - 1))
        assert reader(pilot).opened.article.id == ids[0]
        await press(pilot, "K")
        assert "This is the first article of the list." in told(pilot)
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == ids[1]


async def test_a_key_that_repeats_loses_no_step(shelf: Any) -> None:
    ids = [row.id for row in shelf.rows]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        for _ in range(2):
            pilot.app.post_message(events.Key("J", "J"))
        await settle(pilot)
        assert reader(pilot).opened.article.id == ids[2]


async def test_in_the_list_only_the_cursor_goes(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "J")
        assert (reader(pilot).list.cursor, pilot.app.focused.id) == (1, "list")
        assert len(unread(pilot)) == len(shelf.rows)


async def test_to_the_next_unread_article_round_at_the_end(shelf: Any) -> None:
    ids = [row.id for row in shelf.rows]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "u", "k", "enter", ")")
        assert reader(pilot).opened.article.id == ids[2]
        await press(pilot, "u", "K", "K", "u", "J", "(")
        assert reader(pilot).opened.article.id == ids[0]
        await press(pilot, "J", "K", "(")
        assert reader(pilot).opened.article.id == ids[2]
        assert "On from the end of the list." in told(pilot)
        await press(pilot, ")")
        assert "Nothing else in this list is unread." in told(pilot)


async def test_all_of_the_list_is_read_and_is_not(shelf: Any) -> None:
    ids = [row.id for row in shelf.rows]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "C")
        assert unread(pilot) == []
        assert f"Marked {len(ids) - 1} articles as read; U takes it back." in told(pilot)
        assert "●" not in shown(reader(pilot).list)
        await press(pilot, "C")
        assert "All of this list is read." in told(pilot)
        await press(pilot, "U")
        assert unread(pilot) == ids[1:]  # the first was read before
        assert f"Taken back: {len(ids) - 1} articles are unread again." in told(pilot)
        assert shelf.calls[-2:] == [f"read {' '.join(ids[1:])} True", f"read {' '.join(ids[1:])} False"]
