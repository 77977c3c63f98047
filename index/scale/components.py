"""What hangs together by pairs? Connected components, by joins alone.

Large star and small star in turn (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii 2014): each row ends beside
the lowest of its component, in about as many rounds as the logarithm of the longest chain. What is too large for one
task is not one thing: its weakest pairs are cut until what is left is small enough, and they are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from index.scale.values import batches_of, rows_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

MOST = 50_000  # rows of one component that one task can hold with their pairs: some 100 MB
STEP = 0.1  # by so much the least score rises at each cut
SURE = 0.95  # what is still too large above it stays
AT_ONCE = 1_000_000  # pairs, some 300 MB in a task and ten seconds; by joins a round of them takes longer
ROOT = "node long, root long"
ROUNDS = 40  # chains of 2**40: more is a mistake


class Components(Struct):
    """(node, root) of all nodes that have a pair, and how many pairs were cut to get there."""

    roots: DataFrame
    cut: int


def components(pairs: DataFrame, least: float, most: int = MOST, at_once: int = AT_ONCE) -> Components:
    """The components of pairs (a, b, score), by the lowest node of each; none has more than `most`, where cuts help."""
    from pyspark.sql import functions as sf

    roots = connected(pairs, at_once)
    cut = 0
    while least < SURE:
        sizes = roots.groupBy("root").count().where(sf.col("count") > most).select("root")
        large = roots.join(sf.broadcast(sizes), "root").select("node")
        if large.isEmpty():
            break
        least += STEP
        inside = pairs.join(large.withColumnRenamed("node", "a"), "a")
        cut += inside.where(sf.col("score") < least).count()
        parts = connected(inside.where(sf.col("score") >= least), at_once)
        roots = roots.join(large, "node", "left_anti").unionByName(parts)
        pairs = pairs.join(inside.where(sf.col("score") < least).select("a", "b"), ["a", "b"], "left_anti")
    return Components(roots, cut)


def connected(pairs: DataFrame, at_once: int = AT_ONCE) -> DataFrame:
    """(node, root) of all nodes of pairs (a, b); where there are no more than `at_once`, one task finds them."""
    from pyspark.sql import functions as sf

    edges = pairs.select(sf.greatest("a", "b").alias("u"), sf.least("a", "b").alias("v")).where("u <> v").distinct()
    edges = edges.checkpoint()
    if edges.count() <= at_once:
        return edges.coalesce(1).mapInArrow(in_one_task, ROOT)
    before = None
    for _ in range(ROUNDS):
        edges = _small_star(_large_star(edges)).checkpoint()
        row = edges.agg(sf.count("*"), sf.sum(sf.xxhash64("u", "v").cast("decimal(38,0)"))).collect()[0]
        if tuple(row) == before:
            break
        before = tuple(row)
    roots = edges.select(sf.col("v").alias("node"), sf.col("v").alias("root")).distinct()
    return edges.select(sf.col("u").alias("node"), sf.col("v").alias("root")).unionByName(roots)


def in_one_task(batches: Batches) -> Batches:
    """Rows of `ROOT` of all nodes of edges (u, v)."""
    lowest: dict[int, int] = {}

    def root_of(node: int) -> int:
        while (above := lowest.setdefault(node, node)) != node:
            lowest[node] = lowest[above]  # halves the way
            node = above
        return node

    for row in rows_of(batches):
        low, high = sorted((root_of(row["u"]), root_of(row["v"])))
        lowest[high] = low
    return batches_of(((node, root_of(node)) for node in list(lowest)), ROOT)


def _large_star(edges: DataFrame) -> DataFrame:
    """Each node's higher neighbours beside the lowest of it and its neighbours."""
    from pyspark.sql import functions as sf

    both = edges.unionByName(edges.select(sf.col("v").alias("u"), sf.col("u").alias("v")))
    lowest = both.groupBy("u").agg(sf.min("v").alias("low")).select("u", sf.least("u", "low").alias("low"))
    joined = both.join(lowest, "u").where("v > u")
    return joined.select(sf.col("v").alias("u"), sf.col("low").alias("v")).where("u <> v").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Each node and its lower neighbours beside the lowest of these."""
    from pyspark.sql import functions as sf

    lowest = edges.groupBy("u").agg(sf.min("v").alias("low"))
    beside = edges.join(lowest, "u").select(sf.col("v").alias("u"), sf.col("low").alias("v"))
    own = lowest.select("u", sf.col("low").alias("v"))
    return beside.unionByName(own).where("u <> v").distinct()
