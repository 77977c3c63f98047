"""Which articles are on the same happening? As `relating` and `events` have it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from index import events
from index.events.alike import KEPT
from index.relating import first_near
from index.scale.components import Components, components
from index.scale.said import signature_of
from index.scale.values import batches_of, rows_of, table_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

NEAR = "key long, other long"
ALIKE = "a long, b long, score double"
EVENT = "number long, event_number long"


def near(found: DataFrame, signatures: DataFrame) -> DataFrame:
    """Of the articles found for each the first that are near enough in time: rows of `NEAR`."""
    from pyspark.sql import functions as sf

    about = signatures.select("number", "day", "outlet")
    theirs = about.select(*(sf.col(name).alias(f"their_{name}") for name in about.columns))
    both = found.join(theirs, found["other"] == sf.col("their_number")).join(about, found["key"] == sf.col("number"))
    return both.repartition("key").sortWithinPartitions("key", "rank").mapInArrow(_near, NEAR)


def _near(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for key, group in groupby(rows_of(batches), key=lambda row: row["key"]):
            rows = list(group)
            mine = signature_of({**rows[0], "features": b"", "weights": b""})
            others = [(row["other"], row["their_day"], row["their_outlet"]) for row in rows]
            yield from ((key, other) for other in first_near(mine, others))

    return batches_of(made(), NEAR)


def alike(near: DataFrame, signatures: DataFrame) -> DataFrame:
    """How probably two articles are on one happening, for those that may be: rows of `ALIKE`."""
    from pyspark.sql import functions as sf

    theirs = signatures.select(*(sf.col(name).alias(f"their_{name}") for name in signatures.columns))
    both = near.join(theirs, near["other"] == sf.col("their_number")).join(signatures, near["key"] == sf.col("number"))
    return both.sortWithinPartitions("key").mapInArrow(_alike, ALIKE)


def _alike(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for key, group in groupby(rows_of(batches), key=lambda row: row["key"]):
            rows = list(group)
            names = ("features", "weights", "day", "outlet")
            others = [signature_of({name: row[f"their_{name}"] for name in names}) for row in rows]
            scores = events.probability(signature_of(rows[0]), others)
            yield from ((row["other"], key, score) for row, score in zip(rows, scores, strict=True) if score >= KEPT)

    return batches_of(made(), ALIKE)


def connected(alike: DataFrame) -> Components:
    """Which articles hang together by pairs that are probably on one happening."""
    return components(alike.where(f"score >= {events.SAME}"), events.SAME)


def grouped(roots: DataFrame, alike: DataFrame, articles: DataFrame) -> DataFrame:
    """The event of each article, by the number of the first on it: rows of `EVENT`."""
    from pyspark.sql import functions as sf

    at_a = roots.select(sf.col("node").alias("a"), sf.col("root").alias("root_a"))
    at_b = roots.select(sf.col("node").alias("b"), sf.col("root").alias("root_b"))
    inside = alike.join(at_a, "a").join(at_b, "b").where("root_a = root_b").drop("root_b")
    found = roots.groupBy("root").cogroup(inside.groupBy("root_a")).applyInArrow(_grouped, EVENT)
    alone = articles.select("number").join(found.select("number"), "number", "left_anti")
    return found.unionByName(alone.select("number", sf.col("number").alias("event_number")))


def _grouped(members: pa.Table, inside: pa.Table) -> pa.Table:
    pairs = {(row["a"], row["b"]): row["score"] for row in inside.to_pylist()}
    groups = events.group(sorted(members["node"].to_pylist()), pairs)
    told = [(number, group[0]) for group in groups for number in group]
    return table_of(told, EVENT)
