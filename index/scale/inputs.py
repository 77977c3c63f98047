"""Which articles are in the inputs, and in which order? What reads them is what reads them locally.

JSON lines and Parquet are cut into parts by Spark; any other file (an archive, a page) is read whole by one task. The
order is that of the inputs as they were named, of the files in a folder by name, and within a file as it has them.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from index import identity
from index.ingest import formats, jsonl
from index.ingest.hints import Hint, broken_characters
from index.model import Article, Skipped
from index.scale.files import File, address_of
from index.scale.values import batches_of, packed, rows_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

PARQUET = ".parquet"
LINES = "jsonl"
READ = (
    "source int, block long, at long, item int, article binary, origin string, path string, reason string,"
    " added boolean"
)
Batches = Iterator["pa.RecordBatch"]


class Input(Struct, frozen=True):
    """A file to read: its place in the order of the inputs, how it is read, and its address."""

    source: int
    how: str
    file: File


def inputs(files: Sequence[File]) -> tuple[list[Input], list[Skipped]]:
    """The files with how each is read; of those that nobody can read, why."""
    found: list[Input] = []
    skipped: list[Skipped] = []
    for file in files:
        name = file.address.rpartition("/")[2]
        if name.endswith(PARQUET):
            how: str | None = PARQUET
        else:
            kind = formats.of_name(name) if not formats.left_aside(name) else None
            how = None if kind is None else LINES if kind.name == LINES else kind.name
        if how is None:
            skipped.append(Skipped(file.shown, f"is of no format that quoth reads; {formats.WHERE_LISTED}"))
        else:
            found.append(Input(len(found), how, file))
    return found, skipped


def read(spark: SparkSession, some: Sequence[Input]) -> DataFrame:
    """All articles of some files, and what gave none: rows of `READ`."""
    parts = []
    by_address = {one.file.address: (one.source, one.file.shown) for one in some}
    lines = [one.file.address for one in some if one.how == LINES]
    tables = [one.file.address for one in some if one.how == PARQUET]
    wholes = [one.file.address for one in some if one.how not in (LINES, PARQUET)]
    if lines:
        parts.append(_lines(spark, lines).mapInArrow(_of_lines(by_address), READ))
    if tables:
        parts.append(_tables(spark, tables).mapInArrow(_of_lines(by_address), READ))
    if wholes:
        from pyspark.sql import functions as sf

        rows = spark.read.format("binaryFile").load(wholes).select(sf.col("path").alias("file"), "content")
        parts.append(rows.repartition(len(wholes), "file").mapInArrow(_of_files(by_address), READ))
    found = parts[0]
    for more in parts[1:]:
        found = found.unionByName(more)
    return found


def _lines(spark: SparkSession, addresses: list[str]) -> DataFrame:
    from pyspark.sql import functions as sf

    rows = spark.read.option("lineSep", "\n").text(addresses)
    return rows.select(
        sf.col("value").cast("binary").alias("line"),
        sf.col("_metadata.file_path").alias("file"),
        sf.col("_metadata.file_block_start").alias("block"),
        sf.monotonically_increasing_id().alias("at"),
    )


def _tables(spark: SparkSession, addresses: list[str]) -> DataFrame:
    """Rows of Parquet as the lines they would be in JSON."""
    from pyspark.sql import functions as sf

    rows = spark.read.option("mergeSchema", "true").parquet(*addresses)
    return rows.select(
        sf.to_json(sf.struct(*(sf.col(f"`{name}`") for name in rows.columns))).cast("binary").alias("line"),
        sf.col("_metadata.file_path").alias("file"),
        sf.lit(0).cast("long").alias("block"),
        sf.col("_metadata.row_index").alias("at"),
    )


def _of_lines(by_address: dict[str, tuple[int, str]]) -> Callable[[Batches], Batches]:
    def made(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        source, shown = by_address[address_of(row["file"])]
        hint = Hint(shown, row["file"])
        if jsonl.is_blank(row["line"]):
            return
        where = f"{shown}:{row['block']}+{row['at'] & 0xFFFFFFFF}"
        for number, item in enumerate(jsonl.of_line(row["line"], where, Counter(), hint)):
            yield (source, row["block"], row["at"], number, *_told(item, hint))

    return lambda batches: batches_of((one for row in rows_of(batches) for one in made(row)), READ)


def _of_files(by_address: dict[str, tuple[int, str]]) -> Callable[[Batches], Batches]:
    def made(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        source, shown = by_address[address_of(row["file"])]
        kind = formats.of_name(shown)
        assert kind is not None
        hint = Hint(shown, row["file"].removeprefix("file:").replace("///", "/", 1))
        stream = io.BytesIO(row["content"])
        for number, item in enumerate(kind.read(formats.unpacked(stream, row["content"][:2], kind), hint)):
            yield (source, 0, number, 0, *_told(item, hint))

    return lambda batches: batches_of((one for row in rows_of(batches) for one in made(row)), READ)


def _told(item: Article | Skipped, hint: Hint) -> tuple[Any, ...]:
    if isinstance(item, Article) and broken_characters(item):
        item = Skipped(hint.path, f"article {item.id!a} holds half of a character (a lone surrogate)")
    if isinstance(item, Skipped):
        return (None, None, item.path, item.reason, item.added)
    origin = identity.origin_of(item, identity.read_at(item, hint.path, hint.origin))
    return (cast(Any, packed(item)), origin, None, None, None)
