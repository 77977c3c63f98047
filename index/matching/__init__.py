"""Do two texts report the same words, how sure is that, and what did the one change?

Pure: the answer depends on the two texts, on the evidence given, and on numbers fitted beforehand (`make fit`); never
on the library. The score is the same for (a, b) and (b, a).
"""

from __future__ import annotations

import math
from functools import lru_cache

from index.matching import altered, bounds, diff, fitted
from index.matching.features import Evidence, Prepared, measured, ordered, prepare, shared_mass
from index.matching.relations import relation
from index.model import Match, Relation

__all__ = ["LINK_SCORE", "Evidence", "at_most", "compare", "judge", "score"]

# of five folds over events the best F1: .52 to .56 are alike with the labels as they are (97.3, 97.3, 97.0; at .5 96.8)
# and mended (98.5, 98.5, 98.3; at .5 98.6); of these the one that asks least of translations, which the labels lack
LINK_SCORE = 0.53
CACHED_PAIRS = 1 << 12
HOPELESS_MASS = 4.0  # the rarity of "agreement" (4.2) alone: of 270 labelled pairs only rows cut amiss share less
HOPELESS_SHARE = 0.3  # the same of this part of the shorter text's rarity
REPEATED = (
    2  # times that a text has its stems on average: a speech of a thousand words, a refrain; no quotation in news
)
THIN_WORDS = 2  # so few words are nobody's in particular: "constructive", "very clear"
THIN_MASS = 15.5  # "at the end of the day" 12.4, "one way or the other" 15.0; not "basis for future treaties" (16.0)
# by two speakers, a week apart, or as mottos are printed: "weapons of mass destruction" 22.4, "Make the Harbour Great
# Again" 22.0. Of the labelled links one has so little, and its speakers are an error of ours
THIN_APART = 23.0
THIN_WEEK = 7
THIN_SAME = 6.0  # printed alike by two: "constructive" (6.0) or "norms" (8.3), not "today" (4.3)
THIN_WITHIN = 12.0  # within a longer text: "nothing improper" (14.4), not "strong" (5.0) or "very badly" (10.5)
THIN_DAYS = 3  # thin evidence counts only where the speaker is the same and the days are as near as this
THIN_SCORE = 0.3  # what thin evidence is worth alone: shown to who asks for doubtful pairs, never a link
THIN_WITH_SPEAKER = 0.6  # the same few words, the same speaker, the same days


def compare(
    a: str,
    b: str,
    evidence: Evidence = Evidence(),  # noqa: B008 (frozen, so safe to share)
    least: float = LINK_SCORE,
) -> Match:
    """Compare two texts: score, relation from a's side, what changed the meaning, and the word-level diff from a to b.

    The score is the probability (0..1) that both report the same words said on the same occasion. The relation is
    "none" below `least`: 0 takes for granted that they do. Never raises; two empty texts score 0.
    """
    score = probability(prepare(a), prepare(b), evidence)
    first, second = diff.units(a), diff.units(b)
    blocks = diff.blocks(first.keys, second.keys)
    operations = diff.operations(blocks, first, second)
    if score < least:
        return Match(score=score, relation="none", diff=operations)
    changes = altered.of_blocks(blocks, first, second)
    told = relation(blocks, first, second)
    return Match(score=score, relation=told, diff=operations, altered=bool(changes), alterations=changes)


def judge(a: str, b: str, evidence: Evidence) -> tuple[float, Relation, bool | None]:
    """Score, relation and `altered` of `compare`, without the diff: what linking thousands of pairs needs."""
    score = probability(prepare(a), prepare(b), evidence)
    return (score, "none", None) if score < LINK_SCORE else (score, *_told(a, b))


@lru_cache(maxsize=CACHED_PAIRS)
def _told(a: str, b: str) -> tuple[Relation, bool]:
    """The relation of two texts, and whether the meaning is altered. Many outlets print the same text."""
    first, second = diff.units(a), diff.units(b)
    blocks = diff.blocks(first.keys, second.keys)
    return relation(blocks, first, second), bool(altered.of_blocks(blocks, first, second))


def score(a: str, b: str, evidence: Evidence) -> float:
    """The score alone."""
    return probability(prepare(a), prepare(b), evidence)


def at_most(a: str, b: str) -> float:
    """No less than the score of two texts, whatever the evidence, at a third of its price."""
    first, second = prepare(a), prepare(b)
    if min(len(first.stems), len(second.stems)) <= THIN_WORDS:
        return 1.0
    return _logistic(bounds.log_odds(first, second))


def probability(a: Prepared, b: Prepared, evidence: Evidence) -> float:
    """The calibrated score of two prepared texts; 0 where they share next to nothing."""
    if min(len(a.stems), len(b.stems)) <= THIN_WORDS:
        return _thin(a, b, evidence)
    if hopeless(a, b):
        return 0.0
    fit = fitted.coefficients()
    z = fit.intercept + sum(w * x for w, x in zip(fit.weights, measured(a, b, evidence), strict=True))
    score = _logistic(z)
    if score > THIN_SCORE and shared_mass(a, b) < _needed(a, b, evidence):
        return THIN_SCORE
    return score


def _logistic(z: float) -> float:
    return fitted.coefficients().ceiling / (1 + math.exp(-max(-30.0, min(30.0, z))))


def hopeless(a: Prepared, b: Prepared) -> bool:
    """Whether two texts share so little that aligning them is not worth the time."""
    shared = shared_mass(a, b)
    if shared < HOPELESS_MASS:
        return True
    if shared >= HOPELESS_SHARE * min(a.mass, b.mass):
        return False
    short = ordered(a, b)[0]  # a long one has most of its words again and again
    return len(short.stems) <= REPEATED * len(short.bag) or shared < HOPELESS_SHARE * shared_mass(short, short)


def _thin(a: Prepared, b: Prepared, evidence: Evidence) -> float:
    """Few words prove nothing; with the same speaker in the same days they do, where the longer text has them all."""
    short, long = (a, b) if len(a.stems) <= len(b.stems) else (b, a)
    if not short.stems or f" {short.folded} " not in f" {long.folded} ":
        return 0.0
    alike = short.stems == long.stems
    if short.mass >= (THIN_SAME if alike else THIN_WITHIN) and _same_occasion(evidence):
        return THIN_WITH_SPEAKER
    return THIN_SCORE if alike else 0.0


def _needed(a: Prepared, b: Prepared, evidence: Evidence) -> float:
    """How much rarity two texts must share to be linked: programmes, mottos and stock phrases are in many mouths."""
    if _same_occasion(evidence):
        return 0.0
    apart = evidence.speakers is False or abs(evidence.days_apart or 0) > THIN_WEEK
    return THIN_APART if apart or ordered(a, b)[0].titled else THIN_MASS


def _same_occasion(evidence: Evidence) -> bool:
    return evidence.speakers is True and evidence.days_apart is not None and abs(evidence.days_apart) <= THIN_DAYS
