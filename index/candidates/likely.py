"""How likely is it that a row found is worth comparing with a text, by the stems and features that both have?

A logistic regression on what the postings know, fitted to what comparing said of pairs of a million made quotations
(`make fit`): a hundredth of the price of comparing, and it leaves out two of three rows of chance.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from index.candidates.shingles import I64

F64 = NDArray[np.float64]
# of a longer text it is enough that so much is shared, since it may be a part
LONG_MASS = 60.0
LONG_WORDS = 20
FEW_WORDS = 3  # different ones: "drill, drill, drill"
NAMES = ("rarity shared", "rarity share", "features shared", "features share", "words shared", "words share")


class Shared(Struct, frozen=True):
    """What pairs of texts share, a number each: the summed rarity of the stems of both, their count, and that of their
    features; and of the one that has less of it, all that it has. No rarity at all: nothing is known of its stems."""

    rarity: F64
    words: I64
    features: I64
    rarity_of: F64
    words_of: I64
    features_of: I64


def measured(shared: Shared) -> F64:
    """The numbers of `NAMES` for each pair: (n, 6)."""
    return np.column_stack(
        [
            np.log1p(shared.rarity),
            shared.rarity / np.clip(shared.rarity_of, 1e-9, LONG_MASS),
            np.log1p(shared.features),
            shared.features / np.maximum(shared.features_of, 1),
            np.log1p(shared.words),
            np.minimum(shared.words / np.clip(shared.words_of, 1, LONG_WORDS), 1),
        ]
    )


def probabilities(shared: Shared) -> F64:
    """How likely each pair is worth keeping; infinity where nothing is known, since one has no rarity, or so few words
    that all of them are shared."""
    intercept, weights = coefficients()
    found: F64 = 1 / (1 + np.exp(-(intercept + measured(shared) @ np.array(weights))))
    found[(shared.rarity_of == 0) | ((shared.words == shared.words_of) & (shared.words_of <= FEW_WORDS))] = np.inf
    return found


@cache
def coefficients() -> tuple[float, tuple[float, ...]]:
    """The intercept and the weights of `NAMES`."""
    table = json.loads((files("index") / "data" / "candidates.json").read_text(encoding="utf-8"))
    return table["intercept"], tuple(table["weights"][name] for name in NAMES)
