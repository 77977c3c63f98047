"""Does the SQLite file agree with itself? Each answer names what does not, and changes nothing.

What a transaction wrote can only disagree where the file was damaged, or written by another program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from index.store.utterances import COMPARED

TEXTLESS, OWNERLESS = "articles without their text", "texts of no article"
MOST_TOLD = 100  # of what SQLite itself finds: a damaged file may have a million such places

_SAME = "l.relation NOT IN ('paraphrased', 'echo', 'none')"
# for each kind of disagreement the rows that show it, as one text each
QUESTIONS: dict[str, str] = {
    TEXTLESS: "SELECT id FROM article WHERE key NOT IN (SELECT key FROM article_text)",
    OWNERLESS: "SELECT 'row ' || key FROM article_text WHERE key NOT IN (SELECT key FROM article)",
    "links to a quotation that is not there": (
        "SELECT a || ' and ' || b FROM link"
        " WHERE a NOT IN (SELECT key FROM quotation) OR b NOT IN (SELECT key FROM quotation)"
    ),
    "links within one article": (
        "SELECT x.id FROM link l JOIN quotation a ON a.key = l.a JOIN quotation b ON b.key = l.b"
        " JOIN article x ON x.key = a.article WHERE a.article = b.article"
    ),
    "quotations of an article that was removed": (
        "SELECT x.id || '#' || q.start || '-' || q.\"end\" FROM quotation q JOIN article x ON x.key = q.article"
        " WHERE x.removed"
    ),
    "quotations that continue, or stand within, one that is not in their article": (
        "SELECT x.id || '#' || q.start || '-' || q.\"end\" FROM quotation q JOIN article x ON x.key = q.article"
        " WHERE EXISTS (SELECT 1 FROM (SELECT q.continues AS of UNION SELECT q.within) WHERE of IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM quotation o WHERE o.key = of AND o.article = q.article))"
    ),
    "utterances named by a quotation that is not there": (
        "SELECT DISTINCT 'row ' || utterance FROM quotation"
        " WHERE utterance IS NOT NULL AND utterance NOT IN (SELECT key FROM quotation)"
    ),
    "articles on an event of an article that is not there": (
        "SELECT id FROM article WHERE event IS NOT NULL AND event NOT IN (SELECT key FROM article)"
    ),
    "articles whose count of quotations is wrong": (
        "SELECT x.id FROM article x WHERE NOT x.removed AND x.quotes <>"
        f" (SELECT count(*) FROM quotation q WHERE q.article = x.key AND {COMPARED})"
    ),
    "articles whose count of links is wrong": f"""
        WITH pair AS (
            SELECT q.article, q.key AS mine, l.b AS other FROM link l JOIN quotation q ON q.key = l.a WHERE {_SAME}
            UNION ALL
            SELECT q.article, q.key, l.a FROM link l JOIN quotation q ON q.key = l.b WHERE {_SAME}
        ), told AS (
            SELECT p.article, count(*) AS links, count(DISTINCT
                CASE WHEN coalesce(x.outlet, '?' || x.id) <> coalesce(y.outlet, '?' || y.id) THEN p.mine END) AS shared
            FROM pair p JOIN article x ON x.key = p.article
            JOIN quotation o ON o.key = p.other JOIN article y ON y.key = o.article GROUP BY p.article
        )
        SELECT x.id FROM article x LEFT JOIN told ON told.article = x.key
        WHERE NOT x.removed AND (x.links <> coalesce(told.links, 0) OR x.shared <> coalesce(told.shared, 0))""",
}


def damages(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of the file finds; none where it is whole."""
    rows = db.execute(f"PRAGMA integrity_check({MOST_TOLD})").fetchall()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def orphans(db: sqlite3.Connection) -> list[str]:
    """Rows that refer to a row of another table that is not there."""
    rows = db.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table}, row {key}, of {parent}" for table, key, parent, _ in rows]


def answers(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Each of the questions with what shows that it is so."""
    for what, sql in QUESTIONS.items():
        yield what, [str(row[0]) for row in db.execute(sql).fetchall()]


def digest_of(db: sqlite3.Connection, article_id: str) -> str:
    """The digest that was stored with an article that is there."""
    return str(db.execute("SELECT digest FROM article WHERE id = ?", (article_id,)).fetchone()[0])


def utterances(db: sqlite3.Connection) -> dict[int, int]:
    """The key of each quotation that has an utterance, and of that."""
    return dict(db.execute("SELECT key, utterance FROM quotation WHERE utterance IS NOT NULL").fetchall())


def linked(db: sqlite3.Connection) -> set[int]:
    """The keys of all quotations that have links, of whatever relation."""
    return {row[0] for row in db.execute("SELECT a FROM link UNION SELECT b FROM link").fetchall()}


def digests(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(id, digest as stored) of all articles that are there."""
    return db.execute("SELECT id, digest FROM article WHERE NOT removed").fetchall()
