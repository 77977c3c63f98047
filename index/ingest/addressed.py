"""How does an address become articles? Its answer goes to the reader of its format; of a feed, every entry is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from index.addresses import kept_since
from index.ingest.formats import Format, of_media, of_name
from index.ingest.hints import Hint
from index.ingest.sniffing import told
from index.model import Article, Skipped

if TYPE_CHECKING:
    from index.web import Fetched, Web

ONE = ("text", "markdown", "pdf")  # formats of which an answer is one article: the address is its own
VAGUE = ("", "application/octet-stream", "text/plain", "application/xml", "text/xml", "application/json")


def read(
    url: str, hint: Hint, web: Web, stop: Callable[[], bool], form: Format | None = None
) -> Iterator[Article | Skipped]:
    """The articles behind an address that the user typed, in the format that it tells, or that was said by hand."""
    from index.web import NotFetched

    answer = web.get(url, stop=stop)
    if isinstance(answer, NotFetched):
        yield Skipped(url, answer.reason)
        return
    kind = form or format_of(answer)
    if kind is None:
        yield Skipped(url, f"is of no format that quoth reads: {answer.media or 'its server does not say which'}")
    elif kind.name == "feed":
        yield from _entries(answer, hint, web, stop)
    elif kind.name == "page":
        from index.ingest import pages

        yield from _read_at(url, pages.articles_of(answer.body, replace(hint, origin=answer.final), answer.charset))
    elif kind.name in ONE:
        there = replace(hint, url=hint.url or answer.final)
        yield from _read_at(url, kind.read(io.BytesIO(_decoded(answer, kind)), there))
    else:
        yield from kind.read(io.BytesIO(answer.body), hint)  # of many: the address is none of theirs


def _read_at(url: str, found: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """What was found, as read at this address, whatever a page says of its own."""
    for item in found:
        yield replace(item, at=url, taken=kept_since(url)) if isinstance(item, Article) else item


def format_of(answer: Fetched) -> Format | None:
    """The format of an answer: what its server says, where that is more than "some bytes", else its content, else
    the ending of its address."""
    if answer.media not in VAGUE:
        return of_media(answer.media) or told(answer.body)
    return told(answer.body) or of_name(answer.final.partition("?")[0]) or of_media(answer.media)


def _decoded(answer: Fetched, kind: Format) -> bytes:
    """Plain text in UTF-8, as its reader wants it; of what its server calls it, only encodings of pages are heard."""
    if kind.name != "text" or not answer.charset:
        return answer.body
    from index.ingest.pages.decoding import decoded

    return decoded(answer.body, answer.charset).encode("utf-8", "replace")


def _entries(answer: Fetched, hint: Hint, web: Web, stop: Callable[[], bool]) -> Iterator[Article | Skipped]:
    from index.ingest import entries
    from index.ingest.feeds import feed_of
    from index.web import NotFetched

    feed = feed_of(answer.body, answer.final, answer.media, answer.charset)
    if isinstance(feed, str):
        yield Skipped(answer.url, feed)
        return
    if not feed.entries:
        yield Skipped(answer.url, "is a feed without entries")
    for entry in feed.entries:
        if stop():
            return
        made = entries.article(entry, feed.title, replace(hint, origin=answer.final), web, stop)
        yield Skipped(made.url, made.reason) if isinstance(made, NotFetched) else made
