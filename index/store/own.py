"""What has a reader put to articles and quotations? The tables `tag` and `note`, which can't be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from index.store.clock import now
from index.store.judged import Side

STATES = {
    "read": "FROM mark m JOIN article x ON x.id = m.article WHERE m.read AND NOT x.removed",
    "starred": "FROM mark m JOIN article x ON x.id = m.article WHERE m.starred AND NOT x.removed",
    "noted": "FROM note n JOIN article x ON x.id = n.article WHERE NOT x.removed",
}


class NoteRow(NamedTuple):
    """A note on an article, or on the words that stood at a `place` of it. `made` is a UTC time."""

    key: int
    article: str
    place: Side | None
    text: str
    made: str


def tags(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every tag of articles that are there, with how many have it."""
    rows = db.execute(
        "SELECT t.name, count(*) FROM tag t JOIN article x ON x.id = t.article WHERE NOT x.removed"
        " GROUP BY t.name ORDER BY t.name"
    )
    return [(name, int(count)) for name, count in rows.fetchall()]


def tagged(db: sqlite3.Connection, fits: Callable[[str], bool]) -> set[str]:
    """The ids of the articles that have a tag which fits."""
    names = [name for (name,) in db.execute("SELECT DISTINCT name FROM tag").fetchall() if fits(name)]
    sql = "SELECT x.id FROM tag t JOIN article x ON x.id = t.article WHERE NOT x.removed AND t.name = ?"
    return {article for name in names for (article,) in db.execute(sql, (name,)).fetchall()}


def in_state(db: sqlite3.Connection, state: Literal["read", "starred", "noted"]) -> set[str]:
    """The ids of the articles in a state; noted is also one of which a quotation has a note."""
    return {article for (article,) in db.execute(f"SELECT DISTINCT x.id {STATES[state]}").fetchall()}


def put_tags(db: sqlite3.Connection, article_id: str, names: Iterable[str]) -> None:
    """Give an article these tags, too."""
    db.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", [(article_id, name, now()) for name in names])


def drop_tags(db: sqlite3.Connection, article_id: str, names: Iterable[str]) -> None:
    """Take these tags from an article."""
    db.executemany("DELETE FROM tag WHERE article = ? AND name = ?", [(article_id, name) for name in names])


def notes(db: sqlite3.Connection, article_id: str | None = None) -> list[NoteRow]:
    """The notes of an article and its quotations, or all of those that are there, by their places."""
    where, values = ("", ()) if article_id is None else (" AND x.id = ?", (article_id,))
    return list(_rows(db, where, values))


def put_note(db: sqlite3.Connection, article_id: str, place: tuple[int, int, str] | None, text: str) -> None:
    """Keep a note, one on a quotation with its `place`: start, end and words."""
    db.execute(
        'INSERT INTO note (article, start, "end", words, text, made) VALUES (?, ?, ?, ?, ?, ?)',
        (article_id, *(place or (None, None, None)), text, now()),
    )


def drop_notes(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Take notes away."""
    db.executemany("DELETE FROM note WHERE key = ?", [(key,) for key in keys])


def _rows(db: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[NoteRow]:
    rows = db.execute(
        'SELECT n.key, n.article, n.start, n."end", n.words, n.text, n.made FROM note n'
        f" JOIN article x ON x.id = n.article WHERE NOT x.removed{where} ORDER BY x.key, n.start, n.key",
        values,
    )
    for key, article, start, end, words, text, made in rows.fetchall():
        yield NoteRow(key, article, None if start is None else Side(article, start, end, words), text, made)
