"""A report in the writer's own words, beside the quotation that it tells."""

from __future__ import annotations

from typing import Any

from driving import WIDE, current, press, reader, settle, shown, unbroken

from tui.app import QuothApp

TOLD = "they could live with the paper"


def with_a_report(shelf: Any, own: str = "In general we can accept") -> Any:
    """The last article tells in its own words what the first quotes."""
    text = f"Ferries idle\n\nAda Lind said that {TOLD}.\n"
    start = text.index(TOLD)
    row = shelf.quotes["h"][0]
    told = type(row)("r", start, start + len(TOLD), TOLD, "indirect", "Ada Lind", confidence=0.9)
    shelf.put("r", text, "Radio Oss", "2025-11-03", [told])
    said = next(q for q in shelf.quotes["h"] if q.text.startswith(own))
    shelf.link(said.id, told.id, 0.82, "paraphrased", ("replace", said.text, told.text))
    return shelf


async def test_it_stands_under_a_heading_and_is_no_printing(shelf: Any) -> None:
    async with QuothApp(with_a_report(shelf)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pane = reader(pilot).elsewhere
        assert "printed by 2 of 4 outlets" in shown(pane)
        under = unbroken(pane).partition("── in other words ─")[2]
        assert "82 paraphrased Radio Oss" in under
        assert TOLD in under
        assert "In general" not in under, "no diff: they are two people's words"
        assert " ×1▌┃ “In general we can accept" in shown(reader(pilot).text)


async def test_alone_it_makes_no_count(shelf: Any) -> None:
    async with QuothApp(with_a_report(shelf, "If the boats leave")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]")
        assert current(pilot) == "If the boats leave,"
        told = unbroken(reader(pilot).elsewhere)
        assert "Nobody else in this library printed these words." in told
        assert "82 paraphrased Radio Oss" in told
        assert "×1▌┃ “If the boats" not in shown(reader(pilot).text)


async def test_from_the_report_to_the_quotation_and_back(shelf: Any) -> None:
    async with QuothApp(with_a_report(shelf, "If the boats leave")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]", "enter")
        assert reader(pilot).opened.article.id == "r"
        assert current(pilot) == TOLD
        told = unbroken(reader(pilot).elsewhere)
        assert "82 paraphrased Harbour Times" in told
        assert "no quotation" not in told
        await press(pilot, "enter")
        assert reader(pilot).opened.article.id == "h"
        assert current(pilot) == "If the boats leave,"


async def test_a_report_that_tells_no_quotation_says_so(shelf: Any) -> None:
    shelf = with_a_report(shelf)
    shelf.links.pop()
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "enter")
        assert reader(pilot).opened.article.id == "r"
        assert "no quotation of another article is known to say it" in unbroken(reader(pilot).elsewhere)
