"""Fit how probably a report tells what a quotation says (`make fit`), on pairs judged by reading.

The labelled set has no such pairs. `paraphrases.json` holds, by ids and offsets alone, pairs of its articles that we
judged ourselves: of the quotations and reports of one speaker by two outlets on one event, those that share most rare
words and that no words in marks tie already. All figures are of five folds over events, among the pairs drawn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import fit, labelled
from index.extracting import quotations_of
from index.linking import wholes
from index.matching import paraphrase
from index.matching.fitted import Coefficients
from index.matching.paraphrase import NAMES, REPORTED, THIN_STEMS, content, contradicts, measured, nearest
from index.model import Article, Whole
from index.paraphrasing import names, reports

ARTICLES = Path("eval") / "links" / "basil_articles.jsonl"
JUDGED = Path(__file__).with_name("paraphrases.json")
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation, a report, whether it tells the same, and their event."""

    quotation: Whole
    report: Whole
    same: bool
    event: str


def judged() -> tuple[list[Judged], int]:
    """The pairs judged whose rows quoth still finds, and how many others there are."""
    found: dict[str, tuple[Whole, str]] = {}
    for row in labelled.rows(labelled.shared() / ARTICLES):
        fields = {name: row[name] for name in ("id", "text", "outlet", "published", "title")}
        article = Article(**fields)
        rows = quotations_of(article)
        for some in (wholes, reports):
            made = some(rows, article.outlet_key, article.published)
            found.update((whole.id, (whole, row["event"])) for whole in made)
    listed = json.loads(JUDGED.read_text(encoding="utf-8"))
    there = [pair for pair in listed if pair["quotation"] in found and pair["report"] in found]
    pairs = [Judged(found[p["quotation"]][0], found[p["report"]][0], p["same"], found[p["report"]][1]) for p in there]
    return pairs, len(listed) - len(there)


def examples_of(pairs: list[Judged]) -> tuple[list[fit.Example], list[bool]]:
    """The pairs that are weighed at all, and of each whether it shares enough to be called a paraphrase."""
    folds = fit.folds_of({pair.event for pair in pairs})
    examples, enough = [], []
    for pair in pairs:
        who = names(pair.quotation, pair.report)
        said, told = content(pair.quotation.text, who), content(pair.report.text, who)
        values = measured(said, told)
        if values is not None and not contradicts(said, told, pair.report.pieces[0].cue or ""):
            fold = frozenset((folds[pair.event],))
            examples.append(fit.Example(values, pair.same, pair.same, 1.0, fold, judged=True, event=pair.event))
            enough.append(len(told.bag.intersection(nearest(said, told).stems)) >= THIN_STEMS)
    return examples, enough


def report(pairs: list[Judged], examples: list[fit.Example], enough: list[bool]) -> dict[float, str]:
    """Precision and recall of the held-out folds by threshold, with 95% intervals over events."""
    by_fold = fit.calibrated_by_fold(examples, [])
    scores = np.zeros(len(examples))
    for fold, coefficients in enumerate(by_fold):
        mine = [i for i, example in enumerate(examples) if example.folds == {fold}]
        scores[mine] = fit.predict(coefficients, [examples[i] for i in mine])
    events = sorted({pair.event for pair in pairs})
    found = {}
    for threshold in THRESHOLDS:
        counts = dict.fromkeys(events, (0, 0, 0))
        for event in events:
            shown = [
                e.same
                for e, score, much in zip(examples, scores.tolist(), enough, strict=True)
                if e.event == event and much and score >= threshold
            ]
            counts[event] = (sum(shown), len(shown), sum(p.same for p in pairs if p.event == event))
        found[threshold] = _told(np.array(list(counts.values()), np.float64))
    return found


def _told(counts: fit.Floats) -> str:
    rng = np.random.default_rng(fit.SEED)
    drawn = np.array([counts[rng.integers(0, len(counts), len(counts))].sum(0) for _ in range(RESAMPLES)])
    told = []
    for name, of in (("precision", 1), ("recall", 2)):
        low, high = np.percentile(100 * drawn[:, 0] / np.maximum(drawn[:, of], 1), [2.5, 97.5])
        value = 100 * counts[:, 0].sum() / max(counts[:, of].sum(), 1)
        told.append(f"{name} {value:.1f} [{low:.1f} to {high:.1f}]")
    return f"{int(counts[:, 1].sum())} shown, {', '.join(told)}"


def fitted(examples: list[fit.Example]) -> Coefficients:
    """The coefficients from all pairs, as sure as the held-out ones were right."""
    return fit.calibrated(examples, [])


def figures() -> None:
    """Print what the held-out folds say."""
    if not (labelled.shared() / ARTICLES).is_file():
        print(f"paraphrases: no labelled set at {labelled.shared() / ARTICLES.parent}")
        return
    pairs, gone = judged()
    print(f"paraphrases, five folds over events: {len(pairs)} pairs judged, {sum(p.same for p in pairs)} tell the same")
    if gone:
        print(f"  {gone} more were judged, and are not found any more")
    for threshold, told in report(pairs, *examples_of(pairs)).items():
        print(f"  from {threshold}: {told}{' (shipped)' if threshold == REPORTED else ''}")


def main() -> None:
    """Write the coefficients that the program ships, and print the figures of the folds."""
    figures()
    pairs, _ = judged()
    examples, _ = examples_of(pairs)
    final = fitted(examples)
    out = {
        "pairs": len(pairs),
        "same": sum(pair.same for pair in pairs),
        "ceiling": final.ceiling,
        "intercept": round(final.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(NAMES, final.weights, strict=True)},
    }
    (fit.DATA / "paraphrase.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    paraphrase.coefficients.cache_clear()
    for name, weight in out["weights"].items():
        print(f"{name:14} {weight:8.3f}")


if __name__ == "__main__":
    main()
