"""How do several printings of the same words stand beside one another, word by word?

Every text is aligned with the first, the base, as `matching.diff` aligns two; what texts put in between two words of
the base shares columns of its own. This is the star alignment of Gusfield 1993: quick, and nothing moves when a text is
left out, since each is told from the base alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from index import terms
from index.matching import diff
from index.model import Alteration

How = Literal["same", "changed", "added", "cut", "absent"]
Pair = tuple[int | None, int | None]


class Cell(Struct, frozen=True):
    """The words of one text in one column.

    `how` tells them from the base's: the `same` when folded, `changed`, `added` where the base has none, `cut` where
    the text has none, `absent` where neither has any. The base's own are the same, or absent.
    """

    words: str
    how: How


class Alignment(Struct, frozen=True):
    """`columns` are the base's words, "" where others put words in; each of `rows` has a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def aligned(texts: Sequence[str]) -> Alignment:
    """Align all texts with the first. The words of a row, joined by spaces, are those of its text. Never raises."""
    if not texts:
        return Alignment((), ())
    base, *others = (diff.units(text) for text in texts)
    n = len(base.keys)
    at: list[dict[int, int]] = []  # of each other text: the base's unit -> its own
    gaps: list[dict[int, list[int]]] = []  # of each other text: the base's unit before which its units are put in
    for other in others:
        met, put_in = _told_from(base, other)
        at.append(met)
        gaps.append(put_in)
    columns: list[str] = []
    rows: list[list[Cell]] = [[] for _ in texts]
    for unit in range(n + 1):
        for column in _shared([gap.get(unit, []) for gap in gaps], others):
            columns.append("")
            rows[0].append(Cell("", "absent"))
            for row, other, i in zip(rows[1:], others, column, strict=True):
                row.append(Cell("", "absent") if i is None else Cell(other.printed[i], "added"))
        if unit < n:
            columns.append(base.printed[unit])
            rows[0].append(Cell(base.printed[unit], "same"))
            for row, other, met in zip(rows[1:], others, at, strict=True):
                row.append(_cell(other, met.get(unit), base.keys[unit]))
    return Alignment(tuple(columns), tuple(map(tuple, rows)))


def altered_columns(alignment: Alignment, row: int, alterations: Iterable[Alteration]) -> frozenset[int]:
    """The columns in which a row alters the base's meaning; those that can't be found there are left out.

    An alteration names words of both sides; it is looked for in the runs of changes, one for each alteration.
    """
    base, other = alignment.rows[0], alignment.rows[row]
    runs = list(_runs(other))
    found: set[int] = set()
    for alteration in alterations:
        mine, theirs = set(terms.folds(alteration.a)), set(terms.folds(alteration.b))
        gone, come = mine - theirs, theirs - mine
        for run in runs:
            here = {i for i in run if gone & _words(base[i]) or come & _words(other[i])}
            has_all = gone <= _union(base, run) and come <= _union(other, run)
            if has_all and here and not here & found:
                found |= here
                break
    return frozenset(found)


def _cell(other: diff.Units, i: int | None, key: str) -> Cell:
    if i is None:
        return Cell("", "cut")
    return Cell(other.printed[i], "same" if other.keys[i] == key else "changed")


def _told_from(base: diff.Units, other: diff.Units) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Which unit of the other stands for which of the base's, and which are put in before which."""
    met: dict[int, int] = {}
    put_in: dict[int, list[int]] = {}
    for block in diff.blocks(base.keys, other.keys):
        after = block.a0  # the base's unit that comes next
        for i, j in _pairs(base.keys[block.a0 : block.a1], other.keys[block.b0 : block.b1], block.op == "equal"):
            if i is not None:
                after = block.a0 + i + 1
            if j is not None and i is not None:
                met[block.a0 + i] = block.b0 + j
            elif j is not None:
                put_in.setdefault(after, []).append(block.b0 + j)
    return met, put_in


def _pairs(a: Sequence[str], b: Sequence[str], equal: bool) -> Iterator[Pair]:
    """Which of two runs of units stand for each other: those of one stem first, what lies between by its place.

    Within a change the diff takes a common word for chance ("we" in "in general we" and "on the whole, we"); a column
    may say that both have it.
    """
    if equal or not a or not b:
        yield from _by_place(range(len(a)), range(len(b)))
        return
    i = j = 0
    for op in LCSseq.opcodes([_stems(key) for key in a], [_stems(key) for key in b]):
        if op.tag == "equal":
            yield from _by_place(range(i, op.src_start), range(j, op.dest_start))
            yield from _by_place(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end))
            i, j = op.src_end, op.dest_end
    yield from _by_place(range(i, len(a)), range(j, len(b)))


def _by_place(a: range, b: range) -> Iterator[Pair]:
    yield from zip_longest(a, b)


def _stems(key: str) -> str:
    return " ".join(terms.stem(word) for word in key.split())


def _shared(put_in: Sequence[Sequence[int]], others: Sequence[diff.Units]) -> list[list[int | None]]:
    """What several texts put in at one place as columns: a unit of each text, or None. Like words share a column."""
    columns: list[list[int | None]] = []
    keys: list[str] = []
    for text, units in enumerate(put_in):
        if not units:
            continue
        mine = [others[text].keys[i] for i in units]
        merged: list[list[int | None]] = []
        merged_keys: list[str] = []
        for block in diff.blocks(keys, mine):
            for i, j in _by_place(range(block.a0, block.a1), range(block.b0, block.b1)):
                column: list[int | None] = [None] * len(others) if i is None else columns[i]
                if j is not None:
                    column[text] = units[j]
                merged.append(column)
                merged_keys.append(mine[j] if i is None and j is not None else keys[i or 0])
        columns, keys = merged, merged_keys
    return columns


def _runs(row: Sequence[Cell]) -> Iterator[list[int]]:
    """The columns of each run of changes; where neither text has words, a run goes on."""
    run: list[int] = []
    for i, cell in enumerate(row):
        if cell.how == "same":
            if run:
                yield run
            run = []
        elif cell.how != "absent":
            run.append(i)
    if run:
        yield run


def _words(cell: Cell) -> set[str]:
    return set(terms.folds(cell.words))


def _union(row: Sequence[Cell], run: Iterable[int]) -> set[str]:
    return {word for i in run for word in _words(row[i])}
