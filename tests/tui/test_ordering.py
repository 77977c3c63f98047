"""The orders of what a person said and of a timeline."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from several import article_row, printing, utterance

from index.model import Happening, Quotation, Saying
from index.spreading import timeline
from tui.ordering import SAID_ORDERS, SaidOrder, TravelOrder, said_in, travel_in


def happening(name: str, published: str | None, *outlets: int) -> Happening:
    """An event with a thing said for each number of outlets that printed it."""
    rows = article_row(name, "Harbour Times", published)
    said = [
        Saying(
            Quotation(name, at, at + 1, "x", "direct"), "x", rows, published, ("Outlet",) * number, (f"{name}#{at}",)
        )
        for at, number in enumerate(outlets)
    ]
    return Happening(name, rows, 1, tuple(said))


EVENTS = [
    happening("c", "2026-11-03", 1),
    happening("b", "2026-11-02", 1, 3),
    happening("a", "2026-11-01", 2),
    happening("u", None, 1),
]


@pytest.mark.parametrize(("order", "ids"), [("newest", "cbau"), ("oldest", "abcu"), ("printed", "bacu")])
def test_what_has_no_date_is_last_by_date(order: SaidOrder, ids: str) -> None:
    assert "".join(event.id for event in said_in(order, EVENTS)) == ids
    assert order in SAID_ORDERS


def test_what_most_printed_comes_first_in_its_event() -> None:
    shown = said_in("printed", EVENTS)[0]
    assert [len(said.outlets) for said in shown.sayings] == [3, 1]


@pytest.mark.parametrize(("order", "ids"), [("published", "tbz"), ("kept", "tbz"), ("outlet", "bzt")])
def test_a_timeline_in_other_orders(order: TravelOrder, ids: str) -> None:
    first = printing("t", "Tide", "We will not pay a toll.", published="2026-11-01")
    others = (
        printing("b", "bell", "We will not pay", published="2026-11-02"),
        printing("z", "Daily Gull", "toll", published="2026-11-03"),
    )
    made = timeline(utterance(first, *others))
    assert "".join(step.printing.article.id for step in travel_in(order, made).steps) == ids
    assert travel_in(order, replace(made, steps=())).steps == ()
