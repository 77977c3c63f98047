"""Which characters does a page of a PDF show, and where? Asks the PDF library for each.

Coordinates are points from the upper left corner of the page as it is read, y downwards, however the page is turned.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

HYPHEN = 2  # what the library makes of a hyphen at the end of a line
SOFT_HYPHEN = "\u00ad"
FOLDED: Final = (range(0xFB00, 0xFDD0), range(0xFE70, 0xFEFF))  # ligatures, and what letters become beside others
ASLANT = 0.05  # radians: what is turned by more than that and is not upright is a stamp across the page


class Glyph(Struct, frozen=True, gc=False):
    """A character drawn: its place, its size, and in which of four quarters its base line runs (-1: aslant)."""

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


def glyphs_of(page: Any, most: int) -> tuple[list[Glyph], Unmapped]:
    """The characters inside the page's edges in the order drawn, of its first `most`."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    text, box, edge = textpage.raw, pdfium.FS_RECTF(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_GetPageBoundingBox(page, edge)
    found: list[Glyph] = []
    nameless = total = high = 0
    drawn, size, quarter = None, 0.0, 0
    for i in range(min(textpage.count_chars(), most)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the first 65,536
            high = code
            continue
        code, high = _whole(high, code), 0
        total += 1
        if code in (10, 13, 32) and pdfium.FPDFText_IsGenerated(text, i) == 1:  # where the library sees a gap
            if found and code == 32:
                found.append(replace(found[-1], text=" ", left=found[-1].right))
            continue
        nameless += code in (0, 0xFFFD) or _private(code) or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        if not (edge.left <= (box.left + box.right) / 2 <= edge.right and edge.bottom <= y.value <= edge.top):
            continue
        of = ctypes.cast(pdfium.FPDFText_GetTextObject(text, i), ctypes.c_void_p).value
        if of is None or of != drawn:  # all its characters have one size and direction
            drawn, (size, quarter) = of, _setting(text, i)
        shown = _character(code, box.right - box.left)
        if shown and math.isfinite(size):
            found.append(_placed(shown, box, edge, (x.value, y.value), size, quarter))
    textpage.close()
    return found, Unmapped(nameless, total)


def _whole(high: int, code: int) -> int:
    """A character from its halves, where it has two."""
    if not 0xDC00 <= code < 0xE000:
        return code
    return 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD


def _setting(text: Any, i: int) -> tuple[float, int]:
    """The size of a character as it is seen, and in which quarter its line runs."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
    angle = pdfium.FPDFText_GetCharAngle(text, i)
    quarter = round(angle / (math.pi / 2)) % 4
    upright = abs(math.remainder(angle - quarter * math.pi / 2, 2 * math.pi)) <= ASLANT
    return size, quarter if upright else -1


def _placed(text: str, box: Any, edge: Any, origin: tuple[float, float], size: float, quarter: int) -> Glyph:
    """The character as it stands when the page is turned so that it is upright."""
    x, y = origin
    if quarter == 1:
        return Glyph(text, edge.top - box.top, edge.top - box.bottom, edge.right - x, size, quarter)
    if quarter == 2:
        return Glyph(text, edge.right - box.right, edge.right - box.left, y - edge.bottom, size, quarter)
    if quarter == 3:
        return Glyph(text, box.bottom - edge.bottom, box.top - edge.bottom, x - edge.left, size, quarter)
    return Glyph(text, box.left - edge.left, box.right - edge.left, edge.top - y, size, quarter)


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
