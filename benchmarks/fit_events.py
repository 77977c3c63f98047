"""Fit how probably two articles are on the same happening (`make fit`), on pairs of the labelled articles.

Every pair stands there twice, with its dates and as if they were unknown. The labelled events are days or years apart,
as those of a day's news are not, so the few pairs of two events in one week weigh more.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks import fit, labelled
from index.events import Signature, document, signature
from index.events.alike import FAR_DAYS, NAMES, Weights, days_apart, dots, measured

BASIL = Path("eval") / "links" / "basil"
# 1 and 3 give the same 98.9 of 100 in five folds and ask for less; 10 gives 97.7; the precision is 100 in all of them
NEAR_WEIGHT = 5.0
RIDGE = 1.0  # at 2, recall through a library is 2 points less


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article of the labelled set: its id, outlet and event, and what it is about."""

    id: str
    outlet: str
    event: str
    signature: Signature


def articles() -> list[Labelled]:
    """The labelled articles."""
    return [
        Labelled(a["id"], a["outlet"], a["event"], signature(document(a["title"], a["text"]), a["published"]))
        for a in labelled.rows(labelled.shared() / f"{BASIL}_articles.jsonl")
    ]


def examples_of(found: list[Labelled]) -> list[fit.Example]:
    """All pairs, dated and undated."""
    folds = fit.folds_of({one.event for one in found})
    examples = []
    for i, a in enumerate(found[1:], 1):
        for b, alike in zip(found[:i], dots(a.signature, [b.signature for b in found[:i]]), strict=True):
            same, days = a.event == b.event, days_apart(a.signature.day, b.signature.day)
            both = frozenset((folds[a.event], folds[b.event]))
            near = not same and days is not None and days <= FAR_DAYS
            weights = (days, NEAR_WEIGHT if near else 1.0), (None, 1.0)
            for known, weight in dict(weights).items():
                examples.append(fit.Example(measured(alike, known), same, same, weight, both, judged=True))
    return examples


def weights_of(examples: list[fit.Example]) -> Weights:
    """The weights fitted on these pairs."""
    found = fit.fit(examples, l2=RIDGE)
    return Weights(found.weights, found.intercept)


def by_fold(examples: list[fit.Example]) -> list[Weights]:
    """For each fold the weights fitted without any pair that touches its events."""
    return [weights_of([e for e in examples if fold not in e.folds]) for fold in range(fit.FOLDS)]


def main() -> None:
    """Write the weights that the program ships."""
    examples = examples_of(articles())
    final = weights_of(examples)
    for name, weight in itertools.chain(zip(NAMES, final.weights, strict=True), [("intercept", final.intercept)]):
        print(f"{name:14} {weight:8.3f}")
    out = {
        "pairs": len(examples),
        "positive": sum(e.same for e in examples),
        "intercept": round(final.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(NAMES, final.weights, strict=True)},
    }
    (fit.DATA / "events.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
