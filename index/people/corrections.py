"""Where do a reader's corrections stand in an article now, and what do they make of its quotations?

A correction hangs on the article, the offsets and the words. It finds its place again after the rules or the text have
changed a little: where the words stand nearest to where they stood, in whatever quotation has most of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import nsmallest
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from index.model import Quotation

LEAST_OVERLAP = 0.5  # of both texts together: less is another quotation
MOST_PLACES = 100  # places of the same words that are looked at, the nearest first


class WrongChoiceError(ValueError):
    """What a reader asks of speakers can't be done; the message says why, for the user."""


class Standing(Protocol):
    """What stood somewhere when a reader said something of it."""

    @property
    def start(self) -> int:
        """Where it began."""
        ...

    @property
    def end(self) -> int:
        """Where it ended."""
        ...

    @property
    def words(self) -> str:
        """What it was."""
        ...


class Correction(Struct, frozen=True):
    """What a reader said of the quotation that stood at `start`:`end` with these words: who said it, None for nobody
    known. `number` grows with time."""

    number: int
    article: str
    start: int
    end: int
    words: str
    speaker: str | None


def corrected(text: str, quotations: Sequence[Quotation], corrections: Sequence[Correction]) -> tuple[Quotation, ...]:
    """An article's quotations with its corrections in place, the newest winning; `quotations` are those found."""
    if not corrections:
        return tuple(quotations)
    said: dict[str, str | None] = {}
    for correction in sorted(corrections, key=lambda c: c.number):
        place = place_of(correction, text, quotations)
        if place is not None:
            said.update(dict.fromkeys(together(place, quotations), correction.speaker))
    roles = {q.speaker: q.role for q in quotations if q.role and q.id not in said}
    return tuple(_said_by(q, said[q.id], roles.get(said[q.id])) if q.id in said else q for q in quotations)


def _said_by(q: Quotation, speaker: str | None, role: str | None) -> Quotation:
    if speaker is None:
        return replace(q, speaker=None, speaker_text=None, cue=None, role=None, confidence=1.0, corrected=True)
    kind = "fragment" if q.kind == "term" else q.kind  # somebody said it, so it is no term
    if q.speaker == speaker:
        role = q.role or role
    return replace(q, speaker=speaker, role=role, kind=kind, confidence=1.0, corrected=True)


def place_of(stood: Standing, text: str, quotations: Sequence[Quotation]) -> Quotation | None:
    """The quotation that something was said of; None where its words are no longer quoted. Linear in the text."""
    for q in quotations:
        if (q.start, q.end) == (stood.start, stood.end) and q.text == stood.words:
            return q
    starts = [q.start for q in quotations]
    for start in _nearest(text, stood.words, stood.start):
        found = _most_overlapping(start, start + len(stood.words), quotations, starts)
        if found is not None:
            return found
    return None


def _nearest(text: str, words: str, wanted: int) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return nsmallest(MOST_PLACES, found, key=lambda start: (abs(start - wanted), start))


def _most_overlapping(start: int, end: int, quotations: Sequence[Quotation], starts: Sequence[int]) -> Quotation | None:
    """The quotation that shares most with a stretch, if it is more or less the same; of two the outer one."""
    best: tuple[float, int] | None = None
    for i in range(bisect_left(starts, end) - 1, -1, -1):
        q = quotations[i]
        shared = min(end, q.end) - max(start, q.start)
        share = shared / (max(end, q.end) - min(start, q.start))
        if share >= LEAST_OVERLAP and (best is None or share >= best[0]):
            best = (share, i)
        if start - q.start > end - start:  # it and all before it begin too early to share half
            break
    return quotations[best[1]] if best else None


def together(q: Quotation, quotations: Sequence[Quotation]) -> frozenset[str]:
    """The ids that are corrected with a quotation: its split parts, and what of it stands in marks or around them.

    Words in marks inside indirect speech are the same person's, unless the program found another.
    """
    first = q.continues or q.id
    found = {other.id for other in quotations if first in (other.id, other.continues)}
    indirect = {other.id: other for other in quotations if other.kind == "indirect"}
    outer: dict[str, str] = {}
    for other in quotations:
        around = indirect.get(other.within or "")
        if around is not None and around.speaker == other.speaker:
            outer[other.id] = around.id
    clauses = found & indirect.keys() | {outer[i] for i in found if i in outer}
    return frozenset(found | clauses | {i for i, around in outer.items() if around in clauses})
