"""What does a library of some size cost, and how fast does it answer, beside the peers on the same articles?

Adding, its size on disk and in memory, opening, the first frame, searching, and asking for the same words. Prints one
table, and gives its figures for a plot. What adding cost is kept in the folder, so that a library that is there need
not be made again to be measured.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import process

from benchmarks import waiting
from benchmarks.peers import search
from benchmarks.peers.engines import ENGINES, missing, there
from benchmarks.peers.links import SCORED, SCORER
from benchmarks.process import Run, run
from benchmarks.table import MB, p95, spread, tails, wide
from benchmarks.waiting import QUOTH

SEED = 20_261_123
ASKED = 100  # quotations asked for
SCANNED = 10  # of them by RapidFuzz, which reads them all for each
WORD = "market"
QUOTED = "kind IN ('direct', 'fragment')"


class Figure(msgspec.Struct, frozen=True):
    """One number of a table: how many articles, what of them, whose; in seconds or bytes."""

    articles: int
    what: str
    who: str
    value: float


class Made(msgspec.Struct, frozen=True):
    """What making an index or a library took."""

    wall: float
    cpu: float
    memory: int
    disk: int


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def library_of(folder: Path) -> Path:
    """Where the library is among the peers' indexes."""
    return folder / "library"


def made(articles: Path, folder: Path) -> dict[str, Made]:
    """Make the library and the peers' indexes in a folder, as far as they are not there; what each took."""
    kept = folder / "made.json"
    found: dict[str, Made] = msgspec.json.decode(kept.read_bytes(), type=dict[str, Made]) if kept.exists() else {}
    tasks = {
        name: (folder / name, [sys.executable, "-m", "benchmarks.peers.engines", name, str(articles)])
        for name in there()
    }
    for name, (place, command) in tasks.items():
        if name not in found:
            found[name] = _made(run([*command, str(place)]), place)
            kept.write_bytes(msgspec.json.encode(found))
    library = library_of(folder)
    for name in ("quoth", "quoth again"):
        if name not in found:
            found[name] = _made(run([*QUOTH, "--library", str(library), "add", str(articles)]), library)
            kept.write_bytes(msgspec.json.encode(found))
    return found


def _made(taken: Run, place: Path) -> Made:
    return Made(taken.wall, taken.cpu, taken.memory, size(place))


def measured(articles: Path, count: int, folder: Path, queries: Path, runs: int) -> list[Figure]:
    """Print the table of one size; returns its figures."""
    figures: list[Figure] = []

    def note(what: str, who: str, value: float) -> None:
        figures.append(Figure(count, what, who, value))

    folder.mkdir(parents=True, exist_ok=True)
    adding(articles, folder, note)
    opening(articles, folder, runs, note)
    reader = waiting.Reader(library_of(folder), f"{count:,}".encode())
    ours, empty = waiting.first_frame(reader, runs)
    note("first frame", "quoth", statistics.median(ours))
    note("first frame", "empty Textual app", statistics.median(empty))
    found = search.compared(library_of(folder), articles, folder, search.queries(queries))
    for (kind, who, passages), rounds in found.items():
        for name, worth in (("p50", statistics.median), ("p95", p95)):
            value = statistics.median(worth(one) for one in rounds)
            note(f"{search.NAMES[kind]}{', with passages' if passages else ''}, {name}", who, value)
    same_words(library_of(folder), note)
    return figures


def adding(articles: Path, folder: Path, note: Callable[[str, str, float], None]) -> None:
    """What `quoth add` and the peers' indexes took."""
    took = made(articles, folder)
    names = ["quoth", *ENGINES]
    for name in names[1:]:
        if lacking := missing(name):
            print(f"{name}: {lacking}")
    wide("add, once", names)
    rows: dict[str, tuple[Callable[[Made], float], str]] = {
        "add, CPU seconds": (lambda one: one.cpu, "{:,.1f}"),
        "add, seconds on the clock": (lambda one: one.wall, "{:,.1f}"),
        "add, peak memory, MB": (lambda one: one.memory / MB, "{:,.0f}"),
        "on disk, MB": (lambda one: one.disk / MB, "{:,.0f}"),
    }
    for title, (worth, form) in rows.items():
        wide(title, [form.format(worth(took[name])) if name in took else "-" for name in names])
        for name in names:
            if name in took:
                note(title, name, worth(took[name]))
    wide(
        "CPU seconds for each of Whoosh alone",
        ["{:.2f}".format(took[n].cpu / took["Whoosh alone"].cpu) if n in took else "-" for n in names],
    )
    wide("add again, nothing changed, CPU seconds", [f"{took['quoth again'].cpu:,.1f}"])


