"""How probable is it that two articles are on the same happening?"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct

from index.events.signatures import Signature

SAME = 0.5  # from this probability on two articles are on the same happening
KEPT = 0.05  # a pair below is as good as 0 for the average of two groups
SAME_DAY = 1  # days: a morning paper has what happened the evening before
FAR_DAYS = 7  # further apart it is another happening, or a story that goes on; the labelled ones lie within 5 days
# An outlet tells a happening once, that day and the next; what it prints later is what followed, or the next of a
# series in set phrases: of 19,042 newswire articles one group of 13 was ten days of reports on the same market, and 26
# of 334 groups of four and more spanned eight days or more; so none of 237 spans more than two.
OWN_DAYS = 1
NAMES = ("alike", "days", "undated")


class Weights(Struct, frozen=True):
    """A logistic regression over `NAMES`."""

    weights: tuple[float, ...]
    intercept: float


@cache
def fitted() -> Weights:
    """What `make fit` found."""
    table = json.loads((files("index") / "data" / "events.json").read_text(encoding="utf-8"))
    return Weights(tuple(table["weights"][name] for name in NAMES), table["intercept"])


def measured(alike: float, days: int | None) -> tuple[float, float, float]:
    """The numbers of `NAMES`: the dot product of the two signatures; days apart, where known; whether they are not."""
    return alike, 0.0 if days is None else math.log1p(max(0, days - SAME_DAY)), float(days is None)


def days_apart(a: int | None, b: int | None) -> int | None:
    """Days between two; None where one is not known."""
    return None if a is None or b is None else abs(a - b)


def near(mine: Signature, day: int | None, outlet: str | None) -> bool:
    """Whether an article may be on the same happening as one of that day and outlet."""
    apart = days_apart(mine.day, day)
    own = outlet is not None and outlet == mine.outlet
    return apart is None or apart <= (OWN_DAYS if own else FAR_DAYS)


def probability(a: Signature, others: Sequence[Signature]) -> list[float]:
    """For each of the others how probable it is that it is on the same happening; 0 for those too far apart."""
    asked = [i for i, other in enumerate(others) if near(a, other.day, other.outlet)]
    found = [0.0] * len(others)
    if not asked or not len(a.features):
        return found
    (alike, days, undated), intercept = fitted().weights, fitted().intercept
    least = math.log(KEPT / (1 - KEPT))
    for i, dot in zip(asked, dots(a, [others[i] for i in asked]), strict=True):
        if alike * dot + intercept > least:  # most are nowhere near; dates only take away
            _, far, unknown = measured(dot, days_apart(a.day, others[i].day))
            found[i] = 1 / (1 + math.exp(-(alike * dot + days * far + undated * unknown + intercept)))
    return found


def dots(a: Signature, others: Sequence[Signature]) -> list[float]:
    """The dot products of one signature with others. Linear in the others' features."""
    all_features = np.concatenate([other.features for other in others])
    all_weights = np.concatenate([other.weights for other in others])
    owner = np.repeat(np.arange(len(others)), [len(other.features) for other in others])
    at = np.minimum(np.searchsorted(a.features, all_features), len(a.features) - 1)
    products = np.where(a.features[at] == all_features, a.weights[at] * all_weights, 0.0)
    found: list[float] = np.bincount(owner, products, len(others)).tolist()
    return found
