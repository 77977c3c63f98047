"""What does one immutable set of postings look like, in memory and on disk?

Four arrays: the sorted features, where each one's postings start, the postings (row numbers), and the key of each row.
On disk they are four .npy files of one folder, read by memory mapping; a folder is written beside its place, synced
and renamed, so that a segment is there wholly or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

U32 = NDArray[np.uint32]
I64 = NDArray[np.int64]
_PARTS = ("features", "starts", "rows", "keys")


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of `len(keys)` texts.

    `features`: sorted, distinct, uint32 (n,); `starts`: int64 (n + 1,); `rows`: uint32, grouped by feature, ascending
    in each group; `keys`: int64, the caller's key of each row. `name` is its folder's, or None in memory.
    """

    features: U32
    starts: I64
    rows: U32
    keys: I64
    name: str | None = None


def from_pairs(features: U32, rows: U32, keys: I64) -> Segment:
    """A segment of loose postings: `features[i]` occurs in row `rows[i]`, rows ascending within each feature."""
    order = np.argsort(features, kind="stable")
    features, rows = features[order], rows[order]
    distinct, first = np.unique(features, return_index=True)
    return Segment(distinct, np.append(first, len(features)).astype(np.int64), rows, keys)


def from_lists(postings: Mapping[int, Sequence[int]], keys: Sequence[int]) -> Segment:
    """A segment of {feature: rows}."""
    lengths = np.fromiter((len(rows) for rows in postings.values()), np.int64, len(postings))
    features = np.repeat(np.fromiter(postings, np.uint32, len(postings)), lengths)
    rows = np.fromiter((row for rows in postings.values() for row in rows), np.uint32, int(lengths.sum()))
    return from_pairs(features, rows, np.array(keys, np.int64))


def merge(segments: Sequence[Segment], dead: Sequence[I64]) -> Segment:
    """One segment of several, without the keys that `dead` lists for each."""
    features, rows, keys, base = [], [], [], 0
    for segment, gone in zip(segments, dead, strict=True):
        alive = ~np.isin(segment.keys, gone)
        renumbered = np.cumsum(alive) - 1 + base
        kept = alive[segment.rows]
        features.append(np.repeat(segment.features, np.diff(segment.starts))[kept])
        rows.append(renumbered[segment.rows[kept]].astype(np.uint32))
        keys.append(segment.keys[alive])
        base += int(alive.sum())
    return from_pairs(np.concatenate(features), np.concatenate(rows), np.concatenate(keys))


def without_rows(segment: Segment, gone: I64) -> Segment:
    """The segment without these rows."""
    alive = np.ones(len(segment.keys), np.bool_)
    alive[gone] = False
    features = np.repeat(segment.features, np.diff(segment.starts))
    kept = alive[segment.rows]
    rows = (np.cumsum(alive) - 1)[segment.rows[kept]].astype(np.uint32)
    return from_pairs(features[kept], rows, segment.keys[alive])


def lookup(segment: Segment, wanted: U32) -> tuple[I64, I64]:
    """Where the postings of each wanted feature (sorted) start, and how many there are; 0 where it is absent."""
    if not len(segment.features):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.int64)
    at = np.searchsorted(segment.features, wanted)
    at[at == len(segment.features)] = 0
    starts = segment.starts[at]
    lengths = np.where(segment.features[at] == wanted, segment.starts[at + 1] - starts, 0)
    return starts, lengths


def write(segment: Segment, folder: Path, name: str) -> Segment:
    """Write it as folder/name and return it as read back from there. Raises OSError."""
    temporary = folder / f".{name}.new"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    for part in _PARTS:
        with (temporary / f"{part}.npy").open("wb") as out:
            np.save(out, getattr(segment, part), allow_pickle=False)
            out.flush()
            os.fsync(out.fileno())
    temporary.rename(folder / name)
    sync(folder)
    return read(folder, name)


def read(folder: Path, name: str) -> Segment:
    """The segment folder/name, memory-mapped. Raises OSError, EOFError or ValueError if it is damaged."""
    features, starts, rows, keys = (
        np.load(folder / name / f"{part}.npy", mmap_mode="r", allow_pickle=False) for part in _PARTS
    )
    kinds = (features.dtype, starts.dtype, rows.dtype, keys.dtype)
    if kinds != (np.uint32, np.int64, np.uint32, np.int64) or len(starts) != len(features) + 1:
        raise ValueError(f"{folder / name} is no segment")
    if len(rows) != int(starts[-1]) or (len(rows) and len(keys) == 0):
        raise ValueError(f"{folder / name} is cut short")
    return Segment(features, starts, rows, keys, name)


def sync(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
