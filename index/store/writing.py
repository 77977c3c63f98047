"""How is something put into the store? Functions inside a transaction of the caller's."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

from index.model import Article, Link, Quotation
from index.store import people, versions
from index.store.clock import now

FIELDS = ("path", "outlet", "title", "author", "published", "url", "language", "transcript")


def digest(article: Article) -> str:
    """What tells an article taken up again from a changed one: its text and every field the input gave."""
    parts = [article.text, *(getattr(article, name) for name in FIELDS if name not in ("path", "transcript"))]
    if article.transcript is not None:
        parts.append(str(article.transcript))
    if article.site is not None:
        parts.append(f"site {article.site}")
    return hashlib.sha256("\0".join("" if p is None else p for p in parts).encode()).hexdigest()


def next_seq(db: sqlite3.Connection) -> int:
    """The number after the last change."""
    return int(db.execute("SELECT coalesce(max(seq), 0) + 1 FROM article").fetchone()[0])


def put_article(
    db: sqlite3.Connection, article: Article, origin: str, words: str | None = None, *, version: bool = True
) -> int:
    """Add the article, or take it up anew under its id: what was derived from it goes, what it was stays as a version,
    unless that is no `version` of its own.

    `words` is a digest by which it is known again elsewhere. Returns its key.
    """
    values = {name: getattr(article, name) for name in FIELDS}
    values |= {
        "id": article.id,
        "seq": next_seq(db),
        "origin": origin,
        "characters": len(article.text),
        "digest": digest(article),
        "words": words,
        "called": article.outlet,
        "site": article.site,
        "added": now(),
    }
    old = db.execute("SELECT key FROM article WHERE id = ?", (article.id,)).fetchone()
    if old is None:
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        key = int(db.execute(f"INSERT INTO article ({names}) VALUES ({marks})", values).lastrowid or 0)
        db.execute("INSERT INTO article_text VALUES (?, ?)", (key, article.text))
        if article.taken:
            versions.seen(db, article.id, article.taken)
        return key
    key = int(old[0])
    if version and versions.keep(db, article.id):
        versions.seen(db, article.id, article.taken or values["added"])
    drop_derived(db, key)
    changes = ", ".join(f"{name} = :{name}" for name in values if name != "added")
    db.execute(f"UPDATE article SET {changes}, removed = 0, quotes = 0, links = 0, shared = 0 WHERE id = :id", values)
    db.execute("UPDATE article_text SET text = ? WHERE key = ?", (article.text, key))
    return key


def put_given(db: sqlite3.Connection, given: Article) -> None:
    """Keep what an input says beside the article that was stored of it, which may stand with other fields."""
    values = (digest(given), given.outlet, given.site, given.id)
    db.execute("UPDATE article SET digest = ?, called = ?, site = ? WHERE id = ?", values)


def put_fields(db: sqlite3.Connection, article: Article) -> None:
    """Write the fields of an article that is there; its text, and what its input says, stay."""
    changes = ", ".join(f"{name} = ?" for name in FIELDS)
    db.execute(f"UPDATE article SET {changes} WHERE id = ?", (*(getattr(article, n) for n in FIELDS), article.id))


def drop_derived(db: sqlite3.Connection, article_key: int) -> None:
    """Take out an article's quotations and all their links."""
    mine = "(SELECT key FROM quotation WHERE article = ?)"
    for side in ("a", "b"):
        db.execute(f"DELETE FROM link WHERE {side} IN {mine}", (article_key,))
    db.execute("DELETE FROM quotation WHERE article = ?", (article_key,))
    db.execute("DELETE FROM spoke WHERE article = ?", (article_key,))


def drop_all_derived(db: sqlite3.Connection) -> None:
    """Take out every quotation and link."""
    db.execute("DELETE FROM link")
    db.execute("DELETE FROM quotation")
    db.execute("DELETE FROM spoke")
    db.execute("UPDATE article SET quotes = 0, links = 0, shared = 0")


