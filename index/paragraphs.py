"""Where do the paragraphs of a text end, if its lines were broken by hand, as wires and mails break them?

And which stretches are no text at all: ruled lines, borders of tables, rubbish.
"""

from __future__ import annotations

import re
from itertools import pairwise

SHORTEST_BROKEN, LONGEST_BROKEN = 45, 90  # characters of the longest line: verse is shorter, a paragraph longer
FEWEST_BROKEN = 4  # lines that may be broken by hand: fewer prove nothing
FULL = 0.85  # of the longest line, with the word that follows: wires and mails leave as much free
MOSTLY = 0.7  # of the lines must be so full: the last before a table or a list is not

WORDLESS = 200  # characters without a letter or digit: longer than any ruled line that matters to its neighbours
EDGE = 3  # marks that may end or begin a sentence beside the run
LONG = 20_000  # characters: in a shorter text they cost nothing

_WORDLESS = re.compile(rf"\W{{{WORDLESS},}}")
_LINE = re.compile(r"[^\r\n]+")
_JOINED = re.compile(r"(\r?\n)(?! {2}|\t)(\S+)")  # one line end, and a next line that is not indented


def unbroken(text: str, after: int = 0) -> str:
    """The text with the line ends inside its paragraphs made spaces, where it was broken by hand; the same length.

    A text was broken by hand if its longest line is as long as wires make them, and most lines that another line of
    their paragraph follows are full: the next word would hardly have fitted. Lists, verse and speakers' turns are
    not. Nothing up to the offset `after`, where a title ends, is looked at or changed.
    """
    lines = [match.span() for match in _LINE.finditer(text, after)]
    longest = max((end - start for start, end in lines), default=0)
    if not SHORTEST_BROKEN <= longest <= LONGEST_BROKEN:
        return text
    joints: list[tuple[int, int]] = []
    full = 0
    for (start, end), (following, _) in pairwise(lines):
        word = _JOINED.match(text, end)
        if word and word.end(1) == following and not text[start:end].isspace():
            joints.append(word.span(1))
            full += end - start + 1 + len(word[2]) > FULL * longest
    if len(joints) < FEWEST_BROKEN or full < MOSTLY * len(joints):
        return text
    parts, at = [], 0
    for end, start in joints:
        parts += [text[at:end], " " * (start - end)]
        at = start
    return "".join((*parts, text[at:]))


def without_rubbish(text: str) -> str:
    """A long text with every long run of marks and spaces made a paragraph's end; the same length."""
    if len(text) <= LONG:
        return text
    return _WORDLESS.sub(_blank, text)


def _blank(run: re.Match[str]) -> str:
    """The run as a paragraph's end; what stands on the lines of the words before and after it is theirs."""
    marks = run[0]
    first, last = marks.find("\n"), marks.rfind("\n")
    if last - first < WORDLESS // 2:
        first, last = EDGE, len(marks) - EDGE
    return marks[:first] + "\n" + " " * (last - first - 1) + "\n" + marks[last + 1 :]
