"""What does a reader step through? Rows made by hand: each is (name, start, end, kind, within or continues)."""

from __future__ import annotations

from typing import Any

import pytest

from index.model import Quotation
from tui.stops import stops


def rows(*made: Any) -> tuple[list[Quotation], dict[str, str]]:
    ids = {name: f"a#{start}-{end}" for name, start, end, *_ in made}
    quotations = []
    for name, start, end, kind, *more in made:
        ties = {tie: ids.get(other, other) for tie, other in more}
        quotations.append(Quotation("a", start, end, name, kind, f"speaker of {name}", **ties))
    return quotations, {ident: name for name, ident in ids.items()}


def within(name: str) -> tuple[str, str]:
    return "within", name


def continues(name: str) -> tuple[str, str]:
    return "continues", name


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], []),
        ([("d", 0, 9, "direct"), ("f", 12, 15, "fragment")], [("d", "", ""), ("f", "", "")]),
        ([("t", 0, 9, "term")], []),
        # a fragment inside an indirect quotation is no stop of its own; beside one it is
        ([("i", 0, 30, "indirect"), ("f", 5, 9, "fragment", within("i"))], [("i", "f", "")]),
        ([("i", 0, 30, "indirect"), ("f", 35, 39, "fragment")], [("i", "", ""), ("f", "", "")]),
        # it may begin or end with the indirect one, and stand in its second part
        ([("f", 0, 9, "fragment", within("i")), ("i", 0, 30, "indirect")], [("i", "f", "")]),
        (
            [
                ("i", 0, 9, "indirect"),
                ("j", 12, 30, "indirect", continues("i")),
                ("f", 12, 15, "fragment", within("j")),
            ],
            [("i j", "f", "")],
        ),
        # what is split inside stays together
        (
            [
                ("i", 0, 30, "indirect"),
                ("f", 5, 9, "fragment", within("i")),
                ("g", 12, 15, "fragment", continues("f"), within("i")),
            ],
            [("i", "f g", "")],
        ),
        # words quoted inside a quotation in marks; a term in it is nothing at all
        ([("d", 0, 30, "direct"), ("n", 5, 9, "direct", within("d"))], [("d", "", "n")]),
        ([("d", 0, 30, "direct"), ("t", 5, 9, "term", within("d"))], [("d", "", "")]),
        # three levels: what is in marks and in no other marks is compared, so it is inside
        (
            [
                ("i", 0, 60, "indirect"),
                ("j", 10, 50, "indirect", within("i")),
                ("f", 20, 40, "fragment", within("j")),
                ("n", 25, 30, "fragment", within("f")),
            ],
            [("i", "f", "j n")],
        ),
        # an outer row that is gone, that is a term, or the row itself
        ([("f", 5, 9, "fragment", within("gone"))], [("f", "", "")]),
        ([("t", 0, 30, "term"), ("f", 5, 9, "fragment", within("t"))], [("f", "", "")]),
        ([("f", 5, 9, "fragment", within("f"))], [("f", "", "")]),
        ([("f", 5, 9, "fragment", continues("gone"))], [("f", "", "")]),
        # two that stand in each other: damaged, but nothing is lost and nothing hangs
        ([("d", 0, 9, "direct", within("f")), ("f", 5, 7, "fragment", within("d"))], [("d", "", "f")]),
    ],
)
def test_stops(made: Any, expected: list[tuple[str, str, str]]) -> None:
    quotations, names = rows(*made)
    for given in (quotations, quotations[::-1]):
        found = [
            tuple(" ".join(names[q.id] for q in part) for part in (stop.pieces, stop.inside, stop.quoted))
            for stop in stops(given)
        ]
        assert found == expected


def test_a_report_is_compared_with_the_words_in_marks_inside_it() -> None:
    quotations, _ = rows(("i", 0, 30, "indirect"), ("f", 5, 9, "fragment", within("i")))
    assert [q.text for q in stops(quotations)[0].compared] == ["i", "f"]


def test_a_long_chain_is_one_stop_in_one_go() -> None:
    chain = [Quotation("a", n, 100_000 - n, "", "direct", within=f"a#{n - 1}-{100_001 - n}") for n in range(40_000)]
    (stop,) = stops(chain)
    assert len(stop.quoted) == 39_999
