"""Does the reader stay as it is over hours: its memory, its keys, what it finds, while articles are added and synced?

usage: python -m benchmarks.soak [--minutes N] [--keep FOLDER]   (`make soak MINUTES=480`)

A real reader in a pseudo-terminal on a copy of the library of 19,042 articles (needs ../shared, or SHARED=...), its
keys pressed by turns: quotations, lines, pages, comparing, the list, searches that are typed. Beside it one process
adds articles and one syncs feeds of a server on this machine, each again and again. Each minute is a row; at the end
there is the slope of each column per hour, by least squares, without the first third, in which Python and the caches
fill. Memory is told in two: what the reader holds, and what the system keeps of the library's files for it, which it
takes back when it likes and which grows with the library.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import speed, waiting
from benchmarks.process import run
from benchmarks.terminal import Terminal

HELPERS = Path(__file__).parent.parent / "tests" / "helpers"
WARM = 3  # the first part of so many is not counted
AT_ONCE = 20  # articles added at a time
BETWEEN = 10.0  # seconds between two addings, and between two syncs
FEEDS, ENTRIES = 3, 5
DOWN, UP = b"\x1b[B", b"\x1b[A"
KEYS = (b"]", b"[", DOWN, UP, b" ", b"b", b"]", b"d", b"\x1b", b"h", b"j", b"k", b"\r")
# A screen that opens, a key after which the terminal is given time to go on, and those that a text without more lines
# does not answer: what is painted next is none of theirs.
WAITED = (b"d", b"\x1b", b"\r", DOWN, UP, b"b")
COLUMNS = ("reader MB", "mapped MB", "files", "threads", "key p50 ms", "key p95 ms", "find p50 ms", "library MB")


class Beside(threading.Thread):
    """Adds and syncs again and again, by commands as a user gives them; `failed` is what went wrong."""

    def __init__(self, library: Path, folder: Path) -> None:
        super().__init__(daemon=True)
        self.library, self.folder = library, folder
        self.ended = threading.Event()
        self.failed: list[str] = []
        self.added = self.synced = 0

    def run(self) -> None:
        from newsroom import Newsroom
        from servers import serving

        room = Newsroom(ENTRIES)
        rows = speed.others()
        with serving(room) as server:
            room.base = server.address
            self.quoth("feeds", "add", *(server.url(f"/feed/{number}") for number in range(FEEDS)))
            for number in range(sys.maxsize):
                if self.ended.is_set():
                    return
                some = [{**one, "id": f"soak-{number}-{one['id']}"} for one in random.sample(rows, AT_ONCE)]
                file = self.folder / "rows.jsonl"
                file.write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
                self.quoth("add", str(file))
                self.added += AT_ONCE
                room.changed[number % (FEEDS * ENTRIES)] = number + 2  # one story more was changed
                self.quoth("sync", "-q", *(server.url(f"/feed/{number}") for number in range(FEEDS)))
                self.synced += 1
                self.ended.wait(BETWEEN)

    def quoth(self, *given: str) -> None:
        command = [*waiting.QUOTH, "--library", str(self.library), *given]
        environment = os.environ | {"XDG_STATE_HOME": str(self.library.parent / "state")}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            self.failed.append(f"{' '.join(given[:2])}: {done.returncode}: {done.stderr[-300:]}")


def taken(pid: int, library: Path) -> tuple[float, float, int, int, float]:
    """Memory of its own and of files in MB, open files, threads of a process; MB of its library."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    facts = dict(line.split(":", 1) for line in status.splitlines())
    files = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208
    size = sum(path.stat().st_size for path in library.rglob("*") if path.is_file())
    own, mapped = (int(facts[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped, files, int(facts["Threads"]), size / 1_000_000


def a_minute(
    terminal: Terminal, words: Sequence[str], rng: random.Random, seconds: float
) -> tuple[list[float], list[float]]:
    """Press keys for so long: seconds to the first paint of each, and of what a search found."""
    keys: list[float] = []
    found: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for key in KEYS:
            answer = terminal.press(key)
            if answer is not None and key not in WAITED:
                keys.append(answer[0])
        terminal.press(b"f")
        word = rng.choice(words)[:8]
        for at, letter in enumerate(word, 1):
            answer = terminal.press_twice_answered(letter.encode(), 1.0) if at >= waiting.LETTERS else None
            if at < waiting.LETTERS:
                terminal.press(letter.encode())
            if answer is not None:
                found.append(answer[1])
        terminal.press(waiting.ERASE)
        terminal.press(b"\x1b")
        terminal.press(b"\x1b")
    return keys, found


def slope(values: Sequence[float]) -> float:
    """How much a column grows in an hour, a value each minute."""
    if len(values) < 2:
        return 0.0
    return 60.0 * statistics.linear_regression(range(len(values)), values).slope


def main() -> int:
    sys.path.insert(0, str(HELPERS))
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--minutes", type=int, default=30)
    asked.add_argument("--keep", type=Path, help="a folder with the library that `benchmarks.speed --keep` made")
    given = asked.parse_args()
    if not speed.ARTICLES.exists():
        print(f"{speed.ARTICLES} is not there: nothing to read (SHARED=... names its folder)")
        return 0
    words = json.loads(speed.QUERIES.read_text(encoding="utf-8"))["term"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = (given.keep or folder) / "library"
        if not made.exists():
            run([*waiting.QUOTH, "--library", str(made), "add", str(speed.ARTICLES)])
        library = folder / "soaked"
        speed.copied(made, library)
        reader = waiting.Reader(library, b"19,042")
        terminal = reader.started("show", speed.quoted_article(made), "--open")
        terminal.until(reader.shown)
        terminal.settle()
        beside = Beside(library, folder)
        beside.start()
        rows = _minutes(terminal, library, words, given.minutes)
        beside.ended.set()
        beside.join()
        terminal.close(waiting.QUIT)
        _tell(rows, beside)
        wrong = subprocess.run(
            [*waiting.QUOTH, "--library", str(library), "index", "check"], capture_output=True, text=True
        )
        print(f"quoth index check afterwards: {wrong.stdout.strip().splitlines()[-1]}")
        shutil.rmtree(library)
    return 1 if beside.failed or wrong.returncode else 0


def _minutes(terminal: Terminal, library: Path, words: Sequence[str], minutes: int) -> list[tuple[float, ...]]:
    rng = random.Random(1)
    rows: list[tuple[float, ...]] = []
    print("minute  " + "  ".join(f"{name:>12}" for name in COLUMNS), flush=True)
    for minute in range(minutes):
        keys, found = a_minute(terminal, words, rng, 60.0)
        own, mapped, files, threads, size = taken(terminal.pid, library)
        ordered = sorted(keys)
        p95 = ordered[int(0.95 * len(ordered))]
        find = statistics.median(found) if found else 0.0
        rows.append((own, mapped, files, threads, 1_000 * statistics.median(keys), 1_000 * p95, 1_000 * find, size))
        print(f"{minute + 1:6}  " + "  ".join(f"{value:12,.1f}" for value in rows[-1]), flush=True)
    return rows


def _tell(rows: Sequence[tuple[float, ...]], beside: Beside) -> None:
    later = rows[len(rows) // WARM :]
    print("slope/h " + "  ".join(f"{slope(column):+12,.1f}" for column in zip(*later, strict=True)))
    print(f"{beside.added:,} articles added, synced {beside.synced:,} times, {len(beside.failed)} commands failed")
    for one in beside.failed[:10]:
        print(one)


if __name__ == "__main__":
    sys.exit(main())
