"""What can be measured about two texts that may be the same words?

Numbers for `matching` to weigh; which of them count, and how much, is fitted. All are symmetric: the texts are put in
a fixed order before they are aligned. The alignment is the longest common subsequence of their stems, as passim and
other text-reuse tools align, with every stem weighted by its rarity. Stop words are kept: in short quotations they
carry the order of the words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from index import fitted, terms

GAP_COST = 0.5  # how much an unmatched word takes away from the best stretch, as a share of its rarity
WHOLE_SHARE = 0.97  # one unbroken run is the whole of the shorter text, but for an article or so
NEAR_DAYS = 3  # of the true pairs of the labelled sets 99% were printed within two days, all within four
FAR_DAYS = 365  # a year or ten make no difference
CACHED_TEXTS = 1 << 14  # the quotations of a thousand articles; some 3 KB each


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready to be compared: its stems, how rare each is, their sum, and its folded words in one string."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    mass: float
    bag: frozenset[str]
    folded: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a pair besides the words.

    `speakers`: True where both are named and agree, False where both are named and differ, None where one is not
    known. `days_apart` between the publications, None where one has no date.
    """

    speakers: bool | None = None
    days_apart: int | None = None


@lru_cache(maxsize=CACHED_TEXTS)
def prepare(text: str) -> Prepared:
    """The text ready to be compared. Linear in its length."""
    rarity = fitted.rarity()
    stems = tuple(terms.stems(text))
    weights = tuple(map(rarity.of, stems))
    return Prepared(stems, weights, sum(weights), frozenset(stems), " ".join(terms.folds(text)))


def ordered(a: Prepared, b: Prepared) -> tuple[Prepared, Prepared]:
    """The two in the order in which they are always compared: the one with less to say first."""
    return (a, b) if (a.mass, a.folded) <= (b.mass, b.folded) else (b, a)


def shared_mass(a: Prepared, b: Prepared) -> float:
    """The summed rarity of the stems that both have, whatever their order: cheap, to leave out hopeless pairs."""
    of = fitted.rarity().of
    return sum(map(of, a.bag & b.bag))


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the stems of two texts align: sums of rarity, and a count.

    `matched`: of all stems matched in order; `run`: of the longest unbroken run; `local`: of the best stretch, its
    gaps on both sides taken off by `GAP_COST`; `count`: how many stems matched.
    """

    matched: float
    run: float
    local: float
    count: int


def align(a: Prepared, b: Prepared) -> Alignment:
    """Align two prepared texts, given in the order of `ordered`."""
    matched = run = local = here = 0.0
    count = 0
    for op in LCSseq.opcodes(a.stems, b.stems):
        if op.tag == "equal":
            gains = a.weights[op.src_start : op.src_end]
            gain = sum(gains)
            matched += gain
            run = max(run, gain)
            here += gain
            local = max(local, here)
            count += len(gains)
        else:
            lost = sum(a.weights[op.src_start : op.src_end]) + sum(b.weights[op.dest_start : op.dest_end])
            here = max(0.0, here - GAP_COST * lost)
    return Alignment(matched, run, local, count)


NAMES = (
    "local", "local share", "run", "run share", "contained", "bag share", "whole", "whole run", "local x share",
    "words", "count", "in order", "token set", "differ", "far",
)  # fmt: skip


def features(a: Prepared, b: Prepared, evidence: Evidence) -> tuple[float, ...]:
    """The numbers of `NAMES` for a pair, in any order; about 0 to 6 each. Shares are of the text with less to say."""
    a, b = ordered(a, b)
    found = align(a, b)
    mass = max(a.mass, 1e-9)
    run, local, words = math.log1p(found.run), math.log1p(found.local), max(1, min(len(a.stems), len(b.stems)))
    whole = float(found.run >= WHOLE_SHARE * mass)
    days = 0 if evidence.days_apart is None else abs(evidence.days_apart)
    return (
        local,
        found.local / mass,
        run,
        found.run / mass,
        found.matched / mass,
        shared_mass(a, b) / mass,
        whole,
        whole * run,
        local * found.local / mass,
        math.log(words),
        math.log1p(found.count),
        found.count / words,
        fuzz.token_set_ratio(a.folded, b.folded) / 100,
        float(evidence.speakers is False),
        math.log1p(min(max(0, days - NEAR_DAYS), FAR_DAYS)),
    )


def named(values: Sequence[float]) -> dict[str, float]:
    """The features by their names."""
    return dict(zip(NAMES, values, strict=True))
