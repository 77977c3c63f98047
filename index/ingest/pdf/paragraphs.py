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
from msgspec.structs import replace

from index.ingest.pdf.hyphens import Words, together, words_of
from index.ingest.pdf.lines import Line
from index.ingest.pdf.order import gutters_of

LOWER = 1.2  # of the line spacing; groff's ms parts paragraphs by 1.3
MOST_SPACING = 1.7  # of the type size: in a text of one-line paragraphs no line follows another
INDENT = 0.7  # of the type size
ALIKE = 1.12  # the ratio of two type sizes that differ; bold type and small marks make less
SPACE = 0.25  # of the type size
SLACK = 0.5  # of the type size by which a line may be short and the paragraph go on
HEADING = 1.25  # of its type size: the line spacing of a headline
VERY_SHORT = 0.75  # of the column: no line inside a paragraph is so short, whatever its end
CAPITAL = 1.7  # of the text's type: a letter that reaches over some lines
ENDS = ".!?…:;\"'”’»)]›“‘"  # which of them close a quotation depends on the language
OPENING = {"“": "”", "«": "»", "„": "“", "‘": "’"}
MOST_QUOTED = 60  # lines in which the mark is looked for that opens a quotation
SIMILAR = 3  # in type sizes: columns beginning as near as this to each other have the same left edge
FLUSH = 0.35  # of the type size: marks hang so far over the edge of justified text
MOSTLY_FLUSH = 0.5  # of the lines: more than half of a justified column
FEWEST_APART = 2  # lines that are indented alike, or stand lower, before it is the way paragraphs begin
FEW = 4  # lines that tell too little of their column's width
_CAPITAL = re.compile(r"\W?[^\W\da-z_]")
_LABEL = re.compile(r"[^\W\da-z_][^a-z:]{0,40}:\s")
_ENTRY = re.compile(r"(?:[•▪◦●■‣⁃*·–—-]|\(?[0-9a-z]{1,3}[.)])\s")


class Setting(Struct, frozen=True):
    """How the text is set: the size of its type, how far apart its base lines are, how paragraphs are parted."""

    size: float
    spacing: float
    indent: float = 0.0
    spaced: bool = False


