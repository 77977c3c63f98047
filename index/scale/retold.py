"""Which reports in a writer's own words tell what somebody is quoted with elsewhere? As `retelling` has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index import paraphrasing
from index.matching.paraphrase import REPORTED
from index.model import Link
from index.scale.links import LINK, told
from index.scale.values import batches_of, rows_of, whole_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]

RETOLD = f"{LINK}, report array<string>, quotation array<string>"


def retold(found: DataFrame, wholes: DataFrame) -> DataFrame:
    """The paraphrases among the pairs found, with the ids of the rows of each report and of each quotation."""
    from pyspark.sql import functions as sf

    rows = wholes.select("key", "number", "whole")
    theirs = rows.select(*(sf.col(name).alias(f"their_{name}") for name in rows.columns))
    both = found.join(theirs, found["other"] == sf.col("their_key")).join(rows, "key").where("number <> their_number")
    return both.select("whole", "their_whole").mapInArrow(_retold, RETOLD)


def _retold(batches: Batches) -> Batches:
    def made() -> Iterator[tuple[Any, ...]]:
        for row in rows_of(batches):
            there, new = whole_of(row["their_whole"]), whole_of(row["whole"])
            quotation, report = (there, new) if paraphrasing.is_report(new) else (new, there)
            score = paraphrasing.probability(quotation, report)
            if score >= REPORTED:
                link = Link(there.id, new.id, score, "paraphrased")
                yield (*told(link), [p.id for p in report.pieces], [p.id for p in quotation.pieces])

    return batches_of(made(), RETOLD)


def without_quoted(retold: DataFrame, links: DataFrame, quotations: DataFrame) -> DataFrame:
    """Without those whose report holds words in marks that are tied to the quotation: rows of `LINK`."""
    from pyspark.sql import functions as sf

    within = quotations.where("within IS NOT NULL").select(sf.col("id").alias("inner"), sf.col("within").alias("part"))
    inner = retold.select("a", "b", "quotation", sf.explode("report").alias("part")).join(within, "part")
    pairs = inner.select("a", "b", "inner", sf.explode("quotation").alias("piece"))
    ties = links.select(sf.col("a").alias("inner"), sf.col("b").alias("piece"))
    ties = ties.unionByName(links.select(sf.col("b").alias("inner"), sf.col("a").alias("piece")))
    quoted = pairs.join(ties, ["inner", "piece"]).select("a", "b").distinct()
    return retold.join(quoted, ["a", "b"], "left_anti").drop("report", "quotation")
