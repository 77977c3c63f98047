"""Which quotation marks stand in a line, and what does each do there: open, close, either, or nothing?

The glyph says one thing, the characters beside it another; marks are often mistyped, so the neighbours win where they
can tell. Between ideographs, which know no spaces, they can't, and the glyph decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from index.languages.lexicon import Lexicon

Family = Literal["double", "guillemet", "angle", "corner", "white corner", "single", "markup"]
Role = Literal["open", "close", "either"]

# one or two glyphs, or four and more of the same in a row: these are a ruled line or rubbish, not marks. Beginning with
# a set of characters, the pattern is searched for four times as fast
_RULED = "|".join(f"(?<={glyph}){glyph}{{3,}}" for glyph in "\"'“”‘’`«»„")
_TWICE = "|".join(f"(?<={glyph}){glyph}" for glyph in "'`’‘")
_MARK = re.compile(rf"""["'“”„‟＂〝〞〟«»‹›「」『』﹁﹂﹃﹄‘’‚‛`](?:{_RULED}|{_TWICE})?""")
LONGEST_MARK = 2
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
_INCHES = frozenset(('"', "''", "”"))
_NEVER_FIRST = frozenset(",;:!?)]}>")
_SENTENCE_ENDS = frozenset(".,!?…;:")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")

_IDEOGRAPHIC = (("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))
_ANY_IDEOGRAPH = "".join(f"{first}-{last}" for first, last in _IDEOGRAPHIC)
_WORD = re.compile(rf"[{_ANY_IDEOGRAPH}](?<!_)(?<=\w)|[^\W{_ANY_IDEOGRAPH}]+(?:['’.-][^\W{_ANY_IDEOGRAPH}]+)*")

# a line of over `LONG` characters is rubbish where on the whole more than one in `LEAST_APART` is a mark: of the long
# lines in 6,000 articles none has more than one in 57
LONG, LEAST_APART = 2000, 8

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
    free: bool = False
    doubt: int = SURE


def marks_of(text: str, start: int, end: int, words: Lexicon) -> list[Mark]:
    """All marks between two offsets of a line, in order; none where they stand too close for words.

    Linear in the stretch's length.
    """
    if end - start > LONG and len(_MARK.findall(text, start, end)) * LEAST_APART > end - start:
        return []
    found: list[Mark] = []
    attribute = ""  # the mark that opened the value of an attribute in markup
    for match in _MARK.finditer(text, start, end):
        at, after = match.span()
        if after - at > LONGEST_MARK:
            continue
        if attribute:
            closes = text[at:after] == attribute
            attribute = ""
            if closes:
                continue
        before = text[at - 1] if at > start else " "
        if before == "=":
            attribute = text[at:after]
            continue
        shape = _shape(text[at:after], before, text[after] if after < end else " ")
        found.append(_settled(text, at, after, start, end, shape, words) if shape[4] else Mark(at, after, *shape[:4]))
    return found


def first_of_line(text: str, start: int, end: int) -> Family | None:
    """The family of the mark that a line begins with, None where it begins with something else."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    match = _MARK.match(text, start, end)
    if match is None or len(match.group()) > LONGEST_MARK:
        return None
    return _FAMILY.get(match.group(), "double")


def ideographic(character: str) -> bool:
    """Whether it is of a script (Chinese, Japanese, Korean) whose marks have no spaces around them."""
    return any(first <= character <= last for first, last in _IDEOGRAPHIC)


def word_count(text: str) -> int:
    """The words of a text; an ideograph counts as one, since no spaces tell how many make a word."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=1 << 14)
def _shape(glyph: str, before: str, after: str) -> tuple[Family, Role, bool, int, bool]:
    """Family, role, whether it is free and how doubtful it is, by neighbours; and whether more must be looked at."""
    family = _FAMILY.get(glyph, "double")
    free_before = before.isspace() or before in _OPENS_AFTER
    free_after = after.isspace() or after in _CLOSES_BEFORE
    told: Role = "open" if glyph in _OPENING else "close" if glyph in _CLOSING else "either"
    role = told
    between = ideographic(before) or ideographic(after)
    if glyph not in _ONE_WAY and free_before != free_after and not (between and told != "either"):
        role = "open" if free_before else "close"
    if family != "single":
        inches = role == "close" and glyph in _INCHES and before.isdigit()
        return family, role, free_before, DOUBTFUL if inches else SURE, inches
    if not free_before and not free_after:
        role = (told if told != "either" else "close") if between else "either"
    return family, role, free_before, SURE, role == "open" or (role == "close" and before not in _SENTENCE_ENDS)


def _settled(
    text: str,
    at: int,
    after: int,
    start: int,
    end: int,
    shape: tuple[Family, Role, bool, int, bool],
    words: Lexicon,
) -> Mark:
    """A mark whose neighbours leave open whether it is an apostrophe or inches."""
    family, role, free, doubt, _ = shape
    if family != "single":
        inches = _FEET_AND_INCHES.search(text, max(start, at - 6), at) is not None
        return Mark(at, after, "markup", "either", free) if inches else Mark(at, after, family, role, free, doubt)
    if role == "close":
        return Mark(at, after, family, role, free, _doubt(text, at, after, end, words))
    # a mark dropped letters: '90s, 'em, rock 'n' roll
    return Mark(at, after, family, "either" if words.elision.match(text, after, end) else role, free)


def _doubt(text: str, at: int, after: int, end: int, words: Lexicon) -> int:
    before = text[at - 1]
    owning = before in "sSzxß" or before.isdigit()
    if after >= end:
        return LIKELY
    if not text[after].isspace():
        return DOUBTFUL if owning else LIKELY
    following = _NEXT_WORD.match(text, after, min(end, after + 30))
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
