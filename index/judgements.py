"""What does a reader's word on two quotations make of their links, and where do those quotations stand now?

A judgement hangs on articles, offsets and words. Whatever the score is, it goes before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from index.linking import compare_rows, evidence
from index.matching import compare
from index.model import SAME_WORDS, Link, Quotation, Whole
from index.people.corrections import place_of
from index.store.judged import Judged, Side

SURE = 1.0  # the score of what a reader called the same


def standing(side: Side, text: str, quotations: Sequence[Quotation]) -> Quotation | None:
    """The quotation that one side of a judgement is about, the first part where it is split; None where it is gone."""
    found = place_of(side, text, quotations)
    if found is None or found.continues is None:
        return found
    return next((q for q in quotations if q.id == found.continues), found)


def sides(judged: Judged, article: str) -> tuple[Side, Side]:
    """The two sides, that in this article first."""
    return (judged.a, judged.b) if judged.a.article == article else (judged.b, judged.a)


def links_of(a: Whole, b: Whole, same: bool) -> list[Link]:
    """What is stored of two quotations that were judged.

    The same: their rows that report the same words, or where none do the first of each, as a sure link. Not the same:
    all their rows as none, with the scores they had.
    """
    rows = compare_rows(a, b)
    if not same:
        return [replace(row, relation="none", altered=None, judged=False) for row in rows]
    linked = [replace(row, score=SURE, judged=True) for row in rows if row.relation in SAME_WORDS]
    if linked:
        return linked
    match = compare(a.text, b.text, evidence(a, b), least=0.0)
    return [Link(a.id, b.id, SURE, match.relation, match.altered, judged=True)]


def applied(links: Sequence[Link], judged: Sequence[tuple[Whole, Whole, bool]]) -> list[Link]:
    """The links found, with those of judged pairs (a, b, same) in their place; of one pair the last word counts."""
    last = {(a.id, b.id): (a, b, same) for a, b, same in judged}
    found = list(links)
    for a, b, same in last.values():
        mine, theirs = ({piece.id for piece in whole.pieces} for whole in (a, b))
        found = [link for link in found if not (link.a in mine and link.b in theirs)]
        found += links_of(a, b, same)
    return found
