"""How does a web page become an article? A saved one (.html, .mhtml), or one that was fetched.

trafilatura tells the article from what stands around it. Before, `decoding` finds out the encoding, `preparing` puts
right what would be misread, and `pruning` takes out lists of links; after, `blocks` are made of what was found,
`completing` puts back paragraphs that it left out, and `repeating` takes out pull quotes. `declaring` reads what the
page says to programs, `walls` tells what stands before an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from index.ingest.hints import Hint
from index.model import Article, Skipped

MAX_BYTES = 10_000_000  # pages with all their scripts have 5 MB at most; what is larger is no article


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of a saved page, or why there is none."""
    yield from articles_of(stream.read(MAX_BYTES + 1), hint)


def article_of(html: bytes, hint: Hint, charset: str | None = None) -> Article | Skipped:
    """The article of a page, or why there is none, without a remark; see `articles_of`."""
    return next(iter(articles_of(html, hint, charset)))


def articles_of(html: bytes, hint: Hint, charset: str | None = None) -> Iterator[Article | Skipped]:
    """The article of a page, and a remark where only its beginning is shown; or why there is none.

    What the hint says wins over what the page says of itself. `charset` is what its server says: `decoding` tells when
    it is heard.
    """
    from index.ingest.pages.reading import articles  # trafilatura costs 0.2 s

    if len(html) > MAX_BYTES:
        yield Skipped(hint.path, f"is larger than {MAX_BYTES // 1_000_000} MB, which no page with an article is")
        return
    yield from articles(html, hint, charset)
