"""Speech or not, whole or a fragment: tables of (text, the kinds), each case beside a twin that must not fire."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.model import Article, Quotation
from index.quotations import find
from index.speakers import attribute

BELOW = "\n\nPrime Minister Ada Lind met the envoy in Oss on Monday. “We can sign this next week,” Lind said."


def rows(text: str) -> tuple[Quotation, ...]:
    return attribute(Article("a", text), find(text))


KINDS = [
    ("“We can sign this next week,” Ada Lind said.", ["direct"]),
    ("Ada Lind called the offer “a first step” on Monday.", ["fragment"]),
    ("Ada Lind warned of “a very long winter” in Oss.", ["fragment"]),
    # a name of a thing; the same words said
    ("The film “The Long Strait” opens in Oss on Friday.", ["term"]),
    ("The film is “a long bore,” Ada Lind said.", ["fragment"]),
    # charges; what was said about them
    ("Two sailors were convicted of 'smuggling' and left Oss.", ["term"]),
    ("Ada Lind said the sailors' trial was 'a disgrace' and left Oss.", ["fragment"]),
    # a nickname stands within a name; speech beside names does not
    ("The ferry is Tor “Oar” Hale's.", ["term"]),
    ("The captain of the ferry is Ada “Red Sails” Lind, who lives in Oss.", ["term"]),
    ("Ada Lind called Tor Hale “rude” on Monday.", ["fragment"]),
    # a row of words that are talked about; two that were said
    ("The list has “yeet,” “optics,” “eschew” and “couth” on it.", ["term"] * 4),
    ("The list has “wrap my head around,” “optics,” “eschew” and “couth” on it.", ["term"] * 4),
    ("Ada Lind called the talks “useful” and “very frank” on Monday.", ["fragment"] * 2),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kind(text: str, expected: list[str]) -> None:
    assert [q.kind for q in rows(text)] == expected


DISOWNED = [
    ("Ferries pay the so-called “harbour levy” in Oss.", ["term"]),
    # also where a speaker could be carried over
    ("“We can sign this next week,” Ada Lind said. The so-called “calm” was over.", ["direct", "term"]),
    ("“We can sign this next week,” Ada Lind said. She called the talks “very calm.”", ["direct", "fragment"]),
]


@pytest.mark.parametrize(("text", "expected"), DISOWNED)
def test_so_called_is_nobodys_speech(text: str, expected: list[str]) -> None:
    assert [q.kind for q in rows(text)] == expected


HEADLINES = [
    # a headline that says who speaks, or sets a colon between
    ("Lind says Oss talks are going 'very well'", "fragment"),
    ("'Count the boats': Lind's warning to Oss", "fragment"),
    ("‘We will count’: Lind warns Oss", "fragment"),
    # a title before a colon, and a name of a thing
    ("'The Long Strait': a film about Oss", "term"),
    ("'The Lady of the Strait': a film about Oss", "term"),
    ("The 'Long Strait' film opens in Oss", "term"),
]


@pytest.mark.parametrize(("headline", "expected"), HEADLINES)
def test_headline(headline: str, expected: str) -> None:
    assert [q.kind for q in rows(headline + BELOW)] == [expected, "direct"]


WHOLE = [
    # few words with a cue of their own are whole; within somebody's sentence they are not
    ("“No,” Ada Lind said.", "direct"),
    ("“It’s lovely,” she said.", "direct"),
    ("'It's lovely,' she said.", "direct"),
    ("Ada Lind said: “No.”", "direct"),
    ("Ada Lind called it “lovely” on Monday.", "fragment"),
    ("Ada Lind said it was “lovely.”", "fragment"),
    ("Ada Lind said it was “Norland’s turn.”", "fragment"),
    # after a cue and a comma a sentence may begin small
    ("Ada Lind said, “we can sign this next week.”", "direct"),
    ("Ada Lind said the talks were “as good as they could be.”", "fragment"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole_or_fragment(text: str, expected: str) -> None:
    assert [q.kind for q in rows(text)] == [expected]


def test_a_term_has_no_speaker() -> None:
    (row,) = rows("The film “The Long Strait” opens in Oss on Friday.")
    assert (row.kind, row.speaker, row.speaker_text, row.cue, row.confidence) == ("term", None, None, None, 0.0)


SHARED = Path(os.environ.get("SHARED", Path(__file__).parents[2] / "shared"))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real articles are not part of the project")
def test_all_but_one_stretch_of_the_real_articles_is_speech() -> None:
    found = [q for p in sorted((SHARED / "seeds").glob("*.txt")) for q in rows(p.read_text(encoding="utf-8"))]
    assert len(found) == 35
    assert [len(q.text) for q in found if q.kind == "term"] == [9]
