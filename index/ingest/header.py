"""Which column of a table is the text, the title, the date? Told by the names above them, or by who adds it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from index.ingest.hints import brief

DELIMITERS: Final = (",", ";", "\t", "|")
SEPARATOR: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # a line that Excel wants, and no other program writes
SHOWN: Final = 30  # names of columns in a message
# without case, spaces and signs; where a table has several of one field, the first that holds something counts
ALIASES: Final = {
    "text": (
        *("fulltext", "text", "body", "articletext", "articlebody", "bodytext", "maintext", "plaintext"),
        *("content", "contents", "articlecontent", "story", "storytext", "td", "hlead", "article"),
    ),
    "lead": ("lead", "leadparagraph", "lp"),
    "title": ("title", "headline", "articletitle", "documenttitle", "hd", "heading"),
    "outlet": (
        *("outlet", "publication", "newspaper", "publicationtitle", "publicationname", "pubtitle", "journal"),
        *("medianame", "sourcename", "sn", "source", "publisher"),
    ),
    "published": (
        *("published", "publicationdate", "datepublished", "publishedat", "publishedon", "publishdate"),
        *("datepublish", "pubdate", "pd", "date", "issuedate", "loaddate", "datetime", "timestamp"),
    ),
    "author": ("author", "authors", "byline", "by", "writer", "creator"),
    "url": ("url", "link", "permalink", "articleurl", "weburl", "documenturl", "sourceurl"),
    "id": (
        *("id", "accessionnumber", "accessionno", "an", "articleid", "documentid", "docid", "storyid", "storiesid"),
        "proquestdocumentid",
    ),
    "language": ("language", "lang", "la"),
    "transcript": ("transcript",),
}
FIELDS: Final = tuple(ALIASES)
Named = Sequence[tuple[str, str]]  # (field, column's name), as they were said by hand


class Columns(Struct, frozen=True):
    """A table's columns: how many there are, the places of each field's, and which fields were named by hand."""

    count: int
    places: dict[str, tuple[int, ...]]
    by_hand: frozenset[str]


def folded(name: str) -> str:
    """A column's name as it is compared."""
    return "".join(c for c in name.casefold() if c.isalnum())


def columns_of(header: Sequence[str], named: Named = ()) -> Columns | str:
    """Where each field stands; a string says what is missing, and how to say it by hand."""
    keys = [folded(name) for name in header]
    missing = [name for _, name in named if folded(name) not in keys]
    if missing:
        return f"has no column {brief(missing[0])}; its columns are {listed(header)}"
    places: dict[str, tuple[int, ...]] = {}
    for field, aliases in ALIASES.items():
        said = [folded(name) for one, name in named if one == field]
        found = [keys.index(name) for name in said or aliases if name in keys]
        if found:
            places[field] = tuple(found)
    if "text" not in places:
        return f"has no column known as a text; its columns are {listed(header)}; name one with --column text=NAME"
    return Columns(len(header), places, frozenset(field for field, _ in named))


def listed(header: Sequence[str]) -> str:
    """The names of columns for a message."""
    more = f" and {len(header) - SHOWN} more" if len(header) > SHOWN else ""
    return ", ".join(brief(" ".join(name.split())) for name in header[:SHOWN]) + more


def delimiter_of(line: str, named: Named = ()) -> str:
    """What parts the columns of a table, by its header: what gives the most names that are known, or the most names."""
    separator = SEPARATOR.fullmatch(line)
    if separator:
        return separator[1]
    return max(DELIMITERS, key=lambda sign: _worth(_cells(line, sign), named))


def is_header(line: str) -> bool:
    """Whether a line names the columns of a table with texts and something else that is known."""
    found = columns_of(_cells(line, delimiter_of(line)))
    return isinstance(found, Columns) and len(found.places) > 1


def _worth(cells: Sequence[str], named: Named) -> tuple[bool, int, int]:
    found = columns_of(cells, named)
    known = {folded(cell) for cell in cells} & {alias for aliases in ALIASES.values() for alias in aliases}
    return isinstance(found, Columns), len(known), len(cells)


def _cells(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        return []
