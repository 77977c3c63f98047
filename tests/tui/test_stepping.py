"""Which quotation is the current one, and where do its printings lead?"""

from __future__ import annotations

from typing import Any

from driving import WIDE, current, lines, press, reader, settle, shown, unbroken

from tui.app import QuothApp
from tui.screens.asking import Landing


async def test_first_frame_shows_list_text_and_printings(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        assert "Envoy expects answer" in shown(screen.list)
        assert "6 quotes · 2 shared" in shown(screen.list)
        assert " ×1▌┃ “I expect an" not in shown(screen.text)
        assert any(line.startswith(" ×1▌┃ “In general we can accept") for line in lines(screen.text))
        assert "97 reworded  Coast Wire · 2 Nov" in shown(screen.elsewhere)
        assert "printed by 2 of 3 outlets" in shown(screen.elsewhere)
        assert "In general On the whole, we can could accept" in unbroken(screen.elsewhere)
        assert shelf.calls == []  # looked at, not yet read


async def test_stepping_over_quotations_skips_terms_and_second_halves(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]")
        assert current(pilot) == "If the boats leave,"
        assert "Nobody else in this library printed these words." in unbroken(reader(pilot).elsewhere)
        await press(pilot, "]")
        assert current(pilot) == "I expect an answer within days,"
        await press(pilot, "]")
        assert current(pilot) == "I expect an answer within days,"  # the last
        await press(pilot, "{")
        assert current(pilot).startswith("In general")
        await press(pilot, "[")
        assert current(pilot) == "within days"
        assert "── echoes ──" in shown(reader(pilot).elsewhere)  # an echo is no printing
        await press(pilot, "}")
        assert current(pilot).startswith("In general")


async def test_both_halves_of_a_split_quotation_are_current(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]")
        marked = [line for line in lines(reader(pilot).text) if "▌" in line]
        assert "leave" in marked[0]
        assert "strait" in marked[-1]


async def test_going_to_a_printing_and_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter")
        assert reader(pilot).opened.article.id == "c"
        assert current(pilot).startswith("On the whole")
        assert "read c True" in shelf.calls
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"
        assert current(pilot).startswith("In general")
        await press(pilot, "alt+right")
        assert reader(pilot).opened.article.id == "c"
        await press(pilot, "alt+right")  # nothing further ahead
        assert reader(pilot).opened.article.id == "c"


async def test_back_from_an_article_of_the_list_to_the_one_read_before(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]", "h", "j", "j")
        assert reader(pilot).opened.article.id == "p"  # looked at: no jump
        await press(pilot, "k")
        await press(pilot, "enter", "ctrl+o")
        assert reader(pilot).opened.article.id == "h"
        assert current(pilot) == "If the boats leave,"
        await press(pilot, "alt+right")
        assert reader(pilot).opened.article.id == "c"


async def test_peek_shows_the_paragraph_and_stays(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "tab", "space")
        pane = reader(pilot).elsewhere
        assert "Lind: a basis, not a treaty" in shown(pane)
        assert "interpreter." in shown(pane)
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "space")
        assert "interpreter." not in shown(pane)
        await press(pilot, "enter")
        assert reader(pilot).opened.article.id == "c"


async def test_an_article_without_quotations_says_so(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "enter")
        assert "This article has no quotations." in shown(reader(pilot).elsewhere)
        await press(pilot, "]", "}", "y", "*", "enter")
        assert reader(pilot).opened.article.id == "p"


async def test_a_click_chooses_the_quotation_under_it(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        y = next(y for y, line in enumerate(lines(reader(pilot).text)) if "I expect" in line)
        await pilot.click("#text", offset=(25, y))
        await settle(pilot)
        assert current(pilot) == "I expect an answer within days,"


async def test_opening_at_a_spot(shelf: Any) -> None:
    start = shelf.texts["h"].text.index("clear the strait")
    async with QuothApp(shelf, Landing("h", spot=(start, start + 5))).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert current(pilot) == "If the boats leave,"  # the first half of what stands there
        assert pilot.app.focused.id == "text"


async def test_an_article_that_is_gone_is_said_to_be(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("nowhere")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.is_running


async def test_copying_a_quotation_with_its_citation(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "y")
        assert pilot.app.clipboard.startswith("“In general we can accept this as the basis")
        assert (
            "— Ada Lind (“Envoy expects answer “within days””, Harbour Times, 2 November 2025, h#"
            in pilot.app.clipboard
        )


async def test_the_mouse_selects_words_as_they_stand_in_the_text(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.mouse_down("#text", offset=(6, 2))
        await pilot.hover("#text", offset=(16, 3))
        await pilot.mouse_up("#text", offset=(16, 3))
        await pilot.pause()
        selected = pilot.app.screen.get_selected_text()
        assert selected == "Prime Minister Ada Lind said on Monday that the pl"
