"""Who said what: tables of (text, the speakers), each with its twin where nobody or somebody else speaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, Quotation
from index.quotations import find
from index.speakers import attribute

LEAD = "Prime Minister Ada Lind met the envoy Tor Hale in Oss on Monday. "


def rows(text: str) -> tuple[Quotation, ...]:
    return attribute(Article("a", text), find(text))


SPEAKERS = [
    # a cue after
    ("“We can sign this next week,” Prime Minister Ada Lind said on Monday.", ["Ada Lind"]),
    ("“We can sign this next week,” said Tor Hale, the envoy of Coastland.", ["Tor Hale"]),
    ("“Why should we sign it now?” Tor Hale asked.", ["Tor Hale"]),
    # a cue before, an apposition skipped
    ("Ada Lind said: “We can sign this next week.”", ["Ada Lind"]),
    ("Ada Lind, the prime minister of Norland, said the talks were “a first step.”", ["Ada Lind"]),
    ("Norland spokesman Tor Hale said it was “not correct” to speak of a deal.", ["Tor Hale"]),
    # according to
    ("The talks were “a first step,” according to Tor Hale.", ["Tor Hale"]),
    # the surname alone, the title taken off, the full name from elsewhere in the article
    (LEAD + "\n“We can sign this next week,” Lind said.", ["Ada Lind"]),
    (LEAD + "\n“We can sign this next week,” Mr. Hale said.", ["Tor Hale"]),
    ("President Vance said: “We can sign this next week.”", ["Vance"]),
    # pronouns, to the last person that fits
    ("Ada Lind left the room. “We can sign this next week,” she said.", ["Ada Lind"]),
    ("Ada Lind met Robert Hale. He was tired. “We can sign this next week,” he said.", ["Robert Hale"]),
    # carried over: the other half, the next paragraph
    ("“We can sign this,” Ada Lind said. “But nothing is final.”", ["Ada Lind", "Ada Lind"]),
    ("“We can sign this,” Ada Lind said.\n\n“Nothing is final until then.”", ["Ada Lind", "Ada Lind"]),
    # two speakers in turn
    ("“We can sign this,” Ada Lind said.\n\n“We can’t,” Tor Hale said.", ["Ada Lind", "Tor Hale"]),
    # common nouns and institutions
    ("“We will play better on Sunday,” said the rookie.", ["the rookie"]),
    ("“The talks were useful and will go on,” the Harbour Ministry said in a statement.", ["Harbour Ministry"]),
    ("Norland lawmakers described the plan as “a wish list” for Coastland.", ["Norland lawmakers"]),
    # a dateline never speaks; a role that begins a sentence is no part of the name
    ("OSS — “We can sign this next week,” said Tor Hale.", ["Tor Hale"]),
    ("OSS, Norland (NNA) — Dockers got “a raw deal” on Monday, Tor Hale said.", ["Tor Hale"]),
    ("Deckhand Lasse Brink was cold. “We can sign this next week,” Brink said.", ["Lasse Brink"]),
    # the body where somebody works, the place that owns him
    ("“We can sign this,” University of the Oss Valley political scientist Jarl Moe said.", ["Jarl Moe"]),
    ("“We can sign this next week,” Norland cartoonist Jarl Moe said.", ["Jarl Moe"]),
    ("“We can sign this next week,” Norland said.", ["Norland"]),
    # a name inside the quotation never speaks
    ("“Ada Lind told us nothing at all,” Tor Hale said.", ["Tor Hale"]),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speaker(text: str, expected: list[str]) -> None:
    assert [q.speaker for q in rows(text)] == expected


CONTINUES = [
    # split by its speaker
    ("“We can sign this,” Ada Lind said. “But nothing is final.”", [None, 0]),
    ("“We can sign this,” Ada Lind said, “but nothing is final yet.”", [None, 0]),
    # over paragraphs, the speaker named at the end
    ("“We can sign this next week.\n\n“But nothing is final,” Ada Lind said.", [None, 0]),
    ("“We sign.\n\n“We sail.\n\n“We fish in Oss,” Ada Lind said.", [None, 0, 0]),
    # another sentence between, another cue, another speaker
    ("“We can sign this,” Ada Lind said. It rained in Oss. “Nothing is final.”", [None, None]),
    ("“We can sign this,” Ada Lind said. She added: “But nothing is final.”", [None, None]),
    ("“We can sign this,” Ada Lind said. “We can’t,” said Tor Hale.", [None, None]),
]


@pytest.mark.parametrize(("text", "expected"), CONTINUES)
def test_continues_names_the_first_part(text: str, expected: list[int | None]) -> None:
    found = rows(text)
    assert [q.continues for q in found] == [None if i is None else found[i].id for i in expected]


def test_paragraphs_left_open_have_one_speaker() -> None:
    found = rows(LEAD + "\n\n“We can sign this next week.\n\n“But nothing is final,” Hale said.")
    assert [q.speaker for q in found] == ["Tor Hale", "Tor Hale"]


def test_beside_the_quotation_stand_the_words_and_the_cue() -> None:
    (row,) = rows(LEAD + "\n“We can sign this next week,” Lind said.")
    assert (row.speaker_text, row.cue) == ("Lind", "said")
    assert 0.5 < row.confidence <= 1.0


CUES = [
    ("Ada Lind called the talks “a first step” on Monday.", "called"),
    ("Ada Lind talks of “a first step” on Monday.", "talks"),
]


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_a_noun_is_no_cue(text: str, cue: str) -> None:
    (row,) = rows(text)
    assert (row.speaker, row.cue) == ("Ada Lind", cue)


def test_the_same_mark_twice_in_single_marks_with_a_possessive() -> None:
    text = "'We back the dockers' demand. That's all,' Ada Lind said, adding that Oss was 'ready'."
    assert [(q.text, q.speaker) for q in rows(text)] == [
        ("We back the dockers' demand. That's all,", "Ada Lind"),
        ("ready", "Ada Lind"),
    ]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ada",
                "Lind",
                "said",
                "“",
                "”",
                "'",
                '"',
                ",",
                ".",
                "he",
                "who",
                "the",
                "envoy",
                "\n",
                "Mr.",
                "(",
                ")",
                ":",
                "of",
                "Hale's",
                "I’ve",
            ]
        )
    )
)
def test_rows_are_slices_of_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    reach = 0
    found = rows(text)
    ids = {q.id for q in found}
    for q in found:
        assert q.start >= reach
        assert q.text == text[q.start : q.end] == q.text.strip()
        assert q.continues is None or q.continues in ids
        assert 0.0 <= q.confidence <= 1.0
        reach = q.end


@pytest.mark.parametrize("rubbish", ["“a b”, ", "Ada “a b” ", "he “a b” x ", "'a' said ", "Ada Lind "])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: rows(rubbish * count))


SHARED = Path(os.environ.get("SHARED", Path(__file__).parents[2] / "shared"))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real articles are not part of the project")
def test_every_stretch_of_the_real_articles_has_a_speaker_or_is_a_term() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = rows(text)
        assert len(found) == len(find(text))
        assert [q.id for q in found if q.kind != "term" and not q.speaker] == []
