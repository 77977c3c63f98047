"""How do values travel between machines? Packed whole, beside the columns by which rows are joined.

A row of a column is read only where a rule needs it: the values are those of `index.model`, and so is what reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from msgspec import msgpack
from numpy.typing import NDArray

from index.model import Article, Link, Quotation, Whole

if TYPE_CHECKING:
    import pyarrow as pa

packed: Final = msgpack.Encoder().encode
article_of: Final = msgpack.Decoder(Article).decode
quotations_of: Final = msgpack.Decoder(tuple[Quotation, ...]).decode
whole_of: Final = msgpack.Decoder(Whole).decode
links_of: Final = msgpack.Decoder(list[Link]).decode
Row = dict[str, Any]
PLACE_BITS: Final = 24  # an article of 16 million quotations is none
AT_ONCE: Final = 2_000  # rows in one table that goes back to Spark


FIELDS: Final = (
    *("id", "text", "path", "title", "outlet", "published"),
    *("url", "author", "language", "transcript"),
)


def stored_article(row: Row) -> Article:
    """An article from the columns of the step `articles`."""
    return Article(**{name: row[name] for name in FIELDS})


def key_of(number: int, place: int) -> int:
    """The key of an article's row: keys ascend as articles were added, and within one as its text has them."""
    return (number << PLACE_BITS) | place


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """The rows of Spark's batches, one after the other."""
    for batch in batches:
        yield from batch.to_pylist()


def batches_of(rows: Iterable[Sequence[Any]], schema: str) -> Iterator[pa.RecordBatch]:
    """Rows as batches for Spark; `schema` is Spark's, "name type, ..."."""
    import pyarrow as pa

    arrow = schema_of(schema)
    some: list[Sequence[Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield pa.RecordBatch.from_arrays(_columns(some, arrow), schema=arrow)
            some = []
    if some:
        yield pa.RecordBatch.from_arrays(_columns(some, arrow), schema=arrow)


def table_of(rows: Iterable[Sequence[Any]], schema: str) -> pa.Table:
    """Rows as one table for Spark, which may be empty."""
    import pyarrow as pa

    return pa.Table.from_batches(batches_of(rows, schema), schema=schema_of(schema))


@cache
def schema_of(schema: str) -> pa.Schema:
    """Spark's "name type, ..." as Arrow has it; Spark itself can tell only where its session is."""
    import pyarrow as pa

    def kind_of(name: str) -> pa.DataType:
        if name.startswith("array<"):
            return pa.list_(kind_of(name.removeprefix("array<").removesuffix(">")))
        return {"int": pa.int32(), "long": pa.int64(), "float": pa.float32(), "double": pa.float64()}.get(name) or {
            "string": pa.string(),
            "boolean": pa.bool_(),
            "binary": pa.binary(),
        }[name]

    return pa.schema([(name, kind_of(kind)) for name, kind in (one.split() for one in schema.split(","))])


def _columns(rows: Sequence[Sequence[Any]], arrow: pa.Schema) -> list[pa.Array]:
    import pyarrow as pa

    return [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), arrow, strict=True)]


def array_of(data: bytes, kind: str) -> NDArray[Any]:
    """The numbers of a packed array, of numpy's `kind`."""
    return np.frombuffer(data, f"<{kind}")


def bytes_of(values: NDArray[Any], kind: str) -> bytes:
    """An array, packed."""
    return values.astype(f"<{kind}", copy=False).tobytes()
