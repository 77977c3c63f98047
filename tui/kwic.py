"""How does a word found stand in its context on one line, so that the words of many lines stand in one column?

Pure. After the keyword-in-context indexes of H. P. Luhn (1960): what stands left ends where the words begin.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from index.model import Hit
from tui.render import clusters, fit, one_line, printable

LEFT, REST = 40, 56  # cells of a printed line left of the words, and for the words with what stands right
_SPACE = re.compile(r"\s+")


def aligned(hit: Hit, left: int, rest: int) -> tuple[str, str, str]:
    """What stands left, filled up to exactly `left` cells; the words; and what stands right, both in `rest` cells.

    Of a passage without a hit in it the words are empty, and its beginning stands right.
    """
    start, end = hit.hits[0] if hit.hits else (hit.start, hit.start)
    before, words, after = (
        printable(_SPACE.sub(" ", part))
        for part in (
            hit.passage[: start - hit.start],
            hit.passage[start - hit.start : end - hit.start],
            hit.passage[end - hit.start :],
        )
    )
    shown = _end_of(before.lstrip(), left)
    room = rest - cell_len(words)
    return " " * (left - cell_len(shown)) + shown, fit(words, rest), fit(after.rstrip(), room) if room > 0 else ""


def _end_of(text: str, width: int) -> str:
    """The last words of a text in so many cells, with "…" where some were left out."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    start, room = len(text), width - 1
    for begin, end in reversed(list(clusters(text, 0, len(text)))):
        room -= cell_len(text[begin:end])
        if room < 0:
            break
        start = begin
    gap = text.find(" ", start - 1)
    return "…" + (text[gap + 1 :] if 0 <= gap < len(text) - 1 else text[start:])


def context_plain(hit: Hit) -> str:
    """One line: the words between asterisks in their column, then outlet, date and place."""
    left, words, right = aligned(hit, LEFT, REST - 2)
    said = f"{left}*{words}*{right}" if words else f"{left}{right}"
    known = [one_line(hit.outlet) or "unknown outlet", (hit.published or "")[:10], f"{hit.article}#{place(hit)}"]
    return said + " " * (LEFT + REST - cell_len(said)) + "  " + " · ".join(part for part in known if part)


def place(hit: Hit) -> str:
    """The offsets of the words found; of a passage without any, its own."""
    start, end = hit.hits[0] if hit.hits else (hit.start, hit.end)
    return f"{start}-{end}"
