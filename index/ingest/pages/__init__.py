"""How does a web page become an article? A saved one (.html, .mhtml), or one that was fetched.

trafilatura tells the article from what stands around it; `completing` puts back paragraphs of the article's that it
left out, `pruning` takes out lists of links before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from index.ingest.hints import Hint
from index.model import Article, Skipped

MAX_BYTES = 10_000_000  # pages with all their scripts have 5 MB at most; what is larger is no article


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of a saved page, or why there is none."""
    yield article_of(stream.read(MAX_BYTES + 1), hint)


def article_of(html: bytes, hint: Hint, charset: str | None = None) -> Article | Skipped:
    """The article of a page; what the hint says wins over what the page says of itself.

    `charset` is what its server says; a byte order mark, or the page where it says otherwise, are heard first.
    """
    from index.ingest.pages.reading import article  # trafilatura costs 0.2 s

    if len(html) > MAX_BYTES:
        return Skipped(hint.path, f"is larger than {MAX_BYTES // 1_000_000} MB, which no page with an article is")
    return article(html, hint, charset)
