"""What does hostile input find, in hours?

usage: python -m benchmarks.fuzz [--minutes N] [TARGET...]   (`make fuzz MINUTES=600`)

Each reader, the scanner of quotations, queries, diffs and what draws a text get inputs made from sound ones by random
changes (`tests/helpers/fuzzing.py` says what must hold), each target for its share of the time. What is found is kept
in `tests/fuzz/found` in the smallest form that hypothesis makes of it, and tried by the tests ever after.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent / "tests"
AT_ONCE = 200  # examples of one seed: hypothesis keeps what it knows of them
MOST_MEMORY = 4_000_000_000  # bytes of the whole process


def main() -> None:
    sys.path.insert(0, str(TESTS / "helpers"))
    import fuzzing

    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--minutes", type=float, default=60.0, help="of all targets together")
    asked.add_argument("targets", nargs="*", default=list(fuzzing.targets()))
    given = asked.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    print("| target | examples | seconds | slowest | found |\n|---|--:|--:|--:|--:|", flush=True)
    for name in given.targets:
        tried, slowest, found, spent = _hunted(name, 60.0 * given.minutes / len(given.targets))
        print(f"| {name} | {tried:,} | {spent:.0f} | {slowest:.2f} | {found} |", flush=True)


def _hunted(name: str, seconds: float) -> tuple[int, float, int, float]:
    """Examples tried, seconds of the slowest, how many were found, seconds in all."""
    import fuzzing
    from hypothesis import HealthCheck, given, seed, settings

    target = fuzzing.targets()[name]
    tried, slowest, found = 0, 0.0, 0
    last: list[Any] = []
    began = time.monotonic()
    while time.monotonic() - began < seconds:

        @seed(random.randrange(1 << 62))
        @settings(max_examples=AT_ONCE, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(target.inputs)
        def check(one: Any) -> None:
            nonlocal tried, slowest
            tried += 1
            last[:] = [one]
            before = time.process_time()
            fuzzing.tried(name, one)
            slowest = max(slowest, time.process_time() - before)

        try:
            check()
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            found += 1
            where = fuzzing.keep(TESTS / "fuzz" / "found", name, last[0])
            print(f"{name}: {type(error).__name__}: {str(error)[:200]!r}: {where}", file=sys.stderr, flush=True)
    return tried, slowest, found, time.monotonic() - began


if __name__ == "__main__":
    main()
