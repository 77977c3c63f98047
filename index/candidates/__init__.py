"""Which quotations are worth comparing with a text?

Inverted postings of hashed shingles, and the bags of stems behind them: immutable segments on disk, read by memory
mapping, and what was added since in memory. A small manifest names the segments and says which version of the code made
them and up to which change (`seq`) of the library they hold. Nothing here can't be made again: whatever is damaged or
foreign is thrown away on opening.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.candidates import finding, segments, shingles
from index.candidates.segments import Segment
from index.candidates.shingles import I64

FORMAT = 3  # of the segments' files
LIMIT = 64  # candidates for one text; of the true ones among a million made quotations 99 of 100 stood above rank 25
TIER = 4  # so many segments of about the same size are merged into one: each posting is copied log4(n) times
ADDED_AT_ONCE = 4096  # texts made into one segment
DEAD_SHARE = 0.25  # a segment with more removed rows than this is written anew at the next flush
Features = Callable[[str], Sequence[int]]  # the distinct features of a text, each below 2**32
Item = TypeVar("Item")
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
        self._sign = shingles.sign if features is shingles.features else shingles.signing(features)
        self._made = 0  # segments written so far: their names are never used twice
        self._reset()

    def _reset(self) -> None:
        self.last_seq = 0
        self._seq_added = 0
        self._segments: list[Segment] = []  # those on disk and those in memory
        self._dead: list[I64] = []  # for each segment the keys removed from it

    @classmethod
    def open(cls, folder: Path, version: str, features: Features = shingles.features) -> Postings:
        """The postings in a folder, which need not exist: of quotations, or of other texts by their own `features`.

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
        return sum(len(s.keys) for s in self._segments) - sum(len(gone) for gone in self._dead)

    def add(self, entries: Iterable[tuple[int, str]], seq: int = 0, days: Sequence[int] = ()) -> None:
        """Take up (key, text) pairs: found at once, on disk after `flush`. `seq` is the change they belong to, `days`
        when each was printed, as `Signatures.days` has it."""
        some = list(entries)
        for start in range(0, len(some), ADDED_AT_ONCE):
            part = some[start : start + ADDED_AT_ONCE]
            signed = self._sign([text for _, text in part], days[start : start + ADDED_AT_ONCE])
            self._take(segments.of_texts(signed, [key for key, _ in part]), _NONE)
            self._merge()
        self._seq_added = max(seq, self._seq_added)

    def _take(self, segment: Segment, dead: I64) -> None:
        self._segments.append(segment)
        self._dead.append(dead)

    def remove(self, keys: Collection[int]) -> None:
        """Forget these keys; unknown ones are ignored. On disk after `flush`."""
        self._bury(np.array(sorted(keys), np.int64))

    def keep(self, keys: Collection[int]) -> None:
        """Forget all keys but these; unknown ones are ignored. On disk after `flush`."""
        there = np.fromiter(keys, np.int64, len(keys))
        self._bury(np.concatenate([_NONE, *(s.keys[~np.isin(s.keys, there)] for s in self._segments)]))

    def _bury(self, gone: I64) -> None:
        for i, segment in enumerate(self._segments):
            here = gone[np.isin(gone, segment.keys)]
            if len(here):
                self._dead[i] = np.union1d(self._dead[i], here)

    def find(self, text: str, limit: int = LIMIT, exclude: Collection[int] = (), day: int = 0) -> list[int]:
        """Keys of the texts that share most with this one, best first: by the summed rarity of shared features.

        `day` is that on which it was printed, 0 where it is not known: of other days only what is likelier is found.
        """
        (found,) = self._find_all([(text, day)], limit + len(exclude))
        excluded = set(exclude)
        return [key for key in found if key not in excluded][:limit]

    def find_all(self, texts: Sequence[str], limit: int = LIMIT) -> list[list[int]]:
        """`find` of many texts of no day, each by itself, in a fraction of the time."""
        return self._find_all([(text, 0) for text in texts], limit)

    def _find_all(self, texts: Sequence[tuple[str, int]], limit: int) -> list[list[int]]:
        found: list[list[int]] = []
        for some in _even_parts(texts):
            signed = self._sign([text for text, _ in some], [day for _, day in some])
            found += finding.best(signed, self._segments, self._dead, len(self), limit)
        return found

    def find_and_add(
        self, asked: Sequence[tuple[str, int]], entries: Sequence[tuple[int, str]], limit: int = LIMIT
    ) -> list[list[int]]:
        """Take up entries, and find what shares most with each text among what was there and the first few of them.

        `asked`: (text, how many of the entries are there for it). What is found is the same as by adding and asking
        one after the other, in a fraction of the time.
        """
        days = [0] * len(entries)
        return self._find_and_add([(text, there, 0) for text, there in asked], entries, days, limit)

    def _find_and_add(
        self, asked: Sequence[tuple[str, int, int]], entries: Sequence[tuple[int, str]], days: Sequence[int], limit: int
    ) -> list[list[int]]:
        """`find_and_add`, with the day of each text asked for, and those of the entries."""
        if not entries:
            return self._find_all([(text, day) for text, _, day in asked], limit)
        own = self._sign([text for _, text in entries], days)
        places = {(text, day): place for place, ((_, text), day) in enumerate(zip(entries, days, strict=True))}
        fresh = segments.of_texts(own, [key for key, _ in entries])
        found: list[list[int]] = []
        for some in _even_parts(asked):
            known = [places[text, day] for text, _, day in some if (text, day) in places]
            whole = len(known) == len(some)
            signed = (
                own.of(np.array(known)) if whole else self._sign([one[0] for one in some], [one[2] for one in some])
            )
            there, dead = [*self._segments, fresh], [*self._dead, _NONE]
            within = np.array([count for _, count, _ in some], np.int64)
            found += finding.best(signed, there, dead, len(self) + len(entries), limit, within)
        self._take(fresh, _NONE)
        self._merge()
        return found

    def find_in_order(self, articles: Iterable[tuple[int, Sequence[tuple[int, str]]]]) -> list[dict[str, list[int]]]:
        """Take up the (key, text) pairs of several articles, each after its day; for each article, by text, what is
        found in what was before it."""
        given = list(articles)
        entries: list[tuple[int, str]] = []
        days: list[int] = []
        asked: list[tuple[str, int, int]] = []
        for day, own in given:
            asked += [(text, len(entries), day) for _, text in own]
            entries += own
            days += [day] * len(own)
        found = iter(self._find_and_add(asked, entries, days, LIMIT))
        return [{text: next(found) for _, text in own} for _, own in given]

    def flush(self, seq: int | None = None) -> None:
        """Write all that was added or removed to disk, then the manifest; `last_seq` becomes `seq` (or that of the
        last `add`). Raises OSError; what was on disk before is then still whole."""
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
        for node in self.folder.iterdir():
            if node.name.lstrip(".").startswith("s") and node.name not in named:
                with contextlib.suppress(OSError):  # a reader on Windows may still map it: the next flush tries again
                    shutil.rmtree(node) if node.is_dir() else node.unlink()  # a folder is of an earlier version


def _even_parts(some: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As few parts as `finding.TEXTS_AT_ONCE` allows, of about the same size: a small one costs as much."""
    parts = -(-len(some) // finding.TEXTS_AT_ONCE)
    size = -(-len(some) // max(1, parts))
    return (some[start : start + size] for start in range(0, len(some), max(1, size)))


def _tier(rows: int) -> int:
    return int(math.log(max(rows, 1), TIER))
