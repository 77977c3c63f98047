"""Which quotation marks of a line belong together?

Marks that never stand for anything else are paired first: an opening one inside an open quotation is nested if the line
closes both, else the first was never closed. Single marks come last, since they may be apostrophes: of several that
may close, the surest one before the next opening mark does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.languages.lexicon import Lexicon
from index.model import Stretch
from index.quotations.marks import DOUBTFUL, INVISIBLE, POSSESSIVE, SURE, Mark, balances, opens

_CUE_BEFORE = re.compile(r"([^\W\d_]+)[,:]$")
_NONE_AHEAD = POSSESSIVE + 1
_SEEN_BEFORE = 80  # characters before a mark in which a colon or comma is looked for


def pair_wide(text: str, marks: Sequence[Mark], start: int, end: int, words: Lexicon) -> list[Stretch]:
    """The stretches between double marks, guillemets and corner marks of a line; never overlapping, some left open."""
    found: list[Stretch] = []
    least: list[int] = []
    opened: Mark | None = None
    depth = 0
    closed_at = -1
    for i, mark in enumerate(marks):
        if opened is None:
            doubled = mark.role == "either" and mark.start == closed_at
            if not doubled and (opens(text, mark, end) or _mistyped(text, marks, i, start, words)):
                opened, depth = mark, 0
            continue
        if mark.family != opened.family:
            continue
        if mark.role == "open":
            least = least or balances(marks)
            if least[i] <= -2 - depth:
                depth += 1
                continue
            _keep(found, text, opened, mark.start, mark.start, closed=False)
            opened, depth = mark, 0
        elif depth:
            depth -= mark.role == "close"
        elif not (mark.doubt and i + 1 < len(marks) and marks[i + 1].role == "close"):
            _keep(found, text, opened, mark.start, mark.end)
            opened = None
            closed_at = mark.end
    if opened is not None:
        _keep(found, text, opened, end, end, closed=False)
    return found


def _mistyped(text: str, marks: Sequence[Mark], i: int, start: int, words: Lexicon) -> bool:
    """A closing mark that opens: at a line's start or after "says,", and the next of its family closes too."""
    mark = marks[i]
    if i + 1 == len(marks) or marks[i + 1].family != mark.family or marks[i + 1].role != "close":
        return False
    if i == 0 and not text[start : mark.start].strip().strip(INVISIBLE):
        return mark.end < len(text)
    word = _CUE_BEFORE.search(text, max(start, mark.start - 30), mark.start)
    return word is not None and word[1].lower() in words.strong_cues and text[mark.end : mark.end + 1].isspace()


def pair_single(text: str, marks: Sequence[Mark], start: int, end: int) -> list[Stretch]:
    """The stretches between single marks of a line; the last may be left open where a line or speech begins."""
    found: list[Stretch] = []
    ahead = _surest_ahead(marks)
    least: list[int] = []
    opened: Mark | None = None
    elided: Mark | None = None
    depth = 0
    for i, mark in enumerate(marks):
        if opened is None and mark.role == "either" and mark.free and _may_open(text, start, mark):
            elided = mark
        elif opened is None and elided is not None and mark.role == "close" and mark.doubt == SURE:
            opened, elided, depth = elided, None, 0  # 'Twas the crew's night,' he said: the one mark does for both
        if mark.role == "open":
            least = least or (balances(marks) if opened is not None else least)
            if opened is not None and least[i] <= -2 - depth:
                depth += 1
            else:
                opened, depth = mark, 0
        elif mark.role != "close" or opened is None:
            continue
        elif depth:
            depth -= mark.doubt <= DOUBTFUL
        elif mark.doubt <= ahead[i]:
            _keep(found, text, opened, mark.start, mark.end)
            opened = None
    if opened is not None and _may_open(text, start, opened):
        _keep(found, text, opened, end, end, closed=False)
    return found


def _may_open(text: str, start: int, mark: Mark) -> bool:
    """Does a line begin with it, or a colon or comma stand before it?"""
    return text[max(start, mark.start - _SEEN_BEFORE) : mark.start].rstrip()[-1:] in ("", ":", ",")


def outside(marks: Sequence[Mark], wide: Sequence[Stretch]) -> list[Mark]:
    """The marks that stand in none of the stretches; both in the order of the text."""
    found = []
    i = 0
    for mark in marks:
        while i < len(wide) and wide[i].outer_end <= mark.start:
            i += 1
        if i == len(wide) or mark.end <= wide[i].outer_start:
            found.append(mark)
    return found


def _surest_ahead(marks: Sequence[Mark]) -> list[int]:
    """For each mark: the least doubt of a closing one that comes before the next opening one."""
    ahead = [_NONE_AHEAD] * len(marks)
    surest = _NONE_AHEAD
    for i in range(len(marks) - 1, -1, -1):
        ahead[i] = surest
        if marks[i].role == "open":
            surest = _NONE_AHEAD
        elif marks[i].role == "close":
            surest = min(surest, marks[i].doubt)
    return ahead


def _keep(found: list[Stretch], text: str, mark: Mark, end: int, outer_end: int, closed: bool = True) -> None:
    start = mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and (text[start].isalnum() or any(map(str.isalnum, text[start:end]))):
        found.append(Stretch(start, end, mark.start, outer_end, text[mark.start : mark.end], closed))


def outermost(wide: Sequence[Stretch], narrow: Sequence[Stretch]) -> list[Stretch]:
    """Both together in the order of the text, without those that begin in another."""
    kept: list[Stretch] = []
    reach = -1
    for stretch in sorted((*wide, *narrow), key=lambda s: (s.outer_start, -s.outer_end)):
        if stretch.outer_start >= reach:
            kept.append(stretch)
            reach = stretch.outer_end
    return kept
