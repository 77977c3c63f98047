"""Which feeds does a reader follow, and which of their entries are still to be read? The tables `feed` and `entry`."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.model import Entry


class FeedRow(NamedTuple):
    """A feed. `asked`, `after` (not to be asked before) and `made` are UTC times; `failures` are those in a row.

    `articles` of its entries are in the library, `waiting` are still to be read.
    """

    key: int
    url: str
    title: str | None
    outlet: str | None
    tags: tuple[str, ...]
    etag: str | None
    modified: str | None
    asked: str | None
    after: str | None
    failures: int
    problem: str | None
    made: str
    articles: int = 0
    waiting: int = 0


class Waiting(NamedTuple):
    """An entry that is to become an article, or to become it anew."""

    key: int
    feed: int
    entry: Entry
    tries: int


def now(after: float = 0.0) -> str:
    """The time in so many seconds, in UTC."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=after)).isoformat(timespec="seconds")


def every(db: sqlite3.Connection) -> list[FeedRow]:
    """All feeds, in the order of adding."""
    rows = db.execute(
        "SELECT f.key, f.url, f.title, f.outlet, f.tags, f.etag, f.modified, f.asked, f.after, f.failures, f.problem,"
        " f.made, (SELECT count(DISTINCT e.article) FROM entry e JOIN article x ON x.id = e.article"
        " WHERE e.feed = f.key AND NOT x.removed), (SELECT count(*) FROM entry e WHERE e.feed = f.key AND e.waiting)"
        " FROM feed f ORDER BY f.key"
    ).fetchall()
    return [FeedRow._make((*row[:4], tuple(row[4].split()), *row[5:])) for row in rows]


def put(db: sqlite3.Connection, url: str, title: str | None, outlet: str | None, tags: Sequence[str]) -> bool:
    """Follow a feed; False where it is followed already."""
    values = (url, title, outlet, " ".join(tags), now())
    done = db.execute("INSERT OR IGNORE INTO feed (url, title, outlet, tags, made) VALUES (?, ?, ?, ?, ?)", values)
    return done.rowcount > 0


def change(db: sqlite3.Connection, key: int, outlet: str | None, tags: Sequence[str]) -> None:
    """Give a feed another outlet and other tags."""
    db.execute("UPDATE feed SET outlet = ?, tags = ? WHERE key = ?", (outlet, " ".join(tags), key))


def drop(db: sqlite3.Connection, key: int) -> None:
    """Follow a feed no longer; its articles stay."""
    db.execute("DELETE FROM entry WHERE feed = ?", (key,))
    db.execute("DELETE FROM feed WHERE key = ?", (key,))


def answered(db: sqlite3.Connection, row: FeedRow, title: str | None, etag: str | None, modified: str | None) -> None:
    """A feed gave an answer that could be read."""
    db.execute(
        "UPDATE feed SET title = coalesce(?, title), etag = ?, modified = ?, asked = ?, after = NULL, failures = 0,"
        " problem = NULL WHERE key = ?",
        (title, etag, modified, now(), row.key),
    )


def failed(db: sqlite3.Connection, row: FeedRow, problem: str, wait: float | None) -> None:
    """A feed gave none; it is not asked again for so many seconds."""
    after = now(wait) if wait else None
    db.execute(
        "UPDATE feed SET asked = ?, after = ?, failures = failures + 1, problem = ? WHERE key = ?",
        (now(), after, problem, row.key),
    )


def moved(db: sqlite3.Connection, row: FeedRow, url: str) -> None:
    """A feed is at another address for ever, unless one is followed there already."""
    db.execute("UPDATE OR IGNORE feed SET url = ? WHERE key = ?", (url, row.key))


def announce(db: sqlite3.Connection, feed: int, entries: Iterable[Entry]) -> int:
    """Take up what a feed announces: new entries wait, and those that it changed wait again. Returns how many do."""
    count = 0
    for one in entries:
        values = (one.digest, one.url, one.title, one.author, one.published, one.language)
        content = one.content if one.full or one.url is None else ""
        done = db.execute(
            "INSERT INTO entry (feed, name, digest, url, title, author, published, language, content, seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, name) DO UPDATE SET"
            " digest = excluded.digest, url = excluded.url, title = excluded.title, author = excluded.author,"
            " published = excluded.published, language = excluded.language, content = excluded.content, waiting = 1,"
            " tries = 0, after = NULL, problem = NULL WHERE digest <> excluded.digest",
            (feed, one.name, *values, content, now()),
        )
        count += done.rowcount > 0
    return count


def waiting(db: sqlite3.Connection, feed: int) -> list[Waiting]:
    """A feed's entries whose time has come, the oldest announced first."""
    rows = db.execute(
        "SELECT key, feed, name, url, title, author, published, language, content, tries FROM entry"
        " WHERE feed = ? AND waiting AND (after IS NULL OR after <= ?) ORDER BY key",
        (feed, now()),
    ).fetchall()
    return [Waiting(key, feed, _entry(*about), tries) for key, feed, *about, tries in rows]


def _entry(
    name: str,
    url: str | None,
    title: str | None,
    author: str | None,
    published: str | None,
    language: str | None,
    content: str | None,
) -> Entry:
    """An entry as it was announced; content is kept only where it is the whole article."""
    return Entry(name, url, title, author, published, language, content or "", bool(content) or url is None)


def done(db: sqlite3.Connection, key: int, article: str) -> None:
    """An entry's article is stored: what the feed said of it is not needed any more."""
    db.execute(
        "UPDATE entry SET waiting = 0, article = ?, content = NULL, problem = NULL WHERE key = ?", (article, key)
    )


def given_up(db: sqlite3.Connection, key: int, problem: str) -> None:
    """An entry gives no article."""
    db.execute("UPDATE entry SET waiting = 0, content = NULL, problem = ? WHERE key = ?", (problem, key))


def again(db: sqlite3.Connection, key: int, problem: str, wait: float) -> None:
    """An entry's page could not be read now."""
    db.execute("UPDATE entry SET tries = tries + 1, after = ?, problem = ? WHERE key = ?", (now(wait), problem, key))
