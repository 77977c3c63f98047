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
from index.ingest.hints import SIDECAR, Hint, broken_characters, parsed_sidecar, with_sidecar
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
    """A file to read: its place in the order of the inputs, how it is read, and what is known besides its text."""

    source: int
    how: str
    file: File
    hint: Hint


def inputs(files: Sequence[File], text_of: Callable[[str], str | None]) -> tuple[list[Input], list[Skipped]]:
    """The files with how each is read; of those that nobody can read, why. `text_of` reads a small file, or None.

    As locally, of what lies in a folder only files of known formats are read, and an `outlets.toml` beside a file says
    what the file itself does not.
    """
    found: list[Input] = []
    skipped: list[Skipped] = []
    tables: dict[str, dict[str, dict[str, object]]] = {}
    for file in files:
        how = _how(file)
        if how is None:
            if file.named:
                skipped.append(Skipped(file.shown, f"is of no format that quoth reads; {formats.WHERE_LISTED}"))
            continue
        if file.folder not in tables:
            shown = f"{file.shown.rpartition('/')[0]}/{SIDECAR}"
            tables[file.folder], problems = parsed_sidecar((text_of(f"{file.folder}/{SIDECAR}") or "").encode(), shown)
            skipped += problems
        hint = Hint(file.shown, file.address.removeprefix("file://"))
        found.append(Input(len(found), how, file, with_sidecar(hint, tables[file.folder].get(file.name, {}))))
    return found, skipped


def _how(file: File) -> str | None:
    """The name of the format of a file, or None."""
    if file.name.endswith(PARQUET):
        return PARQUET
    kind = None if not file.named and formats.left_aside(file.name) else formats.of_name(file.name)
    return kind.name if kind is not None else None


def read(spark: SparkSession, some: Sequence[Input]) -> DataFrame:
    """All articles of some files, and what gave none: rows of `READ`."""
    parts = []
    by_address = {one.file.address: (one.source, one.hint) for one in some}
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


def _of_lines(by_address: dict[str, tuple[int, Hint]]) -> Callable[[Batches], Batches]:
    def made(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        source, hint = by_address[address_of(row["file"])]
        if jsonl.is_blank(row["line"]):
            return
        where = f"{hint.path}:{row['block']}+{row['at'] & 0xFFFFFFFF}"
        for number, item in enumerate(jsonl.of_line(row["line"], where, Counter(), hint)):
            yield (source, row["block"], row["at"], number, *_told(item, hint))

    return lambda batches: batches_of((one for row in rows_of(batches) for one in made(row)), READ)


def _of_files(by_address: dict[str, tuple[int, Hint]]) -> Callable[[Batches], Batches]:
    def made(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        source, hint = by_address[address_of(row["file"])]
        kind = formats.of_name(hint.path)
        assert kind is not None
        stream = io.BytesIO(row["content"])
        for number, item in enumerate(kind.read(formats.unpacked(stream, row["content"][:2], kind), hint)):
            yield (source, 0, number, 0, *_told(item, hint))

    return lambda batches: batches_of((one for row in rows_of(batches) for one in made(row)), READ)


def _told(item: Article | Skipped, hint: Hint) -> tuple[Any, ...]:
    if isinstance(item, Article) and broken_characters(item):
        item = Skipped(hint.path, f"article {item.id!a} holds half of a character (a lone surrogate)")
    if isinstance(item, Skipped):
        return (None, None, item.path, item.reason, item.added)
    origin = identity.place_of(item, hint.origin)
    return (cast(Any, packed(item)), origin, None, None, None)
