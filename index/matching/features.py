"""What can be measured about two texts that may be the same words?

Numbers for `matching` to weigh; which of them count, and how much, is fitted. All are symmetric: the texts are put in
a fixed order before they are aligned. The alignment is the longest common subsequence of their stems, as passim and
other text-reuse tools align, with every stem weighted by its rarity. Stop words are kept: in short quotations they
carry the order of the words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from index import terms
from index.matching import fitted

GAP_COST = 0.5  # how much an unmatched word takes away from the best stretch, as a share of its rarity
LONGEST_SET = 20_000  # characters; the set ratio of two texts of a megabyte would take minutes
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
    folded = " ".join(terms.folds(text))[:LONGEST_SET]
    return Prepared(stems, weights, sum(weights), frozenset(stems), folded)


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

    `local`: of the best stretch, its gaps on both sides taken off by `GAP_COST`; `against`: of what stands beside that
    stretch in both texts, at the same end, so that neither is a cut there; `count`: how many stems matched.
    """

    local: float
    against: float
    count: int


def align(a: Prepared, b: Prepared) -> Alignment:
    """Align two prepared texts, given in the order of `ordered`."""
    local = here = 0.0
    count = 0
    began = (0, 0)
    best = (0, 0, 0, 0)
    for op in LCSseq.opcodes(a.stems, b.stems):
        if op.tag == "equal":
            if here == 0.0:
                began = (op.src_start, op.dest_start)
            here += sum(a.weights[op.src_start : op.src_end])
            count += op.src_end - op.src_start
            if here > local:
                local = here
                best = (*began, op.src_end, op.dest_end)
        else:
            lost = sum(a.weights[op.src_start : op.src_end]) + sum(b.weights[op.dest_start : op.dest_end])
            here = max(0.0, here - GAP_COST * lost)
    before = min(sum(a.weights[: best[0]]), sum(b.weights[: best[1]]))
    after = min(sum(a.weights[best[2] :]), sum(b.weights[best[3] :]))
    return Alignment(local, before + after, count)


NAMES = ("local", "local share", "ends", "bag share", "count", "token set", "agree", "differ", "far")


def measured(a: Prepared, b: Prepared, evidence: Evidence) -> tuple[float, ...]:
    """The numbers of `NAMES` for a pair, in any order; about 0 to 6 each. Shares are of the text with less to say.

    "ends" is 1 where one is a cut of the other or they overlap. Tried and left out, since five folds were no better
    with them: the longest run, all that is matched, lengths, ratio, partial_ratio, squares and products of these.
    """
    a, b = ordered(a, b)
    found = align(a, b)
    mass = max(a.mass, 1e-9)
    days = 0 if evidence.days_apart is None else abs(evidence.days_apart)
    return (
        math.log1p(found.local),
        found.local / mass,
        found.local / max(found.local + found.against, 1e-9),
        shared_mass(a, b) / mass,
        math.log1p(found.count),
        fuzz.token_set_ratio(a.folded, b.folded) / 100,
        float(evidence.speakers is True),
        float(evidence.speakers is False),
        math.log1p(min(max(0, days - NEAR_DAYS), FAR_DAYS)),
    )