class Column(Struct, frozen=True):
    """Lines below each other, and the edges of their column; `flush` where lines end at the right edge exactly."""

    lines: tuple[Line, ...]
    left: float
    right: float
    flush: float | None = None


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages."""
    lines = [line for page in pages for line in page]
    words = words_of(line.text for line in lines)
    columns = _edged([column for page in pages for column in _columns(page)])
    body = body_size(lines)
    spacing = _spacing(columns, body)
    setting = Setting(body, spacing, _indent(columns), _spaced(columns, spacing))
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
            other = max(line.size, last.size) > ALIKE * min(line.size, last.size)
            if line.y < last.y - last.size / 2 or beside or other or _place(last, gutters) != _place(line, gutters):
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
    large = line.size > CAPITAL * beside.size and line.left < beside.left and beside.y <= line.y + beside.size
    return large and bool(_CAPITAL.fullmatch(line.text))


def _edged(columns: Sequence[list[Line]]) -> list[Column]:
    """Each column with its edges; one of a few lines has those of the nearest long one that begins where it does."""
    known = [_edges(column) for column in columns if len(column) >= FEW]
    found = []
    for column in columns:
        own = _edges(column)
        if len(column) < FEW:
            near = [edge for edge in known if -1 <= own.left - edge.left <= SIMILAR * column[0].size]
            if near:
                nearest = min(near, key=lambda edge: own.left - edge.left)
                left, right = min(own.left, nearest.left), max(own.right, nearest.right)
                own = replace(nearest, lines=own.lines, left=left, right=right)
        found.append(own)
    return found


def _edges(column: Sequence[Line]) -> Column:
    left, right = min(line.left for line in column), max(line.right for line in column)
    flush = Counter(round(line.right) for line in column).most_common(1)[0][0]
    exact = sum(abs(line.right - flush) <= FLUSH * line.size for line in column)
    return Column(tuple(column), left, right, flush if exact >= MOSTLY_FLUSH * len(column) >= 2 else None)


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
    return indent if times >= FEWEST_APART else 0.0


def _spaced(columns: Sequence[Column], spacing: float) -> bool:
    """Whether some paragraphs stand farther apart than lines."""
    pairs = (pair for column in columns for pair in pairwise(column.lines))
    return sum(b.y - a.y > LOWER * spacing for a, b in pairs) >= FEWEST_APART


def _grouped(columns: Sequence[Column], setting: Setting) -> Iterator[list[Line]]:
    """The lines of each paragraph; what stands below it in small type comes after it, wherever it goes on."""
    current: list[Line] = []
    small: list[Column] = []
    above: Column | None = None
    for column in columns:
        if current and _is_small(column, current[-1], setting):
            small.append(column)
            continue
        for line in column.lines:
            if current and (above is None or _parted(current, above, line, column, setting)):
                yield current
                yield from _notes(small)
                current, small = [], []
            current.append(line)
            above = column
    if current:
        yield current
    yield from _notes(small)


def _is_small(column: Column, last: Line, setting: Setting) -> bool:
    """Whether these lines below another are a note, or what is said of a picture."""
    first = column.lines[0]
    return first.size * ALIKE < setting.size and first.page == last.page and first.y > last.y


def _notes(columns: Sequence[Column]) -> Iterator[list[Line]]:
    """The paragraphs of lines in small type."""
    for column in columns:
        size = column.lines[0].size
        yield from _grouped([column], Setting(size, _spacing([column], size)))


def _parted(paragraph: Sequence[Line], above: Column, line: Line, column: Column, setting: Setting) -> bool:
    """Whether a line begins a new paragraph after these of the column `above`, which may be its own."""
    if _is_capital(paragraph[-1], line):
        return False
    last = next((one for one in reversed(paragraph) if not _CAPITAL.fullmatch(one.text)), paragraph[-1])
    if max(last.size, line.size) > ALIKE * min(last.size, line.size):
        return True
    heading = line.size > ALIKE * setting.size
    below = line.page == last.page and line.y > last.y
    spacing = max(setting.spacing, HEADING * line.size) if heading else setting.spacing
    if below and line.y - last.y > LOWER * spacing and not _goes_on(last, line):
        return True
    if heading and below:
        return False
    if _indented(paragraph, above, line, column, setting) or _short(last, above, line):
        return True
    if above is column and (setting.indent or setting.spaced):
        return False
    return _ended(last, above, line) or (not setting.indent and above is not column and _begins(paragraph, line))


def _goes_on(last: Line, line: Line) -> bool:
    """Whether words alone tell that a sentence goes on, as it does around a picture."""
    return line.text[0].islower() and last.text[-1] not in ENDS


def _begins(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether, after a whole sentence, a line begins with a speaker's label, or a quotation where none is open."""
    if paragraph[-1].text[-1] not in ENDS:
        return False
    text = " ".join(one.text for one in paragraph[-MOST_QUOTED:])
    quotes = line.text[0] in OPENING and text.count(line.text[0]) == text.count(OPENING[line.text[0]])
    return quotes or bool(_LABEL.match(line.text))


def _indented(paragraph: Sequence[Line], above: Column, line: Line, column: Column, setting: Setting) -> bool:
    """Whether the line begins farther in than the one before, or farther out than those of a block quotation."""
    if _is_capital(paragraph[0], line):  # lines stand beside the large letter
        return False
    last, least = paragraph[-1], INDENT * line.size
    by, last_by = line.left - column.left, last.left - above.left
    if setting.indent and abs(by - setting.indent) < least / 2:
        return True
    if by - last_by > least:  # under the first words of an entry of a list its other lines stand
        return not (len(paragraph) == 1 and above is column and _ENTRY.match(last.text))
    block = (
        len(paragraph) > 1
        and not _CAPITAL.fullmatch(paragraph[0].text)
        and paragraph[-2].page == last.page
        and abs(paragraph[-2].left - last.left) < least
    )
    return block and last_by - by > least


def _short(last: Line, column: Column, line: Line) -> bool:
    """Whether the line's first word would have had room on the line before."""
    room = column.right - last.right
    if line.text[0].islower() or room <= line.word + (SPACE + SLACK) * line.size:
        return False
    return last.text[-1] in ENDS or room > (1 - VERY_SHORT) * (column.right - column.left)


def _ended(last: Line, column: Column, line: Line) -> bool:
    """Whether a line of justified text with a sentence's end does not reach the edge."""
    if column.flush is None or last.text[-1] not in ENDS or line.text[0].islower():
        return False
    return column.flush - last.right > FLUSH * last.size


def _text(lines: Sequence[Line], words: Words) -> str:
    """The words of a paragraph."""
    parts: list[str] = []
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if following is None or _is_capital(line, following):
            parts.append(line.text)
        else:
            parts += together(line.text, following.text, words)
    return "".join(parts)
