"""What did a reader make, as rows that another library can take? Without what only this one knows: keys, states."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final

Value = str | int | None
PLACES: Final = ("start", "end", "words")
TABLES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {  # the kind of a row: its table, and its columns
    "mark": ("mark", ("article", "read", "starred")),
    "tag": ("tag", ("article", "name", "made")),
    "note": ("note", ("article", *PLACES, "text", "made")),
    "saved": ("saved", ("name", "query", "made")),
    "speaker": ("choice", ("what", "name", "other", "article", *PLACES, "made")),
    "judged": (
        "judged",
        ("same", *(f"{side}_{name}" for side in "ab" for name in ("article", *PLACES)), "made"),
    ),
    "edited": ("edited", ("article", "field", "value", "made")),
    "outlet": ("naming", ("called", "outlet", "made")),
    "feed": ("feed", ("url", "named", "title", "outlet", "tags", "made")),
}
ARTICLES: Final = ("article", "a_article", "b_article")  # columns that name an article
ONE_OF: Final = {
    "tag": 2,
    "saved": 1,
    "edited": 2,
    "outlet": 1,
    "feed": 1,
}  # the first columns, of which there is one row
FILLED: Final = {"saved": {"seen": 0}}  # what only a library knows


def rows(db: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Value]]]:
    """(kind, columns) of everything, in an order that does not depend on the library."""
    for kind, (table, names) in TABLES.items():
        columns = ", ".join(f'"{name}"' for name in names)
        order = ", ".join(str(number) for number in (len(names), *range(1, len(names))))
        for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):
            yield kind, dict(zip(names, row, strict=True))


def put(db: sqlite3.Connection, kind: str, row: Mapping[str, Value]) -> bool | None:
    """Write a row: True where it is new, False where it stands already, None where another stands in its place."""
    table, names = TABLES[kind]
    if kind == "mark":
        return _marked(db, row)
    told = [name for name in names if name not in ("made", "title", "named")]
    if _there(db, table, told, row):
        return False
    if kind in ONE_OF and _there(db, table, list(names[: ONE_OF[kind]]), row):
        return None
    values = {**row, **FILLED.get(kind, {})}
    columns = ", ".join(f'"{name}"' for name in values)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))
    return True


def _there(db: sqlite3.Connection, table: str, names: list[str], row: Mapping[str, Value]) -> bool:
    where = " AND ".join(f'"{name}" IS ?' for name in names)
    found = db.execute(f"SELECT 1 FROM {table} WHERE {where}", [row[name] for name in names])
    return found.fetchone() is not None


def _marked(db: sqlite3.Connection, row: Mapping[str, Value]) -> bool:
    """Read and starred by either is read and starred."""
    before = db.execute("SELECT read, starred FROM mark WHERE article = ?", (row["article"],)).fetchone() or (0, 0)
    after = (max(before[0], int(row["read"] or 0)), max(before[1], int(row["starred"] or 0)))
    db.execute("INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", (row["article"], *after))
    return after != tuple(before)
