"""Which rows that the postings find are worth comparing? Fits the numbers of `index.candidates.likely`.

The examples are made quotations (`edits`): the last articles of a library, each of whose quotations is compared with
all rows that lenient candidates propose. Prints how many rows are compared, and how many links and echoes are kept, of
those articles and of the labelled ones. Needs `../shared`.

usage: python -m benchmarks.fit_candidates [--size N]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from benchmarks import edits, labelled
from benchmarks.edits import World
from benchmarks.million import PRINTINGS_OF_EACH, REUTERS, TRAINING, stored
from index import linking
from index.candidates import Postings, finding, likely
from index.deriving import Deriving
from index.library import Library
from index.model import LINK_RELATIONS, Whole
from index.occasions import Occasion
from index.stored import Kept

COEFFICIENTS = Path(__file__).resolve().parents[1] / "index" / "data" / "candidates.json"
SIZE = 1_000_000  # rows of chance are as many as in no smaller library
ARTICLES = 120
LEAST_RARITY = 6.0  # of the stems that both have: no link has less
RIDGE = 1e-2
STEPS = 30
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Examples:
    """Pairs that lenient candidates propose: the number of the text asked for, what was measured, and what comparing
    made of it: a link, an echo, at least a score worth keeping."""

    texts: list[int] = field(default_factory=list)
    measured: list[Floats] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    echo: list[bool] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)
    asked: int = 0

    def ask(
        self,
        postings: Postings,
        whole: Whole,
        fetch: Callable[[list[int]], Mapping[int, Whole]],
        occasion: Callable[[Whole], Occasion],
    ) -> None:
        """Compare a whole with all that is proposed for it."""
        for key, numbers in proposed(postings, whole.text):
            there = fetch([key]).get(key)
            if there is None or there.article == whole.article:
                continue
            links = linking.compare_rows(there, whole, occasion)
            relations = {link.relation for link in links}
            self.texts.append(self.asked)
            self.measured.append(numbers)
            self.linked.append(not relations.isdisjoint(LINK_RELATIONS))
            self.echo.append("echo" in relations)
            self.kept.append("echo" in relations or max(link.score for link in links) >= linking.KEPT_SCORE)
        self.asked += 1


def proposed(postings: Postings, text: str) -> list[tuple[int, Floats]]:
    """The keys of the rows found for a text that share anything worth a look, with what was measured."""
    rows: list[tuple[int, Floats]] = []
    shared_with = finding._shared

    def remembered(*args: Any) -> tuple[NDArray[np.int64], likely.Shared, NDArray[np.bool_]]:
        keys, shared, far = shared_with(*args)
        numbers = likely.measured(shared)
        known = (keys >= 0) & (shared.rarity_of > 0) & (shared.rarity >= LEAST_RARITY)
        rows.extend((int(keys[i]), numbers[i]) for i in np.flatnonzero(known))
        return keys, shared, far

    with mock.patch.object(finding, "_shared", remembered):
        postings.find(text)
    return rows


def made(size: int) -> Examples:
    """Of the last articles of a library of made quotations."""
    found = Examples()
    world = World(edits.stretches(REUTERS, TRAINING, round(size / PRINTINGS_OF_EACH)))
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        store, derived = library._store, library._derived
        stored(Deriving(store, derived), world, world.plans)
        kept = Kept(store)
        for plan in world.plans[-ARTICLES:]:
            article, quotations, _ = world.article(plan)
            for whole in linking.wholes(quotations, article.outlet_key, article.published):
                found.ask(derived.postings(), whole, kept.fetch, kept.occasion)
    return found


def of_labelled(prefix: Path) -> Examples:
    """Of the labelled articles, each quotation among those before it; one is what is labelled so, too."""
    found = Examples()
    wholes = [one.whole for one in labelled.quotations(prefix)]
    with tempfile.TemporaryDirectory() as folder:
        postings = Postings.open(Path(folder), "benchmark")
        for i, whole in enumerate(wholes):
            found.ask(postings, whole, lambda keys: {key: wholes[key] for key in keys}, labelled.occasions(prefix))
            postings.add([(i, whole.text)])
    return found


def fit(examples: Examples) -> Floats:
    """Intercept and weights, by Newton's steps."""
    rows = np.column_stack([np.ones(len(examples.texts)), np.array(examples.measured)])
    wanted = np.array(examples.kept)
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likelihood = 1 / (1 + np.exp(-(rows @ weights)))
        curve = (rows * (likelihood * (1 - likelihood))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, rows.T @ (likelihood - wanted) + RIDGE * weights)
    return weights


def report(name: str, examples: Examples, weights: Floats) -> None:
    """Print how many rows are compared for each text, and which part of the links and echoes is among them."""
    rows = np.column_stack([np.ones(len(examples.texts)), np.array(examples.measured)])
    kept = np.zeros(len(rows), np.bool_)
    alike = 1 / (1 + np.exp(-(rows @ weights)))
    kept[finding._worth(np.array(examples.texts), alike, np.arange(len(rows)))] = True
    each = examples.asked
    print(f"{name}: {len(rows) / each:.1f} proposed for each of {each:,}, {kept.sum() / each:.2f} compared")
    for what, some in (("links", examples.linked), ("echoes", examples.echo), ("worth keeping", examples.kept)):
        print(f"  of {sum(some):6,} {what:14} {100 * kept[np.array(some)].mean():6.2f}% are among them")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE)
    size = parser.parse_args().size
    if not REUTERS.exists() or not TRAINING.exists():
        print(f"{REUTERS} or {TRAINING} is not there: nothing to fit to (SHARED=... names its folder)")
        return 0
    examples = made(size)
    weights = fit(examples).round(3)
    report("made", examples, weights)
    report("labelled", of_labelled(labelled.shared() / "eval/links/basil"), weights)
    table = {"intercept": weights[0], "weights": dict(zip(likely.NAMES, weights[1:], strict=True))}
    COEFFICIENTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{COEFFICIENTS.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
