"""How fast is quoth, and how much memory does it take? One table; `make bench` prints it.

Every figure is taken on the 19,042 articles of ../shared/bench (or SHARED=...), beside what it is compared with, in the
same run. Seconds are the machine's of that moment: compare side by side, never with another run.

usage: python -m benchmarks.speed [--runs N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import empty_app
from benchmarks.terminal import Terminal

SHARED = Path(os.environ.get("SHARED", "../shared"))
ARTICLES = SHARED / "bench" / "reuters.jsonl.gz"
QUERIES = SHARED / "bench" / "reuters_queries.json"
QUOTH = [sys.executable, "-m", "tui"]
KEY_PRESSES = 40
TO_THE_LIST = b"h"
KEYS = (
    ("] and [ (next, previous quotation)", b"", b"]["),
    ("j and k in the text (a line)", b"", b"jk"),
    ("space and b in the text (a page)", b"g", b" b"),
    ("j and k in the list (an article)", TO_THE_LIST, b"jk"),
    ("G and g in the list (19,042 articles)", b"", b"Gg"),
)
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds on the clock, CPU seconds, peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str], *, accept: tuple[int, ...] = (0,)) -> Run:
    """Run a process to its end; its output is thrown away. Raises RuntimeError where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}\n{said.decode()}")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def row(name: str, value: str, beside: str = "", ratio: str = "") -> None:
    print(f"{name:60} {value:>22} {beside:>22} {ratio:>10}", flush=True)


def spread(seconds: Sequence[float]) -> str:
    """Median and the range around it, in milliseconds."""
    return f"{statistics.median(seconds) * 1000:,.0f} ms ({min(seconds) * 1000:,.0f}-{max(seconds) * 1000:,.0f})"


def tail(seconds: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:,.0f} / {ordered[math.ceil(0.95 * (len(ordered) - 1))] * 1000:,.0f} ms"


def adding(folder: Path) -> Path:
    """`quoth add` of all articles beside Whoosh alone; returns the library made."""
    alone = run([sys.executable, "-m", "benchmarks.whoosh_alone", str(ARTICLES), str(folder / "whoosh")])
    library = folder / "library"
    ours = run([*QUOTH, "--library", str(library), "add", str(ARTICLES)])
    row("add, CPU seconds", f"{ours.cpu:.1f} s", f"{alone.cpu:.1f} s", f"{ours.cpu / alone.cpu:.2f} x")
    row("add, seconds on the clock", f"{ours.wall:.1f} s", f"{alone.wall:.1f} s", f"{ours.wall / alone.wall:.2f} x")
    row("add, peak memory", f"{ours.memory / MB:,.0f} MB", f"{alone.memory / MB:,.0f} MB")
    row("on disk", f"{size(library) / MB:,.0f} MB", f"{size(folder / 'whoosh') / MB:,.0f} MB")
    again = run([*QUOTH, "--library", str(library), "add", str(ARTICLES)])
    row("add again, nothing changed, CPU seconds", f"{again.cpu:.1f} s")
    return library


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def opening(library: Path, runs: int) -> None:
    """Opening the library and counting it, beside Python doing nothing; then a plain search."""
    nothing = [run([sys.executable, "-c", "pass"]).wall for _ in range(runs)]
    opened = [run([*QUOTH, "--library", str(library), "list", "--limit", "1"]).wall for _ in range(runs)]
    row("open it, print one article (whole process)", spread(opened), spread(nothing))
    search = [run([*QUOTH, "--library", str(library), "search", "market", "--limit", "20"]).wall for _ in range(runs)]
    row("search, 20 passages (whole process)", spread(search), spread(nothing))


def remembering(library: Path) -> dict[str, str]:
    """Where the reader remembers its place: beside the library, and not where the one who measures has theirs."""
    return {"XDG_STATE_HOME": str(library.parent / "state")}


def first_frame(library: Path, runs: int) -> None:
    """From the start of the process to the first painted list, beside an empty Textual app's first frame."""
    empty, ours, memory = [], [], 0
    for _ in range(runs):
        terminal = Terminal([sys.executable, "-m", "benchmarks.empty_app"], {})
        empty.append(terminal.until(empty_app.MARKER.encode()))
        terminal.settle()
        terminal.close(b"q")
        terminal = Terminal([*QUOTH, "--library", str(library)], remembering(library))
        ours.append(terminal.until(b"19,042"))
        terminal.settle()
        memory = max(memory, terminal.close(b"\x11")[1])
    over = statistics.median(o - e for o, e in zip(ours, empty, strict=True))
    row("first frame", spread(ours), spread(empty), f"+{over * 1000:,.0f} ms")
    row("reader, peak memory", f"{memory / MB:,.0f} MB")


def keys(library: Path) -> None:
    """From a key to the first paint of its answer and to the last (scroll bar, other pane), the reader on the library.

    In the list the article under the cursor is shown once the cursor has rested, which is the last paint there.
    """
    terminal = Terminal(
        [*QUOTH, "--library", str(library), "show", quoted_article(library), "--open"], remembering(library)
    )
    terminal.until(b"19,042")
    terminal.settle()
    for name, before, pair in KEYS:
        for key in before:
            terminal.press(bytes([key]))
        terminal.settle()
        answers = [terminal.press(pair[n % 2 : n % 2 + 1]) for n in range(KEY_PRESSES)]
        seen = [answer for answer in answers if answer]
        row(f"{name}: first paint, p50 / p95", tail([first for first, _ in seen]), f"{len(seen)} presses")
        row(f"{name}: all painted, p50 / p95", tail([last for _, last in seen]))
    terminal.close(b"\x11")


def quoted_article(library: Path) -> str:
    """The article with most quotations."""
    from index.library import Library

    with Library.open(library) as opened:
        return max(opened.articles(), key=lambda article: article.quotes).id


def searching(library: Path) -> None:
    """Queries inside one process, 20 passages each, the index warm."""
    from index.library import Library

    queries = json.loads(QUERIES.read_text(encoding="utf-8"))
    with Library.open(library) as opened:
        for kind, texts in queries.items():
            asked = [as_query(kind, text) for text in texts]
            opened.search(asked[0], 20)
            taken = []
            for query in asked:
                started = time.perf_counter()
                list(opened.search(query, 20))  # type: ignore[arg-type]
                taken.append(time.perf_counter() - started)
            row(f"search by {kind}, 20 passages, p50 / p95", tail(taken))


def as_query(kind: str, words: str | list[str]) -> str:
    """A line of the queries' file in the query language."""
    text = words if isinstance(words, str) else " ".join(words)
    return {"phrase": f'"{text}"', "fuzzy": f"{text}~", "prefix": f"{text}*"}.get(kind, text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the library made, used again where it is there")
    options = parser.parse_args()
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not there: nothing to measure with (SHARED=... names its folder)")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        row("19,042 articles", "quoth", "beside", "ratio")
        library = folder / "library"
        if not library.exists():
            library = adding(folder)
        opening(library, options.runs)
        first_frame(library, options.runs)
        keys(library)
        searching(library)
    return 0


if __name__ == "__main__":
    sys.exit(main())
