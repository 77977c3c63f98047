"""What can be measured about two texts that may be the same words?

Numbers for `matching` to weigh; which of them count, and how much, is fitted. All are symmetric: the texts are put in
a fixed order before they are aligned. The alignment is the longest common subsequence of their stems, as passim and
other text-reuse tools align, with every stem weighted by its rarity. Stop words are kept: in short quotations they
carry the order of the words.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from index import terms
from index.matching import fitted

GAP_COST = 0.5  # how much an unmatched word takes away from the best stretch, as a share of its rarity
BREAK_COST = 0.5  # two wrong links more in the folds where it counts nothing, and 1 sees no link in one sentence shared
LONGEST_SET = 20_000  # characters; the set ratio of two texts of a megabyte would take minutes
NEAR_DAYS = 3  # of the true pairs of the labelled sets 99% were printed within two days, all within four
FAR_DAYS = 365  # a year or ten make no difference
DIFFER_MASS = (
    15.0  # three rare words: two speakers count half then; of 8, 15, 30 and none the best log loss in the folds
)
LONGEST_TITLE = 80  # characters
TITLE_LETTERS = 4  # "the", "for", "and" are small in titles
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s")
_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[W]e": a letter made large or small
_INSERTED = re.compile(r"\[[^\[\]]*\]")
CACHED_PAIRS = 1 << 8  # a pair is asked about several times, one after the other
CACHED_TEXTS = 1 << 14  # the quotations of a thousand articles; some 3 KB each


class Prepared(Struct, frozen=True, eq=False):  # by itself, so that it can be looked up at once
    """A text made ready to be compared: its stems, how rare each is, their sum, and its folded words in one string.

    `breaks` counts the stems before each place where a sentence ends. `titled`: printed like a name or a motto, all its
    longer words with capitals.
    """

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    mass: float
    bag: frozenset[str]
    folded: str
    breaks: frozenset[int]
    titled: bool


class Evidence(Struct, frozen=True):
    """What is known about a pair besides the words.

    `speakers`: True where both are named and agree, False where both are named and differ, None where one is not
    known. `days_apart` between the publications, None where one has no date.
    """

    speakers: bool | None = None
    days_apart: int | None = None


@lru_cache(maxsize=CACHED_TEXTS)
def prepare(text: str) -> Prepared:
    """The text ready to be compared, without what its printer put in square brackets. Linear in its length."""
    rarity = fitted.rarity()
    if "[" in text:
        text = _INSERTED.sub(" ", _LETTER.sub(r"\1", text))
    stems: list[str] = []
    folded: list[str] = []
    breaks = []
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        words = terms.printed(text[start:end])
        stems += terms.stems_of(words)
        folded += terms.folds_of(words)
        breaks.append(len(stems))
        start = end
    weights = tuple(map(rarity.of, stems))
    return Prepared(
        tuple(stems),
        weights,
        sum(weights),
        frozenset(stems),
        " ".join(folded)[:LONGEST_SET],
        frozenset(breaks[:-1]),
        _titled(text),
    )


def _titled(text: str) -> bool:
    if len(text) > LONGEST_TITLE:
        return False
    longer = [word for word in _WORD.findall(text) if len(word) >= TITLE_LETTERS]
    return bool(longer) and all(word[0].isupper() for word in longer)


def ordered(a: Prepared, b: Prepared) -> tuple[Prepared, Prepared]:
    """The two in the order in which they are always compared: the one with less to say first."""
    if a.mass == b.mass:
        return (a, b) if a.folded <= b.folded else (b, a)
    return (a, b) if a.mass < b.mass else (b, a)


@lru_cache(maxsize=CACHED_PAIRS)
def shared_mass(a: Prepared, b: Prepared) -> float:
    """The summed rarity of the stems that both have, whatever their order: cheap, to leave out hopeless pairs."""
    of = fitted.rarity().of
    return math.fsum(map(of, a.bag & b.bag))  # the same in whatever order a set gives them


class Alignment(Struct, frozen=True):
    """How the stems of two texts align: sums of rarity, and a count.

    `local`: of the best stretch, its gaps on both sides taken off by `GAP_COST`; `against`: of what stands beside that
    stretch in both texts, at the same end, so that neither is a cut there; it counts less where both begin or end a
    sentence there, since each may have chosen another sentence; `count`: how many stems matched.
    """

    local: float
    against: float
    count: int


@lru_cache(maxsize=CACHED_PAIRS)
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
    if best[0] in a.breaks and best[1] in b.breaks:
        before *= BREAK_COST
    if best[2] in a.breaks and best[3] in b.breaks:
        after *= BREAK_COST
    return Alignment(local, before + after, count)


NAMES = ("local", "local share", "ends", "count", "shared", "token set", "whole", "differ", "far")


def measured(a: Prepared, b: Prepared, evidence: Evidence) -> tuple[float, ...]:
    """The numbers of `NAMES` for a pair, in any order; about 0 to 6 each. Shares are of the text with less to say.

    "ends" is 1 where one is a cut of the other or they overlap, "whole" where all of the one stands in the other, word
    by word. Tried and left out, since five folds were no better with them: that speakers agree (in one affair, those
    of other words agree as often), how sure the speakers are, the places in the articles, kinds, the longest run, all
    that is matched, the rarity that both share, lengths, common words, ratio, partial_ratio, squares and products.
    """
    a, b = ordered(a, b)
    return (
        *_of_words(a, b),
        _differ(align(a, b).local, evidence),
        math.log1p(min(max(0, abs(evidence.days_apart or 0) - NEAR_DAYS), FAR_DAYS)),
    )


@lru_cache(maxsize=CACHED_PAIRS)
def _of_words(a: Prepared, b: Prepared) -> tuple[float, ...]:
    found = align(a, b)
    mass = max(a.mass, 1e-9)
    return (
        math.log1p(found.local),
        found.local / mass,
        found.local / max(found.local + found.against, 1e-9),
        math.log1p(found.count),
        math.log1p(len(a.bag & b.bag)),
        *alike(a, b),
    )


@lru_cache(maxsize=CACHED_PAIRS)
def alike(a: Prepared, b: Prepared) -> tuple[float, float]:
    """How alike two texts are as sets of words, and whether all of the one stands in the other."""
    return fuzz.token_set_ratio(a.folded, b.folded) / 100, float(f" {a.folded} " in f" {b.folded} ")


def _differ(local: float, evidence: Evidence) -> float:
    """How much two speakers count, 0..1: the less, the more words are the same in the same days.

    One outlet has it from the spokesman, or one name is an error of ours: of 7 labelled pairs of one event with two
    speakers where all words of the one stand in the other 6 are links, of the other 116 one. At another time the
    same words are another's.
    """
    if evidence.speakers is not False:
        return 0.0
    apart = abs(evidence.days_apart or 0) > NEAR_DAYS
    return 1.0 if apart else 1 / (1 + local / DIFFER_MASS)
