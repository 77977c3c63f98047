"""What has these words? Articles with their best passage, quotations, and the state of it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.derived import Derived, rules_version
from index.model import Article, ArticleRow, Hit, Kind, Quotation
from index.query import Query, QueryProblem, hit_spans, parse, passages
from index.query.words import fold
from index.store import FILE, Store, reading

QuotedRow = tuple[Quotation, ArticleRow]


def articles(store: Store, derived: Derived, text: str, limit: int | None) -> Iterator[Hit] | QueryProblem:
    """Articles with the passage that fits best, best first, each made when it is asked for."""
    query = parse(text)
    if isinstance(query, QueryProblem):
        return query
    found = derived.fulltext().articles(query, limit)
    return _hits(store, query, found)


def _hits(store: Store, query: Query, found: Sequence[tuple[str, float]]) -> Iterator[Hit]:
    db = store.connection
    for article_id, score in found:
        article = reading.article(db, article_id)
        if article is None:  # taken out since the index was written
            continue
        quotations = [q for _, q in reading.quotations(db, "WHERE x.id = ?", (article_id,))]
        for passage in passages(article.text, query, quotations):
            yield Hit(
                article=article.id,
                outlet=article.outlet,
                title=article.title,
                published=article.published,
                score=score,
                start=passage.start,
                end=passage.end,
                passage=article.text[passage.start : passage.end],
                hits=passage.hits,
            )


def notes(derived: Derived, text: str) -> tuple[str, ...]:
    """What of a query was forgiven (an unclosed mark), and what was not searched to its end, in sentences."""
    query = parse(text)
    return () if isinstance(query, QueryProblem) else (*query.notes, *derived.fulltext().cut(query))


def marks(store: Store, text: str, article: Article) -> list[tuple[int, int]]:
    """Where in an article's text the words of a query stand; empty where the query can't be read."""
    query = parse(text)
    if isinstance(query, QueryProblem):
        return []
    quotations = [q for _, q in reading.quotations(store.connection, "WHERE x.id = ?", (article.id,))]
    return hit_spans(article.text, query, quotations)


def quotations(
    store: Store,
    derived: Derived,
    *,
    query: str | None,
    article: str | None,
    speaker: str | None,
    outlet: str | None,
    kinds: Sequence[Kind] | None,
    limit: int | None,
) -> list[QuotedRow] | QueryProblem:
    """Quotations with their articles: in the order of the text, or best first where a query is given."""
    rows: dict[str, ArticleRow] = {}
    if query is None:
        found: list[Quotation] | QueryProblem = _listed(store, article)
    else:
        found = _asked(store, derived, query)
    if isinstance(found, QueryProblem):
        return found
    if article is not None:
        found = [q for q in found if q.article == article]
    if kinds is not None:
        found = [q for q in found if q.kind in kinds]
    if speaker is not None:
        found = [q for q in found if q.speaker and fold(speaker) in fold(q.speaker)]
    rows = {row.id: row for row in reading.article_rows(store.connection)}
    if outlet is not None:
        found = [q for q in found if fold(outlet) in fold(rows[q.article].outlet or "")]
    return [(q, rows[q.article]) for q in found[:limit]]


def _listed(store: Store, article: str | None) -> list[Quotation]:
    where, values = ("WHERE x.id = ?", (article,)) if article is not None else ("", ())
    return [q for _, q in reading.quotations(store.connection, where, values)]


def _asked(store: Store, derived: Derived, text: str) -> list[Quotation] | QueryProblem:
    query = parse(text)
    if isinstance(query, QueryProblem):
        return query
    found: list[Quotation] = []
    for article_id, start, end, _ in derived.fulltext().quotations(query, None):
        where = 'WHERE x.id = ? AND q.start = ? AND q."end" = ?'
        found += [q for _, q in reading.quotations(store.connection, where, (article_id, start, end))]
    return found


def info(store: Store, derived: Derived) -> dict[str, object]:
    """The state of the library: counts, sizes in bytes, and how far the derived stores have come."""
    db = store.connection
    totals = reading.totals(db)
    fulltext, postings = derived.fulltext(), derived.postings()
    return {
        "path": str(store.path.parent),
        "articles": totals.articles,
        "quotations": totals.quotations,
        "shared": totals.shared,
        "links": reading.count(db, "link"),
        "last_change": reading.last_seq(db),
        "fulltext_change": fulltext.last_seq,
        "postings_change": postings.last_seq,
        "rules": reading.meta(db, "rules") or "",
        "rules_of_this_version": rules_version(),
        "library_bytes": (store.path.parent / FILE).stat().st_size,
        "derived_bytes": derived.size(),
    }
