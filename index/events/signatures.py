"""What is an article about? Its stems, weighted by how rare they are, how often they come, and where they stand."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from functools import lru_cache
from zlib import crc32

import numpy as np
from msgspec import Struct
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


class Signature(Struct, frozen=True):
    """What an article is about.

    `features` are hashed stems, ascending; `weights`, of the same length, are such that the dot product of two
    signatures is how alike they are (0..1). `day` counts from some day on; None where the article has no full date.
    `outlet` is None where it is not known.
    """

    features: NDArray[np.uint32]
    weights: Floats
    day: int | None = None
    outlet: str | None = None


def document(title: str | None, text: str) -> str:
    """Title and text in one string: the title is its first line."""
    return f"{' '.join((title or '').split())}\n{text}"


def signature(document: str, published: str | None = None, outlet: str | None = None) -> Signature:
    """What a `document` published on that day (an ISO date or time) is about."""
    return Signature(*_weighed(document), day_of(published), outlet)


def day_of(published: str | None) -> int | None:
    """The day of an ISO date or time, counted from some day on; None where it is no full date."""
    try:
        return datetime.date.fromisoformat((published or "")[:_DAY]).toordinal()
    except ValueError:
        return None


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
    counts = _counted(heads, words)
    if sum(n for word, n in counts.items() if _told(word)[2]) > UNCOUNTED * sum(counts.values()):
        counts = _counted(_names(heads), _names(words))
    times: dict[int, int] = {}
    rare: dict[int, float] = {}
    for word, n in counts.items():
        feature, weight, _ = _told(word)
        if weight:
            times[feature] = times.get(feature, 0) + n
            rare.setdefault(feature, weight)
    order = sorted(times)
    often = np.fromiter(map(times.__getitem__, order), np.float64, len(order))
    values = np.fromiter(map(rare.__getitem__, order), np.float64, len(order)) * (1 + np.log(often))
    return np.array(order, np.uint32), values / math.sqrt(float(values @ values) + THIN)


def _counted(heads: list[str], words: list[str]) -> Counter[str]:
    """How often each distinct word comes; those at the head count several times."""
    counts = Counter(words)
    counts.update(words[:LEAD_WORDS] * (LEAD_COUNTS - 1))
    counts.update(heads * LEAD_COUNTS)
    return counts


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> tuple[int, float, bool]:
    """The feature of a word's stem, its weight (0 where it tells nothing, as single letters do), and whether it is one
    that was not counted. Of a contraction the first word tells all there is to tell."""
    stem = next(iter(terms.stems(word)), "")
    table = fitted.rarity()
    weight = max(0.0, table.of(stem) - COMMON) if len(stem) > 1 else 0.0
    return crc32(stem.encode()), weight, stem not in table.idf


def _names(words: list[str]) -> list[str]:
    """The words that the text never writes small."""
    small = {word for word in words if word[0].islower()}
    return [word for word in words if word[0].isupper() and word.lower() not in small]
