"""Which words in marks are speech, and whose, in a language that there is no table for?

Marks are the same everywhere, cues are not: only a colon after a name is a sure speaker in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Article, Kind, Quotation, Stretch
from index.quotations.marks import word_count

SURE = 0.8  # a name and a colon at the line's start; now and then it is a newspaper or a place
WHOLE_WORDS = 4  # as in `kinds`
_NAME = re.compile(r"\W*([^\W\d_a-z][\w.'’-]*(?:[ \u00a0]+[^\W\d_a-z][\w.'’-]*){1,3})\s*[:：]\s*")
_ENDS = ".!?…,。！？"


def attribute(article: Article, stretches: Sequence[Stretch]) -> tuple[Quotation, ...]:
    """The stretches as quotations, in the order of the text; of a speaker only where a name and a colon say so.

    A word alone is a term, and so are a few capitalised ones: a name of something.
    """
    return tuple(_row(article, stretch) for stretch in stretches)


def _row(article: Article, stretch: Stretch) -> Quotation:
    text = article.text
    words = text[stretch.start : stretch.end]
    kind = _kind(text, stretch, words)
    named = None
    if kind != "term":
        line = max(text.rfind("\n", 0, stretch.outer_start), text.rfind("\r", 0, stretch.outer_start)) + 1
        named = _NAME.fullmatch(text, line, stretch.outer_start) if stretch.outer_start - line < 120 else None
    if named is None or any(word[0].islower() for word in named[1].split()):
        return Quotation(article.id, stretch.start, stretch.end, words, kind)
    return Quotation(article.id, stretch.start, stretch.end, words, kind, named[1], named[1], confidence=SURE)


def _kind(text: str, stretch: Stretch, words: str) -> Kind:
    count = word_count(words)
    if count < 2:
        return "term"
    ended = words[-1] in _ENDS or text[stretch.outer_end : stretch.outer_end + 1] in _ENDS[:5]
    if count < WHOLE_WORDS and not ended and all(not word[0].islower() for word in words.split()):
        return "term"
    return "direct" if count >= WHOLE_WORDS and not words[0].islower() else "fragment"
