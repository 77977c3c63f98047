"""What is the text of a PDF? Runs in a process of its own, which the reader ends when it takes too long or too much.

The bytes come on standard input; what was read, or why nothing was, goes to standard output.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import msgspec

from index.ingest.pdf.about import about
from index.ingest.pdf.answer import SECONDS, Refused, Taken
from index.ingest.pdf.lines import Line, lines_of
from index.ingest.pdf.margins import without_margins
from index.ingest.pdf.order import in_order
from index.ingest.pdf.paragraphs import body_size, paragraphs_of

MAX_PAGES = 2_000  # a newspaper's year bound together; what is longer is no article
MAX_CHARACTERS = 1_000_000  # a long novel has as many
MOST_NAMELESS = 0.2  # of the characters may have no name: a text with more can't be read
MEMORY = 1_000_000_000  # bytes for the process: 40 times the largest file


def taken(data: bytes) -> Taken | Refused:
    """The text of a document of these bytes."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Refused(_unopened(error))
    if not len(document):
        return Refused("has no pages")
    if len(document) > MAX_PAGES:
        return Refused(f"has {len(document):,} pages, and no article has more than {MAX_PAGES:,}; split it")
    read = _pages(document)
    if isinstance(read, Refused):
        return read
    pages, pictures = read
    lines = [line for page in pages for line in page]
    if not lines:
        return Refused(_textless(pictures))
    left = without_margins(pages, body_size(lines))
    text = _clean(paragraphs_of([in_order(page) for page in left]) or paragraphs_of([in_order(page) for page in pages]))
    return Taken(text, about(document.get_metadata_dict(skip_empty=True), data), tuple(pictures))


def _unopened(error: Any) -> str:
    """Why the library did not open it."""
    import pypdfium2.raw as pdfium

    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return "is locked with a password; save a copy without it (for example with qpdf --decrypt) and add that"
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return "is locked in a way that nobody but its own programs can open; save a copy without it and add that"
    return "is no PDF, or a damaged one; open it in another program and save it anew"


def _pages(document: Any) -> tuple[list[list[Line]], list[int]] | Refused:
    """The lines of each page, one page after the other, and the numbers of those that are only pictures."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    pages: list[list[Line]] = []
    pictures: list[int] = []
    nameless = total = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return Refused(f"is damaged: page {number + 1} can't be read; open it in another program and save it anew")
        lines, unmapped = lines_of(page, number, MAX_CHARACTERS + 1 - total)
        nameless, total = nameless + unmapped.nameless, total + unmapped.total
        if total > MAX_CHARACTERS:
            return Refused(f"has more than {MAX_CHARACTERS:,} characters, and no article has; split it")
        objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page)))
        if not lines and any(pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_TEXT for one in objects):
            pictures.append(number + 1)
        pages.append(lines)
        page.close()
    if nameless > MOST_NAMELESS * total:
        return Refused("does not say which letters its shapes are; make its text anew, for example with ocrmypdf")
    return pages, pictures


def _textless(pictures: list[int]) -> str:
    if not pictures:
        return "has no text"
    return "has no text, only pictures; make it one with text first, for example with ocrmypdf"


def _clean(paragraphs: list[str]) -> str:
    """The text, its paragraphs parted by blank lines, letters in their composed form, spaces single."""
    lines = (" ".join(unicodedata.normalize("NFC", paragraph).split()) for paragraph in paragraphs)
    return "\n\n".join(line for line in lines if line)


def limit() -> None:
    """Keep this process within its memory and time, and from writing files, where the system can."""
    try:
        import resource
    except ImportError:  # Windows; there the one who waits ends it
        return
    for name, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(which, (most, most))


def main() -> None:
    """Read standard input and tell on standard output."""
    limit()
    try:
        result = taken(sys.stdin.buffer.read())
    except MemoryError:
        result = Refused(f"needs more than {MEMORY // 1_000_000_000} GB of memory to be read")
    sys.stdout.buffer.write(msgspec.json.encode(result))
