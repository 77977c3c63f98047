"""How are figures printed: a row of a table, times as medians with their spread or their tail."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

MB = 1_000_000
EXACT_BELOW = 10  # milliseconds: shorter times are printed with a decimal, those of less than one with two


def row(name: str, value: str, beside: str = "", ratio: str = "") -> None:
    print(f"{name:60} {value:>22} {beside:>22} {ratio:>10}", flush=True)


def wide(name: str, values: Sequence[str]) -> None:
    """A row with a column for each peer."""
    print(f"{name:40}", *(f"{value:>22}" for value in values), flush=True)


def spread(seconds: Sequence[float]) -> str:
    """Median and the range around it, in milliseconds."""
    return f"{statistics.median(seconds) * 1000:,.0f} ms ({min(seconds) * 1000:,.0f}-{max(seconds) * 1000:,.0f})"


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(seconds)[math.ceil(0.95 * (len(seconds) - 1))]


def tail(seconds: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    return f"{statistics.median(seconds) * 1000:,.0f} / {p95(seconds) * 1000:,.0f} ms"


def milliseconds(seconds: float) -> str:
    """A time in milliseconds; without the unit."""
    shown = seconds * 1000
    return f"{shown:,.{2 if shown < 1 else 1 if shown < EXACT_BELOW else 0}f}"


def tails(rounds: Sequence[Sequence[float]]) -> str:
    """Of the same questions asked several times: the medians of the rounds' medians and 95th percentiles, and the
    range of the latter."""
    tops = [p95(one) for one in rounds]
    middle = statistics.median(statistics.median(one) for one in rounds)
    around = f"{milliseconds(min(tops))}-{milliseconds(max(tops))}"
    return f"{milliseconds(middle)} / {milliseconds(statistics.median(tops))} ({around})"
