"""Which lines of text stand on a page of a PDF, and where?

Lines come in the order in which the file draws them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from index.ingest.pdf.glyphs import Glyph, Unmapped, glyphs_of

SAME_LINE = 0.45  # of the type size: so far may raised and lowered characters stand from their line
LEVEL = 0.4  # of the type size: lines as near as this stand beside each other
APART = 1.0  # of the type size: a wider gap may be a gutter between columns; justified spaces get as wide
FEWEST_ROWS = 3  # of a page that have a gap in one place, before it is taken for a gutter
MOST_GAPS = 1_000  # that are compared with each other: no page has so many rows
CROSSED = 0.25  # of as many rows there may be lines across a gutter: headlines


class Line(Struct, frozen=True):
    """A line of text: its extent, its base line `y`, its type's size, the widths of its first word and widest gap."""

    text: str
    left: float
    right: float
    y: float
    size: float
    word: float
    page: int = 0
    gap: float = 0.0


Row = list[Line]


def lines_of(page: Any, number: int, most: int) -> tuple[list[Line], Unmapped]:
    """The lines of a page in the order drawn, from its first `most` characters."""
    glyphs, unmapped = glyphs_of(page, most)
    quarters = Counter(glyph.quarter for glyph in glyphs if not glyph.text.isspace())
    upright = quarters.most_common(1)[0][0] if quarters else 0
    pieces = list(_pieces([glyph for glyph in glyphs if glyph.quarter == upright], number))
    return _joined(pieces), unmapped


def rows_of(page: Iterable[Line]) -> list[Row]:
    """The lines that stand beside each other, from the top down."""
    rows: list[Row] = []
    for line in sorted(page, key=lambda line: (line.y, line.left)):
        if rows and abs(rows[-1][0].y - line.y) <= LEVEL * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _pieces(glyphs: Sequence[Glyph], number: int) -> Iterator[Line]:
    """Runs of characters on one base line, in the order drawn, parted where a gap is wide."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run, glyph):
            yield from _line(run, number)
            run = []
        run.append(glyph)
    yield from _line(run, number)


def _follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a character goes on with a run: on its line, and neither far behind its end nor before it."""
    last = run[-1]
    size = max(last.size, glyph.size)
    level = min(abs(glyph.y - last.y), abs(glyph.y - run[0].y)) <= SAME_LINE * size
    within = glyph.left >= last.left and glyph.right <= last.right  # a letter of a ligature
    return level and (within or -SAME_LINE * size <= glyph.left - last.right <= APART * size)


def _line(run: Sequence[Glyph], number: int) -> Iterator[Line]:
    printed = [glyph for glyph in run if glyph.text != " "]
    if not printed:
        return
    text = "".join(glyph.text for glyph in run).strip()
    size = sorted(glyph.size for glyph in printed)[len(printed) // 2]
    y = Counter(round(glyph.y, 1) for glyph in printed).most_common(1)[0][0]
    first = run[run.index(printed[0]) :]
    end = next((i for i, glyph in enumerate(first) if glyph.text == " "), len(first))
    left, right = printed[0].left, max(glyph.right for glyph in printed)
    yield Line(text, left, right, y, size, first[end - 1].right - left, number)


def _joined(pieces: Sequence[Line]) -> list[Line]:
    """The pieces of each line put together again, but for those that stand in two columns."""
    gaps = [(a.right, b.left) for a, b in itertools.pairwise(pieces) if _beside(a, b)]
    gutters = _gutters(gaps[:MOST_GAPS], pieces)
    lines: list[Line] = []
    for piece in pieces:
        if lines and _beside(lines[-1], piece) and not any(lines[-1].right <= x <= piece.left for x in gutters):
            last = lines[-1]
            gap = max(last.gap, piece.left - last.right)
            lines[-1] = replace(last, text=f"{last.text} {piece.text}", right=piece.right, gap=gap)
        else:
            lines.append(piece)
    return lines


def _beside(first: Line, second: Line) -> bool:
    level = abs(first.y - second.y) <= SAME_LINE * min(first.size, second.size)
    return level and second.left - first.right >= -SAME_LINE * first.size


def _gutters(gaps: Sequence[tuple[float, float]], pieces: Sequence[Line]) -> list[float]:
    """Where rows that are drawn through all columns have a gap in the same place, and few others have words."""
    left, found = list(gaps), []
    while len(left) >= FEWEST_ROWS:
        x, rows = max(((b, sum(c <= b <= d for c, d in left)) for _, b in left), key=lambda at: at[1])
        if rows < FEWEST_ROWS or sum(piece.left < x < piece.right for piece in pieces) > CROSSED * rows:
            break
        found.append(x)
        left = [(a, b) for a, b in left if not a <= x <= b]
    return found
