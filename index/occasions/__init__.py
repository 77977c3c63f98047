"""When, where and how was a quotation said, and were two of them said on one occasion?

Pure: from an article's text, day of printing and language alone. Nothing of it is stored: it is asked only for pairs
whose words would link, a few in a thousand of those compared, and takes less time than writing it down would.
"""

from __future__ import annotations

from collections.abc import Sequence

from index import languages
from index.model import Article, Quotation
from index.occasions.differing import apart, days_between
from index.occasions.finding import NOTHING, Occasion, occasion_of
from index.paragraphs import unbroken

__all__ = ["NOTHING", "Occasion", "apart", "days_between", "in_article", "occasion_of"]


def in_article(article: Article, pieces: Sequence[Quotation]) -> Occasion:
    """The occasion of a quotation of an article, given all its pieces; nothing in a language without a table."""
    lexicon = languages.lexicon_of(article)
    if lexicon is None:
        return NOTHING
    return occasion_of(unbroken(article.text), pieces, article.published, lexicon)
