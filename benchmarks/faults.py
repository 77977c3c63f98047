"""Does a library survive whatever ends a process, or fills its disk, at any write?

usage: python -m benchmarks.faults [--moments N] [--every N] [WORK...]   (`make faults`; about an hour and a half)

Each work (adding, syncing, rebuilding, what a reader writes, taking up an earlier version's library) is ended by
SIGKILL at random moments, before each of its writes and in the middle of it, and works on a disk that is full, or
fails, from each write on. Then a new process must open the library without a word, find all that was reported, find
each article and each quotation by its words, and, the work done again, hold what it would hold undisturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HELPERS = Path(__file__).parent.parent / "tests" / "helpers"
SORTS = ("killed after", "killed before", "torn", "failed (No space", "failed (Input")


def main() -> None:
    sys.path.insert(0, str(HELPERS))
    import breaking

    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--moments", type=int, default=200, help="random moments of each work")
    asked.add_argument("--every", type=int, default=1, help="of the writes, each so-many-th")
    asked.add_argument("works", nargs="*", default=list(breaking.WORKS))
    given = asked.parse_args()
    tried: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "LD_PRELOAD": str(breaking.built(Path(folder))),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        for number, work in enumerate(given.works):
            command = [sys.executable, breaking.__file__, work, f"{folder}/{number}"]
            command += [str(given.moments), str(given.every), "1"]
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
                for line in running.stdout or ():
                    one = json.loads(line)
                    sort = next(sort for sort in SORTS if one["fault"].startswith(sort))
                    tried[work, sort] += 1
                    wrong[work, sort] += bool(one["wrong"])
                    if one["wrong"]:
                        print(f"{work}: {one['fault']}: {'; '.join(one['wrong'])}", flush=True)
            if running.returncode:
                sys.exit(f"{work}: the trial itself failed")
            told = ", ".join(f"{sort}… {tried[work, sort]:,} ({wrong[work, sort]} wrong)" for sort in SORTS)
            print(f"{work}: {told}", flush=True)
    print(f"in all {sum(tried.values()):,} tried, {sum(wrong.values())} with something lost or wrong")


if __name__ == "__main__":
    main()
