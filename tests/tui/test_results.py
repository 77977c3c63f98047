"""How does a passage found stand in the list: where was it cut?"""

from __future__ import annotations

import pytest

from index.model import Hit
from tui.widgets.results import context, context_line

WORDS = "the buoy is back where it was left"


def hit(passage: str, start: int, published: str = "2025-11-20") -> Hit:
    at = start + passage.index("buoy")
    return Hit("h", "Coast Wire", "A title", published, 1.0, start, start + len(passage), passage, ((at, at + 4),))


@pytest.mark.parametrize(
    ("passage", "start", "told"),
    [
        (f"{WORDS}.", 0, f"  {WORDS}."),
        (f"{WORDS}.”", 40, f"… {WORDS}.”"),
        (WORDS, 0, f"  {WORDS}…"),
    ],
)
def test_a_passage_says_where_it_was_cut(passage: str, start: int, told: str) -> None:
    assert [line.text for line in context(hit(passage, start), 60, 2)] == [told]


@pytest.mark.parametrize(("year", "told"), [("2025", " 20 Nov  "), ("2026", " 20 Nov 2025  ")])
def test_a_line_of_context_says_the_year_where_it_is_another(year: str, told: str) -> None:
    assert told in "".join(text for text, _ in context_line(hit(WORDS, 0), 100, year))
