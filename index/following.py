"""Which feeds does a reader follow? Added, taken out, exchanged with other readers as OPML, and fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from index.own import WrongOwnError, storable, tag_name
from index.store import Connection, Store, feeds
from index.store.feeds import FeedRow as FeedRow

if TYPE_CHECKING:
    from index.adding import Progress
    from index.derived import Derived
    from index.syncing import SyncSummary
    from index.web import Web


class WrongFeedError(ValueError):
    """What was given is no feed, or no list of feeds; the message says why, for the user."""


class Feeds:
    """The part of a library that follows feeds; all but `sync` may be called from any thread."""

    _store: Store
    _derived: Derived

    def feeds(self) -> list[FeedRow]:
        """The feeds, in the order of adding."""
        with self._store.snapshot() as db:
            return feeds.every(db)

    def feed(self, url: str) -> FeedRow:
        """The feed of an address as somebody writes it. Raises KeyError."""
        with self._store.snapshot():
            return self._feed(url)

    def add_feed(
        self, url: str, *, title: str | None = None, outlet: str | None = None, tags: Iterable[str] = ()
    ) -> bool:
        """Follow a feed; False where it is followed already. Nothing is fetched. Raises WrongFeedError."""
        address = _address(url)
        with self._store.transaction() as db:
            return feeds.put(db, address, _line(title), _outlet(outlet), _tags(tags), named=True)

    def try_feed(
        self,
        url: str,
        *,
        outlet: str | None = None,
        tags: Iterable[str] = (),
        stop: Callable[[], bool] = lambda: False,
        web: Web | None = None,
    ) -> tuple[FeedRow, str | None]:
        """Follow the feed at an address, or the one that the web page there names. It is asked for it.

        One that can't be reached now is followed, too. Returns it and a remark that goes on from the address. Raises
        WrongFeedError for what is no feed, is followed already, or was stopped.
        """
        from index.feeds import trying
        from index.web import Web, place_of

        address, named, names = _address(url), _outlet(outlet), _tags(tags)
        self._must_be_new(self._store.connection, address)
        found = trying.tried(address, web or Web([place_of(address)]), stop)
        if stop():
            raise WrongFeedError(f"{address} is not followed: stopped before it answered")
        if isinstance(found, str):
            raise WrongFeedError(f"{address} {found}")
        with self._store.transaction() as db:
            self._must_be_new(db, found.url)
            feeds.put(db, found.url, found.title, named, names, named=found.named)
            return self._feed(found.url), found.remark

    def change_feed(self, url: str, *, outlet: str | None, tags: Iterable[str]) -> None:
        """Say who publishes a feed (None: as it calls itself), and which tags its articles get from now on.

        Raises KeyError for one that is not followed, WrongFeedError for a tag that is none.
        """
        with self._store.transaction() as db:
            feeds.change(db, self._feed(url).key, _outlet(outlet), _tags(tags))

    def remove_feed(self, url: str) -> FeedRow:
        """Follow a feed no longer; its articles stay. Raises KeyError. Returns what it was."""
        with self._store.transaction() as db:
            row = self._feed(url)
            feeds.drop(db, row.key)
            return row

    def _feed(self, url: str) -> FeedRow:
        try:
            found = feeds.of_url(self._store.connection, _address(url))
        except WrongFeedError:
            found = None
        if found is None:
            raise KeyError(url)
        return found

    def _must_be_new(self, db: Connection, url: str) -> None:
        if feeds.of_url(db, url) is not None:
            raise WrongFeedError(f"{url} is followed already")

    def import_opml(self, data: bytes) -> tuple[int, int]:
        """Follow all feeds of an OPML list; folders are tags. Returns (followed now, followed already).

        A list's addresses were not named by the reader: they are not asked for in a private network. Raises
        WrongFeedError.
        """
        from index.feeds import opml

        found = opml.read(data)
        if isinstance(found, str):
            raise WrongFeedError(found)
        new = old = 0
        with self._store.transaction() as db:
            for one in found:
                try:
                    added = feeds.put(db, _address(one.url), one.title, None, _tags(one.tags), named=False)
                except WrongFeedError:
                    continue  # a file of that machine, or what a search gave there
                new, old = new + added, old + (not added)
        if not new + old:
            raise WrongFeedError("holds no feed: an empty list")
        return new, old

    def export_opml(self) -> str:
        """The feeds as an OPML list, with their tags as categories and, for the first one, as folders."""
        from index.feeds import opml

        return opml.written(opml.Listed(one.url, one.outlet or one.title, one.tags) for one in self.feeds())

    def sync(
        self,
        wanted: Iterable[str] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        web: Web | None = None,
    ) -> SyncSummary:
        """Fetch all feeds whose time has come, or those of the addresses `wanted`, and add what they announce.

        May be stopped at any time, by whatever: the next one goes on where it was. While another process fetches, it
        waits for that. `web` is who asks, where it is to be another. Raises KeyError for an address not followed.
        """
        from index import syncing
        from index.adding import silent

        asked = None if wanted is None else [self._feed(url).url for url in wanted]
        return syncing.sync(self._store, self._derived, asked, progress or silent, stop, web)


def _address(given: str) -> str:
    """The address of a feed as it is kept. Raises WrongFeedError."""
    url = given.strip()
    if url.lower().startswith("feed:"):
        url = url[5:].removeprefix("//")
    if "://" not in url and "." in url.partition("/")[0]:
        url = f"https://{url}"
    try:
        parts = urlsplit(urldefrag(url)[0])
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not url.isprintable() or " " in url:
        raise WrongFeedError(f'"{given.strip()}" is no address of the web; write https://…')
    return parts.geturl()


def _outlet(given: str | None) -> str | None:
    try:
        return _line(storable(given)) if given else None
    except WrongOwnError as error:
        raise WrongFeedError(str(error)) from error


def _tags(names: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(tag_name(storable(name)) for name in names))
    except WrongOwnError as error:
        raise WrongFeedError(str(error)) from error


def _line(value: str | None) -> str | None:
    from index.ingest.hints import one_line  # what reads files is nothing that the first frame needs

    return one_line(value)
