"""In which order are the lines of a page read?

As the file draws them: typesetters and browsers write a column after the other. Where that goes up again without going
on to the right, or through all columns row by row, they are read by their places: what stands across the columns parts
the page, and between such lines each column is read down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.ingest.pdf.lines import Line, rows_of

UP = 1.0  # of the type size: a line that begins so much higher is in another column
FEWEST_LINES = 3  # of a column
CROSSING = 0.25  # of a page's lines may stand across the columns: headlines, not text
MOST_LINES = 1_000  # of a page whose columns are looked for: no page that somebody reads has more


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page in reading order."""
    if all(_on(a, b) for a, b in pairwise(lines)):
        return list(lines)
    return list(_by_place([line for row in rows_of(lines) for line in row], gutters_of(lines)))


def _on(before: Line, after: Line) -> bool:
    """Whether reading can go on from one to the other: down, or up to a column on the right."""
    if after.y >= before.y + UP * before.size:
        return after.right > before.left or after.left >= before.left - UP * before.size
    return after.left >= before.right


def gutters_of(lines: Sequence[Line]) -> list[float]:
    """Where columns begin, from left to right, without the first."""
    found: list[float] = []
    if len(lines) > MOST_LINES:
        return found
    for x in sorted({line.left for line in lines}):
        left = sum(line.right <= x for line in lines)
        starts = sum(x <= line.left <= x + 2 * line.size for line in lines)
        across = sum(line.left < x < line.right for line in lines)
        before = found[-1] if found else float("-inf")
        between = sum(before <= line.left and line.right <= x for line in lines)
        if min(left, starts, between) >= FEWEST_LINES and across <= CROSSING * len(lines):
            found.append(x)
    return found


def _by_place(lines: Sequence[Line], gutters: Sequence[float]) -> Iterator[Line]:
    """`lines`, from the top down, column by column between lines that stand across them."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        if any(line.left < x < line.right for x in gutters):
            for column in columns:
                yield from column
                column.clear()
            yield line
        else:
            columns[sum(x <= line.left for x in gutters)].append(line)
    for column in columns:
        yield from column
