"""What does a process take from its start to its end?

It is started by a small one between: what is started counts its starter's memory as its own until it is itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

STARTER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
print(json.dumps([os.waitstatus_to_exitcode(status), time.perf_counter() - started, cpu, memory]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds on the clock, CPU seconds, peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str]) -> Run:
    """Run a process to its end; its output is thrown away. Raises RuntimeError where it fails."""
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, *command], capture_output=True, check=True)
    code, wall, cpu, memory = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)}: exit {code}\n{done.stderr.decode()}")
    return Run(wall, cpu, memory)
