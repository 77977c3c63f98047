"""Which words of an article are reported without marks, and by whom?

`clauses` proposes them; fitted weights say how likely each proposal is, and the likeliest that don't overlap stay.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from msgspec.structs import replace

from index.indirect.clauses import clauses
from index.indirect.proposing import Clause
from index.languages import reporting
from index.model import Article, Quotation
from index.speakers import Scene
from index.speakers.references import Meant

Weights = Mapping[str, Mapping[str, float]]
# log odds on top of the fitted ones, by the sort of clause. The fit has seen few of each and one way of labelling, in
# which only clauses count; to a reader "urged Hale to sign" and "denied the charge" are reported speech too, and
# so is what somebody plans or opposes: of such rows on labels not fitted six of ten are right (hold), eight (think to)
LENIENCY = {
    "attributed": 2.0,
    "say that": 4.0,
    "say to": 5.0,
    "say np": 3.0,
    "say bare": 2.0,
    "think that": 4.0,
    "object": 4.0,
    "show": 3.0,
    "think to": 3.0,
    "hold": 3.0,
    "noun to": 1.0,
    "headline": 2.0,
}


@cache
def weights() -> Weights:
    """The fitted weights: `reported` and `speaker` by clue. Written by `benchmarks/fit_indirect.py`."""
    data = resources.files("index").joinpath("data/indirect.json").read_text(encoding="utf-8")
    loaded: Weights = json.loads(data)
    return loaded


def with_indirect(
    article: Article, view: Scene, rows: Sequence[Quotation], fitted: Weights | None = None
) -> tuple[Quotation, ...]:
    """An article's rows, and those of its indirect speech among them in the order of the text, the outer row first.

    `rows` are those of the words in marks that `view` was made of. Rows inside a reported clause get its id as
    `within`. Indirect rows never overlap one another. An article in a language without reporting words keeps its rows.
    """
    words = reporting.REPORTING.get(view.lexicon.code)
    if words is None:
        return tuple(rows)
    fitted = fitted or weights()
    kept = chosen(tuple(clauses(view, words)), fitted["reported"])
    made = tuple(_rows(article, view, rows, kept, fitted["speaker"]))
    return tuple(_merged(rows, made))


def chosen(listed: Sequence[Clause], by_clue: Mapping[str, float]) -> list[Clause]:
    """The likely proposals, in the order of the text; of those that overlap only the likeliest."""
    judged = [(_sum(c.clues, by_clue) + LENIENCY.get(c.sort, 0.0), c) for c in listed]
    judged = sorted(((score, c) for score, c in judged if score >= 0), key=lambda pair: (-pair[0], pair[1].first))
    taken: set[int] = set()
    kept = []
    for _, c in judged:
        if taken.isdisjoint(range(c.first, c.last)):
            taken.update(range(c.first, c.last))
            kept.append(c)
    return sorted(kept, key=lambda c: c.first)


def _sum(clues: Sequence[str], by_clue: Mapping[str, float]) -> float:
    return sum(by_clue.get(clue, 0.0) for clue in clues)


def _rows(
    article: Article, view: Scene, rows: Sequence[Quotation], kept: Sequence[Clause], by_clue: Mapping[str, float]
) -> Iterator[Quotation]:
    tokens = view.reading.tokens
    spoken = iter(rows)
    starts = [q.start for q in rows]
    ahead = next(spoken, None)
    spoke_last: str | None = None
    last: tuple[int, Quotation] | None = None  # its cue and its row
    for c in kept:
        start = tokens[c.first].start
        end = start + len(article.text[start : tokens[c.last - 1].end].rstrip())  # a mark left open ends in spaces
        while ahead is not None and ahead.start < start:
            spoke_last = ahead.speaker or spoke_last
            ahead = next(spoken, None)
        both = view.references.together(c.who, c.cue)
        meant = Meant(both[0]) if both else view.references.name_of(c.who, spoke_last)
        words = (both[1], both[2]) if both else (c.who.start, c.who.end)
        row = Quotation(
            article.id,
            start,
            end,
            article.text[start:end],
            "indirect",
            meant.name,
            article.text[words[0] : words[1]],
            tokens[c.cue].text,
            round(1 / (1 + math.exp(-_sum(sureness(c, meant), by_clue))), 3) if meant.name else 0.0,
            last[1].id if c.half and last is not None and last[0] == c.cue else None,
        )
        row = _as_in_marks(row, rows, starts)
        last = (c.cue, row)
        spoke_last = row.speaker or spoke_last
        yield row


def _as_in_marks(row: Quotation, rows: Sequence[Quotation], starts: Sequence[int]) -> Quotation:
    """One cue has one speaker: the one of the words in marks with the same cue inside, where that is surer."""
    for inner in rows[bisect_left(starts, row.start) : bisect_left(starts, row.end)]:
        if inner.cue == row.cue and inner.speaker is not None and inner.confidence > row.confidence:
            return replace(row, speaker=inner.speaker, speaker_text=inner.speaker_text, confidence=inner.confidence)
    return row


def sureness(c: Clause, meant: Meant) -> tuple[str, ...]:
    """What speaks for and against the name being the reporter's."""
    return (*c.sure, f"meant {int(meant.sure * 4)} {c.who.sort}")


def _merged(rows: Sequence[Quotation], made: Sequence[Quotation]) -> Iterator[Quotation]:
    """Both in the order of the text; rows inside a reported clause stand within it. Terms are nobody's speech."""
    around = iter(made)
    clause = next(around, None)
    outer: Quotation | None = None
    for row in rows:
        while clause is not None and clause.start <= row.start:
            yield clause
            outer = clause
            clause = next(around, None)
        inside = outer is not None and row.end <= outer.end
        yield replace(row, within=outer.id) if inside and outer and row.kind != "term" and not row.within else row
    if clause is not None:
        yield clause
    yield from around
