"""A real standalone cluster of Spark on this machine: a master and workers, each a process of its own on 127.0.0.1.

As long as the command after `--` runs, with the master's address in QUOTH_MASTER; without a command, until ctrl+c.

usage: python -m benchmarks.cluster [--workers N] [--memory 2g] [-- COMMAND...]
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
MEMORY = "2g"
CORES = 1  # of each worker
SESSION, USED = 3, slice(11, 15)  # of /proc/PID/stat behind the name: its own and its ended children's, user and system
STARTED, REGISTERED = "Starting Spark master", "Registering worker"


@dataclass
class Cluster:
    """A master and its workers."""

    master: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def cpu(self) -> float:
        """The CPU seconds that the workers, their executors and Pythons have used: others share the machine."""
        used = 0.0
        sessions = {worker.pid for worker in self.workers}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[SESSION]) in sessions:
                    used += sum(map(int, fields[USED]))
        return used / os.sysconf("SC_CLK_TCK")

    def kill(self, number: int) -> None:
        """Kill a worker with its executor and their Pythons, as if its machine had gone."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()


@contextlib.contextmanager
def cluster(workers: int = 2, memory: str = MEMORY) -> Iterator[Cluster]:
    """A cluster with so many workers of one core each; it ends when this is left."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as stack:
        port = _free_port()
        found = Cluster(f"spark://{HOST}:{port}")
        log = Path(folder, "master.log")
        master = _started(
            ["org.apache.spark.deploy.master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0"], log
        )
        stack.callback(_ended, master)
        with log.open() as lines:
            _wait_for(lines, STARTED, master)
            for number in range(workers):
                place = Path(folder, f"worker{number}")
                asked = ["--host", HOST, "--cores", str(CORES), "--memory", memory, "--work-dir", str(place)]
                worker = _started(
                    ["org.apache.spark.deploy.worker.Worker", *asked, "--webui-port", "0", found.master],
                    Path(folder, f"worker{number}.log"),
                )
                stack.callback(_ended, worker)
                found.workers.append(worker)
                _wait_for(lines, REGISTERED, worker)
        yield found


def _started(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    spec = importlib.util.find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise SystemExit("pyspark is not installed: quoth[spark]")
    home = Path(spec.origin).parent
    env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_MEMORY": "512m"}
    env["PYSPARK_PYTHON"] = sys.executable
    log.touch()
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), *command], stdout=out, stderr=out, env=env, start_new_session=True
        )


def _wait_for(lines: IO[str], told: str, process: subprocess.Popen[bytes]) -> None:
    """Read the master's log until it says so. Raises SystemExit where the process ended before."""
    while told not in (line := lines.readline()):
        if line:
            continue
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            raise SystemExit(f"Spark did not start: {' '.join(map(str, process.args))}")  # type: ignore[arg-type]


def _ended(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default=MEMORY)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    with cluster(asked.workers, asked.memory) as running:
        print(f"{running.master} with {asked.workers} workers", file=sys.stderr, flush=True)
        if command:
            sys.exit(
                subprocess.run(command, env={**os.environ, "QUOTH_MASTER": running.master}, check=False).returncode
            )
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    main()
