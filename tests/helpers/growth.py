"""Does work grow with what it is given, or with its square?"""

from __future__ import annotations

import time
from collections.abc import Callable

MEASURABLE = 0.01  # seconds of the processor's; less is told apart from noise by nobody
TIMES = 8  # as much: linear work takes eight times as long, quadratic work sixty-four times
BETWEEN = 24
TRIES = 4  # what else runs beside it makes work seem slower, never quicker


def grows_linearly(work: Callable[[int], object]) -> bool:
    """Whether eight times as much takes `work` some eight times as long; it is given how much."""

    def seconds(count: int) -> float:
        begun = time.process_time()
        work(count)
        return time.process_time() - begun

    count = 100
    while (least := seconds(count)) < MEASURABLE:
        count *= 2
    for _ in range(TRIES):
        if seconds(TIMES * count) < BETWEEN * least:
            return True
        least = min(least, seconds(count))
    return False
