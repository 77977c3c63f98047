"""How common is each stem in news? Makes the table of frequencies that matching weighs words by.

Counts of sentences, with the political articles of one set and the newswire of another weighing the same.
Only counts go into the project.
"""

from __future__ import annotations

import collections
import gzip
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

from index import terms

_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+|\n\s*\n")
MIN_SENTENCES = 3  # a stem seen less often is as good as unknown
MAX_STEMS = 10_000  # keeps the file under 150 KB; the rest weighs as much as an unknown stem, within 0.5


def _articles(path: Path) -> Iterator[str]:
    with path.open("rb") as file, gzip.GzipFile(fileobj=file) as unpacked:
        for line in unpacked if path.suffix == ".gz" else file:
            yield json.loads(line)["text"]


def _count(path: Path, every: int) -> tuple[collections.Counter[str], int]:
    counts: collections.Counter[str] = collections.Counter()
    sentences = 0
    for number, text in enumerate(_articles(path)):
        if number % every:
            continue
        for sentence in _SENTENCE_END.split(text):
            found = set(terms.stems(sentence))
            counts.update(found)
            sentences += bool(found)
    return counts, sentences


def frequencies(shared: Path) -> dict[str, object]:
    """{"unknown": idf of a stem not listed, "idf": {stem: idf}}; idf = -ln(share of sentences that have the stem)."""
    politics, n_politics = _count(shared / "eval/quotes/polnear_train_quoted.jsonl", 1)
    wire, n_wire = _count(shared / "bench/reuters.jsonl.gz", 1)
    share = {
        stem: (politics[stem] / n_politics + wire[stem] / n_wire) / 2
        for stem in politics.keys() | wire.keys()
        if politics[stem] + wire[stem] >= MIN_SENTENCES
    }
    kept = sorted(share, key=lambda stem: (-share[stem], stem))[:MAX_STEMS]
    rarest = share[kept[-1]]
    return {
        "sentences": [n_politics, n_wire],
        "unknown": round(-math.log(rarest / 2), 1),
        "idf": {stem: round(-math.log(share[stem]), 1) for stem in sorted(kept)},
    }
