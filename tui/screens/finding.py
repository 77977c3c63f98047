"""Where in a text do some words stand, and which hit comes next?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from index.model import Hit

if TYPE_CHECKING:
    from index.query.concordance import Order

# a reader types the marks of a keyboard; the text has those of a printer
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
}
_LONG = {"ss": "ß", "ae": "æ", "oe": "œ", "th": "þ", "fi": "\ufb01", "fl": "\ufb02", r"\.\.\.": "…"}  # one for several
_HUNG = "\0"  # what hangs on a letter or is not seen: an accent, a soft hyphen
_UNSPACED = "\u2e80"  # from here on, scripts whose lines may be broken between any two letters
MOST_FOUND = 5000  # hits kept: more can't be stepped through

Span = tuple[int, int]


class _Folding(dict[int, str]):
    """What stands for a character while words are looked for, made when first asked for: always one character."""

    def __missing__(self, code: int) -> str:
        from index.query.words import fold  # the first frame does without

        one = chr(code)
        folded = _PLAIN.get(one) or fold(one) or (_HUNG if unseen(one) else one.lower())
        self[code] = folded = folded if len(folded) == 1 else one.lower()[:1]
        return folded


_FOLDED = _Folding()


def unseen(one: str) -> bool:
    """Whether a character hangs on another or only says how others are to be set."""
    return unicodedata.category(one) in ("Mn", "Me", "Cf")


@lru_cache(maxsize=2)  # of the article in which a reader types what to find, letter by letter
def folded(text: str) -> str:
    """The text as it is searched: of the same length, its letters without case and accents, its marks plain."""
    return text.translate(_FOLDED)


def find(text: str, wanted: str) -> list[Span]:
    """Every place of the wanted words, whatever their case, accents, marks and line ends. Linear in the text."""
    words = [word for word in folded(wanted).replace(_HUNG, "").split() if word]
    if not words:
        return []
    pattern = re.compile(r"\s+".join(_pattern(word) for word in words))
    found: list[Span] = []
    for match in pattern.finditer(folded(text)):
        found.append(match.span())
        if len(found) == MOST_FOUND:
            break
    return found


def _pattern(word: str) -> str:
    """A word in which accents and soft hyphens may stand, and a line end where a script has no spaces."""
    letters = [re.escape(letter) + _HUNG + "*" for letter in word]
    gaps = [r"\s*" if min(pair) >= _UNSPACED else "" for pair in pairwise(word)]
    pattern = "".join(letter + gap for letter, gap in zip(letters, [*gaps, ""], strict=True))
    for several, one in _LONG.items():
        spelt = "".join(letter + _HUNG + "*" for letter in re.findall(r"\\?.", several))
        pattern = pattern.replace(spelt, f"(?:{spelt}|{one})")
    return pattern


def nearest(spans: Sequence[Span], offset: int) -> int:
    """The first span that begins at the offset or after it; the first of all where none does."""
    return next((index for index, (start, _) in enumerate(spans) if start >= offset), 0)


class Trail(Struct, frozen=True):
    """The hits of the last search, and on which of them the reader stands.

    Either `spans` of one article (a find in its text), or `hits` of the library: passages, or single hits `in_context`.
    A passage is the best of its article, which may have the words in more places: `spot` is the one among them on which
    the reader stands, None for the passage's own; `edge` is 1 where that is to be the article's first, -1 its last.
    Where `begun`, these hits are the best few only, and the others are still to be asked for.
    """

    query: str
    article: str = ""
    spans: tuple[Span, ...] = ()
    hits: tuple[Hit, ...] = ()
    at: int = 0
    in_context: bool = False
    order: Order = "best"
    spot: Span | None = None
    edge: int = 0
    begun: bool = False

    def __len__(self) -> int:
        return len(self.hits) or len(self.spans)

    def moved(self, step: int) -> Trail:
        """The next hit, or the one before; round at the ends. In another article from its edge on."""
        edge = step if self.hits and not self.in_context else 0
        return replace(self, at=(self.at + step) % len(self), spot=None, edge=edge)

    def within(self, article: str, places: Sequence[Span], step: int) -> Trail | None:
        """The next place in the article that is open, or the one before; None where another article comes."""
        here = self.here(article)
        if not self.hits or self.in_context or here is None:
            return None
        found = [place for place in places if (place[0] - here[0]) * step > 0]
        return replace(self, spot=found[0 if step > 0 else -1]) if found else None

    def arrived(self, article: str, places: Sequence[Span]) -> Trail:
        """In an article that was not open before: at its first or last place, where that is wanted."""
        if not self.edge or self.hits[self.at].article != article:
            return self
        spot = places[0 if self.edge > 0 else -1] if places else None  # none where only the title has the words
        return replace(self, spot=spot, edge=0)

    def here(self, article: str) -> Span | None:
        """Where in an article the hit stands; None where it is another's."""
        if not self.hits:
            return self.spans[self.at] if self.article == article and self.spans else None
        hit = self.hits[self.at]
        if hit.article != article:
            return None
        return self.spot or (hit.hits[0] if hit.hits else None)

    def continued(self, hits: Sequence[Hit]) -> Trail:
        """With all hits in place of the best few; the reader stands on the same."""
        here = self.hits[self.at]
        at = next((at for at, hit in enumerate(hits) if (hit.article, hit.start) == (here.article, here.start)), None)
        if at is None:  # it was changed or taken out meanwhile: the ways on from it are what the reader has
            return replace(self, begun=False)
        return replace(self, hits=tuple(hits), at=at, begun=False)

    def label(self, article: str = "", places: Sequence[Span] = ()) -> str:
        """ "3/10"; with the places of the open article "2/4 · article 3/10"."""
        number = f"{self.at + 1}/{len(self)}"
        here = self.here(article) if self.hits and not self.in_context else None
        if here is None:
            return number
        at = sum(place[0] <= here[0] for place in places)
        within = f"{at}/{len(places)}"
        return number if not at else within if len(self) == 1 else f"{within} · article {number}"


def words_query(text: str, most: int = 8) -> str:
    """A quotation's first words as a phrase of the query language."""
    words = [word.strip("\"'“”‘’«»„.,;:!?()[]…—–-*~^\\/") for word in text.split()]
    return '"' + " ".join([word for word in words if word][:most]) + '"'
