"""Which quotations does the store have of which utterance? In few statements, however many utterances there are.

An utterance is named by the key of its quotation added first; a quotation that no link ties is one alone, by its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.model import SAME_WORDS, Relation
from index.store.reading import NESTED, in_parts

COMPARED = f"q.kind IN ('direct', 'fragment') AND NOT {NESTED}"  # the rows that may have links


class Member(NamedTuple):
    """A quotation of an utterance: the keys of both, of the first part where it is split, and of its article."""

    utterance: int
    key: int
    first: int
    article: int


class Pair(NamedTuple):
    """A link between two quotations, told from the side of `a`."""

    a: int
    b: int
    score: float
    relation: Relation
    altered: bool | None


def shared(db: sqlite3.Connection) -> list[int]:
    """All utterances of at least two quotations, in the order of adding."""
    rows = db.execute(
        "SELECT DISTINCT q.utterance FROM quotation q JOIN quotation u ON u.key = q.utterance"
        " WHERE q.utterance IS NOT NULL ORDER BY u.article, u.start"
    )
    return [row[0] for row in rows.fetchall()]


def of_articles(db: sqlite3.Connection, article_keys: Iterable[int]) -> list[int]:
    """The utterances of all that some articles quote, in the order of their texts."""
    rows = sorted(_rows(db, "q.article", article_keys), key=lambda row: row[2:])
    return list(dict.fromkeys(row[0] for row in rows))


def of_quotations(db: sqlite3.Connection, places: Iterable[tuple[str, int, int]]) -> list[int]:
    """The utterances of the quotations at some places (article id, start, end), with their split parts, in order."""
    sql = (
        "SELECT coalesce(r.continues, r.key) FROM quotation r JOIN article x ON x.key = r.article"
        ' WHERE x.id = ? AND r.start = ? AND r."end" = ?'
    )
    found = (db.execute(sql, place).fetchone() for place in places)
    order = {key: place for place, key in enumerate(dict.fromkeys(row[0] for row in found if row))}
    rows = sorted(_rows(db, "q.key", order), key=lambda row: order[row[1]])
    return list(dict.fromkeys(row[0] for row in rows))


def of_parts(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, int]:
    """The utterance of each of some quotations that may have links, by the key of its first part."""
    return {first: utterance for utterance, first, _, _ in _rows(db, "q.key", keys)}


def _rows(db: sqlite3.Connection, column: str, values: Iterable[int]) -> list[tuple[int, int, int, int]]:
    """(utterance, first part, article, start) of the rows that may have links, by the values of a column."""
    first = "coalesce(q.continues, q.key)"
    sql = f"SELECT coalesce(q.utterance, {first}), {first}, q.article, q.start FROM quotation q"
    found: list[tuple[int, int, int, int]] = []
    for part, marks in in_parts(list(values)):
        found += db.execute(f"{sql} WHERE {column} IN ({marks}) AND {COMPARED}", part).fetchall()
    return found


def members(db: sqlite3.Connection, utterances: Sequence[int]) -> list[Member]:
    """Their quotations, in the order of adding."""
    columns = "q.key, coalesce(q.continues, q.key), q.article, q.start FROM quotation q"
    rows: list[tuple[int, int, int, int, int]] = []
    for part, marks in in_parts(list(utterances)):
        rows += db.execute(f"SELECT q.utterance, {columns} WHERE q.utterance IN ({marks})", part).fetchall()
        rows += db.execute(f"SELECT q.key, {columns} WHERE q.utterance IS NULL AND q.key IN ({marks})", part).fetchall()
    rows.sort(key=lambda row: (row[3], row[4]))
    return [Member(*row[:4]) for row in rows]


def pairs(db: sqlite3.Connection, keys: Iterable[int]) -> list[Pair]:
    """The links between some quotations and any others, echoes apart."""
    found: list[Pair] = []
    told = ", ".join(f"'{relation}'" for relation in SAME_WORDS)
    for part, marks in in_parts(list(keys)):
        sql = f"SELECT a, b, score, relation, altered FROM link WHERE a IN ({marks}) AND relation IN ({told})"
        for a, b, score, relation, altered in db.execute(sql, part).fetchall():
            found.append(Pair(a, b, score, relation, None if altered is None else bool(altered)))
    return found


def said(db: sqlite3.Connection, members: Sequence[Member]) -> list[Member]:
    """The sentences of transcripts that members are linked with, as members of the same utterances."""
    if db.execute("SELECT 1 FROM article WHERE spoken LIMIT 1").fetchone() is None:
        return []
    of: dict[int, int] = {member.key: member.utterance for member in members}
    found: list[Member] = []
    told = ", ".join(f"'{relation}'" for relation in SAME_WORDS)
    for part, marks in in_parts(list(of)):
        for mine, other in (("a", "b"), ("b", "a")):
            sql = (
                f"SELECT l.{mine}, q.key, q.article FROM link l JOIN quotation q ON q.key = l.{other}"
                f" JOIN article x ON x.key = q.article JOIN quotation m ON m.key = l.{mine}"
                " JOIN article y ON y.key = m.article"
                f" WHERE l.{mine} IN ({marks}) AND l.relation IN ({told}) AND x.spoken AND NOT y.spoken"
                " ORDER BY q.article, q.start"
            )
            found += (Member(of[m], key, key, article) for m, key, article in db.execute(sql, part).fetchall())
    there = {(member.utterance, member.key) for member in members}
    return [member for member in dict.fromkeys(found) if (member.utterance, member.key) not in there]


def printed_too(db: sqlite3.Connection, members: Sequence[Member]) -> list[Member]:
    """What else is linked with the sentences of transcripts among members: it printed them, in another utterance."""
    if db.execute("SELECT 1 FROM article WHERE spoken LIMIT 1").fetchone() is None:
        return []
    there = {(member.utterance, member.first) for member in members}
    found: dict[Member, None] = {}
    told = ", ".join(f"'{relation}'" for relation in SAME_WORDS)
    for part, marks in in_parts(sorted({member.key for member in members})):
        for said, other in (("a", "b"), ("b", "a")):
            sql = (
                "SELECT s.utterance, q.key, coalesce(q.continues, q.key), q.article FROM link l"
                f" JOIN quotation s ON s.key = l.{said} JOIN article x ON x.key = s.article"
                f" JOIN quotation q ON q.key = l.{other} JOIN article y ON y.key = q.article"
                f" WHERE l.{said} IN ({marks}) AND l.relation IN ({told}) AND x.spoken AND NOT y.spoken"
                " AND s.utterance IS NOT NULL ORDER BY q.article, q.start"
            )
            found.update(dict.fromkeys(map(Member._make, db.execute(sql, part).fetchall())))
    return [member for member in found if (member.utterance, member.first) not in there]


def retold(db: sqlite3.Connection, keys: Iterable[int]) -> list[tuple[int, str]]:
    """(key, outlet key) for each of some quotations that an outlet reports in its own words."""
    found: list[tuple[int, str]] = []
    for part, marks in in_parts(sorted(keys)):
        for mine, other in (("a", "b"), ("b", "a")):
            sql = (
                f"SELECT l.{mine}, coalesce(x.outlet, '?' || x.id) FROM link l JOIN quotation q ON q.key = l.{other}"
                f" JOIN article x ON x.key = q.article WHERE l.{mine} IN ({marks}) AND l.relation = 'paraphrased'"
            )
            found += db.execute(sql, part).fetchall()
    return found


def sentences(db: sqlite3.Connection, article_keys: Iterable[int]) -> dict[int, int]:
    """Of the transcripts among some articles, each sentence's key with its place: neighbours have places beside."""
    found: list[tuple[int, int, int]] = []
    for part, marks in in_parts(list(article_keys)):
        sql = (
            "SELECT q.article, q.start, q.key FROM quotation q JOIN article x ON x.key = q.article"
            f" WHERE x.key IN ({marks}) AND x.spoken AND {COMPARED}"
        )
        found += db.execute(sql, part).fetchall()
    places: dict[int, int] = {}
    place, before = 0, None
    for article, _, key in sorted(found):
        place += 1 if article == before else 2  # the last of one transcript is no neighbour of the next one's first
        places[key], before = place, article
    return places


