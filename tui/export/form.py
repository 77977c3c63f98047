"""What does a report look like as JSON? These values are it: docs/export.schema.json is made from them.

Fields may be added, never changed. What is not known is null.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, json

from index.model import Relation
from tui.export.report import What

Share = Annotated[float, Meta(ge=0, le=1)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0)]


def _told(words: str) -> Meta:
    return Meta(description=words)


class Asked(Struct, frozen=True):
    """What was asked for."""

    what: What
    words: Annotated[str | None, _told("The query, the speaker's name, or the id of the article or the quotation.")]
    title: Annotated[str | None, _told("That article's title, or the quotation's speaker.")]
    only: Annotated[str, _told("Which part of it was taken, in a sentence; empty for all.")] = ""


class Source(Struct, frozen=True):
    """An article."""

    id: str
    outlet: str | None
    title: str | None
    author: str | None
    published: Annotated[str | None, _told("ISO 8601: a month, a day, or with time and offset.")]
    url: str | None
    language: str | None
    transcript: Annotated[bool, _told("Whether it is a speech or interview itself.")]


class Printed(Struct, frozen=True):
    """A printing of an utterance, told from the fullest."""

    quote: Annotated[str, _told("Its id: `quoth show ID` opens the spot.")]
    article: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    speaker: str | None
    perhaps: Annotated[bool, _told("Whether the speaker is unsure.")]
    text: str
    place: Annotated[
        tuple[Count, Count] | None,
        _told("First and last place that it can have among the dated articles; null without a date."),
    ]
    kept: Annotated[Percent, _told("How much of the fullest printing's words it has, in percent.")]
    relation: Annotated[Relation, _told("What it did to the fullest words.")]
    score: Annotated[Share, _told("How probable it is that it is the same saying.")]
    altered: Annotated[bool | None, _told("Whether it changes the meaning; null where that was not judged.")]
    alterations: Annotated[tuple[tuple[str, str, str], ...], _told("Kind, fullest words, words here.")]
    diff: Annotated[
        tuple[tuple[Literal["equal", "delete", "insert", "replace"], str, str], ...],
        _told("From the fullest to this one: operation, words there, words here."),
    ]
    copies: Annotated[str | None, _told("The article whose text its own repeats.")]
    transcript: bool


class Said(Struct, frozen=True):
    """An utterance: one thing said once."""

    id: str
    speaker: str | None
    text: Annotated[str, _told("The fullest printing, or what a transcript has.")]
    outlets: Annotated[Count, _told("How many printed it.")]
    independent: Annotated[Count, _told("How many of these copy no other.")]
    first: Annotated[tuple[str, ...], _told("The articles that may have been first, as far as dates tell.")]
    left_out: Annotated[tuple[str, ...], _told("Outlets with an article on the same event and not these words.")]
    matrix: Annotated[dict[str, str], _told('Outlet to what it did: a relation, or "left out".')]
    printings: Annotated[tuple[Printed, ...], _told("By date.")]


class Outlet(Struct, frozen=True):
    """A column of the matrix: how many of the utterances it printed, altered, left out."""

    outlet: str
    printed: Count
    altered: Count
    left_out: Count


class Passage(Struct, frozen=True):
    """What a search found. Offsets are half-open characters of the article's text."""

    article: str
    start: Count
    end: Count
    text: str
    hits: Annotated[tuple[tuple[Count, Count], ...], _told("Where the words looked for stand.")]
    score: float


class Exported(Struct, frozen=True):
    """What `quoth export --format json` writes."""

    quoth: Annotated[Literal[1], _told("The number of this form.")]
    made: Annotated[str, _told("When it was written (UTC).")]
    about: Asked
    articles: Annotated[tuple[Source, ...], _told("All articles named below.")]
    utterances: tuple[Said, ...]
    outlets: tuple[Outlet, ...]
    passages: tuple[Passage, ...] = ()


def schema() -> str:
    """The JSON Schema of it (2020-12), which docs/export.schema.json and `quoth export --schema` print."""
    form = {"$schema": "https://json-schema.org/draft/2020-12/schema", **json.schema(Exported)}
    return json.format(json.encode(form), indent=1).decode() + "\n"
