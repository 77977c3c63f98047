"""How well is indirect speech found, and who said it? Prints the figures, with 95% intervals over articles.

usage: python -m benchmarks.indirect_eval [--errors N] [--without SORT ...]

all       every labelled quotation, in marks or not, against every row of ours that is no term
outer     the same against rows that stand in no other
indirect  labels "indirect" and "mixed" alone, against our indirect rows alone

A pair shares half of its words. ggt is printed by folds: a fifth of the articles is read with weights fitted on the
others (those for words in marks have seen ggt). polnear_dev has been looked at, but nothing is fitted on it; it
labels as reported also what somebody wants, supports or does. --without takes a sort's leniency away: an ablation.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from benchmarks import fit_indirect, labelled
from benchmarks.quotes_eval import figure, intervals
from index.indirect import finding as indirect
from index.model import Article, Quotation
from index.quotations import find
from index.speakers import attributing as speakers

FOLDS = 5
VIEWS = ("all", "outer", "indirect")


def predict(articles: list[dict[str, Any]], fitted: indirect.Weights | None) -> dict[str, tuple[Quotation, ...]]:
    """Our rows of each article, by its id."""
    found = {}
    for row in articles:
        article = Article(row["id"], row["text"])
        rows, view = speakers.attribute_in_scene(article, find(article.text))
        found[article.id] = tuple(q for q in indirect.with_indirect(article, view, rows, fitted) if q.kind != "term")
    return found


def by_folds(articles: list[dict[str, Any]], score: Any) -> dict[str, tuple[Quotation, ...]]:
    """Our rows of each article, read with weights that have not seen it."""
    found = {}
    for k in range(FOLDS):
        others = [a for i, a in enumerate(articles) if i % FOLDS != k]
        found |= predict(articles[k::FOLDS], fit_indirect.fit(others, score))
    return found


def sides(view: str, gold: dict[str, Any], found: dict[str, tuple[Quotation, ...]]) -> tuple[Any, Any]:
    """The labels and our rows of one view, in the scorer's form."""
    if view == "indirect":
        gold = {k: {**a, "quotes": [q for q in a["quotes"] if q["type"] != "direct"]} for k, a in gold.items()}
    return gold, {key: {"quotes": list(_shown(view, rows))} for key, rows in found.items()}


def _shown(view: str, rows: tuple[Quotation, ...]) -> Iterator[dict[str, Any]]:
    for q in rows:
        if (view == "indirect" and q.kind != "indirect") or (view == "outer" and q.within):
            continue
        yield {"start": q.start, "end": q.end, "speaker": q.speaker, "speaker_text": q.speaker_text}


class HalfShared:
    """The scorer with this module's share, where `intervals` expects a scorer."""

    def __init__(self, score: Any) -> None:
        self.scorer = score

    def score(self, gold: Any, found: Any, ignore: Any = None, errors: int = 0) -> Any:
        return self.scorer.score(gold, found, least=fit_indirect.SHARE, ignore=ignore, errors=errors)


def main() -> None:
    """Print the figures of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each view")
    parser.add_argument("--without", action="append", default=[], choices=sorted(indirect.LENIENCY))
    args = parser.parse_args()
    for sort in args.without:
        indirect.LENIENCY[sort] = 0.0
    score = labelled.scorer("score_quotes")
    folder = labelled.shared() / "eval" / "quotes"
    for name in ("ggt", "polnear_dev"):
        articles = labelled.rows(folder / f"{name}.jsonl")
        found = by_folds(articles, score) if name == "ggt" else predict(articles, None)
        print(f"{name}: {len(articles)} articles, {sum(map(len, found.values()))} rows")
        for view in VIEWS:
            gold, predicted = sides(view, {a["id"]: a for a in articles}, found)
            result, wrong = HalfShared(score).score(gold, predicted, errors=args.errors)
            ranges = intervals(HalfShared(score), gold, predicted, None)  # type: ignore[arg-type]
            figures = (
                f"{label} {figure(result, label):.1f} [{ranges[label][0]:.1f}, {ranges[label][1]:.1f}]"
                for label in ("overlap", "speaker", "span+speaker")
            )
            print(f"  {view:9}", *figures, f"p {result['overlap']['p']} r {result['overlap']['r']}", sep="  ")
            for row in wrong:
                print(*row, sep=" | ")


if __name__ == "__main__":
    main()
