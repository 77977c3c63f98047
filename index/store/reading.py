"""What is in the store? Functions that turn rows into the values of `model`."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from index.model import SAME_WORDS, Article, ArticleRow, Link, Quotation, Relation, Tie, Totals

Order = Literal["newest", "oldest", "outlet", "title", "added"]
ORDERS: dict[str, str] = {
    "newest": "x.published IS NULL, x.published DESC, x.key",
    "oldest": "x.published IS NULL, x.published, x.key",
    "outlet": "x.outlet IS NULL, x.outlet COLLATE NOCASE, x.published DESC, x.key",
    "title": "x.title IS NULL, x.title COLLATE NOCASE, x.key",
    "added": "x.key",
}
MAX_VARIABLES = 500  # of one statement; SQLite allows at least 999
ROW = """
SELECT x.id, x.path, x.outlet, x.title, x.author, x.published, x.url, x.language, x.characters,
       x.quotes, x.links, x.shared, coalesce(m.read, 0) AS read, coalesce(m.starred, 0) AS starred, x.added,
       (SELECT group_concat(name, ' ') FROM (SELECT name FROM tag WHERE article = x.id ORDER BY name)),
       (SELECT e.id FROM article e WHERE e.key = x.event), x.transcript, x.spoken,
       (SELECT count(*) FROM note WHERE article = x.id)
FROM article x LEFT JOIN mark m ON m.article = x.id
WHERE NOT x.removed
"""
ID = "{0}x.id || '#' || {0}q.start || '-' || {0}q.\"end\""
UTTERANCE = """
(SELECT ux.id || '#' || u.start || '-' || u."end" FROM quotation u JOIN article ux ON ux.key = u.article
 WHERE u.key = aq.utterance)
"""
QUOTATION = """
SELECT x.id, q.start, q."end", q.text, q.kind, q.speaker, q.speaker_text, q.cue, q.confidence,
       (SELECT x.id || '#' || f.start || '-' || f."end" FROM quotation f WHERE f.key = q.continues), q.role,
       (SELECT x.id || '#' || f.start || '-' || f."end" FROM quotation f WHERE f.key = q.within), q.corrected,
       q.key, x.key, coalesce(x.outlet, '?' || x.id), x.published
