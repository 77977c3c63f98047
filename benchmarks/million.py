"""What do links cost, and what do they find, in a library of a million quotations?

The quotations are those of `edits`: which are one thing said is known. They are linked as `quoth index rebuild` links
them, a batch of articles at a time, in the order of adding; then articles are added one by one, and texts asked for.
Whoosh has no part in it. Then peers link the same quotations. Prints one table.

With `--linked N` only the last N quotations are linked, the others stored and found without being compared: what
linking costs at that size, and the speeds that need no links, in a fifth of the time.

usage: python -m benchmarks.million [--size N] [--linked N] [--keep FOLDER] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import edits, known
from benchmarks.edits import World
from benchmarks.known import row
from benchmarks.peers import million as peers
from benchmarks.peers.sized import size
from benchmarks.speed import SHARED
from benchmarks.table import MB, tail
from index import linking
from index.adding import BATCH_ARTICLES
from index.derived import Derived, rules_version
from index.deriving import Deriving
from index.library import Library
from index.model import Article, Quotation
from index.store import Store, reading, writing

REUTERS = SHARED / "bench" / "reuters.jsonl.gz"
TRAINING = SHARED / "eval" / "quotes" / "polnear_train_quoted.jsonl"
PRINTINGS_OF_EACH = 3.43  # on average
STORED_AT_ONCE = 2000  # articles
ADDED_ALONE = 40  # articles
ASKED = 400  # texts


def linked(store: Store, derived: Derived, world: World, plans: Sequence[edits.Plan], every: int) -> int:
    """Put articles in and link them, a batch in a transaction; prints how fast it goes. Returns the quotations."""
    work = Deriving(store, derived)
    with store.transaction() as db:
        writing.set_meta(db, "rules", rules_version())
    done = shown = 0
    wall = cpu = since_wall = since_cpu = 0.0
    with derived.writing_lock(wait=True):
        for start in range(0, len(plans), BATCH_ARTICLES):
            made = [world.article(plan)[:2] for plan in plans[start : start + BATCH_ARTICLES]]
            began = time.perf_counter(), time.process_time()
            put(work, made)
            wall += time.perf_counter() - began[0]
            cpu += time.process_time() - began[1]
            done += sum(len(quotations) for _, quotations in made)
            if done - shown >= every:
                part = wall - since_wall, cpu - since_cpu, done - shown
                row(f"  after {done:,}", f"{part[0] / part[2] * 1e3:.2f} ms, CPU {part[1] / part[2] * 1e3:.2f} ms each")
                shown, since_wall, since_cpu = done, wall, cpu
        began = time.perf_counter(), time.process_time()
        derived.growing().flush(reading.last_seq(store.connection))
        wall += time.perf_counter() - began[0]
        cpu += time.process_time() - began[1]
    row(f"linking {done:,} from nothing, with their rows and utterances", f"{wall / 60:.1f} min, CPU {cpu / 60:.1f}")
    return done


def put(work: Deriving, made: Iterable[tuple[Article, tuple[Quotation, ...]]]) -> None:
    """Store articles with their quotations and links, as `adding` does, in one transaction."""
    with work.writing() as db:
        for article, quotations in made:
            key = writing.put_article(db, article, article.path or article.id)
            work.derive(article, key, quotations)
        work.regroup()


def stored(work: Deriving, world: World, plans: Sequence[edits.Plan]) -> None:
    """Store articles with their quotations, which are found and not compared."""
    with work.derived.writing_lock(wait=True):
        for start in range(0, len(plans), STORED_AT_ONCE):
            entries, days = [], []
            with work.writing() as db:
                for plan in plans[start : start + STORED_AT_ONCE]:
                    article, quotations, _ = world.article(plan)
                    key = writing.put_article(db, article, article.path or article.id)
                    keys = writing.put_quotations(db, key, quotations)
                    entries += [(keys[quotation.id], quotation.text) for quotation in quotations]
                    days += [linking.day_number(article.published)] * len(quotations)
                work.derived.growing().add(entries, days=days)
        work.derived.growing().flush(reading.last_seq(work.store.connection))


def added_alone(store: Store, derived: Derived, world: World, plans: Iterable[edits.Plan]) -> None:
    """Articles added one at a time, to the end: SQLite's commit and the postings on disk."""
    taken, cpu = [], []
    for plan in plans:
        article, quotations, _ = world.article(plan)
        began, cpu_began = time.perf_counter(), time.process_time()
        with derived.writing_lock(wait=True):
            put(Deriving(store, derived), [(article, quotations)])
            derived.growing().flush(reading.last_seq(store.connection))
        taken.append(time.perf_counter() - began)
        cpu.append(time.process_time() - cpu_began)
    row(f"one article of {len(quotations)} quotations added, median / p95", tail(taken))
    row("  CPU", tail(cpu))


