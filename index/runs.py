"""Which sentences of a transcript did an outlet print in one piece?

A transcript's sentences are quotations of their own. Those that say enough are linked with a longer quotation by
themselves; the short ones between them ("It's over.") say too little, but the words beside them tell that they belong.
So does half a sentence that is printed as a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from index.matching import LINK_SCORE, compare
from index.matching.relations import SPLICED_RUN
from index.model import SAME_WORDS, Link, Whole
from index.sentences import sentences as split
from index.terms import folds

BESIDE = 2  # words of a neighbouring sentence that must stand right beside
ALONE_WORDS = 2  # words of a sentence that stands alone in the quotation of somebody who is linked otherwise


def among(
    found: Sequence[Link],
    sentences_of: Callable[[str], Sequence[Whole] | None],
    whole_of: Callable[[str], Whole | None],
) -> list[Link]:
    """The links that are missing among those found between transcripts and others, `found` with pairs that are none.

    `sentences_of` gives a transcript's sentences by its article's id, None for any other article; `whole_of` the whole
    that a quotation's id is a row of.
    """
    pairs: dict[tuple[str, str], tuple[Sequence[Whole], Whole, bool, list[Link]]] = {}
    for link in found:
        for spoken, other, turned in ((link.a, link.b, False), (link.b, link.a, True)):
            sentences = sentences_of(spoken.rpartition("#")[0])
            printed = whole_of(other) if sentences else None
            if sentences and printed is not None and sentences_of(printed.article) is None:
                key = (spoken.rpartition("#")[0], printed.id)
                pairs.setdefault(key, (sentences, printed, turned, []))[3].append(link)
    more = []
    for sentences, printed, turned, links in pairs.values():
        scores = {(link.b if turned else link.a): link.score for link in links if link.relation in SAME_WORDS}
        for sentence, score in missing(sentences, printed, scores):
            first, second = (printed, sentence) if turned else (sentence, printed)
            match = compare(first.text, second.text, least=0.0)
            more.append(Link(first.id, second.id, score, match.relation, altered=False))  # the words are as they were
    return more


def missing(sentences: Sequence[Whole], printed: Whole, linked: Mapping[str, float]) -> list[tuple[Whole, float]]:
    """The sentences (all of one transcript, in order) that belong to a printed quotation and are not yet linked.

    `linked`: the scores of those that are, by their ids. A sentence belongs that stands in the quotation right beside
    a neighbour which does; or whole and only once in the transcript, where any other is linked; or of which alone a
    sentence of the quotation is a part. Where none is linked, they must score together. Each with the score of the run.
    """
    words = [folds(sentence.text) for sentence in sentences]
    text = _spaced(folds(printed.text))
    whole = [bool(some) and _spaced(some) in text for some in words]
    beside = [_spaced([*a[-BESIDE:], *b[:BESIDE]]) in text for a, b in pairwise(words)]
    often = Counter(" ".join(some) for some in words)
    found: list[tuple[Whole, float]] = []
    for start, end in _runs(sentences, whole, beside, linked):
        run = sentences[start:end]
        scores = [linked[one.id] for one in run if one.id in linked]
        if not scores and len(run) == 1:
            some = words[start]
            if not linked or len(some) < ALONE_WORDS or often[" ".join(some)] > 1:
                continue
            scores = [min(linked.values())]
        score = max(scores) if scores else compare(" ".join(one.text for one in run), printed.text).score
        if score >= LINK_SCORE:
            found += [(one, score) for one in run if one.id not in linked]
    known = {*linked, *(one.id for one, _ in found)}
    halves = _halves(sentences, words, printed, known) if linked else ()
    return [*found, *((sentences[i], min(linked.values())) for i in halves)]


def _halves(
    sentences: Sequence[Whole], words: Sequence[Sequence[str]], printed: Whole, known: Collection[str]
) -> list[int]:
    """The sentences of which a part is printed as a whole one ("No ferry will sail."), one speaker's and no other's."""
    speakers = {one.speaker for one in sentences if one.id in known}
    found: dict[int, bool] = {}
    for start, end in split(printed.text):
        some = folds(printed.text[start:end])
        if len(some) < SPLICED_RUN:
            continue
        there = [i for i, mine in enumerate(words) if _spaced(some) in _spaced(mine)]
        if len(there) == 1 and sentences[there[0]].speaker in speakers:
            found[there[0]] = sentences[there[0]].id not in known
    return [i for i, new in found.items() if new]


def _runs(
    sentences: Sequence[Whole], whole: Sequence[bool], beside: Sequence[bool], linked: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring sentences of one speaker that stand in the quotation one after the other."""
    start: int | None = None
    for i, sentence in enumerate(sentences):
        inside = whole[i] or sentence.id in linked
        goes_on = start is not None and beside[i - 1] and sentences[i - 1].speaker == sentence.speaker
        if start is not None and not (inside and goes_on):
            yield start, i
            start = None
        if inside and start is None:
            start = i
    if start is not None:
        yield start, len(sentences)


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
