"""Does a speaker's confidence mean what it says? Bins of it beside how often the speaker was right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any

Judged = tuple[float, bool]  # a quotation's confidence, and whether its speaker is the labelled one
BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def judged(gold: dict[str, Any], predicted: dict[str, Any], score: ModuleType) -> list[Judged]:
    """Every quotation of a labelled span whose label names a speaker, if it got one."""
    result = []
    unnamed = score.PRONOUNS | {"", "said"}
    for key, article in gold.items():
        want = score.spans(article["text"], article["quotes"])
        have = score.spans(article["text"], predicted[key]["quotes"])
        for span, quote in want.items():
            found = have.get(span)
            if found is None or found["speaker"] is None or (quote.get("speaker") or "").strip().lower() in unnamed:
                continue
            result.append((float(found["confidence"]), bool(score.attributed(quote["speaker"], found))))
    return result


def error(rows: Sequence[Judged]) -> float:
    """The expected calibration error: the bins' gaps between confidence and share right, weighted by their rows."""
    gaps = 0.0
    for low, high in pairwise(BINS):
        bin_ = [row for row in rows if low <= row[0] < high]
        gaps += abs(sum(c - right for c, right in bin_))
    return gaps / len(rows) if rows else 0.0


def report(name: str, rows: Sequence[Judged], perhaps: float) -> None:
    """Print the bins, the error, and what the level under which the screen says "perhaps" does."""
    print(f"{name}: confidence of {len(rows)} speakers, calibration error {error(rows):.3f}")
    for low, high in pairwise(BINS):
        bin_ = [row for row in rows if low <= row[0] < high]
        if bin_:
            mean = sum(c for c, _ in bin_) / len(bin_)
            print(f"  {low:.2f}-{min(high, 1.0):.2f} {len(bin_):5}  says {mean:.2f}  right {share(bin_):.2f}")
    below, above = [r for r in rows if r[0] < perhaps], [r for r in rows if r[0] >= perhaps]
    part = 100 * len(below) / max(len(rows), 1)
    print(f"  under {perhaps}: {part:.1f}% of the rows, right {share(below):.2f}; above: right {share(above):.2f}")


def share(rows: Sequence[Judged]) -> float:
    """How many are right, 0..1."""
    return sum(right for _, right in rows) / len(rows) if rows else 0.0
