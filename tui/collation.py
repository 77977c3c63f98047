"""How do printings stand under one another, word by word, as lines of a screen?

As editions are collated: the base's words in a line, under each of them what the others have there, and that line after
line, as far as the width reaches. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from rich.cells import cell_len

from index.aligning import Cell
from tui.compared import Beside, Comparison
from tui.render import fit, one_line
from tui.saying import ALTERED, alteration_words, bare
from tui.widgets.articles import name_of
from tui.widgets.changes import changed, folded
from tui.widgets.dates import day
from tui.widgets.painted import Line, Piece

Layout = Literal["words", "changes", "stacked"]
LAYOUTS: dict[Layout, str] = {"words": "all words", "changes": "only what changed", "stacked": "one under another"}
SIGNS = {"changed": "~", "added": "+", "cut": "·"}
SAME = "="
LEGEND = (("~", "inserted", "other words"), ("+", "inserted", "put in"), ("·", "dim", "left out"))
STYLES = {"same": "dim", "changed": "inserted", "added": "inserted", "cut": "dim", "absent": ""}
NAMES, FEWER = 18, 13  # cells for an outlet's name beside its words, in a pane of 100 cells or more, and in others
WIDE = 100
INDENT = 6  # of what an alteration says, below its printing
Rowed = tuple[int | None, Line]  # a line, and the printing it belongs to


def collated(shown: Comparison, width: int, layout: Layout, *, signs: bool) -> list[Rowed]:
    """All lines for a pane of this width: the printings by name, then their words. `signs`: told without colour."""
    lines = [row for i, beside in enumerate(shown.rows) for row in _head(shown, i, beside, width)]
    if shown.more:
        plural = "s" if shown.more > 1 else ""
        lines.append((None, Line(((f"      and {shown.more} more printing{plural}, not shown here", "dim"),))))
    lines.append((None, Line()))
    if layout == "stacked":
        for i, beside in enumerate(shown.rows):
            lines += [*_stacked(shown, i, beside, width, signs), (None, Line())]
    else:
        for part in _parts(_widths(shown, layout), width - _margin(shown, width)):
            lines += [*_block(shown, part, layout, width), (None, Line())]
    return lines[:-1]


def label(shown: Comparison, i: int) -> list[Piece]:
    """Score and relation of a printing, or that it is the base."""
    printing = shown.rows[i].printing
    if i == 0:
        return [(f"    {'transcript' if shown.transcript else 'the fullest':<11}", "relation")]
    score = min(99, round(100 * printing.score)) if printing.score < 1 else 100
    return [(f"{score:3} ", "score"), (f"{printing.relation:<11}", "relation")]


def where(beside: Beside, width: int) -> list[Piece]:
    """Outlet and date of a printing, in so many cells."""
    date = day(beside.printing.article.published, "year")
    date = f" · {date}" if date else ""
    name = fit(_outlet(beside), max(4, width - cell_len(date)))
    return [(name, "strong"), (date, "dim")]


def _head(shown: Comparison, i: int, beside: Beside, width: int) -> Iterator[Rowed]:
    """A printing with its number: who, when, how like the base; then what it alters."""
    alters = bool(beside.printing.altered or beside.alterations)
    left: list[Piece] = [(" ", ""), *_number(i, alters)]
    left += [*label(shown, i), ("  ", "")]
    used = sum(cell_len(text) for text, _ in left)
    yield i, Line((*left, *where(beside, width - used)))
    if beside.alterations:
        told = "; ".join(map(alteration_words, beside.alterations))
        for line in folded([(told, "warning")], width, " " * INDENT):
            yield i, line


def _number(i: int, alters: bool) -> list[Piece]:
    """The number of a printing and whether it alters the meaning here, in three cells."""
    return [(f"{i + 1}", "count"), (ALTERED, "altered") if alters else (" ", ""), (" ", "")]


def _margin(shown: Comparison, width: int) -> int:
    return 4 + _name_cells(shown, width) + 2


def _name_cells(shown: Comparison, width: int) -> int:
    return min(NAMES if width >= WIDE else FEWER, max(cell_len(bare(_outlet(b))) for b in shown.rows))


def _outlet(beside: Beside) -> str:
    row = beside.printing.article
    return one_line(row.outlet) or name_of(row)


def _text(cell: Cell, altered: bool, layout: Layout) -> str:
    if cell.how == "same":
        return one_line(cell.words) if layout == "words" else SAME
    sign = SIGNS.get(cell.how, "")
    if altered:
        sign = f"{ALTERED}{SIGNS['cut']}" if cell.how == "cut" else ALTERED
    return sign + one_line(cell.words)


def _widths(shown: Comparison, layout: Layout) -> list[int]:
    base = [cell_len(one_line(word)) for word in shown.alignment.columns]
    for row, beside in zip(shown.alignment.rows[1:], shown.rows[1:], strict=True):
        for column, cell in enumerate(row):
            base[column] = max(base[column], cell_len(_text(cell, column in beside.altered, layout)))
    return base


def _parts(widths: Sequence[int], room: int) -> Iterator[list[tuple[int, int]]]:
    """The columns of each block with their widths; a column as wide as all the room is cut there."""
    room = max(4, room)
    part: list[tuple[int, int]] = []
    used = 0
    for column, cells in enumerate(widths):
        cells = min(cells, room)
        if part and used + cells > room:
            yield part
            part, used = [], 0
        part.append((column, cells))
        used += cells + 1
    if part:
        yield part


def _block(shown: Comparison, part: Sequence[tuple[int, int]], layout: Layout, width: int) -> Iterator[Rowed]:
    names = _name_cells(shown, width)
    for i, (beside, cells) in enumerate(zip(shown.rows, shown.alignment.rows, strict=True)):
        here = any(column in beside.altered for column, _ in part)
        name = fit(bare(_outlet(beside)), names)
        pieces: list[Piece] = [(" ", ""), *_number(i, here)]
        pieces += [(name, "dim"), (" " * (names - cell_len(name) + 2), "")]
        for column, room in part:
            cell = cells[column]
            altered = column in beside.altered
            text = fit(one_line(cell.words) if i == 0 else _text(cell, altered, layout), room)
            style = "direct" if i == 0 else "altered" if altered else STYLES[cell.how]
            pieces += [(text, style), (" " * (room - cell_len(text) + 1), "")]
        yield i, Line(tuple(pieces))


def _stacked(shown: Comparison, i: int, beside: Beside, width: int, signs: bool) -> Iterator[Rowed]:
    names = _name_cells(shown, width)
    name = fit(bare(_outlet(beside)), names)
    lead: list[Piece] = [(" ", ""), *_number(i, bool(beside.printing.altered or beside.alterations))]
    lead += [(name, "dim"), (" " * (names - cell_len(name) + 2), "")]
    words = changed(beside.diff, signs=signs, whole=True) if i else [(one_line(beside.printing.text), "direct")]
    for n, line in enumerate(folded(words, width, " " * _margin(shown, width))):
        yield i, Line((*lead, *line.pieces[1:])) if n == 0 else line
