"""What do the sets labelled for links hold, as quoth reads their articles? Pairs that it would compare, with labels."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from msgspec.structs import replace

from index.candidates import Postings, finding
from index.linking import wholes
from index.model import Article, Quotation, Whole
from index.occasions import Occasion, in_article
from index.quotations import find
from index.speakers import attribute

DISPUTED = Path(__file__).with_name("disputed.json")
SLACK = 3  # characters
SHARED_QUOTE = 0.6  # a labelled quotation is carried by one that shares this part of the shorter, as the scorer has it
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quotation of a labelled article, its event, and the labelled quotations that it carries."""

    whole: Whole
    event: str
    carries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations that would be compared. `judged`: both of one event, all of whose pairs were judged by hand.

    `same` is what the label says; `disputed` whether we hold that to be wrong.
    """

    a: Labelled
    b: Labelled
    same: bool
    judged: bool
    disputed: bool

    @property
    def crosses(self) -> bool:
        """Whether the two are of two events."""
        return self.a.event != self.b.event


def shared() -> Path:
    """The folder of the labelled sets: $SHARED, or ../shared beside the project."""
    return Path(os.environ.get("SHARED") or Path(__file__).resolve().parents[2] / "shared")


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scorer(name: str) -> ModuleType:
    """One of the scorers beside the labelled sets, as a module."""
    spec = importlib.util.spec_from_file_location(name, shared() / "eval" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def word_count(text: str) -> int:
    """Words as the scorer counts them."""
    return len(_WORD.findall(text))


def quotations(prefix: Path) -> list[Labelled]:
    """Every quotation that quoth finds in the articles of a set, in their order."""
    gold = _gold(prefix)
    found = []
    for row in rows(Path(f"{prefix}_articles.jsonl")):
        article = Article(
            id=row["id"], text=row["text"], outlet=row["outlet"], published=row["published"], title=row["title"]
        )
        for whole in wholes(attribute(article, find(article.text)), article.outlet_key, article.published):
            carried = _carried(whole.pieces, gold[article.id])
            found.append(Labelled(whole, row["event"], carried))
    return found


def given(prefix: Path) -> list[Labelled]:
    """The labelled quotations themselves, without speakers: what matching alone is worth."""
    gold = _gold(prefix)
    found = []
    for row in rows(Path(f"{prefix}_articles.jsonl")):
        for g in gold[row["id"]]:
            quote = Quotation(row["id"], g["start"], g["end"], row["text"][g["start"] : g["end"]], "direct")
            whole = Whole((quote,), quote.text, row["outlet"], row["published"])
            found.append(Labelled(whole, row["event"], frozenset({g["id"]})))
    return found


def occasions(prefix: Path) -> Callable[[Whole], Occasion]:
    """When and where quotations of a set were said, as far as their articles tell."""
    articles = {
        row["id"]: Article(id=row["id"], text=row["text"], published=row["published"])
        for row in rows(Path(f"{prefix}_articles.jsonl"))
    }
    return lambda whole: in_article(articles[whole.article], whole.pieces)


def _carries(start: int, end: int, gold_start: int, gold_end: int) -> bool:
    both = min(end, gold_end) - max(start, gold_start)
    return both > 0 and both >= SHARED_QUOTE * min(gold_end - gold_start, end - start)


def compared(found: list[Labelled]) -> list[tuple[int, int]]:
    """The pairs (earlier, later) that lenient candidates propose, as when the articles are added one after the other.

    The program compares fewer: the score must not depend on what a filter before it leaves out.
    """
    pairs = []
    lenient: dict[str, Any] = {"ALIKE": 0.0, "SURE": 0.0001}
    with tempfile.TemporaryDirectory() as folder, mock.patch.multiple(finding, **lenient):
        postings = Postings.open(Path(folder), "benchmark")
        for i, labelled in enumerate(found):
            pairs += [
                (j, i) for j in postings.find(labelled.whole.text) if found[j].whole.article != labelled.whole.article
            ]
            postings.add([(i, labelled.whole.text)])
    return pairs


def pairs(prefix: Path, keep: Callable[[Pair], bool] = lambda pair: True) -> list[Pair]:
    """The rows of the compared quotations of a set, with their labels: those that can be known, and pass `keep`.

    A pair of one event whose pairs were not all judged is left out, unless it was judged; a pair of two events counts
    as not the same.
    """
    found = quotations(prefix)
    pieces = [_pieces(one, gold) for gold in [_gold(prefix)] for one in found]
    labels = rows(Path(f"{prefix}_pairs.jsonl"))
    judged_events = {p["event"] for p in labels if p["fully_labelled_event"]}
    same = {frozenset((p["a_id"], p["b_id"])) for p in labels if p["same"]}
    known = []
    listed = disputed_links()
    for i, j in compared(found):
        for a, b in itertools.product(pieces[i], pieces[j]):
            positive = any(frozenset((x, y)) in same for x in a.carries for y in b.carries)
            judged = a.event == b.event and a.event in judged_events
            pair = Pair(a, b, positive, judged, is_disputed(a.whole.id, b.whole.id, listed))
            if (judged or positive or pair.crosses) and keep(pair):
                known.append(pair)
    return known


def disputed_links() -> list[dict[str, str]]:
    """The pairs whose labels we hold to be wrong, by ids and offsets alone, and what they should say."""
    links: list[dict[str, str]] = json.loads(DISPUTED.read_text(encoding="utf-8"))["links"]
    return links


def is_disputed(a: str, b: str, listed: list[dict[str, str]]) -> bool:
    """Whether two quotations, given by their ids, are such a pair, give or take a mark."""
    return any((_about(a, d["a"]) and _about(b, d["b"])) or (_about(a, d["b"]) and _about(b, d["a"])) for d in listed)


def _about(x: str, y: str) -> bool:
    """Whether two quotation ids name the same stretch, give or take a mark."""
    (article, _, one), (other, _, two) = x.rpartition("#"), y.rpartition("#")
    ends = zip(map(int, one.split("-")), map(int, two.split("-")), strict=True)
    return article == other and all(abs(m - n) <= SLACK for m, n in ends)


def _pieces(one: Labelled, gold: dict[str, list[dict[str, Any]]]) -> list[Labelled]:
    """The rows of a quotation as quotations of their own: the labels know only these."""
    return [
        Labelled(replace(one.whole, pieces=(q,), text=q.text), one.event, _carried((q,), gold[q.article]))
        for q in one.whole.pieces
    ]


def _gold(prefix: Path) -> dict[str, list[dict[str, Any]]]:
    gold = defaultdict(list)
    for quote in rows(Path(f"{prefix}_quotes.jsonl")):
        gold[quote["article"]].append(quote)
    return gold


def _carried(pieces: Sequence[Quotation], gold: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(g["id"] for g in gold for q in pieces if _carries(q.start, q.end, g["start"], g["end"]))
