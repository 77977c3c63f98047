"""Where a correction stands after the text or the rules have changed, and what it makes of the quotations."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Kind, Quotation
from index.people.corrections import Correction, corrected, place_of, together

TEXT = "“We sail at noon,” said Tor Hale. “The strait is closed,” said Ada Lind. “We sail at noon,” they said in Oss."
NOON, CLOSED = "We sail at noon,", "The strait is closed,"


def row(text: str, words: str, nth: int = 0, kind: Kind = "direct", speaker: str | None = "Tor Hale") -> Quotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Quotation("a", start, start + len(words), words, kind, speaker, speaker, "said", 0.8)


def rows(text: str) -> list[Quotation]:
    return [row(text, NOON), row(text, CLOSED), row(text, NOON, 1)]


def correction(start: int, words: str, speaker: str | None = "Edda Quill", number: int = 1) -> Correction:
    return Correction(number, "a", start, start + len(words), words, speaker)


FIRST, SECOND, THIRD = (q.start for q in rows(TEXT))
MOVED = "A new lead.\n\n" + TEXT
CASES: list[tuple[str, str, Correction, int | None]] = [
    ("at its place", TEXT, correction(SECOND, CLOSED), 1),
    ("the first of two with the same words", TEXT, correction(FIRST, NOON), 0),
    ("the second", TEXT, correction(THIRD, NOON), 2),
    ("after a new lead", MOVED, correction(SECOND, CLOSED), 1),
    ("after a new lead, the nearest", MOVED, correction(FIRST, NOON), 0),
    ("after a new lead, the nearest too", MOVED, correction(THIRD, NOON), 2),
    ("where the rules now take the comma along", TEXT, correction(SECOND, CLOSED.rstrip(",")), 1),
    ("words that are not there", TEXT, correction(SECOND, "The strait is open,"), None),
    ("words that nobody says", TEXT, correction(0, "they said in Oss"), None),
    ("a small part of it", TEXT, correction(SECOND, "strait"), None),
    ("no words", TEXT, correction(SECOND, ""), None),
]


@pytest.mark.parametrize(("what", "text", "made", "place"), CASES, ids=[case[0] for case in CASES])
def test_where_it_stands(what: str, text: str, made: Correction, place: int | None) -> None:
    found = place_of(made, text, rows(text))
    assert found == (None if place is None else rows(text)[place]), what


def test_what_it_makes_of_a_quotation() -> None:
    here = corrected(TEXT, rows(TEXT), [correction(SECOND, CLOSED)])
    assert [(q.speaker, q.confidence, q.corrected, q.perhaps) for q in here] == [
        ("Tor Hale", 0.8, False, False),
        ("Edda Quill", 1.0, True, False),
        ("Tor Hale", 0.8, False, False),
    ]
    assert (here[1].speaker_text, here[1].cue) == ("Tor Hale", "said"), "the words beside it are still those"


def test_nobody_known() -> None:
    here = corrected(TEXT, rows(TEXT), [correction(SECOND, CLOSED, None)])[1]
    assert (here.speaker, here.speaker_text, here.cue, here.corrected) == (None, None, None, True)


def test_the_newest_wins() -> None:
    made = [correction(SECOND, CLOSED, "Ada Lind", 2), correction(SECOND, CLOSED, "Brack", 1)]
    assert corrected(TEXT, rows(TEXT), made)[1].speaker == "Ada Lind"


def test_without_corrections_nothing_is_touched() -> None:
    assert corrected(TEXT, rows(TEXT), []) == tuple(rows(TEXT))


def test_a_term_that_somebody_says_is_one_no_more() -> None:
    found = [row(TEXT, CLOSED, kind="term", speaker=None)]
    assert corrected(TEXT, found, [correction(SECOND, CLOSED)])[0].kind == "fragment"
    assert corrected(TEXT, found, [correction(SECOND, CLOSED, None)])[0].kind == "term"


def with_role(q: Quotation, role: str) -> Quotation:
    return Quotation(q.article, q.start, q.end, q.text, q.kind, q.speaker, q.speaker_text, role=role)


def test_the_role_is_the_new_speakers() -> None:
    first, second, third = rows(TEXT)
    found = [with_role(first, "skipper"), second, third]
    assert corrected(TEXT, found, [correction(SECOND, CLOSED, "Tor Hale")])[1].role == "skipper"
    hers = Quotation("a", SECOND, SECOND + len(CLOSED), CLOSED, "direct", "Ada Lind", role="mayor")
    assert corrected(TEXT, [found[0], hers, third], [correction(SECOND, CLOSED, "Tor Hale")])[1].role == "skipper"
    assert corrected(TEXT, [found[0], hers, third], [correction(SECOND, CLOSED, "Brack")])[1].role is None


def test_what_is_corrected_together() -> None:
    text = "“We sail,” Hale said, “at noon.” Lind said the strait was “closed” and “cold”, and that Brack was “late”."
    first, rest = row(text, "We sail,"), row(text, "at noon.")
    rest = Quotation("a", rest.start, rest.end, rest.text, "direct", "Tor Hale", continues=first.id)
    said = "the strait was “closed” and “cold”, and that Brack was “late”"
    around = row(text, said, kind="indirect", speaker="Ada Lind")
    inner = [
        Quotation("a", q.start, q.end, q.text, "fragment", speaker, within=around.id)
        for q, speaker in ((row(text, "closed"), "Ada Lind"), (row(text, "cold"), "Ada Lind"), (row(text, "late"), "B"))
    ]
    found = [first, rest, around, *inner]
    assert together(first, found) == together(rest, found) == {first.id, rest.id}
    assert together(around, found) == together(inner[0], found) == {around.id, inner[0].id, inner[1].id}
    assert together(inner[2], found) == {inner[2].id}, "the program found another there"
    here = corrected(text, found, [Correction(1, "a", rest.start, rest.end, rest.text, "Brack")])
    assert [q.speaker for q in here] == ["Brack", "Brack", "Ada Lind", "Ada Lind", "Ada Lind", "B"]


def test_an_inner_quotation_is_not_its_outer_ones() -> None:
    text = "“He told me ‘no’ and left,” said Ada Lind."
    outer = row(text, "He told me ‘no’ and left,", speaker="Ada Lind")
    inner = Quotation("a", text.index("no"), text.index("no") + 2, "no", "fragment", None, within=outer.id)
    assert together(outer, [outer, inner]) == {outer.id}
    assert together(inner, [outer, inner]) == {inner.id}


def test_rubbish_costs_little() -> None:
    text = "a " * 200_000
    found = [Quotation("a", i, i + 1, "a", "fragment") for i in range(0, 100_000, 2)]
    start = time.process_time()
    assert place_of(correction(300_000, "a"), text, found) is None
    assert place_of(correction(50_001, "a"), text, found) in (found[25_000], found[25_001])
    assert time.process_time() - start < 5


@given(st.text(), st.text(), st.integers(-5, 50), st.booleans())
def test_any_text_can_be_corrected(text: str, words: str, start: int, quoted: bool) -> None:
    found = [Quotation("a", 0, len(text), text, "direct", "Ada Lind")] if quoted else []
    here = corrected(text, found, [Correction(1, "a", start, start + len(words), words, "Tor Hale")])
    assert [(q.start, q.end, q.text) for q in here] == [(q.start, q.end, q.text) for q in found]
