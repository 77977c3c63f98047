"""Which of the articles read are one article, and as what does each stand?

An id that an input gave is believed, and the first with it stays; of a page read twice the last reading counts, in the
place of the first; the same words of one outlet and day are one article. Here as in `adding`, but for what needs the
order of reading to be one after the other: which of two versions of a page an archive caught first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from index import identity
from index.arriving import clash
from index.model import Article
from index.scale.values import article_of, batches_of, rows_of, table_of
from index.settling import standing
from index.store.writing import digest

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    Batches = Iterator[pa.RecordBatch]

ARTICLE = (
    "number long, id string, path string, title string, outlet string, published string, url string, author string,"
    " language string, transcript boolean, site string, called string, origin string, words string, text string"
)
KEYS = "number long, id string, named boolean, digest string, words string, outlet string, published string"
_DROPPED = "number long, instead long, reason string"


def numbered(spark: SparkSession, read: DataFrame) -> DataFrame:
    """What was read, each with a number: numbers ascend in the order of the inputs, and leave some out."""
    from pyspark.sql import functions as sf

    parts = read.groupBy("source", "block").agg(sf.min("at").alias("first"), sf.max("at").alias("last"))
    before, offsets = 0, []
    for row in sorted(parts.collect(), key=lambda row: (row["source"], row["block"])):
        offsets.append((row["source"], row["block"], before - row["first"]))
        before += row["last"] - row["first"] + 1
    table = spark.createDataFrame(offsets, "source int, block long, shift long")
    return read.join(sf.broadcast(table), ["source", "block"]).withColumn("number", sf.col("at") + sf.col("shift"))


def keys(numbered: DataFrame) -> DataFrame:
    """By what articles are told to be one: rows of `KEYS`."""
    return numbered.where("article IS NOT NULL").select("number", "article").mapInArrow(_keyed, KEYS)


def dropped(keys: DataFrame) -> DataFrame:
    """The numbers of articles that are others' readings, with the number they stand for and why."""
    twice = keys.join(keys.groupBy("id").count().where("count > 1").select("id"), "id", "left_semi")
    by_ids = twice.groupBy("id").applyInArrow(_folded(by_id), _DROPPED)
    left = keys.join(by_ids, "number", "left_anti").where("words IS NOT NULL")
    alike = left.join(left.groupBy("words").count().where("count > 1").select("words"), "words", "left_semi")
    return by_ids.unionByName(alike.groupBy("words").applyInArrow(_folded(by_words), _DROPPED))


def settled(numbered: DataFrame, drops: DataFrame) -> DataFrame:
    """The articles as they stand: rows of `ARTICLE`."""
    from pyspark.sql import functions as sf

    articles = numbered.where("article IS NOT NULL").select("number", "article", "origin")
    kept = articles.join(drops.select("number"), "number", "left_anti")
    places = drops.where("reason IS NULL").select(sf.col("instead").alias("number"), sf.col("number").alias("stands"))
    placed = kept.join(places, "number", "left").withColumn("number", sf.coalesce("stands", "number"))
    return placed.select("number", "article", "origin").mapInArrow(_standing, ARTICLE)


def _keyed(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            article = as_it_stands(article_of(row["article"]))
            told = (article.id, article.named, digest(article), identity.words_of(article))
            yield (row["number"], *told, article.outlet, article.published)

    return batches_of(made(), KEYS)


def as_it_stands(given: Article) -> Article:
    """An article as a new library would have it."""
    return standing(given, {}, {})


def _folded(decide: Callable[[list[dict[str, Any]]], list[tuple[Any, ...]]]) -> Callable[[pa.Table], pa.Table]:
    def of_group(group: pa.Table) -> pa.Table:
        return table_of(decide(sorted(group.to_pylist(), key=lambda row: row["number"])), _DROPPED)

    return of_group


def by_id(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Of the readings of one id, in order, those that go: (number, number of what stays, why)."""
    first = rows[0]
    others = [row for row in rows[1:] if row["digest"] != first["digest"]]
    gone: list[tuple[Any, ...]] = [
        (row["number"], first["number"], "is there already") for row in rows[1:] if row not in others
    ]
    clashing = [row for row in others if row["named"] or first["named"]]
    gone += [(row["number"], first["number"], clash(first["id"], "read before")) for row in clashing]
    newer = [row for row in others if row not in clashing]
    if newer:  # no reason: the last stands in the place of the first
        gone += [(row["number"], newer[-1]["number"], "was read anew later") for row in newer[:-1]]
        gone.append((first["number"], newer[-1]["number"], None))
    return gone


def by_words(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Of articles with the same words, in order, those that go: (number, number of what stays, why)."""
    kept: list[dict[str, Any]] = []
    gone = []
    for row in rows:
        twin = next((one for one in kept if _one_article(one, row)), None)
        if twin is None:
            kept.append(row)
        else:
            gone.append((row["number"], twin["number"], f'is the article "{twin["id"]}", which is there already'))
    return gone


def _one_article(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same = identity.agree(one["outlet"], other["outlet"])
    return same and identity.same_day(one["published"], other["published"])


def _standing(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            given = article_of(row["article"])
            one = as_it_stands(given)
            told = (one.path, one.title, one.outlet, one.published, one.url, one.author, one.language, one.transcript)
            kept = (given.site, given.outlet, row["origin"], identity.words_of(one), one.text)
            yield (row["number"], one.id, *told, *kept)

    return batches_of(made(), ARTICLE)
