"""How long do peers need to link quotations from nothing, and which of the links do they find?

Each has all quotations of a library, texts alone, and is to give the pairs that have the same words: **RapidFuzz** by
the scorer and threshold that are best on the labelled set, every text with every other; **datasketch** by MinHash LSH
over runs of three words, with the threshold that is best there; **text-matcher** pair by pair with its own defaults.
What can't be done in `PATIENCE` seconds is done for some texts drawn at random, and the whole is calculated from them,
which is said. Recall is of quoth's links; what the labels say of each is printed by `baselines_links`.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from benchmarks import baselines_links
from benchmarks.baselines_links import PERMUTATIONS
from benchmarks.lookup import Dated, looked_up
from index import linking
from index.candidates import Postings
from index.library import Library
from index.matching import LINK_SCORE
from index.model import LINK_RELATIONS, Whole
from index.store import reading
from index.stored import fetch_wholes

SEED = 20_261_123
PATIENCE = 60.0  # seconds
SCORED_AT_ONCE = 2_000_000  # pairs
SCORER, SCORED = fuzz.token_set_ratio, 88  # the best F1 on the labelled set from nothing: of 76, 84, 88, 90, 92
LSH_THRESHOLD = 0.2  # likewise: 0.1 has as good an F1 with twice as many links across events
ASKED_PAIRS = 200  # of quoth's links, given to text-matcher
Pairs = set[tuple[int, int]]
Numbers = NDArray[np.uint32]
folded, shingles = baselines_links.folded.__wrapped__, baselines_links.shingles.__wrapped__  # without what they keep


@dataclass(frozen=True, slots=True)
class Linked:
    """The pairs that one found, and what all take or would take; only pairs of some texts where `of` names these.

    `given` counts all pairs that it gives, or would give.
    """

    took: Took
    pairs: Pairs
    given: int
    of: frozenset[int] | None = None

    def recall(self, true: Pairs) -> float:
        """The share found of the true pairs that it could find."""
        asked = {pair for pair in true if self.of is None or not self.of.isdisjoint(pair)}
        return len(asked & self.pairs) / max(1, len(asked))


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of this process's CPU."""

    wall: float
    cpu: float

    def times(self, factor: float) -> Took:
        """What so many times the work would take."""
        return Took(self.wall * factor, self.cpu * factor)


class Watch:
    """Tells what has gone by since it was made."""

    def __init__(self) -> None:
        self.begun = time.perf_counter(), time.process_time()

    def took(self) -> Took:
        return Took(time.perf_counter() - self.begun[0], time.process_time() - self.begun[1])


def stored(library: Library) -> tuple[list[Whole], Pairs]:
    """What quoth compares in a library, and the pairs that it linked, of their places in the list."""
    db = library._store.connection
    wholes = [w for w in fetch_wholes(library._store, reading.first_parts(db)).values() if w.pieces[0].kind in MARKED]
    place = {piece.id: at for at, whole in enumerate(wholes) for piece in whole.pieces}
    links = library.links()
    assert isinstance(links, Iterator)
    found = {
        (min(place[x.a], place[x.b]), max(place[x.a], place[x.b]))
        for x in links
        if x.relation in LINK_RELATIONS and x.a in place and x.b in place
    }
    return wholes, found


MARKED = ("direct", "fragment")


def by_quoth(wholes: Sequence[Whole], folder: str) -> Linked:
    """As `quoth add` does it, without SQLite and utterances, in one process."""
    of_article: dict[str, list[int]] = {}
    for at, whole in enumerate(wholes):
        of_article.setdefault(whole.article, []).append(at)
    place = {piece.id: at for at, whole in enumerate(wholes) for piece in whole.pieces}
    postings = Postings.open(Path(folder), "benchmark")
    linking.compare_rows(wholes[0], wholes[-1])  # reads what it was fitted with
    watch = Watch()
    pairs: Pairs = set()
    dated = ((linking.day_number(wholes[mine[0]].published), mine) for mine in of_article.values())
    articles = ((day, [(at, wholes[at].text) for at in mine]) for day, mine in dated)
    for mine, found in zip(of_article.values(), looked_up(postings, articles), strict=True):
        for link in linking.link([wholes[at] for at in mine], found.__getitem__, of(wholes), LINK_SCORE):
            if link.relation in LINK_RELATIONS:
                a, b = sorted((place[link.a], place[link.b]))
                pairs.add((a, b))
    return Linked(watch.took(), pairs, len(pairs))


