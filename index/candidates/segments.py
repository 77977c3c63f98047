"""What does one immutable set of postings look like, in memory and on disk?

Arrays: the sorted features, where each one's postings start, the postings (row numbers); and of each row its key, its
bag of stems, its mass and its day. On disk they lie one behind the other in one file, read by memory mapping; it is
written beside its place, synced and renamed, so that a segment is there wholly or not at all.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from index.candidates.shingles import F32, I32, I64, U16, U32, U64, Signatures, ragged

_MAGIC = 0x71746870
_DTYPES = {
    "starts": "i8",
    "bag_starts": "i8",
    "keys": "i8",
    "features": "u4",
    "rows": "u4",
    "mass": "f4",
    "bags": "u2",
    "sizes": "u2",
    "days": "i4",
}


class Segment(Struct, frozen=True):
    """Postings of `len(keys)` texts.

    `features`: sorted, distinct, uint32 (n,); `starts`: int64 (n + 1,); `rows`: uint32, grouped by feature, ascending
    in each group; `keys`: int64, the caller's key of each row; `bags`, `bag_starts`, `mass`: as in `Signatures`, row
    by row; `sizes`: uint16, how many features each row has; `days`: int32, as in `Signatures`. `name` is its file's, or
    None in memory.
    """

    features: U32
    starts: I64
    rows: U32
    keys: I64
    bags: U16
    bag_starts: I64
    mass: F32
    sizes: U16
    days: I32
    name: str | None = None


def of_texts(signed: Signatures, keys: Sequence[int]) -> Segment:
    """A segment in memory of some texts."""
    rows = np.repeat(np.arange(len(keys), dtype=np.uint64), np.diff(signed.starts))
    packed = (signed.features.astype(np.uint64) << np.uint64(32)) | rows
    sizes = np.diff(signed.starts).astype(np.uint16)
    return _of_postings(
        packed, np.array(keys, np.int64), signed.bags, signed.bag_starts, signed.mass, sizes, signed.days
    )


def merge(segments: Sequence[Segment], gone: Sequence[I64]) -> Segment:
    """One segment of several, without the keys that are `gone` from each."""
    packed: list[U64] = []
    keys, bags, lengths, mass, sizes, days = [], [], [], [], [], []
    base = 0
    for segment, dead in zip(segments, gone, strict=True):
        alive = ~np.isin(segment.keys, dead)
        renumbered = (np.cumsum(alive) - 1 + base).astype(np.uint64)
        features = np.repeat(segment.features, np.diff(segment.starts)).astype(np.uint64)
        features <<= np.uint64(32)
        features |= renumbered[segment.rows]
        packed.append(features if alive.all() else features[alive[segment.rows]])
        keys.append(segment.keys[alive])
        length = np.diff(segment.bag_starts)[alive]
        bags.append(segment.bags[ragged(segment.bag_starts[:-1][alive], length)])
        lengths.append(length)
        mass.append(segment.mass[alive])
        sizes.append(segment.sizes[alive])
        days.append(segment.days[alive])
        base += len(keys[-1])
    bag_starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    together = np.concatenate(packed), np.concatenate(keys), np.concatenate(bags), bag_starts
    return _of_postings(*together, np.concatenate(mass), np.concatenate(sizes), np.concatenate(days))


def _of_postings(packed: U64, keys: I64, bags: U16, bag_starts: I64, mass: F32, sizes: U16, days: I32) -> Segment:
    """`packed`: a feature in the high half, a row in the low one, in any order."""
    packed.sort()
    features = (packed >> np.uint64(32)).astype(np.uint32)
    first = np.flatnonzero(np.concatenate([[True], features[1:] != features[:-1]])) if len(features) else _none()
    starts = np.append(first, len(features)).astype(np.int64)
    return Segment(features[first], starts, packed.astype(np.uint32), keys, bags, bag_starts, mass, sizes, days)


def _none() -> I64:
    return np.zeros(0, np.int64)


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
    with temporary.open("wb") as out:
        np.array([_MAGIC, *(len(getattr(segment, part)) for part in _DTYPES)], "<i8").tofile(out)
        for part, dtype in _DTYPES.items():
            getattr(segment, part).astype(f"<{dtype}", copy=False).tofile(out)
        out.flush()
        os.fsync(out.fileno())
    temporary.rename(folder / name)
    sync(folder)
    return read(folder, name)


def read(folder: Path, name: str) -> Segment:
    """The segment folder/name, memory-mapped. Raises OSError or ValueError if it is damaged."""
    with (folder / name).open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    head = np.frombuffer(held[: 8 * (1 + len(_DTYPES))], "<i8")
    if len(head) != 1 + len(_DTYPES) or head[0] != _MAGIC or (head[1:] < 0).any():
        raise ValueError(f"{folder / name} is no segment")
    found: dict[str, NDArray[np.generic]] = {}
    at = head.nbytes
    for (part, dtype), length in zip(_DTYPES.items(), head[1:].tolist(), strict=True):
        found[part] = np.frombuffer(held, f"<{dtype}", length, at)
        at += found[part].nbytes
    segment = Segment(**found, name=name)  # type: ignore[arg-type]
    rows = len(segment.keys)
    fits = len(segment.starts) == len(segment.features) + 1 and len(segment.rows) == int(segment.starts[-1])
    bags_fit = len(segment.bag_starts) == rows + 1 == len(segment.mass) + 1 == len(segment.sizes) + 1
    bags_fit = bags_fit and len(segment.days) == rows
    if at != len(held) or not fits or not bags_fit or len(segment.bags) != int(segment.bag_starts[-1]):
        raise ValueError(f"{folder / name} is cut short")
    return segment


def sync(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
