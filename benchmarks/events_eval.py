"""How well are articles grouped by what happened? B-cubed figures of the labelled events, each scored without having
been fitted on, with 95% intervals over events; and how newswire is grouped, to be looked at.

usage: python -m benchmarks.events_eval [--wire N [--show M]] [--errors]
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks import fit, fit_events, labelled
from index import events
from index.events import alike
from index.events.alike import KEPT, Weights
from index.library import Library

RESAMPLES = 1000
SIZES = (2, 3, 5, 10, 20, 50)


def grouped(signatures: Sequence[events.Signature], weights: Weights) -> dict[int, int]:
    """The group of each article, by these weights, every pair compared."""
    pairs = {}
    with mock.patch.object(alike, "fitted", return_value=weights):
        for i, mine in enumerate(signatures[1:], 1):
            found = enumerate(events.probability(mine, signatures[:i]))
            pairs.update({(j, i): score for j, score in found if score >= KEPT})
    return {i: together[0] for together in events.group(range(len(signatures)), pairs) for i in together}


def b_cubed(predicted: Mapping[str, object], gold: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """For each article (precision, recall): of its group how many are of its event, of its event how many in its
    group (Bagga and Baldwin 1998)."""
    groups, same = defaultdict(set), defaultdict(set)
    for article, event in gold.items():
        groups[predicted[article]].add(article)
        same[event].add(article)
    found = {}
    for article, event in gold.items():
        both = len(groups[predicted[article]] & same[event])
        found[article] = both / len(groups[predicted[article]]), both / len(same[event])
    return found


def f1(rows: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean, of 100."""
    p, r = (sum(side) / len(rows) for side in zip(*rows, strict=True))
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def show(title: str, scores: Mapping[str, tuple[float, float]], gold: Mapping[str, str]) -> None:
    """Print the figures and their intervals."""
    names = sorted(set(gold.values()))
    of = {name: [scores[a] for a, event in gold.items() if event == name] for name in names}
    rng = np.random.default_rng(fit.SEED)
    drawn = [f1([row for name in rng.choice(names, len(names)) for row in of[str(name)]]) for _ in range(RESAMPLES)]
    low, high = np.percentile(np.array(drawn), [2.5, 97.5], axis=0)
    figures = zip(("precision", "recall", "f1"), f1(list(scores.values())), low, high, strict=True)
    print(title, "; ".join(f"{name} {value:.1f} [{a:.1f} to {b:.1f}]" for name, value, a, b in figures))


def cross_validated(found: list[fit_events.Labelled], *, dated: bool) -> dict[str, tuple[float, float]]:
    """B-cubed of every article, grouped among all of them by weights that never saw its event."""
    gold = {one.id: one.event for one in found}
    folds = fit.folds_of(set(gold.values()))
    signatures = [
        one.signature if dated else events.Signature(one.signature.features, one.signature.weights) for one in found
    ]
    scores = {}
    for fold, weights in enumerate(fit_events.by_fold(fit_events.examples_of(found))):
        groups = grouped(signatures, weights)
        all_scores = b_cubed({one.id: groups[i] for i, one in enumerate(found)}, gold)
        scores.update({one.id: all_scores[one.id] for one in found if folds[one.event] == fold})
    return {one.id: scores[one.id] for one in found}


def through_a_library(path: Path) -> dict[str, str | None]:
    """The event of each article of a file, as a library has it that they were added to."""
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        library.add([str(path)])
        return {row.id: row.event for row in library.articles()}


def wire(number: int, shown: int) -> None:
    """Group the first articles of the newswire, and print sizes and some groups."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "wire.jsonl"
        with gzip.open(labelled.shared() / "bench/reuters.jsonl.gz", "rt", encoding="utf-8") as lines:
            path.write_text("".join(itertools.islice(lines, number)), encoding="utf-8")
        with Library.open(folder / "library") as library:
            library.add([str(path)])
            groups = defaultdict(list)
            for row in library.articles():
                groups[row.event].append(row)
    several = [group for group in groups.values() if len(group) > 1]
    counts = Counter(next(size for size in reversed(SIZES) if len(group) >= size) for group in several)
    print(f"newswire, {number} articles: {len(several)} groups of {sum(map(len, several))} articles")
    print("  largest", sorted(map(len, several))[-10:], "by least size", sorted(counts.items()))
    rng = np.random.default_rng(fit.SEED)
    for place in rng.permutation(len(several))[:shown].tolist():
        group = several[place]
        days = sorted({(row.published or "")[:10] for row in group})
        print(f"  {len(group)} articles, {days[0]} to {days[-1]}")
        for row in group[:8]:
            print(f"      {row.id} {row.title}")


def main(arguments: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--wire", type=int, default=0, help="also group so many articles of the newswire")
    parser.add_argument("--show", type=int, default=0, help="and print so many of its groups")
    options = parser.parse_args(arguments or [])
    path = labelled.shared() / f"{fit_events.BASIL}_articles.jsonl"
    if not path.is_file():
        print(f"events: no labelled set at {path}")
        return
    found = fit_events.articles()
    gold = {one.id: one.event for one in found}
    show("events, five folds over events:", cross_validated(found, dated=True), gold)
    show("events, five folds, as if no date were known:", cross_validated(found, dated=False), gold)
    show("events, by a library (seen by the fit):", b_cubed(through_a_library(path), gold), gold)
    if options.wire:
        wire(options.wire, options.show)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
