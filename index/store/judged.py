"""What has a reader said of pairs of quotations? The table `judged`, which can't be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.store.clock import now


class Side(NamedTuple):
    """Where one of the two quotations stood when it was judged, and what its words were."""

    article: str
    start: int
    end: int
    words: str


class Judged(NamedTuple):
    """That two quotations are the same words said once, or that they are not. `made` is a UTC time."""

    key: int
    same: bool
    a: Side
    b: Side
    made: str


_FIELDS = "key, same, a_article, a_start, a_end, a_words, b_article, b_start, b_end, b_words, made"


def all_of(db: sqlite3.Connection) -> list[Judged]:
    """All that was judged, the oldest first."""
    return list(_rows(db, "", ()))


def of_article(db: sqlite3.Connection, article_id: str) -> list[Judged]:
    """What was judged of an article's quotations, the oldest first."""
    return list(_rows(db, "WHERE a_article = ? OR b_article = ?", (article_id, article_id)))


def put(db: sqlite3.Connection, same: bool, a: Side, b: Side) -> int:
    """Keep a judgement. Returns its key."""
    made = now()
    marks = ", ".join("?" * 10)
    sql = f"INSERT INTO judged ({_FIELDS.removeprefix('key, ')}) VALUES ({marks})"
    return int(db.execute(sql, (same, *a, *b, made)).lastrowid or 0)


def drop(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Take judgements back."""
    db.executemany("DELETE FROM judged WHERE key = ?", [(key,) for key in keys])


def _rows(db: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[Judged]:
    for row in db.execute(f"SELECT {_FIELDS} FROM judged {where} ORDER BY key", values).fetchall():
        yield Judged(row[0], bool(row[1]), Side(*row[2:6]), Side(*row[6:10]), row[10])
