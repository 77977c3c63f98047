"""Words, folds and stems."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import terms


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Lind", "LIND", True),
        ("Lind", "Lund", False),
        ("Čapek", "Capek", True),
        ("don’t", "don't", True),
        ("don’t", "do", False),
        ("U.S.", "US", True),
        ("F.B.O.", "FBO", True),
        ("1,000", "1000", True),
        ("1,000", "100", False),
        ("co\u00adoperate", "cooperate", True),  # a soft hyphen
        ("cafe\u0301", "café", True),  # a combining accent
        ("&", "and", True),
    ],
)
def test_fold_takes_away_what_printers_vary(a: str, b: str, same: bool) -> None:
    assert (terms.fold(a) == terms.fold(b)) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strait’s open.", ["the", "strait's", "open"]),
        ("“Oss—now,” he said", ["oss", "now", "he", "said"]),
        ("at the 'Ferry'", ["at", "the", "ferry"]),  # marks are no apostrophes
        ("two-in-three", ["two", "in", "three"]),
        ("3.5 million, 1,200 ships", ["35", "million", "1200", "ships"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_folds(text: str, expected: list[str]) -> None:
    assert terms.folds(text) == expected
    assert [word.folded for word in terms.words(text)] == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("we're waiting", "we are waiting", True),
        ("he won’t go", "he will not go", True),
        ("they don't", "they do not", True),
        ("they don't", "they do", False),
        ("it's late", "it is late", True),
        ("Lind's boat", "Lind boat", True),
        ("two boats", "2 boat", True),
        ("two boats", "3 boats", False),
        ("40% of it", "forty percent of it", True),
        ("ferries sailing", "ferry sails", True),
    ],
)
def test_stems_are_what_a_transcriber_may_write_either_way(a: str, b: str, same: bool) -> None:
    assert (terms.stems(a) == terms.stems(b)) is same


@given(st.text())
def test_offsets_lead_back_to_the_words(text: str) -> None:
    found = terms.words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [w.folded for w in found] == terms.folds(text)
    assert all(terms.fold(text[w.start : w.end]) == w.folded for w in found)


@pytest.mark.parametrize("text", ["'" * 1_000_000, "a." * 500_000, "1," * 500_000, "a'" * 500_000])
def test_long_input_takes_linear_time(text: str) -> None:
    started = time.process_time()
    terms.words(text)
    assert time.process_time() - started < 4
