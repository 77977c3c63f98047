"""Fits the weights of `index/data/indirect.json` on the labelled indirect speech of ggt (numpy, some seconds).

usage: python -m benchmarks.fit_indirect

Two logistics with a ridge: is a proposed clause reported at all (it shares half with a labelled quotation), and is its
speaker right. The weights hold no text but closed-class words, reporting verbs and clue names. `indirect_eval` prints
what they give on articles that they have not seen.
"""

from __future__ import annotations

import collections
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import labelled
from index.indirect import finding as indirect
from index.indirect.clauses import clauses
from index.indirect.proposing import Clause
from index.languages import lexicon, reporting
from index.quotations import find
from index.speakers import attributing as speakers

TARGET = Path(__file__).resolve().parents[1] / "index" / "data" / "indirect.json"
SHARE = 0.5  # of the words together, as the figures for indirect speech count
LEAST_SEEN = 4
RIDGE = 2.0  # 1 to 3 do equally well by folds
SPEAKER_RIDGE = 3.0
STEPS = 12

Example = tuple[tuple[str, ...], bool]


def examples(articles: list[dict[str, Any]], score: Any) -> tuple[list[Example], list[Example]]:
    """(clues, is it reported) of every proposal, and (clues, is that the speaker) of those that are, if it is named."""
    reported: list[Example] = []
    spoken: list[Example] = []
    for article in articles:
        text = article["text"]
        view = speakers.scene(text, find(text), lexicon.ENGLISH, speakers.weights()["reference"])
        labels = score.spans(text, article["quotes"])
        judged = [(c, *_nearest(c, view, labels, score)) for c in clauses(view, reporting.ENGLISH)]
        best: dict[tuple[int, int], float] = collections.defaultdict(float)
        for c, share, _ in judged:
            best[c.cue, c.first] = max(best[c.cue, c.first], share)
        for c, share, quote in judged:
            right = share >= SHARE and share == best[c.cue, c.first]
            reported.append((c.clues, right))
            if right and (quote["speaker"] or "").lower() not in score.PRONOUNS | {""}:
                meant = view.references.name_of(c.who, None)
                row = {"speaker": meant.name, "speaker_text": c.who.name}
                spoken.append((indirect.sureness(c, meant), bool(score.attributed(quote["speaker"], row))))
    return reported, spoken


def _nearest(c: Clause, view: speakers.Scene, labels: Any, score: Any) -> tuple[float, Any]:
    """How much of a labelled quotation a proposal shares, at best, and which."""
    tokens = view.reading.tokens
    pieces = list(score.pieces(view.text, tokens[c.first].start, tokens[c.last - 1].end))
    pairs = [(score.iou(piece, span), quote) for piece in pieces for span, quote in labels.items()]
    return max(pairs, key=lambda pair: pair[0], default=(0.0, None))


def logistic(rows: list[Example], ridge: float) -> dict[str, float]:
    """Weights by clue, by Newton's method; clues seen less than LEAST_SEEN times weigh nothing."""
    counts = collections.Counter(clue for clues, _ in rows for clue in set(clues))
    numbers = {clue: i for i, clue in enumerate(sorted(c for c, n in counts.items() if n >= LEAST_SEEN))}
    x = np.zeros((len(rows), len(numbers)))
    for i, (clues, _) in enumerate(rows):
        x[i, [numbers[clue] for clue in set(clues) if clue in numbers]] = 1
    y = np.array([float(right) for _, right in rows])
    w = np.zeros(len(numbers))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + ridge * w)
    return {clue: round(float(w[i]), 3) for clue, i in numbers.items() if abs(w[i]) >= 0.01}


def fit(articles: list[dict[str, Any]], score: Any) -> dict[str, dict[str, float]]:
    """Weights for both questions, by clue."""
    reported, spoken = examples(articles, score)
    return {"reported": logistic(reported, RIDGE), "speaker": logistic(spoken, SPEAKER_RIDGE)}


def main() -> None:
    """Fit on all of ggt and write the weights."""
    articles = labelled.rows(labelled.shared() / "eval" / "quotes" / "ggt.jsonl")
    fitted = fit(articles, labelled.scorer("score_quotes"))
    TARGET.write_text(json.dumps(fitted, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print({name: len(weights) for name, weights in fitted.items()}, TARGET)


if __name__ == "__main__":
    main()
