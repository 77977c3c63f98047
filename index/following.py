"""Which feeds does a library follow, and what can be done with them? The door for commands and screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from msgspec import Struct

from index.ingest.hints import one_line
from index.model import Skipped
from index.own import WrongOwnError, storable, tag_name
from index.store import Connection, Store
from index.store import feeds as stored
from index.store.feeds import FeedRow

if TYPE_CHECKING:
    from index.adding import Progress
    from index.derived import Derived
    from index.feeds.syncing import SyncSummary
    from index.web import Web


class WrongFeedError(ValueError):
    """A feed can't be followed; the message says why, for the user."""


class FeedInfo(Struct, frozen=True):
    """A feed that is followed. Times are UTC; `after` is before when it is not asked, `problem` why it last failed.

    `articles` are those it brought that are in the library, `waiting` its entries that are still to become some,
    `given_up` those that never will, unless they are announced anew. `gone` says that it is not asked for any more.
    """

    url: str
    title: str | None
    outlet: str | None
    tags: tuple[str, ...]
    asked: str | None
    after: str | None
    problem: str | None
    articles: int
    waiting: int
    given_up: int
    gone: bool

    @property
    def shown(self) -> str:
        """What it is called: by its reader, by itself, or its address."""
        return self.outlet or self.title or self.url


class Followed(Struct, frozen=True):
    """A feed that was added, and what is to be said of that."""

    feed: FeedInfo
    remark: str | None = None


