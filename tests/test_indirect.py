"""Which words are reported without marks, and by whom: tables of (text, rows), and twins that report nothing."""

from __future__ import annotations

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extracting import quotations_of
from index.model import Article, Quotation

LEAD = "Prime Minister Ada Lind met the envoy Tor Hale in Oss on Monday. "


def rows(text: str, language: str | None = None) -> tuple[Quotation, ...]:
    return quotations_of(Article("a", text, language=language))


def reported(text: str) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker) for q in rows(text) if q.kind == "indirect"]


WORDS = [
    # the clause of a verb, with "that" and without, over when, where and whom it was told to
    ("Ada Lind said the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind said that the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind said on Monday that the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind said in a statement that the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind told reporters in Oss that the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind, the prime minister of Norland, said the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind warned that the winter would be long.", [("the winter would be long", "Ada Lind")]),
    # to whom, and what to do
    ("Ada Lind urged Tor Hale to sign the treaty.", [("to sign the treaty", "Ada Lind")]),
    ("Ada Lind vowed to sign the treaty.", [("to sign the treaty", "Ada Lind")]),
    ("Ada Lind warned of a long winter.", [("a long winter", "Ada Lind")]),
    # before the cue, around it, after "according to"
    ("The talks would go on, Ada Lind said.", [("The talks would go on", "Ada Lind")]),
    ("The talks would go on, said Tor Hale, the envoy of Coastland.", [("The talks would go on", "Tor Hale")]),
    ("The talks, Ada Lind said, would go on.", [("The talks", "Ada Lind"), ("would go on", "Ada Lind")]),
    ("The talks will go on, according to Tor Hale.", [("The talks will go on", "Tor Hale")]),
    ("According to Tor Hale, the talks will go on.", [("the talks will go on", "Tor Hale")]),
    # several reports in one sentence
    (
        "Ada Lind said the talks would go on, adding that nothing was final.",
        [("the talks would go on", "Ada Lind"), ("nothing was final", "Ada Lind")],
    ),
    (
        "Ada Lind said the talks would go on, but Tor Hale said nothing was final.",
        [("the talks would go on", "Ada Lind"), ("nothing was final", "Tor Hale")],
    ),
    # the fullest name; a pronoun; a noun and what belongs to it
    (LEAD + "Lind said the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("Ada Lind left the room. She said the talks would go on.", [("the talks would go on", "Ada Lind")]),
    ("A spokesman for the ministry said the talks would go on.", [("the talks would go on", "A spokesman")]),
    ("City documents say the bridge would cost more.", [("the bridge would cost more", "City documents")]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert reported(text) == expected


NOTHING = [
    # nothing is said to have been said
    "Ada Lind and Tor Hale met in Oss on Monday.",
    "Ada Lind had nothing to say.",
    # a noun and a name of the same spelling, a participle
    "The report on the harbour was long.",
    "State officials closed the harbour in Oss.",
    "The ministry spent more on proposed works in Oss.",
    # who was told did not tell; the writer is no speaker
    "Ada Lind was told to leave the room by noon.",
    "I think the talks will go on.",
    # only words in marks, before or after the cue
    "“The talks will go on,” Ada Lind said in Oss on Monday.",
    "“The talks will go on,” Ada Lind said while she left the room.",
    "Ada Lind said that “the talks will go on.”",
    "When asked about the talks, Ada Lind said: “They will go on.”",
    "“The talks will go on,” said Tor Hale, the envoy of Coastland.",
    # a line that leads to another article
    "READ MORE: Ada Lind says the talks would go on",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_reported(text: str) -> None:
    assert reported(text) == []


def test_a_clause_holds_the_words_in_marks() -> None:
    text = LEAD + "Lind said the talks were “a first step” for Norland."
    clause, fragment = rows(text)
    assert (clause.kind, clause.text) == ("indirect", "the talks were “a first step” for Norland")
    assert (fragment.kind, fragment.text) == ("fragment", "a first step")
    assert (clause.within, fragment.within) == (None, clause.id)


def test_words_in_marks_beside_a_clause_stand_in_nothing() -> None:
    quotation, clause = rows("“We can sign this,” Ada Lind said, adding that nothing was final yet.")
    assert (quotation.kind, quotation.within) == ("direct", None)
    assert (clause.kind, clause.text) == ("indirect", "nothing was final yet")


def test_beside_the_words_stand_speaker_and_cue() -> None:
    (row,) = rows(LEAD + "Lind argued that the talks would go on.")
    assert (row.speaker_text, row.cue) == ("Lind", "argued")
    assert 0.5 < row.confidence <= 1.0


def test_a_name_is_surer_than_a_pronoun() -> None:
    named, meant = rows("Ada Lind said the talks would go on. She said that nothing was final.")
    assert named.confidence > meant.confidence > 0.0


def test_the_second_part_continues_the_first() -> None:
    first, second = rows("The talks, Ada Lind said, would go on.")
    assert (first.continues, second.continues) == (None, first.id)


def test_two_reports_are_no_parts_of_one() -> None:
    assert [q.continues for q in rows("Ada Lind said the talks would go on, adding that nothing was final.")] == [
        None,
        None,
    ]


def test_only_languages_with_reporting_words_have_indirect_speech() -> None:
    text = "Ada Lind said the talks would go on."
    assert [q.kind for q in rows(text, "en-GB")] == ["indirect"]
    assert rows(text, "de") == ()


PARTS = [
    *("Ada Lind", "Lind", "Hale's", "he", "who", "the envoy", "said", "that", "to", "told", "urged", "according to"),
    *(
        "warned of",
        "claim",
        "adding",
        "“",
        "”",
        '"',
        "'",
        ",",
        ".",
        ":",
        ";",
        "—",
        "(",
        ")",
        "\n",
        "and",
        "would go on",
    ),
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_rows_of_one_level_never_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    found = rows(text)
    ids = {q.id: q for q in found}
    assert [q.start for q in found] == sorted(q.start for q in found)
    for level in (None, *ids):
        reach = 0
        for q in found:
            if q.within == level and q.kind != "term":
                assert q.start >= reach
                reach = q.end
    for q in found:
        assert q.text == text[q.start : q.end] == q.text.strip()
        assert q.continues is None or q.continues in ids
        outer = ids[q.within] if q.within else q
        assert outer.start <= q.start
        assert q.end <= outer.end


@given(st.text())
@settings(max_examples=100)
def test_any_text_is_read(text: str) -> None:
    for q in rows(text):
        assert q.text == text[q.start : q.end]


@pytest.mark.parametrize("rubbish", ["said ", "Ada Lind said that ", "said, but Hale said ", "“a b” said, ", "Lind, "])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: rows(rubbish * count))


@pytest.mark.parametrize("paragraph", ["It rained in Oss.", "“Rain,” the sign read.", "The ferries sail at noon."])
def test_an_unrelated_paragraph_changes_nothing_elsewhere(paragraph: str) -> None:
    text = "Ada Lind said the talks would go on.\n\nThe talks, she said, were “a first step” for Norland."
    alone = [(q.text, q.speaker, q.kind) for q in rows(text)]
    assert [(q.text, q.speaker, q.kind) for q in rows(f"{text}\n\n{paragraph}")][: len(alone)] == alone
