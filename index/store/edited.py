"""What did a reader write of articles by hand, and what does their input say instead? The table `edited`."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from index.model import Article

FIELDS: Final = ("outlet", "title", "published", "author", "url", "language", "transcript")


class Edit(NamedTuple):
    """One field: what it was set to, what the input says, and when (UTC) it was written."""

    value: Any
    given: Any
    made: str


def of_article(db: sqlite3.Connection, article_id: str) -> dict[str, Edit]:
    """What was edited of an article, by field."""
    rows = db.execute("SELECT field, value, given, made FROM edited WHERE article = ?", (article_id,)).fetchall()
    return {name: Edit(_typed(name, value), _typed(name, given), made) for name, value, given, made in rows}


def with_edited_outlet(db: sqlite3.Connection) -> set[str]:
    """The ids of the articles whose outlet was edited."""
    return {row[0] for row in db.execute("SELECT article FROM edited WHERE field = 'outlet'").fetchall()}


def put(db: sqlite3.Connection, article_id: str, values: Mapping[str, Any], given: Article) -> None:
    """Write fields of an article, with what its input says of them."""
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    db.executemany(
        "INSERT OR REPLACE INTO edited VALUES (?, ?, ?, ?, ?)",
        ((article_id, name, _text(value), _text(getattr(given, name)), made) for name, value in values.items()),
    )


def put_given(db: sqlite3.Connection, given: Article) -> None:
    """What an article's input says now of the fields that were edited."""
    db.executemany(
        "UPDATE edited SET given = ? WHERE article = ? AND field = ?",
        ((_text(getattr(given, name)), given.id, name) for name in FIELDS),
    )


def drop(db: sqlite3.Connection, article_id: str, name: str) -> None:
    """Forget what was written of a field."""
    db.execute("DELETE FROM edited WHERE article = ? AND field = ?", (article_id, name))


def _text(value: str | bool | None) -> str | None:
    return str(int(value)) if isinstance(value, bool) else value


def _typed(name: str, value: str | None) -> str | bool | None:
    return value == "1" if name == "transcript" and value is not None else value
