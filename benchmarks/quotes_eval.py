"""How well are quotations and their speakers found? Prints quality.md's figures on the labelled sets.

usage: python benchmarks/quotes_eval.py [--set NAME] [--errors N] [--json]

The sets are read from $SHARED or ../shared, and scored by the scorer that lies beside them. The weights are
fitted on polnear_train_quoted and ggt_quoted, so those two flatter; polnear_dev_quoted is unseen, and
`fit_speakers.py --cross-validate` prints what ggt_quoted gives when it is unseen too. Labels that we dispute are
listed in `disputed_quotes.json`; figures are printed with and without them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from index import quotations, speakers
from index.extracting import quotations_of
from index.model import Article, Quotation

SHARED = Path(os.environ.get("SHARED", Path(__file__).parent.parent.parent / "shared"))
FITTED_ON = ("ggt_quoted", "polnear_train_quoted")
SETS = {"ggt_quoted": "ggt", "polnear_dev_quoted": "polnear_dev", "polnear_train_quoted": None}
DISPUTED = Path(__file__).with_name("disputed_quotes.json")
DRAWS = 300  # bootstrap draws over articles: intervals steady to about 0.2
FIGURES = ("exact", "overlap", "speaker", "span+speaker")


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", SHARED / "eval" / "score_quotes.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(gold: dict[str, Any], weights: Any = None) -> dict[str, Any]:
    """What find and attribute say about each article: the rows a command would print."""
    predicted = {}
    for key, row in gold.items():
        found = speakers.attribute(Article(key, row["text"]), quotations.find(row["text"]), weights)
        predicted[key] = {
            "quotes": [
                {
                    "start": q.start,
                    "end": q.end,
                    "speaker": q.speaker,
                    "speaker_text": q.speaker_text,
                    "kind": q.kind,
                    "confidence": q.confidence,
                }
                for q in found
                if q.kind in ("direct", "fragment")
            ]
        }
    return predicted


def figure(result: dict[str, Any], name: str) -> float:
    value = result[name]
    return float(value["f1"] if isinstance(value, dict) else value or 0.0)


def intervals(score: ModuleType, gold: Any, predicted: Any, ignored: Any) -> dict[str, tuple[float, float]]:
    """95% bootstrap intervals over articles."""
    draw = random.Random(7)
    keys = sorted(gold)
    samples: dict[str, list[float]] = {name: [] for name in FIGURES}
    for _ in range(DRAWS):
        chosen = {f"{i}": key for i, key in enumerate(draw.choices(keys, k=len(keys)))}
        result, _ = score.score(
            {i: gold[key] for i, key in chosen.items()},
            {i: predicted[key] for i, key in chosen.items()},
            ignore={i: ignored[key] for i, key in chosen.items()} if ignored else None,
        )
        for name in FIGURES:
            samples[name].append(figure(result, name))
    return {n: (quantile(v, 0.025), quantile(v, 0.975)) for n, v in samples.items()}


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]


def kind_agreement(gold: dict[str, Any], predicted: dict[str, Any]) -> float:
    """Share of found quotations whose label says whole or not and whose kind says the same, in per cent."""
    agree = total = 0
    for key, row in gold.items():
        whole = {(q["start"], q["end"]): q["whole"] for q in row["quotes"] if "whole" in q}
        starts = {start + 1: w for (start, _), w in whole.items()}
        for q in predicted[key]["quotes"]:
            if q["start"] in starts:
                total += 1
                agree += (q["kind"] == "direct") == starts[q["start"]]
    return 100 * agree / total if total else 0.0


def undisputed(articles: dict[str, Any]) -> dict[str, Any]:
    """The rows without quotations on stretches whose labels we hold to be wrong (listed by ids and offsets alone)."""
    listed: dict[str, list[tuple[int, int]]] = {}
    for row in json.loads(DISPUTED.read_text(encoding="utf-8"))["quotations"]:
        key, _, span = row["id"].rpartition("#")
        start, end = map(int, span.split("-"))
        listed.setdefault(key, []).append((start, end))
    return {
        key: row | {"quotes": [q for q in row["quotes"] if not any(_within(q, *span) for span in listed.get(key, ()))]}
        for key, row in articles.items()
    }


def _within(quote: dict[str, Any], start: int, end: int) -> bool:
    """Does most of it lie there? A label's marks lie outside."""
    shared = min(quote["end"], end) - max(quote["start"], start)
    return 2 * shared > quote["end"] - quote["start"]


def milliseconds(gold: dict[str, Any], step: Callable[[dict[str, Any]], object]) -> float:
    """CPU time of a step for an article of 500 words: the median over three passes over all words of the set."""
    words = sum(len(row["text"].split()) for row in gold.values())
    passes = []
    for _ in range(3):
        begun = time.process_time()
        step(gold)
        passes.append(time.process_time() - begun)
    return 1000 * statistics.median(passes) * 500 / words


def everything(gold: dict[str, Any]) -> list[tuple[Quotation, ...]]:
    """All rows of all kinds, as `quoth add` makes them."""
    return [quotations_of(Article(key, row["text"])) for key, row in gold.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["ggt", "dev", "train", *SETS], help="only this set")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each set")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not (SHARED / "eval" / "quotes").is_dir():
        raise SystemExit(f"no labelled sets in {SHARED}: set SHARED to the folder that has eval/quotes")
    score = load_scorer()
    folder = SHARED / "eval" / "quotes"
    for name, full in SETS.items():
        if args.set and args.set not in name:
            continue
        gold = score.load(folder / f"{name}.jsonl")
        ignored = score.load(folder / f"{full}.jsonl") if full else None
        predicted = predict(gold)
        result, wrong = score.score(gold, predicted, ignore=ignored, errors=args.errors)
        if args.json:
            print(json.dumps({"set": name, **result}))
        else:
            sure, _ = score.score(undisputed(gold), undisputed(predicted), ignore=ignored)
            report(name, result, intervals(score, gold, predicted, ignored) if full else {}, gold, predicted)
            print(f"  without disputed labels: overlap {figure(sure, 'overlap')}, span+speaker {sure['span+speaker']}")
        for row in wrong:
            print(*row, sep=" | ")


def report(name: str, result: dict[str, Any], ranges: dict[str, Any], gold: Any, predicted: Any) -> None:
    counts = f"{result['articles']} articles, {result['gold']} labelled, {result['predicted']} found"
    print(f"{name}: {counts}{' (the weights were fitted on these)' if name in FITTED_ON else ''}")
    for label in FIGURES:
        low, high = ranges.get(label, (0.0, 0.0))
        parts = result[label]
        more = f"  p {parts['p']} r {parts['r']}" if isinstance(parts, dict) else ""
        interval = f"[{low:.1f}, {high:.1f}]" if ranges else ""
        print(f"  {label:14} {figure(result, label):5.1f} {interval:14}{more}")
    print(f"  {'direct or not':14} {kind_agreement(gold, predicted):5.1f}")
    if ranges:
        print(f"  {'ms/500 words':14} {milliseconds(gold, predict):5.2f} quotations in marks and their speakers")
        print(f"  {'':14} {milliseconds(gold, everything):5.2f} with indirect speech and all else")


if __name__ == "__main__":
    main()
