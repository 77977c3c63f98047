"""How fast is quoth, and how much memory does it take? One table; `make bench` prints it.

Every figure is taken on the 19,042 articles of ../shared/bench (or SHARED=...), beside what it is compared with, in the
same run. Seconds are the machine's of that moment: compare side by side, never with another run. quoth's modules are
compiled first, as they are where it is installed and as those of what stands beside it are.

usage: python -m benchmarks.speed [--runs N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import compileall
import gzip
import json
import os
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks import waiting
from benchmarks.process import run
from benchmarks.table import MB, row, spread, tail
from benchmarks.waiting import QUOTH
from index.derived import FULLTEXT

SHARED = Path(os.environ.get("SHARED", "../shared"))
ARTICLES = SHARED / "bench" / "reuters.jsonl.gz"
QUERIES = SHARED / "bench" / "reuters_queries.json"
ADDED = 6_000  # articles added while keys are pressed
WORDS = 12  # typed into the search
LOOP = 5_000_000


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
        row("19,042 articles", "quoth", "beside", "ratio")
        machine()
        library = folder / "library"
        if not library.exists():
            library = adding(folder)
        opening(library, options.runs)
        searching(library)
        reader = waiting.Reader(library, b"19,042")
        words = json.loads(QUERIES.read_text(encoding="utf-8"))["term"][:WORDS]
        waiting.first_frame(reader, options.runs)
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
