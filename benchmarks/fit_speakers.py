"""Fits the weights of `index/data/speakers.json` on the labelled training sets (numpy, about a minute).

usage: python benchmarks/fit_speakers.py [--cross-validate]

A softmax over what each pronoun may mean (`fit_references`), one over each quotation's candidates (right ones are those
the scorer accepts), then a logistic for speech or term (`fit_kinds`). Trained on polnear_train_quoted and, three times
over, the much smaller ggt_quoted; the weights hold no text but closed-class words and clue names. --cross-validate
writes nothing: it fits without a third of ggt_quoted and a fifth of polnear_train_quoted, thrice, and prints the
scorer's figures on what was left out, and what confidence is worth there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import calibration, fit_kinds, fit_references, quotes_eval
from benchmarks.softmax import fit_softmax
from index.languages import lexicon
from index.model import PERHAPS, Kind
from index.quotations import find
from index.speakers import attributing as speakers
from index.speakers import kinds
from index.speakers.clues import Previous

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
WEIGHT_OF_SMALL = 3  # 51 articles beside 840; 3 and 8 do equally well, cross-validated
SPEAKER_RIDGE = 2.0  # 0.05 to 1 do worse on what is left out
FOLDS = 3

Article = dict[str, Any]
Weights = dict[str, dict[str, float]]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", SHARED / "eval" / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(article: dict[str, Any], stretches: Any, score: ModuleType) -> list[dict[str, Any] | None]:
    """For each stretch the labelled quotation that it is, or None."""
    labelled = score.spans(article["text"], article["quotes"])
    result: list[dict[str, Any] | None] = []
    for s in stretches:
        pieces = list(score.pieces(article["text"], s.start, s.end))
        found = None
        for piece in pieces:
            found = found or labelled.get(piece)
        if found is None and pieces:
            near = max(labelled, key=lambda w: score.iou(w, pieces[0]), default=None)
            if near is not None and score.iou(near, pieces[0]) >= 0.8:
                found = labelled[near]
        result.append(found)
    return result


def examples(
    articles: list[dict[str, Any]], score: ModuleType, by_clue: Any, by_reference: Any
) -> tuple[list[Any], list[Any]]:
    ranked: list[Any] = []
    spoken: list[Any] = []
    for article in articles:
        text = article["text"]
        stretches = find(text)
        view = speakers.scene(text, stretches, lexicon.ENGLISH, by_reference)
        previous: Previous | None = None
        judged: Kind = "term"
        for i, gold in enumerate(gold_of(article, stretches, score)):
            where, listed = speakers.options(view, i, previous)
            best, sure, _ = speakers.choose(listed, by_clue) if by_clue else (None, 0.0, [])
            last = kinds.standing(view.reading, where, view.reading.place_of[i - 1], judged) if i else ""
            case = speakers.case_of(view, i, where, best, sure, last)
            spoken.append((tuple(kinds.clues(case)), gold is not None))
            judged = "term" if gold is None else "fragment"
            if gold is None:
                continue
            right = [is_right(c, gold, view, previous, text, score) for c in listed]
            if any(right):
                ranked.append(([c.clues for c in listed], right))
                chosen = next((c for c, ok in zip(listed, right, strict=True) if ok and c.mention is not None), None)
                if chosen is None:
                    continue
                name = speakers.resolve(view, chosen, previous).name
                previous = Previous(where.place, name, chosen.mention, where.ending, chosen.cue)
            else:
                previous = Previous(where.place, gold.get("speaker"), None, where.ending, -1)
    return ranked, spoken


def is_right(c: Any, gold: dict[str, Any], view: Any, previous: Previous | None, text: str, score: ModuleType) -> bool:
    speaker = (gold.get("speaker") or "").strip()
    if not speaker:
        return False
    if c.clues[0].startswith("C"):
        assert previous is not None
        words = previous.mention
        name = previous.speaker or ""
        if speaker.lower() in score.PRONOUNS:
            return words is not None and words.name.lower() == speaker.lower()
        return bool(score.same_speaker(speaker, name))
    m = c.mention
    if m.sort == "pronoun" or speaker.lower() in score.PRONOUNS:
        return bool(m.name.lower() == speaker.lower())
    return bool(score.attributed(speaker, {"speaker": m.name, "speaker_text": text[m.start : m.end]}))


def fit(large: list[Article], small: list[Article], resolved: list[Article], score: ModuleType) -> Weights:
    """All weights; `resolved` are the articles of `small` with their labels of indirect speech too."""
    reference = fit_references.fit(resolved, score)
    ranked, _ = examples(large, score, None, reference)
    few, _ = examples(small, score, None, reference)
    weighted = [(*e, 1.0) for e in ranked] + [(*e, float(WEIGHT_OF_SMALL)) for e in few]
    speaker = fit_softmax(weighted, SPEAKER_RIDGE)
    _, spoken = examples(large + small * WEIGHT_OF_SMALL, score, speaker, reference)
    return {"speaker": speaker, "kind": fit_kinds.fit(spoken), "reference": reference}


def load(name: str) -> list[dict[str, Any]]:
    lines = (SHARED / "eval" / "quotes" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def folds_of(
    large: list[Article], small: list[Article], resolved: list[Article]
) -> Iterator[tuple[tuple[list[Article], list[Article], list[Article]], list[Article], list[Article]]]:
    """Thrice: what is fitted on, then the fifth of `large` and the third of `small` left out."""
    for k in range(FOLDS):
        kept = [a for i, a in enumerate(large) if i % 5 != k]
        few, full = ([a for i, a in enumerate(rows) if i % FOLDS != k] for rows in (small, resolved))
        yield (kept, few, full), large[k::5], small[k::FOLDS]


def cross_validate(large: list[Article], small: list[Article], resolved: list[Article], score: ModuleType) -> None:
    predicted: dict[str, Any] = {}
    sure: list[calibration.Judged] = []
    for fitted_on, fifth, third in folds_of(large, small, resolved):
        weights = fit(*fitted_on, score)
        left_out = {a["id"]: a for a in fifth}
        rows = quotes_eval.predict(left_out, weights)
        result, _ = score.score(left_out, rows)
        print("polnear_train_quoted, a fifth", result)
        sure += calibration.judged(left_out, rows, score)
        predicted |= quotes_eval.predict({a["id"]: a for a in third}, weights)
    gold = {a["id"]: a for a in small}
    result, _ = score.score(gold, predicted, ignore={a["id"]: a for a in resolved})
    print("ggt_quoted, all thirds", result)
    calibration.report("ggt_quoted, all thirds", calibration.judged(gold, predicted, score), PERHAPS)
    calibration.report("polnear_train_quoted, three fifths", sure, PERHAPS)


def main() -> None:
    large, small, resolved, score = load("polnear_train_quoted"), load("ggt_quoted"), load("ggt"), scorer()
    if "--cross-validate" in sys.argv[1:]:
        cross_validate(large, small, resolved, score)
        return
    fitted = fit(large, small, resolved, score)
    target = ROOT / "index" / "data" / "speakers.json"
    target.write_text(json.dumps(fitted, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print({k: len(v) for k, v in fitted.items()}, target)


if __name__ == "__main__":
    main()
