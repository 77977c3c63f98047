"""Which lines of a PDF are one paragraph? Puts them together, over the ends of columns and pages, too.

A paragraph ends where the next line stands lower than lines do, is indented, is in other type, or would have begun on
the line before if it were the same paragraph. Lines come in reading order, without running heads and feet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from index.ingest.pdf.hyphens import Words, together, words_of
from index.ingest.pdf.lines import Line
from index.ingest.pdf.order import gutters_of

LOWER = 1.2  # of the line spacing; groff's ms parts paragraphs by 1.3
MOST_SPACING = 1.7  # of the type size: in a text of one-line paragraphs no line follows another
INDENT = 0.7  # of the type size
ALIKE = 1.12  # the ratio of two type sizes that differ; bold type and small marks make less
SMALL = 0.92  # of the text's type: a note below it
SPACE = 0.25  # of the type size
SLACK = 0.5  # of the type size by which a line may be short and the paragraph go on
HEADING = 1.25  # of its type size: the line spacing of a headline
VERY_SHORT = 0.75  # of the column: no line inside a paragraph is so short, whatever its end
LONGEST_CAPITAL = 2  # characters of a capital that reaches over some lines, with a mark before it
CAPITAL = 1.7  # of the text's type
ENDS = ".!?…:;\"'”’»)]›“‘"  # which of them close a quotation depends on the language
SIMILAR = 3  # in type sizes: columns beginning as near as this to each other have the same left edge
FEWEST_INDENTS = 2  # lines that are indented alike, before it is the way paragraphs begin
FEW = 4  # lines that tell too little of their column's width
_LABEL = re.compile(r"[^\W\da-z_][^a-z:]{0,40}:\s")
_ENTRY = re.compile(r"(?:[•▪◦●■‣⁃*·–—-]|\(?[0-9a-z]{1,3}[.)])\s")


class Setting(Struct, frozen=True):
    """How the text is set: the size of its type, how far apart its base lines are, by how much paragraphs begin."""

    size: float
    spacing: float
    indent: float = 0.0


class Column(Struct, frozen=True):
    """Lines below each other, and the edges of their column."""

    lines: tuple[Line, ...]
    left: float
    right: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages."""
    lines = [line for page in pages for line in page]
    words = words_of(line.text for line in lines)
    columns = _edged([column for page in pages for column in _columns(page)])
    body = body_size(lines)
    setting = Setting(body, _spacing(columns, body), _indent(columns))
    return [_text(some, words) for some in _grouped(columns, setting)]


def body_size(lines: Sequence[Line]) -> float:
    """The size of type in which half of the text is set, or less."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half, seen = sum(length for _, length in sizes) / 2, 0
    for size, length in sizes:
        seen += length
        if seen >= half:
            return size
    return 0.0


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page, parted where reading goes up, to the side, or between one column's width and another's."""
    gutters = gutters_of(page)
    column: list[Line] = []
    for line in page:
        if column and not _is_capital(column[-1], line):
            last = column[-1]
            beside = line.left >= last.right or line.right <= last.left
            if line.y < last.y - last.size / 2 or beside or _place(last, gutters) != _place(line, gutters):
                yield column
                column = []
        column.append(line)
    if column:
        yield column


def _place(line: Line, gutters: Sequence[float]) -> tuple[int, bool]:
    """In which column a line begins, and whether it stands across others."""
    return sum(x <= line.left for x in gutters), any(line.left < x < line.right for x in gutters)


def _is_capital(line: Line, beside: Line) -> bool:
    """Whether a line is the large letter with which another begins."""
    return len(line.text) <= LONGEST_CAPITAL and line.size > CAPITAL * beside.size and line.text[-1].isalpha()


def _edged(columns: Sequence[list[Line]]) -> list[Column]:
    """Each column with its edges; one of a few lines has those of the nearest long one that begins where it does."""
    long = [column for column in columns if len(column) >= FEW]
    known = [(_left(column), max(line.right for line in column)) for column in long]
    found = []
    for column in columns:
        left, right = _left(column), max(line.right for line in column)
        if len(column) < FEW:
            near = [edge for edge in known if -1 <= left - edge[0] <= SIMILAR * column[0].size]
            if near:
                nearest = min(near, key=lambda edge: left - edge[0])
                left, right = min(left, nearest[0]), max(right, nearest[1])
        found.append(Column(tuple(column), left, right))
    return found


def _left(column: Sequence[Line]) -> float:
    return min(line.left for line in column)


