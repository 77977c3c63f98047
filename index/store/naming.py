"""How did a reader name outlets? The table `naming`; and which outlets have articles, as their inputs call them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Called(NamedTuple):
    """What an article's outlet is known as, and what its input says of it."""

    id: str
    outlet: str | None
    called: str | None
    url: str | None
    site: str | None


def own(db: sqlite3.Connection) -> dict[str, str]:
    """Outlets by what a reader said is another name or an address of theirs; see `outlets.key_of`."""
    return dict(db.execute("SELECT called, outlet FROM naming ORDER BY called").fetchall())


def put(db: sqlite3.Connection, called: str, outlet: str, key_of_outlet: str) -> None:
    """Write whose name or address something is. The outlet itself is called nothing else any more: no names go in a
    circle."""
    db.execute("DELETE FROM naming WHERE called = ?", (key_of_outlet,))
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    db.execute("INSERT OR REPLACE INTO naming VALUES (?, ?, ?)", (called, outlet, made))


def drop(db: sqlite3.Connection, called: str) -> bool:
    """Forget whose it is; False where nobody had said so."""
    return db.execute("DELETE FROM naming WHERE called = ?", (called,)).rowcount > 0


def called(db: sqlite3.Connection) -> Iterator[Called]:
    """Of every article, in the order of adding."""
    rows = db.execute("SELECT id, outlet, called, url, site FROM article WHERE NOT removed ORDER BY key")
    return map(Called._make, rows.fetchall())


def counts(db: sqlite3.Connection) -> list[tuple[str, str | None, int]]:
    """(outlet, what inputs call it, how many articles do)."""
    rows = db.execute(
        "SELECT outlet, called, count(*) FROM article WHERE NOT removed AND outlet NOTNULL GROUP BY outlet, called"
    )
    return rows.fetchall()
