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
from index.scale.values import batches_of, rows_of

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
    from pyspark.sql import functions as F

    rows = _exploded(entries)
    heavy = rows.groupBy("feature").agg(F.sum("adds").alias("rows")).where(F.col("rows") > heavy_from).select("feature")
    by_feature = Window.partitionBy("feature").orderBy("number").rangeBetween(Window.unboundedPreceding, -1)
    light = rows.join(heavy, "feature", "left_anti").withColumn("before", _count(by_feature))
    frequent = rows.join(heavy, "feature", "left_semi").withColumn("block", F.shiftright("number", BLOCK_BITS))
    counts = frequent.groupBy("feature", "block").agg(F.sum("adds").alias("adds"))
    earlier = Window.partitionBy("feature").orderBy("block").rowsBetween(Window.unboundedPreceding, -1)
    ahead = counts.withColumn("ahead", _count(earlier)).where(F.col("ahead") <= most).drop("adds")
    in_block = Window.partitionBy("feature", "block").orderBy("number").rangeBetween(Window.unboundedPreceding, -1)
    first = frequent.join(ahead, ["feature", "block"]).withColumn("before", F.col("ahead") + _count(in_block))
    return light.unionByName(first.drop("block", "ahead")).where(F.col("before") <= most)


def _count(window: Any) -> Any:
    from pyspark.sql import functions as F

    return F.coalesce(F.sum("adds").over(window), F.lit(0))


def _exploded(entries: DataFrame) -> DataFrame:
    """A row for each feature by which an entry is found, or looks."""
    from pyspark.sql import functions as F

    both = F.array_union("features", "asks")
    same = (F.col("features") == F.col("asks")).alias("same")  # most look for what they are found by
    rows = entries.select("number", "key", "features", "asks", same, F.explode(both).alias("feature"))
    return rows.select(
        "feature",
        "number",
        "key",
        (F.col("same") | F.array_contains("features", F.col("feature"))).cast("int").alias("adds"),
        (F.col("same") | F.array_contains("asks", F.col("feature"))).cast("int").alias("asks"),
    )


def rows_before(entries: DataFrame) -> DataFrame:
    """(number, there): how many rows that can be found the articles before each have."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    each = entries.groupBy("number").agg(F.sum("adds").alias("adds"))
    each = each.withColumn("block", F.shiftright("number", BLOCK_BITS))
    blocks = each.groupBy("block").agg(F.sum("adds").alias("adds"))
    earlier = Window.orderBy("block").rowsBetween(Window.unboundedPreceding, -1)  # a row for hundreds of articles
    ahead = blocks.select("block", _count(earlier).alias("ahead"))
    within = Window.partitionBy("block").orderBy("number").rowsBetween(Window.unboundedPreceding, -1)
    return each.join(ahead, "block").select("number", (F.col("ahead") + _count(within)).alias("there"))


def reads(postings: DataFrame, there: DataFrame) -> DataFrame:
    """Which features each text that looks reads the postings of: rows of `READS`."""
    from pyspark.sql import functions as F

    wanted = postings.where("asks = 1").groupBy("key", "number")
    texts = wanted.agg(F.sort_array(F.collect_list(F.struct("feature", "before"))).alias("looks"))
    return texts.join(there, "number").mapInArrow(_read, READS)


def _read(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for batch in batches:
            yield from _of_texts(batch.to_pylist())

    return batches_of(made(), READS)


def _of_texts(rows: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
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
    from pyspark.sql import functions as F

    rows = postings.where("adds = 1").select("feature", F.col("key").alias("other"), F.col("number").alias("earlier"))
    found = reads.join(rows, "feature").where(F.col("earlier") < F.col("number"))
    return found.select("key", "feature", "weight", "asked", "other")
