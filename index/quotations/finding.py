"""Which stretches of an article stand between quotation marks, or are set off as a quotation without them?

Only the form decides here; who spoke, and whether anybody did, is asked later. Every line is read on its own, so that
one odd mark costs at most its own paragraph. Double marks, guillemets and corner marks are paired first, single marks
in what they leave over, where an apostrophe or a possessive is no mark. `find` gives the outermost stretches, `inside`
those within the words of one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from index.languages.lexicon import ENGLISH, Lexicon
from index.model import Stretch
from index.quotations.marks import SURE, Mark, first_of_line, marks_of, word_count
from index.quotations.pairing import outermost, outside, pair_single, pair_wide
from index.quotations.unmarked import announces, block, reporter_begins

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SINGLES = frozenset("‘’‚‛'`")
_SENTENCE_ENDS = frozenset(".!?…。！？")
SEEN_BEFORE = 80  # characters before a mark that may tell whether speech begins
_LEAST_WORDS = 4  # of a sentence left open where nothing before it tells that somebody speaks
# before a quotation whose closing mark is missing: a line's start, a dateline, "said,", "said:"
_OPENS_SPEECH = re.compile(r"(?:^\W*|[,:;—.!?，。：、]\W*)$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")


def find(text: str, words: Lexicon = ENGLISH) -> tuple[Stretch, ...]:
    """All quoted words in the order of the text, never overlapping, each within one line; `words` of its language.

    `follows` is set where the line before was left open and this one opens with a mark, and between the paragraphs of
    one block quotation, whose `mark` is empty. Linear in the text's length.
    """
    found: list[Stretch] = []
    left_open: Stretch | None = None
    announced = False
    form: str | None = None
    before = 0
    lines = _worded_lines(text, words)
    for number, (start, end) in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        here = _stretches_of_line(text, start, end, following, words)
        taken_up = bool(here) and _begins_line(text, start, here[0])
        if left_open is not None and not _plausible(text, left_open, taken_up, before, words):
            found.pop()
        elif left_open is not None and taken_up:
            here[0] = _following(here[0], len(found) - 1)
        left_open = here[-1] if here and not here[-1].closed and _to_its_end(text, here[-1], end) else None
        if announced or form:
            gap = text.count("\n", lines[number - 1][1], start)
            set_off = block(text, start, end, bool(here), form if not announced else None, gap, words)
            if set_off is not None:
                here = [set_off[0] if announced else _following(set_off[0], len(found) - 1)]
                left_open = None
            form = set_off[1] if set_off is not None else None
        said_until = here[-1].outer_end if here else start
        announced = left_open is None and announces(text, start, end, said_until, words)
        found.extend(here)
        before = start
    if left_open is not None and not _plausible(text, left_open, False, before, words):
        found.pop()
    return tuple(found)


def inside(text: str, stretch: Stretch, words: Lexicon = ENGLISH) -> tuple[Stretch, ...]:
    """The quotations within the words of another, in order, never overlapping: of other marks or of the same again."""
    found = _stretches_of_line(text, stretch.start, stretch.end, None, words)
    return tuple(s for s in found if s.closed or _opens_inside(text, stretch, s, words))


def _opens_inside(text: str, outer: Stretch, stretch: Stretch, words: Lexicon) -> bool:
    """One left open within another's words: it must open like speech, and not only because the other one begins."""
    if stretch.outer_start == outer.start:
        return not outer.closed
    return _opens_speech(text, outer.start, stretch.outer_start, words)


