"""Who reported a happening, and who of them left out what somebody said there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index import omitting, telling, transcripts
from index.ids import split_id
from index.model import ArticleRow, Quotation
from index.store import Connection, Store, events, reading, utterances


def event_of(store: Store, article_id: str) -> tuple[ArticleRow, ...]:
    """All articles on the same happening, this one too, the oldest first; none where there is no such article."""
    with store.snapshot() as db:
        return tuple(reading.article_rows(db, "oldest", events.ids_of_event(db, article_id)))


def not_reported_by(store: Store, quotation_id: str) -> tuple[ArticleRow, ...]:
    """The outlets that have an article on the event of a quotation's utterance and don't print it: that article each.

    The event is the one that most of its printings are in, else the quotation's own. An outlet that prints it anywhere
    in the library, or tells it in its own words, or whose articles on the event have the very words, marked or not,
    has not left it out, and neither has one that writes in another language. Terms and indirect speech are left out by
    nobody, nor is a transcript's courtesy or question that nobody printed; a transcript leaves nothing out.
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
        wanted = omitting.wanted(q.text for q in members.values() if q.article == mine.article)
        own = reading.article(db, mine.article)
        language = omitting.language_of(own) if own is not None and missing else None
        told = (_reports(db, found, wanted, language) for found in missing.values())
        return tuple(row for row in told if row is not None)


def _printings(db: Connection, key: int) -> dict[int, Quotation]:
    """A quotation with its other parts, and all that links lead to from any of them, by their keys."""
    own = reading.quotations_by_key(db, [key])
    first = reading.first_part(db, key)
    own |= reading.quotations_by_key(db, [first])
    own |= dict(reading.quotations(db, "WHERE q.continues = ?", (first,)))
    return own | reading.quotations_by_key(db, reading.component(db, own)[0])


def _reports(db: Connection, rows: Iterable[ArticleRow], wanted: set[str], language: str | None) -> ArticleRow | None:
    """The first of one outlet's articles that is no transcript; None where they have not left the words out."""
    told = {row: article for row in rows if (article := reading.article(db, row.id)) and not transcripts.find(article)}
    if not omitting.left_out(map(omitting.wording, told.values()), wanted, language):
        return None
    return next(iter(told))
