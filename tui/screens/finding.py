"""Where in a text do some words stand, and which hit comes next?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.model import Hit

if TYPE_CHECKING:
    from index.query.concordance import Order

# a reader types the marks of a keyboard; the text has those of a printer
_PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
    | {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u00a0": " "}
)
MOST_FOUND = 5000  # hits kept: more can't be stepped through

Span = tuple[int, int]


def find(text: str, wanted: str) -> list[Span]:
    """Every place of the wanted words, whatever their case, marks and line ends. Linear in the text."""
    words = wanted.translate(_PLAIN).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    found: list[Span] = []
    for match in pattern.finditer(text.translate(_PLAIN)):
        found.append(match.span())
        if len(found) == MOST_FOUND:
            break
    return found


def nearest(spans: Sequence[Span], offset: int) -> int:
    """The first span that begins at the offset or after it; the first of all where none does."""
    return next((index for index, (start, _) in enumerate(spans) if start >= offset), 0)


@dataclass(frozen=True, slots=True)
class Trail:
    """The hits of the last search, and on which of them the reader stands.

    Either `spans` of one article (a find in its text), or `hits` of the library: passages, or single hits `in_context`.
    """

    query: str
    article: str = ""
    spans: tuple[Span, ...] = ()
    hits: tuple[Hit, ...] = ()
    at: int = 0
    in_context: bool = False
    order: Order = "best"

    def __len__(self) -> int:
        return len(self.hits) or len(self.spans)

    def moved(self, step: int) -> Trail:
        """The next hit, or the one before; round at the ends."""
        return replace(self, at=(self.at + step) % len(self))

    def here(self, article: str) -> Span | None:
        """Where in an article the hit stands; None where it is another's."""
        if not self.hits:
            return self.spans[self.at] if self.article == article and self.spans else None
        hit = self.hits[self.at]
        return hit.hits[0] if hit.article == article and hit.hits else None

    def label(self) -> str:
        """ "3/10"."""
        return f"{self.at + 1}/{len(self)}"


def words_query(text: str, most: int = 8) -> str:
    """A quotation's first words as a phrase of the query language."""
    words = [word.strip("\"'“”‘’«»„.,;:!?()[]…—–-*~^\\/") for word in text.split()]
    return '"' + " ".join([word for word in words if word][:most]) + '"'
