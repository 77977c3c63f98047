"""What has these words? Articles with their best passage, quotations, and the state of it all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from index import marked
from index.derived import Derived, rules_version
from index.model import Article, ArticleRow, Hit, Kind, Quotation
from index.query import Passage, Query, QueryProblem, hit_spans, in_context, parse, passages
from index.query.tree import Word, widened
from index.query.words import fold
from index.store import FILE, Store, reading

if TYPE_CHECKING:  # names are put together only where a query has one
    from index.knowing import Knowing

QuotedRow = tuple[Quotation, ArticleRow]


def asked(knowing: Callable[[], Knowing], text: str, *, typing: bool = False) -> Query | QueryProblem:
    """What a query asks for, its speakers under all their names. `knowing` is asked only where it names one."""
    query = parse(text, typing=typing)
    if isinstance(query, QueryProblem) or query.root is None:
        return query
    return replace(query, root=widened(query.root, lambda words: knowing().also_called(words)))


def articles(
    store: Store,
    derived: Derived,
    knowing: Callable[[], Knowing],
    text: str,
    limit: int | None,
    *,
    typing: bool = False,
    each: bool = False,
) -> Iterator[Hit] | QueryProblem:
    """Articles with the passage that fits best, best first, each made when it is asked for.

    With `each` every place where the words stand comes by itself, in its context; `limit` counts articles.
    """
    query = asked(knowing, text, typing=typing)
    if isinstance(query, QueryProblem):
        return query
    found = marked.articles(store, derived.fulltext, query, limit)
    return _hits(store, query, found, _each if each else passages)


def listed(
    store: Store,
    derived: Derived,
    knowing: Callable[[], Knowing],
    text: str,
    order: reading.Order,
    also: Collection[str] = (),
    limit: int | None = None,
    *,
    typing: bool = False,
) -> list[ArticleRow] | QueryProblem:
    """The articles that a query finds as a list has them, and `also` these."""
    ids = found(store, derived, knowing, text, typing=typing)
    if isinstance(ids, QueryProblem):
        return ids
    with store.snapshot() as db:
        return reading.rows_among(db, ids.union(also), order, limit)


def found(
    store: Store, derived: Derived, knowing: Callable[[], Knowing], text: str, *, typing: bool = False
) -> set[str] | QueryProblem:
    """The ids of the articles that a query finds: all for one that asks nothing."""
    query = asked(knowing, text, typing=typing)
    if isinstance(query, QueryProblem):
        return query
    if query.root is None:
        return set(reading.article_ids(store.connection))
    return {article for article, _ in marked.articles(store, derived.fulltext, query)}


def _each(text: str, query: Query, quotations: Sequence[Quotation]) -> Sequence[Passage]:
    """Every hit in its context; where only the title has the words, the beginning of the text."""
    found = [in_context(text, span) for span in hit_spans(text, query, quotations)]
    return found or passages(text, query, quotations)


def _hits(
    store: Store,
    query: Query,
    found: Sequence[tuple[str, float]],
    shown: Callable[[str, Query, Sequence[Quotation]], Sequence[Passage]],
) -> Iterator[Hit]:
    for article_id, score in found:
        with store.snapshot() as db:
            article = reading.article(db, article_id)
            quotations = [q for _, q in reading.quotations(db, "WHERE x.id = ?", (article_id,))]
        if article is None:  # taken out since the index was written
            continue
        for passage in shown(article.text, query, quotations):
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
                path=article.path,
            )


def notes(derived: Derived, text: str, *, typing: bool = False) -> tuple[str, ...]:
    """What of a query was forgiven (an unclosed mark), and what was not searched to its end, in sentences."""
    query = parse(text, typing=typing)
    if isinstance(query, QueryProblem):
        return ()
    if query.root is None or marked.only_marks(query.root):
        return query.notes
    fulltext = derived.fulltext()
    return (*query.notes, *fulltext.cut(query), *being_added(derived.behind(), derived.store.readonly))


def open_index(derived: Derived) -> None:
    """Open the full-text index, and what it is searched with."""
    derived.fulltext().articles(Query("", Word("any", "zz")), 1)


def being_added(behind: int, readonly: bool) -> tuple[str, ...]:
    """The sentence for articles that are in the library and not yet in its index, which may perhaps not be written."""
    if not behind:
        return ()
    if readonly:
        told = "1 article is" if behind == 1 else f"{behind:,} articles are"
        return (f"{told} not in the index, which may not be written here, and not found",)
    return (f"{behind:,} article{' is' if behind == 1 else 's are'} still being put into the index, and not found yet",)


def marks(store: Store, knowing: Callable[[], Knowing], text: str, article: Article) -> list[tuple[int, int]]:
    """Where in an article's text a query's words stand, the last perhaps unfinished; empty where it can't be read."""
    query = asked(knowing, text, typing=True)
    if isinstance(query, QueryProblem):
        return []
    quotations = [q for _, q in reading.quotations(store.connection, "WHERE x.id = ?", (article.id,))]
    return hit_spans(article.text, query, quotations)


