"""Which paragraphs has the plain text of an e-mail? Lines that a mail program broke at some column are joined.

Lines that flow are told by their ends (RFC 3676). Others were broken where the next word would not have fitted: a line
into which it would have was ended by hand, as in lists, addresses and verse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from index.ingest.hints import CONTROLS

LEAST_COLUMN, MOST_COLUMN = 45, 100  # characters of the longest line: shorter are verse, longer were not broken
FULL: Final = 0.85  # of the longest line, with the next line's first word
OWN: Final = 4  # lines of a paragraph that tell its own column: what is passed on was often broken at another
UNBROKEN: Final = 0.5  # of the text in lines longer than any column: then none was broken
SIGNED: Final = 8  # lines of a signature; what is longer is text below a ruled line
UNBREAKABLE = re.compile(r"\S{30}")
PARAGRAPH, LINE = "\n\n", "\n"
ITEM = re.compile(r"\s*(?:[-–—*•·+]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
ANSWERED = re.compile(r">[> ]*")
ATTRIBUTION = re.compile(  # the line that mail programs put above what is answered
    r"(?:on|am|le|el|il|op|den|em|w dniu)\b.{4,200}\b"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|napisał\(a\)|napisał) ?(?:.{0,80})?:",
    re.IGNORECASE,
)


def paragraphs(text: str, flowed: bool, spaceless: bool, answers: bool) -> list[str]:
    """The paragraphs of a plain text, without signature and without what is answered.

    `flowed` and `spaceless` are what its head says of its lines (format=flowed, delsp=yes), `answers` whether it is an
    answer to another e-mail. In one that is none, and quotes no letter, lines with ">" are a block quotation.
    """
    lines = CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")).split("\n")
    lines = _without_signature(lines)
    lines = _without_answered(lines, answers)
    if flowed:
        lines = _joined_flows(lines, spaceless)
    lines = [line.rstrip() for line in lines]
    column = _column(lines)
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [_joined(block, column) if column else _stripped(block) for block in blocks if block]


def _without_signature(lines: list[str]) -> list[str]:
    """The lines before a signature's mark, the last that has little below it."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] in ("-- ", "--"):
            below = sum(bool(line.strip()) for line in lines[at + 1 :])
            return lines[:at] if below <= SIGNED else lines
    return lines


def _without_answered(lines: list[str], answers: bool) -> list[str]:
    """The lines without those of another's letter, or with those of a block quotation as its own."""
    kept: list[str] = []
    inside = answered = False
    for line in lines:
        mark = ANSWERED.match(line)
        if mark and not inside:
            answered = answers or _attributes(kept)
        if bool(mark) != inside:
            kept.append("")
        inside = bool(mark)
        if not mark:
            kept.append(line)
        elif not answered:
            kept.append(line[mark.end() :])
    return kept


def _attributes(kept: list[str]) -> bool:
    """Whether the last of these lines say whose letter follows; they are taken away then."""
    while kept and not kept[-1].strip():
        kept.pop()
    for some in (1, 2, 3):  # long addresses break it
        if ATTRIBUTION.fullmatch(" ".join(line.strip() for line in kept[-some:])):
            del kept[-some:]
            return True
    return False


def _joined_flows(lines: list[str], spaceless: bool) -> list[str]:
    """Lines that end with a space, each joined with what it flows into."""
    whole: list[str] = []
    parts: list[str] = []
    for stuffed in lines:
        line = stuffed.removeprefix(" ")
        flows = line.endswith(" ") and bool(line.strip())
        parts.append(line[:-1] if flows and spaceless else line)
        if not flows:
            whole.append("".join(parts))
            parts = []
    return [*whole, "".join(parts)] if parts else whole


def _column(lines: Sequence[str]) -> int | None:
    """The length of the longest line that was broken by hand; None where none was.

    An address may reach over the column, for it can't be broken.
    """
    sizes = [len(line) for line in lines if not UNBREAKABLE.search(line)]
    if sum(size for size in sizes if size > MOST_COLUMN) > UNBROKEN * sum(sizes):
        return None
    longest = max((size for size in sizes if size <= MOST_COLUMN), default=0)
    return longest if longest >= LEAST_COLUMN else None


def _joined(block: list[str], column: int) -> str:
    """A paragraph on one line, as far as its lines were broken and not ended."""
    own = (_column(block) if len(block) >= OWN else None) or column
    parts = [block[0].strip()]
    for before, line in pairwise(block):
        word = line.split(None, 1)[0]
        indented = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip()) and not ITEM.match(before)
        broken = len(before) + 1 + len(word) > FULL * own and not indented and not ITEM.match(line)
        parts.append(f"{PARAGRAPH if indented else ' ' if broken else LINE}{line.strip()}")
    return "".join(parts)


def _stripped(block: list[str]) -> str:
    return "\n".join(line.strip() for line in block)
