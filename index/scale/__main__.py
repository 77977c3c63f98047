"""The same as `quoth scale`, for `spark-submit`, which says where the cluster is.

usage: spark-submit [--master URL] index/scale/__main__.py --out DIR INPUT...
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.scale.steps import Progress

# a script's own folder comes first: its modules are no packages of their own
sys.path[:] = [one for one in sys.path if Path(one).resolve() != Path(__file__).resolve().parent]


def main() -> int:
    """Take the steps; 2 where nothing could be read."""
    from index.scale.running import run
    from index.scale.session import session

    parser = argparse.ArgumentParser(description="quotations and links of many articles, with Spark")
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--out", required=True, metavar="DIR")
    asked = parser.parse_args()
    ran = run(session(None, {}), asked.inputs, asked.out, _tell)
    for one in ran.skipped:
        print(f"{one.path}: {one.reason}", file=sys.stderr)
    return 0 if ran.rows else 2


def _tell(progress: Progress) -> None:
    if progress.rows is not None:
        print(f"{progress.step}: {progress.rows:,} rows, {progress.seconds:.1f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
