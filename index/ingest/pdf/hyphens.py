"""Does a hyphen at the end of a line belong to the word, or was the word only broken there?

What the text itself prints elsewhere decides; else numbers and known beginnings of compounds keep their hyphen, and so
do two common words whose whole is no common one ("herring-sellers"). All else was broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from index.terms import fold, stem

_ENDS = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)([-\u2010\u00ad])$")
_BEGINS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TENS: Final = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_ONES: Final = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}) | frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_KEPT: Final = frozenset(
    {"all", "anti", "cross", "ex", "half", "mid", "non", "pro", "quasi", "self", "so", "vice", "well"}
)
_GO_ON: Final = frozenset({"and", "or", "to", "und", "oder", "bzw", "et", "ou", "och", "eller", "og"})  # two- and
_BROKEN: Final = frozenset({  # common words that are parts of others, too
    "able", "age", "ant", "ate", "con", "dis", "ers", "est", "ful", "hood", "ing", "ion", "ions", "ish", "ist", "ity",
    "ive", "less", "man", "men", "ment", "mis", "ness", "ous", "out", "over", "per", "pre", "ship", "some", "sub",
    "super", "ten", "the", "under", "ward", "wards",
})  # fmt: skip
_HYPHENS = "-\u2010\u00ad"
LONGEST = 100  # characters that are looked at for the word at a line's end
SHORTEST = 3  # letters of each part of a compound that nothing else tells


class Words(Struct, frozen=True):
    """The words of a text as it prints them inside lines: the stems of closed ones, and those with hyphens."""

    closed: frozenset[str]
    hyphened: frozenset[str]


def words_of(lines: Iterable[str]) -> Words:
    """The words of these lines but for those that a line's end may have broken."""
    found = {word for line in lines for word in _WORD.findall(line.casefold().rstrip("-\u2010\u00ad"))}
    return Words(frozenset(stem(fold(w)) for w in found if "-" not in w), frozenset(w for w in found if "-" in w))


def together(before: str, after: str, words: Words) -> tuple[str, str]:
    """How two lines of one paragraph are put together: the first as it then stands, and what comes between them."""
    ends = _ENDS.search(before, max(0, len(before) - LONGEST)) if before[-1] in _HYPHENS else None
    begins = _BEGINS.match(after)
    if ends and begins:
        if begins[0].casefold() in _GO_ON and ends[2] == "-":
            return before, " "
        kept = _belongs(ends[1], begins[0], ends[2], words)
        return before[:-1], "-" if kept else ""
    if (before[-1] in "-—/" and before[-2:-1].strip()) or (after[0] == "—" and after[1:2].strip()):
        return before, ""
    wide = all(unicodedata.east_asian_width(c) in "WF" and not "\uac00" <= c <= "\ud7a3" for c in before[-1] + after[0])
    return before, "" if wide else " "


def _belongs(before: str, after: str, hyphen: str, words: Words) -> bool:
    """Whether the word is printed with its hyphen where no line ends."""
    if after[0].isupper() or before[-1].isdigit():  # Anglo-Norse, 14-year
        return True
    first, second = before.casefold(), after.casefold()
    last = first.rpartition("-")[2]
    if stem(fold(first + second)) in words.closed:
        return False
    if f"{first}-{second}" in words.hyphened or (last in _TENS and second in _ONES):
        return True
    if "-" in first:  # state-of-the-
        return not _common(last + second)
    if hyphen != "-" or first + second in words.hyphened:  # only a line's end prints the others
        return False
    if _common(first + second):
        return False
    compound = min(len(first), len(second)) >= SHORTEST and not {first, second} & _BROKEN
    return first in _KEPT or (compound and _common(first) and _common(second))


def _common(word: str) -> bool:
    """Whether it is one of the words that news has often."""
    from index.matching.fitted import rarity

    return stem(fold(word)) in rarity().idf
