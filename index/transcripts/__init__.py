"""Is an article the speech or interview itself, and what does everybody say in it?

A turn begins with a label at a line's start ("LIND: …", "Q. …", a name alone on a line) and goes to the next label.
What its form does not tell may be marked by hand: then any label will do, and a text without labels is one long turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from index.languages import lexicon_of
from index.languages.lexicon import NEUTRAL
from index.model import Article, Quotation
from index.paragraphs import unbroken
from index.transcripts.form import is_transcript
from index.transcripts.labels import labels_of
from index.transcripts.said import said
from index.transcripts.turns import Turn, one_turn, turns_of
from index.transcripts.voices import voices

__all__ = ["Turn", "attribute", "find", "without"]


def find(article: Article) -> tuple[Turn, ...]:
    """The turns of a transcript in the order of the text; none where an article isn't one.

    `Article.transcript` overrides the form. Linear in the length of the text; an ordinary article costs one look at
    its lines' starts.
    """
    if article.transcript is False:
        return ()
    words = lexicon_of(article) or NEUTRAL
    if article.transcript:
        return turns_of(article.text, labels_of(article.text, words, least=1)) or one_turn(article)
    turns = turns_of(article.text, labels_of(article.text, words))
    return turns if is_transcript(article.text, article.title, turns) else ()


def attribute(article: Article, turns: Sequence[Turn]) -> tuple[Quotation, ...]:
    """The sentences of the turns as quotations of their speakers, in the order of the text."""
    text = article.text
    characters = list(text)
    for turn in turns:
        before = turn.label.start - 1
        if before >= 0 and text[before] == "\n":
            characters[before] = "\r"  # or a label would be joined to a paragraph that was broken by hand
    joined = unbroken("".join(characters))
    return tuple(
        Quotation(
            article.id,
            start,
            end,
            text[start:end],
            "direct",
            voice.speaker,
            turn.label.text or None,
            confidence=voice.confidence,
            role=voice.role,
        )
        for turn, voice in zip(turns, voices(replace(article, text=joined), turns), strict=True)
        for start, end in said(joined, turn)
    )


def without(text: str, turns: Sequence[Turn]) -> str:
    """The text with turns and labels made spaces: what is left is the reporter's. The same length."""
    parts, at = [], 0
    for turn in turns:
        parts.append(text[at : turn.label.start])
        parts.append(re.sub(r"[^\n\r]", " ", text[turn.label.start : turn.end]))
        at = turn.end
    return "".join((*parts, text[at:]))
