"""Is an address that a user typed a feed, or a page that names one?"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from index.feeds.discovering import feeds_of
from index.ingest.feeds import Feed, feed_of
from index.web import Fetched, NotFetched, Web, host_of


class Tried(Struct, frozen=True):
    """A feed that can be followed: where it is, what it calls itself, what is to be said of it, going on from what was
    typed. `named` says that it is on the host that was typed."""

    url: str
    named: bool
    title: str | None = None
    remark: str | None = None


def tried(url: str, web: Web, stop: Callable[[], bool]) -> Tried | str:
    """The feed behind an address; or why there is none, as a sentence that goes on from the address.

    What may be a passing trouble keeps nobody from following a feed.
    """
    got = web.get(url, stop=stop)
    if isinstance(got, NotFetched):
        return Tried(url, True, remark=f"{got.reason}; the next sync tries again") if got.passing else got.reason
    said = feed_of(got.body, got.final, got.media, got.charset)
    if isinstance(said, Feed):
        return _found(url, url, got, said)
    candidates = feeds_of(got.body, got.final)
    for there in candidates:
        if stop():
            break
        answer = web.get(there, stop=stop)
        if isinstance(answer, Fetched):
            said_there = feed_of(answer.body, answer.final, answer.media, answer.charset)
            if isinstance(said_there, Feed):
                others = ", ".join(other for other in candidates if other != there)
                more = f"; others that it names: {others}" if others else ""
                return _found(url, there, answer, said_there, f"is a page, which names its feed{more}")
    return f"{said}, and names no feed that can be read"


def _found(typed: str, url: str, got: Fetched, said: Feed, remark: str | None = None) -> Tried:
    at = got.final if got.moved else url
    return Tried(at, host_of(at) == host_of(typed), said.title, remark)
