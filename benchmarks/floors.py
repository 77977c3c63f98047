"""What would the cheapest possible code take for the work of the three slowest paths, and how far above it are we?

**The full-text index**: the words of each text and their places in a dictionary, and nothing written: no index in
Python can do with less. **Quotations and speakers**: one regular expression that finds words and marks, and nothing
made of them. **Search as you type**: the postings of the same words as ready arrays in memory, put together by numpy,
the best 200 taken, and no passage made. Each beside what quoth takes for the same input, and where that goes.

usage: python -m benchmarks.floors [--articles N] [--library FOLDER] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import copies
from benchmarks.peers import search
from benchmarks.speed import ARTICLES, QUERIES
from benchmarks.table import p95, tails
from index.extracting import quotations_of
from index.model import Article, Quotation
from index.query.tree import Prefix
from index.query.words import words

RUNS = 3
SHOWN = 12  # functions of a profile
MARKS_AND_WORDS = re.compile(r"[\"“”„«»‹›‘’']|\w+")
Made = Sequence[tuple[Article, Sequence[Quotation]]]


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds: the median of some runs."""
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def indexed(made: Made) -> None:
    """The full-text index of articles and their quotations, as `quoth add` makes it."""
    from index.fulltext import FullText

    with tempfile.TemporaryDirectory() as folder:
        index = FullText.open(Path(folder) / "fulltext", "benchmark")
        with index.writer() as writer:
            for article, quotations in made:
                writer.add(article, quotations)
            writer.commit(1)


def placed(made: Made) -> None:
    """Words and places of the same texts, in a dictionary."""
    postings: dict[str, list[tuple[int, list[int]]]] = {}
    texts = (text for article, quotations in made for text in (article.text, *(q.text for q in quotations)))
    for number, text in enumerate(texts):
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words(text)):
            places.setdefault(word, []).append(place)
        for word, where in places.items():
            postings.setdefault(word, []).append((number, where))


def adding(wanted: int, profile: bool) -> None:
    """The two paths of adding."""
    rows = list(islice(copies.rows_of(ARTICLES), wanted))
    articles = [
        Article(r["id"], r["text"], outlet=r["outlet"], published=r["published"], title=r["title"]) for r in rows
    ]
    made = [(article, quotations_of(article)) for article in articles]
    texts = [article.text for article in articles]
    row("full-text index", cpu(lambda: indexed(made)), cpu(lambda: placed(made)), len(rows))
    ours = cpu(lambda: [quotations_of(article) for article in articles])
    row(
        "quotations, all kinds, speakers",
        ours,
        cpu(lambda: [MARKS_AND_WORDS.findall(text) for text in texts]),
        len(rows),
    )
    if profile:
        profiled("full-text index", lambda: indexed(made))
        profiled("quotations, all kinds, speakers", lambda: [quotations_of(article) for article in articles])


def row(name: str, ours: float, floor: float, articles: int) -> None:
    each = 1000 / articles
    print(
        f"{name:34} {ours * each:9.3f} {floor * each:9.3f} {ours / floor:7.1f} x   ms for each of {articles:,} articles"
    )


def as_you_type(library: Path, profile: bool) -> None:
    """What is found for the beginnings of words."""
    engine = search.Quoth(library, library)
    asked = search.queries(QUERIES)["prefix"]
    rounds = search.taken(engine, "prefix", asked, passages=True)
    assert rounds is not None
    held: Any = engine.library._derived.fulltext()._open().articles
    ready = [arrays(held, beginning) for (beginning,) in asked]
    size = max(reader.doc_count_all() for reader in held.leaves.values())
    floor: list[float] = []
    for some in ready:
        begun = time.perf_counter()
        for parts in some:
            scores = np.zeros(size, np.float32)
            for worth, documents in parts:
                scores[documents] = worth
            np.argpartition(-scores, search.TYPED_AT_MOST)[: search.TYPED_AT_MOST]
        floor.append(time.perf_counter() - begun)
    over = statistics.median(p95(one) for one in rounds) / p95(floor)
    print(f"{'search as you type, ms':34} {tails(rounds)}   floor {tails([floor])}   p95 {over:.1f} x")
    if profile:
        profiled("search as you type", lambda: search.taken(engine, "prefix", asked, passages=True))


def arrays(held: Any, beginning: str) -> list[list[tuple[float, Any]]]:
    """For each segment the documents of the words that begin so, the commonest first."""
    from index.fulltext.postings import documents_of

    kept, _ = held.words("text", Prefix("any", beginning))
    found = []
    for reader in held.leaves.values():
        there = [word for word, _ in kept if ("text", word) in reader]
        parts = [np.array(documents_of(reader, "text", word), np.int64) for word in there]
        found.append(sorted(((1 / len(part), part) for part in parts), key=lambda pair: pair[0]))
    return found


def profiled(name: str, work: Callable[[], object]) -> None:
    """Where the time goes: the functions that take most themselves."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats: Any = pstats.Stats(profile)
    print(f"\n{name}: {stats.total_tt:.1f} s under the profiler; of these, in")
    order = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:SHOWN]
    for (file, line, function), (_, calls, own, _, _) in order:
        place = f"{'/'.join(Path(file).parts[-2:])}:{line} {function}" if line else function
        print(f"  {own:6.1f} s {calls:>12,} calls  {place}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=19_042)
    parser.add_argument("--library", type=Path, help="that of `benchmarks.speed --keep` or `benchmarks.growth --keep`")
    parser.add_argument("--profile", action="store_true", help="also print where our time goes")
    options = parser.parse_args()
    print(f"{'':34} {'quoth':>9} {'floor':>9} {'above it':>9}")
    adding(options.articles, options.profile)
    if options.library:
        as_you_type(options.library, options.profile)


if __name__ == "__main__":
    main()
