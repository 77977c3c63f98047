"""When, where and how was a quotation said, and were two of them said on one occasion?

Pure: from an article's text, day of printing and language alone. Nothing of it is stored: it is asked only for pairs
whose words would link, a few in a thousand of those compared, and takes less time than writing it down would.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index import languages
from index.languages.lexicon import Lexicon
from index.model import Article, Quotation
from index.occasions.dates import day_of
from index.occasions.differing import apart, days_between
from index.occasions.finding import NOTHING, Occasion, may_tell_when, occasion_of
from index.paragraphs import unbroken

ARTICLES = 1024  # kept readable: several quotations of one are asked for, and again with the articles of its days

__all__ = ["NOTHING", "Occasion", "apart", "day_of", "days_between", "in_article", "occasion_of"]


def in_article(article: Article, pieces: Sequence[Quotation]) -> Occasion:
    """The occasion of a quotation of an article, given all its pieces; nothing in a language without a table, nor
    where neither a day is told nor that it was said before."""
    text, lexicon = _readable(article)
    if lexicon is None or not may_tell_when(text, pieces, lexicon):
        return NOTHING
    return occasion_of(text, pieces, article.published, lexicon)


@lru_cache(maxsize=ARTICLES)
def _readable(article: Article) -> tuple[str, Lexicon | None]:
    """An article's text with its lines unbroken, and the words of its language."""
    return unbroken(article.text), languages.lexicon_of(article)
