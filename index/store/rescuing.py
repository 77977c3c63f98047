"""What can be read of a damaged library's file, table by table, and how does it get into a new one?

The file is copied, and only the copy is opened: what its log holds is put in, and a spoilt header is written as every
library's is. Then its rows are read page by page (`carving`).
"""

from __future__ import annotations

import contextlib
import mmap
import re
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from index.store import carving
from index.store.carving import INTERIOR_INDEX, LEAF, LEAF_INDEX, Pages, Row, Value
from index.store.schema import SCHEMA
from index.store.schema import TABLES as TABLES_OF_SCHEMA

COPY: Final = "damaged.sqlite3"  # the copy's name, while it is read
PAGE: Final = 4096  # bytes, in every library
# what can't be made again, each table after those that it refers to
TABLES: Final = (
    *("article", "article_text", "version", "also", "edited", "naming", "mark", "tag", "note", "saved", "choice"),
    *("judged", "feed", "entry"),
)
# those whose rows have no numbers, and the field that names an article, by which they are told from each other
UNNUMBERED: Final = {"mark": "article", "tag": "article", "edited": "article", "also": "article", "saved": None}
SCHEMA_COLUMNS: Final = 5  # of the table that names all tables
DIGEST: Final = re.compile(r"[0-9a-f]{64}\Z")
TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:")
Record = dict[str, Value]


class Found(Struct, frozen=True):
    """What could be read, the records of each table, and what could not: rows and whole pages of each table, and pages
    with rows of which nothing says whose they are. `torn` are the keys of texts that go on where nothing is."""

    records: Mapping[str, list[Record]]
    rows: Mapping[str, int]
    pages: Mapping[str, int]
    torn: frozenset[int]
    strayed: int


