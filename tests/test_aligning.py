"""Several printings word by word: what stands in which column, and where a meaning is altered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.aligning import Alignment, aligned, altered_columns
from index.matching import diff
from index.model import Alteration

BASE = "We can accept the toll."
SIGNS = {"same": "=", "changed": "~", "added": "+", "cut": "·", "absent": " "}


def told(alignment: Alignment, row: int = 1) -> str:
    """A row in one line: "=", "~word", "+word", "·" for what was cut, nothing where there is nothing."""
    cells = alignment.rows[row]
    shown = (SIGNS[c.how] + (c.words if c.how in ("changed", "added") else "") for c in cells if c.how != "absent")
    return " ".join(shown)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # what is folded alike is the same: case, marks, apostrophes
        ("we can accept “the toll”", "= = = = ="),
        # a word instead of another, and the same number of words
        ("We could accept the toll.", "= ~could = = ="),
        ("We can accept the tax.", "= = = = ~tax."),
        # fewer and more words instead of some
        ("We accept the toll.", "= · = = ="),
        ("We can accept the toll today.", "= = = = = +today."),
        ("We can now accept the toll.", "= = +now = = ="),
        # cut at the beginning, at the end, in the middle
        ("accept the toll", "· · = = ="),
        ("We can accept", "= = = · ·"),
        ("We can … the toll.", "= = · = ="),
        # of one stem: beside each other, though the numbers of words differ
        ("We can be accepting the toll.", "= = +be ~accepting = ="),
        # nothing in common: by place
        ("Gulls sing", "~Gulls ~sing · · ·"),
        ("", "· · · · ·"),
    ],
)
def test_a_text_beside_the_base(other: str, expected: str) -> None:
    assert told(aligned([BASE, other])) == expected


def test_a_common_word_between_changes_stands_below_itself() -> None:
    shown = aligned(["In general we can accept it.", "On the whole, we could accept it."])
    assert told(shown) == "~On ~the +whole, = ~could = ="


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        # the same words put in by two share a column
        (("We can now accept the toll.", "We can now accept the toll."), 6),
        # and other words at the same place do, too
        (("We can now accept the toll.", "We can soon accept the toll."), 6),
        # more words need more columns, the one they share stands once
        (("We can now accept the toll.", "We can only now accept the toll."), 7),
        (("We can only now accept the toll.", "We can now accept the toll."), 7),
        # words put in at two places are two columns
        (("We now can accept the toll.", "We can now accept the toll."), 7),
    ],
)
def test_what_several_put_in(texts: tuple[str, str], columns: int) -> None:
    shown = aligned([BASE, *texts])
    assert len(shown.columns) == columns
    put_in = [i for i, word in enumerate(shown.columns) if not word]
    assert all(shown.rows[0][i].how == "absent" for i in put_in)


def test_shared_words_put_in_stand_below_each_other() -> None:
    shown = aligned([BASE, "We can now accept the toll.", "We can only now accept the toll."])
    now = [[i for i, cell in enumerate(row) if cell.words == "now"] for row in shown.rows[1:]]
    assert now[0] == now[1]


@pytest.mark.parametrize(
    ("other", "alteration", "where"),
    [
        # a word for another, and its twin that alters nothing there
        ("We must accept the toll.", Alteration("modal", "can", "must"), ["~must"]),
        ("We must accept the toll.", Alteration("modal", "will", "must"), []),
        # a word put in, told with and without the words beside it
        ("We can not accept the toll.", Alteration("negation", "", "not"), ["+not"]),
        ("We can not accept the toll.", Alteration("negation", "can accept", "can not accept"), ["+not"]),
        # a word left out
        ("We accept the toll.", Alteration("modal", "can", ""), ["·"]),
        # two changes: only the one that alters
        ("They must accept the toll.", Alteration("modal", "can", "must"), ["~must"]),
        # nothing is told
        ("We must accept the toll.", Alteration("hedge", "", ""), []),
    ],
)
def test_where_a_meaning_is_altered(other: str, alteration: Alteration, where: list[str]) -> None:
    shown = aligned([BASE, other])
    cells = [shown.rows[1][i] for i in sorted(altered_columns(shown, 1, [alteration]))]
    assert [SIGNS[cell.how] + cell.words for cell in cells] == where


def test_two_alterations_alike_are_found_at_two_places() -> None:
    shown = aligned(["We go and we sing.", "We not go and we not sing."])
    twice = [Alteration("negation", "", "not")] * 2
    assert len(altered_columns(shown, 1, twice[:1])) == 1
    assert len(altered_columns(shown, 1, twice)) == 2


def test_no_texts_and_one() -> None:
    assert aligned([]) == Alignment((), ())
    assert aligned([BASE]).columns == ("We", "can", "accept", "the", "toll.")


words = st.lists(st.sampled_from(["we", "We", "can", "can't", "toll", "tolls", "not", "the", "…", "—", "“no”"]))
texts = st.lists(words.map(" ".join) | st.text(max_size=30), min_size=1, max_size=5)


@given(texts)
def test_every_row_is_its_text(given_texts: list[str]) -> None:
    shown = aligned(given_texts)
    for text, row in zip(given_texts, shown.rows, strict=True):
        assert len(row) == len(shown.columns)
        assert [cell.words for cell in row if cell.words] == [word for word in diff.units(text).printed if word]


@given(texts)
def test_no_column_is_empty_and_the_base_is_the_columns(given_texts: list[str]) -> None:
    shown = aligned(given_texts)
    assert tuple(cell.words for cell in shown.rows[0]) == shown.columns
    for i in range(len(shown.columns)):
        assert any(row[i].words for row in shown.rows)


@given(texts)
def test_a_text_beside_itself_is_the_same_throughout(given_texts: list[str]) -> None:
    shown = aligned([given_texts[0], *given_texts])
    assert {cell.how for cell in shown.rows[1]} <= {"same", "absent"}
