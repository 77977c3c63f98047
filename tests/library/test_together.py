"""Two who read and write notes, an import and a sync at one library: nothing fails, and nothing written is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import breaking
from invented import OTHER, put, row

from index.library import Library

ROUNDS, EACH = 6, 4
PATIENCE = 120.0
IMPORT = """
import sys
from pathlib import Path
from invented import LIND, put, row
from index.library import Library
folder, rounds, each = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with Library.open(folder / "library") as library:
    for number in range(rounds):
        names = [f"r{number}-{one}" for one in range(each)]
        library.add([put(folder / "in", *(row(name, f"{name} is told. " + LIND) for name in names))])
        print(*names, sep="\\n", flush=True)
    library.remove(["r0-0"])
print("done", flush=True)
"""
SYNC = """
import sys
import breaking
from pathlib import Path
from index.library import Library
with Library.open(Path(sys.argv[1]) / "library") as library:
    library.sync(web=breaking.Wire())
    library.sync(web=breaking.Wire())
print("done", flush=True)
"""
READ = """
import sys, time
from pathlib import Path
from index.library import Library
folder, me = Path(sys.argv[1]), sys.argv[2]
seen = set()
with Library.open(folder / "library") as library:
    version = None
    while not (folder / "over").exists():
        if library.version() == version:
            time.sleep(0.02)
            continue
        version = library.version()
        for one in library.articles():
            if one.id not in seen:
                seen.add(one.id)
                library.note(one.id, "seen") if me == "a" else library.tag(one.id, [me])
                library.quotations(one.id)
                print(one.id, flush=True)
        library.search("agreement")
print("done", flush=True)
"""


def begun(code: str, *given: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code, *map(str, given)]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_an_import_a_sync_and_two_readers(tmp_path: Path) -> None:
    breaking.followed(tmp_path)
    readers = [begun(READ, tmp_path, me) for me in ("a", "b")]
    writers = [begun(IMPORT, tmp_path, ROUNDS, EACH), begun(SYNC, tmp_path)]
    for one in writers:
        said, wrong = one.communicate(timeout=PATIENCE)
        assert (one.returncode, wrong) == (0, "")
        assert said.endswith("done\n")
    expected = {f"r{number}-{one}" for number in range(ROUNDS) for one in range(EACH)} - {"r0-0"}
    with Library.open(tmp_path / "library") as library:
        there = {one.id for one in library.articles()}
        assert expected <= there
        assert len(there) == len(expected) + 8, "two feeds of four"
        end = time.monotonic() + PATIENCE
        while {one.article for one in library.all_notes()} < there or dict(library.tags()).get("b", 0) < len(there):
            assert time.monotonic() < end, "a reader does not see what came"
            assert all(one.poll() is None for one in readers), readers[0].stderr
            time.sleep(0.05)
        (tmp_path / "over").touch()
        for one in readers:
            said, wrong = one.communicate(timeout=PATIENCE)
            assert (one.returncode, wrong) == (0, "")
            assert there <= set(said.split())
        assert library.prove().wrong == ()


HOLD = """
import sys
from pathlib import Path
from index.library import Library
with Library.open(Path(sys.argv[1]) / "library") as library, library._derived.writing_lock(wait=True) as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def test_a_lock_whose_process_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    breaking.nothing(tmp_path)
    holder = begun(HOLD, tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    told: list[str] = []
    with Library.open(tmp_path / "library") as library:
        file = put(tmp_path / "in", row("a", OTHER))
        library.add([file], progress=lambda p: told.append(p.step), stop=lambda: any("waiting" in one for one in told))
        assert library.articles() == []
        assert any("waiting for another quoth" in one for one in told)
        holder.send_signal(signal.SIGKILL)
        holder.communicate(timeout=PATIENCE)
        assert library.add([file]).added == ("a",)
