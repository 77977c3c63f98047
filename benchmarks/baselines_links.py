"""What would simpler tools link? Beside ours, on the same quotations and the pairs that quoth's candidates propose.

usage: python -m benchmarks.baselines_links

RapidFuzz's scorers and datasketch's MinHash LSH get the threshold that was best on the other folds' events.
datasketch and text-matcher are in the group `eval`, which `make eval` installs; without them their rows say so.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from benchmarks import fit, labelled, links_eval
from index import terms

Score = Callable[[str, str], float]
FUZZY: dict[str, Score] = {
    name: getattr(fuzz, name) for name in ("ratio", "partial_ratio", "token_set_ratio", "token_sort_ratio", "WRatio")
}
THRESHOLDS = tuple(range(40, 100, 2))
PERMUTATIONS = 128
LSH_THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
SHINGLE = 3  # words
RUN = 5  # words in a row, as passim finds its pairs
ROW = "  {:34} F1 {:5.1f}  precision {:5.1f}  recall {:5.1f}  reworded {:5.1f}  cross-event {:6.2f}"


def longer(pair: labelled.Pair) -> bool:
    """Whether the labels know such a pair."""
    return min(labelled.word_count(side.whole.text) for side in (pair.a, pair.b)) >= fit.MIN_WORDS


@cache
def folded(text: str) -> str:
    """As our own score sees it."""
    return " ".join(terms.folds(text))


@cache
def shingles(text: str) -> frozenset[str]:
    """Runs of words; a shorter text is one."""
    words = terms.folds(text)
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def thresholds_by_fold(pairs: Sequence[labelled.Pair], scores: Sequence[float], choices: Sequence[float]) -> list[bool]:
    """Which pairs are linked by the threshold that is best for the other folds' events."""
    folds = fit.folds_of({side.event for pair in pairs for side in (pair.a, pair.b)})
    fold = np.array([folds[pair.b.event] for pair in pairs])
    judged, same = np.array([p.judged for p in pairs]), np.array([p.same for p in pairs])
    values = np.array(scores)
    linked = np.zeros(len(pairs), bool)
    for mine in range(fit.FOLDS):
        seen = judged & (fold != mine)
        best = max(choices, key=lambda choice: _f1(values[seen] >= choice, same[seen]))
        linked |= (fold == mine) & (values >= best)
    return [bool(x) for x in linked]


def _f1(linked: Any, same: Any) -> float:
    return float(2 * (linked & same).sum() / max(1, linked.sum() + same.sum()))


def five_in_a_row(a: str, b: str) -> bool:
    """Whether two texts share a run of words."""
    x, y = terms.folds(a), terms.folds(b)
    return bool({tuple(x[i : i + RUN]) for i in range(len(x) - RUN + 1)} & {
        tuple(y[i : i + RUN]) for i in range(len(y) - RUN + 1)
    })  # fmt: skip


def minhash(pairs: Sequence[labelled.Pair]) -> list[bool]:
    """datasketch's MinHash LSH over word shingles: its threshold by the folds."""
    datasketch = importlib.import_module("datasketch")
    texts = sorted({side.whole.text for pair in pairs for side in (pair.a, pair.b)})
    sketches = {}
    for text in texts:
        sketches[text] = datasketch.MinHash(num_perm=PERMUTATIONS)
        sketches[text].update_batch([shingle.encode() for shingle in shingles(text)])
    level = dict.fromkeys(range(len(pairs)), 0.0)
    for threshold in LSH_THRESHOLDS:
        lsh = datasketch.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        for text, sketch in sketches.items():
            lsh.insert(text, sketch)
        near = {text: set(lsh.query(sketch)) for text, sketch in sketches.items()}
        for i, pair in enumerate(pairs):
            if pair.b.whole.text in near[pair.a.whole.text]:
                level[i] = threshold
    return thresholds_by_fold(pairs, [level[i] for i in range(len(pairs))], LSH_THRESHOLDS)


@cache
def _matcher() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("text_matcher.matcher")


@cache
def _text(text: str) -> Any:
    return _matcher().Text(text, "", removeStopwords=False)


def matched(a: str, b: str) -> bool | str:
    """text-matcher's own defaults, with stop words (it would fetch a corpus); the name of what it crashed with."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return bool(_matcher().Matcher(_text(a), _text(b), removeStopwords=False).numMatches > 0)
        except (IndexError, KeyError, ValueError, TypeError, AttributeError, LookupError) as error:
            return type(error).__name__


def text_matcher(pairs: Sequence[labelled.Pair]) -> tuple[list[bool], Counter[str]]:
    """Which pairs it links; and what it crashed with, how often."""
    found = [matched(pair.a.whole.text, pair.b.whole.text) for pair in pairs]
    return [one is True for one in found], Counter(one for one in found if isinstance(one, str))


def show(name: str, pairs: Sequence[labelled.Pair], linked: Sequence[bool], found: list[labelled.Labelled]) -> None:
    """One row of the table, by the scorer."""
    links = [
        {"a": pair.a.whole.id, "b": pair.b.whole.id, "score": 1.0, "relation": "reworded"}
        for pair, tie in zip(pairs, linked, strict=True)
        if tie
    ]
    scored(name, links, found)


def scored(name: str, links: list[dict[str, Any]], found: list[labelled.Labelled]) -> None:
    """The scorer's figures of some links, in a row."""
    prefix = labelled.shared() / "eval/links/basil"
    quotes, _ = links_eval.as_rows(found, [])
    result, _ = links_eval.score(prefix, quotes, links)
    reworded = result["recall by kind"].get("reworded/partial", 0.0)
    row = (result["f1"], result["precision"], result["recall"], reworded, result["cross-event per 1000"])
    print(ROW.format(name, *row), flush=True)


def main() -> None:
    """Print the table."""
    prefix = labelled.shared() / "eval/links/basil"
    if not prefix.parent.is_dir():
        print(f"links, simpler tools: no labelled set at {prefix.parent}")
        return
    found, pairs = labelled.quotations(prefix), labelled.pairs(prefix, longer)
    print(f"links, simpler tools on the same {len(pairs)} pairs (cross-event: for each 1,000 quotations)")
    texts = [(pair.a.whole.text, pair.b.whole.text) for pair in pairs]
    for name, scorer in FUZZY.items():
        scores = [scorer(folded(a), folded(b)) for a, b in texts]
        show(f"RapidFuzz {name}", pairs, thresholds_by_fold(pairs, scores, THRESHOLDS), found)
    show("equal after folding (Quotebank)", pairs, [folded(a) == folded(b) for a, b in texts], found)
    show("five words in a row (passim)", pairs, [five_in_a_row(a, b) for a, b in texts], found)
    if importlib.util.find_spec("datasketch"):
        show("datasketch MinHash LSH", pairs, minhash(pairs), found)
    else:
        print("  datasketch is not installed")
    if importlib.util.find_spec("text_matcher"):
        linked, crashes = text_matcher(pairs)
        show("text-matcher", pairs, linked, found)
        print("    it crashed on", f"{sum(crashes.values())} of {len(pairs)} pairs", dict(crashes))
    else:
        print("  text-matcher is not installed")


if __name__ == "__main__":
    main()
