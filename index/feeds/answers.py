"""What did a feed answer, and what is kept of it? All of one answer is written in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from index.ingest.feeds import Entry, Feed, feed_of
from index.store import Connection, Store
from index.store import feeds as stored
from index.store.feeds import FOREVER, Announced, FeedRow
from index.web.answers import Fetched, NotFetched, host_of

if TYPE_CHECKING:
    from index.web import Web

GONE = 410
Outcome = Literal["read", "unchanged", "failed"]


class Answered(Struct, frozen=True):
    """What came of asking a feed: the answer, and what it says, or why that is no feed."""

    feed: FeedRow
    got: Fetched | NotFetched
    said: Feed | str = ""


class Kept(Struct, frozen=True):
    """What was made of an answer: how many of its entries are new or have changed; why it failed."""

    url: str
    outcome: Outcome
    fresh: int = 0
    problem: str | None = None


def ask(web: Web, feed: FeedRow, stop: Callable[[], bool]) -> Answered:
    """Ask for a feed as it is since it was last asked for. Touches no library."""
    got = web.get(feed.url, etag=feed.etag, modified=feed.modified, stop=stop)
    if isinstance(got, NotFetched) or got.unchanged:
        return Answered(feed, got)
    return Answered(feed, got, feed_of(got.body, got.final, got.media, got.charset))


def keep(store: Store, answered: Answered) -> Kept | None:
    """Write what a feed answered; None where it was taken out meanwhile."""
    with store.transaction() as db:
        feed = stored.of_key(db, answered.feed.key)
        if feed is None:
            return None
        got = answered.got
        if isinstance(got, NotFetched):
            return _failed(db, feed, got.reason, FOREVER if got.status == GONE else _after(got.after))
        if got.unchanged:
            stored.change(db, feed.key, asked=stored.now(), after=None, failures=0, problem=None)
            return Kept(feed.url, "unchanged")
        if isinstance(answered.said, str):
            return _failed(db, feed, f"{answered.said}, as far as it answers now", None)
        if got.moved and got.final != feed.url:
            if stored.of_url(db, got.final) is not None:
                return _failed(db, feed, f"has moved to {got.final}, which is another of your feeds; remove it", None)
            named = feed.named and host_of(got.final) == host_of(feed.url)
            stored.change(db, feed.key, url=got.final, named=named)
        return Kept(feed.url, "read", put_in(db, feed.key, got, answered.said))


def put_in(db: Connection, key: int, got: Fetched, said: Feed) -> int:
    """Keep what a feed says and how its server called that. Returns how many entries are new or have changed."""
    values = {"title": said.title, "etag": got.etag, "modified": got.modified, "asked": stored.now()}
    stored.change(db, key, **values, after=None, failures=0, problem=None)
    entries = [
        Announced(*(one.name, one.digest, one.url, one.title, one.author, one.published, one.language), *_text(one))
        for one in said.entries
    ]
    return stored.announce(db, key, entries)


def _text(entry: Entry) -> tuple[str | None, bool]:
    return entry.content or None, entry.full or entry.url is None


def _failed(db: Connection, feed: FeedRow, problem: str, after: str | None) -> Kept:
    if after == FOREVER:
        problem += "; it is not asked for any more, and you can remove it"
    stored.change(db, feed.key, asked=stored.now(), after=after, failures=feed.failures + 1, problem=problem)
    return Kept(feed.url, "failed", problem=problem)


def _after(seconds: float | None) -> str | None:
    return stored.in_seconds(seconds) if seconds else None
