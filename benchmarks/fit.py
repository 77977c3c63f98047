"""Fit what the program ships: how rare each stem is, and the coefficients of the score of a pair (`make fit`).

A logistic regression with L2, by Newton's method, on the pairs that quoth itself would compare in the labelled set,
and on invented translations. Figures are of five folds over events; nothing is fitted on an event that it is tried on.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import labelled, stem_counts, translations
from index.linking import evidence
from index.matching import hopeless
from index.matching.features import NAMES, Evidence, measured, prepare
from index.matching.fitted import Coefficients

DATA = Path(__file__).resolve().parents[1] / "index" / "data"
FOLDS = 5
SEED = 7
L2 = 1.0
CROSS_WEIGHT = 1.0  # they are twenty times as many, and easy: a weight of .1 doubles the links across events
TRANSLATION_WEIGHT = 1.0
MIN_WORDS = 3  # the labels ignore shorter quotations

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as numbers. `fold` of both sides' events, -1 for an invented pair."""

    values: tuple[float, ...]
    same: bool
    weight: float
    folds: frozenset[int]
    judged: bool


def folds_of(events: set[str]) -> dict[str, int]:
    """Events to folds, always the same way."""
    order = np.random.default_rng(SEED).permutation(len(events))
    names = sorted(events)
    return {names[event]: place % FOLDS for place, event in enumerate(order.tolist())}


def examples_of(pairs: list[labelled.Pair]) -> list[Example]:
    """The pairs of a labelled set; each with its dates and, of two events, also as if they were unknown."""
    folds = folds_of({side.event for pair in pairs for side in (pair.a, pair.b)})
    found = []
    for pair in pairs:
        a, b = prepare(pair.a.whole.text), prepare(pair.b.whole.text)
        known = evidence(pair.a.whole, pair.b.whole)
        both = frozenset((folds[pair.a.event], folds[pair.b.event]))
        weight = CROSS_WEIGHT if pair.crosses else 1.0
        found.append(Example(measured(a, b, known), pair.same, weight, both, pair.judged))
        if pair.crosses:
            undated = replace(known, days_apart=None)
            found.append(Example(measured(a, b, undated), pair.same, weight, both, judged=False))
    return found


def invented() -> list[Example]:
    """The invented pairs: of two of three the speakers are known to be one, of stock phrases to be two."""
    found = []
    groups = (
        (True, translations.SAME),
        (True, translations.OVERLAPPING),
        (False, translations.DIFFERENT),
        (False, translations.STOCK),
    )
    for same, texts in groups:
        for i, (a, b) in enumerate(texts):
            speakers = False if texts is translations.STOCK else None if i % 3 == 0 else True
            values = measured(prepare(a), prepare(b), Evidence(speakers))
            found.append(Example(values, same, TRANSLATION_WEIGHT, frozenset({-1}), judged=False))
    return found


def fit(examples: list[Example]) -> Coefficients:
    """Weights for the features as they are (the standardisation of the fit is folded back into them)."""
    x = np.array([e.values for e in examples])
    y = np.array([e.same for e in examples], np.float64)
    w = np.array([e.weight for e in examples])
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = np.c_[np.ones(len(x)), (x - mean) / deviation]
    beta: Floats = np.zeros(z.shape[1])
    penalty = np.r_[0.0, np.full(x.shape[1], L2)]
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        gradient = z.T @ (w * (p - y)) + penalty * beta
        hessian = (z * (w * p * (1 - p))[:, None]).T @ z + np.diag(penalty) + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(hessian, gradient)
        beta = beta - step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = beta[1:] / deviation
    return Coefficients(NAMES, tuple(weights.tolist()), float(beta[0] - weights @ mean))


def predict(coefficients: Coefficients, examples: list[Example]) -> Floats:
    """The scores of some examples."""
    x = np.array([e.values for e in examples])
    z = x @ np.array(coefficients.weights) + coefficients.intercept
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def cross_validated(examples: list[Example], extra: list[Example]) -> list[Coefficients]:
    """For each fold the coefficients fitted without any pair that touches its events."""
    return [fit([e for e in examples if fold not in e.folds] + extra) for fold in range(FOLDS)]


def report(examples: list[Example], by_fold: list[Coefficients], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of the judged pairs, each scored by coefficients that never saw its event."""
    hits = links = positives = 0
    for fold, coefficients in enumerate(by_fold):
        mine = [e for e in examples if e.judged and e.folds == {fold}]
        linked = predict(coefficients, mine) >= threshold
        same = np.array([e.same for e in mine])
        hits, links, positives = (
            hits + int((linked & same).sum()),
            links + int(linked.sum()),
            positives + int(same.sum()),
        )
    precision, recall = hits / max(1, links), hits / max(1, positives)
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / max(1e-9, precision + recall), 1),
    }


def worth_fitting(pair: labelled.Pair) -> bool:
    """Whether both sides have the words that the labels ask for, and share enough to be scored at all."""
    a, b = pair.a.whole.text, pair.b.whole.text
    return min(labelled.word_count(a), labelled.word_count(b)) >= MIN_WORDS and not hopeless(prepare(a), prepare(b))


def main() -> None:
    """Make both files anew and print the figures of the folds."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stems", action="store_true", help="count the stems again too (a quarter of a minute)")
    if parser.parse_args().stems:
        table = stem_counts.frequencies(labelled.shared())
        (DATA / "stems.json").write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    examples = examples_of(labelled.pairs(labelled.shared() / "eval/links/basil", worth_fitting))
    extra = invented()
    by_fold = cross_validated(examples, extra)
    figures = {str(threshold): report(examples, by_fold, threshold) for threshold in (0.4, 0.5, 0.6, 0.7)}
    for threshold, row in figures.items():
        print(threshold, row)
    final = fit(examples + extra)
    for name, weight in zip(final.names, final.weights, strict=True):
        print(f"{name:14} {weight:8.3f}")
    out = {
        "pairs": len(examples),
        "positive": sum(e.same for e in examples),
        "invented": len(extra),
        "folds at 0.5": figures["0.5"],
        "intercept": round(final.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(final.names, final.weights, strict=True)},
    }
    (DATA / "match.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
