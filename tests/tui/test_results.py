"""How does a passage found stand in the list: where was it cut?"""

from __future__ import annotations

import pytest

from index.model import Article, Hit
from tui.widgets.preview import excerpt
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


@pytest.mark.parametrize(
    ("text", "word", "title", "shown"),
    [
        ("The buoy\n\nIt came home.\n", "home", "The buoy", "It came home.\n"),
        ("The buoy\n\nIt came home.\n", "buoy", "", "The buoy\n\nIt came home.\n"),  # the words found are its own
        ("It came home.\n", "home", "The buoy", "It came home.\n"),
    ],
)
def test_an_excerpt_names_its_title_once(text: str, word: str, title: str, shown: str) -> None:
    at = text.index(word)
    found = Hit("h", "Coast Wire", "The buoy", "2025-11-20", 1.0, 0, len(text), text, ((at, at + len(word)),))
    told = excerpt(Article("h", text, title="The buoy", outlet="Coast Wire"), found, found.hits)
    assert (told.title, told.text.rstrip()) == (title, shown.rstrip())
    assert told.here is not None
    assert told.text[slice(*told.here)] == word
    assert told.hits == (told.here,)


@pytest.mark.parametrize(("year", "told"), [("2025", " 20 Nov  "), ("2026", " 20 Nov 2025  ")])
def test_a_line_of_context_says_the_year_where_it_is_another(year: str, told: str) -> None:
    assert told in "".join(text for text, _ in context_line(hit(WORDS, 0), 100, year))
