"""How high can the score of two texts be at most, as the words alone tell before they are aligned?

Every number of `features.measured` is bounded by what the alignment can give at best, whatever the evidence, so that
what is left out by it would not have been linked. It takes a third of the time.
"""

from __future__ import annotations

import math
from functools import cache

from index.matching import features, fitted
from index.matching.features import FAR_DAYS, Prepared, ordered

ROUNDING = 1e-6  # sums over the same words in another order


def log_odds(a: Prepared, b: Prepared) -> float:
    """No less than those of the fitted score of a pair, in any order."""
    fixed, local, share, count, shared, alike, whole = _fitted()
    a, b = ordered(a, b)
    matched = [weight for stem, weight in zip(a.stems, a.weights, strict=True) if stem in b.bag]
    most, mass = sum(matched), max(a.mass, 1e-9)
    best = max(0.0, local * math.log1p(most) + share * most / mass)  # of the best stretch, up to all that matches
    if local > 0 > share:  # the sum rises, then falls
        stretch = min(most, max(0.0, -local / share * mass - 1))
        best = max(best, local * math.log1p(stretch) + share * stretch / mass)
    as_sets, within = features.alike(a, b)
    return (
        fixed
        + best
        + count * math.log1p(len(matched))
        + shared * math.log1p(len(a.bag & b.bag))
        + alike * as_sets
        + whole * within
    )


@cache
def _fitted() -> tuple[float, float, float, float, float, float, float]:
    """What no pair can do without, then the weights of what is measured here."""
    fit = fitted.coefficients()
    weights = dict(zip(fit.names, fit.weights, strict=True))
    apart = max(0.0, weights["differ"]) + max(0.0, weights["far"]) * math.log1p(FAR_DAYS)
    fixed = fit.intercept + max(0.0, weights["ends"]) + apart + ROUNDING
    measured = (weights[name] for name in ("local", "local share", "shared", "token set", "whole"))
    local, share, shared, alike, whole = measured
    return fixed, local, share, max(0.0, weights["count"]), shared, alike, whole
