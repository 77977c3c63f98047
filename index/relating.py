"""Which articles of the library are on the same happening as one that comes in, and how do the events change by it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index import events
from index.derived import EVENTS, Derived
from index.events.alike import KEPT
from index.model import Article
from index.store import Store
from index.store import events as stored

MAX_KEPT = 10_000  # signatures kept in memory to be compared with: some 2 kB each
# Articles like one, of any day, and of these the first that are near enough in time: they are compared with it. Cut to
# 32 before the days were looked at, a batch of 200 crowded out 24 likely pairs of 10,000 of newswire articles.
FOUND = 128
LIMIT = 32


@dataclass(slots=True)
class Relating:
    """Articles whose events may have changed, and signatures that may be asked for again.

    Only for the holder of `writing_lock`, inside its transactions.
    """

    store: Store
    derived: Derived
    touched: set[int] = field(default_factory=set)
    kept: dict[int, events.Signature] = field(default_factory=dict)

    def drop(self) -> None:
        """Forget what a transaction that failed had begun."""
        self.touched.clear()
        self.kept.clear()

    def forget(self, key: int) -> None:
        """Take out what is known of an article that goes or has changed."""
        self.touched |= stored.forget(self.store.connection, key)
        self.touched.discard(key)
        self.derived.growing(EVENTS).remove({key})
        self.kept.pop(key, None)

    def relate(self, batch: Sequence[tuple[Article, int]]) -> None:
        """Compare stored articles, given with their keys, with those like them that were there before each of them;
        what was known of them before is forgotten."""
        for _, key in batch:
            if stored.event(self.store.connection, key) is not None:
                self.forget(key)
        documents = {key: events.document(article.title, article.text) for article, key in batch}
        self._make_room()
        for article, key in batch:
            self.kept[key] = events.signature(documents[key], article.published, article.outlet)
        postings = self.derived.growing(EVENTS)
        asked = [(document, place) for place, document in enumerate(documents.values())]
        earlier = dict(zip(documents, postings.find_and_add(asked, list(documents.items()), FOUND), strict=True))
        for key, others in self._near(earlier).items():
            scores = events.probability(self.kept[key], [self.kept[other] for other in others])
            rows = [(other, key, score) for other, score in zip(others, scores, strict=True) if score >= KEPT]
            stored.put_alike(self.store.connection, rows)
        self.touched.update(documents)

    def _near(self, candidates: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """The first `LIMIT` candidates of each article that are still there and near enough in time; their signatures
        are in `kept` then."""
        known = {key: (one.day, one.outlet) for key, one in self.kept.items()}
        missing = sorted({other for others in candidates.values() for other in others} - known.keys())
        for key, published, outlet in stored.dated(self.store.connection, missing):
            known[key] = events.day_of(published), outlet
        near = {
            key: first_near(self.kept[key], [(o, *known[o]) for o in others if o in known])
            for key, others in candidates.items()
        }
        wanted = sorted({other for others in near.values() for other in others} - self.kept.keys())
        for row in stored.documents(self.store.connection, wanted):
            document = events.document(row.title, row.text)
            self.kept[row.key] = events.signature(document, row.published, row.outlet)
        return near

    def regroup(self) -> None:
        """Find the events again that changed since this was last called."""
        db = self.store.connection
        members, pairs = stored.component(db, self.touched, events.SAME)
        of: dict[int, int] = {}
        for together in events.group(sorted(members), pairs):
            of |= dict.fromkeys(together, together[0])
        stored.set_events(db, of)
        self.touched.clear()

    def _make_room(self) -> None:
        """Forget the older half of too many signatures: of what comes in, most is like what came of late."""
        if len(self.kept) > MAX_KEPT:
            for key in list(self.kept)[: MAX_KEPT // 2]:
                del self.kept[key]


def first_near(mine: events.Signature, others: Iterable[tuple[int, int | None, str | None]]) -> list[int]:
    """The keys of the first `LIMIT` of others (key, day, outlet), the likest first, that may be on one happening."""
    return [key for key, day, outlet in others if events.near(mine, day, outlet)][:LIMIT]
