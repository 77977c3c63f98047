"""How are tags, notes and removals made and taken back in the reader, by its keys?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, TWO, WIDE, current, lines, press, reader, settle, shown
from textual.widgets import TextArea

from index.model import Note
from index.store import LibraryError
from tui.app import QuothApp
from tui.ending import HalfWritten
from tui.screens.asking import Landing
from tui.screens.note import NoteScreen
from tui.screens.tags import TagsScreen


def told(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


def on_screen(pilot: Any, ident: str) -> str:
    return shown(pilot.app.screen.query_one(ident))


async def test_an_article_is_tagged_and_untagged(shelf: Any) -> None:
    shelf.retag("c", [], ["toll", "treaty"])
    shelf.calls.clear()
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t", *"Ferry", "space", *"tr")
        assert isinstance(pilot.app.screen, TagsScreen)
        assert on_screen(pilot, "#choices").split() == ["▌", "treaty", "1", "article"]
        await press(pilot, "tab", "enter")
        assert "#ferry #treaty" in shown(reader(pilot).list)
        assert shelf.calls == ["tags h ferry treaty"]
        assert "Tagged #ferry #treaty; U takes it back." in told(pilot)
        await press(pilot, "t", *["backspace"] * len("treaty "), "enter")
        assert shelf.rows[0].tags == ("ferry",)
        await press(pilot, "U")
        assert shelf.rows[0].tags == ("ferry", "treaty")
        assert "has the tags #ferry #treaty again" in told(pilot)
        await press(pilot, "U")
        assert shelf.rows[0].tags == ()
        assert "has no tags again" in told(pilot)


async def test_what_is_no_tag_is_said_and_esc_changes_nothing(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "t", "#", "enter")
        assert "is no tag" in on_screen(pilot, "#tags-says")
        await press(pilot, "escape", "t", "enter")
        assert shelf.calls == []
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "U")
        assert "Nothing was done" in told(pilot)


async def test_the_tags_below_are_chosen_by_arrows(shelf: Any) -> None:
    shelf.retag("c", [], ["bell", "toll"])
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t", "down", "tab", "down", "up", "tab", "enter")
        assert shelf.rows[0].tags == ("bell", "toll")


async def test_a_note_on_a_quotation(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert current(pilot).startswith("In general")
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "In general we can accept" in on_screen(pilot, "#note-about")
        assert "esc close (kept, too)" in on_screen(pilot, "#note-keys")
        await press(pilot, *"Whose?", "enter", *"Ask.", "ctrl+s")
        (target,) = shelf.written
        assert (target, shelf.written[target]) == (reader(pilot).current.id, "Whose?\nAsk.")
        assert "Note kept; U takes it back." in told(pilot)
        assert "┃†“In general" in shown(reader(pilot).text)
        assert " † Whose?\n   Ask.\n" in shown(reader(pilot).elsewhere)
        assert "†1" in lines(reader(pilot).list)[2]
        await press(pilot, "e", *" Now.", "escape")
        assert shelf.written[target] == "Whose?\nAsk. Now."
        await press(pilot, "U")
        assert shelf.written[target] == "Whose?\nAsk."
        assert "is as it was again" in told(pilot)
        await press(pilot, "U")
        assert shelf.written == {}
        assert "†" not in shown(reader(pilot).text) + shown(reader(pilot).list) + shown(reader(pilot).elsewhere)


async def test_a_note_on_an_article(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "e", *"Call Oss.", "escape")
        assert shelf.written == {"h": "Call Oss."}
        assert "† Call Oss." in shown(reader(pilot).text_head)
        assert "†1" in lines(reader(pilot).list)[2]
        await press(pilot, "e", "ctrl+u", "ctrl+s")
        assert shelf.written == {}
        assert "Note taken away" in told(pilot)
        await press(pilot, "e", "escape")
        assert shelf.calls == ["note h Call Oss.", "note h None"]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("x" * 40, "† " + "x" * 40),
        ("x" * 64, "† " + "x" * 64),  # the whole note, and no outlet
        ("x" * 90, " · † xxx"),  # cut it is anyway, and beside the outlet
    ],
)
async def test_a_long_note_takes_the_room_of_what_matters_less(shelf: Any, note: str, told: str) -> None:
    shelf.note("h", note)
    async with QuothApp(shelf, Landing("h")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert told in shown(reader(pilot).text_head)
        assert ("…" in shown(reader(pilot).text_head)) == (len(note) == 90)


@pytest.mark.parametrize("size", [NARROW, TWO])
async def test_a_note_is_read_where_the_right_pane_is_not_seen(shelf: Any, size: tuple[int, int]) -> None:
    shelf.note(shelf.quotes["h"][1].id, "Whose?")
    async with QuothApp(shelf, Landing("h", quotation=shelf.quotes["h"][1].id)).run_test(size=size) as pilot:
        await settle(pilot)
        if size == NARROW:
            assert "† Whose?" in shown(reader(pilot).said)
        else:
            assert "† Whose?" in shown(reader(pilot).elsewhere)
        assert "┃†“In general" in shown(reader(pilot).text)


async def test_a_note_that_is_being_written_is_kept_when_one_quits(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "e", *"Call q ? :")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert shelf.written == {"h": "Call q ? :"}
    assert pilot.app.return_code == 0


async def note(pilot: Any, text: str) -> None:
    await press(pilot, "e")
    pilot.app.screen.query_one(TextArea).text = text
    await press(pilot, "ctrl+s")


async def test_of_two_notes_written_at_the_same_time_both_are_kept(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "e", *"Mine")
        shelf.written["h"] = "Theirs"  # in another window, meanwhile
        await press(pilot, "ctrl+s")
        assert shelf.written == {"h": "Theirs\n\nMine"}
        await press(pilot, "U")
        assert shelf.written == {"h": "Theirs"}


async def test_another_ones_note_is_not_taken_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await note(pilot, "Mine")
        shelf.written["h"] = "Theirs"
        await press(pilot, "U")
        assert shelf.written == {"h": "Theirs"}
        assert "written in another window; nothing was changed" in told(pilot)
        await press(pilot, "e")
        shelf.written["h"] = "Theirs, longer"
        pilot.app.screen.query_one(TextArea).text = ""
        await press(pilot, "ctrl+s")
        assert shelf.written == {"h": "Theirs, longer"}, "nobody takes away what they have not read"


@pytest.mark.parametrize("error", [LibraryError("the disk is full"), KeyError("h")])
async def test_a_note_that_cannot_be_written_stays_in_its_editor(shelf: Any, error: Exception) -> None:
    write, failing = shelf.renote, True

    def renote(*what: Any) -> Any:
        if failing:
            raise error
        return write(*what)

    shelf.renote = renote
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await note(pilot, "A long thought")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert pilot.app.screen.query_one(TextArea).text == "A long thought"
        assert "Note kept" not in told(pilot)
        assert ("the disk is full" if isinstance(error, LibraryError) else "no longer in the library") in told(pilot)
        failing = False
        await press(pilot, "escape")
        assert shelf.written == {"h": "A long thought"}
        await press(pilot, "U", "U")
        assert shelf.written == {}
        assert "Nothing was done" in told(pilot), "what failed was no deed"


async def test_a_note_that_cannot_be_written_is_told_when_one_quits(shelf: Any) -> None:
    def renote(*_: Any) -> None:
        raise LibraryError("the disk is full")

    shelf.renote = renote
    app = QuothApp(shelf)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "e", *"Call")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.half_written == [HalfWritten("h", "", "Call")]


async def test_tags_that_cannot_be_written_are_not_told_as_kept(shelf: Any) -> None:
    def fail(*_: Any) -> None:
        raise LibraryError("the disk is full")

    shelf.retag = fail
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t", *"toll", "enter")
        assert "the disk is full" in told(pilot)
        assert "Tagged" not in told(pilot)
        assert reader(pilot).list.row.tags == ()


@pytest.mark.parametrize(
    ("key", "call"),
    [("s", "mark_starred"), ("u", "mark_read"), ("C", "mark_all_read")],
    ids=["star", "read", "all read"],
)
async def test_a_mark_that_cannot_be_written_is_not_shown(shelf: Any, key: str, call: str) -> None:
    def fail(*_: Any) -> None:
        raise LibraryError("the disk is full")

    write = getattr(shelf, call)
    setattr(shelf, call, fail)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = reader(pilot).list.rows, shown(reader(pilot).list_head)
        await press(pilot, key)
        assert "the disk is full" in told(pilot)
        assert (list(reader(pilot).list.rows), shown(reader(pilot).list_head)) == (list(before[0]), before[1])
        assert reader(pilot).open_row == before[0][0]
        await press(pilot, "U")
        assert "Nothing was done" in told(pilot), "what failed was no deed"
        setattr(shelf, call, write)
        await press(pilot, key)
        assert list(reader(pilot).list.rows) != list(before[0])
        setattr(shelf, call, fail)
        await press(pilot, "U")
        setattr(shelf, call, write)
        await press(pilot, "U")
        assert list(reader(pilot).list.rows) == list(before[0]), "it can still be taken back"


async def test_an_article_is_removed_and_comes_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "D")
        assert "Envoy" not in shown(reader(pilot).list)
        assert "Removed “Envoy expects answer “within days””; U brings it back." in told(pilot)
        assert reader(pilot).list.row.id == reader(pilot).opened.article.id == "c"
        assert shelf.rows[0].read is False, "what comes in its place was not opened"
        await press(pilot, "D")
        await press(pilot, "U")
        assert reader(pilot).list.row.id == reader(pilot).opened.article.id == "c"
        await press(pilot, "U")
        assert reader(pilot).list.row.id == reader(pilot).opened.article.id == "h"
        assert "Brought back: “Envoy expects" in told(pilot)
        assert [row.id for row in shelf.rows] == ["h", "c", "p"]
        assert shelf.calls == ["remove h", "remove c", "restore c", "restore h"]


async def test_the_article_that_is_read_is_removed(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("c")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "D")
        assert shelf.calls == ["read c True", "remove c"]
        assert reader(pilot).opened.article.id == "p"
        assert reader(pilot).place == "text"


async def test_the_last_article_is_removed_and_comes_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "D", "D", "D", "D")
        assert "quoth add PATH" in shown(reader(pilot).text)
        await press(pilot, *"ustDe", "U")
        assert [row.id for row in shelf.rows] == ["p"]
        assert "Ferries idle" in shown(reader(pilot).text)


async def test_a_removal_that_must_wait_too_long_changes_nothing(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        shelf.busy = True
        await press(pilot, "D")
        assert "another quoth is adding" in told(pilot)
        assert "Envoy" in lines(reader(pilot).list)[0]
        await press(pilot, "U")
        assert "Nothing was done" in told(pilot)
        shelf.busy = False
        await press(pilot, "D")
        shelf.busy = True
        await press(pilot, "U")
        assert "another quoth is adding" in told(pilot)
        shelf.busy = False
        await press(pilot, "U")
        assert "Envoy" in lines(reader(pilot).list)[0]


async def test_marks_are_taken_back_in_turn(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "s", "j", "u", "U")
        assert "is unread again" in told(pilot)
        assert "● Coast Wire" in shown(reader(pilot).list)
        await press(pilot, "U")
        assert "is without a star again" in told(pilot)
        assert "★" not in shown(reader(pilot).list)
        assert shelf.calls == ["star h True", "read c True", "read c False", "star h False"]


async def test_opening_an_article_is_nothing_to_take_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "U")
        assert "Nothing was done" in told(pilot)
        assert shelf.calls == ["read h True"]


async def test_an_article_that_is_gone_is_said(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "t", *"toll")
        shelf.remove(["h"], stop=lambda: False)
        await press(pilot, "enter")
        assert "no longer in the library" in told(pilot)
        assert "Envoy" not in shown(reader(pilot).list)


async def test_a_note_whose_words_are_gone_is_shown_with_the_article(shelf: Any) -> None:
    lost = Note("h", "Whose?", "2026-11-02T08:00:00+00:00", None, "We will sail")
    shelf.notes_of = lambda ident: [lost] if ident == "h" else []
    async with QuothApp(shelf).run_test(size=(160, 36)) as pilot:
        await settle(pilot)
        assert "† its words are gone: Whose?" in shown(reader(pilot).text_head)
        await press(pilot, "e", *"Quiet.", "escape")
        assert shelf.calls == ["note h Quiet."], "it is no part of the article's note"
