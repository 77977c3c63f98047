"""Several processes and threads at one library: who may write, what the others see."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from invented import LIND, counts, found, put, row

from index import derived
from index.adding import Progress
from index.library import Library
from index.store import FILE

WRITER = """
import itertools, json, sys, time
from pathlib import Path
from index.library import Library
folder, lind, end = Path(sys.argv[1]), sys.argv[2], time.monotonic() + float(sys.argv[3])
with Library.open(folder / "library") as library:
    for number in itertools.count():
        if time.monotonic() > end:
            break
        rows = [{"id": i, "outlet": i, "text": f"Lead {number}. " + lind} for i in "bcdef"]
        (folder / "rows.jsonl").write_text("\\n".join(map(json.dumps, rows)), encoding="utf-8")
        library.add([str(folder / "rows.jsonl")])
        library.remove(["e", "f"])
"""


def test_reading_while_another_process_writes(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", *(row(i, LIND) for i in "abcdef"))])
        reads: list[Callable[[], object]] = [
            lambda: library.variants(library.quotations("a")[0].id),
            library.find_quotations,
            lambda: library.find_quotations("agreement"),
            lambda: library.same_words("accept this as the basis of an agreement"),
            lambda: found(library, "agreement"),
            lambda: library.quoted([q.id for q in library.quotations("b")]),
            lambda: list(library.links(min_score=0) or ()),
            library.info,
        ]
        done = 0
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), LIND, "3"]) as writer:
            for read in itertools.cycle(reads):
                read()
                done += 1
                if writer.poll() is not None:
                    break
        assert writer.returncode == 0
        assert done > len(reads)


def test_a_rebuild_elsewhere_is_seen(library: Library, tmp_path: Path) -> None:
    assert [v.quote.article for v in library.same_words(LIND)] == ["one", "two"]
    with Library.open(tmp_path / "library") as other:
        other.rebuild()
    assert [v.quote.article for v in library.same_words(LIND)] == ["one", "two"]
    assert found(library, "talks") == ["two"]


@pytest.mark.parametrize("what", ["add", "remove", "rebuild"])
def test_waiting_for_another_process_can_be_stopped(library: Library, folder: Path, what: str) -> None:
    told: list[Progress] = []
    steps: dict[str, Callable[..., object]] = {
        "add": lambda **how: library.add([str(folder)], **how),
        "remove": lambda **how: library.remove(["one"], **how),
        "rebuild": library.rebuild,
    }
    with FileLock(library.path / derived.LOCK):
        steps[what](progress=told.append, stop=lambda: any("waiting" in p.step for p in told))
    assert any("waiting" in p.step for p in told)
    assert counts(library) == [("one", 1, 1, 1), ("two", 1, 1, 1), ("three", 1, 0, 0)]


def test_threads_do_not_share_the_right_to_add(library: Library) -> None:
    got: list[bool] = []

    def ask() -> None:
        with library._derived.writing_lock(wait=False) as mine:
            got.append(mine)

    with library._derived.writing_lock(wait=False), library._derived.writing_lock(wait=False) as again:
        assert again, "a thread may ask twice"
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    ask()
    assert got == [False, True]


def test_a_mark_that_is_still_being_typed_is_not_called_forgotten(library: Library) -> None:
    assert "not closed" in library.notes('"the basis')[0]
    assert library.notes('"the basis', typing=True) == ()


def test_what_is_not_yet_searchable_is_said(library: Library, tmp_path: Path) -> None:
    assert (library.behind(), library.notes("agreement")) == (0, ())
    with FileLock(library.path / derived.LOCK):  # another process adds, and has not written its index
        db = sqlite3.connect(tmp_path / "library" / FILE)
        db.execute("UPDATE article SET seq = seq + 10 WHERE id <> 'one'")
        db.commit()
        db.close()
        assert library.behind() == 2
        assert library.notes("agreement") == ("2 articles are still being put into the index, and not found yet",)
    assert library.behind() == 0
