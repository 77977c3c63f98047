"""Which rows share most with each text, and which of these are worth comparing? As `candidates.finding` has it.

The rows that share a feature come together by text; what the local postings do with a few dozen texts at once is done
with them, by the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from index.candidates import finding
from index.candidates.segments import Segment
from index.scale.said import signatures_of
from index.scale.values import batches_of, rows_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

HIGHEST = "key long, other long, score double, shared long, asked long"
FOUND = "key long, other long, rank int"


def highest(shared: DataFrame, limit: int) -> DataFrame:
    """The rows with which each text shares most, before their bags are compared: rows of `HIGHEST`."""
    by_text = shared.repartition("key").sortWithinPartitions("key")
    return by_text.mapInArrow(_highest(finding.WEIGHED * limit), HIGHEST)


def _highest(limit: int) -> Callable[[Batches], Batches]:
    def made(batches: Batches) -> Iterator[tuple[Any, ...]]:
        for key, (features, weights, asked, others) in _texts(batches):
            named, rows = np.unique(others, return_inverse=True)
            known, first, at = np.unique(features, return_index=True, return_inverse=True)
            assert len(known) < 1 << 20
            packed = finding.pack(np.zeros(len(rows), np.int64), rows, at)
            texts, found, scores, both = finding.summed(packed, weights[first])
            best = finding.highest(texts, scores, 1, limit, named[found].__getitem__)
            for i in best.tolist():
                yield (key, int(named[found[i]]), float(scores[i]), int(both[i]), int(asked[0]))

    return lambda batches: batches_of(made(batches), HIGHEST)


def _texts(batches: Batches) -> Iterator[tuple[int, list[np.ndarray[Any, Any]]]]:
    """The rows of each text, which come one behind the other, as arrays: feature, weight, asked, other."""
    kept: list[list[np.ndarray[Any, Any]]] = []
    last: int | None = None
    for batch in batches:
        columns = [batch.column(i).to_numpy(zero_copy_only=False) for i in range(batch.num_columns)]
        keys = columns[0]
        cuts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
        for start, end in zip(cuts.tolist(), [*cuts.tolist()[1:], len(keys)], strict=True):
            key = int(keys[start])
            if kept and key != last:
                yield last or 0, [np.concatenate(parts) for parts in zip(*kept, strict=True)]
                kept = []
            last = key
            kept.append([column[start:end] for column in columns[1:]])
    if kept:
        yield last or 0, [np.concatenate(parts) for parts in zip(*kept, strict=True)]


def worthy(highest: DataFrame, entries: DataFrame, limit: int) -> DataFrame:
    """Of these the rows worth comparing, best first: rows of `FOUND`."""
    from pyspark.sql import functions as sf

    bags = entries.select("key", "bag", "rarities", "mass", "size", "day")
    theirs = bags.select(
        sf.col("key").alias("other"),
        sf.col("bag").alias("their_bag"),
        sf.col("mass").alias("their_mass"),
        sf.col("size").alias("their_size"),
        sf.col("day").alias("their_day"),
    )
    rows = highest.join(theirs, "other").join(bags.drop("size"), "key")
    return rows.repartition("key").sortWithinPartitions("key").mapInArrow(_worthy(limit), FOUND)


def _worthy(limit: int) -> Callable[[Batches], Batches]:
    def made(batches: Batches) -> Iterator[tuple[Any, ...]]:
        some: list[list[dict[str, Any]]] = []
        for _, rows in groupby(rows_of(batches), key=lambda row: row["key"]):
            some.append(list(rows))
            if len(some) == finding.TEXTS_AT_ONCE:
                yield from _chosen(some, limit)
                some = []
        if some:
            yield from _chosen(some, limit)

    return lambda batches: batches_of(made(batches), FOUND)


def _chosen(texts: list[list[dict[str, Any]]], limit: int) -> Iterator[tuple[Any, ...]]:
    wanted = signatures_of([rows[0] for rows in texts])
    others = {row["other"]: row for rows in texts for row in rows}
    keys = sorted(others)
    place = {key: i for i, key in enumerate(keys)}
    rows_of_keys = [{name: others[k][f"their_{name}"] for name in ("bag", "mass", "day")} for k in keys]
    theirs = signatures_of([{**row, "rarities": b""} for row in rows_of_keys])
    segment = Segment(
        features=np.zeros(0, np.uint32),
        starts=np.zeros(1, np.int64),
        rows=np.zeros(0, np.uint32),
        keys=np.array(keys, np.int64),
        bags=theirs.bags,
        bag_starts=theirs.bag_starts,
        mass=theirs.mass,
        sizes=np.array([others[key]["their_size"] for key in keys], np.uint16),
        days=theirs.days,
    )
    flat = [(i, place[row["other"]], row["score"], row["shared"]) for i, rows in enumerate(texts) for row in rows]
    found = (
        np.array([one[0] for one in flat], np.int64),
        np.array([one[1] for one in flat], np.int64),
        np.array([one[2] for one in flat], np.float64),
        np.array([one[3] for one in flat], np.int64),
    )
    asked = np.array([rows[0]["asked"] for rows in texts], np.int64)
    chosen = finding.worthy(wanted, found, asked, [segment], [np.zeros(0, np.int64)], limit)
    for rows, best in zip(texts, chosen, strict=True):
        yield from ((rows[0]["key"], other, rank) for rank, other in enumerate(best))
