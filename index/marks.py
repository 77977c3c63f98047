"""Which quotation marks stand in a line, and what does each do there: open, close, either, or nothing?

The glyph says one thing, the characters beside it another; marks are often mistyped, so the neighbours win where they
can tell. Between ideographs, which know no spaces, they can't, and the glyph decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from index.lexicon import Lexicon

Family = Literal["double", "guillemet", "angle", "corner", "white corner", "single", "markup"]
Role = Literal["open", "close", "either"]

# four and more in a row are a ruled line or rubbish, not marks
_MARK = re.compile(r"""(["'“”‘’`«»„])\1{3,}|''|``|’’|‘‘|["“”„‟＂〝〞〟«»‹›「」『』﹁﹂﹃﹄‘’‚‛'`]""")
_FAMILY: dict[str, Family] = {
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」﹁﹂", "corner"),
    **dict.fromkeys("『』﹃﹄", "white corner"),
    **dict.fromkeys("‘’‚‛'`", "single"),
}
_OPENING = frozenset((*"“„‟〝«‹‘‚‛`「『﹁﹃", "``", "‘‘"))
_CLOSING = frozenset((*"”〞〟»›’」』﹂﹄", "’’"))
_ONE_WAY = frozenset("「」『』﹁﹂﹃﹄〝〞〟")  # never mistyped for one another
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
_OPENS_AFTER = frozenset("([{<—–-/|:;=…~*_>“‘\"'" + INVISIBLE)
_CLOSES_BEFORE = frozenset(")]}>—–-/|:;,.!?…*_~”’\"'<" + INVISIBLE)
_NEVER_FIRST = frozenset(",;:!?)]}>")
_SENTENCE_ENDS = frozenset(".,!?…;:")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")

_IDEOGRAPHIC = (("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))

# how likely a single closing mark is an apostrophe: the surest closing one before the next opening mark closes
SURE, LIKELY, DOUBTFUL, POSSESSIVE = 0, 1, 2, 3


class Mark(NamedTuple):
    """One mark as it was met: where, of which family, and what its neighbours make of it.

    `doubt` says how little a closing mark need be one: a possessive ("the workers' demand"), inches (12"). `free`:
    nothing stands before it to which it could belong.
    """

    start: int
    end: int
    family: Family
    role: Role
    doubt: int = SURE
    free: bool = False


def marks_of(text: str, start: int, end: int, words: Lexicon) -> list[Mark]:
    """All marks between two offsets of a line, in order. Linear in the stretch's length."""
    found: list[Mark] = []
    attribute = ""  # the mark that opened the value of an attribute in markup
    for match in _MARK.finditer(text, start, end):
        glyph = match.group()
        if attribute == glyph:
            attribute = ""
        elif match.lastindex is None:
            attribute = glyph if match.start() > start and text[match.start() - 1] == "=" else ""
            if not attribute:
                found.append(_read(text, match, start, end, words))
    return found


def first_of_line(text: str, start: int, end: int) -> Family | None:
    """The family of the mark that a line begins with, None where it begins with something else."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    match = _MARK.match(text, start, end)
    return None if match is None or match.lastindex else _FAMILY.get(match.group(), "double")


def ideographic(character: str) -> bool:
    """Whether it is of a script (Chinese, Japanese, Korean) whose marks have no spaces around them."""
    return any(first <= character <= last for first, last in _IDEOGRAPHIC)


def _read(text: str, match: re.Match[str], start: int, end: int, words: Lexicon) -> Mark:
    glyph = match.group()
    family = _FAMILY.get(glyph, "double")
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    free_before = before.isspace() or before in _OPENS_AFTER
    free_after = after.isspace() or after in _CLOSES_BEFORE
    told: Role = "open" if glyph in _OPENING else "close" if glyph in _CLOSING else "either"
    role = told
    between = ideographic(before) or ideographic(after)
    if glyph not in _ONE_WAY and free_before != free_after and not (between and told != "either"):
        role = "open" if free_before else "close"
    doubt = SURE
    if family == "single":
        if role == "open" and _elided(text, match.end(), end, words):
            role = "either"
        if not free_before and not free_after:
            role = (told if told != "either" else "close") if between else "either"
        if role == "close":
            doubt = _doubt(text, match.end(), end, before, after, words)
    elif role == "close" and glyph in "\"''”" and before.isdigit():
        doubt = DOUBTFUL
        if _FEET_AND_INCHES.search(text, max(start, match.start() - 6), match.start()):
            return Mark(match.start(), match.end(), "markup", "either")
    return Mark(match.start(), match.end(), family, role, doubt, free_before)


def _elided(text: str, at: int, end: int, words: Lexicon) -> bool:
    """Is it a mark that dropped letters: '90s, 'em, rock 'n' roll?"""
    return words.elision.match(text, at, end) is not None


def _doubt(text: str, at: int, end: int, before: str, after: str, words: Lexicon) -> int:
    if before in _SENTENCE_ENDS:
        return SURE
    owning = before in "sSzxß" or before.isdigit()
    if not after.isspace() or at >= end:
        return DOUBTFUL if owning and at < end else LIKELY
    following = _NEXT_WORD.match(text, at, min(end, at + 30))
    if following and following[1].lower() in words.never_owned:
        return LIKELY
    return POSSESSIVE if owning else DOUBTFUL


def opens(text: str, mark: Mark, end: int) -> bool:
    """May a mark that could open or close open here, where nothing is open?"""
    if mark.role != "either":
        return mark.role == "open"
    if mark.end >= end:
        return False
    following = text[mark.end]
    if following.isalnum() or following.isspace():
        return True
    return mark.free and following not in _NEVER_FIRST


def balances(marks: Sequence[Mark]) -> list[int]:
    """For each mark: the least that opening less closing marks of its family come to, counted from the next one on.

    -2 before a second closing mark that nothing opened: an opening mark here stands inside an open quotation.
    """
    least: dict[Family, int] = {}
    found = [0] * len(marks)
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        found[i] = min(0, least.get(mark.family, 0))
        step = 1 if mark.role == "open" else -1 if mark.role == "close" and mark.doubt <= _counted(mark) else 0
        least[mark.family] = step + found[i]
    return found


def _counted(mark: Mark) -> int:
    return DOUBTFUL if mark.family == "single" else SURE
