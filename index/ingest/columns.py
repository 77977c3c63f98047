"""How do the rows of a table become articles: CSV or TSV with a name over each column, as press databases export it?

Rows are read one after the other, and no more than one is held.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

from index.addresses import canonical, is_address
from index.ingest.dates import in_doubt
from index.ingest.header import SEPARATOR, Columns, columns_of, delimiter_of
from index.ingest.hints import MAX_ID, Hint, brief, iso_date, one_line, origin_id, usable_id
from index.ingest.jsonl import row_origin
from index.ingest.plain import MAX_BYTES
from index.ingest.rejoined import begun
from index.model import Article, Skipped

SAMPLE: Final = 1 << 18  # bytes from the start that tell how the table is written
MAX_ROW: Final = 2 * MAX_BYTES  # characters: the longest article, and as much again beside it
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MARKUP: Final = re.compile(r"<(?:p|br|div)\b[^<>]*>", re.IGNORECASE)  # some databases give their texts as HTML
UNDECODED: Final = re.compile("[\udc80-\udcff]")  # as Python keeps a byte that is no UTF-8
YES_NO: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
ESCAPED: Final[dict[str, Any]] = {"escapechar": "\\"}
UNENDED: Final = "end of data"  # what csv says where it ends between marks
UNQUOTED: Final[dict[str, Any]] = {"quoting": csv.QUOTE_NONE, "quotechar": None}


class TooLongError(csv.Error):
    """A row that does not end where rows do."""


class Lines:
    """The lines of a table, of which a row takes as many as it likes, but no endless ones."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._taken = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_ROW + 1)
        self._taken += len(line)
        if self._taken > MAX_ROW:
            raise TooLongError
        if not line:
            raise StopIteration
        return line

    def next_row(self) -> None:
        """A new row begins."""
        self._taken = 0


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """An article or a reason for each row that is not blank; the reason's path ends in the number of its line."""
    head, whole = begun(stream, SAMPLE)
    encoding = "utf-16" if head.startswith(UTF_16) else "utf-8-sig"
    if b"\0" in head and encoding != "utf-16":
        yield Skipped(hint.path, "is binary, not a table of text")
        return
    text = io.TextIOWrapper(whole, encoding, "strict" if encoding == "utf-16" else "surrogateescape", newline="")
    try:
        yield from _rows(Lines(text), head.decode(encoding, "replace"), len(head) == SAMPLE, hint)
    except UnicodeDecodeError:
        yield Skipped(hint.path, "is not UTF-16 text throughout, as its first bytes say; the rows after that were left")
    finally:
        text.detach()


def _rows(lines: Lines, sample: str, cut: bool, hint: Hint) -> Iterator[Article | Skipped]:
    first = next((line for line in sample.splitlines() if line.strip()), "")
    sign = delimiter_of(first, hint.columns)
    csv.field_size_limit(MAX_BYTES)  # Python's own is 128 kB; it holds for the whole process, which reads no other CSV
    rows = csv.reader(lines, **_written(sample, cut, sign))
    columns: Columns | None = None
    texts: Counter[bytes] = Counter()
    found = False
    while True:
        where = f"{hint.path}:{rows.line_num + 1}"
        lines.next_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            reason, over = _broken(error)
            yield Skipped(where, reason)
            if over or columns is None:
                return
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row) or (columns is None and SEPARATOR.fullmatch(sign.join(row))):
            continue
        if columns is None:
            told = columns_of(row, hint.columns)
            if isinstance(told, str):
                yield Skipped(hint.path, told)
                return
            columns = told
            continue
        found = True
        yield from _article(row, columns, where, texts, hint)
    if not found:
        yield Skipped(hint.path, "is empty" if columns is None else "has names of columns and no rows below them")


def _written(sample: str, cut: bool, sign: str) -> dict[str, Any]:
    """How the table is written: marks in a text doubled, or behind a stroke, or, between tabs, as they are."""
    base: dict[str, Any] = {"delimiter": sign, "strict": True, "skipinitialspace": True}
    ways = [base, base | ESCAPED, *([base | UNQUOTED] if sign == "\t" else [])]
    return next((way for way in ways if _fits(sample, cut, way)), base)