def of(wholes: Sequence[Whole]) -> Callable[[Sequence[int]], Mapping[int, Whole]]:
    """The wholes at some places."""
    return lambda places: {at: wholes[at] for at in places}


def by_rapidfuzz(texts: Sequence[str], patience: float = PATIENCE, some: Sequence[int] | None = None) -> Linked:
    """Every text with every other, by one process in C++; texts drawn at random, of all or of `some`, where that takes
    too long."""
    order = list(range(len(texts)) if some is None else some)
    random.Random(SEED).shuffle(order)
    at_once = max(1, SCORED_AT_ONCE // len(texts))
    ready = [folded(text) for text in texts]
    pairs: Pairs = set()
    done: list[int] = []
    watch = Watch()
    for start in range(0, len(order), at_once):
        rows = order[start : start + at_once]
        found = process.cdist(
            [ready[at] for at in rows], ready, scorer=SCORER, score_cutoff=SCORED, dtype=np.uint8, workers=1
        )
        pairs.update(pair(rows[i], j) for i, j in np.argwhere(found >= SCORED).tolist() if rows[i] != j)
        done += rows
        if watch.took().wall > patience:
            break
    # each pair is scored once where all are done in order
    part = len(done) / len(texts)
    whole = watch.took().times(1 / part / 2)
    if part == 1:
        return Linked(whole, pairs, len(pairs))
    return Linked(whole, pairs, round(len(pairs) / part / 2), frozenset(done))


def by_candidates(articles: Iterable[Dated], folder: str, some: frozenset[int]) -> Linked:
    """What quoth proposes to compare, and does not compare: in one process, each text looked up among those before it;
    only pairs of `some` are kept."""
    own = list(articles)
    postings = Postings.open(Path(folder), "benchmark")
    watch = Watch()
    pairs: Pairs = set()
    given = 0
    for (_, mine), found in zip(own, looked_up(postings, own), strict=True):
        for key, text in mine:
            given += len(found[text])
            pairs.update(pair(key, other) for other in found[text] if key in some or other in some)
    return Linked(watch.took(), pairs, given, some)


def by_datasketch(texts: Sequence[str], some: frozenset[int] | None = None) -> tuple[Linked, Linked]:
    """MinHash LSH, each text looked up among those before it: the pairs as it gives them, and those of them that
    RapidFuzz finds alike, with the time of both; only pairs of `some` are kept where these are given."""
    datasketch = importlib.import_module("datasketch")
    lsh = datasketch.MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
    ready = [folded(text) for text in texts]
    watch = Watch()
    near: list[Numbers] = []
    for at, text in enumerate(texts):
        sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        near.append(np.array(lsh.query(sketch), np.uint32))
        lsh.insert(at, sketch)
    proposed = Linked(watch.took(), _kept(near, some), sum(map(len, near)), some)
    del lsh
    alike = [_alike(ready, at, others) for at, others in enumerate(near)]
    return proposed, Linked(watch.took(), _kept(alike, some), sum(map(len, alike)), some)


def _alike(ready: Sequence[str], at: int, others: Numbers) -> Numbers:
    """Those of some folded texts that RapidFuzz finds like one."""
    if not len(others):
        return others
    near = [ready[other] for other in others.tolist()]
    found = process.cdist([ready[at]], near, scorer=SCORER, score_cutoff=SCORED, dtype=np.uint8, workers=1)
    return others[found[0] >= SCORED]


def _kept(near: Sequence[Numbers], some: frozenset[int] | None) -> Pairs:
    return {
        (other, at)
        for at, others in enumerate(near)
        for other in others.tolist()
        if some is None or at in some or other in some
    }


def by_text_matcher(texts: Sequence[str], true: Pairs, patience: float = PATIENCE) -> tuple[Linked, int]:
    """Some of quoth's links, and as many pairs drawn at random, in its own code; and how many pairs were tried."""
    rng = random.Random(SEED)
    some = rng.sample(sorted(true), min(ASKED_PAIRS, len(true)))
    drawn = [(rng.randrange(len(texts)), rng.randrange(len(texts))) for _ in some]
    watch = Watch()
    found: Pairs = set()
    done = 0
    for one in [two for both in zip(some, drawn, strict=True) for two in both]:
        done += 1
        if baselines_links.matched(texts[one[0]], texts[one[1]]) is True:
            found.add(one)
        if watch.took().wall > patience:
            break
    return Linked(watch.took().times(len(texts) * (len(texts) - 1) / 2 / done), found, 0), done


def pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def duration(seconds: float) -> str:
    """In the largest unit of which there are two at least."""
    for size, name in ((31_557_600, "years"), (86_400, "days"), (3600, "hours"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:,.1f} {name}"
    return f"{seconds:,.1f} s"


def show(row: Row, true: Pairs, wrong: str = "") -> None:
    """A row: time, recall of the true ones, how many pairs it gives, and how many of them are wrong."""
    recall = row.linked.recall(true) if row.recall is None else row.recall
    given = f"{row.linked.given:,}" if row.recall is None else "-"
    times = f"{duration(row.linked.took.wall):>13} {duration(row.linked.took.cpu):>13}"
    print(f"{row.name:34} {times} {100 * recall:8.1f}% {given:>14} {wrong:>12}   {row.remark}", flush=True)


def heading(quotations: int, remark: str) -> None:
    """The first line of the table."""
    print(f"\nlinking {quotations:,} from nothing; recall {remark}")
    print(f"{'':34} {'time':>13} {'CPU':>13} {'recall':>9} {'pairs given':>14} {'wrong':>12}")


def compared(library: Library, folder: str) -> dict[str, float]:
    """The table; returns what linking all of the library takes each, in CPU seconds."""
    wholes, true = stored(library)
    heading(len(wholes), f"of quoth's {len(true):,} links in the library")
    ours = Row("quoth", by_quoth(wholes, folder), "candidates, comparing, relations; occasions left out")
    took = {}
    for row in (ours, *peers([whole.text for whole in wholes], true)):
        show(row, true)
        took.setdefault(row.name.split()[0], row.linked.took.cpu)
    return took


@dataclass(frozen=True, slots=True)
class Row:
    """What one peer found; `recall` where it was only given some of the true pairs."""

    name: str
    linked: Linked
    remark: str = ""
    recall: float | None = None


def peers(
    texts: Sequence[str], true: Pairs, some: frozenset[int] | None = None, patience: float = PATIENCE
) -> Iterator[Row]:
    """A row for each peer that is installed; where the true pairs of `some` texts alone are known, of these."""
    brute = by_rapidfuzz(texts, patience, None if some is None else sorted(some))
    sampled = f"calculated from {len(brute.of):,} of the texts" if brute.of is not None else ""
    yield Row(f"RapidFuzz {SCORER.__name__} >= {SCORED}", brute, sampled)
    if importlib.util.find_spec("datasketch"):
        proposed, alike = by_datasketch(texts, some)
        yield Row(f"datasketch MinHash LSH {LSH_THRESHOLD}", proposed, "pairs that nobody has compared")
        yield Row("datasketch, then RapidFuzz", alike, f"those of its pairs with {SCORER.__name__} >= {SCORED}")
    else:
        print("datasketch: not installed (group bench)")
    if importlib.util.find_spec("text_matcher"):
        matched, tried = by_text_matcher(texts, true)
        asked = min(ASKED_PAIRS, len(true), tried // 2)
        recall = len(matched.pairs & true) / max(1, asked)
        yield Row("text-matcher", matched, f"calculated from {tried} pairs", recall)
    else:
        print("text-matcher: not installed (group bench)")
