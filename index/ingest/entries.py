"""How does an entry of a feed become an article: from the feed, or where it has a summary only, from its page?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from index.addresses import is_address, same_site
from index.ingest.feeds import article_of, entry_id
from index.ingest.hints import Hint
from index.model import Article, Entry, Skipped

if TYPE_CHECKING:
    from index.web import NotFetched, Web


def page_of(entry: Entry, feed: str) -> str | None:
    """The page at which an entry's text is to be read; None where the feed gives it. Of another site's page no feed is
    believed what it says, but for one that was saved in a file, which says all there is."""
    given = entry.full and entry.url and (same_site(entry.url, feed) or not is_address(feed))
    return None if given else entry.url


def article(
    entry: Entry, title: str | None, hint: Hint, web: Web, stop: Callable[[], bool]
) -> Article | Skipped | NotFetched:
    """The article of an entry. `title` and `hint` are of its feed, which is believed before the page."""
    page = page_of(entry, hint.origin)
    if page is None:
        return article_of(entry, title, hint)
    from index.ingest import pages
    from index.web import NotFetched

    answer = web.get(page, robots=True, source=hint.origin, stop=stop)
    if isinstance(answer, NotFetched):
        return answer
    if answer.media not in ("text/html", "application/xhtml+xml", ""):
        return Skipped(page, f"is no page, but {answer.media}")
    about = replace(
        hint,
        path=page,
        origin=answer.final,
        id=entry_id(entry, hint.origin),
        title=entry.title,
        published=entry.published or hint.published,
        url=page,
        author=entry.author or hint.author,
    )
    made = pages.article_of(answer.body, about, answer.charset)
    if isinstance(made, Skipped):
        return made
    return replace(made, named=False, site=made.site or title, at=page)  # its id comes from its address
