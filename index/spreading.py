"""Who printed it first, and how did it travel? The printings of an utterance in the order of publishing.

Dates tell an order only as far as they reach: a day is all of that day, a month all of the month. So a printing has a
range of places, and only what no other article can have come before is called the first. Pure.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from index import firsts
from index.matching import compare
from index.matching.diff import STRAY_UNITS, units
from index.model import Alteration, ArticleRow, DiffOp, Printing, UtteranceRow
from index.printings import APART

INSTANT = dt.timedelta(microseconds=1)
NONE = dt.timedelta()


class Gap(Struct, frozen=True):
    """How long after the first printing: `least` to `most`, the same where both have a time.

    `days` are calendar days (UTC), where the dates tell both days; 0 is the same day.
    """

    least: dt.timedelta
    most: dt.timedelta
    days: int | None = None


class Step(Struct, frozen=True):
    """One printing on the way.

    `place` are the first and the last place that it can have among the dated articles, (1, 1) where it surely was the
    first; None without a date, and for a transcript, which prints nothing. `gap` is None for these, and for the first.
    `kept` is how much of the root's words it has, in whole percent: 100 only for all, 0 only for none. `diff` and
    `alterations` are told from the root, of a transcript from the stretches that it printed any of. `copied` is the
    article whose text its own repeats (agency copy), and `copied_before` whether dates tell that that one was first.
    """

    printing: Printing
    place: tuple[int, int] | None
    gap: Gap | None
    kept: int
    diff: tuple[DiffOp, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    copied: ArticleRow | None = None
    copied_before: bool = False


class Timeline(Struct, frozen=True):
    """An utterance and its printings in the order of publishing: transcripts, what has a date, what has none.

    `firsts` are the articles that may have been first: one where the dates tell it, none where nothing has a date.
    `undated` counts the articles without a date, of which any may have been before them.
    """

    utterance: UtteranceRow
    steps: tuple[Step, ...]
    firsts: tuple[ArticleRow, ...]
    undated: int


class _When(Struct, frozen=True):
    """The first and the last moment at which something may have been published."""

    start: dt.datetime
    last: dt.datetime

    def before(self, other: _When) -> bool:
        return self.last < other.start

    @property
    def day(self) -> dt.date | None:
        return self.start.date() if self.start.date() == self.last.date() else None


def timeline(utterance: UtteranceRow) -> Timeline:
    """How an utterance travelled. About n log n in its printings, and one comparison for each of their wordings."""
    articles = {p.article.id: p.article for p in utterance.printings}
    printed = [row for row in articles.values() if not row.spoken]
    known = {row.id: when for row in articles.values() if (when := _when(row.published))}
    places = _places({row.id: known[row.id] for row in printed if row.id in known})
    first = [row for row in printed if places.get(row.id, (0, 0))[0] == 1]
    first.sort(key=lambda row: firsts.by_date(row.published))
    told: dict[tuple[str, bool], tuple[int, tuple[DiffOp, ...], tuple[Alteration, ...]]] = {}
    steps = []
    for printing in utterance.printings:
        row = printing.article
        key = printing.text, row.spoken
        if key not in told:
            told[key] = _told(utterance, printing)
        kept, diff, alterations = told[key]
        copied = articles.get(printing.copies or "")
        steps.append(
            Step(
                printing,
                places.get(row.id),
                None if row.spoken or [row] == first else _gap(known.get(row.id), [known[one.id] for one in first]),
                kept,
                diff,
                alterations if printing.altered else (),
                copied,
                copied is not None and _before(known, copied, row),
            )
        )
    steps.sort(key=_order)
    return Timeline(utterance, tuple(steps), tuple(first), sum(row.id not in known for row in printed))


def _order(step: Step) -> tuple[bool, bool, tuple[int, int], tuple[bool, str]]:
    row = step.printing.article
    return not row.spoken, step.place is None, step.place or (0, 0), firsts.by_date(row.published)


def _when(published: str | None) -> _When | None:
    span = firsts.span(published)
    if span is None:
        return None
    start, end = span
    return _When(start, end - INSTANT if start < end else end)


def _before(known: Mapping[str, _When], one: ArticleRow, other: ArticleRow) -> bool:
    a, b = known.get(one.id), known.get(other.id)
    return a is not None and b is not None and a.before(b)


def _places(known: Mapping[str, _When]) -> dict[str, tuple[int, int]]:
    """The first and the last place that each can have, by how many surely were before it, and after."""
    starts = sorted(when.start for when in known.values())
    lasts = sorted(when.last for when in known.values())
    return {name: (1 + bisect_left(lasts, when.start), bisect_right(starts, when.last)) for name, when in known.items()}


def _gap(mine: _When | None, first: Sequence[_When]) -> Gap | None:
    """The time from the first printing, which is one of `first`, to this one."""
    if mine is None or not first:
        return None
    start, last = min(one.start for one in first), min(one.last for one in first)
    days = {one.day for one in first}
    day = next(iter(days)) if len(days) == 1 else None
    apart = (mine.day - day).days if mine.day and day else None
    return Gap(max(NONE, mine.start - last), mine.last - start, apart)


def _told(utterance: UtteranceRow, printing: Printing) -> tuple[int, tuple[DiffOp, ...], tuple[Alteration, ...]]:
    """How much of the root's words a printing has, what it changed, and what of that changes the meaning."""
    root = utterance.fullest.text
    match = compare(root, printing.text, least=0.0)
    if utterance.transcript and not printing.article.spoken:
        stretches = root.split(APART)
        near = printed_of(match.diff, stretches)
        if len(near) < len(stretches):
            match = compare(APART.join(near), printing.text, least=0.0)
    return kept(match.diff), match.diff, match.alterations


def printed_of(diff: Sequence[DiffOp], stretches: Sequence[str]) -> list[str]:
    """Those of a text's stretches that another text has more of than a stray word or two, by a diff from it; else all.

    What somebody else joined on from further away in a transcript is nothing that this one left out.
    """
    sizes = [len(units(stretch).keys) for stretch in stretches]
    ends = list(accumulate(sizes))
    same = [0] * len(sizes)
    at = 0
    for op, mine, _ in diff:
        size = len(units(mine).keys)
        for place in range(at, at + size) if op == "equal" else ():
            same[min(bisect_right(ends, place), len(same) - 1)] += 1
        at += size
    some = [stretch for i, stretch in enumerate(stretches) if same[i] > min(STRAY_UNITS, sizes[i] - 1)]
    return some or list(stretches)


def kept(diff: Sequence[DiffOp]) -> int:
    """How much of a text's units a diff from it leaves, in percent."""
    sizes = [(op == "equal", len(units(mine).keys)) for op, mine, _ in diff]
    return percent(sum(size for same, size in sizes if same), sum(size for _, size in sizes))


def percent(part: int, whole: int) -> int:
    """A share in whole percent: 100 only where it is all, 0 only where it is nothing."""
    if part <= 0 or part >= whole:
        return 100 if 0 < whole <= part else 0
    return max(1, min(99, round(100 * part / whole)))