FROM quotation q JOIN article x ON x.key = q.article
"""
# whether quotation q stands within the marks of another
NESTED = "EXISTS (SELECT 1 FROM quotation o WHERE o.key = q.within AND o.kind IN ('direct', 'fragment'))"


def outlets(db: sqlite3.Connection) -> list[str]:
    """Every outlet, those with most articles first."""
    sql = (
        "SELECT outlet FROM article WHERE NOT removed AND outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, 1"
    )
    return [row[0] for row in db.execute(sql).fetchall()]


def in_parts(values: Sequence[Any], times: int = 1) -> Iterator[tuple[Sequence[Any], str]]:
    """Values in parts that fit one statement, so many times each, with the question marks of one time."""
    size = MAX_VARIABLES // times
    for start in range(0, len(values), size):
        part = values[start : start + size]
        yield part, ", ".join("?" * len(part))


def article_rows(
    db: sqlite3.Connection, order: Order = "added", ids: Sequence[str] | None = None, limit: int | None = None
) -> list[ArticleRow]:
    """All articles without their texts, or those with the given ids (in the order asked for, within 500 ids)."""
    statements: list[tuple[str, Sequence[Any]]] = [("", ())]
    if ids is not None:
        statements = [(f" AND x.id IN ({marks})", part) for part, marks in in_parts(ids)]
    rows: list[ArticleRow] = []
    for where, values in statements:
        most = "" if limit is None else f" LIMIT {limit:d}"  # a limit of none would make it a third slower
        found = db.execute(f"{ROW}{where} ORDER BY {ORDERS[order]}{most}", values)
        rows += map(_article_row, found.fetchall())
    return rows[:limit]


def article_parts(db: sqlite3.Connection, order: Order, size: int) -> Iterator[list[ArticleRow]]:
    """All articles without their texts, `size` at a time."""
    found = db.execute(f"{ROW} ORDER BY {ORDERS[order]}")
    while part := found.fetchmany(size):
        yield [_article_row(row) for row in part]


def _article_row(row: Sequence[Any]) -> ArticleRow:
    tags = tuple(row[15].split()) if row[15] else ()
    marks = (row[12] == 1, row[13] == 1)
    values: tuple[Any, ...] = (*row[:12], *marks, row[14], tags, row[16], _marked(row[17]), row[18] == 1, row[19])
    return ArticleRow(*values)


def article_ids(db: sqlite3.Connection, order: Order = "added") -> list[str]:
    """The ids of all articles."""
    rows = db.execute(f"SELECT x.id FROM article x WHERE NOT x.removed ORDER BY {ORDERS[order]}")
    return [row[0] for row in rows.fetchall()]


def rows_among(
    db: sqlite3.Connection, among: Collection[str], order: Order = "added", limit: int | None = None
) -> list[ArticleRow]:
    """Those of these articles that are there, in an order."""
    if len(among) <= MAX_VARIABLES:
        return article_rows(db, order, list(among), limit)
    return [row for row in article_rows(db, order) if row.id in among][:limit]


def article(db: sqlite3.Connection, article_id: str) -> Article | None:
    """One article with its text; None where there is none, or where it was removed."""
    row = db.execute(
        "SELECT x.id, t.text, x.path, x.title, x.outlet, x.published, x.url, x.author, x.language, x.transcript"
        " FROM article x JOIN article_text t USING (key) WHERE x.id = ? AND NOT x.removed",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    return replace(Article(*row[:9]), transcript=_marked(row[9]))


def _marked(value: int | None) -> bool | None:
    return None if value is None else bool(value)


class Known(NamedTuple):
    """What the store has of an id: the fields of its article but for the text, and whether it was removed."""

    digest: str
    origin: str
    removed: int
    path: str | None
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str | None
    transcript: bool | None
    site: str | None


def known(db: sqlite3.Connection, article_id: str) -> Known | None:
    """What is known of an id, as its input says, whatever a reader wrote over it; None where it is new."""
    names = ", ".join("called" if name == "outlet" else name for name in Known._fields)
    row = db.execute(f"SELECT {names} FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    edits = db.execute("SELECT field, given FROM edited WHERE article = ?", (article_id,)).fetchall()
    found = Known(*row)._replace(**dict(edits))
    return found._replace(transcript=None if found.transcript is None else bool(int(found.transcript)))


def articles_since(db: sqlite3.Connection, seq: int) -> Iterator[tuple[int, str, int, bool]]:
    """(seq, id, key, removed) of every article changed after `seq`, in the order of the changes."""
    for row in db.execute("SELECT seq, id, key, removed FROM article WHERE seq > ? ORDER BY seq", (seq,)).fetchall():
        yield int(row[0]), row[1], int(row[2]), bool(row[3])


def quotations(
    db: sqlite3.Connection, where: str = "", values: Sequence[Any] = (), limit: int | None = None
) -> list[tuple[int, Quotation]]:
    """(key, quotation) pairs in the order of adding; `where` is SQL over q (quotation) and x (article)."""
    rows = db.execute(f"{QUOTATION} {where} ORDER BY x.key, q.start LIMIT ?", (*values, -1 if limit is None else limit))
    return [(int(row[13]), _quotation(row)) for row in rows.fetchall()]


def _quotation(row: Sequence[Any]) -> Quotation:
    return Quotation(*(*row[:12], None, bool(row[12])))


def quotations_by_key(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Quotation]:
    """The quotations with these keys, for those that are still there."""
    found: dict[int, Quotation] = {}
    for part, marks in in_parts(list(keys)):
        found.update(quotations(db, f"WHERE q.key IN ({marks})", part))
    return found


def quotation_keys(db: sqlite3.Connection, article_id: str, start: int, end: int) -> tuple[int, int] | None:
    """The keys of a quotation, by its place, and of its article."""
    row = db.execute(
        "SELECT q.key, x.key FROM quotation q JOIN article x ON x.key = q.article"
        ' WHERE x.id = ? AND q.start = ? AND q."end" = ?',
        (article_id, start, end),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def quoted_within(db: sqlite3.Connection, report: int, quotation: int) -> bool:
    """Whether words in marks within a report are a quotation's, its echo, or not the same as a reader said; both by the
    keys of their first parts."""
    inside = db.execute(
        "SELECT f.key FROM quotation f WHERE f.article = (SELECT article FROM quotation WHERE key = ?)"
        " AND f.within IN (SELECT key FROM quotation WHERE key = ? OR continues = ?)",
        (report, report, report),
    )
    parts = _parts(db, [quotation]).keys()
    rows = links_of(db, [key for (key,) in inside.fetchall()])
    return any(row.a in parts or row.b in parts for row in rows)


def ids_in_order(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """Quotation ids by key, for those that are still there, in the order in which their articles were added."""
    found: list[tuple[int, int, int, str]] = []
    for part, marks in in_parts(list(keys)):
        found += db.execute(
            f"SELECT x.key, q.start, q.key, {ID.format('')} FROM quotation q JOIN article x ON x.key = q.article"
            f" WHERE q.key IN ({marks})",
            part,
        ).fetchall()
    return {key: quotation_id for _, _, key, quotation_id in sorted(found)}


def links(db: sqlite3.Connection, min_score: float = 0.0) -> list[Link]:
    """Every link and echo of at least that score, and what a reader judged to be none, in the order of adding."""
    rows = db.execute(
        f"SELECT {ID.format('a')}, {ID.format('b')}, l.score, l.relation, l.altered,"
        f" {UTTERANCE}, l.judged, l.reason"
        " FROM link l JOIN quotation aq ON aq.key = l.a JOIN article ax ON ax.key = aq.article"
        " JOIN quotation bq ON bq.key = l.b JOIN article bx ON bx.key = bq.article"
        " WHERE l.score >= ? ORDER BY ax.key, aq.start, bx.key, bq.start",
        (min_score,),
    )
    return [
        Link(a, b, score, relation, _marked(altered), utterance, _marked(judged), reason)
        for a, b, score, relation, altered, utterance, judged, reason in rows.fetchall()
    ]


def spoken(db: sqlite3.Connection) -> set[str]:
    """The ids of the transcripts."""
    return {row[0] for row in db.execute("SELECT id FROM article WHERE spoken AND NOT removed").fetchall()}


class LinkRow(NamedTuple):
    """A stored link: the keys of its two quotations, `a` in the article added first, and the id of `a`'s utterance.

    `judged` is what a reader said: these are the same words said once (True), or not (False: the relation is "none").
    """

    a: int
    b: int
    score: float
    relation: Relation
    altered: bool | None
    utterance: str | None
    judged: bool | None = None
    reason: str | None = None


def links_of(db: sqlite3.Connection, keys: Iterable[int]) -> list[LinkRow]:
    """Every link and echo that touches one of the keys."""
    found: dict[tuple[int, int], LinkRow] = {}
    for part, marks in in_parts(list(keys)):
        for side in ("a", "b"):
            rows = db.execute(
                f"SELECT l.a, l.b, l.score, l.relation, l.altered, {UTTERANCE}, l.judged, l.reason FROM link l"
                f" JOIN quotation aq ON aq.key = l.a WHERE l.{side} IN ({marks})",
                part,
            )
            for a, b, score, relation, altered, utterance, judged, reason in rows:
                found[a, b] = LinkRow(a, b, score, relation, _marked(altered), utterance, _marked(judged), reason)
    return sorted(found.values(), key=lambda row: (row.a, row.b))


def _ties_of(db: sqlite3.Connection, keys: Iterable[int]) -> Iterator[Tie]:
    """Every link and echo that touches one of the keys; of two keys twice."""
    for part, marks in in_parts(list(keys)):
        for side in ("a", "b"):
            rows = db.execute(f"SELECT a, b, score, relation, judged FROM link WHERE {side} IN ({marks})", part)
            yield from (Tie(a, b, score, relation, _marked(judged)) for a, b, score, relation, judged in rows)


def component(db: sqlite3.Connection, keys: Iterable[int]) -> tuple[dict[int, int], list[Tie]]:
    """The quotations reachable from these by links of the same words and by their split parts, and the links they have.

    Each with the key of its first part; keys that are gone are left out. Of the links also what a reader judged.
    """
    firsts: dict[int, int] = {}
    found: dict[tuple[int, int], Tie] = {}
    front = set(keys)
    while front:
        parts = _parts(db, front)
        new = parts.keys() - firsts.keys()
        firsts.update(parts)
        rows = list(_ties_of(db, new))
        found.update(((row.a, row.b), row) for row in rows)
        front = {key for row in rows if row.relation in SAME_WORDS for key in (row.a, row.b)} - firsts.keys()
    return firsts, [found[pair] for pair in sorted(found)]


def _parts(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, int]:
    """The key of the first part for each of these quotations and for all their other parts."""
    first: dict[int, int] = {}
    for part, marks in in_parts(list(keys)):
        first.update(db.execute(f"SELECT key, coalesce(continues, key) FROM quotation WHERE key IN ({marks})", part))
    for part, marks in in_parts(sorted(set(first.values()))):
        first.update(db.execute(f"SELECT key, continues FROM quotation WHERE continues IN ({marks})", part))
        first.update((key, key) for key in part)
    return first


def utterances_of(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """The ids of the utterances that quotations belong to, by key; those that nobody else printed have none."""
    of: dict[int, int] = {}
    for part, marks in in_parts(list(keys)):
        of.update(
            db.execute(f"SELECT key, utterance FROM quotation WHERE utterance NOTNULL AND key IN ({marks})", part)
        )
    ids = ids_in_order(db, set(of.values()))
    return {key: ids[utterance] for key, utterance in of.items()}


def shared_counts(db: sqlite3.Connection, article_id: str) -> dict[str, int]:
    """For each quotation of an article that others printed: how many other outlets did."""
    rows = db.execute(
        """
        SELECT x.id || '#' || q.start || '-' || q."end", count(DISTINCT coalesce(y.outlet, '?' || y.id))
        FROM article x JOIN quotation q ON q.article = x.key
        JOIN (SELECT a AS mine, b AS other, relation FROM link UNION ALL SELECT b, a, relation FROM link) l
            ON l.mine = q.key AND l.relation NOT IN ('paraphrased', 'echo', 'none')
        JOIN quotation o ON o.key = l.other JOIN article y ON y.key = o.article
        WHERE x.id = ? AND coalesce(y.outlet, '?' || y.id) <> coalesce(x.outlet, '?' || x.id)
        GROUP BY q.key
        """,
        (article_id,),
    )
    return {row[0]: int(row[1]) for row in rows}


def totals(db: sqlite3.Connection) -> Totals:
    """Counts over the whole library; who publishes transcripts alone is no outlet."""
    row = db.execute(
        "SELECT count(*), coalesce(sum(quotes), 0), coalesce(sum(shared), 0),"
        " count(DISTINCT CASE WHEN NOT spoken THEN outlet END) + coalesce(sum(outlet IS NULL AND NOT spoken), 0)"
        " FROM article WHERE NOT removed"
    ).fetchone()
    return Totals(*row)


def last_seq(db: sqlite3.Connection) -> int:
    """The number of the last change; 0 for an empty library."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM article").fetchone()[0])


