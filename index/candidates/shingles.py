"""Which features of a text do two printings of the same words share?

Runs of three stems find what was cut or stretched; pairs of content words near each other, in any order, find what was
translated anew. Each is hashed to 32 bits: two that fall together cost one needless comparison among many. The bag of
all its stems then tells which of those found share too little to be compared at all.

All is worked out for many texts at once: a text by itself takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from index import terms
from index.matching import THIN_WORDS, fitted

CONTENT = 3.5  # a stem in fewer than 3% of sentences can be half of a pair
SHINGLE = 6.0  # the least rarity of a run of three stems: "it is a" (3.4) finds everything and tells nothing
WINDOW = 3  # a content word is paired with the next three: translators move words, but not far
MOST = 4_000  # a text gives no more features than this: a speech of some 1,000 words, turn by turn, has fewer
BAG_BITS = 14  # of 20 stems in a bag and 20 wanted, one of 40 such pairs of texts has two fall together by chance

U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
# odd multipliers that spread the bits (the fractions of the golden ratio and of roots of 2, 3, 5)
_FIRST, _SECOND, _THIRD, _PAIR = map(np.uint32, (0x9E3779B1, 0x6A09E667, 0xBB67AE85, 0x3C6EF373))


class Signatures(Struct, frozen=True):
    """What postings know of some texts: those of text i lie at `starts[i]:starts[i + 1]`.

    `features`: uint32, distinct and sorted in each text; `bags`: uint16, the distinct stems of a text by hash, and
    `weights` how rare each is; `mass`: float32, the rarity of them all, 0 where its bag tells nothing; `days`: int32,
    on which they were printed, as proleptic Gregorian ordinals, 0 where that is not known.
    """

    features: U32
    starts: I64
    bags: U16
    weights: F32
    bag_starts: I64
    mass: F32
    days: I32

    def of(self, which: I64) -> Signatures:
        """Those of the texts with these numbers."""
        found, starts = _chosen(which, self.starts)
        bags, bag_starts = _chosen(which, self.bag_starts)
        return Signatures(
            *(self.features[found], starts, self.bags[bags], self.weights[bags], bag_starts),
            *(self.mass[which], self.days[which]),
        )


def ragged(starts: I64, lengths: I64) -> I64:
    """The indices of many slices, one behind the other: `starts[i]` up to `starts[i] + lengths[i]`."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def _chosen(which: I64, starts: I64) -> tuple[I64, I64]:
    """Where the slices with these numbers have their values, and where each then begins."""
    sizes = np.diff(starts)[which]
    return ragged(starts[which], sizes), np.concatenate([[0], np.cumsum(sizes)])


Signing = Callable[[Sequence[str], Sequence[int]], Signatures]  # of texts, and of the day of each


@lru_cache(maxsize=1 << 16)
def _known(stem: str) -> tuple[int, float]:
    """The number of a stem and its rarity."""
    return crc32(stem.encode()), fitted.rarity().of(stem)


def sign(texts: Sequence[str], days: Sequence[int] = ()) -> Signatures:
    """The signatures of some texts, printed on these days. Linear in their length; a text without words has nothing.

    A text of one or two words has one feature, all of it: it is only found by the same few words, and its bag tells
    nothing.
    """
    stems = [terms.stems(text) for text in texts]
    sizes = np.fromiter(map(len, stems), np.int64, len(stems))
    known = [_known(stem) for one in stems for stem in one]
    numbers = np.array([number for number, _ in known], np.uint32)
    weights = np.array([weight for _, weight in known], np.float32)
    of = np.repeat(np.arange(len(texts), dtype=np.uint64), sizes)
    found = np.concatenate([_short(numbers, of, sizes), _runs(numbers, weights, of), _pairs(numbers, weights, of)])
    features, starts = _distinct(found, len(texts))
    bags, bag_weights, bag_starts = _bags(numbers, weights, of, len(texts))
    bag_of = np.repeat(np.arange(len(texts)), np.diff(bag_starts))
    mass: F32 = np.bincount(bag_of, bag_weights, len(texts)).astype(np.float32)
    mass[sizes <= THIN_WORDS] = 0
    return Signatures(features, starts, bags, bag_weights, bag_starts, mass, _days(days, len(texts)))