def _fits(sample: str, cut: bool, way: dict[str, Any]) -> bool:
    """Whether a table's start can be read so; where it is cut, as far as it goes."""
    try:
        for _ in csv.reader(io.StringIO(sample, newline=""), **way):
            pass
    except csv.Error as error:
        return cut and UNENDED in str(error)
    return True


def _broken(error: csv.Error) -> tuple[str, bool]:
    """Why a row can't be read, and whether nothing after it can."""
    said = str(error)
    if isinstance(error, TooLongError) or "field limit" in said:
        unclosed = "; perhaps a quotation mark is never closed. What follows was not read"
        return f"begins a row with more than {MAX_BYTES // 1_000_000} MB, which no article has{unclosed}", True
    if UNENDED in said:
        return "opens a quotation mark that is never closed, so that it takes in all that follows", True
    return (
        "has quotation marks that don't fit: a text with marks must stand in marks, and its own be written twice",
        False,
    )


def _article(
    row: Sequence[str], columns: Columns, where: str, texts: Counter[bytes], hint: Hint
) -> Iterator[Article | Skipped]:
    problem = _problem(row, columns)
    if problem:
        yield Skipped(where, problem)
        return

    def value(field: str) -> str | None:
        return next(filter(None, map(one_line, _cells(row, columns, field))), None)

    text, given, url, published, transcript = (
        _text(row, columns), value("id"), value("url"), value("published"), value("transcript"),
    )  # fmt: skip
    url = url if url and is_address(url) else None
    date = iso_date(published)
    marked = YES_NO.get((transcript or "").lower())
    yield Article(
        id=given or origin_id(canonical(url) if url else row_origin(text, texts, hint)),
        text=text,
        path=hint.path,
        title=value("title") or hint.title,
        outlet=value("outlet") or hint.outlet,
        published=date or hint.published,
        url=url or hint.url,
        author=value("author") or hint.author,
        language=value("language"),
        transcript=hint.transcript if marked is None else marked,
        named=given is not None,
    )
    if published and not date:
        why = "; the day or the month may stand first" if in_doubt(published) else ""
        yield Skipped(
            where, f"was added without a date: it is given as {brief(published)}{why}; write 2026-11-02", added=True
        )
    if transcript and marked is None:
        reason = f"was added as if unmarked: transcript is {brief(transcript)}; write true or false"
        yield Skipped(where, reason, added=True)


def _problem(row: Sequence[str], columns: Columns) -> str | None:
    """What keeps a row from being an article, in a sentence."""
    if any(cell.strip() for cell in row[columns.count :]):
        apart = "a text with the sign that parts them must stand in quotation marks"
        return f"has {len(row)} columns where the table has {columns.count}; {apart}"
    if any(UNDECODED.search(cell) for cell in row):
        return "is not UTF-8 text; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"
    if not _text(row, columns).strip():
        return "has no text"
    given = next(filter(None, _cells(row, columns, "id")), None)
    if given and not usable_id(given):
        return f"has an id that can't be used: at most {MAX_ID} printable characters"
    return None


def _cells(row: Sequence[str], columns: Columns, field: str) -> list[str]:
    """What stands in the columns of a field, in their order, without space around it."""
    return [row[place].strip() for place in columns.places.get(field, ()) if place < len(row)]


def _text(row: Sequence[str], columns: Columns) -> str:
    """A row's text: its one column, all that were named by hand, or what stands in the lead and the rest apart."""
    texts = [text for text in (_plain(cell) for cell in _cells(row, columns, "text")) if text]
    text = "\n\n".join(texts if "text" in columns.by_hand else texts[:1])
    lead = next((_plain(cell) for cell in _cells(row, columns, "lead") if cell), "")
    if not lead or " ".join(lead.split()) in " ".join(text.split()):
        return text
    return f"{lead}\n\n{text}" if text else lead


def _plain(cell: str) -> str:
    if not MARKUP.search(cell):
        return cell
    from index.ingest.pages.fragments import text_of

    return text_of(cell)