def meta(db: sqlite3.Connection, name: str) -> str | None:
    """One of the library's own notes."""
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def whole_rows(
    db: sqlite3.Connection, keys: Sequence[int]
) -> Iterator[tuple[str, str | None, list[tuple[int, Quotation]]]]:
    """(outlet key, published, quotations with keys) for each article that has some of these first parts."""
    by_article: dict[tuple[int, str, str | None], list[tuple[int, Quotation]]] = {}
    for part, marks in in_parts(keys, 2):
        where = f"WHERE q.key IN ({marks}) OR q.continues IN ({marks})"
        for row in db.execute(f"{QUOTATION} {where} ORDER BY q.key", (*part, *part)).fetchall():
            by_article.setdefault(row[14:17], []).append((row[13], _quotation(row)))
    for (_, outlet, published), own in by_article.items():
        yield outlet, published, own


def article_keys(db: sqlite3.Connection, quotation_keys: Iterable[int]) -> set[int]:
    """The keys of the articles that these quotations stand in."""
    found: set[int] = set()
    for part, marks in in_parts(list(quotation_keys)):
        found.update(row[0] for row in db.execute(f"SELECT article FROM quotation WHERE key IN ({marks})", part))
    return found


def first_part(db: sqlite3.Connection, key: int) -> int:
    """The key of the first part of the quotation that this one is, or continues."""
    return int(db.execute("SELECT coalesce(continues, key) FROM quotation WHERE key = ?", (key,)).fetchone()[0])


def first_parts(db: sqlite3.Connection) -> list[int]:
    """The keys of all quotations that continue no other, in the order in which their articles were added."""
    rows = db.execute("SELECT key FROM quotation WHERE continues IS NULL ORDER BY article, start")
    return [row[0] for row in rows.fetchall()]


def keys_there(db: sqlite3.Connection) -> array[int]:
    """The keys of all quotations, in no order."""
    return array("q", (row[0] for row in db.execute("SELECT key FROM quotation")))


def count_since(db: sqlite3.Connection, seq: int) -> int:
    """How many articles came or changed after that change."""
    return int(db.execute("SELECT count(*) FROM article WHERE seq > ? AND NOT removed", (seq,)).fetchone()[0])


def article_key(db: sqlite3.Connection, article_id: str) -> int:
    """The key of an article that is there."""
    return int(db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()[0])


def count(db: sqlite3.Connection, table: Literal["article", "quotation", "link"]) -> int:
    """The rows of a table."""
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
