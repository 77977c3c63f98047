"""How are figures printed: a row of a table, times as medians with their spread or their tail."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

MB = 1_000_000


def row(name: str, value: str, beside: str = "", ratio: str = "") -> None:
    print(f"{name:60} {value:>22} {beside:>22} {ratio:>10}", flush=True)


def spread(seconds: Sequence[float]) -> str:
    """Median and the range around it, in milliseconds."""
    return f"{statistics.median(seconds) * 1000:,.0f} ms ({min(seconds) * 1000:,.0f}-{max(seconds) * 1000:,.0f})"


def tail(seconds: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:,.0f} / {ordered[math.ceil(0.95 * (len(ordered) - 1))] * 1000:,.0f} ms"
