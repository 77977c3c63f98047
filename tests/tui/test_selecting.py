"""Words are selected by keys and by the mouse, and taken exactly as they stand in the article."""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle, shown
from msgspec.structs import replace

from index.model import Article
from tui.app import QuothApp
from tui.screens.outside import PipeScreen

ODD = (
    "Toll splits Oss\n\nThe toll was “un\u00adfair”, 漢字も\u202e書く\u202c, said Ada 👩‍👩‍👧 Lind of the quay, "
    "who had come by the early ferry.\n\n\n\tNobody  replied.\r\nThe quay stayed dark.\n"
)


def held(pilot: Any) -> str:
    return str(reader(pilot).get_selected_text() or "")


async def test_v_selects_from_the_current_quotation_on(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v")
        assert held(pilot) == "I"
        await press(pilot, "e", "e", "l")
        assert held(pilot) == "In general "
        await press(pilot, "]")
        assert held(pilot) == reader(pilot).current.text
        assert "16 words selected" in shown(reader(pilot).text_head)
        assert "y copy" in shown(reader(pilot).keys)
        assert "esc close" in shown(reader(pilot).keys)
        await press(pilot, "escape")
        assert held(pilot) == ""
        assert "] next" in shown(reader(pilot).keys)


async def test_the_other_end_moves_and_a_selection_begins_anew(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "w", "w", "e", "o", "w")
        assert held(pilot) == "general we"
        await press(pilot, "w", "w", "w")
        assert held(pilot) == "e can a"  # beyond the fixed end, which stays
        await press(pilot, "v", "e")
        assert held(pilot) == "accept"
        await press(pilot, "b", "b", "[")
        assert held(pilot).startswith("In general we c")


@pytest.mark.parametrize("width", [WIDE, NARROW])
async def test_the_words_are_those_of_the_article_not_of_the_screen(shelf: Any, width: tuple[int, int]) -> None:
    shelf.texts["h"] = Article("h", ODD, title="Toll splits Oss", outlet="Harbour Times")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=width) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "G", "Y")
        assert pilot.app.clipboard == ODD.rstrip("\n")
        await press(pilot, "v", "}", "}", "o", "}", "}", "{", "y")
        words, where = pilot.app.clipboard.rsplit("\n", 1)
        start = ODD.index("The toll")
        assert words == ODD[start : ODD.index("ferry.") + 6]
        assert where == f"(“Toll splits Oss”, Harbour Times, h#{start}-{start + len(words)})"


async def test_who_said_the_words_is_told_only_of_a_quotations_own(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "e", "e", "y")
        assert pilot.app.clipboard.startswith("In general\n— Ada Lind (“Envoy expects")
        await press(pilot, "v", "]", "w", "e", "e", "y")
        assert "Lind told\n(“Envoy expects" in pilot.app.clipboard


async def test_selected_words_are_searched_checked_and_piped(shelf: Any, tmp_path: Any, monkeypatch: Any) -> None:
    import contextlib

    monkeypatch.setattr("builtins.input", lambda _prompt: "")
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", contextlib.nullcontext)
        await settle(pilot)
        await press(pilot, "enter", "v", "e", "e", "*")
        assert 'search "In general"' in shelf.calls
        await press(pilot, "escape")
        assert held(pilot) == ""
        await press(pilot, "v", "e", "e", "|")
        assert isinstance(pilot.app.screen, PipeScreen)
        assert "the words selected" in seen(pilot)
        await press(pilot, *f"cat > {tmp_path}/given", "enter")
        assert (tmp_path / "given").read_text() == "In general"


async def test_while_words_are_selected_no_other_key_does_anything(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "e")
        before = list(shelf.calls)
        await press(pilot, "D", "s", "u", "z", "n", "enter", "m", "d")
        assert shelf.calls == before
        assert pilot.app.screen is reader(pilot)
        assert held(pilot) == "In"
        await press(pilot, "q")  # back: out of the selection only
        assert held(pilot) == ""
        assert reader(pilot).place == "text"
        await press(pilot, "v", "colon")
        assert "Copy the words, and nothing else" in seen(pilot)


async def test_a_find_is_selected_from(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"tor hale", "enter", "v", "w", "e")
        assert held(pilot) == "Tor Hale"


async def test_a_change_in_the_library_leaves_the_selection(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "e")
        reader(pilot).text.set_marks(reader(pilot).opened.marks[:2])
        assert held(pilot) == "In"
        await pilot.resize_terminal(60, 24)
        await settle(pilot)
        assert held(pilot) == "In"


async def test_two_clicks_select_a_word_three_the_paragraph_one_none(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.click("#text", offset=(12, 2), times=2)
        await settle(pilot)
        assert held(pilot) == "Minister"
        await pilot.click("#text", offset=(12, 2), times=3)
        await settle(pilot)
        assert held(pilot) == "Prime Minister Ada Lind said on Monday that the plan could be a starting point."
        await pilot.click("#text", offset=(12, 2))
        await settle(pilot)
        assert held(pilot) == ""


async def test_what_the_mouse_drags_over_is_held(shelf: Any) -> None:
    text = "Toll\n\n漢字 漢字 said 👩‍👩‍👧 Lind.\n"
    shelf.texts["h"] = replace(shelf.texts["h"], text=text, title="Toll")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.mouse_down("#text", offset=(6 + 5, 2))
        await pilot.hover("#text", offset=(6 + 16, 2))
        await pilot.mouse_up("#text", offset=(6 + 16, 2))
        await settle(pilot)
        assert held(pilot) == "漢字 said 👩‍👩‍👧"
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith("漢字 said 👩‍👩‍👧\n(")


async def test_an_empty_article_has_nothing_to_select(shelf: Any) -> None:
    shelf.texts["h"] = Article("h", " \n")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v")
        assert "There are no words to select." in [one.message for one in pilot.app._notifications]
