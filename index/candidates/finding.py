"""Which rows of some segments share most with each of some texts?

All texts are looked up together: their postings are read segment by segment, the rarest features' first, packed with
the number of the text that wanted them, and sorted once. A row's score is the summed rarity of the features it shares.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.candidates import likely
from index.candidates.likely import F64, Shared
from index.candidates.segments import Segment, lookup
from index.candidates.shingles import BAG_BITS, F32, I32, I64, U32, U64, Signatures, ragged
from index.matching.features import NEAR_DAYS

COMMON = 200  # a feature that more rows have tells too little to be worth reading its postings ...
COMMON_SHARE = 0.002  # ... or this share of all rows, where that is more
READ = 3000  # postings read for one text, the rarest first: a tenth of a millisecond
WEIGHED = 2  # so many times the candidates wanted have their bags compared
# a row as likely to be worth keeping is compared, of those between the likeliest few: of the 108 rows looked at for
# each of a million made quotations four, and among them are 848 of 851 links (as many as with .004, which compares 4.7)
# and all of 268 labelled ones; with .02 it is one less of both
SURE = 0.25
DOUBTFUL = 6
ALIKE = 0.01
# of rows printed on far other days only what is likelier: of 36,573 such pairs of made quotations none of 654 links and
# echoes is less likely than this, and 30,000 pairs are; and none of those that have many features shares so few
FAR_ALIKE = 0.1
FAR_SHARED = 3
FAR_FEATURES = 8
TEXTS_AT_ONCE = 256
_FEATURE_BITS = np.uint64(20)  # TEXTS_AT_ONCE texts have at most 256 x MOST features, 1,024,000
_TEXT_SHIFT = np.uint64(52)  # 20 bits of feature, 32 of row, 12 of text


def best(
    wanted: Signatures,
    segments: Sequence[Segment],
    dead: Sequence[I64],
    rows_in_all: int,
    limit: int,
    within: I64 | None = None,
) -> list[list[int]]:
    """For each text the keys of at most `limit` rows, best first, without those that `dead` names for each segment.

    Rows that share too little of their words to be the same are left out. Of the last segment only the first
    `within[i]` rows are there for text i, where that is given.
    """
    bases = np.cumsum([0, *(len(segment.keys) for segment in segments)]).astype(np.int64)
    packed, weights, asked = _postings(wanted, segments, bases, rows_in_all, within)
    texts, rows, scores, shared = summed(packed, weights)
    chosen = highest(
        texts, scores, len(wanted.mass), WEIGHED * limit, lambda some: _keys_at(rows[some], segments, bases)
    )
    return worthy(wanted, (texts[chosen], rows[chosen], scores[chosen], shared[chosen]), asked, segments, dead, limit)


def worthy(
    wanted: Signatures,
    found: tuple[I64, I64, F64, I64],
    asked: I64,
    segments: Sequence[Segment],
    dead: Sequence[I64],
    limit: int,
) -> list[list[int]]:
    """For each text the keys of at most `limit` of the rows found, best first: those worth comparing, by their bags.

    `found`: text, row, score and how many features they share of each; `asked`: how many were looked for, by text.
    """
    bases = np.cumsum([0, *(len(segment.keys) for segment in segments)]).astype(np.int64)
    texts, rows, scores, shared = found
    keys, both, far = _shared(wanted, (texts, rows, shared, asked[texts]), segments, dead, bases)
    alike = np.where(keys < 0, 0.0, likely.probabilities(both))
    worth = _worth(texts, np.where(far & (alike < FAR_ALIKE), 0.0, alike), keys)
    texts, keys, scores = texts[worth], keys[worth], scores[worth]
    order = np.lexsort((keys, -scores, texts))
    ends = np.searchsorted(texts[order], np.arange(len(wanted.mass) + 1)).tolist()
    return [keys[order[start : min(end, start + limit)]].tolist() for start, end in itertools.pairwise(ends)]


def _postings(
    wanted: Signatures, segments: Sequence[Segment], bases: I64, rows_in_all: int, within: I64 | None
) -> tuple[U64, F64, I64]:
    """(text, row, feature) packed, for each posting read; the weight of each feature; and how many features of each
    text were looked for."""
    count = len(wanted.mass)
    of = np.repeat(np.arange(count), np.diff(wanted.starts))
    unique, place = np.unique(wanted.features, return_inverse=True)
    looked_up = []
    for segment in segments:
        starts, lengths = lookup(segment, unique)
        looked_up.append((starts[place], lengths[place]))
    all_rows = np.full(count, rows_in_all)
    if within is not None and segments:
        starts, lengths = looked_up[-1]
        looked_up[-1] = starts, np.minimum(lengths, _ahead(segments[-1], wanted.features, within[of]) - starts)
        all_rows = all_rows - len(segments[-1].keys) + within
    frequency = sum((lengths for _, lengths in looked_up), np.zeros(len(of), np.int64))
    read, weights, asked = to_read(frequency, wanted.starts, all_rows)
    used = np.flatnonzero(read)
    tags = (of[used].astype(np.uint64) << _TEXT_SHIFT) | used.astype(np.uint64)
    packed = [np.zeros(0, np.uint64)]
    for segment, base, (starts, lengths) in zip(segments, bases.tolist(), looked_up, strict=False):
        size = lengths[used]
        hit = np.flatnonzero(size)
        if len(hit):
            size = size[hit]
            rows = segment.rows[ragged(starts[used[hit]], size)].astype(np.uint64) + np.uint64(base)
            packed.append((rows << _FEATURE_BITS) | np.repeat(tags[hit], size))
    return np.concatenate(packed), weights, asked


def _ahead(segment: Segment, features: U32, rows: I64) -> I64:
    """Where in the postings of each feature those of rows from that one on begin; of no use for features not there."""
    packed = np.repeat(segment.features.astype(np.uint64), np.diff(segment.starts)) << np.uint64(32)
    packed |= segment.rows
    wanted = (features.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64)
    return np.searchsorted(packed, wanted).astype(np.int64)


def to_read(frequency: I64, starts: I64, rows_in_all: I64) -> tuple[NDArray[np.bool_], F64, I64]:
    """Which features of some texts have their postings read, how much each weighs, and how many each text looks for.

    `frequency`: how many rows have each feature; those of text i lie at `starts[i]:starts[i + 1]`, and it is asked
    among `rows_in_all[i]` rows.
    """
    of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    common = np.maximum(COMMON, COMMON_SHARE * rows_in_all)[of]
    weights = np.log1p(rows_in_all[of] / np.maximum(frequency, 1))
    read = _read(np.where(frequency <= common, frequency, 0), of, starts)
    alone = np.bincount(of[read], minlength=len(starts) - 1) == 0
    if alone.any():  # a slogan that everybody prints has nothing rare
        read |= _read(np.where(alone[of], frequency, 0), of, starts)
    return read, weights, np.bincount(of[read | (frequency == 0)], minlength=len(starts) - 1)


def _read(size: I64, of: I64, starts: I64) -> NDArray[np.bool_]:
    """Which features' postings, of these sizes, are read: of each text the rarest, as far as `READ` goes."""
    order = np.lexsort((size, of))
    so_far = np.cumsum(size[order])
    before = np.concatenate([[0], so_far])[starts[:-1]]
    read = np.zeros(len(size), np.bool_)
    read[order] = so_far - before[of] <= READ
    return read & (size > 0)