class Imported(Struct, frozen=True):
    """What came of a list of feeds: the addresses added, those followed before, and what is none."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    skipped: tuple[Skipped, ...]


class Following:
    """The part of a library that follows feeds; all may be called from any thread."""

    path: Path
    _store: Store
    _derived: Derived

    def feeds(self) -> list[FeedInfo]:
        """The feeds, in the order of adding."""
        with self._store.snapshot() as db:
            counts = stored.counts(db)
            return [_info(one, counts.get(one.key, (0, 0, 0))) for one in stored.every(db)]

    def feed(self, url: str) -> FeedInfo:
        """The feed of this address. Raises KeyError."""
        with self._store.snapshot() as db:
            return self._told(db, url)

    def add_feed(
        self,
        url: str,
        *,
        outlet: str | None = None,
        tags: Iterable[str] = (),
        web: Web | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Followed:
        """Follow a feed. It is asked for; of a web page the feed that it names is taken.

        What it announces becomes articles with the next `sync`. One that can't be reached now is followed all the same,
        with a remark. Raises WrongFeedError, whose message is meant for the user, also for one that is followed already.
        """
        from index.feeds import trying

        try:
            url = feed_address(url)
        except WrongFeedError as error:
            raise WrongFeedError(f'"{url}" {error}') from None
        outlet, names = _outlet(outlet), _tags(tags)
        _not_there(self._store.connection, url)
        tried = trying.tried(url, web, stop)
        if isinstance(tried, str):
            raise WrongFeedError(f"{url} {tried}")
        with self._store.transaction() as db:
            _not_there(db, tried.url)
            key = stored.put(db, tried.url, tried.named, None, outlet, " ".join(names))
            tried.put_in(db, key)
            return Followed(self._told(db, tried.url), tried.remark)

    def change_feed(
        self, url: str, *, outlet: str | None = None, tags: Iterable[str] | None = None, no_outlet: bool = False
    ) -> FeedInfo:
        """Name the outlet of a feed (or with `no_outlet` none: it is called as it calls itself), and give it these tags
        in place of those it has; both for articles to come. Raises KeyError, and WrongFeedError as `add_feed`."""
        values: dict[str, object] = {}
        if outlet is not None or no_outlet:
            values["outlet"] = None if no_outlet else _outlet(outlet)
        if tags is not None:
            values["tags"] = " ".join(_tags(tags))
        with self._store.transaction() as db:
            row = _row(db, url)
            if values:
                stored.change(db, row.key, **values)
            return self._told(db, row.url)

    def remove_feed(self, url: str) -> FeedInfo:
        """Follow a feed no longer; its articles stay. Raises KeyError."""
        with self._store.transaction() as db:
            found = self._told(db, url)
            stored.drop(db, _row(db, url).key)
            return found

    def near_feeds(self, url: str, limit: int = 3) -> list[str]:
        """Addresses of feeds like one that is not followed, also by what they are called."""
        from rapidfuzz import process

        names = {one.url: f"{one.url} {one.shown}" for one in self.feeds()}
        return [found[2] for found in process.extract(url, names, score_cutoff=60, limit=limit)]

    def import_opml(self, data: bytes) -> Imported | str:
        """Follow the feeds of a list, their folders as tags; or why it is none. Nothing is asked for before `sync`.

        What a list names, the user did not: such a feed is not read from a private network.
        """
        from index.feeds import opml

        listed = opml.read(data)
        if isinstance(listed, str):
            return listed
        added: list[str] = []
        known: list[str] = []
        skipped: list[Skipped] = []
        with self._store.transaction() as db:
            for one in listed:
                try:
                    url, tags = feed_address(one.url), _tags(one.tags)
                except WrongFeedError as error:
                    skipped.append(Skipped(one.url, str(error)))
                    continue
                if stored.of_url(db, url) is not None:
                    known.append(url)
                    continue
                stored.put(db, url, False, one.title, None, " ".join(tags))
                added.append(url)
        return Imported(tuple(added), tuple(known), tuple(skipped))

    def export_opml(self) -> bytes:
        """The feeds as a list for other readers."""
        from index.feeds import opml

        rows = stored.every(self._store.connection)
        return opml.written((opml.Listed(one.url, one.outlet or one.title, one.tags) for one in rows), "Feeds of quoth")

    def sync(
        self,
        urls: Iterable[str] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        web: Web | None = None,
    ) -> SyncSummary:
        """Ask for the feeds (or for some), and put in what they announce; pages of what they give no text of are read.

        `progress` and `stop` are as in `add`: what was read before it was stopped is kept, and so it is when this is
        killed: the next time goes on from there. Raises KeyError for an address that is not followed.
        """
        from index.adding import silent
        from index.feeds.syncing import sync

        db = self._store.connection
        wanted = None if urls is None else [_row(db, url).key for url in urls]
        return sync(self._store, self._derived, wanted, progress or silent, stop, web)

    def _told(self, db: Connection, url: str) -> FeedInfo:
        row = _row(db, url)
        return _info(row, stored.counts(db).get(row.key, (0, 0, 0)))


def feed_address(given: str) -> str:
    """The address of a feed as it is kept. Raises WrongFeedError, whose message goes on from what was given."""
    url = one_line(given) or ""
    if url.lower().startswith("feed:"):
        url = url[5:].removeprefix("//")
    if "://" not in url and "." in url.partition("/")[0]:
        url = f"https://{url}"
    try:
        parts = urlsplit(urldefrag(url)[0])
        whole = parts.hostname and parts.port != 0
        url.encode()
    except ValueError:
        whole = None
    if not whole:
        raise WrongFeedError("is no address of a feed; write https://HOST/...")
    if parts.scheme not in ("http", "https"):
        raise WrongFeedError("is no address of the web; quoth reads http and https")
    return parts.geturl()


def _info(row: FeedRow, counts: tuple[int, int, int]) -> FeedInfo:
    from index.feeds.backoff import backing_off

    until = max(filter(None, (row.after, backing_off(row))), default=None)
    after = until if until is not None and until > stored.now() and not row.gone else None
    about = (row.url, row.title, row.outlet, row.tags, row.asked, after, row.problem)
    return FeedInfo(*about, *counts, row.gone)


def _row(db: Connection, url: str) -> FeedRow:
    """The feed of an address as somebody writes it. Raises KeyError."""
    found = stored.of_url(db, url)
    if found is None:
        try:
            found = stored.of_url(db, feed_address(url))
        except WrongFeedError:
            raise KeyError(url) from None
    if found is None:
        raise KeyError(url)
    return found


def _not_there(db: Connection, url: str) -> None:
    if stored.of_url(db, url) is not None:
        raise WrongFeedError(f"{url} is one of your feeds already")


def _outlet(given: str | None) -> str | None:
    try:
        return one_line(storable(given)) if given else None
    except WrongOwnError as error:
        raise WrongFeedError(str(error)) from error


def _tags(given: Iterable[str]) -> list[str]:
    try:
        return list(dict.fromkeys(tag_name(name) for name in given))
    except WrongOwnError as error:
        raise WrongFeedError(str(error)) from error
