"""A proposal of words that a cue may report, and what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from index.indirect import clues as reportclues
from index.indirect.reporters import Cue
from index.languages.reporting import Reporting
from index.speakers import Scene
from index.speakers.names import Mention

LEAST_WORDS = 2
_KEPT_POINTS = frozenset((")", "%", "$", "#", "@", "("))


class Clause(Struct, frozen=True):
    """Words that a cue may report: tokens `first`:`last`, the cue's token, who says it.

    `sort` is a rough name for how they stand to the cue. `clues` speak for and against their being reported, `sure` for
    and against that speaker. `half` marks the second part of words that the attribution splits.
    """

    cue: int
    first: int
    last: int
    who: Mention
    sort: str
    clues: tuple[str, ...]
    sure: tuple[str, ...]
    half: bool = False


def made(
    view: Scene, words: Reporting, cue: Cue, start: int, end: int, side: str, why: tuple[str, ...], half: bool = False
) -> Iterator[Clause]:
    """A proposal, unless nothing but words in marks, or next to nothing, is left of it."""
    tokens = view.reading.tokens
    while start < end and tokens[start].tag in ("point", "line") and tokens[start].text not in _KEPT_POINTS:
        start += 1
    while end > start and tokens[end - 1].tag in ("point", "line") and tokens[end - 1].text not in _KEPT_POINTS:
        end -= 1
    tags = [t.tag for t in tokens[start:end]]
    quotes = tags.count("quote")
    worded = len(tags) - quotes - tags.count("point") - tags.count("line")
    short = side == "before" or (quotes and tags[0] not in ("quote", "determiner"))
    who = cue.who.mention
    if worded < (1 if short else LEAST_WORDS) or who is None or who.name.lower().split()[-1] in words.writer:
        return
    clues = (
        *reportclues.reported(view, words, cue, who, start, end, side, (worded, quotes)),
        *why,
        *(f"{w} {side}" for w in why),
    )
    yield Clause(cue.at, start, end, who, reportclues.sort(cue, side), clues, reportclues.sureness(cue, who), half)