def put_quotations(db: sqlite3.Connection, article_key: int, quotations: Sequence[Quotation]) -> dict[str, int]:
    """Write an article's quotations in the order of the text, what stands around another first. Returns key by id."""
    keys: dict[str, int] = {}
    for q in quotations:
        row = (article_key, q.start, q.end, q.text, q.kind, q.speaker, q.speaker_text, q.cue, q.confidence)
        first = keys.get(q.continues) if q.continues else None
        around = keys.get(q.within) if q.within else None
        cursor = db.execute(
            'INSERT INTO quotation (article, start, "end", text, kind, speaker, speaker_text, cue, confidence,'
            " continues, role, within, corrected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, first, q.role, around, q.corrected),
        )
        keys[q.id] = int(cursor.lastrowid or 0)
    spoken = {q.id: q for q in quotations if q.kind in ("direct", "fragment")}
    outer = sum(q.within not in spoken for q in spoken.values())  # as they are listed
    db.execute("UPDATE article SET quotes = ? WHERE key = ?", (outer, article_key))
    people.put_spoke(db, article_key, quotations)
    return keys


def put_links(db: sqlite3.Connection, links: Iterable[tuple[int, int, Link]]) -> None:
    """Write links by the keys of their two quotations."""
    db.executemany(
        "INSERT OR REPLACE INTO link (a, b, score, relation, altered, judged, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((a, b, x.score, x.relation, x.altered, x.judged, x.reason) for a, b, x in links),
    )


def set_spoken(db: sqlite3.Connection, article_key: int, spoken: bool) -> None:
    """Write whether an article is a transcript."""
    db.execute("UPDATE article SET spoken = ? WHERE key = ? AND spoken <> ?", (spoken, article_key, spoken))


def set_utterances(db: sqlite3.Connection, of: dict[int, int | None]) -> None:
    """Write which utterance (key of the quotation added first) each quotation belongs to."""
    db.executemany("UPDATE quotation SET utterance = ? WHERE key = ?", ((u, q) for q, u in of.items()))


def count_links(db: sqlite3.Connection, article_keys: Iterable[int]) -> None:
    """Bring the lists' counts of links and shared quotations up to date."""
    db.executemany(
        """
        WITH pair AS (
            SELECT q.key AS mine, coalesce(x.outlet, '?' || x.id) AS my_outlet, l.b AS other
            FROM quotation q JOIN article x ON x.key = q.article JOIN link l ON l.a = q.key
            WHERE q.article = :key AND l.relation NOT IN ('paraphrased', 'echo', 'none')
            UNION ALL
            SELECT q.key, coalesce(x.outlet, '?' || x.id), l.a
            FROM quotation q JOIN article x ON x.key = q.article JOIN link l ON l.b = q.key
            WHERE q.article = :key AND l.relation NOT IN ('paraphrased', 'echo', 'none')
        ), told AS (
            SELECT pair.mine, coalesce(y.outlet, '?' || y.id) <> pair.my_outlet AS elsewhere
            FROM pair JOIN quotation o ON o.key = pair.other JOIN article y ON y.key = o.article
        )
        UPDATE article SET
            links = (SELECT count(*) FROM told),
            shared = (SELECT count(DISTINCT mine) FROM told WHERE elsewhere)
        WHERE key = :key
        """,
        [{"key": key} for key in article_keys],
    )


def touch(db: sqlite3.Connection, article_key: int) -> None:
    """Forget what was derived from an article that is about to be derived again; the change gets a number."""
    drop_derived(db, article_key)
    counts = "quotes = 0, links = 0, shared = 0"
    db.execute(f"UPDATE article SET seq = ?, {counts} WHERE key = ?", (next_seq(db), article_key))


def remove_article(db: sqlite3.Connection, article_id: str) -> None:
    """Take an article out: its text and marks stay (so that this can be undone), what was derived goes."""
    key, seq = db.execute(
        "SELECT key, (SELECT max(seq) + 1 FROM article) FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    drop_derived(db, int(key))
    db.execute("UPDATE article SET removed = 1, seq = ?, quotes = 0, links = 0, shared = 0 WHERE key = ?", (seq, key))


def restore_article(db: sqlite3.Connection, article_id: str) -> int:
    """Bring back an article that was taken out, to its old place; what it had derived is still to be made. Its key."""
    db.execute("UPDATE article SET removed = 0, seq = ? WHERE id = ?", (next_seq(db), article_id))
    return int(db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()[0])


def set_mark(db: sqlite3.Connection, article_id: str, name: str, value: bool) -> None:
    """Set one of a reader's marks (`read`, `starred`) on an article."""
    if name not in ("read", "starred"):
        raise ValueError(name)
    db.execute(
        f"INSERT INTO mark (article, {name}) VALUES (?, ?)"
        f" ON CONFLICT (article) DO UPDATE SET {name} = excluded.{name}",
        (article_id, value),
    )


def set_meta(db: sqlite3.Connection, name: str, value: str) -> None:
    """Write one of the library's own notes (the version of the rules, the index's token)."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
