"""Which texts look where? Inverted postings as a table, each with how many rows of articles before it have its feature.

Locally, a text that comes in is asked among what was added before it. So here: the number of rows before a text that
have a feature (`before`), and the number of rows before it in all (`there`), are those that the local postings had at
that moment, and the rule of what is read (`candidates.finding.to_read`) is given the same.

No text reads postings of a feature that more than `finding.READ` rows before it have; so of each feature only the first
rows are kept, up to that, whatever their number. How many there are of each is counted in blocks of articles first, so
that no task ever holds all rows of a frequent feature.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from index.candidates import finding
from index.scale.values import batches_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

READS = "key long, number long, feature long, weight double, asked long"
BLOCK_BITS = 8  # articles counted together: a block has some thousand rows, of which one feature is in a few


def postings(entries: DataFrame, most: int = finding.READ, heavy_from: int = finding.READ) -> DataFrame:
    """(feature, number, key, adds, asks, before) of the entries' features, without those that `most` rows have before.

    `adds` is 1 where a row is found by the feature, `asks` where it looks for it. A feature of more than `heavy_from`
    rows is counted in blocks.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as sf

    rows = _exploded(entries)
    heavy = (
        rows.groupBy("feature").agg(sf.sum("adds").alias("rows")).where(sf.col("rows") > heavy_from).select("feature")
    )
    by_feature = Window.partitionBy("feature").orderBy("number").rangeBetween(Window.unboundedPreceding, -1)
    light = rows.join(heavy, "feature", "left_anti").withColumn("before", _count(by_feature))
    frequent = rows.join(heavy, "feature", "left_semi").withColumn("block", sf.shiftright("number", BLOCK_BITS))
    counts = frequent.groupBy("feature", "block").agg(sf.sum("adds").alias("adds"))
    earlier = Window.partitionBy("feature").orderBy("block").rowsBetween(Window.unboundedPreceding, -1)
    ahead = counts.withColumn("ahead", _count(earlier)).where(sf.col("ahead") <= most).drop("adds")
    in_block = Window.partitionBy("feature", "block").orderBy("number").rangeBetween(Window.unboundedPreceding, -1)
    first = frequent.join(ahead, ["feature", "block"]).withColumn("before", sf.col("ahead") + _count(in_block))
    return light.unionByName(first.drop("block", "ahead")).where(sf.col("before") <= most)


def _count(window: Any) -> Any:
    from pyspark.sql import functions as sf

    return sf.coalesce(sf.sum("adds").over(window), sf.lit(0))


def _exploded(entries: DataFrame) -> DataFrame:
    """A row for each feature by which an entry is found, or looks."""
    from pyspark.sql import functions as sf

    both = sf.array_union("features", "asks")
    same = (sf.col("features") == sf.col("asks")).alias("same")  # most look for what they are found by
    rows = entries.select("number", "key", "features", "asks", same, sf.explode(both).alias("feature"))
    return rows.select(
        "feature",
        "number",
        "key",
        (sf.col("same") | sf.array_contains("features", sf.col("feature"))).cast("int").alias("adds"),
        (sf.col("same") | sf.array_contains("asks", sf.col("feature"))).cast("int").alias("asks"),
    )


def rows_before(entries: DataFrame) -> DataFrame:
    """(number, there): how many rows that can be found the articles before each have."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sf

    each = entries.groupBy("number").agg(sf.sum("adds").alias("adds"))
    each = each.withColumn("block", sf.shiftright("number", BLOCK_BITS))
    blocks = each.groupBy("block").agg(sf.sum("adds").alias("adds"))
    earlier = Window.orderBy("block").rowsBetween(Window.unboundedPreceding, -1)  # a row for hundreds of articles
    ahead = blocks.select("block", _count(earlier).alias("ahead"))
    within = Window.partitionBy("block").orderBy("number").rowsBetween(Window.unboundedPreceding, -1)
    return each.join(ahead, "block").select("number", (sf.col("ahead") + _count(within)).alias("there"))


def reads(postings: DataFrame, there: DataFrame) -> DataFrame:
    """Which features each text that looks reads the postings of: rows of `READS`."""
    from pyspark.sql import functions as sf

    wanted = postings.where("asks = 1").groupBy("key", "number")
    texts = wanted.agg(sf.sort_array(sf.collect_list(sf.struct("feature", "before"))).alias("looks"))
    return texts.join(there, "number").mapInArrow(_read, READS)


def _read(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for batch in batches:
            yield from of_texts(batch.to_pylist())

    return batches_of(made(), READS)


def of_texts(rows: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows of `READS` for some texts, each with the features by which it looks, and how many rows have them."""
    if not rows:
        return
    starts = np.concatenate([[0], np.cumsum([len(row["looks"]) for row in rows])]).astype(np.int64)
    before = np.array([look["before"] for row in rows for look in row["looks"]], np.int64)
    read, weights, asked = finding.to_read(before, starts, np.array([row["there"] for row in rows], np.int64))
    for row, start, looked_for in zip(rows, starts.tolist(), asked.tolist(), strict=False):
        for i, look in enumerate(row["looks"], start):
            if read[i]:
                yield (row["key"], row["number"], look["feature"], float(weights[i]), looked_for)


def shared(reads: DataFrame, postings: DataFrame) -> DataFrame:
    """(key, feature, weight, asked, other): for each feature read, the rows of articles before that have it."""
    from pyspark.sql import functions as sf

    rows = postings.where("adds = 1").select("feature", sf.col("key").alias("other"), sf.col("number").alias("earlier"))
    found = reads.join(rows, "feature").where(sf.col("earlier") < sf.col("number"))
    return found.select("key", "feature", "weight", "asked", "other")
