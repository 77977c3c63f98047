"""What is asked of a library whose process dies, or whose disk is full, in the middle of something.

Each step works on a copy of one library, in a process forked for it under `breaking.c`, which ends it at a write or at
a moment. What the process had reported as done before, it told through a pipe; the parent sees that this is there.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from earlier import taken_back
from invented import CUT, LIND, OTHER, derived_of, found, put, row
from newsroom import Newsroom
from servers import Request

from index.backing import restore
from index.library import Library
from index.model import Quotation
from index.query import QueryProblem
from index.store import LibraryError
from index.web import Fetched, NotFetched

SOURCE: Final = Path(__file__).parent.parent / "faults" / "breaking.c"
COUNT, KILL, TEAR, FAIL = range(4)
LONGEST = 60.0  # seconds after which a process that neither died nor ended hangs
WORDS = ("dawn", "noon", "dusk", "midnight", "ebb", "flood")
Say = Callable[[str], None]


def texts() -> list[dict[str, str]]:
    """Six articles of six outlets: some print the same words."""
    tide = "“The bell will ring at {0} on the eastern pier until the keepers are paid,” said Edda Quill of Oss.\n"
    return [
        *(row(name, text, title=f"Story {name}") for name, text in (("a", LIND), ("b", CUT), ("c", OTHER))),
        *(row(name, LIND + tide.format(word), title=f"Story {name}") for name, word in zip("def", WORDS, strict=False)),
    ]


class Wire:
    """A web of one newsroom, asked without a network: what is tried here is the library."""

    def __init__(self) -> None:
        self.room = Newsroom(4, base="http://room.example")

    def get(self, url: str, *, etag: str | None = None, **_: object) -> Fetched | NotFetched:
        told = self.room(Request(url.removeprefix(self.room.base), {"if-none-match": etag} if etag else {}))
        if told.status == 404:
            return NotFetched(url, "is not there")
        media = told.media.partition(";")[0]
        tag = told.headers.get("ETag") or etag
        return Fetched(url, url, media, "utf-8", told.body, tag, unchanged=told.status == 304)


@dataclass(frozen=True)
class Work:
    """What is done to the library in a folder: `prepare` once, `run` until it is ended, telling what it reports."""

    prepare: Callable[[Path], None]
    run: Callable[[Path, Say], None]
    there: Callable[[Library, str], bool]  # whether what was reported is


def nothing(folder: Path) -> None:
    (folder / "library").mkdir(mode=0o700)


def filled(folder: Path) -> None:
    with Library.open(folder / "library") as library:
        library.add([put(folder / "in", *texts())])


def followed(folder: Path) -> None:
    with Library.open(folder / "library") as library:
        for number in range(2):
            library.add_feed(f"http://room.example/feed/{number}")


def earlier(version: int) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        filled(folder)
        taken_back(folder / "library", version)

    return prepare


def adding(folder: Path, say: Say) -> None:
    rows = texts()
    with Library.open(folder / "library") as library:
        for number in range(0, len(rows), 2):
            library.add([put(folder / f"in{number}", *rows[number : number + 2])])
            for one in rows[number : min(number + 2, len(rows) - 1)]:
                say(one["id"])
        library.remove(["f"])
        library.restore(["f"])
        say("f")


def syncing(folder: Path, say: Say) -> None:
    with Library.open(folder / "library") as library:
        library.sync(web=Wire())  # type: ignore[arg-type]
        for one in library.articles():
            say(one.id)


def rebuilding(folder: Path, say: Say) -> None:
    with Library.open(folder / "library") as library:
        library.rebuild()
        say("a")


def opening(folder: Path, say: Say) -> None:
    with Library.open(folder / "library") as library:
        say(library.articles()[0].id)
        found(library, "bell")


def backed_up(folder: Path) -> None:
    filled(folder)
    with Library.open(folder / "library") as library:
        library.backup(folder / "a.quoth")
        library.add([put(folder / "later", row("later", "Later. " + OTHER))])


def restoring(folder: Path, say: Say) -> None:
    """A backup takes the place of the library, or is itself made anew: there is one of the two at any moment."""
    restore(folder / "a.quoth", folder / "library", lambda _: None, lambda: False, replace=True)
    with Library.open(folder / "library") as library:
        library.backup(folder / "a.quoth")
    say("a")


def own(folder: Path, say: Say) -> None:
    """All that a reader can write, one thing after another, each of which may stand there already."""
    with Library.open(folder / "library") as library:
        for name, do in OWN.items():
            do(library)
            say(name)


def _saved(library: Library) -> None:
    if "bells" not in [one.name for one in library.saved()]:
        library.save_search("bells", "bell")


def _followed(library: Library) -> None:
    library.add_feed("http://wire.example/feed", outlet="Wire", tags=["sea"])


def words_of(library: Library, article: str) -> Quotation:
    """What an article has in marks first."""
    return next(one for one in library.quotations(article) if one.kind != "indirect")


def _judged(library: Library) -> None:
    library.judge_different(words_of(library, "a").id, words_of(library, "b").id)


def _corrected(library: Library) -> None:
    library.correct_speaker(words_of(library, "c").id, "Edda Quill the Elder")


OWN: Final[dict[str, Callable[[Library], object]]] = {
    "note": lambda library: library.note("a", "call the keeper"),
    "note on words": lambda library: library.note(words_of(library, "c").id, "who heard it?"),
    "tag": lambda library: library.tag("b", ["sea"]),
    "star": lambda library: library.mark_starred("a"),
    "read": lambda library: library.mark_read("c"),
    "saved": _saved,
    "feed": _followed,
    "judged": _judged,
    "corrected": _corrected,
    "edited": lambda library: library.edit(["d"], {"title": "By hand"}),
    "outlet": lambda library: library.name_outlet("E", "Coast Wire"),
}
SEEN: Final[dict[str, Callable[[Library], object]]] = {
    "note": lambda library: [n.text for n in library.notes_of("a")] == ["call the keeper"],
    "note on words": lambda library: [n.text for n in library.notes_of("c")] == ["who heard it?"],
    "tag": lambda library: ("sea", 1) in library.tags(),
    "star": lambda library: next(r for r in library.articles() if r.id == "a").starred,
    "read": lambda library: next(r for r in library.articles() if r.id == "c").read,
    "saved": lambda library: [one.query for one in library.saved()] == ["bell"],
    "feed": lambda library: [one.outlet for one in library.feeds()] == ["Wire"],
    "judged": lambda library: len(library.judgements()) == 1,
    "corrected": lambda library: words_of(library, "c").speaker == "Edda Quill the Elder",
    "edited": lambda library: (library.article("d") or texts()[0]).title == "By hand",  # type: ignore[union-attr]
    "outlet": lambda library: next(r for r in library.articles() if r.id == "e").outlet == "Coast Wire",
}


def is_article(library: Library, name: str) -> bool:
    return library.article(name) is not None


WORKS: Final[dict[str, Work]] = {
    "add": Work(nothing, adding, is_article),
    "sync": Work(followed, syncing, is_article),
    "rebuild": Work(filled, rebuilding, is_article),
    "notes and the like": Work(filled, own, lambda library, name: bool(SEEN[name](library))),
    "backup and restore": Work(backed_up, restoring, is_article),
    "migration": Work(earlier(2), opening, is_article),
}


def everything(library: Library) -> object:
    """All that a library holds and finds, but for the moments at which it was put there."""
    links = library.links()
    assert not isinstance(links, QueryProblem)
    articles = [library.article(one.id) for one in library.articles("title")]
    own_things = (
        sorted((n.article, n.words or "", n.text) for n in library.all_notes()),
        library.tags(),
        [(one.name, one.query) for one in library.saved()],
        sorted((one.a, one.b, one.same) for one in library.judgements()),
        sorted((one.url, one.outlet, one.tags, one.articles) for one in library.feeds()),
        sorted((one.id, one.read, one.starred) for one in library.articles()),
    )
    return json.loads(json.dumps([derived_by_id(library), own_things, articles], default=repr))


def derived_by_id(library: Library) -> object:
    _, quotations, links = derived_of(library)  # type: ignore[misc]
    rows = sorted((r.id, r.quotes, r.links, r.shared) for r in library.articles())
    return rows, sorted(map(repr, quotations)), sorted(map(repr, links))


def disagreeing(library: Library) -> list[str]:
    """What `quoth index check` names, once a rebuild that was broken off is done, as by the reader."""
    library.rebuild(only_if_outdated=True)
    return [f"{one.what}: {', '.join(one.shown[:3])}" for one in library.prove().wrong]


@dataclass(frozen=True)
class Fault:
    """What ends a work: `how`, at the `call`-th write or (None) after `seconds`; `error` where it fails."""

    how: int
    call: int | None = None
    seconds: float = 0.0
    error: int = 0

    def __str__(self) -> str:
        if self.call is None:
            return f"killed after {1000 * self.seconds:.0f} ms"
        failed = f"failed ({os.strerror(self.error)}) from" if self.how == FAIL else ""
        return f"{failed or ('torn at' if self.how == TEAR else 'killed before')} write {self.call}"


def built(folder: Path) -> Path:
    """The library of `breaking.c`, made by the C compiler of the machine."""
    made = folder / "breaking.so"
    if not made.exists():
        command = ["cc", "-O1", "-fPIC", "-shared", "-o", str(made), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)
    return made


class Bench:
    """Copies of one prepared library, each of which a process works on until something ends it."""

    def __init__(self, name: str, folder: Path, shim: ctypes.CDLL) -> None:
        self.work, self.folder, self.shim = WORKS[name], folder, shim
        self.template = folder / "template"
        self.template.mkdir(parents=True)
        _child(lambda _: self.work.prepare(self.template))
        calls, seconds = self.undisturbed()
        self.calls, self.seconds = calls, seconds

    def undisturbed(self) -> tuple[int, float]:
        """How many writes the work takes, and how long; what then is there is `self.expected`."""
        at = self.copy()
        began = time.perf_counter()

        def work(say: Say) -> None:
            self.shim.break_at(os.fsencode(at), -1, COUNT, 0)
            self.work.run(at, lambda _: None)
            say(json.dumps(self.shim.calls_made()))

        told, status = _child(work)
        seconds = time.perf_counter() - began
        if status != 0:
            raise RuntimeError("\n".join(told))
        self.expected = self.told_of(at)
        assert self.expected["wrong"] == []
        return int(told[0]), seconds

    def copy(self) -> Path:
        at = self.folder / "copy"
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(self.template, at)
        return at

    def tried(self, fault: Fault) -> list[str]:
        """What was wrong after one fault: nothing, where all is well."""
        at = self.copy()

        def work(say: Say) -> None:
            if fault.call is not None:
                self.shim.break_at(os.fsencode(at), fault.call, fault.how, fault.error)
            try:
                self.work.run(at, say)
            except (LibraryError, OSError) as error:  # what commands and screens tell
                if fault.how != FAIL or not str(error):
                    raise

        told, status = _child(work, fault.seconds if fault.call is None else None)
        if status not in (0, -signal.SIGKILL):
            return [f"ended with {status}: " + " ".join(told[-9:])]
        wrong = []
        try:
            after = self.told_of(at, told, mended=True)
        except RuntimeError as error:
            return [f"can't be opened: {error}"]
        wrong += [f"{one} was reported, and is not there" for one in after["lost"]]
        wrong += after["wrong"]
        if after["everything"] != self.expected["everything"]:
            wrong.append("done again, the library is another than undisturbed")
        return wrong

    def told_of(self, at: Path, told: list[str] | None = None, *, mended: bool = False) -> dict[str, Any]:
        """What a new process finds: reported things lost, what does not agree; then, done again, all there is."""

        def look(say: Say) -> None:
            with Library.open(at / "library") as library:
                lost = [one for one in told or () if not self.work.there(library, one)]
                wrong = disagreeing(library)
            if mended:
                self.work.run(at, lambda _: None)
            with Library.open(at / "library") as library:
                wrong += disagreeing(library) if mended else []
                say(json.dumps({"lost": lost, "wrong": wrong, "everything": everything(library)}))

        answers, status = _child(look)
        if status != 0:
            raise RuntimeError(" ".join(answers) or f"ended with {status}")
        found: dict[str, Any] = json.loads(answers[-1])
        return found


def _child(work: Callable[[Say], None], seconds: float | None = None) -> tuple[list[str], int]:
    """Let a process forked from this one do something, killed after some seconds.

    Returns what it said, line by line, and how it ended: 0, an error's 1, or minus the signal.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        os.close(reading)
        try:
            work(lambda text: os.write(writing, text.encode() + b"\n") and None)
            status = 0
        except BaseException:  # noqa: BLE001 - told to the parent
            os.write(writing, traceback.format_exc().encode())
        finally:
            os._exit(status)
    os.close(writing)
    killer = threading.Timer(seconds if seconds is not None else LONGEST, os.kill, (process, signal.SIGKILL))
    killer.start()
    with os.fdopen(reading, encoding="utf-8") as stream:
        said = stream.read()
    _, code = os.waitpid(process, 0)
    killer.cancel()
    return said.splitlines(), os.waitstatus_to_exitcode(code)


def faults(bench: Bench, moments: int, every: int, rng: random.Random) -> Iterator[Fault]:
    """Random moments, and of the writes each `every`-th.

    The process is killed before it, in its middle, or from there on the disk is full or fails.
    """
    for _ in range(moments):
        yield Fault(KILL, seconds=rng.uniform(0, bench.seconds))
    for call in range(0, bench.calls, every):
        yield Fault(KILL, call)
        yield Fault(TEAR, call)
        yield Fault(FAIL, call, error=errno.ENOSPC)
        yield Fault(FAIL, call, error=errno.EIO)


def main() -> None:
    """breaking.py WORK FOLDER MOMENTS EVERY SEED: prints a line of JSON for each fault.

    EVERY is a number of writes, or with "/" before it into how many parts of equal length the writes are parted.
    """
    name, folder, moments, every, seed = sys.argv[1:]
    shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
    bench = Bench(name, Path(folder), shim)
    step = bench.calls // int(every[1:]) if every.startswith("/") else int(every)
    for fault in faults(bench, int(moments), step, random.Random(seed)):
        wrong = bench.tried(fault)
        print(json.dumps({"fault": str(fault), "wrong": wrong, "calls": bench.calls}), flush=True)


if __name__ == "__main__":
    main()
