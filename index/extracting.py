"""Which quotations does an article have, and who said each? From the text alone; the library is not asked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from index import languages, transcripts
from index.indirect import with_indirect
from index.languages.lexicon import NEUTRAL
from index.model import Article, Quotation
from index.paragraphs import unbroken, without_rubbish
from index.quotations import find
from index.speakers import attribute_in_scene, foreign, with_roles
from index.speakers.nested import with_nested


def quotations_of(article: Article) -> tuple[Quotation, ...]:
    """Every quotation of an article with kind, speaker and cue, in the order of the text.

    A transcript's turns are quotations sentence by sentence; only what is left of it is looked through for marks.
    """
    turns = transcripts.find(article)
    if not turns:
        return _reported(article, article.text)
    prose = _reported(article, transcripts.without(article.text, turns))
    return tuple(sorted((*transcripts.attribute(article, turns), *prose), key=lambda q: (q.start, -q.end)))


def is_spoken(article: Article, quotations: Sequence[Quotation]) -> bool:
    """Whether an article with these quotations is a transcript: nothing beside their words says who said them."""
    return any(q.kind == "direct" and q.cue is None for q in quotations) and bool(transcripts.find(article))


def _reported(article: Article, text: str) -> tuple[Quotation, ...]:
    """What a reporter quotes in a text of the same length as the article's."""
    plain = replace(article, text=unbroken(without_rubbish(text)))
    words = languages.lexicon_of(plain)
    stretches = find(plain.text, words or NEUTRAL)
    if words is None:
        found = foreign.attribute(plain, stretches)
    else:
        rows, view = attribute_in_scene(plain, stretches, words=words)
        found = with_nested(plain, stretches, tuple(with_roles(view, with_indirect(plain, view, rows))), view)
    if plain.text == article.text:
        return _from_first(found)
    return _from_first([replace(q, text=article.text[q.start : q.end]) for q in found])


def _from_first(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations of a text, in order, each part told from the first: a third may be found to go on the second."""
    firsts: dict[str, str] = {}
    rows = []
    for q in found:
        if q.continues is not None:
            firsts[q.id] = firsts.get(q.continues, q.continues)
        rows.append(q if firsts.get(q.id) == q.continues else replace(q, continues=firsts[q.id]))
    return tuple(rows)
