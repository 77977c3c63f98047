"""What numbers were fitted to labelled data, and where do they lie?

Two files beside this module, made by `make fit`: how rare each stem is, and the coefficients of the score. Read once,
when first needed.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Rarity(Struct, frozen=True):
    """How much a stem tells: `idf[stem]`, -ln of the share of sentences of news that have it; else `unknown`."""

    idf: dict[str, float]
    unknown: float

    def of(self, stem: str) -> float:
        """The weight of one stem, from about 0.5 ("the") to `unknown` (a stem never counted)."""
        return self.idf.get(stem, self.unknown)


class Coefficients(Struct, frozen=True):
    """A logistic regression: `weights` stand for the features named `names`, in that order.

    No score is above `ceiling`: of the surest pairs too some are no links, whatever their words.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    ceiling: float = 1.0


@cache
def rarity() -> Rarity:
    """The table of stems."""
    table = json.loads((files("index") / "data" / "stems.json").read_text(encoding="utf-8"))
    return Rarity(idf=table["idf"], unknown=table["unknown"])


@cache
def coefficients() -> Coefficients:
    """The coefficients of the score of a pair."""
    table = json.loads((files("index") / "data" / "match.json").read_text(encoding="utf-8"))
    return Coefficients(
        names=tuple(table["weights"]),
        weights=tuple(table["weights"].values()),
        intercept=table["intercept"],
        ceiling=table["ceiling"],
    )
