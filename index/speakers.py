"""Who said each quotation of an article, and is it one at all?

Candidates are ranked by their clues with fitted weights; the winner's words are then followed to a name: a surname to
the full name, a pronoun to the last person that fits, a title to who bears it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from index import kinds, lexicon
from index.clues import Candidate, Previous, Setting, candidates, setting
from index.lexicon import Lexicon
from index.model import Article, Quotation, Stretch
from index.names import Mention, Names, mentions, subjects, table
from index.reading import Reading, read
from index.references import References

NO_CANDIDATE = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of an article before its quotations are looked at one by one."""

    text: str
    stretches: Sequence[Stretch]
    lexicon: Lexicon
    reading: Reading
    found: tuple[Mention, ...]
    starts: list[int]
    subject: list[int]
    names: Names
    references: References


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights: `speaker` by clue, `kind` by clue. Written by `benchmarks/fit_speakers.py`."""
    data = resources.files("index").joinpath("data/speakers.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, float]] = json.loads(data)
    return loaded


def scene(text: str, stretches: Sequence[Stretch], words: Lexicon) -> Scene:
    """Tokens, mentions and names of an article."""
    reading = read(text, stretches, words)
    found = mentions(text, reading, words)
    starts = [m.first for m in found]
    subject = list(subjects(found, reading))
    names = table(found, reading, words)
    references = References(reading, found, starts, subject, names, words)
    return Scene(text, stretches, words, reading, found, starts, subject, names, references)


def options(view: Scene, index: int, previous: Previous | None) -> tuple[Setting, list[Candidate]]:
    """A quotation's setting and its possible speakers."""
    where = setting(view.text, view.reading, view.stretches[index], index)
    listed = candidates(view.reading, view.found, view.starts, view.subject, view.names, where, previous)
    return where, list(listed)


def attribute(article: Article, stretches: Sequence[Stretch]) -> tuple[Quotation, ...]:
    """The stretches as quotations with kind, speaker and cue, in the order of the text, one row each."""
    view = scene(article.text, stretches, lexicon.of_language(article.language))
    return tuple(_rows(article, view))


def _rows(article: Article, view: Scene) -> Iterator[Quotation]:
    previous: Previous | None = None
    for i, stretch in enumerate(view.stretches):
        where, listed = options(view, i, previous)
        best, confidence = choose(listed, weights()["speaker"])
        speaker = resolve(view, best, previous) if best else None
        kind = kinds.of(view.text, stretch, where, view.reading, best, confidence, view.lexicon.names_of_things, weights()["kind"])
        text = article.text[stretch.start : stretch.end]
        if kind == "term":
            yield Quotation(article.id, stretch.start, stretch.end, text, kind)
            continue
        words = best.mention if best else None
        cue = view.reading.tokens[best.cue].text if best and best.cue >= 0 else None
        yield Quotation(
            article.id,
            stretch.start,
            stretch.end,
            text,
            kind,
            speaker,
            article.text[words.start : words.end] if words else None,
            cue,
            round(confidence, 3),
        )
        previous = Previous(where.place, speaker, words, where.ending, bool(best and best.cue > where.place))


def choose(listed: Sequence[Candidate], by_clue: Mapping[str, float]) -> tuple[Candidate | None, float]:
    """The likeliest candidate and its share of the likelihood (softmax), None where there is none."""
    if not listed:
        return None, NO_CANDIDATE
    scores = [sum(by_clue.get(clue, 0.0) for clue in c.clues) for c in listed]
    top = max(range(len(listed)), key=scores.__getitem__)
    total = sum(math.exp(s - scores[top]) for s in scores)
    return listed[top], 1 / total


def resolve(view: Scene, best: Candidate, previous: Previous | None) -> str | None:
    """The fullest name behind a candidate's words."""
    if best.mention is None or (previous is not None and best.mention is previous.mention):
        return previous.speaker if previous else None
    return view.references.name_of(best.mention, previous.speaker if previous else None)
