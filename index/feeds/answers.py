"""What did a feed answer, and what is kept of it? All of one answer is written in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from index.ingest.feeds import Feed, feed_of
from index.store import Store, feeds
from index.store.clock import now
from index.store.feeds import FOREVER, FeedRow
from index.web import Fetched, NotFetched, Web, host_of

FIRST_WAIT = 300.0  # seconds after which a feed that failed twice is asked again; doubled with each failure more
LONGEST_WAIT = 86_400.0  # a site that was away for a week is found again within a day
GONE = 410


class Answered(Struct, frozen=True):
    """What came of asking a feed: the answer, and what it says, or why that is no feed."""

    feed: FeedRow
    got: Fetched | NotFetched
    said: Feed | str = ""


class Kept(Struct, frozen=True):
    """What was made of an answer: how many entries are new or have changed; or why it failed."""

    url: str
    fresh: int = 0
    problem: str | None = None


def ask(web: Web, feed: FeedRow, stop: Callable[[], bool]) -> Answered:
    """Ask for a feed as it is since it was last asked for. Touches no library."""
    got = web.get(feed.url, etag=feed.etag, modified=feed.modified, stop=stop)
    if isinstance(got, NotFetched) or got.unchanged:
        return Answered(feed, got)
    return Answered(feed, got, feed_of(got.body, got.final, got.media, got.charset))


def may_be_asked(feed: FeedRow, *, by_name: bool) -> bool:
    """Whether a feed's time has come. Who names it need not wait, but where its server wants to be left alone."""
    return not feed.after or feed.after <= now() or (by_name and not feed.held)


def keep(store: Store, answered: Answered) -> Kept | None:
    """Write what a feed answered; None where it was taken out meanwhile."""
    with store.transaction() as db:
        feed = feeds.of_key(db, answered.feed.key)
        if feed is None:
            return None
        got, said = answered.got, answered.said
        problem = got.reason if isinstance(got, NotFetched) else said if isinstance(said, str) else ""
        if isinstance(got, Fetched) and got.moved and got.final != feed.url and not problem:
            if feeds.of_url(db, got.final) is None:
                named = feed.named and host_of(got.final) == host_of(feed.url)
                feeds.moved(db, feed.key, got.final, named=named)
            else:
                problem = f"has moved to {got.final}, which you follow, too: remove this one"
        if problem:
            after, held = _after(feed, got)
            feeds.failed(db, feed.key, problem, after, held=held)
            return Kept(feed.url, problem=problem)
        assert isinstance(got, Fetched)
        etag, modified = got.etag, got.modified
        if got.unchanged:  # a server need not say again what it called it
            etag, modified = etag or feed.etag, modified or feed.modified
        title, entries = (said.title, said.entries) if isinstance(said, Feed) else (None, ())
        feeds.answered(db, feed.key, title, etag, modified)
        return Kept(feed.url, feeds.announce(db, feed.key, entries))


def _after(feed: FeedRow, got: Fetched | NotFetched) -> tuple[str | None, bool]:
    """Before when a feed that failed is not asked, and whether its server wants that.

    The first failure costs no wait: it may have been the reader's own network.
    """
    if isinstance(got, NotFetched) and got.status == GONE:
        return FOREVER, False
    asked = got.after if isinstance(got, NotFetched) and got.after else 0.0
    wait = min(FIRST_WAIT * 2.0 ** min(feed.failures - 1, 20), LONGEST_WAIT) if feed.failures else 0.0
    return (now(max(asked, wait)) if asked or wait else None), asked > 0
