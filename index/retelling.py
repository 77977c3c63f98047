"""Which paraphrases come with the quotations and reports of new articles?

They are stored a batch at a time, which costs less; but each article looks only for what was added before it, so that
where one batch ends and the next begins changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from index import paraphrasing
from index.derived import REPORTS, Derived
from index.matching.paraphrase import REPORTED
from index.model import Link, Whole
from index.store import Store, reading, writing
from index.stored import Kept, flipped


@dataclass(slots=True)
class Retelling:
    """The wholes that came, quotations and reports, and were not compared yet.

    Only for the holder of `writing_lock`, inside its transactions.
    """

    store: Store
    derived: Derived
    kept: Kept
    new: list[tuple[int, Whole]] = field(default_factory=list)

    def forget(self, keys: set[int]) -> None:
        """Take out what is known of quotations that go."""
        self.derived.growing(REPORTS).remove(keys)
        self.new = [(key, whole) for key, whole in self.new if key not in keys]

    def found(self) -> list[tuple[int, int, Link]]:
        """The paraphrases between the new wholes and all that are there, as (quotation, report, what is told of it)."""
        new = dict(self.new)
        self.new = []
        postings = self.derived.growing(REPORTS)
        entries: list[tuple[int, str]] = []
        asked: list[tuple[int, str, int]] = []
        for _, some in groupby(new.items(), key=lambda keyed: keyed[1].article):
            own = list(some)
            asked += [(key, entry, len(entries)) for key, entry in paraphrasing.asked(own)]
            entries += paraphrasing.added(own)
        found = postings.find_and_add([(entry, there) for _, entry, there in asked], entries, paraphrasing.LIMIT)
        self.kept.wholes.update(new)
        wholes = new | self.kept.fetch(list({key for keys in found for key in keys} - new.keys()))
        pairs = dict.fromkeys(
            (other, key) if paraphrasing.is_report(new[key]) else (key, other)
            for (key, _, _), keys in zip(asked, found, strict=True)
            for other in keys
            if other in wholes
        )
        links = []
        for quotation, report in pairs:
            score = paraphrasing.probability(wholes[quotation], wholes[report])
            if score >= REPORTED:
                links.append((quotation, report, Link(wholes[quotation].id, wholes[report].id, score, "paraphrased")))
        return links

    def store_links(self, found: Iterable[tuple[int, int, Link]]) -> None:
        """Store what was `found`, told from the article added first.

        A report that holds words in marks which are tied to the quotation is left out: what is known of these goes
        before it.
        """
        db = self.store.connection
        rows = []
        for quotation, report, link in found:
            if not reading.quoted_within(db, report, quotation):
                said, told = (self._article(one) for one in (link.a, link.b))
                rows.append((quotation, report, link) if said <= told else (report, quotation, flipped(link)))
        writing.put_links(db, rows)

    def _article(self, quotation_id: str) -> int:
        """The place of its article in the order of adding."""
        return reading.article_key(self.store.connection, quotation_id.rpartition("#")[0])
