"""Which sentences does a speaker say in a turn? Stage directions, headings and advertisements are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.languages.lexicon import ENGLISH
from index.sentences import sentences
from index.transcripts.turns import LINE, Turn

HEADING_WORDS = 8
_STAGE = re.compile(
    r"""[(\[](?:[^()\[\]\n]{0,60}\b(?i:applau\w*|laugh\w*|cross-?talk|inaudible|cheer\w*|boo(?:s|ing)|music|pause[sd]?|
    silence|clips?|video|audio|break|commercial|overlapping|foreign[ ]language|off-?mic\w*|unintelligible|gavel|
    chant\w*|interpreter|translat\w+|indistinct|sighs?|coughs?)\b[^()\[\]\n]{0,60}|[^a-zß-ÿ()\[\]\n]{4,80})[)\]]""",
    re.X,
)
_ASIDE = re.compile(
    r"\W*(?:watch|read more|read also|related|photos?|images?|videos?|listen|advertisement|more)\b[^\n:]{0,20}:", re.I
)
_EDGES = " \t\u00a0\u2009\u200b*_"
_CLOSES = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’", "'": "'"}


def said(text: str, turn: Turn) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences of a turn, without spaces, directions and marks at their edges."""
    lines = [line.span() for line in LINE.finditer(text, turn.start, turn.end) if not line.group().isspace()]
    if len(lines) > 1 and turn.label.text and _heading(text[slice(*lines[-1])]):
        lines.pop()
    for i, (start, end) in enumerate(lines):
        if i and (ENGLISH.interruption.match(text, start) or _ASIDE.match(text, start, end)):
            continue
        words = _without_directions(text[start:end])
        for a, b in sentences(words):
            yield from _trimmed(words, a, b, start)


def _heading(line: str) -> bool:
    """A short line that ends as no sentence does, between a turn and the next."""
    words = line.strip(_EDGES)
    return not words or (len(words.split()) <= HEADING_WORDS and words[-1].isalnum())


def _without_directions(line: str) -> str:
    """The line with stage directions made spaces; one that is a sentence of its own ends the one before it."""

    def blank(match: re.Match[str]) -> str:
        words = match.group()
        alone = words[1].isupper() or words[-2] == "."
        return ("\n" if alone else " ") + " " * (len(words) - 1)

    return _STAGE.sub(blank, line)


def _trimmed(words: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    """A sentence without markup at its edges, and without marks that hold all of it or reach beyond it."""
    start, end = _stripped(words, start, end)
    if end - start > 1:
        inner = words[start + 1 : end - 1]
        closing = _CLOSES.get(words[start])
        if closing is not None and not any(mark in inner for mark in closing):
            closed = words[end - 1] in closing
            if closed or words[start] not in "‘'":  # an apostrophe: ’Twas
                start, end = _stripped(words, start + 1, end - closed)
        elif words[end - 1] in "”»" and not any(mark in inner for mark in "“«„") and closing is None:
            start, end = _stripped(words, start, end - 1)
    if any(map(str.isalnum, words[start:end])):
        yield start + offset, end + offset


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (words[start] in _EDGES or words[start].isspace()):
        start += 1
    while end > start and (words[end - 1] in _EDGES or words[end - 1].isspace()):
        end -= 1
    return start, end
