"""Is what Spark makes of some articles what the local path makes of them, quotation for quotation and link for link?

Adds the inputs to a new library, runs `quoth scale` on them, and prints a table of counts: what both have, what only
one has, and the first few of these by id. Exit code 1 where anything differs. Without --master, on a standalone cluster
that is started for it (`cluster`); with `--kill STEP` one of its workers is killed in the middle of that step.

usage: python -m benchmarks.scale [--master URL | --workers N [--kill STEP]] [--keep FOLDER] [--most N] [--only-spark]
                                  [--conf NAME=VALUE]... INPUT...
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.cluster import Cluster, cluster
from index.library import Library
from index.scale.running import run
from index.scale.session import session
from index.scale.steps import Progress
from index.store import reading
from index.store import utterances as stored
from index.tracing import Copied

SHOWN = 5  # differences named of each kind
EXECUTOR = "1500m"  # of a worker's memory; the rest is for its Python
Rows = Mapping[Any, Any]


def of_library(folder: Path) -> dict[str, Rows]:
    """All that the local path derived, by what is compared."""
    with Library.open(folder, create=False) as library:
        db = library._store.connection
        ids = dict(db.execute("SELECT key, id FROM article").fetchall())
        quotations = {q.id: told_quotation(q) for _, q in reading.quotations(db)}
        links = {(x.a, x.b): (x.score, x.relation, x.altered, x.reason) for x in reading.links(db)}
        names = reading.ids_in_order(db, [key for (key,) in db.execute("SELECT key FROM quotation").fetchall()])
        rows = db.execute("SELECT key, utterance FROM quotation WHERE utterance NOT NULL AND continues IS NULL")
        utterances = {names[key]: names[utterance] for key, utterance in rows.fetchall()}
        events = {ids[key]: ids[event] for key, event in db.execute("SELECT key, event FROM article").fetchall()}
        alike = {(ids[a], ids[b]): score for a, b, score in db.execute("SELECT a, b, score FROM alike").fetchall()}
        articles: dict[str, dict[str, None]] = {}
        for member, utterance in utterances.items():
            articles.setdefault(utterance, {})[member.rpartition("#")[0]] = None
        copied = Copied()
        copies = {}
        for utterance, some in articles.items():
            texts = stored.newest(db, stored.article_keys(db, some))
            copies.update({(utterance, a): b for a, b in copied.among(db, texts).items()})
        return {
            "quotations": quotations,
            "links": links,
            "utterances": utterances,
            "alike": alike,
            "events": events,
            "copies": copies,
        }


def told_quotation(q: Any) -> tuple[Any, ...]:
    return (q.text, q.kind, q.speaker, q.speaker_text, q.cue, q.confidence, q.continues, q.role, q.within)


def of_scale(folder: Path) -> dict[str, Rows]:
    """The same from what Spark wrote."""
    import pyarrow.dataset as ds

    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ds.dataset(folder / name, format="parquet").to_table().to_pylist()
        return found

    names = ("text", "kind", "speaker", "speaker_text", "cue", "confidence", "continues", "role", "within")
    ids = {row["number"]: row["id"] for row in rows("articles")}
    return {
        "quotations": {row["id"]: tuple(row[name] for name in names) for row in rows("quotations")},
        "links": {
            (row["a"], row["b"]): (row["score"], row["relation"], row["altered"], row["reason"])
            for row in rows("links")
        },
        "utterances": {row["member"]: row["utterance"] for row in rows("utterances")},
        "alike": {(ids[row["a"]], ids[row["b"]]): row["score"] for row in rows("alike")},
        "events": {row["article"]: row["event"] for row in rows("events")},
        "copies": {(row["utterance"], row["article"]): row["copies"] for row in rows("copies")},
    }


def compared(local: Mapping[str, Rows], scaled: Mapping[str, Rows], most: int = SHOWN) -> bool:
    """Print what differs; whether nothing does."""
    same = True
    print(f"{'':12} {'local':>9} {'spark':>9} {'equal':>9} {'differ':>7} {'only local':>11} {'only spark':>11}")
    for what, mine in local.items():
        theirs = scaled[what]
        both = mine.keys() & theirs.keys()
        differ = sorted(key for key in both if mine[key] != theirs[key])
        only, others = sorted(mine.keys() - theirs.keys()), sorted(theirs.keys() - mine.keys())
        counts = (len(mine), len(theirs), len(both) - len(differ), len(differ), len(only), len(others))
        print(f"{what:12} {counts[0]:9,} {counts[1]:9,} {counts[2]:9,} {counts[3]:7,} {counts[4]:11,} {counts[5]:11,}")
        for key in differ[:most]:
            print(f"  differs: {key}: {mine[key]} / {theirs[key]}")
        for name, some in (("local", only), ("spark", others)):
            for key in some[:most]:
                print(f"  only {name}: {key}")
        same = same and not (differ or only or others)
    return same


class Telling:
    """Prints what each step made; kills a worker in the middle of one step."""

    def __init__(self, running: Cluster | None, kill: str | None) -> None:
        self.running, self.kill = running, kill
        self.cpu: dict[str, float] = {}  # by step
        self.before = 0.0

    def __call__(self, progress: Progress) -> None:
        if progress.rows is not None:
            kept = " (kept)" if progress.kept else ""
            now = self.running.cpu() if self.running is not None else 0.0
            self.cpu[progress.step], self.before = max(0.0, now - self.before), now
            told = f"{progress.rows:12,} rows {progress.seconds:8.1f} s {self.cpu[progress.step]:8.1f} s of CPU"
            print(f"{progress.step:28} {told}{kept}", flush=True)
        elif progress.step == self.kill and self.running is not None and progress.total:
            print(f"{progress.step:28} a worker is killed at {progress.done} of {progress.total} tasks", flush=True)
            self.running.kill(0)
            self.kill = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--master")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", metavar="STEP")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only-spark", action="store_true")
    parser.add_argument("--most", type=int, default=SHOWN)
    parser.add_argument("--conf", action="append", default=[])
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        library = folder / "library"
        if not asked.only_spark and not (library / "library.sqlite3").exists():
            with Library.open(library) as fresh:
                began, used = time.monotonic(), sum(os.times()[:4])
                fresh.add(asked.inputs)
                used = sum(os.times()[:4]) - used
                print(f"local: {time.monotonic() - began:.1f} s, at least {used:.1f} s of CPU", flush=True)
        running = None if asked.master else stack.enter_context(cluster(asked.workers))
        options = {"spark.executor.memory": EXECUTOR, **dict(one.split("=", 1) for one in asked.conf)}
        began = time.monotonic()
        spark = session(asked.master or running.master, options)
        telling = Telling(running, asked.kill)
        ran = run(spark, asked.inputs, str(folder / "scale"), telling)
        told = f"steps {sum(ran.seconds.values()):.1f} s, {sum(telling.cpu.values()):.1f} s of the workers' CPU"
        print(f"spark: {time.monotonic() - began:.1f} s; {told}")
        spark.stop()
        same = asked.only_spark or compared(of_library(library), of_scale(folder / "scale"), asked.most)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
