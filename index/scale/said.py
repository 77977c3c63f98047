"""Which quotations does each article have, and what is compared of them: the wholes, the reports, the documents?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from index import events, paraphrasing
from index.candidates import shingles
from index.candidates.shingles import Signatures
from index.extracting import is_spoken, quotations_of
from index.linking import day_number, wholes
from index.model import Quotation, Whole
from index.paraphrasing import reports
from index.scale.values import array_of, batches_of, bytes_of, key_of, packed, rows_of, stored_article
from index.scale.values import quotations_of as unpacked

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

SAID = "number long, id string, outlet string, outlet_key string, published string, spoken boolean, quotations binary"
QUOTATION = (
    "number long, place int, id string, article string, start int, end int, text string, kind string, speaker string,"
    " speaker_text string, cue string, confidence double, continues string, role string, within string,"
    " outlet string, published string, spoken boolean"
)
# a text that is looked for, or found: whether the postings have it (`adds`), `features` to find it by, `asks` those by
# which it looks (none: it does not), its bag of stems, and its day
ENTRY = (
    "number long, key long, adds int, features array<long>, asks array<long>, bag binary, rarities binary, mass float,"
    " size int, day int"
)
WHOLE = "number long, key long, id string, article string, whole binary"
SIGNATURE = "number long, features binary, weights binary, day long, outlet string"
TEXTS_AT_ONCE = 256  # signed together: one by itself takes ten times as long


def said(articles: DataFrame) -> DataFrame:
    """The quotations of each article: rows of `SAID`."""
    return articles.mapInArrow(_said, SAID)


def _said(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            article = stored_article(row)
            found = quotations_of(article)
            about = (article.outlet, article.outlet_key, article.published)
            yield (row["number"], article.id, *about, is_spoken(article, found), packed(found))

    return batches_of(made(), SAID)


def quotations(said: DataFrame) -> DataFrame:
    """The quotations, a row each: rows of `QUOTATION`."""
    return said.select("number", "outlet", "published", "spoken", "quotations").mapInArrow(_flat, QUOTATION)


def _flat(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            for place, q in enumerate(unpacked(row["quotations"])):
                told = (q.id, q.article, q.start, q.end, q.text, q.kind, q.speaker, q.speaker_text, q.cue)
                more = (q.confidence, q.continues, q.role, q.within, row["outlet"], row["published"], row["spoken"])
                yield (row["number"], place, *told, *more)

    return batches_of(made(), QUOTATION)


def compared(said: DataFrame) -> DataFrame:
    """What is compared word by word: rows of `WHOLE`."""
    return said.mapInArrow(lambda batches: _wholes(batches, with_reports=False), WHOLE)


def retold(said: DataFrame) -> DataFrame:
    """What is compared for paraphrases, quotations and reports: rows of `WHOLE`."""
    return said.mapInArrow(lambda batches: _wholes(batches, with_reports=True), WHOLE)


def _wholes(batches: Batches, *, with_reports: bool) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            for key, whole in keyed(row, with_reports=with_reports):
                yield (row["number"], key, whole.id, whole.article, packed(whole))

    return batches_of(made(), WHOLE)


def keyed(row: dict[str, Any], *, with_reports: bool) -> list[tuple[int, Whole]]:
    """(key, whole) of an article's row of `SAID`, in the order of the text."""
    found: tuple[Quotation, ...] = unpacked(row["quotations"])
    places = {q.id: place for place, q in enumerate(found)}
    some = wholes(found, row["outlet_key"], row["published"])
    if with_reports:
        some += reports(found, row["outlet_key"], row["published"])
    return [(key_of(row["number"], places[whole.id]), whole) for whole in some]


def shingled(said: DataFrame) -> DataFrame:
    """The wholes as they are found by their words: rows of `ENTRY`."""
    return said.mapInArrow(_shingled, ENTRY)


def _shingled(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        some: list[tuple[int, int, str, int]] = []
        for row in rows_of(batches):
            day = day_number(row["published"])
            some += [(row["number"], key, whole.text, day) for key, whole in keyed(row, with_reports=False)]
            if len(some) >= TEXTS_AT_ONCE:
                yield from _signed(some)
                some = []
        yield from _signed(some)

    return batches_of(made(), ENTRY)


def _signed(some: list[tuple[int, int, str, int]]) -> Iterator[tuple[Any, ...]]:
    signed = shingles.sign([text for _, _, text, _ in some]) if some else None
    for i, (number, key, _, day) in enumerate(some):
        assert signed is not None
        features = signed.features[signed.starts[i] : signed.starts[i + 1]].tolist()
        bag = slice(signed.bag_starts[i], signed.bag_starts[i + 1])
        bags = (bytes_of(signed.bags[bag], "u2"), bytes_of(signed.weights[bag], "f4"), float(signed.mass[i]))
        yield (number, key, 1, features, features, *bags, len(features), day)


def reported(said: DataFrame) -> DataFrame:
    """Quotations and reports as they are found by speaker and words: rows of `ENTRY`."""
    return said.mapInArrow(_reported, ENTRY)


def _reported(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            own = keyed(row, with_reports=True)
            added, asked = dict(paraphrasing.added(own)), dict(paraphrasing.asked(own))
            for key, _ in own:
                if key in added or key in asked:
                    there = _distinct(paraphrasing.features(added[key])) if key in added else []
                    asks = _distinct(paraphrasing.features(asked[key])) if key in asked else []
                    yield (row["number"], key, int(key in added), there, asks, b"", b"", 0.0, len(there), 0)

    return batches_of(made(), ENTRY)


def documents(articles: DataFrame) -> DataFrame:
    """Articles as they are found by what they are about: rows of `ENTRY`, of which the number is the key."""
    return articles.mapInArrow(_documents, ENTRY)


def _documents(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            found = _distinct(events.features(events.document(row["title"], row["text"])))
            yield (row["number"], row["number"], 1, found, found, b"", b"", 0.0, len(found), 0)

    return batches_of(made(), ENTRY)


def _distinct(features: list[int]) -> list[int]:
    return sorted(set(features))


def signatures(articles: DataFrame) -> DataFrame:
    """What each article is about: rows of `SIGNATURE`."""
    return articles.mapInArrow(_signatures, SIGNATURE)


def _signatures(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            one = events.signature(events.document(row["title"], row["text"]), row["published"], row["outlet"])
            weighed = (bytes_of(one.features, "u4"), bytes_of(one.weights, "f8"))
            yield (row["number"], *weighed, one.day, one.outlet)

    return batches_of(made(), SIGNATURE)


def signature_of(row: dict[str, Any]) -> events.Signature:
    """A signature from its row."""
    return events.Signature(array_of(row["features"], "u4"), array_of(row["weights"], "f8"), row["day"], row["outlet"])


def signatures_of(rows: list[dict[str, Any]]) -> Signatures:
    """What the postings know of the bags of some rows of `ENTRY`; by which features they are found is not in it."""
    bags = [array_of(row["bag"], "u2") for row in rows]
    starts = np.concatenate([[0], np.cumsum([len(bag) for bag in bags])]).astype(np.int64)
    return Signatures(
        features=np.zeros(0, np.uint32),
        starts=np.zeros(len(rows) + 1, np.int64),
        bags=np.concatenate([np.zeros(0, np.uint16), *bags]),
        weights=np.concatenate([np.zeros(0, np.float32), *(array_of(row["rarities"], "f4") for row in rows)]),
        bag_starts=starts,
        mass=np.array([row["mass"] for row in rows], np.float32),
        days=np.array([row["day"] for row in rows], np.int32),
    )
