"""What must hold of speakers whatever the text: nothing foreign changes them, and no text is too odd."""

from __future__ import annotations

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, Quotation
from index.quotations import find
from index.speakers.attributing import CROWD, attribute

PARAGRAPHS = (
    "“We can sign this next week,” Prime Minister Ada Lind said on Monday.",
    "Envoy Tor Hale was tired. “We slept on the quay,” he said.",
    "“It was late,” said Ms. Edda Quill, a docker from Oss. “Too late for us.”",
    "The Harbour Ministry called the offer “a first step” towards peace.",
    "“We can’t sign this,” Lind and Hale said in a statement.",
    "“Why should we sign it at all?” I asked.",
)
# no names, no marks, no cues, nobody's role
FOREIGN = ("it rained and the quay was wet.", "there was no wind until noon.", "1 2 3", "…")


def rows(text: str) -> tuple[Quotation, ...]:
    return attribute(Article("a", text), find(text))


def said(found: tuple[Quotation, ...]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(q.speaker, q.speaker_text, q.role, q.cue) for q in found]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5, unique=True),
    st.sampled_from(FOREIGN),
    st.data(),
)
def test_a_foreign_paragraph_changes_no_speaker(parts: list[str], foreign: str, data: st.DataObject) -> None:
    # every paragraph here names its own speakers: one without may lose what was carried over to it
    at = data.draw(st.integers(1, len(parts)))
    with_it = [*parts[:at], foreign, *parts[at:]]
    assert said(rows("\n\n".join(with_it))) == said(rows("\n\n".join(parts)))


@settings(max_examples=150)
@given(st.text(), st.sampled_from(PARAGRAPHS), st.text())
def test_any_text_has_rows(before: str, paragraph: str, after: str) -> None:
    text = before + paragraph + after
    for q in rows(text):
        assert q.text == text[q.start : q.end]
        assert 0.0 <= q.confidence <= 1.0
        assert q.speaker is not None or q.confidence == 0.0
        assert q.kind != "term" or (q.speaker, q.role, q.cue) == (None, None, None)


def test_a_crowd_of_words_in_marks_is_no_speech() -> None:
    assert {q.kind for q in rows('Ada Lind said "a" ' + '"b" ' * CROWD)} == {"term"}
    assert rows('Ada Lind said: "We can sign this next week." ' * CROWD)[0].speaker == "Ada Lind"


@pytest.mark.parametrize(
    "rubbish", ['"a" ', '"a"\n', "he “a b” said ", "Ada, a “b” ", "the “a” of ", "I said “a b” ", "“a b"]
)
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: rows(rubbish * count))
