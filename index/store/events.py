"""Which articles are on the same happening? The table `alike` and the column `event`, both derived."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.store.reading import in_parts


class Told(NamedTuple):
    """What an article's signature is made of, by its key."""

    key: int
    title: str | None
    text: str
    published: str | None
    outlet: str | None


def documents(db: sqlite3.Connection, keys: Sequence[int]) -> list[Told]:
    """The titles, texts and dates of some articles, for those that are there."""
    found: list[Told] = []
    for part, marks in in_parts(keys):
        rows = db.execute(
            "SELECT x.key, x.title, t.text, x.published, x.outlet FROM article x JOIN article_text t USING (key)"
            f" WHERE x.key IN ({marks}) AND NOT x.removed",
            part,
        )
        found += map(Told._make, rows.fetchall())
    return found


def dated(db: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[int, str | None, str | None]]:
    """(key, published, outlet) of some articles, for those that are there."""
    found: list[tuple[int, str | None, str | None]] = []
    for part, marks in in_parts(keys):
        rows = db.execute(f"SELECT key, published, outlet FROM article WHERE key IN ({marks}) AND NOT removed", part)
        found += rows.fetchall()
    return found


def event(db: sqlite3.Connection, article_key: int) -> int | None:
    """The key of an article's event; None where it was not judged yet."""
    row = db.execute("SELECT event FROM article WHERE key = ?", (article_key,)).fetchone()
    return row[0] if row else None


def put_alike(db: sqlite3.Connection, rows: Iterable[tuple[int, int, float]]) -> None:
    """Write how probably two articles, by their keys, are on one happening."""
    db.executemany(
        "INSERT OR REPLACE INTO alike VALUES (?, ?, ?)", ((min(a, b), max(a, b), score) for a, b, score in rows)
    )


def forget(db: sqlite3.Connection, article_key: int) -> set[int]:
    """Take out what is known of an article; returns the keys of those that were like it."""
    rows = db.execute("SELECT a, b FROM alike WHERE a = :key OR b = :key", {"key": article_key}).fetchall()
    db.execute("DELETE FROM alike WHERE a = :key OR b = :key", {"key": article_key})
    db.execute("UPDATE article SET event = NULL WHERE key = ?", (article_key,))
    return {key for row in rows for key in row} - {article_key}


def drop_all(db: sqlite3.Connection) -> None:
    """Take out every event."""
    db.execute("DELETE FROM alike")
    db.execute("UPDATE article SET event = NULL WHERE event IS NOT NULL")


def component(
    db: sqlite3.Connection, keys: Iterable[int], least: float
) -> tuple[set[int], dict[tuple[int, int], float]]:
    """The articles reachable from these by pairs of at least that score, and all pairs among them."""
    seen: set[int] = set()
    pairs: dict[tuple[int, int], float] = {}
    front = set(keys)
    while front:
        seen |= front
        found: dict[tuple[int, int], float] = {}
        for part, marks in in_parts(sorted(front)):
            for side in ("a", "b"):
                rows = db.execute(f"SELECT a, b, score FROM alike WHERE {side} IN ({marks})", part)
                found.update({(a, b): score for a, b, score in rows.fetchall()})
        pairs |= found
        front = {key for pair, score in found.items() if score >= least for key in pair} - seen
    return seen, {pair: score for pair, score in pairs.items() if seen.issuperset(pair)}


def set_events(db: sqlite3.Connection, of: Mapping[int, int]) -> None:
    """Write the event (key of its article added first) of articles."""
    db.executemany("UPDATE article SET event = ? WHERE key = ? AND event IS NOT ?", ((e, k, e) for k, e in of.items()))


def ids_of_event(db: sqlite3.Connection, article_id: str) -> list[str]:
    """The ids of all articles on the happening of one, itself too, in the order of adding; none where it is unknown."""
    rows = db.execute(
        "SELECT y.id FROM article x JOIN article y ON y.event = x.event OR y.key = x.key"
        " WHERE x.id = ? AND NOT x.removed AND NOT y.removed ORDER BY y.key",
        (article_id,),
    )
    return [row[0] for row in rows.fetchall()]
