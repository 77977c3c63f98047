"""Which feeds does a reader follow, and which of their entries are still to be read? The tables `feed` and `entry`."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.model import Entry

FOREVER = "9999-12-31T00:00:00+00:00"  # until when a feed that is gone is left alone
ABOUT = (
    "f.key, f.url, f.title, f.outlet, f.tags, f.etag, f.modified, f.asked, f.after, f.failures, f.problem, f.made,"
    " (SELECT count(DISTINCT e.article) FROM entry e JOIN article x ON x.id = e.article"
    " WHERE e.feed = f.key AND NOT x.removed),"
    " (SELECT count(*) FROM entry e WHERE e.feed = f.key AND e.waiting),"
    " (SELECT count(*) FROM entry e WHERE e.feed = f.key AND NOT e.waiting AND e.article IS NULL), f.named, f.held"
)


class FeedRow(NamedTuple):
    """A feed. `asked`, `after` (not to be asked before) and `made` are UTC times; `failures` are those in a row.

    `articles` of its entries are in the library, `waiting` are still to be read, `given_up` give none. `named` says
    that the reader named its host, which may be in a private network then; `held` that its server wants to be left
    alone.
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
    given_up: int = 0
    named: bool = False
    held: bool = False

    @property
    def gone(self) -> bool:
        """Whether its server said that it is gone for good."""
        return self.after == FOREVER


class Waiting(NamedTuple):
    """An entry that is to become an article, or to become it anew: then `article` is its id."""

    key: int
    feed: int
    entry: Entry
    article: str | None
    tries: int


