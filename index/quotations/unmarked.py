"""Where do a speaker's words begin or end, where no mark says so?

A closing mark left out: the words end where the reporter's own ("…, Lind said.") surely begin. A block quotation: the
paragraph below a line like "Lind said in a statement:".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from index.languages.lexicon import Lexicon
from index.model import Stretch
from index.quotations.marks import word_count

Sureness = Literal[0, 1, 2]

WINDOW = 90  # characters looked at after a comma: "said Tor Hale, the envoy" stands in far fewer
MOST_PIECES = 10  # words and marks of punctuation looked at in the window
LONGEST_OPEN = 5000  # characters of words left open in which the reporter is looked for: no paragraph is longer
LONGEST_SUBJECT = 5
LEAST_WORDS = 3  # of a block quotation
LONGEST_TAIL = 8  # words between cue and colon: "told the Harbour Times in an interview on Monday:"
ATTACHED = "\n"
LINE_END = 120  # characters of a line's end that may announce a block
_PAUSE = re.compile(r"[,?!—–](?=\s+\w)")
_PIECE = re.compile(r"[^\W\d_][\w.'’-]*(?<![.'’-])|\d+|[^\w\s]")
_COLON = re.compile(r"[:：]\s*$")
_LISTED = re.compile(r"\s*(?:[-–—*•·▪►●○‣<]|\(?\d{1,3}[.)]\s|\(?[A-Za-z][.)]\s|#)")
_SET_OFF = re.compile(r"(?P<form>[ \t]*>[ >\t]*|[ \t]{2,}|\t)")
_WHOLE = re.compile(r"(?:[.!?…。！？][)\]]?|https?://\S+)\s*$")
_CLAUSE_ENDS = frozenset(".,;:?!")


class _Subject(NamedTuple):
    """Who may be speaking: the words up to `last`, `named` where a name or title is among them."""

    last: int
    named: bool


def reporter_begins(text: str, start: int, end: int, alone: bool, words: Lexicon) -> int | None:
    """The offset after the comma where the reporter first speaks in words left open, None where that is not sure.

    Where `alone` is asked for, and after a question mark or a dash, only a name and its verb with nothing behind them
    will do: "…, Lind said."
    """
    for pause in _PAUSE.finditer(text, start, min(end, start + LONGEST_OPEN)):
        sureness = _reporter(text, pause.end(), end, words)
        if sureness == 2 or (sureness and not alone and pause.group() == ","):
            return pause.end()
    return None


def _reporter(text: str, start: int, end: int, words: Lexicon) -> Sureness:
    """How surely does a reporter name the speaker here? 2: a name and a verb with nothing behind them."""
    pieces = []
    for match in _PIECE.finditer(text, start, min(end, start + WINDOW)):
        pieces.append(match.group())
        if len(pieces) == MOST_PIECES:
            break
    if not pieces:
        return 0
    if pieces[0].lower() in words.strong_cues:
        subject = _subject(pieces, 1, words)
        if subject is None:
            return 0
        behind = pieces[subject.last] if subject.last < len(pieces) else "."
        return 2 if subject.named and behind in _CLAUSE_ENDS else 1
    subject = _subject(pieces, 0, words)
    if subject is None:
        return 0
    at = subject.last
    while at < len(pieces) and pieces[at].lower() in words.auxiliaries:
        at += 1
    if at >= len(pieces) or pieces[at].lower() not in words.strong_cues:
        return 0
    behind = pieces[at + 1] if at + 1 < len(pieces) else "."
    if behind in _CLAUSE_ENDS:
        return 2 if subject.named else 1
    return 1 if behind.lower() in words.prepositions or behind[0].isupper() or behind.lower() in words.people else 0


def _subject(pieces: list[str], first: int, words: Lexicon) -> _Subject | None:
    if first >= len(pieces):
        return None
    lower = pieces[first].lower()
    if lower in words.pronouns:
        own = lower in words.own_voice or lower in words.own_voices
        return None if own else _Subject(first + 1, False)
    at = first
    named = False
    determined = lower in words.determiners
    while at < len(pieces) and at - first < LONGEST_SUBJECT:
        piece = pieces[at]
        if piece == "." or not piece[0].isalpha():
            break
        role = piece.lower().rstrip(".") in words.roles
        if piece[0].isupper() and piece.lower() not in words.never_names:
            named = True
        elif not (role or determined) or _ends_subject(piece.lower(), words):
            break
        at += 1
    if at == first or (determined and at == first + 1):
        return None
    return _Subject(at, named) if named or pieces[at - 1].lower() in words.heads else None


def _ends_subject(word: str, words: Lexicon) -> bool:
    return word in words.strong_cues or word in words.auxiliaries or word in words.prepositions


def announces(text: str, start: int, end: int, after: int, words: Lexicon) -> bool:
    """Does a line end like "Lind said in a statement:", its last words standing after the offset `after`?"""
    if _COLON.search(text, max(start, end - 8), end) is None:
        return False
    pieces = _PIECE.findall(text, max(after, end - LINE_END), end)
    while pieces and pieces[-1] in ":：":
        pieces.pop()
    tail = 0
    while tail <= LONGEST_TAIL and tail < len(pieces):
        place = len(pieces) - 1 - tail
        word = pieces[place].lower()
        if word in words.strong_cues or word in words.read_out:
            return place > 0 and _speaks(pieces, place, words)
        if (word in _CLAUSE_ENDS and word != ",") or word in words.listed:
            return False
        tail += 1
    return False


def _speaks(pieces: list[str], cue: int, words: Lexicon) -> bool:
    """Is the cue a verb with somebody before it, and nothing behind that says what was said?"""
    before, behind = pieces[cue - 1].lower(), [p.lower() for p in pieces[cue + 1 :]]
    if before in "'’" or any(before in s for s in (words.determiners, words.prepositions, words.complementisers)):
        return False
    if pieces[cue].lower() in words.read_out and before not in words.bodies:
        return False
    if pieces[cue].lower() in words.nouns_like_cues and before not in words.pronouns:
        return False
    if any(word in s for word in behind for s in (words.pronouns, words.complementisers, words.finite)):
        return False
    if not behind or set(behind) <= words.pointing or pieces[cue + 1][0].isupper():
        return True
    addressed = (words.prepositions, words.auxiliaries, words.heads, words.object_pronouns)
    return any(behind[0] in s for s in addressed)


def block(
    text: str, start: int, end: int, marked: bool, form: str | None, gap: int, words: Lexicon
) -> tuple[Stretch, str] | None:
    """The line as a paragraph of a block quotation, and what the next one of it must look like; None if it is none.

    `form` is what the paragraph before asks for, None where this would be the first; `gap` is the number of line ends
    before the line. Forms: the line's indent, or ">"; `ATTACHED` where an empty line precedes the block and none
    stands within it; "" where nothing tells a second paragraph from the reporter's next. A paragraph that is not set
    off by ">" has no marks of its own (`marked`); one that is not indented is a sentence at least, and not a list, a
    heading or the reporter's words.
    """
    match = _SET_OFF.match(text, start, end)
    here = match["form"] if match is not None else ""
    here = here.replace(" ", "") or here
    if form is not None and not (here == form or (form == ATTACHED and not here and gap == 1)):
        return None
    first = match.end() if match is not None else start
    while first < end and text[first].isspace():
        first += 1
    last = end
    while last > first and text[last - 1].isspace():
        last -= 1
    if not any(map(str.isalnum, text[first:last])) or _LISTED.match(text, first, last):
        return None
    if marked and not here.startswith(">"):
        return None
    if not here and not _paragraph(text, first, last, words):
        return None
    asked = here or (ATTACHED if gap > 1 or form == ATTACHED else "")
    return Stretch(first, last, first, last, ""), asked


def _paragraph(text: str, start: int, end: int, words: Lexicon) -> bool:
    if _WHOLE.search(text, max(start, end - 200), end) is None:
        return False
    beginning = text[start : min(end, start + WINDOW)]
    count = word_count(beginning)
    if count < LEAST_WORDS or sum(word[0].isupper() for word in beginning.split()) > count / 2:
        return False
    return reporter_begins(text, start, end, False, words) is None
