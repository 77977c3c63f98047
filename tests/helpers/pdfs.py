"""PDF files written by hand, for what no typesetter makes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

Placed = tuple[float, float, str]  # from the left, from below, words

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects by their numbers."""
    data, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    size = max(objects) + 1
    return data + b"xref\n0 1\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        rows, size, trailer, len(data),
    )  # fmt: skip


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def bomb(size: int, times: int = 1) -> bytes:
    """A stream that is so many zeros of content, packed so many times."""
    packer, packed = zlib.compressobj(9), b""
    for _ in range(size // 1_000_000):
        packed += packer.compress(b" " * 1_000_000)
    packed += packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return stream(packed, b"/Filter [%s]" % (b"/FlateDecode " * times))


def written(words: Iterable[Placed], size: float = 10) -> bytes:
    """The content of a page with these words in this order."""
    shown = b"".join(
        b"1 0 0 1 %.2f %.2f Tm (%s) Tj\n"
        % (x, y, text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)"))
        for x, y, text in words
    )
    return b"BT /F1 %.2f Tf\n%sET" % (size, shown)


def document(pages: Sequence[bytes], info: bytes = b"", page: bytes = b"", packet: bytes = b"") -> bytes:
    """A file of pages with these contents; `info` and `page` are what their dictionaries hold besides."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: FONT}
    kids = []
    for number, content in enumerate(pages):
        at = 10 + 2 * number
        kids.append(b"%d 0 R" % at)
        objects[at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (at + 1, page)
        )
        objects[at + 1] = stream(content)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(pages))
    objects[4] = b"<< %s >>" % info
    if packet:
        objects[5] = stream(packet, b"/Type /Metadata /Subtype /XML")
        objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>"
    return pdf(objects, b"/Root 1 0 R /Info 4 0 R")
