"""What is being typed at the end of a query, and how might it go on: a field's name, an outlet, a tag?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from index.query.language import FIELD_NAMES
from index.query.tree import STATES
from index.query.words import fold

Named = Literal["outlet", "speaker", "tag"]
NAMED: Final[dict[str, Named]] = {"outlet": "outlet", "speaker": "speaker", "tag": "tag"}
FEW: Final = ("tag", "is")  # what they name is so little that it is offered before a letter is typed
LETTERS: Final = 3  # of a field's name: "ti" begins too many words

_VALUE: Final = re.compile(r"(?:\A|[\s(])(outlet|speaker|tag|is):(?:\"([^\"]*)|([^\s\"()]*))\Z")
_WORD: Final = re.compile(rf"(?:\A|[\s(])([a-z]{{{LETTERS},}})\Z")
_WORD_START: Final = re.compile(r"(?<!\w)\w")


class Completion(Struct, frozen=True):
    """How a query might go on: `shown` begins with what is typed, `taken` is what it becomes (names in marks)."""

    shown: str
    taken: str


def asked_for(text: str) -> Named | None:
    """Whether the name of an outlet, a speaker or a tag is being typed."""
    match = _VALUE.search(text)
    if match is None or not (match[2] or match[3] or match[1] in FEW):
        return None
    return NAMED.get(match[1])


def completed(text: str, names: Sequence[str] = ()) -> Completion | None:
    """How the query goes on; `names` are what may follow where a name is `asked_for`, the likeliest first.

    A name that begins so is taken before one with a later word that does, of which that word and the rest is taken.
    """
    if match := _VALUE.search(text):
        typed = match[2] if match[2] is not None else match[3]
        if match[1] == "is":
            names = STATES
        name = _going_on(typed, names) if typed or match[1] in FEW else None
        if name is None:
            return None
        marks = '"' if " " in name or match[2] is not None else ""
        before = text[: match.end(1) + 1]
        return Completion(
            text + name[len(typed) :] + ('"' if match[2] is not None else ""), f"{before}{marks}{name}{marks}"
        )
    if (match := _WORD.search(text)) and text.count('"') % 2 == 0:
        field = next((name for name in FIELD_NAMES if name.startswith(match[1])), None)
        if field:
            whole = f"{text[: match.start(1)]}{field}:"
            return Completion(whole, whole)
    return None


def _going_on(typed: str, names: Sequence[str]) -> str | None:
    wanted = fold(typed)
    tails = [name for name in names if fold(name[: len(typed)]) == wanted]
    if not tails:
        starts = ((name, match.start()) for name in names for match in _WORD_START.finditer(name))
        tails = [name[at:] for name, at in starts if fold(name[at : at + len(typed)]) == wanted]
    return next((name for name in tails if '"' not in name), None)
