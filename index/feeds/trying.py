"""Is an address that a user typed a feed, or a page that names one?"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from index.feeds.answers import GONE, put_in
from index.feeds.discovering import feeds_of
from index.ingest.feeds import Feed, feed_of
from index.store import Connection
from index.store import feeds as stored
from index.web import Fetched, NotFetched, Web, host_of


class Tried(Struct, frozen=True):
    """A feed to follow: where it is asked for, whether the user named its host, what it said when it was tried."""

    url: str
    named: bool
    remark: str | None = None
    got: Fetched | None = None
    said: Feed | None = None
    problem: str | None = None
    after: float | None = None

    def put_in(self, db: Connection, key: int) -> None:
        """Keep what it said with the feed of this key, or why it said nothing."""
        if self.got is not None and self.said is not None:
            put_in(db, key, self.got, self.said)
        elif self.problem:
            after = stored.in_seconds(self.after) if self.after else None
            stored.change(db, key, problem=self.problem, asked=stored.now(), after=after, failures=1)


def tried(url: str, web: Web | None, stop: Callable[[], bool]) -> Tried | str:
    """The feed behind an address; or why there is none, as a sentence that goes on from the address."""
    web = web or Web([host_of(url)])
    got = web.get(url, stop=stop)
    if isinstance(got, NotFetched):
        return _unreached(url, got)
    said = feed_of(got.body, got.final, got.media, got.charset)
    if isinstance(said, Feed):
        return _found(url, url, got, said)
    named = feeds_of(got.body, got.final)
    for there in named:
        answer = web.get(there, stop=stop)
        if isinstance(answer, Fetched):
            said_there = feed_of(answer.body, answer.final, answer.media, answer.charset)
            if isinstance(said_there, Feed):
                others = [other for other in named if other != there]
                more = f"; it names others, too: {', '.join(others)}" if others else ""
                return _found(url, there, answer, said_there, f"is a page; the feed that it names was taken{more}")
    return f"{said}, and names none that can be read"


def _found(typed: str, url: str, got: Fetched, said: Feed, remark: str | None = None) -> Tried:
    at = got.final if got.moved else url
    return Tried(at, host_of(at) == host_of(typed), remark, got, said)


def _unreached(url: str, got: NotFetched) -> Tried | str:
    """What may be a passing trouble keeps nobody from following a feed."""
    if not got.passing or got.status == GONE:
        return got.reason
    remark = f"could not be asked now: it {got.reason}; the next sync tries again"
    return Tried(url, True, remark, problem=got.reason, after=got.after)
