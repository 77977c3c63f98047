"""Which of the pairs found are linked? As `linking.compared` has it, a pair at a time.

Most pairs are judged by their words. When and where something was said is asked for a few in a thousand, and only for
these the articles' texts are fetched (`asks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index import linking, matching, runs
from index.model import Article, Link, Whole
from index.occasions import Occasion, in_article
from index.scale.values import batches_of, links_of, packed, rows_of, stored_article, whole_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

COMPARED = "key long, other long, spoken boolean, links binary"
LINK = "a string, b string, score double, relation string, altered boolean, reason string"
KEPT_WHOLES = 4_096  # unpacked: the same row is compared with several
KEPT_ARTICLES = 256
_unpacked = lru_cache(maxsize=KEPT_WHOLES)(whole_of)


class _AsksError(Exception):
    """The occasion of a whole is asked for."""


def pairs(found: DataFrame, wholes: DataFrame, said: DataFrame) -> DataFrame:
    """The pairs found, those within one article apart, with both wholes, and whether one is of a transcript."""
    from pyspark.sql import functions as sf

    spoken = said.where("spoken").select("number", sf.lit(True).alias("spoken"))
    rows = wholes.select("key", "number", "whole").join(spoken, "number", "left")
    theirs = rows.select(*(sf.col(name).alias(f"their_{name}") for name in ("key", "number", "whole", "spoken")))
    both = found.join(theirs, found["other"] == sf.col("their_key")).join(rows, "key")
    return both.where("number <> their_number").select(
        *("key", "other", "whole", "their_whole", "number", "their_number"),
        sf.coalesce("spoken", "their_spoken", sf.lit(False)).alias("spoken"),
    )


def compared(pairs: DataFrame) -> DataFrame:
    """What comparing says of each pair: rows of `COMPARED`, without `links` where the occasion must be known."""
    return pairs.sortWithinPartitions("key").mapInArrow(_compared, COMPARED)


def _compared(batches: Batches) -> Batches:
    def occasion(_whole: Whole) -> Occasion:
        raise _AsksError

    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            try:
                links: list[Link] | None = _links(row, occasion)
            except _AsksError:
                links = None
            if links is None or links:
                yield (row["key"], row["other"], row["spoken"], None if links is None else packed(links))

    return batches_of(made(), COMPARED)


def _links(row: dict[str, Any], occasion: Callable[[Whole], Occasion]) -> list[Link]:
    """The links of a pair; of transcripts also what is none, as long as it says something."""
    least = linking.KEPT_SCORE if row["spoken"] else matching.LINK_SCORE
    there, whole = _unpacked(row["their_whole"]), _unpacked(row["whole"])
    return linking.compared([(there, whole)], least, occasion)


def asked(compared: DataFrame, pairs: DataFrame, articles: DataFrame) -> DataFrame:
    """The pairs of which the occasion must be known, compared with it: rows of `COMPARED`."""
    from pyspark.sql import functions as sf

    asks = compared.where("links IS NULL").select("key", "other")
    some = pairs.join(asks, ["key", "other"])
    mine = sf.struct(*(sf.col(name) for name in articles.columns))
    texts = articles.select(sf.col("number"), mine.alias("article"))
    theirs = texts.select(sf.col("number").alias("their_number"), sf.col("article").alias("their_article"))
    return some.join(texts, "number").join(theirs, "their_number").mapInArrow(_asked, COMPARED)


def _asked(batches: Batches) -> Batches:
    known: dict[str, Article] = {}

    def occasion(whole: Whole) -> Occasion:
        return in_article(known[whole.article], whole.pieces)

    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            if len(known) > KEPT_ARTICLES:
                known.clear()
            for side in ("article", "their_article"):
                if row[side]["id"] not in known:
                    known[row[side]["id"]] = stored_article(row[side])
            yield (row["key"], row["other"], row["spoken"], packed(_links(row, occasion)))

    return batches_of(made(), COMPARED)


def linked(compared: DataFrame) -> DataFrame:
    """The links, a row each: rows of `LINK`, told from the article added first."""
    return compared.where("links IS NOT NULL").select("links").mapInArrow(_linked, LINK)


def _linked(batches: Batches) -> Batches:
    rows = (told(link) for row in rows_of(batches) for link in links_of(row["links"]) if link.relation != "none")
    return batches_of(rows, LINK)


def told(link: Link) -> tuple[Any, ...]:
    """A link as a row of `LINK`."""
    return (link.a, link.b, link.score, link.relation, link.altered, link.reason)


def of_runs(compared: DataFrame, wholes: DataFrame, said: DataFrame) -> DataFrame:
    """The links of short sentences of transcripts with what printed their neighbours: rows of `LINK`."""
    from pyspark.sql import functions as sf

    both = compared.where("spoken AND links IS NOT NULL").select("key", "other", "links")
    number = wholes.select("key", "number")
    theirs = number.select(sf.col("key").alias("other"), sf.col("number").alias("their_number"))
    found = both.join(number, "key").join(theirs, "other").groupBy("number", "their_number")
    links = found.agg(sf.collect_list("links").alias("links"))
    of_article = wholes.groupBy("number").agg(sf.sort_array(sf.collect_list(sf.struct("key", "whole"))).alias("rows"))
    own = said.select("number", "id", "spoken").join(of_article, "number")
    other = own.select(*(sf.col(name).alias(f"their_{name}") for name in own.columns))
    return links.join(own, "number").join(other, "their_number").mapInArrow(_of_runs, LINK)


def _of_runs(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            sentences: dict[str, list[Whole]] = {}
            wholes: dict[str, Whole] = {}
            for side in ("", "their_"):
                some = [whole_of(one["whole"]) for one in row[f"{side}rows"]]
                wholes.update((piece.id, whole) for whole in some for piece in whole.pieces)
                if row[f"{side}spoken"]:
                    sentences[row[f"{side}id"]] = some
            found = [link for some in row["links"] for link in links_of(some)]
            yield from map(told, runs.among(found, sentences.get, wholes.get))

    return batches_of(made(), LINK)


def together(linked: DataFrame, of_runs: DataFrame) -> DataFrame:
    """All links of quotations; what a run tells of a pair goes before what its words tell."""
    return linked.join(of_runs, ["a", "b"], "left_anti").unionByName(of_runs)
