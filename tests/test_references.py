"""Who is meant by a pronoun, a noun, two names at once? Tables of (text, speakers), each beside its twin."""

from __future__ import annotations

import pytest

from index.model import Article, Quotation
from index.quotations import find
from index.speakers import attribute

LEAD = "Prime Minister Ada Lind met the envoy Tor Hale in Oss on Monday.\n\n"


def rows(text: str) -> tuple[Quotation, ...]:
    return attribute(Article("a", text), find(text))


MEANT = [
    # whom the paragraph is about, not who was named last or spoke before
    ("Robert Hale is a docker. He sold a boat to Kell Moe. “It was a fine boat,” he said.", "Robert Hale"),
    (LEAD + "“It was late,” Hale said.\n\nRobert Brack came too. He was tired. “I slept,” he said.", "Robert Brack"),
    # gender: known from the given name, the title, the noun before, the pronouns beside the name
    ("Ada Lind met Robert Hale. “We can sign this,” she said.", "Ada Lind"),
    ("Mr. Moe met Ms. Quill. “We can sign this,” she said.", "Quill"),
    ("Edda Quill met her son Kell Moe. “We can sign this,” he said.", "Kell Moe"),
    # a name that was never seen as a person's
    ("For Megga Bell, Friday was long. Her father had died. “I waited,” she said.", "Megga Bell"),
    # neither the son nor the man of a headline
    ("Man held in Oss\n\nAda Lind has a son. “We waited for him,” she said.", "Ada Lind"),
    # not the one who is told
    ("Robert Hale met Tor Moe. “We can sign this,” he told Moe.", "Robert Hale"),
    # "it" is a body, not the place
    ("The Harbour Ministry lies in Oss. “The port is shut until June,” it said.", "Harbour Ministry"),
    # "they" are the two
    ("Ada Lind and Tor Hale came to Oss. “We can sign this,” they said.", "Ada Lind and Tor Hale"),
]


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_pronoun(text: str, expected: str) -> None:
    assert rows(text)[-1].speaker == expected


NOUNS = [
    # who bears the title; another one doesn't
    (LEAD + "“We can sign this,” the envoy said.", "Tor Hale"),
    (LEAD + "“We can sign this,” an envoy said.", "an envoy"),
    # beside the name that it explains
    (LEAD + "“We can sign this,” said the docker, Kell Moe.", "Kell Moe"),
    (LEAD + "“We can sign this,” says Brack’s partner, Jarl Moe.", "Jarl Moe"),
    (LEAD + "“We can sign this,” said the docker, who left.", "the docker"),
    # a document without a person
    ("The harbour was empty. “Closed until the thaw,” said a card left on the hook.", "a card"),
    # whose statement it is
    (LEAD + "“We can sign this,” said a statement from the Harbour Ministry.", "Harbour Ministry"),
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_noun(text: str, expected: str) -> None:
    assert rows(text)[-1].speaker == expected


TOGETHER = [
    (LEAD + "“We can sign this,” Lind and Hale said in a statement.", "Ada Lind and Tor Hale", "Lind and Hale"),
    (LEAD + "“We can sign this next week,” said Lind and envoy Hale.", "Ada Lind and Tor Hale", "Lind and envoy Hale"),
    ("“We can sign this next week,” said Ada Lind and Tor Hale.", "Ada Lind and Tor Hale", "Ada Lind and Tor Hale"),
    # one speaks, the other does something else
    (LEAD + "“We can sign this,” Lind said and Hale agreed.", "Ada Lind", "Lind"),
    ("Kell Brack met Ada Lind and Tor Hale said: “We can sign this.”", "Tor Hale", "Tor Hale"),
]


@pytest.mark.parametrize(("text", "speaker", "words"), TOGETHER)
def test_two_at_once(text: str, speaker: str, words: str) -> None:
    row = rows(text)[-1]
    assert (row.speaker, row.speaker_text) == (speaker, words)


WRITERS = [
    (LEAD + "“Why should we sign it at all?” I asked.", [None]),
    (LEAD + "I asked Lind: “Why should we sign it at all?”", [None]),
    # what follows is not taken for Lind's either
    (LEAD + "“Why should we sign it at all?” I asked.\n\n“Is it not too early for that?”", [None, None]),
    # the twin: somebody else asks
    (LEAD + "“Why should we sign it at all?” Lind asked.", ["Ada Lind"]),
    (LEAD + "“Why should we sign it at all?” Lind asked when I came.", ["Ada Lind"]),
]


@pytest.mark.parametrize(("text", "expected"), WRITERS)
def test_the_writer_is_no_speaker(text: str, expected: list[str | None]) -> None:
    assert [q.speaker for q in rows(text)] == expected


def test_who_may_be_meant_lowers_the_confidence() -> None:
    (sure,) = rows("Robert Hale left the room. “We can sign this next week,” he said.")
    (torn,) = rows("Robert Hale met Paul Moe. Then Karl Brack came. “We can sign this next week,” he said.")
    assert sure.confidence > torn.confidence
    assert not sure.perhaps
