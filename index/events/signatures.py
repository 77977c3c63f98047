"""What is an article about? Its stems, weighted by how rare they are, how often they come, and where they stand."""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index import terms
from index.matching import fitted

COMMON = 2.0  # rarity up to which a stem tells nothing: it stands in one of seven sentences ("said", "year", "on")
LEAD_STEMS = 100  # the first paragraphs say what the article is about
LEAD_COUNTS = 3  # a stem counts so often there, and as often in the title: found words of two outlets agree more there
# As if every article had, besides its own words, words of this weight that no other has: a notice of three lines in set
# phrases proves little. Of 3,000 newswire articles the largest group falls from 36 articles to 14; the labelled events,
# whose articles weigh 1,250 to 7,000, are grouped as well as before (98.1 for 98.5 of 100).
THIN = 2000.0
UNCOUNTED = 0.4  # share of words that the table of English stems does not have: English news has 0.02 to 0.2
CANDIDATE_FEATURES = 20  # of 3,000 newswire articles they find 1,433 of the 1,434 likely pairs that 40 find
CACHED = 256  # documents of a batch: postings and comparisons ask for the same ones
Floats = NDArray[np.float64]
_NAME = re.compile(r"[^\W\d_][\w'’-]+")
_DAY = 10  # the length of YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Signature:
    """What an article is about.

    `features` are hashed stems, ascending, uint32; `weights` float32 of the same length, such that the dot product of
    two signatures is how alike they are (0..1). `day` counts from some day on; None where the article has no full date.
    """

    features: NDArray[np.uint32]
    weights: NDArray[np.float32]
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
def _weighed(document: str) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Features, ascending, and weights. In a language whose words were not counted only names tell something."""
    title, _, text = document.partition("\n")
    heads, stems = terms.stems(title), terms.stems(text)
    if not stems and not heads:
        return np.zeros(0, np.uint32), np.zeros(0, np.float32)
    ids, rare, uncounted, times = _counted(heads, stems)
    if uncounted @ times > UNCOUNTED * times.sum():
        heads, stems = terms.stems(" ".join(_names(title))), terms.stems(" ".join(_names(text)))
        ids, rare, _, times = _counted(heads, stems)
    kept = np.flatnonzero(rare)
    kept = kept[np.argsort(ids[kept], kind="stable")]
    values = rare[kept] * (1 + np.log(times[kept]))
    values /= math.sqrt(float(values @ values) + THIN)
    return ids[kept], values.astype(np.float32)


def _counted(heads: list[str], stems: list[str]) -> tuple[NDArray[np.uint32], Floats, Floats, Floats]:
    """For each distinct stem its feature, its weight, whether its rarity was never counted, and how often it comes."""
    counts = Counter(stems)
    counts.update(stems[:LEAD_STEMS] * (LEAD_COUNTS - 1))
    counts.update(heads * LEAD_COUNTS)
    ids, rare, uncounted = zip(*map(_told, counts), strict=True) if counts else ((), (), ())
    times = np.fromiter(counts.values(), np.float64, len(counts))
    return np.array(ids, np.uint32), np.array(rare, np.float64), np.array(uncounted, np.float64), times


@lru_cache(maxsize=1 << 16)
def _told(stem: str) -> tuple[int, float, float]:
    """The feature of a stem, its weight (0 where it tells nothing, as single letters do), and 1 where it was not
    counted."""
    table = fitted.rarity()
    weight = max(0.0, table.of(stem) - COMMON) if len(stem) > 1 else 0.0
    return crc32(stem.encode()), weight, float(stem not in table.idf)


def _names(text: str) -> Iterable[str]:
    """The words that the text never writes small."""
    words = _NAME.findall(text)
    small = {word for word in words if word[0].islower()}
    return (word for word in words if word[0].isupper() and word.lower() not in small)
