"""What is known of an utterance: who printed it, who first, what each did to the words, and who left it out?

Links tie rows; here they become printings of whole quotations, told from the fullest, or from the transcript where the
words were said in one. All that some utterances need is fetched at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from index import agency, omitting, spreading
from index.ids import split_id
from index.knowing import Knowing
from index.model import UtteranceRow
from index.omitting import Wording
from index.printings import Printed, between, joined, row_of
from index.spreading import Timeline
from index.store import Connection, Store, reading
from index.store import utterances as stored
from index.stored import fetch_wholes

AT_ONCE = 500  # utterances fetched at a time: some thousand rows in memory, and a person sees that it goes on
MOST_KEPT = 20_000  # articles whose runs and words are kept in memory, some 4 KB each


Told = Callable[[int, int], None]


class Asked(Struct, frozen=True):
    """Of which quotations (article id, start, end), article and event; of none of these all that several printed."""

    places: Sequence[tuple[str, int, int]] | None = None
    article: str | None = None
    event: str | None = None
    limit: int | None = None


class Copied:
    """Which articles copy which, and which left out what, worked out when somebody asks; what is made of an article's
    text for it is kept for the next time."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], NDArray[np.uint64]] = {}
        self._wordings: dict[tuple[str, int], Wording] = {}

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

    def missing(self, db: Connection, printed: Sequence[Printed], reports: Iterable[stored.Report]) -> list[str]:
        """The outlets of some reports that print none of an utterance's words, marked or not."""
        there = {one.article.outlet_key for one in printed}
        by_outlet: dict[str, dict[stored.Report, None]] = {}
        for report in reports:
            if report.outlet not in there:
                by_outlet.setdefault(report.outlet, {})[report] = None
        if not by_outlet:
            return []
        parts = omitting.wanted(piece.text for one in printed for piece in one.whole.pieces)
        own = reading.article(db, printed[0].article.id)
        language = omitting.language_of(own) if own is not None else None
        told = {outlet: [self._wording(db, one) for one in some] for outlet, some in by_outlet.items()}
        return [outlet for outlet, some in told.items() if omitting.left_out(some, parts, language)]

    def _wording(self, db: Connection, report: stored.Report) -> Wording:
        known = self._wordings.get((report.id, report.seq))
        if known is None:
            if len(self._wordings) > MOST_KEPT:
                self._wordings.clear()
            article = reading.article(db, report.id)
            known = omitting.wording(article) if article is not None else Wording("", None)
            self._wordings[report.id, report.seq] = known
        return known


def utterances(store: Store, knowing: Knowing, copied: Copied, asked: Asked, progress: Told) -> list[UtteranceRow]:
    """Those that have all that is asked for; see `Library.utterances`."""
    with store.snapshot() as db:
        parts: list[list[int]] = []
        if asked.places is not None:
            parts.append(stored.of_quotations(db, asked.places))
        if asked.event is not None:
            parts.append(stored.of_articles(db, stored.event_articles(db, asked.event)))
        if asked.article is not None:
            parts.append(stored.of_articles(db, stored.article_keys(db, [asked.article])))
        wanted = parts[0] if parts else stored.shared(db)
        for more in parts[1:]:
            there = set(more)
            wanted = [utterance for utterance in wanted if utterance in there]
    return traced(store, knowing, copied, wanted[: asked.limit], progress)


def timeline(store: Store, knowing: Knowing, copied: Copied, quotation_ids: Iterable[str]) -> Timeline | None:
    """How the utterance of some quotations travelled; see `Library.timeline`."""
    with store.snapshot() as db:
        wanted = stored.of_quotations(db, filter(None, map(split_id, quotation_ids)))
    rows = traced(store, knowing, copied, wanted)
    most = max(rows, key=lambda row: (row.outlets, len(row.printings)), default=None)
    return None if most is None else spreading.timeline(most)


def traced(
    store: Store,
    knowing: Knowing,
    copied: Copied,
    utterances: Sequence[int],
    progress: Told = lambda _done, _all: None,
) -> list[UtteranceRow]:
    """The utterances with these keys, in that order."""
    rows: list[UtteranceRow] = []
    for start in range(0, len(utterances), AT_ONCE):
        progress(start, len(utterances))
        with store.snapshot() as db:
            for row in _traced(db, store, knowing, copied, utterances[start : start + AT_ONCE]):
                rows.append(row)
                progress(len(rows), len(utterances))
    return rows


def gathered(
    db: Connection, store: Store, knowing: Knowing, utterances: Sequence[int]
) -> tuple[list[stored.Member], dict[int, list[Printed]]]:
    """The members of some utterances in the order of adding, and each utterance's printings.

    Of a transcript every sentence is one.
    """
    members = stored.members(db, utterances)
    members += [*stored.said(db, members), *stored.printed_too(db, members)]
    members.sort(key=lambda member: (member.article, member.first))  # the order of adding
    ids = stored.article_ids(db, {member.article for member in members})
    articles = {row.id: row for row in reading.article_rows(db, ids=list(ids.values()))}
    wholes = fetch_wholes(store, list(dict.fromkeys(member.first for member in members)))
    quotes = dict(zip(wholes, knowing.known([whole.pieces[0] for whole in wholes.values()]), strict=True))
    keys: dict[int, dict[int, list[int]]] = {utterance: {} for utterance in utterances}
    for member in members:
        if member.first in wholes and member.utterance in keys:
            keys[member.utterance].setdefault(member.first, []).append(member.key)
    return members, {
        utterance: [
            Printed(tuple(rows), quotes[first], wholes[first], articles[quotes[first].article])
            for first, rows in of.items()
        ]
        for utterance, of in keys.items()
    }


def _traced(
    db: Connection, store: Store, knowing: Knowing, copied: Copied, utterances: Sequence[int]
) -> Iterator[UtteranceRow]:
    members, printings = gathered(db, store, knowing, utterances)
    ids = {member.article for member in members}
    told = between({(pair.a, pair.b): pair for pair in stored.pairs(db, {member.key for member in members})})
    places = stored.sentences(db, ids)
    events = stored.reports_of_events(db, ids)
    retold: dict[int, set[str]] = {}
    for key, outlet in stored.retold(db, {member.key for member in members}):
        retold.setdefault(key, set()).add(outlet)
    texts = {one.key: one for one in stored.newest(db, ids)}
    names = reading.ids_in_order(db, utterances)
    of: dict[int, list[stored.Member]] = {}
    for member in members:
        of.setdefault(member.utterance, []).append(member)
    copies: dict[tuple[int, ...], dict[str, str]] = {}
    for utterance in utterances:
        printed = printings[utterance]
        if not printed:
            continue
        there = tuple(sorted({member.article for member in of[utterance]} & texts.keys()))
        if there not in copies:  # what stands in one article often stands in another, too
            copies[there] = copied.among(db, [texts[key] for key in there])
        on_event = dict(events[m.article] for m in of[utterance] if m.article in events)
        told_too = {outlet for member in of[utterance] for outlet in retold.get(member.key, ())}
        reports = [report for of_event in on_event.values() for report in of_event if report.outlet not in told_too]
        missing = copied.missing(db, printed, reports)
        yield row_of(names[utterance], joined(printed, places), told, missing, copies[there])
