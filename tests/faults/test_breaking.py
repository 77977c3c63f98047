"""Whatever ends a process, or fills its disk, amid writing: what was reported is there, and the rest can be done again.

`make faults` tries every write and hundreds of moments; here are a few of each, always the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import breaking
import pytest

MOMENTS, STEPS = 3, 3
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="stands in for libc as the loader of Linux lets it"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler"),
]


@pytest.mark.parametrize("work", breaking.WORKS)
def test_nothing_reported_is_lost(work: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "LD_PRELOAD": str(breaking.built(tmp_path)),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, breaking.__file__, work, str(tmp_path / "bench"), str(MOMENTS), f"/{STEPS}", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tried = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(tried) >= MOMENTS + 4 * STEPS
    assert [one for one in tried if one["wrong"]] == []


def test_a_library_that_lost_what_was_reported_would_be_found_out(tmp_path: Path) -> None:
    """The test tests something: a work that reports before it has done is caught."""
    code = (
        "import breaking, ctypes, os, pathlib\n"
        "def early(folder, say):\n"
        "    say('a')\n"
        "    breaking.adding(folder, say)\n"
        "breaking.WORKS['add'] = breaking.Work(breaking.nothing, early, breaking.is_article)\n"
        "bench = breaking.Bench('add', pathlib.Path(os.environ['AT']), ctypes.CDLL(os.environ['LD_PRELOAD']))\n"
        "print(bench.tried(breaking.Fault(breaking.KILL, 20)))\n"
    )
    environment = os.environ | {
        "LD_PRELOAD": str(breaking.built(tmp_path)),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "AT": str(tmp_path / "bench"),
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "a was reported, and is not there" in done.stdout, done.stderr
