"""What does each number of the score bring? Fits without one at a time, measured on events that the fit has not seen.

usage: python -m benchmarks.ablation_links

Prints F1 and log loss of the judged pairs, and what is lost without each, with 95% intervals of the difference
(bootstrap over events): a loss whose interval holds 0 is none.
"""

from __future__ import annotations

import numpy as np

from benchmarks import fit, labelled
from index.matching import LINK_SCORE
from index.matching.features import NAMES

DRAWS = 1000
NEARLY = 1e-6  # a score of 0 or 1 would cost without end


def measure(examples: list[fit.Example], extra: list[fit.Example], without: str | None) -> dict[str, fit.Floats]:
    """For each event: pairs linked rightly, pairs linked, pairs to be linked, and the log loss."""
    judged, scores = fit.held_out(examples, fit.cross_validated(examples, extra, without))
    sums: dict[str, fit.Floats] = {}
    for example, score in zip(judged, scores.tolist(), strict=True):
        linked = score >= LINK_SCORE
        loss = -float(np.log(max(NEARLY, score if example.same else 1 - score)))
        row = np.array([linked and example.same, linked, example.same, loss], np.float64)
        sums[example.event] = sums.get(example.event, np.zeros(4)) + row
    return sums


def figures(sums: fit.Floats) -> tuple[float, float]:
    """F1 in per cent, and the log loss."""
    right, linked, positive, loss = sums.tolist()
    return 200 * right / max(1.0, linked + positive), loss


def change(whole: fit.Floats, less: fit.Floats) -> str:
    """The differences with their intervals; both are tables of one row an event."""
    rng = np.random.default_rng(fit.SEED)
    drawn = [rng.integers(0, len(whole), len(whole)) for _ in range(DRAWS)]
    moved = np.array([np.subtract(figures(less[i].sum(0)), figures(whole[i].sum(0))) for i in drawn])
    low, high = np.percentile(moved, [2.5, 97.5], axis=0)
    f1, loss = np.subtract(figures(less.sum(0)), figures(whole.sum(0))).tolist()
    return f"F1 {f1:+.1f} [{low[0]:+.1f} to {high[0]:+.1f}]   log loss {loss:+.1f} [{low[1]:+.1f} to {high[1]:+.1f}]"


def main() -> None:
    """Print the table."""
    examples = fit.examples_of(labelled.pairs(labelled.shared() / "eval/links/basil", fit.worth_fitting))
    extra = fit.invented()
    table = measure(examples, extra, None)
    whole = np.array(list(table.values()))
    f1, loss = figures(whole.sum(0))
    print(f"all numbers (disputed labels mended): F1 {f1:.1f}, log loss {loss:.1f}")
    for name in NAMES:
        less = measure(examples, extra, name)
        print(f"  without {name:14}", change(whole, np.array([less[event] for event in table])), flush=True)


if __name__ == "__main__":
    main()
