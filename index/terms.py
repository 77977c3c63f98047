"""What are the words of a text, folded and stemmed, and where do they stand?

The only place that maps folded text back to offsets: every word is folded on its own, so its offsets are those of the
text as it was printed. Folding takes away what two outlets may print differently without printing other words: case,
accents, curly and straight apostrophes, the points of abbreviations, the commas of numbers.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer
from msgspec import Struct

_APOSTROPHES = "'’ʼ‘`´"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS = rf"[\w\u0300-\u036f{_INVISIBLE}]"

# an abbreviation with points, a number with separators, or letters with apostrophes inside
_WORD = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?|\d+(?:[.,]\d+)+|{_LETTERS}+(?:[{_APOSTROPHES}]{_LETTERS}+)*|&|%",
)
_TO_FOLD = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_INVISIBLE, "")})
_SIGNS = {"&": "and", "%": "percent"}

# a contraction and its long form are the same words to a transcriber
_CONTRACTED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "gonna": ("go", "to"),
    "wanna": ("want", "to"),
}
_ENDINGS = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
_BEFORE_IS = frozenset({"it", "he", "she", "that", "there", "what", "who", "here", "where", "how", "this", "everyone"})
_NUMBERS = {  # without "one", which is mostly no number
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip

_STEMMERS = threading.local()  # a PyStemmer object must not be shared by threads
_CACHED_WORDS = 1 << 16  # the vocabulary of some ten thousand articles


class Word(Struct, frozen=True):
    """A word of a text: `text[start:end]`, folded, and its stem."""

    folded: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=_CACHED_WORDS)
def fold(word: str) -> str:
    """The word without what printers vary: case, accents, the kind of apostrophe, points and commas inside.

    For a single word, or a name. The length may change: offsets come from `words`.
    """
    if word in _SIGNS:
        return _SIGNS[word]
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_TO_FOLD))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    folded = word.casefold().replace("`", "'")
    return folded.replace(".", "").replace(",", "") if "." in folded or "," in folded else folded


@lru_cache(maxsize=_CACHED_WORDS)
def stem(folded: str) -> str:
    """The stem of a folded word, by Porter's second English stemmer (Snowball)."""
    stemmer = getattr(_STEMMERS, "english", None)
    if stemmer is None:
        stemmer = _STEMMERS.english = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(folded))


@lru_cache(maxsize=_CACHED_WORDS)
def _compared(word: str) -> tuple[str, ...]:
    folded = fold(word)
    if folded in _NUMBERS:
        return (_NUMBERS[folded],)
    if folded in _CONTRACTED:
        return tuple(map(stem, _CONTRACTED[folded]))
    if "'" not in folded:
        return (stem(folded),) if folded else ()
    if folded.endswith("n't"):
        return (stem(folded[:-3]), "not")
    before, _, _ = folded.rpartition("'")
    ending = folded[len(before) :]
    if ending in _ENDINGS:
        return (stem(before), stem(_ENDINGS[ending]))
    if ending == "'s":
        return (stem(before), "is") if before in _BEFORE_IS else (stem(before),)
    return (stem(folded),)


def words(text: str) -> tuple[Word, ...]:
    """The words of the text in order, with half-open character offsets into it. Linear in the text's length."""
    return tuple(
        Word(folded, stem(folded), m.start(), m.end()) for m in _WORD.finditer(text) if (folded := fold(m.group()))
    )


def printed(text: str) -> list[str]:
    """The words as they are printed: for those who count before they fold."""
    return _WORD.findall(text)


def folds(text: str) -> list[str]:
    """Only the folded words: what decides whether two words are printed the same."""
    return folds_of(printed(text))


def folds_of(words: Iterable[str]) -> list[str]:
    """`folds` of printed words."""
    return [folded for word in words if (folded := fold(word))]


def stems(text: str) -> list[str]:
    """The stems that matching compares: contractions written out, small numbers as figures, possessives off.

    These do not stand one to one for `words(text)`; use that where offsets are needed.
    """
    return stems_of(printed(text))


def stems_of(words: Iterable[str]) -> list[str]:
    """`stems` of printed words."""
    return [stem for word in words for stem in _compared(word)]
