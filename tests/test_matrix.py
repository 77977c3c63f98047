"""Who printed what, and who left it out: the table of utterances and outlets."""

from __future__ import annotations

from typing import Any

import pytest
from several import printing, utterance

from index.matrix import TRANSCRIPT, Matrix, matrix, ordered, shared
from index.model import UtteranceRow

TOLL = utterance(
    printing("h", "Harbour Times", "We will not pay a toll.", start=50),
    printing("c", "Coast Wire", "not pay a toll", "truncated", start=9, published="2026-11-01"),
    left_out=("Daily Gull",),
)
BUOY = utterance(
    printing("h", "Harbour Times", "A buoy does not move.", start=10),
    printing("c", "Coast Wire", "A buoy may move.", "reworded", start=70, altered=True, published="2026-10-31"),
    printing("g", "Daily Gull", "A buoy does not move", start=5),
)
ALONE = utterance(printing("g", "Daily Gull", "Ask the gulls.", start=90, published=None))
SAID = utterance(
    printing("t", "The State", "Nobody printed this.", start=3, spoken=True),
    printing("u", "The Council", "Nobody printed this.", start=8, spoken=True),  # another transcript of it
    left_out=("Coast Wire",),
)
SAID_TOO = utterance(
    printing("t", "The State", "Somebody printed this.", start=40, spoken=True),
    printing("c", "Coast Wire", "Somebody printed this.", start=40),
)


def cells(table: Matrix, row: int) -> dict[str, Any]:
    """The row's cells by outlet: the relation, "altered", "left out"."""
    return {
        table.columns[i].name: "left out" if cell.told is None else "altered" if cell.altered else cell.relation
        for i, cell in table.rows[row].cells.items()
    }


def test_who_printed_it_how_and_who_left_it_out() -> None:
    table = matrix([TOLL, BUOY, ALONE])
    assert cells(table, 0) == {"Harbour Times": "identical", "Coast Wire": "truncated", "Daily Gull": "left out"}
    assert cells(table, 1) == {"Harbour Times": "identical", "Coast Wire": "altered", "Daily Gull": "identical"}
    assert cells(table, 2) == {"Daily Gull": "identical"}  # the others have nothing to do with it
    assert [(row.printed, row.left_out) for row in table.rows] == [(2, 1), (3, 0), (1, 0)]


def test_counts_below_the_columns() -> None:
    table = matrix([TOLL, BUOY, ALONE])
    counts = {c.name: (c.printed, c.altered, c.left_out) for c in table.columns}
    assert counts == {"Harbour Times": (2, 0, 0), "Coast Wire": (2, 1, 0), "Daily Gull": (2, 0, 1)}


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [
        # those that printed most, then those that left out most, then by name
        ((), ["Daily Gull", "Coast Wire", "Harbour Times"]),
        # those named first, those that do not occur are no column
        (("Harbour Times", "Oss Herald"), ["Harbour Times", "Daily Gull", "Coast Wire"]),
    ],
)
def test_the_order_of_the_columns(outlets: tuple[str, ...], expected: list[str]) -> None:
    assert [column.name for column in matrix([TOLL, BUOY, ALONE], outlets).columns] == expected


def test_a_transcript_prints_nothing() -> None:
    table = matrix([SAID, SAID_TOO], ("Coast Wire",))
    assert [column.key for column in table.columns] == [TRANSCRIPT, "Coast Wire"]
    assert [row.printed for row in table.rows] == [0, 1]
    assert cells(table, 0) == {"transcript": "identical", "Coast Wire": "left out"}


def test_an_outlet_that_printed_it_twice_is_one_cell() -> None:
    twice = utterance(
        printing("h", "Harbour Times", "We can pay."),
        printing("c", "Coast Wire", "We can pay", score=0.99),
        printing("d", "Coast Wire", "We must pay.", "reworded", score=0.8, altered=True),
    )
    plain = utterance(
        printing("h", "Harbour Times", "We can pay."),
        printing("c", "Coast Wire", "can pay", "truncated", score=0.7),
        printing("d", "Coast Wire", "We can pay.", score=0.99),
    )
    table = matrix([twice, plain], ("Harbour Times",))
    # what alters the meaning is told first; where nothing does, the best
    assert [row.cells[1].told.article.id for row in table.rows if row.cells[1].told] == ["d", "d"]
    assert [len(row.cells[1].printings) for row in table.rows] == [2, 2]
    assert table.rows[0].cells[1].altered
    assert not table.rows[1].cells[1].altered


def test_outlets_that_are_not_known_are_several() -> None:
    nameless = utterance(printing("x", None, "We can pay."), printing("y", None, "We can pay."))
    assert [column.key for column in matrix([nameless]).columns] == ["?x", "?y"]


def test_nothing() -> None:
    assert matrix([]) == Matrix((), ())


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # the article with most of them is the Harbour Times's or the Wire's; of the same count, by id
        ("place", [TOLL, BUOY, ALONE]),
        # the Wire had the buoy two days before; without a date, last
        ("first", [BUOY, TOLL, ALONE]),
        ("outlets", [BUOY, TOLL, ALONE]),
    ],
)
def test_orders(order: Any, expected: list[UtteranceRow]) -> None:
    assert ordered([ALONE, BUOY, TOLL], order) == expected


def test_only_what_several_printed() -> None:
    # what a transcript says counts as shared as soon as one outlet printed it
    assert shared([TOLL, ALONE, SAID, SAID_TOO]) == [TOLL, SAID_TOO]
