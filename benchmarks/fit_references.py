"""What "he", "she", "it" and "they" meant in the set whose speakers are resolved to names: examples for the fit."""

from __future__ import annotations

from bisect import bisect_left
from types import ModuleType
from typing import Any

from benchmarks.softmax import Example, fit_softmax
from index.languages import lexicon
from index.quotations import find
from index.speakers import attributing as speakers

NEAR = 60  # characters between a labelled quotation and the pronoun that its label names
RIDGE = 1.0
LEAST_SEEN = 3


def examples(article: dict[str, Any], score: ModuleType) -> list[Example]:
    """One for each labelled quotation, also without marks, that a pronoun speaks and somebody named is meant."""
    text = article["text"]
    view = speakers.scene(text, find(text), lexicon.ENGLISH, {})
    names = {n: None for m in view.found if m.sort != "pronoun" for n in [view.references.name_of(m, None).name] if n}
    result: list[Example] = []
    before: str | None = None
    for quote in sorted(article["quotes"], key=lambda q: int(q["start"])):
        speaker, word = quote.get("speaker") or "", (quote.get("mention") or "").lower()
        at = _mention(view, word, quote["start"], quote["end"]) if word in ("he", "she", "it", "they") else None
        if at is not None and speaker.lower() not in score.PRONOUNS:
            listed = view.references.antecedents(at, word, before)
            right = [bool(score.same_speaker(speaker, a.name)) for a in listed]
            if any(right) and not all(right):
                result.append(([a.clues for a in listed], right, 1.0))
        elif (
            at is None
            and word.startswith("the ")
            and (noun := _noun(view, word, quote["start"], quote["end"])) is not None
        ):
            listed = view.references.of_noun(noun, before)
            right = [bool(score.same_speaker(speaker, a.name)) for a in listed]
            if any(right) and not all(right):
                result.append(([a.clues for a in listed], right, 1.0))
        if quote.get("type") != "indirect":
            before = next((n for n in names if score.same_speaker(speaker, n)), None)
    return result


def _mention(view: speakers.Scene, word: str, start: int, end: int) -> int | None:
    """The nearest mention by this pronoun outside the quotation."""
    best: tuple[int, int] | None = None
    low = bisect_left(view.found, start - NEAR, key=lambda m: m.start)
    for i in range(low, len(view.found)):
        m = view.found[i]
        if m.start > end + NEAR:
            break
        away = start - m.end if m.end <= start else m.start - end if m.start >= end else None
        if away is not None and m.name.lower() == word and (best is None or away < best[0]):
            best = (away, i)
    return best[1] if best else None


def _noun(view: speakers.Scene, words: str, start: int, end: int) -> int | None:
    """The nearest mention by this noun outside the quotation."""
    near = [
        (min(abs(start - m.end), abs(m.start - end)), i)
        for i, m in enumerate(view.found)
        if m.sort == "noun"
        and (m.name.lower().endswith(words) or words.endswith(m.name.lower()))
        and not start <= m.start < end
    ]
    away, i = min(near, default=(NEAR + 1, 0))
    return i if away <= NEAR else None


def fit(articles: list[dict[str, Any]], score: ModuleType) -> dict[str, float]:
    """The weights of the clues for what a pronoun means."""
    return fit_softmax([e for article in articles for e in examples(article, score)], RIDGE, least_seen=LEAST_SEEN)
