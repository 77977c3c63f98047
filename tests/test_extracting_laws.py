"""What holds for every quotation of any article: in marks or without, in a transcript or inside another's words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.extracting import quotations_of
from index.model import Article, Quotation

MARKS = ("“", "”", '"', "'", "‘", "’", "''", "«", "»", "„", "「", "」")
WORDS = (
    *("Ada Lind", "Lind", "Mr. Hale", "Hale's", "he", "she", "who", "the envoy", "a card", "I", "it", "both", "and"),
    *("said", "told", "called", "was called", "by", "as saying", "adding that", "according to", "warned of", "claims"),
    *("that", "if", "not", "the talks would go on", "we sail on Friday", "the dockers' union", "so-called", "of", "on"),
    *(",", ".", ":", ";", "?", "…", "—", "(", ")", "\n", "\n\n", "> ", "\u00a0", "\u2028", "\r\n", "LIND:", "Q.", "A."),
)
PROSE = st.lists(st.sampled_from((*MARKS, *WORDS)), max_size=40).map(" ".join)
TURN = st.sampled_from(
    (
        "LIND: We sail on Friday. “Never late,” they say.",
        "HALE: My mother told me, ‘Never pay a toll.’ I never did.",
        "LIND: (laughs) No.",
        "Q. Will you pay?",
        "A. Never. We sail on Friday.",
        "HALE: “",
        "It rained in Oss, Ada Lind said.",
        "",
    )
)
TRANSCRIPT = st.lists(TURN, min_size=3, max_size=10).map("\n".join)
ANY = st.one_of(PROSE, TRANSCRIPT, st.text(max_size=200))
MARKED = st.sampled_from((None, True, False))
# no marks, no names, no cue, nobody's role
UNRELATED = ("it rained on the town all day", "no wind until noon.", "1 2 3", "…")


def rows(text: str, transcript: bool | None = None, language: str | None = None) -> tuple[Quotation, ...]:
    return quotations_of(Article("a", text, language=language, transcript=transcript))


def chain(row: Quotation, by_id: dict[str, Quotation]) -> list[str]:
    """The ids of the rows that a row stands in, the nearest first; fails where they go round in a circle."""
    passed: list[str] = []
    while row.within is not None:
        row = by_id[row.within]
        assert row.id not in passed
        passed.append(row.id)
    return passed


def apart(found: Sequence[Quotation]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=200)
@given(ANY, MARKED)
@example("Ada Lind as saying LIND: “ Ada Lind “", None)
def test_rows_slice_the_text_in_its_order_the_outer_first(text: str, transcript: bool | None) -> None:
    found = rows(text, transcript)
    assert all(q.text == text[q.start : q.end] == q.text.strip() != "" for q in found)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    assert len({q.id for q in found}) == len(found)
    at = {q.id: i for i, q in enumerate(found)}
    assert all(at[q.within] < i for i, q in enumerate(found) if q.within is not None)


@settings(max_examples=200)
@given(ANY, MARKED)
def test_rows_of_one_level_never_overlap(text: str, transcript: bool | None) -> None:
    found = rows(text, transcript)
    by_id = {q.id: q for q in found}
    assert apart([q for q in found if q.kind == "indirect" and q.within is None])
    in_marks = [q for q in found if q.kind != "indirect"]
    assert apart([q for q in in_marks if q.within is None or by_id[q.within].kind == "indirect"])
    for outer in found:
        inner = [q for q in found if q.within == outer.id]
        assert apart(inner)
        assert all(outer.start <= q.start and q.end <= outer.end for q in inner)


@settings(max_examples=200)
@given(ANY, MARKED)
def test_rows_lead_to_rows_and_never_round(text: str, transcript: bool | None) -> None:
    found = rows(text, transcript)
    by_id = {q.id: q for q in found}
    for q in found:
        assert len(chain(q, by_id)) <= 2
        if q.continues is not None:
            first = by_id[q.continues]
            assert first.continues is None
            assert first.end <= q.start
            assert first.speaker == q.speaker


@settings(max_examples=200)
@given(ANY, MARKED)
def test_what_is_told_of_a_row_fits_together(text: str, transcript: bool | None) -> None:
    for q in rows(text, transcript):
        assert 0.0 <= q.confidence <= 1.0
        assert q.speaker is not None or (q.confidence, q.role) == (0.0, None)
        assert q.kind != "term" or (q.speaker, q.speaker_text, q.cue) == (None, None, None)
        assert q.speaker_text is None or q.speaker_text in text


@settings(max_examples=200)
@given(PROSE, st.sampled_from(UNRELATED))
@example("“We sail on Friday. ", UNRELATED[0])
@example("Ada Lind said the talks would go on ", UNRELATED[0])
@example("Ada Lind " * 9 + "a card said a card", UNRELATED[1])
def test_an_unrelated_paragraph_at_the_end_changes_nothing(text: str, unrelated: str) -> None:
    # a full stop and an empty line: what goes on over them is the text's own, as a block below its colon is
    text = text.rstrip(" :>\n\r\u2028\u00a0") + ".\n\n"
    # the language is named: it is a matter of the whole article, and guessed from all its words
    assert rows(f"{text}\n{unrelated}", language="en") == rows(text, language="en")


@settings(max_examples=300)
@given(st.text(), MARKED)
def test_any_text_is_read(text: str, transcript: bool | None) -> None:
    assert all(q.article == "a" for q in rows(text, transcript))


@pytest.mark.parametrize("text", ["", " ", "\n", "“", "”", "“”", "\x00", "“‘“‘“‘"])
def test_next_to_nothing_is_nothing_said(text: str) -> None:
    assert rows(text) == rows(text, True) == ()


THREE = (
    "Hale said the toll must stay but said “keep in mind that the town has proposed charges.\n"
    "“They're not tolls,” Hale said. “They are user charges. I think there is some room there.”\n"
)


def test_three_parts_are_one_quotation() -> None:
    found = rows(THREE)
    first = next(row for row in found if row.text.startswith("keep in mind"))
    assert [row.continues for row in found if row.text.startswith("They")] == [first.id, first.id]