def pack(texts: I64, rows: I64, features: I64) -> U64:
    """Numbers of texts (12 bits), rows (32) and features (20) as one value each."""
    packed: U64 = (texts.astype(np.uint64) << _TEXT_SHIFT) | (rows.astype(np.uint64) << _FEATURE_BITS)
    packed |= features.astype(np.uint64)
    return packed


def summed(packed: U64, weights: F64) -> tuple[I64, I64, F64, I64]:
    """The distinct (text, row) pairs, ordered, the score of each, and how many features they share."""
    packed.sort()
    pairs = packed >> _FEATURE_BITS
    first = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(pairs) else np.zeros(0, np.int64)
    each = weights[(packed & np.uint64((1 << int(_FEATURE_BITS)) - 1)).astype(np.int64)]
    scores = np.add.reduceat(each, first) if len(first) else np.zeros(0)
    shared = np.diff(np.append(first, len(packed)))
    pairs = pairs[first].astype(np.int64)
    return pairs >> 32, pairs & 0xFFFFFFFF, scores, shared


def highest(texts: I64, scores: F64, count: int, limit: int, keys_at: Callable[[I64], I64]) -> I64:
    """The indices of the best `limit` of each text; of equal ones those with the lowest keys, wherever they stand."""
    starts = np.searchsorted(texts, np.arange(count + 1)).tolist()
    last = np.zeros(count)  # the score of the last that is kept
    lowered = -scores
    for text, (start, end) in enumerate(itertools.pairwise(starts)):
        if end - start > limit:
            last[text] = -np.partition(lowered[start:end], limit - 1)[limit - 1]
    edge = last[texts]
    kept = scores >= edge
    equal = np.flatnonzero(scores == edge)
    over = np.bincount(texts[kept], minlength=count) - limit
    told = equal[over[texts[equal]] > 0]
    told = told[np.lexsort((-keys_at(told), texts[told]))]  # those with the highest keys go
    place = np.arange(len(told)) - np.searchsorted(texts[told], texts[told])
    kept[told[place < over[texts[told]]]] = False
    return np.flatnonzero(kept)


