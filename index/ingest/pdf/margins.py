"""Which lines of a PDF's pages are running heads, feet and page numbers?

Three signs: the same words at the same height of another page, numbers aside; a page's number in the first or last row,
away from the text; and what browsers print around a page: the time, the title, the address, "1/2".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.ingest.pdf.lines import LEVEL, Line, Row, rows_of

DEPTH = 3  # rows from a page's edge that may be head or foot
AWAY = 1.25  # of the line spacing: a head or foot seen once is as far from the text
FAR = 0.2  # of the width of a page's text: no words of one sentence are so far apart
LARGE = 1.25  # of the text's type: in larger type, the first page prints its title, not a head
SMALLER = 0.9  # of the type next to it
SHARE = 0.2  # of the pages have a running head, at least
FEWEST = 2

_NUMBER = re.compile(r"[0-9]+|\b[ivxlc]{1,7}\b")
_PAGE = re.compile(
    r"[\W_]*(?:(?:page|seite|p\.|s\.|pagina|página|sida|side)\s*)?(?:[0-9]{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|av|af|sur)\s*[0-9]{1,4})?[\W_]*",
    re.I,
)
_PRINTED = re.compile(  # by Chromium and Firefox: the time and the title above, the address and the page below
    r"[0-9]{1,4} ?/ ?[0-9]{1,4}|[-–—] ?[0-9]{1,4} ?[-–—]|"
    r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4},? +[0-9]{1,2}[:.][0-9]{2}\b.*"
    r"|.*\b[0-9]{1,2}[:.][0-9]{2} *[AP]M"
    r"|(?:https?|file|about|data):\S*( .*)?"
    r"|.* (?:https?|file)://\S*",
    re.I,
)


def without_margins(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """The lines of each page without its head and foot; `body` is the size of the text's type."""
    rows = [rows_of(page) for page in pages]
    setting = (body, _spacing(pages, body))
    heads = _margin(rows, setting, top=True)
    feet = _margin(rows, setting, top=False)
    return [
        [line for line in page if not any(line is one for one in head + foot)]
        for page, head, foot in zip(pages, heads, feet, strict=True)
    ]


def _spacing(pages: Sequence[Sequence[Line]], body: float) -> float:
    """How far apart lines are that are drawn one after the other."""
    pairs = [pair for page in pages for pair in pairwise(page)]
    steps = sorted(b.y - a.y for a, b in pairs if b.y > a.y and a.left < b.right and b.left < a.right)
    return steps[len(steps) // 4] if steps else body


def _margin(pages: Sequence[list[Row]], setting: tuple[float, float], *, top: bool) -> list[Row]:
    """Of each page the lines of its head, or of its foot; `setting` are the text's size of type and line spacing."""
    body, spacing = setting
    edges = [rows[:DEPTH] if top else rows[: -DEPTH - 1 : -1] for rows in pages]
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for edge in edges:
        for row in edge:
            seen[_shape(row)].append(row[0].y)
    needed = max(FEWEST, SHARE * len(pages))
    shifts = _numbering(edges)
    found: list[Row] = []
    for number, (rows, edge) in enumerate(zip(pages, edges, strict=True)):
        lines: Row = []
        for depth, row in enumerate(edge):
            heights = seen[_shape(row)]
            repeated = sum(abs(y - row[0].y) <= LEVEL * row[0].size for y in heights) >= needed
            large = number == 0 and max(line.size for line in row) > LARGE * body
            alone = _alone(rows, depth if top else len(rows) - 1 - depth, spacing, top=top)
            once = alone and (_once(row, number, shifts) or _spread(row, rows))
            if not (repeated and not large) and not once and not _PRINTED.fullmatch(_text(row)):
                break
            lines += row
        found.append(lines)
    return found


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)


def _shape(row: Row) -> str:
    """Its words without numbers."""
    return _NUMBER.sub("#", _text(row).casefold())


def _once(row: Row, number: int, shifts: Counter[int]) -> bool:
    """Whether a row that no other page has holds a page's number: nothing else, or one that counts with the pages."""
    if _PAGE.fullmatch(_text(row)):
        return True
    return any(shifts[value - number] >= FEWEST for value in _numbers_at_the_ends(row))


def _spread(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row has words to the left and to the right of the page, and nothing between them."""
    lines = [line for one in rows for line in one]
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return any(line.gap > FAR * width for line in row)


def _numbering(edges: Iterable[list[Row]]) -> Counter[int]:
    """How many pages have a number at an end of a row that is so much more than the page's place in the file."""
    shifts: Counter[int] = Counter()
    for number, edge in enumerate(edges):
        shifts.update({value - number for row in edge for value in _numbers_at_the_ends(row)})
    return shifts


def _numbers_at_the_ends(row: Row) -> set[int]:
    words = _text(row).split()
    return {int(word) for word in (words[0], words[-1]) if word.isascii() and word.isdigit() and len(word) <= 4}


def _alone(rows: Sequence[Row], at: int, spacing: float, *, top: bool) -> bool:
    """Whether a row stands away from what is next to it towards the text, or in smaller type."""
    beside = at + 1 if top else at - 1
    if not 0 <= beside < len(rows):
        return True
    row, neighbour = rows[at][0], rows[beside][0]
    return abs(neighbour.y - row.y) >= AWAY * spacing or row.size < SMALLER * neighbour.size