def asked(folder: Path, world: World, plans: Sequence[edits.Plan]) -> None:
    """What a reader asks: a text against all quotations, the best 20 with their diffs."""
    rng = random.Random(edits.SEED)
    texts = [rng.choice(world.article(plan)[1]).text for plan in rng.sample(plans, min(ASKED, len(plans)))]
    taken, cpu, found = [], [], []
    with Library.open(folder) as library:
        for text in texts[:50]:
            library.same_words(text, limit=20)
        for text in texts:
            began, cpu_began = time.perf_counter(), time.process_time()
            found.append(len(library.same_words(text, limit=20)))
            taken.append(time.perf_counter() - began)
            cpu.append(time.process_time() - cpu_began)
    row("one text against all, best 20 with diff, median / p95", tail(taken))
    row("  CPU", tail(cpu))
    row("  found, on average", f"{statistics.mean(found):.1f}")


def measured(folder: Path, world: World, wanted: int, compared: int) -> None:
    plans = world.plans[:-ADDED_ALONE]
    first = round(len(plans) * (1 - min(1.0, compared / wanted)))
    with Library.open(folder) as library:
        store, derived = library._store, library._derived
        if not reading.count(store.connection, "quotation"):
            stored(Deriving(store, derived), world, plans[:first])
            linked(store, derived, world, plans[first:], compared // 10)
            row("peak memory of it", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB:,.0f} MB")
        for table in ("quotation", "link"):
            row(f"rows of {table}", f"{reading.count(store.connection, table):,}")
        row("utterances", f"{utterances(store):,}")
        row("on disk", f"{size(folder) / MB:,.0f} MB, postings {size(folder / 'postings') / MB:,.0f}")
        added_alone(store, derived, world, world.plans[-ADDED_ALONE:])
        asked(folder, world, plans)
        stories = first // edits.MOST_PRINTINGS, len(world.plans) // edits.MOST_PRINTINGS
        known.judged(store, derived, world, *stories)
    peers.compared(world, plans, *stories)


def utterances(store: Store) -> int:
    """How many things were said by at least two."""
    return int(store.connection.execute("SELECT count(DISTINCT utterance) FROM quotation").fetchone()[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--linked", type=int, help="how many of them are linked; all where it is not said")
    parser.add_argument("--keep", type=Path, help="a folder for the library made, used again where it is there")
    parser.add_argument("--profile", action="store_true", help="also print where the time goes")
    options = parser.parse_args()
    if not REUTERS.exists() or not TRAINING.exists():
        print(f"{REUTERS} or {TRAINING} is not there: nothing to measure with (SHARED=... names its folder)")
        return 0
    world = World(edits.stretches(REUTERS, TRAINING, round(options.size / PRINTINGS_OF_EACH)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        asked_for = folder, world, options.size, options.linked or options.size
        profile = cProfile.Profile()
        if options.profile:
            profile.runcall(measured, *asked_for)
            pstats.Stats(profile).sort_stats("tottime").print_stats(35)
        else:
            measured(*asked_for)
    return 0


if __name__ == "__main__":
    sys.exit(main())
