"""Which articles of the library are on the same happening as one that comes in, and how do the events change by it?"""

from __future__ import annotations

from dataclasses import dataclass, field

from index import events
from index.derived import EVENTS, Derived
from index.events.alike import KEPT
from index.model import Article
from index.store import Store
from index.store import events as stored

MAX_KEPT = 10_000  # signatures kept in memory to be compared with: some 2 kB each
LIMIT = 32  # candidates; 100 find no pair more among 3,000 articles of one week


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

    def relate(self, article: Article, key: int) -> None:
        """Compare a stored article with those like it; what was known of it before is forgotten."""
        if stored.event(self.store.connection, key) is not None:
            self.forget(key)
        document = events.document(article.title, article.text)
        mine = events.signature(document, article.published)
        postings = self.derived.growing(EVENTS)
        others = self._fetched(postings.find(document, LIMIT, exclude=(key,)))
        scores = events.probability(mine, list(others.values()))
        rows = [(other, key, score) for other, score in zip(others, scores, strict=True) if score >= KEPT]
        stored.put_alike(self.store.connection, rows)
        postings.add([(key, document)])
        self.kept[key] = mine
        self.touched.add(key)

    def regroup(self) -> None:
        """Find the events again that changed since this was last called."""
        db = self.store.connection
        members, pairs = stored.component(db, self.touched, events.SAME)
        of: dict[int, int] = {}
        for together in events.group(sorted(members), pairs):
            of |= dict.fromkeys(together, together[0])
        stored.set_events(db, of)
        self.touched.clear()

    def _fetched(self, keys: list[int]) -> dict[int, events.Signature]:
        """The signatures of the articles with these keys, for those that are still there."""
        if len(self.kept) > MAX_KEPT:
            self.kept.clear()
        missing = [key for key in keys if key not in self.kept]
        for row in stored.documents(self.store.connection, missing):
            self.kept[row.key] = events.signature(events.document(row.title, row.text), row.published)
        return {key: self.kept[key] for key in keys if key in self.kept}