def _worded_lines(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """The lines that have something on them, an indent's ">" apart, without those that interrupt an article."""
    return [
        line.span()
        for line in _LINE.finditer(text)
        if line.group().strip().strip("> ") and words.interruption.match(text, line.start()) is None
    ]


def _following(s: Stretch, place: int) -> Stretch:
    return Stretch(s.start, s.end, s.outer_start, s.outer_end, s.mark, s.closed, place)


def _begins_line(text: str, start: int, stretch: Stretch) -> bool:
    return not text[start : stretch.outer_start].strip()


def _to_its_end(text: str, stretch: Stretch, end: int) -> bool:
    return not text[stretch.end : end].strip()


def _plausible(text: str, stretch: Stretch, taken_up: bool, line: int, words: Lexicon) -> bool:
    """A stretch whose mark is never closed: speech, or a stray mark? `line` is where its line begins.

    One in single marks must be taken up by the next line: a single mark may always be an apostrophe.
    """
    if stretch.mark in _SINGLES and not taken_up:
        return False
    if _opens_speech(text, line, stretch.outer_start, words):
        return True
    if not taken_up or text[stretch.end - 1] not in _SENTENCE_ENDS:
        return False
    spaced = stretch.start > stretch.outer_start + len(stretch.mark)
    return not spaced and word_count(text[stretch.start : stretch.end]) >= _LEAST_WORDS


def _opens_speech(text: str, start: int, at: int, words: Lexicon) -> bool:
    if start == at:
        return True
    before = text[max(start, at - SEEN_BEFORE) : at]
    if _OPENS_SPEECH.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1].lower() in words.opening_speech


def _stretches_of_line(
    text: str, start: int, end: int, following: tuple[int, int] | None, words: Lexicon
) -> list[Stretch]:
    """The outermost stretches of a line; `following` is the next one, which may take up what this one leaves open."""
    marks = marks_of(text, start, end, words)
    if not marks:
        return []
    double = [m for m in marks if m.family not in ("single", "markup")]
    singles = [m for m in marks if m.family == "single"]
    wide = [
        stretch if stretch.closed else _ended(text, stretch, singles, end, following, words)
        for stretch in pair_wide(text, double, start, end, words)
        if stretch.closed or not _stray(text, stretch, start, words)
    ]
    narrow = pair_single(text, outside(singles, wide), start, end) if singles else []
    if narrow and not narrow[-1].closed and wide and wide[-1].outer_start > narrow[-1].outer_start:
        narrow.pop()  # a single mark left open is too unsure to swallow others
    return outermost(wide, narrow) if narrow else wide


def _stray(text: str, stretch: Stretch, line: int, words: Lexicon) -> bool:
    """A mark that opens into a space in the middle of a sentence, and is never closed, opens nothing."""
    spaced = stretch.start > stretch.outer_start + len(stretch.mark)
    return spaced and not _opens_speech(text, line, stretch.outer_start, words)


def _ended(
    text: str,
    stretch: Stretch,
    singles: Sequence[Mark],
    end: int,
    following: tuple[int, int] | None,
    words: Lexicon,
) -> Stretch:
    """A stretch left open ends at a mistyped mark, or where the reporter's own words surely begin.

    "“We sail,’ Lind said."; "“We sail, Lind said. He left."
    """
    mistyped = _single_end(stretch, singles) if singles else None
    last = mistyped.start if mistyped is not None else stretch.end
    ends = reporter_begins(text, stretch.start, last, False, words)
    if mistyped is not None and ends is None:
        return replace(stretch, end=mistyped.start, outer_end=mistyped.end, closed=True)
    taken_up = (
        ends is not None
        and following is not None
        and _to_its_end(text, stretch, end)
        and first_of_line(text, *following) == first_of_line(text, stretch.outer_start, end)
    )
    if taken_up:
        ends = reporter_begins(text, stretch.start, last, True, words)
    return stretch if ends is None else replace(stretch, end=ends, outer_end=ends)


def _single_end(stretch: Stretch, singles: Sequence[Mark]) -> Mark | None:
    """The first single mark in a stretch that surely closes, and closes no other."""
    depth = 0
    for i in range(bisect_left(singles, stretch.start, key=_start), len(singles)):
        mark = singles[i]
        if mark.start >= stretch.end:
            return None
        if mark.role == "open":
            depth += 1
        elif mark.role == "close" and mark.doubt == SURE:
            if not depth:
                return mark if mark.start > stretch.start else None
            depth -= 1
    return None


def _start(mark: Mark) -> int:
    return mark.start
