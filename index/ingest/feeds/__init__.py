"""How does a feed become articles? RSS and Atom (feedparser reads them, broken ones too) and JSON Feed.

`feed_of` gives what a feed announces; `read` takes a feed's file, whose entries are articles where they hold the text
in full. `articles` says how that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from index.addresses import is_address
from index.ingest.feeds.articles import article_of as article_of
from index.ingest.feeds.articles import entry_id as entry_id
from index.ingest.feeds.entries import Feed as Feed
from index.ingest.hints import Hint
from index.model import Article, Skipped

MAX_BYTES = 10_000_000  # the longest feeds of news, with the full text of hundreds of entries, have 3 MB


def feed_of(data: bytes, url: str | None = None, media: str = "", charset: str | None = None) -> Feed | str:
    """What a feed says, or why it is none, as a sentence that goes on from its name.

    `media` and `charset` are what its server says; relative addresses are completed by `url`, its own.
    """
    from index.ingest.feeds import json_feed, syndicated  # feedparser costs 0.1 s

    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB, which no feed is"
    if not data.strip():
        return "is empty"
    if json_feed.is_one(data, media):
        return json_feed.feed(data, url)
    return syndicated.feed(data, charset, url)


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of a feed's file; an entry of which the feed gives a summary only is told with its address."""
    found = feed_of(stream.read(MAX_BYTES + 1), hint.origin if is_address(hint.origin) else None)
    if isinstance(found, str):
        yield Skipped(hint.path, found)
        return
    if not found.entries:
        yield Skipped(hint.path, "is a feed without entries")
    for number, entry in enumerate(found.entries, 1):
        if entry.full or entry.url is None:
            yield article_of(entry, found.title, hint)
        else:
            reason = f"is announced by the feed, but not given in full; add its page: quoth add {entry.url}"
            yield Skipped(f"{hint.path}:{number}", reason)
