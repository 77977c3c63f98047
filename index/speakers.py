"""Who said each quotation of an article, and is it one at all?

Candidates are ranked by their clues with fitted weights; the winner's words are then followed to a name: a surname to
the full name, a pronoun to the last person that fits, a title to who bears it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from index import kinds, lexicon
from index.clues import Candidate, Previous, Setting, candidates, setting
from index.lexicon import Lexicon
from index.model import Article, Quotation, Stretch
from index.names import Mention, Names, mentions, speakable, subjects, table
from index.reading import Reading, read
from index.references import References

Weights = Mapping[str, Mapping[str, float]]
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
def weights() -> Weights:
    """The fitted weights: `speaker` by clue, `kind` by clue. Written by `benchmarks/fit_speakers.py`."""
    data = resources.files("index").joinpath("data/speakers.json").read_text(encoding="utf-8")
    loaded: Weights = json.loads(data)
    return loaded


def scene(text: str, stretches: Sequence[Stretch], words: Lexicon) -> Scene:
    """Tokens, mentions and names of an article."""
    reading = read(text, stretches, words)
    named = mentions(text, reading, words)
    names = table(named, reading, words)
    found = speakable(named, reading, words)
    starts = [m.first for m in found]
    subject = list(subjects(found, reading, words))
    references = References(reading, found, starts, subject, names, words)
    return Scene(text, stretches, words, reading, found, starts, subject, names, references)


def options(view: Scene, index: int, previous: Previous | None) -> tuple[Setting, list[Candidate]]:
    """A quotation's setting and its possible speakers."""
    where = setting(view.text, view.reading, view.stretches[index], index)
    listed = candidates(view.reading, view.found, view.starts, view.subject, view.names, where, previous)
    return where, list(listed)


def attribute(article: Article, stretches: Sequence[Stretch], fitted: Weights | None = None) -> tuple[Quotation, ...]:
    """The stretches as quotations with kind, speaker and cue, in the order of the text, one row each.

    `confidence` is the likeliest speaker's share among the possible ones. `fitted` replaces the weights that come with
    the program.
    """
    return attribute_in_scene(article, stretches, fitted)[0]


def attribute_in_scene(
    article: Article, stretches: Sequence[Stretch], fitted: Weights | None = None
) -> tuple[tuple[Quotation, ...], Scene]:
    """As `attribute`, with the scene that the rows were read in, for what else is asked of the article."""
    view = scene(article.text, stretches, lexicon.of_language(article.language))
    return tuple(_over_paragraphs(stretches, _rows(article, view, fitted or weights()))), view


def _rows(article: Article, view: Scene, fitted: Weights) -> list[Quotation]:
    rows: list[Quotation] = []
    previous: Previous | None = None
    last: Quotation | None = None
    for i, stretch in enumerate(view.stretches):
        where, listed = options(view, i, previous)
        best, confidence = choose(listed, fitted["speaker"])
        last_kind = kinds.standing(view.reading, where, view.reading.place_of[i - 1], rows[-1].kind) if rows else ""
        kind = kinds.of(case_of(view, i, where, best, confidence, last_kind), fitted["kind"])
        text = article.text[stretch.start : stretch.end]
        if kind == "term":
            rows.append(Quotation(article.id, stretch.start, stretch.end, text, kind))
            continue
        speaker = resolve(view, best, previous) if best else None
        words = best.mention if best else None
        last = Quotation(
            article.id,
            stretch.start,
            stretch.end,
            text,
            kind,
            speaker,
            article.text[words.start : words.end] if words else None,
            view.reading.tokens[best.cue].text if best and best.cue >= 0 else None,
            round(confidence, 3),
            (last.continues or last.id) if last and previous and best and _split(view, where, best, previous) else None,
        )
        rows.append(last)
        previous = Previous(where.place, speaker, words, where.ending, best.cue if best else -1)
    return rows


def _split(view: Scene, where: Setting, best: Candidate, previous: Previous) -> bool:
    """Is it the other half of the quotation before: "A," he said. "B."; "A," he said, "B."?"""
    reading = view.reading
    if best.mention is not previous.mention or previous.cue <= previous.place:
        return False
    if reading.line_of[where.place] != reading.line_of[previous.place]:
        return False
    if where.opening == "^":
        return reading.sentence_of[where.place] - reading.sentence_of[previous.place] == 1
    return where.opening in (",", ";", "—", "–", "-", ":") and where.cue_before in (previous.cue, -1)


def _over_paragraphs(stretches: Sequence[Stretch], rows: list[Quotation]) -> list[Quotation]:
    """Paragraphs left open and taken up again are one utterance: one speaker, said wherever a cue stands."""
    i = 0
    while i < len(rows):
        end = i + 1
        while end < len(rows) and stretches[end].follows == end - 1:
            end += 1
        if end > i + 1:
            said = max(rows[i:end], key=lambda q: (q.cue is not None, q.confidence))
            first = rows[i].continues or rows[i].id
            for j in range(i, end):
                rows[j] = replace(
                    rows[j],
                    kind="direct",
                    speaker=said.speaker,
                    speaker_text=said.speaker_text,
                    cue=said.cue,
                    confidence=said.confidence,
                    continues=rows[i].continues if j == i else first,
                )
        i = end
    return rows


def case_of(
    view: Scene, index: int, where: Setting, best: Candidate | None, confidence: float, last: str
) -> kinds.Case:
    """A stretch as its kind is judged."""
    return kinds.Case(view.text, view.stretches[index], where, view.reading, best, confidence, last, view.lexicon)


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
