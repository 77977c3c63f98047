"""What was an article before it was read anew, and where else was it read? The tables `version` and `also`."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from index.model import Article
from index.store.clock import now

TITLE = "coalesce((SELECT e.given FROM edited e WHERE e.article = x.id AND e.field = 'title'), x.title)"
STANDS = (  # an article as its outlet has it, as a version does: not as a reader edited its title
    f"SELECT t.text, {TITLE}, x.author, x.published, coalesce(x.taken, x.added)"
    " FROM article x JOIN article_text t USING (key) WHERE x.id = ?"
)
COUNTED = f"""
WITH one AS (
    SELECT v.article, v.text, v.title, v.taken, v.number FROM version v
    UNION ALL
    SELECT x.id, t.text, {TITLE}, '~', 0 FROM article x JOIN article_text t USING (key)
    WHERE x.id IN (SELECT article FROM version)
), told AS (
    SELECT article, text IS NOT lag(text) OVER w OR title IS NOT lag(title) OVER w AS new
    FROM one WINDOW w AS (PARTITION BY article ORDER BY taken, number)
), counted AS (SELECT article, sum(new) AS versions FROM told GROUP BY article)
SELECT x.id, versions FROM counted JOIN article x ON x.id = counted.article
WHERE versions > 1 AND NOT x.removed ORDER BY coalesce(x.taken, x.added) DESC, x.key DESC
"""  # of versions in a row that are the same, one


NOW = 0  # in place of a number: the version that the article is; others are counted from 1


class VersionRow(NamedTuple):
    """A version of an article, 1 the first; `taken` is the UTC time when it was read."""

    number: int
    text: str
    title: str | None
    author: str | None
    published: str | None
    taken: str


def keep(db: sqlite3.Connection, article_id: str) -> bool:
    """Before an article becomes another: keep what it is. Returns whether it was there."""
    old = db.execute(STANDS, (article_id,)).fetchone()
    if old is None:
        return False
    db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", (article_id, _next(db, article_id), *old))
    return True


def sighted(db: sqlite3.Connection, article: Article, same: Callable[[str, str | None], bool]) -> None:
    """Keep that an article was so at the time at which it was `taken`, which is not the last one, or at which it was as
    it is now; `same` says whether a text and title are its own. Of a time in which it stayed so, begin and end are
    kept."""
    at = article.taken or ""
    rows = _times(db, article.id)
    place = bisect_right([taken for taken, _ in rows], at)

    def is_same(row: int) -> bool:
        return 0 <= row < len(rows) and same(*_read(db, article.id, rows[row][1])[:2])

    before, after = is_same(place - 1), is_same(place)
    if before and after:
        return None
    near, beyond = (place - 1, place - 2) if before else (place, place + 1)
    fields = (article.text, article.title, article.author, article.published)
    if before or after:
        if is_same(beyond):
            return _move(db, article.id, rows[near][1], at)
        fields = _read(db, article.id, rows[near][1])[:4]
        if place == len(rows):  # what it is now stays the last
            _move(db, article.id, NOW, at)
            at = rows[near][0]
    db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", (article.id, _next(db, article.id), *fields, at))
    return None


def _times(db: sqlite3.Connection, article_id: str) -> list[tuple[str, int]]:
    """When an article was read, and by which number it is kept what it was: `NOW` of the last."""
    sql = "SELECT taken, number FROM version WHERE article = ? ORDER BY taken, number"
    return [*((str(at), int(number)) for at, number in db.execute(sql, (article_id,))), (taken(db, article_id), NOW)]


def _read(db: sqlite3.Connection, article_id: str, number: int) -> tuple[str, str | None, str | None, str | None]:
    sql = "SELECT text, title, author, published FROM version WHERE article = ? AND number = ?"
    found = db.execute(STANDS, (article_id,)) if number == NOW else db.execute(sql, (article_id, number))
    text, title, author, published, *_ = found.fetchone()
    return text, title, author, published


def stands(db: sqlite3.Connection, article_id: str) -> tuple[str, str | None]:
    """Text and title of an article, also of one that was removed, as its input says."""
    return _read(db, article_id, NOW)[:2]


def _move(db: sqlite3.Connection, article_id: str, number: int, at: str) -> None:
    if number == NOW:
        seen(db, article_id, at)
    else:
        db.execute("UPDATE version SET taken = ? WHERE article = ? AND number = ?", (at, article_id, number))


def _next(db: sqlite3.Connection, article_id: str) -> int:
    row = db.execute("SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = ?", (article_id,)).fetchone()
    return int(row[0])


def every(db: sqlite3.Connection, article_id: str) -> list[VersionRow]:
    """All versions of an article that is there, the first one first; the last is what it is now. What stayed the same
    is one, read when it was first read."""
    rows = db.execute(
        "SELECT text, title, author, published, taken FROM version WHERE article = ? ORDER BY taken, number",
        (article_id,),
    ).fetchall()
    last = db.execute(f"{STANDS} AND NOT x.removed", (article_id,)).fetchone()
    if last is None:
        return []
    found: list[VersionRow] = []
    for row in [*rows, last]:
        if found and found[-1][1:3] == row[:2]:
            found[-1] = found[-1]._replace(author=row[2], published=row[3])
        else:
            found.append(VersionRow(len(found) + 1, *row))
    return found


def taken(db: sqlite3.Connection, article_id: str) -> str:
    """When what an article is was read; "" where there is none."""
    row = db.execute(STANDS, (article_id,)).fetchone()
    return str(row[4]) if row else ""


def seen(db: sqlite3.Connection, article_id: str, at: str) -> None:
    """What an article is still stood so at a later time."""
    db.execute("UPDATE article SET taken = ? WHERE id = ?", (at, article_id))


def count(db: sqlite3.Connection, article_id: str) -> int:
    """How many versions an article has that is there, what it is now among them."""
    return len(every(db, article_id))


def was(db: sqlite3.Connection, article_id: str, text: str) -> bool:
    """Whether an article once had this text."""
    found = db.execute("SELECT 1 FROM version WHERE article = ? AND text = ?", (article_id, text))
    return found.fetchone() is not None


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many versions each article has that was changed, what it is now among them; the last changed first."""
    return {article: int(count) for article, count in db.execute(COUNTED).fetchall()}


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