def article_ids(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """The ids of articles by their keys."""
    found: dict[int, str] = {}
    for part, marks in in_parts(list(keys)):
        found.update(db.execute(f"SELECT key, id FROM article WHERE key IN ({marks})", part).fetchall())
    return found


def article_keys(db: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    """The keys of articles by their ids, of those that are there."""
    found: list[int] = []
    for part, marks in in_parts(list(ids)):
        rows = db.execute(f"SELECT key FROM article WHERE id IN ({marks}) AND NOT removed", part)
        found += (row[0] for row in rows.fetchall())
    return found


class Text(NamedTuple):
    """An article whose text may be wanted. `seq` changes whenever it does."""

    key: int
    id: str
    seq: int
    outlet_key: str
    published: str | None
    event: int | None


def newest(db: sqlite3.Connection, keys: Iterable[int]) -> list[Text]:
    """Those of some articles that are no transcripts, in the order of adding."""
    found: list[Text] = []
    sql = "SELECT key, id, seq, coalesce(outlet, '?' || id), published, event FROM article"
    for part, marks in in_parts(sorted(keys)):
        found += map(Text._make, db.execute(f"{sql} WHERE key IN ({marks}) AND NOT spoken ORDER BY key", part))
    return found


def texts(db: sqlite3.Connection, articles: Sequence[Text]) -> Iterator[tuple[Text, str, list[tuple[int, int]]]]:
    """Articles with their texts, and where their quotations in marks stand."""
    by_key = {one.key: one for one in articles}
    for part, marks in in_parts(list(by_key)):
        spans: dict[int, list[tuple[int, int]]] = {}
        sql = f'SELECT q.article, q.start, q."end" FROM quotation q WHERE q.article IN ({marks}) AND {COMPARED}'
        for key, start, end in db.execute(sql, part).fetchall():
            spans.setdefault(key, []).append((start, end))
        for key, text in db.execute(f"SELECT key, text FROM article_text WHERE key IN ({marks})", part).fetchall():
            yield by_key[key], text, spans.get(key, [])


def event_articles(db: sqlite3.Connection, article_id: str) -> list[int]:
    """The keys of the articles on the same happening as this one, itself too; none where there is no such article."""
    row = db.execute("SELECT key, event FROM article WHERE id = ? AND NOT removed", (article_id,)).fetchone()
    if row is None:
        return []
    sql = "SELECT key FROM article WHERE event = ? AND NOT removed ORDER BY key"
    return [row[0]] if row[1] is None else [key for (key,) in db.execute(sql, (row[1],)).fetchall()]


class Report(NamedTuple):
    """An article of an outlet on a happening. `seq` changes whenever it does."""

    outlet: str
    id: str
    seq: int


def reports_of_events(db: sqlite3.Connection, article_keys: Iterable[int]) -> dict[int, tuple[int, list[Report]]]:
    """For articles that are not alone on an event: the event's key, and what is known to have been printed on it."""
    event_of: dict[int, int] = {}
    for part, marks in in_parts(list(article_keys)):
        sql = f"SELECT key, event FROM article WHERE event IS NOT NULL AND key IN ({marks})"
        event_of.update(db.execute(sql, part).fetchall())
    reports: dict[int, list[Report]] = {}
    for part, marks in in_parts(sorted(set(event_of.values()))):
        sql = (
            f"SELECT event, outlet, id, seq FROM article WHERE event IN ({marks}) AND outlet IS NOT NULL"
            " AND NOT removed AND NOT spoken ORDER BY key"
        )
        for event, *report in db.execute(sql, part).fetchall():
            reports.setdefault(event, []).append(Report(*report))
    return {key: (event, reports.get(event, [])) for key, event in event_of.items()}
