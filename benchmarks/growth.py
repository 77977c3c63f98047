"""How does each figure grow with the library? The table of `sized` at several sizes, and a plot of them all.

The articles are those of ../shared/bench (or SHARED=...), and where more are wanted copies of them (`copies`). Adding
200,000 takes half an hour; with `--keep` what was made is kept, and only measured when this is run again.

usage: python -m benchmarks.growth [--sizes N ...] [--keep FOLDER] [--runs N] [--out SVG] [--document MARKDOWN]
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import copies, performance, plot, waiting
from benchmarks.peers import links, sized
from benchmarks.peers.sized import Figure
from benchmarks.speed import ARTICLES, QUERIES, WORDS, machine
from benchmarks.table import p95
from index.library import Library

SIZES = (1_000, 19_042, 200_000)
LINKED_AT_MOST = 100_000  # articles: more take RapidFuzz and datasketch as long as `make million`, which tells it


def measured(count: int, folder: Path, runs: int) -> list[Figure]:
    """The table of one size, and its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.jsonl"
    if not articles.exists():
        copies.write(list(copies.rows_of(ARTICLES)), count, articles)
    print(f"\n{count:,} articles", flush=True)
    figures = sized.measured(articles, count, folder, QUERIES, runs)
    figures.append(Figure(count, "a letter typed in the reader, p95", "quoth", p95(typed(folder, count))))
    if count <= LINKED_AT_MOST:
        with Library.open(sized.library_of(folder)) as library, tempfile.TemporaryDirectory() as other:
            took = links.compared(library, other)
        figures += [Figure(count, "linking from nothing", who, seconds) for who, seconds in took.items()]
    sized.kept(figures, folder / "figures.jsonl")
    return figures


def typed(folder: Path, count: int) -> list[float]:
    """Seconds from a letter typed in the reader's search to what it finds, all painted."""
    reader = waiting.Reader(sized.library_of(folder), f"{count:,}".encode())
    terminal = reader.started()
    terminal.until(reader.shown)
    terminal.settle()
    words = json.loads(QUERIES.read_text(encoding="utf-8"))["term"][:WORDS]
    found = waiting.show_typed(terminal, words)
    terminal.close(waiting.QUIT)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for what is made, used again where it is there")
    parser.add_argument("--out", type=Path, default=Path("docs/growth.svg"))
    parser.add_argument("--document", type=Path, help="have the table in it, too (docs/performance.md)")
    options = parser.parse_args()
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not there: nothing to measure with (SHARED=... names its folder)")
        return 0
    for package in ("index", "tui"):
        compileall.compile_dir(package, quiet=1)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as temporary:
        machine()
        for count in options.sizes:
            figures += measured(count, (options.keep or Path(temporary)) / str(count), options.runs)
            options.out.write_text(plot.drawn(figures), encoding="utf-8")
        machine()
    print(f"\n{options.out} shows them all")
    if options.document:
        performance.written(figures, options.document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
