"""Who is quoted where, and what has a reader said of speakers? The tables `spoke` (derived) and `choice` (kept)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from index.model import Quotation
from index.store.clock import now
from index.store.reading import in_parts

What = Literal["join", "split", "correct"]


class Spoke(NamedTuple):
    """Under which name and role an article quotes somebody how often."""

    article: str
    outlet_key: str
    speaker: str
    role: str
    quotations: int


class Choice(NamedTuple):
    """What a reader said of speakers.

    `join`: `name` and `other` are one. `split`: they are two, or with `article` and no `other`: there `name` is
    somebody else. `correct`: the words that stood at `start`:`end` of an article are `name`'s, or nobody's known.
    `made` is a UTC time.
    """

    key: int
    what: What
    name: str | None
    other: str | None
    article: str | None
    start: int | None
    end: int | None
    words: str | None
    made: str


def put_spoke(db: sqlite3.Connection, article_key: int, quotations: Sequence[Quotation]) -> None:
    """Count an article's quotations by speaker; what stands within words of the same speaker's is counted with them."""
    from index.people.spellings import family  # 12 ms that those who only read spare

    by_id = {q.id: q for q in quotations}
    counts: Counter[tuple[str, str]] = Counter()
    for q in quotations:
        around = by_id.get(q.within or "")
        if q.speaker and q.kind != "term" and (around is None or around.speaker != q.speaker):
            counts[q.speaker, q.role or ""] += 1
    db.executemany(
        "INSERT INTO spoke (family, article, speaker, role, quotations) VALUES (?, ?, ?, ?, ?)",
        [(f, article_key, name, role, n) for (name, role), n in counts.items() if (f := family(name))],
    )


def spoke(db: sqlite3.Connection, families: Iterable[str] | None = None) -> list[Spoke]:
    """The rows of some families of names, or all."""
    sql = (
        "SELECT x.id, coalesce(x.outlet, '?' || x.id), s.speaker, s.role, s.quotations"
        " FROM spoke s JOIN article x ON x.key = s.article"
    )
    if families is None:
        return list(map(Spoke._make, db.execute(sql).fetchall()))
    found: list[Spoke] = []
    for part, marks in in_parts(sorted(families)):
        found += map(Spoke._make, db.execute(f"{sql} WHERE s.family IN ({marks})", part).fetchall())
    return found


def names(db: sqlite3.Connection) -> list[str]:
    """Every name under which somebody is quoted."""
    return [row[0] for row in db.execute("SELECT DISTINCT speaker FROM spoke").fetchall()]


def names_by_use(db: sqlite3.Connection) -> list[str]:
    """The same names, those of most quotations first."""
    sql = "SELECT speaker FROM spoke GROUP BY speaker ORDER BY sum(quotations) DESC, speaker"
    return [row[0] for row in db.execute(sql).fetchall()]


def spoken_as(db: sqlite3.Connection, article_id: str) -> list[str]:
    """The names under which an article quotes somebody."""
    rows = db.execute(
        "SELECT DISTINCT s.speaker FROM spoke s JOIN article x ON x.key = s.article WHERE x.id = ?", (article_id,)
    )
    return [row[0] for row in rows.fetchall()]


def version(db: sqlite3.Connection) -> tuple[int, ...]:
    """What changes whenever quotations or choices do."""
    sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)"
    made = [int(db.execute(sql, (table,)).fetchone()[0]) for table in ("quotation", "choice")]
    left = db.execute("SELECT (SELECT count(*) FROM choice), (SELECT coalesce(max(seq), 0) FROM article)").fetchone()
    return *made, *map(int, left)


def choices(db: sqlite3.Connection, what: Iterable[What] = ("join", "split", "correct")) -> list[Choice]:
    """What a reader chose, the oldest first."""
    wanted = tuple(what)
    return list(_chosen(db, f"WHERE what IN ({', '.join('?' * len(wanted))})", wanted))


def corrections_of(db: sqlite3.Connection, article_id: str) -> list[Choice]:
    """The corrections in an article, the oldest first."""
    return list(_chosen(db, "WHERE article = ? AND what = 'correct'", (article_id,)))


def _chosen(db: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[Choice]:
    fields = 'key, what, name, other, article, start, "end", words, made'
    yield from map(Choice._make, db.execute(f"SELECT {fields} FROM choice {where} ORDER BY key", values).fetchall())


def put_choice(
    db: sqlite3.Connection,
    what: What,
    name: str | None,
    other: str | None = None,
    article: str | None = None,
    place: tuple[int, int, str] | None = None,
) -> int:
    """Keep a choice, a correction with its `place`: start, end and words. Returns its key."""
    cursor = db.execute(
        'INSERT INTO choice (what, name, other, article, start, "end", words, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        (what, name, other, article, *(place or (None, None, None)), now()),
    )
    return int(cursor.lastrowid or 0)


def drop_choices(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Take choices back."""
    db.executemany("DELETE FROM choice WHERE key = ?", [(key,) for key in keys])
