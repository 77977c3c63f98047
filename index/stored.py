"""How do stored rows become the wholes that matching compares?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from msgspec.structs import replace

from index.ids import split_id
from index.linking import wholes
from index.model import Article, Link, Quotation, Relation, Whole
from index.occasions import NOTHING, Occasion, in_article
from index.paraphrasing import reports
from index.store import Store, reading

K = TypeVar("K")
V = TypeVar("V")
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
        if len(pairs) == 1 and pairs[0][1].kind != "term":  # most are so, and nothing is to be joined
            ((key, quotation),) = pairs
            found[key] = Whole((quotation,), quotation.text, outlet_key, published)
            continue
        found.update(keyed_wholes(pairs, outlet_key, published))
        found.update(keyed_reports(pairs, outlet_key, published))
    return {key: found[key] for key in keys if key in found}


@dataclass(slots=True)
class Kept:
    """Wholes that were fetched and may be asked for again, by the keys of their first parts; occasions by their ids,
    and the `keys` of quotations and of their articles by those of the quotations."""

    store: Store
    wholes: dict[int, Whole] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    articles: dict[str, Article | None] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def forget(self) -> None:
        """Everything: what is stored has changed."""
        self.wholes.clear()
        self.forget_places()

    def forget_places(self) -> None:
        """All that was read from the texts of articles, and what stands at which offsets."""
        self.occasions.clear()
        self.articles.clear()
        self.keys.clear()

    def occasion(self, whole: Whole) -> Occasion:
        """When and where a whole of a stored article was said."""
        forget_oldest(self.occasions, MAX_KEPT)
        found = self.occasions.get(whole.id)
        if found is None:
            article = self.article(whole.article)
            found = in_article(article, whole.pieces) if article is not None else NOTHING
            self.occasions[whole.id] = found
        return found

    def article(self, article_id: str) -> Article | None:
        """An article; those asked for last are kept, for their other quotations come next."""
        if article_id not in self.articles:
            forget_oldest(self.articles, MAX_ARTICLES)
            self.articles[article_id] = reading.article(self.store.connection, article_id)
        return self.articles[article_id]

    def keys_of(self, quotation_id: str) -> tuple[int, int]:
        """The keys of a stored quotation and of its article. Raises KeyError."""
        found = self.keys.get(quotation_id)
        if found is None:
            forget_oldest(self.keys, MAX_KEPT)
            place = split_id(quotation_id)
            found = reading.quotation_keys(self.store.connection, *place) if place else None
            if found is None:
                raise KeyError(quotation_id)
            self.keys[quotation_id] = found
        return found

    def fetch(self, keys: Sequence[int]) -> dict[int, Whole]:
        """The wholes behind some keys, for those that are still in the library."""
        forget_oldest(self.wholes, MAX_KEPT)
        missing = [key for key in keys if key not in self.wholes]
        if missing:
            with self.store.snapshot():
                self.wholes.update(fetch_wholes(self.store, missing))
        return {key: self.wholes[key] for key in keys if key in self.wholes}


def forget_oldest(kept: dict[K, V], most: int) -> None:
    """Take out the half that came first, once there is more than this: what comes next is alike to what came last."""
    if len(kept) > most:
        for key in list(islice(kept, most // 2)):
            del kept[key]


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