def quotations(
    store: Store,
    derived: Derived,
    knowing: Callable[[], Knowing],
    *,
    query: str | None,
    article: str | None,
    by: Callable[[Quotation], bool] | None,
    outlet: str | None,
    kinds: Sequence[Kind] | None,
    limit: int | None,
) -> list[QuotedRow] | QueryProblem:
    """Quotations with their articles: in the order of the text, or best first where a query is given.

    `by` is a test of their speakers. Without it, without a query and of some kinds only, what stands within another
    quotation's marks is left out: those words are there already.
    """
    spare = limit if (article, by, outlet) == (None, None, None) else None  # what follows may leave some out
    if query is None:
        with store.snapshot():
            return _chosen(store, _listed(store, article, kinds, spare, by is not None), article, by, outlet, limit)
    parsed = asked(knowing, query)
    if isinstance(parsed, QueryProblem):
        return parsed
    if parsed.root is not None:
        with store.snapshot() as db:
            parsed = replace(parsed, root=marked.resolved(db, parsed.root))
    places = derived.fulltext().quotations(parsed, spare, kinds)
    with store.snapshot():
        return _chosen(store, _at(store, places, kinds), article, by, outlet, limit)


def _chosen(
    store: Store,
    found: list[Quotation],
    article: str | None,
    by: Callable[[Quotation], bool] | None,
    outlet: str | None,
    limit: int | None,
) -> list[QuotedRow]:
    if article is not None:
        found = [q for q in found if q.article == article]
    if by is not None:
        found = [q for q in found if by(q)]
    if outlet is None:
        found = found[:limit]
    ids = list(dict.fromkeys(q.article for q in found))
    rows = {row.id: row for row in reading.article_rows(store.connection, ids=ids)}
    if outlet is not None:
        found = [q for q in found if fold(outlet) in fold(rows[q.article].outlet or "")]
    return [(q, rows[q.article]) for q in found[:limit]]


def _listed(
    store: Store, article: str | None, kinds: Sequence[Kind] | None, limit: int | None, nested: bool
) -> list[Quotation]:
    wanted: list[str] = []
    if article is not None:
        wanted.append("x.id = ?")
    if kinds is not None:
        wanted.append(f"q.kind IN ({', '.join('?' * len(kinds))})")
        if not nested:
            wanted.append(f"NOT {reading.NESTED}")
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    values = (*(() if article is None else (article,)), *(kinds or ()))
    return [q for _, q in reading.quotations(store.connection, where, values, limit)]


def _at(store: Store, places: Sequence[tuple[str, int, int, float]], kinds: Sequence[Kind] | None) -> list[Quotation]:
    """The quotations at the places that the index found, where they are still there."""
    where = 'WHERE x.id = ? AND q.start = ? AND q."end" = ?'
    found = [q for *place, _ in places for _, q in reading.quotations(store.connection, where, tuple(place))]
    return [q for q in found if kinds is None or q.kind in kinds]


def info(store: Store, derived: Derived) -> dict[str, object]:
    """The state of the library: counts, sizes in bytes, and how far the derived stores have come."""
    fulltext, postings = derived.fulltext(), derived.postings()
    with store.snapshot() as db:
        totals, links = reading.totals(db), reading.count(db, "link")
        last, rules = reading.last_seq(db), reading.meta(db, "rules")
    return {
        "path": str(store.path.parent),
        "articles": totals.articles,
        "quotations": totals.quotations,
        "shared": totals.shared,
        "links": links,
        "last_change": last,
        "fulltext_change": fulltext.last_seq,
        "postings_change": postings.last_seq,
        "rules": rules or "",
        "rules_of_this_version": rules_version(),
        "library_bytes": (store.path.parent / FILE).stat().st_size,
        "derived_bytes": derived.size(),
    }
