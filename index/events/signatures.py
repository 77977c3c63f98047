"""What is an article about? Its stems, weighted by how rare they are, how often they come, and where they stand."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index import terms
from index.matching import fitted

Floats = NDArray[np.float64]
COMMON = 2.0  # rarity up to which a stem tells nothing: it stands in one of seven sentences ("said", "year", "on")
LEAD_WORDS = 100  # the first paragraphs say what the article is about
LEAD_COUNTS = 3  # a word counts so often there, and as often in the title
# As if every article had, besides its own words, words of this weight that no other has: a notice of three lines in set
# phrases proves little. Of 3,000 newswire articles the largest group falls from 36 articles to 14; the labelled events,
# whose articles weigh 1,250 to 7,000, are grouped as well as without it.
THIN = 2000.0
UNCOUNTED = 0.4  # share of words that the table of English stems does not have: see the tests for both sides
CANDIDATE_FEATURES = 20  # of 3,000 newswire articles they find 1,433 of the 1,434 likely pairs that 40 find
CACHED = 256  # documents of a batch: postings and comparisons ask for the same ones
_DAY = 10  # the length of YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Signature:
    """What an article is about.

    `features` are hashed stems, ascending; `weights`, of the same length, are such that the dot product of two
    signatures is how alike they are (0..1). `day` counts from some day on; None where the article has no full date.
    """

    features: NDArray[np.uint32]
    weights: Floats
    day: int | None = None


def document(title: str | None, text: str) -> str:
    """Title and text in one string: the title is its first line."""
    return f"{' '.join((title or '').split())}\n{text}"


def signature(document: str, published: str | None = None) -> Signature:
    """What a `document` published on that day (an ISO date or time) is about."""
    found, weights = _weighed(document)
    try:
        day = datetime.date.fromisoformat((published or "")[:_DAY]).toordinal()
    except ValueError:
        day = None
    return Signature(found, weights, day)


def features(document: str) -> list[int]:
    """The few features by which candidates are found: the heaviest ones."""
    found, weights = _weighed(document)
    heaviest = np.argsort(-weights, kind="stable")[:CANDIDATE_FEATURES]
    return [int(feature) for feature in found[heaviest]]


@lru_cache(maxsize=CACHED)
def _weighed(document: str) -> tuple[NDArray[np.uint32], Floats]:
    """Features, ascending, and weights. In a language whose words were not counted only names tell something."""
    title, _, text = document.partition("\n")
    heads, words = terms.printed(title), terms.printed(text)
    ids, rare, uncounted, times = _counted(heads, words)
    if uncounted @ times > UNCOUNTED * times.sum():
        ids, rare, _, times = _counted(_names(heads), _names(words))
    kept = np.flatnonzero(rare)
    kept = kept[np.argsort(ids[kept], kind="stable")]
    if not len(kept):
        return ids[kept], rare[kept]
    ids = ids[kept]
    first = np.flatnonzero(np.append(True, ids[1:] != ids[:-1]))  # words of one stem stand together now
    values = rare[kept][first] * (1 + np.log(np.add.reduceat(times[kept], first)))
    return ids[first], values / math.sqrt(float(values @ values) + THIN)


def _counted(heads: list[str], words: list[str]) -> tuple[NDArray[np.uint32], Floats, Floats, Floats]:
    """For each distinct word its feature, its weight, whether its rarity was never counted, and how often it comes."""
    counts = Counter(words)
    counts.update(words[:LEAD_WORDS] * (LEAD_COUNTS - 1))
    counts.update(heads * LEAD_COUNTS)
    ids, rare, uncounted = zip(*map(_told, counts), strict=True) if counts else ((), (), ())
    times = np.fromiter(counts.values(), np.float64, len(counts))
    return np.array(ids, np.uint32), np.array(rare, np.float64), np.array(uncounted, np.float64), times


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> tuple[int, float, float]:
    """The feature of a word's stem, its weight (0 where it tells nothing, as single letters do), and 1 where it was
    not counted. Of a contraction the first word tells all there is to tell."""
    stem = next(iter(terms.stems(word)), "")
    table = fitted.rarity()
    weight = max(0.0, table.of(stem) - COMMON) if len(stem) > 1 else 0.0
    return crc32(stem.encode()), weight, float(stem not in table.idf)


def _names(words: list[str]) -> list[str]:
    """The words that the text never writes small."""
    small = {word for word in words if word[0].islower()}
    return [word for word in words if word[0].isupper() and word.lower() not in small]
