"""Who reported a happening, and who of them left out what somebody said there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index import telling, terms, transcripts
from index.ids import split_id
from index.model import Article, ArticleRow, Quotation
from index.store import Connection, Store, events, reading, utterances

FEWEST_WORDS = 3  # of a part of a quotation that is looked for: "no" stands in every article


def event_of(store: Store, article_id: str) -> tuple[ArticleRow, ...]:
    """All articles on the same happening, this one too, the oldest first; none where there is no such article."""
    with store.snapshot() as db:
        return tuple(reading.article_rows(db, "oldest", events.ids_of_event(db, article_id)))


def not_reported_by(store: Store, quotation_id: str) -> tuple[ArticleRow, ...]:
    """The outlets that have an article on the event of a quotation's utterance and don't print it: that article each.

    The event is the one that most of its printings are in, else the quotation's own. An outlet that prints it anywhere
    in the library, or tells it in its own words, or whose articles on the event have the very words, marked or not,
    has not left it out. Terms and indirect speech are left out by nobody, nor is a transcript's courtesy or question
    that nobody printed; a transcript leaves nothing out.
    """
    with store.snapshot() as db:
        place = split_id(quotation_id)
        keys = reading.quotation_keys(db, *place) if place else None
        if keys is None or place is None:
            return ()
        members = _printings(db, keys[0])
        mine = members.get(keys[0])
        if mine is None or mine.kind not in ("direct", "fragment"):
            return ()
        rows = {row.id: row for row in reading.article_rows(db, ids=sorted({q.article for q in members.values()}))}
        if all(row.spoken for row in rows.values()) and not telling.can_be_left_out(mine):
            return ()
        about = {row.event for row in rows.values()}
        counts = Counter(row.event for row in rows.values())
        event = max(about, key=lambda e: (counts[e], e == rows[mine.article].event, e or ""))
        printed = {row.outlet_key for row in rows.values()} | {outlet for _, outlet in utterances.retold(db, members)}
        covering = event_of(store, event) if event else ()
        missing: dict[str, list[ArticleRow]] = {}
        for row in covering:
            if row.outlet_key not in printed:
                missing.setdefault(row.outlet_key, []).append(row)
        parts = {_folded(q.text) for q in members.values() if q.article == mine.article}
        wanted = {part for part in parts if len(part.split()) >= FEWEST_WORDS} or parts
        told = (_reports(db, found, wanted) for found in missing.values())
        return tuple(row for row in told if row is not None)


def _printings(db: Connection, key: int) -> dict[int, Quotation]:
    """A quotation with its other parts, and all that links lead to from any of them, by their keys."""
    own = reading.quotations_by_key(db, [key])
    first = reading.first_part(db, key)
    own |= reading.quotations_by_key(db, [first])
    own |= dict(reading.quotations(db, "WHERE q.continues = ?", (first,)))
    return own | reading.quotations_by_key(db, reading.component(db, own)[0])


def _reports(db: Connection, rows: Iterable[ArticleRow], wanted: set[str]) -> ArticleRow | None:
    """The first of one outlet's articles that is no transcript; None where any of them has any of the wanted words."""
    reports = []
    for row in rows:
        article = reading.article(db, row.id)
        if article is None or transcripts.find(article):
            continue
        text = _text(article)
        if any(words in text for words in wanted):
            return None
        reports.append(row)
    return reports[0] if reports else None


def _text(article: Article) -> str:
    return _folded(f"{article.title or ''}\n{article.text}")


def _folded(text: str) -> str:
    return f" {' '.join(terms.folds(text))} "
