"""How fast is quoth, and how much memory does it take? One table; `make bench` prints it.

Every figure is taken on the 19,042 articles of ../shared/bench (or SHARED=...), beside the peers that do a part of the
same work (`peers`), in the same run; those of quality on the labelled sets there. Seconds are the machine's of that
moment: compare side by side, never with another run. quoth's modules are compiled first, as they are where it is
installed and as those of what stands beside it are.

usage: python -m benchmarks.speed [--runs N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import compileall
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks import baselines_links, waiting
from benchmarks.peers import links, links_labelled, quotations, sized
from benchmarks.table import row
from index.derived import FULLTEXT
from index.library import Library

SHARED = Path(os.environ.get("SHARED", "../shared"))
ARTICLES = SHARED / "bench" / "reuters.jsonl.gz"
QUERIES = SHARED / "bench" / "reuters_queries.json"
ADDED = 6_000  # articles added while keys are pressed
WORDS = 12  # typed into the search
LOOP = 5_000_000


def quoted_article(library: Path) -> str:
    """The article with most quotations."""
    with Library.open(library) as opened:
        return max(opened.articles(), key=lambda article: article.quotes).id


def compared_links(library: Path, folder: Path) -> None:
    """Links beside peers: the time that all of the library's take, and what the labelled set says of each."""
    with Library.open(library) as opened, tempfile.TemporaryDirectory(dir=folder) as other:
        links.compared(opened, other)
    links_labelled.compared()
    baselines_links.main()


def by_step(folder: Path) -> None:
    """What each step of adding costs: in a process of its own, into a library that is thrown away."""
    print(flush=True)
    with tempfile.TemporaryDirectory(dir=folder) as other:
        subprocess.run([sys.executable, "-m", "benchmarks.steps", str(ARTICLES), other], check=True)


def copied(library: Path, copy: Path) -> None:
    """Copy a library. Its full-text files are linked: they are never changed, and trusted by their inodes."""
    shutil.copytree(library, copy, ignore=shutil.ignore_patterns(FULLTEXT))
    shutil.copytree(library / FULLTEXT, copy / FULLTEXT, copy_function=os.link)


def machine() -> None:
    """How fast is Python here and now? Tells whether two tables may be compared."""
    started = time.perf_counter()
    total = 0
    for number in range(LOOP):
        total += number * number
    row(f"{LOOP:,} steps of a loop in Python", f"{(time.perf_counter() - started) * 1000:,.0f} ms")


def others() -> list[dict[str, str]]:
    """Some of the articles as another outlet's."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, ADDED)]
    return [{**one, "id": f"other-{one['id']}", "outlet": "Another Wire"} for one in rows]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the library made, used again where it is there")
    options = parser.parse_args()
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not there: nothing to measure with (SHARED=... names its folder)")
        return 0
    for package in ("index", "tui"):
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print("19,042 articles")
        machine()
        sized.kept(sized.measured(ARTICLES, 19_042, folder, QUERIES, options.runs), folder / "figures.jsonl")
        library = sized.library_of(folder)
        compared_links(library, folder)
        quotations.compared()
        by_step(folder)
        print()
        reader = waiting.Reader(library, b"19,042")
        words = json.loads(QUERIES.read_text(encoding="utf-8"))["term"][:WORDS]
        article = quoted_article(library)
        terminal = reader.started("show", article, "--open")
        terminal.until(reader.shown)
        terminal.settle()
        waiting.show_keys(terminal)
        waiting.show_typed(terminal, words)
        terminal.close(waiting.QUIT)
        with tempfile.TemporaryDirectory() as other:
            waiting.long_article(Path(other))
            copy = waiting.Reader(folder / "copy", reader.shown)  # the library kept stays as it was made
            shutil.rmtree(copy.library, ignore_errors=True)
            copied(library, copy.library)
            waiting.while_adding(copy, article, others(), words, Path(other))
            shutil.rmtree(copy.library)
        machine()
    return 0


if __name__ == "__main__":
    sys.exit(main())
