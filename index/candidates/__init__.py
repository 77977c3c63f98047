"""Which quotations are worth comparing with a text?

Inverted postings of hashed shingles: immutable segments on disk, read by memory mapping, and what was added since in
memory. A small manifest names the segments and says which version of the code made them and up to which change (`seq`)
of the library they hold. Nothing here can't be made again: whatever is damaged or foreign is thrown away on opening.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.candidates import segments, shingles
from index.candidates.segments import I64, Segment

FORMAT = 1
LIMIT = 64  # candidates for one text; of 454 true ones in a library of 2,000 the worst stood at rank 9
FREEZE_ROWS = 4096  # rows kept as Python lists (some 10 KB each) before they become arrays
TIER = 4  # so many segments of about the same size are merged into one: each posting is copied log4(n) times
DEAD_SHARE = 0.25  # a segment with more removed rows than this is written anew at the next flush
COMMON = 200  # a feature that more rows have tells too little to be worth reading its postings ...
COMMON_SHARE = 0.002  # ... or this share of all rows, where that is more
Features = Callable[[str], Sequence[int]]  # the distinct features of a text, each below 2**32
_MANIFEST = "manifest.json"
_NONE = np.zeros(0, np.int64)


class Postings:
    """The postings of one library, held open. One writer at a time; readers may keep an older state open meanwhile.

    `last_seq` is the last change that the segments on disk hold. Removing a key forgets it in all that was added
    before; the same key may be added again.
    """

    def __init__(self, folder: Path, version: str, features: Features = shingles.features) -> None:
        self.folder = folder
        self.version = version
        self.features = features
        self._made = 0  # segments written so far: their names are never used twice
        self._reset()

    def _reset(self) -> None:
        self.last_seq = 0
        self._seq_added = 0
        self._segments: list[Segment] = []  # those on disk and those frozen in memory
        self._dead: list[I64] = []  # for each segment the keys removed from it
        self._pending: dict[int, list[int]] = {}
        self._keys: list[int] = []  # of the pending rows
        self._gone: set[int] = set()  # pending rows that were removed

    @classmethod
    def open(cls, folder: Path, version: str, features: Features = shingles.features) -> Postings:
        """The postings in a folder, which need not exist, of texts by their `features`.

        Where they are damaged, or made by another version of the code, they come back empty with `last_seq` 0, and the
        library adds everything again. Raises OSError only where the folder can't be read or made.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(3):  # a writer may put a new manifest in its place, and take old segments away, meanwhile
            postings = cls(folder, version, features)
            if postings._load():
                return postings
        return cls(folder, version, features)

    def __len__(self) -> int:
        dead = sum(len(gone) for gone in self._dead)
        return sum(len(s.keys) for s in self._segments) - dead + len(self._keys) - len(self._gone)

    def add(self, entries: Iterable[tuple[int, str]], seq: int = 0) -> None:
        """Take up (key, text) pairs: found at once, on disk after `flush`. `seq` is the change they belong to."""
        for key, text in entries:
            row = len(self._keys)
            self._keys.append(key)
            for feature in self.features(text):
                self._pending.setdefault(feature, []).append(row)
            if len(self._keys) >= FREEZE_ROWS:
                self._freeze()
        self._seq_added = max(seq, self._seq_added)

    def remove(self, keys: Collection[int]) -> None:
        """Forget these keys; unknown ones are ignored. On disk after `flush`."""
        gone = np.array(sorted(keys), np.int64)
        self._gone.update(row for row, key in enumerate(self._keys) if key in keys)
        for i, segment in enumerate(self._segments):
            here = gone[np.isin(gone, segment.keys)]
            if len(here):
                self._dead[i] = np.union1d(self._dead[i], here)

    def find(self, text: str, limit: int = LIMIT, exclude: Collection[int] = ()) -> list[int]:
        """Keys of the texts that share most with this one, best first: by the summed rarity of shared features."""
        wanted = np.array(sorted(self.features(text)), np.uint32)
        if not len(wanted):
            return []
        rows_in_all = max(1, len(self))
        looked_up = [segments.lookup(segment, wanted) for segment in self._segments]
        lists = [self._pending.get(feature, ()) for feature in wanted.tolist()]
        frequency = np.array([len(rows) for rows in lists], np.int64)
        for _, lengths in looked_up:
            frequency = frequency + lengths
        common = max(COMMON, COMMON_SHARE * rows_in_all)
        weight = np.where(frequency <= common, np.log1p(rows_in_all / np.maximum(frequency, 1)), 0.0)
        best: list[tuple[float, int]] = []
        for segment, dead, (starts, lengths) in zip(self._segments, self._dead, looked_up, strict=True):
            best += _scored(segment, dead, starts, lengths, weight)
        best += self._scored_pending(lists, weight.tolist())
        excluded = set(exclude)
        best = [(score, key) for score, key in best if key not in excluded]
        best.sort(key=lambda pair: (-pair[0], pair[1]))
        return [key for _, key in best[:limit]]

    def flush(self, seq: int | None = None) -> None:
        """Write all that was added or removed to disk, then the manifest; `last_seq` becomes `seq` (or that of the
        last `add`). Raises OSError; what was on disk before is then still whole."""
        self._freeze()
        self._merge()
        for i, segment in enumerate(self._segments):
            if segment.name is None:
                self._segments[i] = segments.write(segment, self.folder, self._new_name())
        self.last_seq = max(self.last_seq, self._seq_added) if seq is None else seq
        self._write_manifest()
        self._sweep()

    def _new_name(self) -> str:
        """A name that no segment has, not even one of a state whose manifest was lost."""
        self._made += 1
        while (self.folder / f"s{self._made:08d}").exists():
            self._made += 1
        return f"s{self._made:08d}"

    def clear(self) -> None:
        """Forget everything, on disk too."""
        self._reset()
        self._write_manifest()
        self._sweep()

    def _freeze(self) -> None:
        if self._keys:
            frozen = segments.from_lists(self._pending, self._keys)
            if self._gone:
                # a key may be there twice, removed and added again: drop by row, which `dead` can't say
                frozen = segments.without_rows(frozen, np.array(sorted(self._gone), np.int64))
            self._segments.append(frozen)
            self._dead.append(_NONE)
            self._pending, self._keys, self._gone = {}, [], set()
        if sum(segment.name is None for segment in self._segments) >= TIER:
            self._merge()

    def _merge(self) -> None:
        """Size-tiered: segments of one tier become one when there are `TIER` of them, or when many rows are dead."""
        while True:
            tiers: dict[int, list[int]] = {}
            for i, segment in enumerate(self._segments):
                tiers.setdefault(_tier(len(segment.keys)), []).append(i)
            full = next((members for members in tiers.values() if len(members) >= TIER), None) or [
                i for i, gone in enumerate(self._dead) if len(gone) > DEAD_SHARE * len(self._segments[i].keys)
            ]
            if not full:
                return
            merged = segments.merge([self._segments[i] for i in full], [self._dead[i] for i in full])
            kept = [i for i in range(len(self._segments)) if i not in set(full)]
            self._segments = [self._segments[i] for i in kept] + ([merged] if len(merged.keys) else [])
            self._dead = [self._dead[i] for i in kept] + ([_NONE] if len(merged.keys) else [])

    def _scored_pending(self, lists: Sequence[Sequence[int]], weights: Sequence[float]) -> list[tuple[float, int]]:
        scores: dict[int, float] = {}
        for rows, weight in zip(lists, weights, strict=True):
            if weight:
                for row in rows:
                    scores[row] = scores.get(row, 0.0) + weight
        return [(score, self._keys[row]) for row, score in scores.items() if row not in self._gone]

    def _load(self) -> bool:
        try:
            manifest = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
            if manifest["format"] != FORMAT or manifest["version"] != self.version:
                return False
            self._segments = [segments.read(self.folder, entry["name"]) for entry in manifest["segments"]]
            self._dead = [np.array(entry["dead"], np.int64) for entry in manifest["segments"]]
            self.last_seq, self._made = int(manifest["last_seq"]), int(manifest["made"])
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            self._reset()
            return False
        return True

    def _write_manifest(self) -> None:
        manifest = {
            "format": FORMAT,
            "version": self.version,
            "last_seq": self.last_seq,
            "made": self._made,
            "segments": [
                {"name": s.name, "dead": gone.tolist()} for s, gone in zip(self._segments, self._dead, strict=True)
            ],
        }
        temporary = self.folder / f"{_MANIFEST}.new"
        with temporary.open("w", encoding="utf-8") as out:
            json.dump(manifest, out)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(self.folder / _MANIFEST)
        segments.sync(self.folder)

    def _sweep(self) -> None:
        """Take away segments that the manifest no longer names."""
        named = {segment.name for segment in self._segments}
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name.lstrip(".").startswith("s") and folder.name not in named:
                with contextlib.suppress(OSError):  # a reader on Windows may still map it: the next flush tries again
                    shutil.rmtree(folder)


def _tier(rows: int) -> int:
    return int(math.log(max(rows, 1), TIER))


def _scored(
    segment: Segment, dead: I64, starts: I64, lengths: I64, weight: NDArray[np.float64]
) -> list[tuple[float, int]]:
    """(score, key) of the rows of a segment that have any of the features looked up."""
    used = np.flatnonzero((lengths > 0) & (weight > 0))
    if not len(used):
        return []
    rows = np.concatenate([segment.rows[starts[i] : starts[i] + lengths[i]] for i in used.tolist()])
    found, inverse = np.unique(rows, return_inverse=True)
    scores = np.bincount(inverse, np.repeat(weight[used], lengths[used]))
    keys = segment.keys[found]
    if len(dead):
        alive = ~np.isin(keys, dead)
        scores, keys = scores[alive], keys[alive]
    return list(zip(scores.tolist(), keys.tolist(), strict=True))
