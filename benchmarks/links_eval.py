"""How good are the links? The figures of the labelled set, from raw articles, each event scored without having been
fitted on, with 95% intervals over events."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from benchmarks import fit, labelled
from index import linking
from index.candidates import Postings
from index.matching import fitted
from index.matching.fitted import Coefficients
from index.model import Link, Whole
from index.occasions import NOTHING, Occasion

RESAMPLES = 1000
Row = dict[str, Any]
SHOWN = ("precision", "recall", "f1")


def linked(
    found: list[labelled.Labelled],
    coefficients: Coefficients,
    occasion: Callable[[Whole], Occasion] = lambda _whole: NOTHING,
) -> list[Link]:
    """All links of a library to which the articles are added one after the other, scored by these coefficients."""
    links: list[Link] = []
    wholes: dict[int, Whole] = {}
    by_article: dict[str, list[Whole]] = {}
    for one in found:
        by_article.setdefault(one.whole.article, []).append(one.whole)
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(fitted, "coefficients", return_value=coefficients):
        postings = Postings.open(Path(folder), "benchmark")
        for new in by_article.values():
            links += linking.link(
                new, postings.find, lambda keys: {key: wholes[key] for key in keys}, linking.KEPT_SCORE, occasion
            )
            first = len(wholes)
            wholes.update(enumerate(new, first))
            postings.add((key, whole.text) for key, whole in enumerate(new, first))
    return links


def cross_validated(
    found: list[labelled.Labelled],
    by_fold: list[Coefficients],
    occasion: Callable[[Whole], Occasion] = lambda _whole: NOTHING,
) -> list[Link]:
    """Links as `linked` finds them, those that touch an event scored by coefficients that never saw this event."""
    event_of = {one.whole.article: one.event for one in found}
    folds = fit.folds_of(set(event_of.values()))
    kept = []
    for fold, coefficients in enumerate(by_fold):
        for link in linked(found, coefficients, occasion):
            later = link.b.rpartition("#")[0]
            if folds[event_of[later]] == fold:
                kept.append(link)
    return kept


def as_rows(found: list[labelled.Labelled], links: list[Link]) -> tuple[list[Row], list[Row]]:
    """Quotations and links in the form in which the commands print them."""
    quotes = [
        {"id": q.id, "article": q.article, "start": q.start, "end": q.end, "text": q.text}
        for one in found
        for q in one.whole.pieces
    ]
    return quotes, [{"a": x.a, "b": x.b, "score": x.score, "relation": x.relation} for x in links]


def undisputed(links: list[Row]) -> list[Row]:
    """The links without those on pairs whose labels we hold to be wrong (listed by ids and offsets alone)."""
    listed = labelled.disputed_links()
    return [x for x in links if not labelled.is_disputed(x["a"], x["b"], listed)]


def score(prefix: Path, quotes: list[Row], links: list[Row], errors: int = 0) -> tuple[Row, list[tuple[str, ...]]]:
    """The scorer's figures."""
    result, wrong = labelled.scorer("score_links").score(str(prefix), quotes, links, errors)
    return dict(result), wrong


def intervals(prefix: Path, quotes: list[Row], links: list[Row]) -> dict[str, tuple[float, float]]:
    """95% bootstrap intervals over events, of counts taken event by event."""
    articles = labelled.rows(Path(f"{prefix}_articles.jsonl"))
    gold = {name: labelled.rows(Path(f"{prefix}_{name}.jsonl")) for name in ("quotes", "pairs")}
    event_of = {a["id"]: a["event"] for a in articles}
    counts = []
    with tempfile.TemporaryDirectory() as folder:
        for event in sorted({p["event"] for p in gold["pairs"] if p["fully_labelled_event"]}):
            part = Path(folder) / "part"
            own = {a["id"] for a in articles if a["event"] == event}
            _dump(Path(f"{part}_articles.jsonl"), [a for a in articles if a["event"] == event])
            _dump(Path(f"{part}_quotes.jsonl"), [q for q in gold["quotes"] if q["article"] in own])
            _dump(Path(f"{part}_pairs.jsonl"), [p for p in gold["pairs"] if p["event"] == event])
            some = [q for q in quotes if event_of[q["article"]] == event]
            result, _ = score(part, some, links)
            right = round(result["precision"] * result["links"] / 100)
            got = round(result["recall"] * result["positives"] / 100)
            counts.append((right, result["links"], got, result["positives"]))
    table = np.array(counts, np.float64)
    rng = np.random.default_rng(fit.SEED)
    drawn = [table[rng.integers(0, len(table), len(table))].sum(0) for _ in range(RESAMPLES)]
    figures = np.array([_figures(*row) for row in drawn])
    low, high = np.percentile(figures, [2.5, 97.5], axis=0)
    return {name: (round(float(low[i]), 1), round(float(high[i]), 1)) for i, name in enumerate(SHOWN)}


def _figures(right: float, links: float, got: float, positives: float) -> tuple[float, float, float]:
    precision, recall = 100 * right / max(1, links), 100 * got / max(1, positives)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _dump(path: Path, some: list[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Print the figures; cross-validated first, then with the coefficients that the program ships."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--errors", type=int, default=0, help="also print so many errors of each sort")
    parser.add_argument("--shipped", action="store_true", help="with the shipped coefficients too (seen in the fit)")
    parser.add_argument("--given", action="store_true", help="on the labelled quotations instead of those quoth finds")
    options = parser.parse_args(arguments)
    prefix = labelled.shared() / "eval/links/basil"
    if not prefix.parent.is_dir():
        print(f"links: no labelled set at {prefix.parent}")
        return
    found = labelled.given(prefix) if options.given else labelled.quotations(prefix)
    examples = fit.examples_of(labelled.pairs(prefix, fit.worth_fitting))
    occasion = labelled.occasions(prefix)
    by_fold = fit.calibrated_by_fold(examples, fit.invented())
    of = " (labelled quotations, no speakers)" if options.given else ""
    runs = {f"links, five folds over events{of}": cross_validated(found, by_fold, occasion)}
    if options.shipped:
        runs["links, shipped coefficients (in sample)"] = linked(found, fitted.coefficients(), occasion)
    for title, links in runs.items():
        quotes, rows = as_rows(found, links)
        result, wrong = score(prefix, quotes, rows, options.errors)
        ranges = intervals(prefix, quotes, rows)
        print(title)
        for key, value in result.items():
            print(f"  {key:22} {value}", "[{} to {}]".format(*ranges[key]) if key in ranges else "")
        for row in wrong:
            print(" ", *row, sep=" | ")
        result, _ = score(prefix, quotes, undisputed(rows))
        print("  without disputed pairs", {name: result[name] for name in SHOWN})


if __name__ == "__main__":
    main()