def _days(days: Sequence[int], texts: int) -> I32:
    return np.array(days, np.int32) if len(days) else np.zeros(texts, np.int32)


def features(text: str) -> list[int]:
    """The distinct features of one text, each below 2**32."""
    return [int(feature) for feature in sign([text]).features]


def signing(features_of: Callable[[str], Sequence[int]]) -> Signing:
    """The signatures of texts by features of another kind (at least one text): without bags."""

    def sign_by_these(texts: Sequence[str], days: Sequence[int] = ()) -> Signatures:
        lists = [features_of(text) for text in texts]
        of = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(one) for one in lists])
        flat = np.array([feature for one in lists for feature in one], np.uint32)
        found, starts = _distinct(_keyed(of, flat), len(texts))
        none = np.zeros(len(texts), np.float32)
        bag_starts = np.zeros(len(texts) + 1, np.int64)
        bags, weights = np.zeros(0, np.uint16), np.zeros(0, np.float32)
        return Signatures(found, starts, bags, weights, bag_starts, none, _days(days, len(texts)))

    return sign_by_these


def _keyed(of: U64, found: U32) -> U64:
    """A feature (low 32 bits) and the number of its text (high) as one value."""
    return (of << np.uint64(32)) | found


def _mix(values: U32) -> U32:
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x7FEB352D)
    return values ^ (values >> np.uint32(15))


def _short(numbers: U32, of: U64, sizes: I64) -> U64:
    here = sizes[of.astype(np.int64)] <= THIN_WORDS
    texts = np.flatnonzero((sizes > 0) & (sizes <= THIN_WORDS))
    sums = np.zeros(len(sizes), np.uint32)
    np.add.at(sums, of[here].astype(np.int64), numbers[here] * _FIRST)
    return _keyed(texts.astype(np.uint64), _mix(sums[texts] + sizes[texts].astype(np.uint32)))


def _runs(numbers: U32, weights: F32, of: U64) -> U64:
    if len(numbers) <= 2:
        return np.zeros(0, np.uint64)
    rare = weights[:-2] + weights[1:-1] + weights[2:] >= SHINGLE
    here = np.flatnonzero(rare & (of[:-2] == of[2:]))
    mixed = numbers[here] * _FIRST + numbers[here + 1] * _SECOND + numbers[here + 2] * _THIRD
    return _keyed(of[here], _mix(mixed))


def _pairs(numbers: U32, weights: F32, of: U64) -> U64:
    content = weights >= CONTENT
    numbers, of = numbers[content], of[content]
    found = []
    for apart in range(1, min(WINDOW, len(numbers) - 1) + 1):
        low = np.minimum(numbers[:-apart], numbers[apart:])
        high = np.maximum(numbers[:-apart], numbers[apart:])
        here = (of[:-apart] == of[apart:]) & (low != high)
        found.append(_keyed(of[:-apart][here], _mix(low[here] * _PAIR + high[here] * _FIRST)))
    return np.concatenate(found) if found else np.zeros(0, np.uint64)


def _distinct(found: U64, texts: int) -> tuple[U32, I64]:
    """Features, sorted and distinct in each text, and their starts. Of too many the lowest are kept: the same in all
    texts, as in a sketch by minima (Broder 1997)."""
    found = np.unique(found)
    starts = _starts(found >> np.uint64(32), texts)
    if len(found) and int(np.diff(starts).max()) > MOST:
        place = np.arange(len(found)) - np.repeat(starts[:-1], np.diff(starts))
        found = found[place < MOST]
        starts = _starts(found >> np.uint64(32), texts)
    return found.astype(np.uint32), starts


def _bags(numbers: U32, weights: F32, of: U64, texts: int) -> tuple[U16, F32, I64]:
    kept = np.uint64((1 << BAG_BITS) - 1)
    hashed = _mix(numbers).astype(np.uint64) & kept
    keyed, first = np.unique((of << np.uint64(BAG_BITS)) | hashed, return_index=True)
    return (keyed & kept).astype(np.uint16), weights[first], _starts(keyed >> np.uint64(BAG_BITS), texts)


def _starts(of: U64, texts: int) -> I64:
    return np.searchsorted(of, np.arange(texts + 1, dtype=np.uint64)).astype(np.int64)
