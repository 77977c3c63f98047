"""Which feeds are fetched, and what did they announce? The tables `feed` and `entry`, which can't be made again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FOREVER = "9999-12-31T00:00:00+00:00"  # before which a feed that is gone is not asked for again
NAMES = "key, url, named, title, outlet, tags, etag, modified, asked, after, failures, problem"


class FeedRow(NamedTuple):
    """A feed. Times are UTC; see the table for what each field is."""

    key: int
    url: str
    named: bool
    title: str | None
    outlet: str | None
    tags: tuple[str, ...]
    etag: str | None
    modified: str | None
    asked: str | None
    after: str | None
    failures: int
    problem: str | None

    @property
    def gone(self) -> bool:
        """Whether its server said that it is gone for good."""
        return self.after == FOREVER


class EntryRow(NamedTuple):
    """An entry that waits to become an article. Its content is fetched when its turn comes."""

    key: int
    feed: int
    name: str
    url: str | None
    title: str | None
    author: str | None
    published: str | None
    language: str | None
    article: str | None
    tries: int
    whole: bool


class Announced(NamedTuple):
    """An entry as it is put in: `content` is HTML, where the page need not be asked for (or only may be: `whole`)."""

    name: str
    digest: str
    url: str | None
    title: str | None
    author: str | None
    published: str | None
    language: str | None
    content: str | None
    whole: bool


def now() -> str:
    """This moment as it is stored."""
    return in_seconds(0)


def in_seconds(seconds: float) -> str:
    """A moment to come as it is stored; they sort as texts."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)).isoformat(timespec="seconds")


def every(db: sqlite3.Connection) -> list[FeedRow]:
    """All feeds, in the order of adding."""
    return [_feed(row) for row in db.execute(f"SELECT {NAMES} FROM feed ORDER BY key").fetchall()]


def of_url(db: sqlite3.Connection, url: str) -> FeedRow | None:
    """The feed of this address."""
    row = db.execute(f"SELECT {NAMES} FROM feed WHERE url = ?", (url,)).fetchone()
    return _feed(row) if row else None


def of_key(db: sqlite3.Connection, key: int) -> FeedRow | None:
    """The feed of this key; None where it was taken out meanwhile."""
    row = db.execute(f"SELECT {NAMES} FROM feed WHERE key = ?", (key,)).fetchone()
    return _feed(row) if row else None


def _feed(row: Sequence[object]) -> FeedRow:
    key, url, named, title, outlet, tags, *rest = row
    return FeedRow(key, url, bool(named), title, outlet, tuple(str(tags).split()), *rest)  # type: ignore[arg-type]


def put(db: sqlite3.Connection, url: str, named: bool, title: str | None, outlet: str | None, tags: str) -> int:
    """Add a feed. Returns its key."""
    values = (url, named, title, outlet, tags, now())
    sql = "INSERT INTO feed (url, named, title, outlet, tags, made) VALUES (?, ?, ?, ?, ?, ?)"
    return int(db.execute(sql, values).lastrowid or 0)


def drop(db: sqlite3.Connection, key: int) -> None:
    """Take a feed and its entries out; its articles stay."""
    db.execute("DELETE FROM entry WHERE feed = ?", (key,))
    db.execute("DELETE FROM feed WHERE key = ?", (key,))


def change(db: sqlite3.Connection, key: int, **values: object) -> None:
    """Write some fields of a feed anew."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE feed SET {changes} WHERE key = :key", {**values, "key": key})


def counts(db: sqlite3.Connection) -> dict[int, tuple[int, int, int]]:
    """By a feed's key: how many of its entries are articles that are there, how many wait, how many were given up."""
    rows = db.execute(
        "SELECT e.feed, count(DISTINCT x.id), sum(e.waiting), sum(NOT e.waiting AND e.article IS NULL)"
        " FROM entry e LEFT JOIN article x ON x.id = e.article AND NOT x.removed GROUP BY e.feed"
    )
    return {int(key): (int(articles), int(waiting), int(given)) for key, articles, waiting, given in rows.fetchall()}


def announce(db: sqlite3.Connection, feed: int, entries: Iterable[Announced]) -> int:
    """Put in what a feed announces: new entries and those of another digest wait from here on. Returns how many."""
    known = dict(db.execute("SELECT name, digest FROM entry WHERE feed = ?", (feed,)).fetchall())
    fresh = [one for one in entries if known.get(one.name) != one.digest]
    fields = Announced._fields
    db.executemany(
        f"INSERT INTO entry (feed, {', '.join(fields)}, seen) VALUES (?{', ?' * len(fields)}, ?)"
        f" ON CONFLICT (feed, name) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in fields if n != 'name')},"
        " tries = 0, after = NULL, problem = NULL, waiting = 1",
        [(feed, *one, now()) for one in fresh],
    )
    return len(fresh)


def waiting(db: sqlite3.Connection, feeds: Iterable[int]) -> list[EntryRow]:
    """The entries of some feeds that are to become articles now, in the order in which they were announced."""
    wanted, moment = set(feeds), now()
    rows = db.execute(
        f"SELECT {', '.join(EntryRow._fields)} FROM entry WHERE waiting AND (after IS NULL OR after <= ?) ORDER BY key",
        (moment,),
    ).fetchall()
    return [EntryRow(*row[:-1], bool(row[-1])) for row in rows if row[1] in wanted]


def content(db: sqlite3.Connection, key: int) -> str | None:
    """The HTML that an entry came with."""
    row = db.execute("SELECT content FROM entry WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def done(db: sqlite3.Connection, key: int, article: str) -> None:
    """An entry's article is in the library."""
    db.execute(
        "UPDATE entry SET article = ?, waiting = 0, content = NULL, after = NULL, problem = NULL WHERE key = ?",
        (article, key),
    )


def postpone(db: sqlite3.Connection, key: int, problem: str, after: str, tried: bool) -> None:
    """An entry is to be tried again later; `tried` counts this time."""
    sql = "UPDATE entry SET problem = ?, after = ?, tries = tries + ? WHERE key = ?"
    db.execute(sql, (problem, after, tried, key))


def give_up(db: sqlite3.Connection, key: int, problem: str) -> None:
    """An entry gives no article, unless its feed announces it anew."""
    db.execute("UPDATE entry SET problem = ?, waiting = 0, content = NULL WHERE key = ?", (problem, key))
