"""In which language is an article written, and which words report speech there?

An article that names no language is read as the one whose commonest words it is full of. A new language is a table of
its words in `lexicon` (and one in `reporting`, for indirect speech), and no code.
"""

from __future__ import annotations

import re

from index.languages.lexicon import LEXICONS, Lexicon
from index.model import Article

LOOKED_AT = 1500  # characters; as far as the answer is ever in doubt
FEWEST_WORDS = 25  # fewer tell nothing: a headline has no articles
LEAST_SHARE = 0.04  # of its words; English news has 0.08 to 0.2, its relatives stay under 0.03
MOSTLY = 0.8  # of the letters: a few words in another script are told by it
DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")


def lexicon_of(article: Article) -> Lexicon | None:
    """The words of the article's language; None where there is no table for it."""
    if article.language:
        return LEXICONS.get(article.language.lower().partition("-")[0].partition("_")[0])
    return LEXICONS.get(of_text(article.text) or "")


def of_text(text: str) -> str | None:
    """The code of the language that a text is written in ("en"); None where it is none that there is a table for.

    A text of a few words in Latin letters is taken for English.
    """
    words = _WORD.findall(text[:LOOKED_AT].lower())
    if len(words) < FEWEST_WORDS:
        letters = "".join(words)
        return DEFAULT if sum(map(str.isascii, letters)) >= MOSTLY * len(letters) else None
    shares = {code: _share(words, lexicon) for code, lexicon in LEXICONS.items()}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= LEAST_SHARE else None


def _share(words: list[str], lexicon: Lexicon) -> float:
    return sum(map(lexicon.commonest.__contains__, words)) / len(words)
