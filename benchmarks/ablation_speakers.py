"""What does each group of clues bring? Speakers found right without it, on articles that the fit has not seen.

usage: python -m benchmarks.ablation_speakers [GROUP...]

Each group is left out of the fit and of the answer; the folds are those of `fit_speakers --cross-validate`, the kinds'
weights those of the program. About half a minute a group.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from benchmarks import fit_references, fit_speakers, quotes_eval
from benchmarks.softmax import Example, fit_softmax
from index.speakers import attributing as speakers

Keep = Callable[[str], bool]
# a group's clues, by how they begin
SPEAKER_GROUPS = {
    "cue before it": r"L[SO]",
    "cue after it": r"R[SO]",
    "near, without a cue": r"[LR]-",
    "sentences before": r"E\d",
    "carried over": r"C[=^f]",
    "shape of the sentence": r".*\|",
    "sort and head word": r"head |(person|name|body|noun|pronoun)(/|$)",
    "words beside it": r"prev |next ",
    "subject, first": r"subject|first",
    "spoke last": r"again",
}
REFERENCE_GROUPS = {
    "reference: how far": r"far|paragraphs|rank",
    "reference: subject": r"subject|acts|prepositional|opens",
    "reference: spoke last": r"spoke",
    "reference: gender": r"gender",
    "reference: how often": r"often",
    "reference: sort": r".*sort",
    "reference: nouns": r"itself|the person|the body",
    "reference: all": r"",
}


def without(pattern: str) -> Keep:
    """Keeps the clues that do not begin so."""
    begins = re.compile(pattern)
    return lambda clue: begins.match(clue) is None


def kept(examples: list[Any], keep: Keep, weight: float) -> list[Example]:
    """Examples with the clues that are kept."""
    return [([[c for c in clues if keep(c)] for clues in e[0]], e[1], weight) for e in examples]


def print_row(name: str, figures: tuple[float, float]) -> None:
    """One line of the table."""
    print(f"{name:50} {figures[0]:10.1f} {figures[1]:10.1f}", flush=True)


def main() -> None:
    """Print the figure with everything, then without each group."""
    large, small = fit_speakers.load("polnear_train_quoted"), fit_speakers.load("ggt_quoted")
    resolved, score = fit_speakers.load("ggt"), fit_speakers.scorer()
    program = speakers.weights()

    def listed(articles: list[Any]) -> list[list[Any]]:
        return [fit_speakers.examples([a], score, None, program["reference"])[0] for a in articles]

    of_large, of_small = listed(large), listed(small)
    of_references = [fit_references.examples(a, score) for a in resolved]

    def figures(keep_speaker: Keep, keep_reference: Keep) -> tuple[float, float]:
        predicted: dict[str, Any] = {}
        rows: dict[str, Any] = {}
        for k in range(fit_speakers.FOLDS):
            many = [e for i, es in enumerate(of_large) if i % 5 != k for e in es]
            few = [e for i, es in enumerate(of_small) if i % fit_speakers.FOLDS != k for e in es]
            meant = [(a, b) for i, es in enumerate(of_references) if i % fit_speakers.FOLDS != k for a, b, _ in es]
            weighted = kept(many, keep_speaker, 1.0) + kept(few, keep_speaker, float(fit_speakers.WEIGHT_OF_SMALL))
            fitted = {
                "speaker": fit_softmax(weighted, fit_speakers.SPEAKER_RIDGE),
                "reference": fit_softmax(
                    kept(meant, keep_reference, 1.0), fit_references.RIDGE, least_seen=fit_references.LEAST_SEEN
                ),
                "kind": program["kind"],
            }
            predicted |= quotes_eval.predict({a["id"]: a for a in small[k :: fit_speakers.FOLDS]}, fitted)
            rows |= quotes_eval.predict({a["id"]: a for a in large[k::5]}, fitted)
        gold, left_out = {a["id"]: a for a in small}, {a["id"]: a for a in large if a["id"] in rows}
        third = score.score(gold, predicted, ignore={a["id"]: a for a in resolved})[0]["speaker"]
        return third, score.score(left_out, rows)[0]["speaker"]

    def everything(_: str) -> bool:
        return True

    print("speakers right (%), of the quotations found       ggt_quoted  polnear_train_quoted")
    print_row("with all clues", figures(everything, everything))
    for groups, is_reference in ((SPEAKER_GROUPS, False), (REFERENCE_GROUPS, True)):
        for name, pattern in groups.items():
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            keep = without(pattern)
            result = figures(everything, keep) if is_reference else figures(keep, everything)
            print_row(f"without {name}", result)


if __name__ == "__main__":
    main()
