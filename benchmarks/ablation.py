"""What does each group of clues bring? Fits without one group at a time and measures on what the fit has not seen.

usage: python -m benchmarks.ablation

Prints, for speech or term, F1 of spans with all clues, and what is lost without each group, with 95% intervals of the
difference (bootstrap over articles): a loss whose interval holds 0 is none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks import fit_kinds, fit_speakers, labelled, quotes_eval

Counts = Sequence[tuple[int, int, int]]  # for each article: right, found, labelled
Keep = Callable[[str], bool]
Groups = Mapping[str, tuple[str, ...]]  # a name, and how its clues begin

DRAWS = 1000
FOLDS = 3
ARTICLES = 10  # one of so many of the large set is left out of each fold: as many as it takes for half a point

KINDS: Groups = {
    "the word before": ("before",),
    "the word after": ("after",),
    "how it is begun": ("opening", "alone"),
    "cues": ("cue", "case"),
    "the one before it": ("last",),
    "names of things beside it": ("thing",),
    "single marks, headings": ("odd", "heading"),
    "its likeliest speaker": ("best", "sure"),
}


def f1(counts: np.ndarray) -> float:
    """In per cent, from sums of right, found and labelled."""
    right, found, labelled_ = counts
    return float(200 * right / max(found + labelled_, 1))


def leave_one_out(groups: Groups, measure: Callable[[Keep], Mapping[str, Counts]]) -> None:
    """Print each set's F1 with all clues and what every group adds. `measure` fits and counts with the clues kept."""
    whole = {name: np.array(counts) for name, counts in measure(lambda _: True).items()}
    print("all clues:", ", ".join(f"{name} {f1(counts.sum(0)):.1f}" for name, counts in whole.items()), flush=True)
    for group, starts in groups.items():
        less = measure(lambda clue, starts=starts: not clue.startswith(starts))  # type: ignore[misc]
        parts = [f"{name} {_change(whole[name], np.array(counts))}" for name, counts in less.items()]
        print(f"  without {group:28}", "   ".join(parts), flush=True)


def _change(whole: np.ndarray, less: np.ndarray) -> str:
    draw = np.random.default_rng(7)
    chosen = draw.integers(0, len(whole), (DRAWS, len(whole)))
    values = [f1(less[i].sum(0)) - f1(whole[i].sum(0)) for i in chosen]
    low, high = np.quantile(values, (0.025, 0.975))
    return f"{f1(less.sum(0)) - f1(whole.sum(0)):+.2f} [{low:+.2f}, {high:+.2f}]"


def counted(score: ModuleType, gold: Mapping[str, Any], predicted: Mapping[str, Any], ignored: Any) -> Counts:
    """Right, found and labelled spans of each article, by the scorer."""
    rows = []
    for key in gold:
        ignore = {key: ignored[key]} if ignored else None
        result, _ = score.score({key: gold[key]}, {key: predicted[key]}, ignore=ignore)
        rows.append((round(result["overlap"]["r"] * result["gold"] / 100), result["predicted"], result["gold"]))
    return rows


def of_kinds(groups: Groups = KINDS) -> None:
    """The table for speech or term; the speakers are ranked by weights fitted on the same folds."""
    score = fit_speakers.scorer()
    large, small = fit_speakers.load("polnear_train_quoted"), fit_speakers.load("ggt_quoted")
    resolved = fit_speakers.load("ggt")
    folds = []
    for k in range(FOLDS):
        kept = [a for i, a in enumerate(large) if i % ARTICLES != k]
        few, full = ([a for i, a in enumerate(rows) if i % FOLDS != k] for rows in (small, resolved))
        weights = fit_speakers.fit(kept, few, full, score)
        shown = kept + few * fit_speakers.WEIGHT_OF_SMALL
        spoken = fit_speakers.examples(shown, score, weights["speaker"], weights["reference"])[1]
        folds.append((weights, spoken, by_id(small[k::FOLDS]), by_id(large[k::ARTICLES])))

    def measure(keep: Keep) -> dict[str, Counts]:
        found: dict[str, list[Any]] = {"ggt": [], "polnear": []}
        for weights, spoken, few, many in folds:
            kind = fit_kinds.fit([(tuple(filter(keep, clues)), label) for clues, label in spoken], weights["kind"])
            without = {**weights, "kind": kind}
            found["ggt"] += counted(score, few, quotes_eval.predict(few, without), by_id(resolved))
            found["polnear"] += counted(score, many, quotes_eval.predict(many, without), None)
        return found

    leave_one_out(groups, measure)


def by_id(articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {a["id"]: a for a in articles}


if __name__ == "__main__":
    if not (labelled.shared() / "eval").is_dir():
        sys.exit(f"no labelled sets in {labelled.shared()}: set SHARED to the folder that has eval/quotes")
    of_kinds()