def _keys_at(rows: I64, segments: Sequence[Segment], bases: I64) -> I64:
    """The keys of some rows, dead ones too."""
    at = np.searchsorted(bases, rows, side="right") - 1
    found = np.zeros(len(rows), np.int64)
    for i in np.unique(at).tolist():
        here = at == i
        found[here] = segments[i].keys[rows[here] - bases[i]]
    return found


def _shared(
    wanted: Signatures,
    found: tuple[I64, I64, I64, I64],
    segments: Sequence[Segment],
    dead: Sequence[I64],
    bases: I64,
) -> tuple[I64, Shared, NDArray[np.bool_]]:
    """The key of each row found, what it shares with its text, and whether it is of far other days.

    The key is -1 where the row is dead, or is far and shares too few of many features to be looked at. `found`: its
    text, row, how many features they share and how many were looked for.
    """
    texts, rows, shared, asked = found
    keys, sizes, words, features = (np.zeros(len(rows), np.int64) for _ in range(4))
    mass, rarity = np.zeros(len(rows)), np.zeros(len(rows))
    far = np.zeros(len(rows), np.bool_)
    rarities = _rarities(wanted)
    segment_of = np.searchsorted(bases[1:], rows, side="right")
    for i in np.unique(segment_of).tolist():
        segment = segments[i]
        here = np.flatnonzero(segment_of == i)
        local = rows[here] - bases[i]
        features[here] = segment.sizes[local]
        far[here] = _far(wanted.days[texts[here]], segment.days[local])
        few = (shared[here] < FAR_SHARED) & (np.minimum(asked[here], features[here]) >= FAR_FEATURES)
        left = np.flatnonzero(~(far[here] & few))
        keys[here] = -1
        here, local = here[left], local[left]
        keys[here] = segment.keys[local]
        if len(dead[i]):
            keys[here[np.isin(keys[here], dead[i])]] = -1
        mass[here] = segment.mass[local]
        starts = segment.bag_starts[local]
        sizes[here] = size = segment.bag_starts[local + 1] - starts
        some = np.flatnonzero(size)
        if len(some):
            here, size = here[some], size[some]
            each = rarities[np.repeat(texts[here] << BAG_BITS, size) + segment.bags[ragged(starts[some], size)]]
            first = np.cumsum(size) - size
            rarity[here] = np.add.reduceat(each, first, dtype=np.float64)
            words[here] = np.add.reduceat(each > 0, first, dtype=np.int64)
    return (
        keys,
        Shared(
            rarity=rarity,
            words=words,
            features=shared,
            rarity_of=np.minimum(wanted.mass[texts], mass),
            words_of=np.minimum(np.diff(wanted.bag_starts)[texts], sizes),
            features_of=np.minimum(asked, features),
        ),
        far,
    )


def _far(a: I32, b: I32) -> NDArray[np.bool_]:
    """Whether two days are known, and further apart than what is printed of one occasion."""
    far: NDArray[np.bool_] = (a > 0) & (b > 0) & (np.abs(a - b) > NEAR_DAYS)
    return far


def _worth(texts: I64, alike: F64, keys: I64) -> I64:
    """The indices of what is worth comparing: all that is likely enough, of the doubtful what is likeliest of each
    text."""
    sure = np.flatnonzero(alike >= SURE)
    doubtful = np.flatnonzero((alike >= ALIKE) & (alike < SURE))
    doubtful = doubtful[np.lexsort((keys[doubtful], -alike[doubtful], texts[doubtful]))]
    place = np.arange(len(doubtful)) - np.searchsorted(texts[doubtful], texts[doubtful])
    return np.concatenate([sure, doubtful[place < DOUBTFUL]])


def _rarities(wanted: Signatures) -> F32:
    """How rare each hashed stem of each text is: (texts << BAG_BITS,), 0 where the text has it not."""
    of = np.repeat(np.arange(len(wanted.mass)), np.diff(wanted.bag_starts))
    table = np.zeros(len(wanted.mass) << BAG_BITS, np.float32)
    table[(of << BAG_BITS) + wanted.bags] = wanted.weights
    return table
