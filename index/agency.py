"""Which articles repeat another outlet's text outside quotations? Five printings of one agency story are one source.

What two outlets share without copying are quotations, which are left out here, phrases, and lines that stand below
every article of somebody's; what one takes over from an agency it takes over by the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from index.firsts import by_date
from index.terms import folds

RUN = 12  # words: of a run of so many nobody says that two wrote it
# Of 180 labelled articles by three outlets each the two that share most share 8% of the shorter one's runs, and are no
# copies. Of 3,000 newswire articles 140 pairs share 30% and more, mostly two takes of one story (77 of them 90%); below
# that nearly all is formula ("is expected to enter the government securities market to add reserves").
LEAST_SHARE = 0.3
LEAST_RUNS = 20  # and 31 words at least: two short notices share a line
MOST_EVENTS = 2  # happenings that articles with a run in common are about: of more it is a line that stands everywhere
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
Span = tuple[int, int]


class Prose(Struct, frozen=True):
    """What reporters wrote in an article: the hashes of all runs of twelve words between its quotations, sorted.

    `event` is any name of the happening, None where it is not known. Hashes hold within one process only.
    """

    article: str
    outlet_key: str
    published: str | None
    event: int | None
    runs: NDArray[np.uint64]


def runs_of(text: str, quotations: Iterable[Span]) -> NDArray[np.uint64]:
    """The hashes of the runs of a text outside its quotations (half-open offsets), sorted, each once. Linear."""
    found = []
    at = 0
    for start, end in (*sorted(quotations), (len(text), len(text))):
        if start > at:
            words = np.array([hash(word) for word in folds(text[at:start])], np.int64).view(np.uint64)
            if len(words) >= RUN:
                run = np.zeros(len(words) - RUN + 1, np.uint64)
                for i in range(RUN):
                    run = run * _FACTOR + words[i : len(words) - RUN + 1 + i]
                found.append(run)
        at = max(at, end)
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)


def shared_runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    """How many runs of twelve words two articles share: so many words, and eleven, where they stand in one piece."""
    return len(np.intersect1d(a, b, assume_unique=True))


def copies(articles: Sequence[Prose]) -> dict[str, str]:
    """Which article is copied by which: article id to that of the one first printed.

    `articles` in the order of adding; of those with one date the first in it counts as printed first. An outlet that
    repeats itself copies nobody.
    """
    boilerplate = _boilerplate(articles)
    found: dict[str, str] = {}
    earlier: list[tuple[Prose, NDArray[np.uint64]]] = []
    for article in sorted(articles, key=lambda one: by_date(one.published)):
        runs = np.setdiff1d(article.runs, boilerplate, assume_unique=True) if len(boilerplate) else article.runs
        for other, theirs in earlier:
            if other.outlet_key != article.outlet_key and _copied(runs, theirs):
                found[article.article] = found.get(other.article, other.article)
                break
        earlier.append((article, runs))
    return found


def _copied(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> bool:
    shorter = min(len(a), len(b))
    least = max(LEAST_RUNS, LEAST_SHARE * shorter)
    return shorter >= least and shared_runs(a, b) >= least


def _boilerplate(articles: Sequence[Prose]) -> NDArray[np.uint64]:
    """The runs that stand in articles on many happenings."""
    events: dict[int, list[NDArray[np.uint64]]] = {}
    for article in articles:
        if article.event is not None:
            events.setdefault(article.event, []).append(article.runs)
    if len(events) <= MOST_EVENTS:
        return np.zeros(0, np.uint64)
    runs, often = np.unique(np.concatenate([np.unique(np.concatenate(e)) for e in events.values()]), return_counts=True)
    return runs[often > MOST_EVENTS]