def _spacing(columns: Sequence[Column], body: float) -> float:
    """How far apart the base lines of the text are."""
    steps = sorted(
        b.y - a.y
        for column in columns
        for a, b in pairwise(column.lines)
        if b.y > a.y and max(a.size, b.size) < ALIKE * body
    )
    return min(steps[len(steps) // 4] if steps else body, MOST_SPACING * body)


def _indent(columns: Sequence[Column]) -> float:
    """By how much first lines of paragraphs are usually indented; 0 where they are not."""
    seen = Counter(
        round(b.left - column.left)
        for column in columns
        for a, b, c in zip(column.lines, column.lines[1:], column.lines[2:], strict=False)
        if b.left - column.left > INDENT * b.size > max(a.left, c.left) - column.left
    )
    indent, times = max(seen.items(), key=lambda one: one[1], default=(0, 0))
    return indent if times >= FEWEST_INDENTS else 0.0


def _grouped(columns: Sequence[Column], setting: Setting) -> Iterator[list[Line]]:
    """The lines of each paragraph; notes at the foot of a column come after the paragraph that goes on over its end."""
    current: list[Line] = []
    notes: list[list[Line]] = []
    above: Column | None = None
    for column in columns:
        lines, foot = _without_notes(column, setting)
        for line in lines:
            if current and (above is None or _parted(current, above, line, column, setting)):
                yield current
                yield from notes
                current, notes = [], []
            current.append(line)
            above = column
        if foot:
            notes.append(foot)
    if current:
        yield current
    yield from notes


def _without_notes(column: Column, setting: Setting) -> tuple[list[Line], list[Line]]:
    """The lines of a column, and the small ones at its foot."""
    at = len(column.lines)
    while at and column.lines[at - 1].size < SMALL * setting.size:
        at -= 1
    return (list(column.lines[:at]), list(column.lines[at:])) if at else (list(column.lines), [])


def _parted(paragraph: Sequence[Line], above: Column, line: Line, column: Column, setting: Setting) -> bool:
    """Whether a line begins a new paragraph after these of the column `above`, which may be its own."""
    if _is_capital(paragraph[-1], line):
        return False
    last = next((one for one in reversed(paragraph) if len(one.text) > LONGEST_CAPITAL), paragraph[-1])
    if max(last.size, line.size) > ALIKE * min(last.size, line.size):
        return True
    heading = line.size > ALIKE * setting.size
    below = line.page == last.page and line.y > last.y
    spacing = max(setting.spacing, HEADING * line.size) if heading else setting.spacing
    if below and line.y - last.y > LOWER * spacing and not _goes_on(last, line):
        return True
    if heading and below:
        return False
    return _indented(paragraph, above, line, column, setting) or _short(last, above, line) or (
        above is not column and _labelled(last, line)
    )


def _goes_on(last: Line, line: Line) -> bool:
    """Whether words alone tell that a sentence goes on, as it does around a picture."""
    return line.text[0].islower() and last.text[-1] not in ENDS


def _labelled(last: Line, line: Line) -> bool:
    """Whether a line begins with a speaker's label after a whole sentence."""
    return last.text[-1] in ENDS and bool(_LABEL.match(line.text))


def _indented(
    paragraph: Sequence[Line], above: Column, line: Line, column: Column, setting: Setting
) -> bool:
    """Whether the line begins farther in than the one before, or farther out than those of a block quotation."""
    if any(_is_capital(one, line) for one in paragraph):  # lines stand beside the large letter
        return False
    last, least = paragraph[-1], INDENT * line.size
    by, last_by = line.left - column.left, last.left - above.left
    if setting.indent and abs(by - setting.indent) < least / 2:
        return True
    if by - last_by > least:  # under the first words of an entry of a list its other lines stand
        return not (len(paragraph) == 1 and above is column and _ENTRY.match(last.text))
    block = len(paragraph) > 1 and paragraph[-2].page == last.page and abs(paragraph[-2].left - last.left) < least
    return block and last_by - by > least


def _short(last: Line, column: Column, line: Line) -> bool:
    """Whether the line's first word would have had room on the line before."""
    room = column.right - last.right
    if room <= line.word + (SPACE + SLACK) * line.size:
        return False
    if line.text[:1].islower():
        return False
    return last.text[-1] in ENDS or room > (1 - VERY_SHORT) * (column.right - column.left)


def _text(lines: Sequence[Line], words: Words) -> str:
    """The words of a paragraph."""
    text = ""
    for line, last in zip(lines, (None, *lines), strict=False):
        if last is not None and _is_capital(last, line):
            text += line.text
        else:
            text = together(text, line.text, words)
    return text
