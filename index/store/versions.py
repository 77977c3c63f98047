"""What was an article before it was read anew, and where else was it read? The tables `version` and `also`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from index.model import Article
from index.store.clock import now

STANDS = (  # an article as it stands, as a version has it
    "SELECT t.text, x.title, x.author, x.published, coalesce(x.taken, x.added)"
    " FROM article x JOIN article_text t USING (key) WHERE x.id = ?"
)


class VersionRow(NamedTuple):
    """A version of an article, 1 the first; `taken` is the UTC time when it was read."""

    number: int
    text: str
    title: str | None
    author: str | None
    published: str | None
    taken: str


def keep(db: sqlite3.Connection, article_id: str, text: str, title: str | None) -> bool:
    """Before an article becomes another: keep what it is, where text or title differ. Returns whether they do."""
    old = db.execute(STANDS, (article_id,)).fetchone()
    if old is None or (old[0], old[1]) == (text, title):
        return False
    db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", (article_id, _next(db, article_id), *old))
    return True


def put_earlier(db: sqlite3.Connection, article: Article) -> None:
    """Keep what an article was at a time before it became what it is, as an archive tells it."""
    fields = (article.text, article.title, article.author, article.published, article.taken)
    db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", (article.id, _next(db, article.id), *fields))


def _next(db: sqlite3.Connection, article_id: str) -> int:
    row = db.execute("SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = ?", (article_id,)).fetchone()
    return int(row[0])


def every(db: sqlite3.Connection, article_id: str) -> list[VersionRow]:
    """All versions of an article that is there, the first one first; the last is what it is now."""
    rows = db.execute(
        "SELECT text, title, author, published, taken FROM version WHERE article = ? ORDER BY taken, number",
        (article_id,),
    ).fetchall()
    last = db.execute(f"{STANDS} AND NOT x.removed", (article_id,)).fetchone()
    if last is None:
        return []
    return [VersionRow(number, *row) for number, row in enumerate([*rows, last], 1)]


def taken(db: sqlite3.Connection, article_id: str) -> str:
    """When what an article is was read; "" where there is none."""
    row = db.execute(STANDS, (article_id,)).fetchone()
    return str(row[4]) if row else ""


def seen(db: sqlite3.Connection, article_id: str, at: str) -> None:
    """What an article is still stood so at a later time."""
    db.execute("UPDATE article SET taken = ? WHERE id = ?", (at, article_id))


def count(db: sqlite3.Connection, article_id: str) -> int:
    """How many versions an article has that is there, what it is now among them."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM version v WHERE v.article = x.id) + 1 FROM article x"
        " WHERE x.id = ? AND NOT x.removed",
        (article_id,),
    ).fetchone()
    return int(row[0]) if row else 0


def was(db: sqlite3.Connection, article_id: str, text: str) -> bool:
    """Whether an article once had this text."""
    found = db.execute("SELECT 1 FROM version WHERE article = ? AND text = ?", (article_id, text))
    return found.fetchone() is not None


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many versions each article has that was changed, what it is now among them; the last changed first."""
    rows = db.execute(
        "SELECT x.id, count(*) + 1 FROM version v JOIN article x ON x.id = v.article WHERE NOT x.removed"
        " GROUP BY x.id ORDER BY max(coalesce(x.taken, x.added)) DESC, x.key DESC"
    )
    return {article: int(count) for article, count in rows.fetchall()}


def note_origins(db: sqlite3.Connection, article_id: str, origins: Iterable[str], *, read: bool = False) -> None:
    """An article can be read there, too; an origin that is another's stays so, unless this one was `read` there."""
    made = now()
    what = "REPLACE" if read else "IGNORE"
    db.executemany(f"INSERT OR {what} INTO also VALUES (?, ?, ?)", [(one, article_id, made) for one in origins])


def at_origin(db: sqlite3.Connection, origin: str) -> str | None:
    """The article that is there and was read at an origin, if any."""
    row = db.execute(
        "SELECT a.article FROM also a JOIN article x ON x.id = a.article WHERE a.origin = ? AND NOT x.removed",
        (origin,),
    ).fetchone()
    return row[0] if row else None


def with_words(db: sqlite3.Connection, digest: str) -> list[tuple[str, str | None, str | None]]:
    """(id, outlet, published) of the articles that are there with these words."""
    return db.execute(
        "SELECT id, outlet, published FROM article WHERE words = ? AND NOT removed ORDER BY key", (digest,)
    ).fetchall()
