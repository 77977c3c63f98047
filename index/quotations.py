"""Which stretches of an article stand between quotation marks?

Only the marks decide here; who spoke, and whether anybody did, is asked later. Every line is read on its own, so that
one odd mark costs at most its own paragraph. Double marks and guillemets are paired first, single marks in what they
leave over, where an apostrophe or a possessive is no mark. Of nested stretches only the outer one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from index.model import Stretch

Family = Literal["double", "guillemet", "single", "markup"]
Role = Literal["open", "close", "either"]

# four and more in a row are a ruled line or rubbish, not marks
_MARK = re.compile(r"""(["'“”‘’`«»„])\1{3,}|''|``|’’|‘‘|["“”„‟＂«»‘’‚‛'`‹›]""")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_GUILLEMETS = "«»"
_SINGLES = "‘’‚‛'`‹›"
_OPENING = frozenset(("“", "„", "‟", "``", "‘‘", "«", "‘", "‚", "‛", "`", "‹"))
_CLOSING = frozenset(("”", "’’", "»", "’", "›"))
_OPENS_AFTER = frozenset("([{<—–-/|:;=…~*_>\u2009\u200b“‘\"'")
_CLOSES_BEFORE = frozenset(")]}>—–-/|:;,.!?…*_~”’\"'<")
# a mark dropped letters: '90s, 'em, rock 'n' roll
_ELISION = re.compile(
    r"['’‘`](?:\d0s?\b|(?:em|til|till|tis|twas|twere|cause|cuz|bout|round|neath|n|ere|ol|fraid|nuff|nother)\b)", re.I
)
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
# lines that stand between paragraphs and belong to neither; matched at a line's start
INTERRUPTION = re.compile(
    r"[^\w\n]*(?:advertisement|(?:story|article) continue[sd] below[^\n]{0,40}|related stor(?:y|ies)|read more)"
    r"[^\w\n]*(?=\n|$)",
    re.I,
)
# before a quotation whose closing mark is missing: a line's start, a dateline, "said,", "said:"
_OPENS_SPEECH = re.compile(r"(?:^\W*|[,:;—.!?]\W*|\b(?:that|said|says)\s+)$")
_SPACES = " \t\u00a0\u2009\u200b"


class _Mark(NamedTuple):
    """One mark as it was met: where, of which family, and what its neighbours make of it."""

    start: int
    end: int
    family: Family
    role: Role
    weak: bool = False  # may be a possessive ("the workers' demand") or inches (12")


def find(text: str) -> tuple[Stretch, ...]:
    """All words between marks, in the order of the text, never overlapping, each within one line.

    `follows` is set where the line before was left open and this one opens with a mark. Linear in the text's length.
    """
    found: list[Stretch] = []
    left_open: Stretch | None = None
    for line in _LINE.finditer(text):
        if INTERRUPTION.match(text, line.start()) or line.group().isspace():
            continue
        here = _stretches_of_line(text, line.start(), line.end())
        if left_open is not None and not _plausible(text, left_open, here, line.start()):
            found.pop()
        elif here and left_open is not None and _begins_line(text, line.start(), here[0]):
            here[0] = replace(here[0], follows=len(found) - 1)
        found.extend(here)
        left_open = here[-1] if here and not here[-1].closed else None
    if left_open is not None and not _plausible(text, left_open, [], len(text)):
        found.pop()
    return tuple(found)


def _begins_line(text: str, start: int, stretch: Stretch) -> bool:
    return not text[start : stretch.outer_start].strip()


def _plausible(text: str, stretch: Stretch, following: Sequence[Stretch], line: int) -> bool:
    """A stretch whose mark is never closed: speech, or a stray mark? Single ones must be taken up by the next line."""
    if stretch.mark in _SINGLES and not (following and _begins_line(text, line, following[0])):
        return False
    start = max(text.rfind("\n", 0, stretch.outer_start) + 1, stretch.outer_start - 80)
    return _OPENS_SPEECH.search(text[start : stretch.outer_start]) is not None


def _stretches_of_line(text: str, start: int, end: int) -> list[Stretch]:
    marks = [_read_mark(text, m, start, end) for m in _MARK.finditer(text, start, end)]
    if not marks:
        return []
    wide = list(_pair_wide(text, [m for m in marks if m.family in ("double", "guillemet")], end))
    narrow = list(_pair_single(text, [m for m in marks if m.family == "single"], wide, end))
    return _outermost(wide, narrow)


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """What glyph and neighbours say; where they disagree the neighbours win, since marks are often mistyped."""
    glyph = match.group()
    family: Family = "guillemet" if glyph in _GUILLEMETS else "single" if glyph in _SINGLES else "double"
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if before == "=" or match.lastindex:
        return _Mark(match.start(), match.end(), "markup", "either")
    free_before = before.isspace() or before in _OPENS_AFTER
    free_after = after.isspace() or after in _CLOSES_BEFORE
    role: Role = "either"
    if free_before != free_after:
        role = "open" if free_before else "close"
    elif glyph in _OPENING:
        role = "open"
    elif glyph in _CLOSING:
        role = "close"
    weak = False
    if family == "single":
        if role == "open" and _ELISION.match(text, match.start()):
            role = "either"
        if not free_before and not free_after:
            role = "either"
        weak = role == "close" and before in "sSzx" and after.isspace()
    elif role == "close" and glyph in "\"''”" and before.isdigit():
        weak = True
        if _FEET_AND_INCHES.search(text, max(start, match.start() - 6), match.start()):
            role = "either"
            family = "markup"
    return _Mark(match.start(), match.end(), family, role, weak)


def _pair_wide(text: str, marks: Sequence[_Mark], end: int) -> Iterator[Stretch]:
    opened: _Mark | None = None
    depth = 0
    for i, mark in enumerate(marks):
        if opened is None:
            if mark.role == "open" or (mark.role == "either" and _word_follows(text, mark, end)):
                opened, depth = mark, 0
            continue
        if mark.family != opened.family:
            continue
        if mark.role == "open":
            if _closes_twice(marks, i):
                depth += 1
                continue
            yield from _stretch(text, opened, mark.start, mark.start, closed=False)
            opened, depth = mark, 0
        elif depth:
            depth -= 1
        elif not (mark.weak and i + 1 < len(marks) and marks[i + 1].role == "close"):
            yield from _stretch(text, opened, mark.start, mark.end)
            opened = None
    if opened is not None:
        yield from _stretch(text, opened, end, end, closed=False)


def _word_follows(text: str, mark: _Mark, end: int) -> bool:
    return mark.end < end and (text[mark.end].isalnum() or text[mark.end].isspace())


def _closes_twice(marks: Sequence[_Mark], i: int) -> bool:
    return i + 2 < len(marks) and marks[i + 1].role == "close" and marks[i + 2].role == "close"


def _pair_single(text: str, marks: Sequence[_Mark], wide: Sequence[Stretch], end: int) -> Iterator[Stretch]:
    outside = list(_outside(marks, wide))
    strong_ahead = _strong_close_ahead(outside)
    opened: _Mark | None = None
    for i, mark in enumerate(outside):
        if mark.role == "open":
            opened = mark
        elif mark.role == "close" and opened is not None and not (mark.weak and strong_ahead[i]):
            yield from _stretch(text, opened, mark.start, mark.end)
            opened = None
    if opened is not None and not text[max(0, text.rfind("\n", 0, opened.start) + 1) : opened.start].strip():
        yield from _stretch(text, opened, end, end, closed=False)


def _outside(marks: Sequence[_Mark], wide: Sequence[Stretch]) -> Iterator[_Mark]:
    i = 0
    for mark in marks:
        while i < len(wide) and wide[i].outer_end <= mark.start:
            i += 1
        if i == len(wide) or mark.end <= wide[i].outer_start:
            yield mark


def _strong_close_ahead(marks: Sequence[_Mark]) -> list[bool]:
    """For each mark: does a closing mark that can't be a possessive come before the next opening one?"""
    ahead = [False] * len(marks)
    strong = False
    for i in range(len(marks) - 1, -1, -1):
        ahead[i] = strong
        if marks[i].role == "open":
            strong = False
        elif marks[i].role == "close" and not marks[i].weak:
            strong = True
    return ahead


def _stretch(text: str, mark: _Mark, end: int, outer_end: int, closed: bool = True) -> Iterator[Stretch]:
    start = mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield Stretch(start, end, mark.start, outer_end, text[mark.start : mark.end], closed)


def _outermost(wide: Sequence[Stretch], narrow: Sequence[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    reach = -1
    for stretch in sorted((*wide, *narrow), key=lambda s: (s.outer_start, -s.outer_end)):
        if stretch.outer_start >= reach:
            kept.append(stretch)
            reach = stretch.outer_end
    return kept
