"""Which queries does a reader keep as lists? The table `saved`, which can't be made again."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Saved(NamedTuple):
    """A query under a name. `seen` is the key of the last article when it was last looked at, `made` a UTC time."""

    name: str
    query: str
    seen: int
    made: str


def every(db: sqlite3.Connection) -> list[Saved]:
    """All of them, by name."""
    rows = db.execute("SELECT name, query, seen, made FROM saved").fetchall()
    return sorted((Saved(*row) for row in rows), key=lambda one: (one.name.casefold(), one.name))


def put(db: sqlite3.Connection, saved: Saved) -> None:
    """Keep one, in place of one of this name."""
    db.execute("INSERT OR REPLACE INTO saved VALUES (?, ?, ?, ?)", saved)


def drop(db: sqlite3.Connection, name: str) -> None:
    """Take one out."""
    db.execute("DELETE FROM saved WHERE name = ?", (name,))


def see(db: sqlite3.Connection, name: str, seen: int) -> None:
    """One was looked at; what was seen once stays so."""
    db.execute("UPDATE saved SET seen = max(seen, ?) WHERE name = ?", (seen, name))


def last_article(db: sqlite3.Connection, seq: int | None = None) -> int:
    """The key of the article added last, or of those that had changed until a change."""
    where, values = ("", ()) if seq is None else (" WHERE seq <= ?", (seq,))
    return int(db.execute(f"SELECT coalesce(max(key), 0) FROM article{where}", values).fetchone()[0])


def added_after(db: sqlite3.Connection, key: int) -> set[str]:
    """The ids of the articles added after that one."""
    return {row[0] for row in db.execute("SELECT id FROM article WHERE key > ? AND NOT removed", (key,)).fetchall()}
