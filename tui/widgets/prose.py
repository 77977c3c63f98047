"""What of an article's text is its title, what belongs to the page it stood on, and where do its paragraphs end?"""

from __future__ import annotations

import re
from itertools import pairwise

CHARACTERS_A_MINUTE = 1300  # 230 English words a minute (Brysbaert 2019: 238) of 5.7 characters with the space
SHORTEST_BROKEN, LONGEST_BROKEN = 45, 90  # characters of the longest line: verse is shorter, a paragraph longer
FEWEST_BROKEN = 4  # lines that may be broken by hand: fewer prove nothing
FULL = 0.85  # of the longest line, with the word that follows: wires and mails leave as much free
MOSTLY = 0.7  # of the lines must be so full: the last before a table or a list is not

_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]+")
_JOINED = re.compile(r"(\r?\n)(?! {2}|\t)(\S+)")  # one line end, and a next line that is not indented
_SPACE = re.compile(r"\s+")
_FURNITURE = re.compile(
    r"^(?=[^\n]{1,120}$)[ \t]*(?:advertisement|sponsored(?: content)?|story continues(?: below)?(?: advertisement)?|"
    r"(?:article|story) continues after this advert(?:isement)?|continue reading|read (?:more|also|next)\b[^.\n]{0,80}|"
    r"related(?: (?:articles|stories|coverage))?|sign up (?:for|to) [^.\n]{0,80}|share this (?:article|story)|"
    r"recommended|most read|skip advertisement)[ \t]*(?::[ \t]*)?$",
    re.IGNORECASE | re.MULTILINE,
)


def minutes(characters: int) -> int:
    """Whole minutes it takes to read so many characters, one at least."""
    return max(1, round(characters / CHARACTERS_A_MINUTE))


def furniture(text: str) -> list[tuple[int, int]]:
    """Lines that belong to the page and not to the article: advertisements, "read more"."""
    return [match.span() for match in _FURNITURE.finditer(text)]


def title_span(text: str, title: str | None) -> tuple[int, int] | None:
    """Where the text opens with its own title; None where it doesn't."""
    start = len(text) - len(text.lstrip())
    match = _END.search(text, start)
    end = match.start() if match else len(text)
    if title and _SPACE.sub(" ", text[start:end]).strip() == _SPACE.sub(" ", title).strip():
        return start, end
    return None


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
