"""Who reported the happening and left the quotation out? The last section of the right pane."""

from __future__ import annotations

from typing import Any

from driving import WIDE, current, press, reader, settle, shown

from tui.app import QuothApp


async def test_the_outlets_that_left_it_out_stand_below_the_printings_and_lead_to_their_articles(shelf: Any) -> None:
    first = next(q for q in shelf.quotations("h") if q.text.startswith("In general"))
    shelf.missing[first.id] = ("p",)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        seen = shown(screen.elsewhere)
        assert seen.index("Coast Wire") < seen.index("not reported by") < seen.index("Ferries idle")
        await press(pilot, "enter", "l", "j", "enter")
        assert screen.opened.article.id == "p"
        await press(pilot, "ctrl+o")
        assert screen.opened.article.id == "h"
        assert current(pilot).startswith("In general")


async def test_a_quotation_that_nobody_else_printed_may_be_left_out(shelf: Any) -> None:
    boats = next(q for q in shelf.quotations("h") if q.text.startswith("If the boats"))
    second = next(q for q in shelf.quotations("h") if q.continues == boats.id)
    shelf.missing[boats.id], shelf.missing[second.id] = ("c", "p"), ("c",)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        assert "not reported by" not in shown(screen.elsewhere)
        await press(pilot, "enter", "]")
        assert "not reported by" in shown(screen.elsewhere)
        assert "Ferries idle" not in shown(screen.elsewhere)  # it printed the second half
        await press(pilot, "l", "space")  # there is no printing to look at
        assert current(pilot).startswith("If the boats")
        await press(pilot, "enter")
        assert screen.opened.article.id == "c"