def now(after: float = 0.0) -> str:
    """The time in so many seconds, in UTC; such times sort as texts."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=after)).isoformat(timespec="seconds")


def every(db: sqlite3.Connection) -> list[FeedRow]:
    """All feeds, in the order of adding."""
    return [_feed(row) for row in db.execute(f"SELECT {ABOUT} FROM feed f ORDER BY f.key").fetchall()]


def of_url(db: sqlite3.Connection, url: str) -> FeedRow | None:
    """The feed of this address."""
    row = db.execute(f"SELECT {ABOUT} FROM feed f WHERE f.url = ?", (url,)).fetchone()
    return _feed(row) if row else None


def of_key(db: sqlite3.Connection, key: int) -> FeedRow | None:
    """The feed of this key; None where it was taken out meanwhile."""
    row = db.execute(f"SELECT {ABOUT} FROM feed f WHERE f.key = ?", (key,)).fetchone()
    return _feed(row) if row else None


def _feed(row: Sequence[object]) -> FeedRow:
    found = FeedRow._make(row)
    return found._replace(tags=tuple(str(found.tags).split()), named=bool(found.named), held=bool(found.held))


def put(
    db: sqlite3.Connection, url: str, title: str | None, outlet: str | None, tags: Sequence[str], *, named: bool
) -> bool:
    """Follow a feed; False where it is followed already."""
    values = (url, title, outlet, " ".join(tags), named, now())
    sql = "INSERT OR IGNORE INTO feed (url, title, outlet, tags, named, made) VALUES (?, ?, ?, ?, ?, ?)"
    return db.execute(sql, values).rowcount > 0


def change(db: sqlite3.Connection, key: int, outlet: str | None, tags: Sequence[str]) -> None:
    """Give a feed another outlet and other tags."""
    db.execute("UPDATE feed SET outlet = ?, tags = ? WHERE key = ?", (outlet, " ".join(tags), key))


def drop(db: sqlite3.Connection, key: int) -> None:
    """Follow a feed no longer; its articles stay."""
    db.execute("DELETE FROM entry WHERE feed = ?", (key,))
    db.execute("DELETE FROM feed WHERE key = ?", (key,))


def answered(db: sqlite3.Connection, key: int, title: str | None, etag: str | None, modified: str | None) -> None:
    """A feed gave an answer that could be read."""
    db.execute(
        "UPDATE feed SET title = coalesce(?, title), etag = ?, modified = ?, asked = ?, after = NULL, held = 0,"
        " failures = 0, problem = NULL WHERE key = ?",
        (title, etag, modified, now(), key),
    )


def failed(db: sqlite3.Connection, key: int, problem: str, after: str | None, *, held: bool) -> None:
    """A feed gave none; it is not asked again before a time."""
    db.execute(
        "UPDATE feed SET asked = ?, after = ?, held = ?, failures = failures + 1, problem = ? WHERE key = ?",
        (now(), after, held, problem, key),
    )


def moved(db: sqlite3.Connection, key: int, url: str, *, named: bool) -> None:
    """A feed is at another address for ever, at which none is followed."""
    db.execute("UPDATE feed SET url = ?, named = ? WHERE key = ?", (url, named, key))


def announce(db: sqlite3.Connection, feed: int, entries: Iterable[Entry]) -> int:
    """Take up what a feed announces: new entries wait, and those that it changed wait again. Returns how many do."""
    known = dict(db.execute("SELECT name, digest FROM entry WHERE feed = ?", (feed,)).fetchall())
    fresh = [one for one in entries if known.get(one.name) != one.digest]
    db.executemany(
        "INSERT INTO entry (feed, name, digest, url, title, author, published, language, content, whole, seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, name) DO UPDATE SET"
        " digest = excluded.digest, url = excluded.url, title = excluded.title, author = excluded.author,"
        " published = excluded.published, language = excluded.language, content = excluded.content,"
        " whole = excluded.whole, waiting = 1, tries = 0, after = NULL, problem = NULL",
        [
            (
                *(feed, one.name, one.digest, one.url, one.title, one.author, one.published, one.language),
                *(one.content, one.full, now()),
            )
            for one in fresh
        ],
    )
    return len(fresh)


def waiting(db: sqlite3.Connection, feed: int) -> list[Waiting]:
    """A feed's entries whose time has come, as it announced them; their content is asked for one by one (`content`)."""
    rows = db.execute(
        "SELECT key, name, url, title, author, published, language, whole, digest, article, tries FROM entry"
        " WHERE feed = ? AND waiting AND (after IS NULL OR after <= ?) ORDER BY key",
        (feed, now()),
    ).fetchall()
    return [Waiting(key, feed, _entry(*about), article, tries) for key, *about, article, tries in rows]


def _entry(
    name: str,
    url: str | None,
    title: str | None,
    author: str | None,
    published: str | None,
    language: str | None,
    whole: int,
    digest: str,
) -> Entry:
    """An entry as it was announced, without its content."""
    return Entry(name, url, title, author, published, language, "", bool(whole), digest)


def content(db: sqlite3.Connection, key: int) -> str:
    """The HTML that an entry came with."""
    row = db.execute("SELECT content FROM entry WHERE key = ?", (key,)).fetchone()
    return row[0] or "" if row else ""


def done(db: sqlite3.Connection, key: int, article: str) -> None:
    """An entry's article is stored: what the feed said of it is not needed any more."""
    db.execute(
        "UPDATE entry SET article = ?, waiting = 0, content = NULL, after = NULL, problem = NULL WHERE key = ?",
        (article, key),
    )


def given_up(db: sqlite3.Connection, key: int, problem: str) -> None:
    """An entry gives no article, unless its feed announces it anew."""
    db.execute("UPDATE entry SET waiting = 0, content = NULL, problem = ? WHERE key = ?", (problem, key))


def again(db: sqlite3.Connection, key: int, problem: str, wait: float, *, tried: bool) -> None:
    """An entry's page is to be asked for in so many seconds; `tried` counts this time."""
    sql = "UPDATE entry SET tries = tries + ?, after = ?, problem = ? WHERE key = ?"
    db.execute(sql, (tried, now(wait), problem, key))
