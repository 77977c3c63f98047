"""How do stored rows become the wholes that matching compares?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from index.linking import wholes
from index.model import Article, Link, Quotation, Relation, Whole
from index.occasions import NOTHING, Occasion, in_article
from index.paraphrasing import reports
from index.store import Store, reading

MAX_KEPT = 50_000  # quotations kept in memory to be compared with
MAX_ARTICLES = 1_000
FLIPPED: dict[Relation, Relation] = {"truncated": "extended", "extended": "truncated"}


def flipped(link: Link) -> Link:
    """The same link told from its other side."""
    return replace(link, a=link.b, b=link.a, relation=FLIPPED.get(link.relation, link.relation))


def fetch_wholes(store: Store, keys: Sequence[int]) -> dict[int, Whole]:
    """The wholes, quotations and reports, behind the keys of their first parts, in the order asked for; those no
    longer there are left out."""
    found: dict[int, Whole] = {}
    for outlet_key, published, pairs in reading.whole_rows(store.connection, keys):
        found.update(keyed_wholes(pairs, outlet_key, published))
        found.update(keyed_reports(pairs, outlet_key, published))
    return {key: found[key] for key in keys if key in found}


@dataclass(slots=True)
class Kept:
    """Wholes that were fetched and may be asked for again, by the keys of their first parts; occasions by their ids."""

    store: Store
    wholes: dict[int, Whole] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    articles: dict[str, Article | None] = field(default_factory=dict)

    def forget(self) -> None:
        """Everything: what is stored has changed."""
        self.wholes.clear()
        self.forget_occasions()

    def forget_occasions(self) -> None:
        """All that was read from the texts of articles."""
        self.occasions.clear()
        self.articles.clear()

    def occasion(self, whole: Whole) -> Occasion:
        """When and where a whole of a stored article was said."""
        if len(self.occasions) > MAX_KEPT:
            self.occasions.clear()
        found = self.occasions.get(whole.id)
        if found is None:
            article = self.article(whole.article)
            found = in_article(article, whole.pieces) if article is not None else NOTHING
            self.occasions[whole.id] = found
        return found

    def article(self, article_id: str) -> Article | None:
        """An article; those asked for last are kept, for their other quotations come next."""
        if article_id not in self.articles:
            if len(self.articles) > MAX_ARTICLES:
                self.articles.clear()
            self.articles[article_id] = reading.article(self.store.connection, article_id)
        return self.articles[article_id]

    def fetch(self, keys: Sequence[int]) -> dict[int, Whole]:
        """The wholes behind some keys, for those that are still in the library."""
        if len(self.wholes) > MAX_KEPT:
            self.wholes.clear()
        missing = [key for key in keys if key not in self.wholes]
        if missing:
            with self.store.snapshot():
                self.wholes.update(fetch_wholes(self.store, missing))
        return {key: self.wholes[key] for key in keys if key in self.wholes}


def keyed_wholes(
    pairs: Sequence[tuple[int, Quotation]], outlet_key: str, published: str | None
) -> list[tuple[int, Whole]]:
    """(key of the first part, whole) of one article's (key, quotation) pairs."""
    keys = {q.id: key for key, q in pairs}
    return [(keys[whole.id], whole) for whole in wholes([q for _, q in pairs], outlet_key, published)]


def keyed_reports(
    pairs: Sequence[tuple[int, Quotation]], outlet_key: str, published: str | None
) -> list[tuple[int, Whole]]:
    """The same of its reports in a writer's own words."""
    keys = {q.id: key for key, q in pairs}
    return [(keys[whole.id], whole) for whole in reports([q for _, q in pairs], outlet_key, published)]


def whole_of(store: Store, key: int) -> Whole:
    """The whole that a stored quotation is, or is a part of."""
    first = reading.first_part(store.connection, key)
    return fetch_wholes(store, [first])[first]
