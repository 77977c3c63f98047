"""Where do the sentences of somebody's words end?

Marks, and what stands on both sides of them, decide. Dots also belong to titles, initials and abbreviations; the lists
of those are the commonest of English. Other languages' sentences are found by their marks and capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# a run of marks is met once, at its start: rubbish like "?!?!?!" stays linear
_END = re.compile(r"(?<![.?!…])[.?!…]++(?: \.)*+[\"'”’»›)\]*_]*+(?=\s|$)|[。！？]+[」』”’）]*")
_NEXT = re.compile(r"\s*+[^\w\s]{0,8}+(\w[\w’'-]{0,20})?")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]*_—–/-]*$")
_BREAK = re.compile(r"[^\n\r\u2028\u2029]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_WORD_REACH = 24  # characters looked back over: no abbreviation is longer


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# a name or a number comes next
_BEFORE_NAMES = _words(
    """mr mrs ms mx dr sen sens rep reps gov gen col lt sgt capt prof rev st maj hon adm cpl supt insp det pres sec
    messrs mt ft vs v cf viz fr sr br msgr amb atty e.g i.e"""
)
_BEFORE_NUMBERS = _words("no nos p pp sec art fig vol ch approx jan feb mar apr jun jul aug sep sept oct nov dec")
# may end a sentence: what comes next decides
_ANYWHERE = _words("inc co corp ltd llc jr sr bros etc al est ave blvd rd dept univ esq")
_STATES = _words(  # as words these have no capital: "a mass", "in fla"
    """Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn
    Tex Va Vt Wash Wis Wyo"""
)
_NUMBERED_ALONE = frozenset(("no", "sec", "art", "fig", "mar", "dec", "p"))  # without a number they are words
# words that begin a sentence more often than a name
_STARTERS = _words(
    """the a an i we you he she it they this that these those there here my our your his her its their and but or so
    yes no not well now then if when while what who where why how in on at for from to with as by because after
    before since though although let's let thank thanks is are was were do does did can could will would should may
    i'm i've i'll i'd we're we've we'll we'd you're it's that's there's he's she's they're don't what's all some many
    most every each one nobody everybody everyone people even just only also maybe perhaps again today please look
    listen okay ok right sure of course"""
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences in `text[start:end]`, without the spaces around them.

    A line's end also ends a sentence. Together they hold everything but spaces. Linear in the length.
    """
    for line in _BREAK.finditer(text, start, len(text) if end is None else end):
        at, stop = line.span()
        for match in _END.finditer(text, at, stop):
            if _ends(text, at, match, stop):
                yield from _stripped(text, at, match.end())
                at = match.end()
        yield from _stripped(text, at, stop)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, start: int, match: re.Match[str], stop: int) -> bool:
    """Does a sentence that began at `start` end with this mark?"""
    marks = match.group()
    following = _NEXT.match(text, match.end(), stop)
    word = following[1] if following else None
    if word is None or marks[0] in "。！？":
        return True
    if word[0].islower():
        return False
    lower = word.lower().replace("’", "'")
    if marks[0] != "." or marks.count(".") > 1:
        # "I … I think" goes on; "Well … The strait" doesn't
        return marks[0] in "?!" or "?" in marks or "!" in marks or lower.partition("'")[0] != "i"
    found = _LAST_WORD.search(text, max(start, match.start() - _WORD_REACH), match.start())
    before = found.group() if found else ""
    return _full_stop(text, start, match.start() - len(before), before, word, lower)


def _full_stop(text: str, start: int, at: int, before: str, word: str, lower: str) -> bool:
    """Is the dot behind the word `before`, at `at`, a full stop? `word` comes next."""
    last = before.lower()
    if last in _BEFORE_NAMES:
        return False
    if last in _BEFORE_NUMBERS and word[0].isdigit():
        return False
    if last.isdecimal() and not text[start:at].strip("\"'“”‘’(*_ "):
        return False  # "1. First"
    if len(before) == 1 and before.isupper() and before != "I" and before.isalpha():
        return lower in _STARTERS and len(word) > 1
    month = last in _BEFORE_NUMBERS and last not in _NUMBERED_ALONE
    if month or last in _ANYWHERE or before in _STATES or _DOTTED.fullmatch(last):
        return lower in _STARTERS
    return True
