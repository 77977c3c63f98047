"""From where to where does each turn of a transcript go?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from index.model import Article
from index.transcripts.labels import Label, Parts

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSING = re.compile(
    r"\W*(?:this (?:interview|transcript|conversation|exchange|q&a|article|story)\b|(?:the )?(?:interview|transcript|"
    r"conversation|questions and answers)\s(?:was|were|has been|have been)\b|follow\b|copyright|©|all rights reserved|"
    r"subscribe|sign up|share (?:this|and|your)\b|listen to|end (?:of )?transcript|editor['’]s note|"
    r"report(?:ing|ed) by|edit(?:ing|ed) by|"
    r"produced by|transcript (?:by|provided|produced)|end\W*$|#{3,}|-30-)",
    re.I,
)
_SAYS = re.compile(r"\b(?:said|says|told|added|asked)\b")
_MYSELF = re.compile(r"\b(?:I(?:['’]|\s+a)m|name(?: is|['’]s)|this is)((?:\W{1,3}[^\W\d_]{1,40}){1,3})", re.I)
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


class Turn(Struct, frozen=True):
    """What one speaker says until the next one does: `text[start:end]`, behind its label."""

    label: Label
    start: int
    end: int


def turns_of(text: str, labels: Sequence[Label]) -> tuple[Turn, ...]:
    """From each label to the next; the last one to where the reporter takes over again. Turns without words are out."""
    turns = [
        Turn(label, label.body, labels[i + 1].start if i + 1 < len(labels) else len(text))
        for i, label in enumerate(labels)
    ]
    if turns:
        turns[-1] = replace(turns[-1], end=_last_end(text, turns))
    return tuple(turn for turn in turns if any(map(str.isalnum, text[turn.start : turn.end])))


def _last_end(text: str, turns: Sequence[Turn]) -> int:
    """Where the last turn ends: before an editor's note, or a paragraph that tells of those who spoke.

    Nobody names himself, but to introduce himself.
    """
    last = turns[-1]
    own = last.label.surname
    all_of_them = {turn.label.surname for turn in turns} - {""}
    first = True
    for line in LINE.finditer(text, last.start):
        words = line.group()
        if not first and not words.isspace():
            named = {name.casefold().removesuffix("'s").removesuffix("’s") for name in _NAME.findall(words)}
            myself = {name.casefold() for names in _MYSELF.findall(words) for name in _NAME.findall(names)}
            if _CLOSING.match(words) or own in named - myself or (named & all_of_them and _SAYS.search(words)):
                return line.start()
        first = first and words.isspace()
    return last.end


def one_turn(article: Article) -> tuple[Turn, ...]:
    """A speech without labels: all of it but its title."""
    text = article.text
    first = LINE.search(text)
    start = first.end() if first and article.title and first.group().strip() == article.title else 0
    if not any(map(str.isalnum, text[start:])):
        return ()
    return (Turn(Label(start, start, start, start, "", "none", Parts((), (), "", "")), start, len(text)),)
