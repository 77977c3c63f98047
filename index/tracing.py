"""What is known of an utterance: who printed it, who first, what each did to the words, and who left it out?

Links tie rows; here they become printings of whole quotations, told from the fullest, or from the transcript where the
words were said in one. All that some utterances need is fetched at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index import agency
from index.knowing import Knowing
from index.model import Quotation, UtteranceRow
from index.printings import Printed, between, joined, row_of
from index.store import Connection, Store, reading
from index.store import utterances as stored
from index.stored import fetch_wholes

AT_ONCE = 2000  # utterances fetched at a time: some ten thousand rows in memory


MOST_KEPT = 20_000  # articles whose runs are kept in memory, some 4 KB each


class Copied:
    """Which articles copy which, worked out when somebody asks; an article's runs are kept for the next time."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], NDArray[np.uint64]] = {}

    def of(self, db: Connection, article_ids: Iterable[str]) -> dict[str, str]:
        """The same for articles by their ids."""
        return self.among(db, stored.newest(db, stored.article_keys(db, article_ids)))

    def counted(self, db: Connection, article_ids: Iterable[str]) -> tuple[int, int]:
        """The outlets of some articles, and how many of them have one that copies no other."""
        articles = stored.newest(db, stored.article_keys(db, article_ids))
        copied = self.among(db, articles)
        return len({one.outlet_key for one in articles}), len({o.outlet_key for o in articles if o.id not in copied})

    def among(self, db: Connection, articles: Sequence[stored.Text]) -> dict[str, str]:
        """Article id to that of the one it copies, among these (in the order of adding)."""
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        missing = [one for one in articles if (one.id, one.seq) not in self._kept]
        for one, text, spans in stored.texts(db, missing):
            self._kept[one.id, one.seq] = agency.runs_of(text, spans)
        proses = [
            agency.Prose(one.id, one.outlet_key, one.published, one.event, self._kept[one.id, one.seq])
            for one in articles
        ]
        return agency.copies(proses)


def utterances(
    store: Store,
    knowing: Knowing,
    copied: Copied,
    found: Sequence[Quotation] | None,
    article: str | None,
    event: str | None,
    limit: int | None,
) -> list[UtteranceRow]:
    """Those of some quotations, of an article, of an event, of all at once that is given; see `Library.utterances`."""
    with store.snapshot() as db:
        asked: list[list[int]] = []
        if found is not None:
            asked.append(stored.of_quotations(db, ((q.article, q.start, q.end) for q in found)))
        if event is not None:
            asked.append(stored.of_articles(db, stored.event_articles(db, event)))
        if article is not None:
            asked.append(stored.of_articles(db, stored.article_keys(db, [article])))
        wanted = asked[0] if asked else stored.shared(db)
        for more in asked[1:]:
            there = set(more)
            wanted = [utterance for utterance in wanted if utterance in there]
    return traced(store, knowing, copied, wanted, limit)


def traced(
    store: Store, knowing: Knowing, copied: Copied, utterances: Sequence[int], limit: int | None
) -> list[UtteranceRow]:
    """The utterances with these keys, in that order; the first `limit` of them."""
    rows: list[UtteranceRow] = []
    wanted = utterances[:limit]
    for start in range(0, len(wanted), AT_ONCE):
        with store.snapshot() as db:
            rows += _traced(db, store, knowing, copied, wanted[start : start + AT_ONCE])
    return rows


def _traced(
    db: Connection, store: Store, knowing: Knowing, copied: Copied, utterances: Sequence[int]
) -> list[UtteranceRow]:
    members = stored.members(db, utterances)
    members += stored.said(db, members)
    ids = stored.article_ids(db, {member.article for member in members})
    articles = {row.id: row for row in reading.article_rows(db, ids=list(ids.values()))}
    events = stored.outlets_of_events(db, ids)
    wholes = fetch_wholes(store, list(dict.fromkeys(member.first for member in members)))
    by_key = reading.quotations_by_key(db, [member.key for member in members])
    known = dict(zip(by_key, knowing.known(list(by_key.values())), strict=True))
    pairs = {(pair.a, pair.b): pair for pair in stored.pairs(db, by_key)}
    places = stored.sentences(db, ids)
    printed: dict[int, dict[int, list[int]]] = {}
    of_event: dict[int, dict[int, list[str]]] = {}
    for member in members:
        printed.setdefault(member.utterance, {}).setdefault(member.first, []).append(member.key)
        if member.article in events:
            event, outlets = events[member.article]
            of_event.setdefault(member.utterance, {})[event] = outlets
    rows: list[tuple[str, list[Printed], list[str]]] = []
    for utterance in utterances:
        found = [
            Printed(tuple(keys), known[keys[0]], wholes[first], articles[known[keys[0]].article])
            for first, keys in printed.get(utterance, {}).items()
            if first in wholes
        ]
        if found:
            left = [outlet for outlets in of_event.get(utterance, {}).values() for outlet in outlets]
            rows.append((known[utterance].id, joined(found, places), left))
    texts = {one.id: one for one in stored.newest(db, ids)}
    made = []
    for quotation, found, left in rows:
        copies = copied.among(db, [texts[i] for i in dict.fromkeys(one.article.id for one in found) if i in texts])
        made.append(row_of(quotation, found, between(pairs), left, copies))
    return made
