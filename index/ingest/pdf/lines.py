"""Which lines of text stand on a page of a PDF, and where? Asks the PDF library for every character and its place.

Coordinates are points from the page's upper left corner, y downwards, however the page is turned. Lines come in the
order in which the file draws them.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

SAME_LINE = 0.45  # of the type size: so far may raised and lowered characters stand from their line
LEVEL = 0.4  # of the type size: lines as near as this stand beside each other
APART = 1.0  # of the type size: a wider gap may be a gutter between columns; justified spaces get as wide
FEWEST_ROWS = 3  # of a page that have a gap in one place, before it is taken for a gutter
MOST_GAPS = 1_000  # that are compared with each other: no page has so many rows
CROSSED = 0.25  # of as many rows there may be lines across a gutter: headlines
HYPHEN = 2  # what the library makes of a hyphen at the end of a line
SOFT_HYPHEN = "\u00ad"
FOLDED = range(0xFB00, 0xFDD0), range(0xFE70, 0xFEFF)  # ligatures and the forms that letters take beside others


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


class Glyph(Struct, frozen=True, gc=False):
    """A character drawn: its place, its size, and in which of four quarters its base line runs."""

    text: str
    left: float
    right: float
    y: float
    size: float
    quarter: int


class Unmapped(Struct, frozen=True):
    """How many of so many characters have a shape but no name: nobody can tell which letters they are."""

    nameless: int
    total: int


def lines_of(page: Any, number: int, most: int) -> tuple[list[Line], Unmapped]:
    """The lines of a page in the order drawn, from its first `most` characters."""
    glyphs, unmapped = _glyphs(page, most)
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


def _glyphs(page: Any, most: int) -> tuple[list[Glyph], Unmapped]:
    """Every character inside the page's edges."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    box, edge, matrix = pdfium.FS_RECTF(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_GetPageBoundingBox(page, edge)
    found: list[Glyph] = []
    nameless = total = 0
    text, high = textpage.raw, 0
    for i in range(min(textpage.count_chars(), most)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the first 65,536
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (10, 13):  # the library's own line ends
            continue
        total += 1
        nameless += pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 or code in (0, 0xFFFD) or _private(code)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        if not (edge.left <= (box.left + box.right) / 2 <= edge.right and edge.bottom <= y.value <= edge.top):
            continue
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        place = (box.left - edge.left, box.right - edge.left, y.value - edge.bottom)
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            if found and code == 32:
                last = found[-1]
                found.append(replace(last, text=" ", left=last.right))
            continue
        turned = pdfium.FPDFText_GetCharAngle(text, i)
        width, height = edge.right - edge.left, edge.top - edge.bottom
        sides = (box.bottom - edge.bottom, box.top - edge.bottom, x.value - edge.left)
        shown = _character(code, box.right - box.left)
        if shown and math.isfinite(size):
            found.append(_turned(shown, place, sides, (width, height), size, turned))
    textpage.close()
    return found, Unmapped(nameless, total)


def _turned(
    text: str,
    across: tuple[float, float, float],
    along: tuple[float, float, float],
    page: tuple[float, float],
    size: float,
    angle: float,
) -> Glyph:
    """The character as it stands when the page is turned so that it is upright; `angle` in radians, to the left."""
    quarter = round(angle / (math.pi / 2)) % 4
    if abs(math.remainder(angle - quarter * math.pi / 2, 2 * math.pi)) > 0.05:  # aslant: a stamp across the page
        quarter = -1
    left, right, y = across
    bottom, top, x = along
    if quarter == 1:
        return Glyph(text, page[1] - top, page[1] - bottom, page[0] - x, size, quarter)
    if quarter == 2:
        return Glyph(text, page[0] - right, page[0] - left, y, size, quarter)
    if quarter == 3:
        return Glyph(text, bottom, top, x, size, quarter)
    return Glyph(text, left, right, page[1] - y, size, quarter)


def _character(code: int, width: float) -> str:
    """What a reader sees of it, as text without control characters; ligatures as their letters."""
    if code == HYPHEN:
        return "-"
    character = chr(code)
    if character == SOFT_HYPHEN:  # in a PDF it is printed, or has no width
        return SOFT_HYPHEN if width > 0 else ""
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cs", "Cn") or code == 0xFEFF:
        return ""
    return unicodedata.normalize("NFKC", character) if any(code in some for some in FOLDED) else character


def _private(code: int) -> bool:
    return 0xE000 <= code < 0xF900 or code >= 0xF0000


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
    gaps = [(a.right, b.left) for a, b in zip(pieces, pieces[1:], strict=False) if _beside(a, b)]
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