def copied(damaged: Path, copy: Path) -> Path:
    """Make a copy of the file, with all that its log holds, and with a sound header; returns it."""
    shutil.copyfile(damaged, copy)
    _put_head(copy)
    log = Path(f"{damaged}-wal")
    if log.exists():
        shutil.copyfile(log, f"{copy}-wal")
        unread = contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError)
        with unread, contextlib.closing(sqlite3.connect(copy)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _put_head(copy)
    return copy


def _put_head(path: Path) -> None:
    """Write the part of the header that is the same in every library; it says how the file is to be read."""
    size = path.stat().st_size
    if size < carving.HEAD:
        return
    with path.open("r+b") as file:
        file.write(b"SQLite format 3\0" + struct.pack(">H6B", PAGE, 2, 2, 0, 64, 32, 32))
        file.seek(28)
        file.write(struct.pack(">I", size // PAGE))
        file.seek(44)
        file.write(struct.pack(">I", 4))
        file.seek(56)
        file.write(struct.pack(">I", 1))


def found(copy: Path) -> Found:
    """All records of the tables that can't be made again."""
    if copy.stat().st_size < PAGE:
        return Found({}, {}, dict.fromkeys(TABLES, 1), frozenset(), 0)
    with copy.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        pages = Pages(held, PAGE)
        return _Reading(pages, *_schema(pages)).all()


def _schema(pages: Pages) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """The first page and the columns of each table, as the file says; what it can't say is as in a new library."""
    roots: dict[str, int] = {"sqlite_master": 1}
    columns: dict[str, tuple[str, ...]] = {}
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        columns.update((table, _columns(db, table)) for table in TABLES_OF_SCHEMA)
        for page in range(1, pages.count + 1):
            for name, root, sql in _tables(pages, page):
                roots[name] = root
                with contextlib.suppress(sqlite3.Error):
                    if name in columns and sql:  # of an earlier version: fewer, or in another order
                        db.execute(f'DROP TABLE "{name}"')
                        db.execute(sql)
                        told = _columns(db, name)
                        columns[name] = told if set(told) <= set(columns[name]) else columns[name]
    return roots, columns


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall())


def _tables(pages: Pages, page: int) -> Iterator[tuple[str, int, str | None]]:
    """(name, first page, SQL) of the tables and indexes that a page names, where it is one of the schema's."""
    for row in pages.rows(page) if pages.kind(page) == LEAF else ():
        if row is None or len(row.values) != SCHEMA_COLUMNS or row.values[0] not in ("table", "index"):
            return
        kind, name, _, root, sql = row.values
        if isinstance(name, str) and isinstance(root, int) and not row.torn:
            yield name, root, sql if kind == "table" and isinstance(sql, str) else None


class _Reading:
    """The pages of a file while they are read."""

    def __init__(self, pages: Pages, roots: Mapping[str, int], columns: Mapping[str, tuple[str, ...]]) -> None:
        self.pages, self.roots, self.columns = pages, roots, columns
        self.ids: set[Value] = set()  # of articles
        self.records: dict[str, list[Record]] = {table: [] for table in TABLES}
        self.unread: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.torn: set[int] = set()
        self.strayed = 0

    def all(self) -> Found:
        """What each table's pages hold, then what pages hold to which no table leads any more."""
        known: dict[int, str] = {}
        for name, root in self.roots.items():
            for page in self.pages.leaves(root):
                known.setdefault(page, name)
        if any(self.pages.kind(page) != LEAF for page, name in known.items() if name == "sqlite_master"):
            self.broken.update(name for name in TABLES if name not in self.roots)  # where they begin, it said there
        for page, name in sorted(known.items()):
            if name not in self.records:
                continue
            if self.pages.kind(page) not in (LEAF, LEAF_INDEX, INTERIOR_INDEX):
                self.broken[name] += 1
            else:
                self._take(name, self.pages.rows(page))
        free = self.pages.free()
        for kind in (LEAF, LEAF_INDEX, INTERIOR_INDEX):  # articles before what hangs on them
            for page in range(2, self.pages.count + 1):
                if page not in known and page not in free and self.pages.kind(page) == kind:
                    self._stray(page)
        return Found(self.records, self.unread, self.broken, frozenset(self.torn), self.strayed)

    def _take(self, name: str, rows: Iterable[Row | None]) -> None:
        for row in rows:
            if row is None or (record := self._record(name, row)) is None:
                self.unread[name] += 1
                continue
            self.records[name].append(record)
            if name == "article":
                self.ids.add(record["id"])
            if row.torn and name == "article_text":
                assert isinstance(record["key"], int)
                assert isinstance(record["text"], str)
                self.torn.add(record["key"])
                record["text"] = record["text"].rstrip("\0")

    def _record(self, name: str, row: Row) -> Record | None:
        columns = self.columns[name]
        if len(row.values) > len(columns):
            return None
        record = dict(zip(columns, row.values, strict=False))
        if columns[0] == "key" and record["key"] is None:  # SQLite keeps a row's number only beside the row
            record["key"] = row.number
        return record if _fits(name, record) else None

    def _stray(self, page: int) -> None:
        """The rows of a page to which nothing leads: of the one table that all of them fit."""
        rows = [row for row in self.pages.rows(page) if row is not None]
        index = self.pages.kind(page) != LEAF
        fitting = [
            name
            for name in TABLES
            if rows and (name in UNNUMBERED) == index and all(self._is_of(name, row) for row in rows)
        ]
        if len(fitting) == 1:
            self._take(fitting[0], rows)
        elif rows and not index and not self._is_derived(rows):
            self.strayed += 1

    def _is_of(self, name: str, row: Row) -> bool:
        record = self._record(name, row) if len(row.values) == len(self.columns[name]) else None
        hangs = UNNUMBERED.get(name)
        return record is not None and (hangs is None or record[hangs] in self.ids)

    def _is_derived(self, rows: list[Row]) -> bool:
        """Whether they are quotations, which are made again, or rows of the schema."""
        return all(len(row.values) in (len(self.columns["quotation"]), SCHEMA_COLUMNS) for row in rows)


def _fits(name: str, record: Record) -> bool:
    """Whether a record can be of this table: the fields by which its rows are told from all others."""
    match name:
        case "article":
            return isinstance(record.get("id"), str) and _matches(DIGEST, record.get("digest"))
        case "article_text":
            return isinstance(record["key"], int) and isinstance(record.get("text"), str)
        case "entry":
            return isinstance(record.get("feed"), int) and isinstance(record.get("name"), str)
        case "version":
            return isinstance(record.get("article"), str) and _matches(TIME, record.get("taken"))
        case "mark":
            return isinstance(record.get("article"), str) and record.get("read") in (0, 1)
        case "choice":
            return record.get("what") in ("join", "split", "correct")
        case _:
            return _matches(TIME, record.get("made"))


def _matches(pattern: re.Pattern[str], value: Value) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def put(db: sqlite3.Connection, table: str, records: Iterable[Record]) -> Iterator[Record]:
    """Write records into a new library's table; yields those that it does not take, for another has their place."""
    for record in records:
        names = ", ".join(f'"{name}"' for name in record)
        marks = ", ".join("?" * len(record))
        try:
            written = db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(record.values()))
        except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError):
            yield record
        else:
            if not written.rowcount:
                yield record


def drop_textless(db: sqlite3.Connection) -> None:
    """Take out articles whose text was not taken."""
    db.execute("DELETE FROM article WHERE key NOT IN (SELECT key FROM article_text)")


def counts(db: sqlite3.Connection, tables: Iterable[str]) -> dict[str, int]:
    """The rows of some tables."""
    return {table: int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables}