def opening(articles: Path, folder: Path, runs: int, note: Callable[[str, str, float], None]) -> None:
    """A process that opens an index and looks for a word, from its start to its end, beside one that does nothing."""
    library = str(library_of(folder))
    commands = {"quoth": [*QUOTH, "--library", library, "search", WORD, "--limit", "20"]}
    for name in there():
        commands[name] = [
            sys.executable,
            "-m",
            "benchmarks.peers.engines",
            name,
            str(articles),
            str(folder / name),
            WORD,
        ]
    commands["quoth, one article listed"] = [*QUOTH, "--library", library, "list", "--limit", "1"]
    commands["Python doing nothing"] = [sys.executable, "-c", "pass"]
    taken = {name: [run(command) for _ in range(runs)] for name, command in commands.items()}
    wide("open, look for a word (whole process)", list(commands))
    wide("", [spread([one.wall for one in some]) for some in taken.values()])
    wide("its peak memory, MB", [f"{max(one.memory for one in some) / MB:,.0f}" for some in taken.values()])
    for name, some in taken.items():
        note("open, look for a word", name, statistics.median(one.wall for one in some))


def same_words(library: Path, note: Callable[[str, str, float], None]) -> None:
    """xref and check for quotations drawn at random, in one process, beside RapidFuzz reading all of them."""
    from index.library import Library
    from index.store import reading

    with Library.open(library) as opened:
        said = reading.quotations(opened._store.connection, f"WHERE q.{QUOTED}")
        texts = [q.text for _, q in said]
        chance = random.Random(SEED)
        asked = [q for _, q in chance.sample(said, min(ASKED, len(said)))]
        links = opened.links()
        assert isinstance(links, Iterator)
        tied = sorted({link.b for link in links})
        linked = chance.sample(tied, min(ASKED, len(tied)))
        questions: dict[str, Callable[[int], object]] = {
            "xref, of what others printed": lambda at: opened.variants(linked[at % len(linked)]),
            "xref --text": lambda at: opened.same_words(asked[at].text, 20),
            "check": lambda at: opened.check(asked[at].text),
            f"RapidFuzz's extract of {len(texts):,}": lambda at: process.extract(
                asked[at].text, texts, scorer=SCORER, score_cutoff=SCORED, limit=20
            ),
        }
        wide("the same words, ms: p50 / p95", [f"{len(asked)} quotations"])
        for name, question in questions.items():
            ours = not name.startswith("RapidFuzz")
            question(0)
            rounds = [
                [_timed(question, at) for at in range(len(asked) if ours else SCANNED)] for _ in range(search.ROUNDS)
            ]
            wide(name, [tails(rounds)])
            note(
                f"{name}, p95" if ours else "xref --text, p95",
                "quoth" if ours else "RapidFuzz",
                statistics.median(map(p95, rounds)),
            )


def _timed(question: Callable[[int], object], at: int) -> float:
    begun = time.perf_counter()
    question(at)
    return time.perf_counter() - begun


def kept(figures: Sequence[Figure], path: Path) -> None:
    """Write figures, a line each."""
    path.write_text("".join(json.dumps(msgspec.to_builtins(one)) + "\n" for one in figures), encoding="utf-8")


def read(path: Path) -> list[Figure]:
    """Those of a file."""
    return [msgspec.json.decode(line, type=Figure) for line in path.read_text(encoding="utf-8").splitlines()]
