"""Words found in their context: what stands left and right, in one column, in which order."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from index.model import Hit
from index.query import in_context
from index.query.concordance import Order, ordered
from tui.kwic import LEFT, REST, aligned, context_plain

TEXT = "The old ferry sails at nine. A new ferry is late. Every ferry needs a bell, and no bell rings."


def hit(before: str, words: str, after: str, published: str | None = None, article: str = "a") -> Hit:
    start = len(before)
    spans = ((start, start + len(words)),) if words else ()
    return Hit(article, "Coast Wire", None, published, 1.0, 0, 0, before + words + after, spans)


def shown(hits: list[Hit], order: Order) -> list[str]:
    return [one.passage for one in ordered(hits, order)]


def test_a_hit_has_what_stands_either_side_of_it_on_word_edges() -> None:
    at = TEXT.index("ferry is")
    found = in_context(TEXT, (at, at + 5), 12)
    assert found.hits == ((at, at + 5),)
    assert TEXT[found.start : found.end] == "nine. A new ferry is late."
    assert in_context("ferry", (0, 5), 12) == (0, 5, ((0, 5),))


LINES = [
    hit("an Old ", "ferry", " waits", "2026-11-02"),
    hit("the new ", "ferry", " arrives"),
    hit("a small ", "ferry", ", Åsa said", "2026-11-04"),
    hit("", "", "no word of it stands here", "2026-11-03"),
]


@pytest.mark.parametrize(
    ("order", "places"),
    [
        ("best", [0, 1, 2, 3]),
        ("right", [1, 2, 0, 3]),  # arrives, asa, waits
        ("left", [1, 0, 2, 3]),  # new, old, small
        ("date", [2, 3, 0, 1]),  # the newest first, the undated last
    ],
)
def test_the_orders(order: Order, places: list[int]) -> None:
    assert shown(LINES, order) == [LINES[place].passage for place in places]


def test_a_whole_quotation_is_ordered_by_its_own_words() -> None:
    hits = [hit("“", "We wait", "” a"), hit("“", "Buoys move", "” z")]
    assert shown(hits, "right") == [hits[1].passage, hits[0].passage]


@pytest.mark.parametrize(
    ("one", "left", "words", "right"),
    [
        (hit("the ", "ferry", " is late"), "     the ", "ferry", " is late"),
        (hit("and yet the old ", "ferry", " is late tonight"), "…the old ", "ferry", " is lat…"),
        (hit("say\n\n“", "ferry", "”\nnow"), "    say “", "ferry", "” now"),
        (hit("港の船 ", "ferry", ""), "  港の船 ", "ferry", ""),
        (hit("x ", "many words of a quotation", " y"), "       x ", "many words o…", ""),
        (hit("", "", "The beginning of it"), "         ", "", "The beginnin…"),
        (hit("nobody asked 👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "ferry", ""), "…👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "ferry", ""),
    ],
)
def test_words_stand_in_one_column(one: Hit, left: str, words: str, right: str) -> None:
    assert aligned(one, 9, 13) == (left, words, right)
    assert cell_len(left) == 9
    assert cell_len(words + right) <= 13


def test_a_printed_line() -> None:
    line = context_plain(hit("the ", "ferry", " waits", "2026-11-02T09:00Z"))
    assert line.index("*ferry* waits") == LEFT
    assert line.index("  Coast Wire · 2026-11-02 · a#4-9") == LEFT + REST
    assert context_plain(hit("", "", "No word")).strip().startswith("No word")
