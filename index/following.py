"""Which feeds does a reader follow? Added, taken out, exchanged with other readers as OPML, and fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from index.addresses import is_address
from index.own import WrongOwnError, storable, tag_name
from index.store import Store, feeds
from index.store.feeds import FeedRow as FeedRow

if TYPE_CHECKING:
    from index.adding import Progress
    from index.derived import Derived
    from index.syncing import SyncSummary
    from index.web import Web

MAX_OPML = 10_000_000  # bytes; a list of 10,000 feeds has 2 MB


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

    def add_feed(
        self, url: str, *, title: str | None = None, outlet: str | None = None, tags: Iterable[str] = ()
    ) -> bool:
        """Follow a feed; False where it is followed already. Nothing is fetched. Raises WrongFeedError."""
        address = _address(url)
        with self._store.transaction() as db:
            return feeds.put(db, address, title, _named(outlet), _tags(tags))

    def change_feed(self, url: str, *, outlet: str | None, tags: Iterable[str]) -> None:
        """Say who publishes a feed (None: as it calls itself), and which tags its articles get from now on.

        Raises KeyError for one that is not followed, WrongFeedError for a tag that is none.
        """
        with self._store.transaction() as db:
            feeds.change(db, self._feed(url).key, _named(outlet), _tags(tags))

    def remove_feed(self, url: str) -> FeedRow:
        """Follow a feed no longer; its articles stay. Raises KeyError. Returns what it was."""
        with self._store.transaction() as db:
            row = self._feed(url)
            feeds.drop(db, row.key)
            return row

    def _feed(self, url: str) -> FeedRow:
        found = next((row for row in feeds.every(self._store.connection) if row.url == url), None)
        if found is None:
            raise KeyError(url)
        return found

    def import_opml(self, data: bytes) -> tuple[int, int]:
        """Follow all feeds of an OPML list; folders are tags. Returns (followed now, followed already).

        Raises WrongFeedError.
        """
        found = listed(data)
        with self._store.transaction() as db:
            new = sum(feeds.put(db, url, title, None, tags) for url, title, tags in found)
        return new, len(found) - new

    def export_opml(self) -> str:
        """The feeds as an OPML list, with their tags as categories and, for the first one, as folders."""
        return as_opml(self.feeds())

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
        waits for that. `web` is who asks, where it is to be another.
        """
        from index import syncing
        from index.adding import silent

        asked = None if wanted is None else [self._feed(url).url for url in wanted]
        return syncing.sync(self._store, self._derived, asked, progress or silent, stop, web)


def listed(data: bytes) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """The feeds of an OPML list: address, title, folders as tags; each once. Raises WrongFeedError."""
    import listparser

    from index.ingest.feeds import declares
    from index.ingest.hints import one_line

    if len(data) > MAX_OPML:
        raise WrongFeedError(f"is larger than {MAX_OPML // 1_000_000} MB, which no list of feeds is")
    if declares(data):
        raise WrongFeedError("declares entities of its own, which no list of feeds needs and quoth does not expand")
    found = listparser.parse(data)
    rows: dict[str, tuple[str, str | None, tuple[str, ...]]] = {}
    for one in found.feeds:
        url = str(one.url or "").strip()
        if is_address(url) and url.isprintable():
            names = [*one.tags, *(part for folders in one.categories for part in folders)]
            rows.setdefault(url, (url, one_line(one.title), tuple(dict.fromkeys(filter(None, map(_as_tag, names))))))
    if not rows:
        raise WrongFeedError("holds no feed: no list in OPML, or an empty one")
    return list(rows.values())


def _as_tag(name: str) -> str | None:
    """A folder's name as a tag, its words joined."""
    try:
        return tag_name("-".join(name.split()))
    except WrongOwnError:
        return None


def as_opml(rows: Iterable[FeedRow]) -> str:
    """An OPML 2.0 list of feeds, those with tags in a folder of the first."""
    from xml.etree import ElementTree

    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Feeds of quoth"
    body = ElementTree.SubElement(root, "body")
    folders: dict[str, ElementTree.Element] = {}
    for row in rows:
        above = body
        if row.tags:
            first = row.tags[0]
            if first not in folders:
                folders[first] = ElementTree.SubElement(body, "outline", text=first, title=first)
            above = folders[first]
        name = row.outlet or row.title or row.url
        about = {"type": "rss", "text": name, "title": name, "xmlUrl": row.url}
        if row.tags:
            about["category"] = ",".join(row.tags)
        ElementTree.SubElement(above, "outline", about)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _address(url: str) -> str:
    address = url.strip()
    if not is_address(address) or not address.isprintable() or " " in address:
        raise WrongFeedError(f'"{address}" is no address of the web; write https://…')
    return address


def _named(outlet: str | None) -> str | None:
    from index.ingest.hints import one_line

    return one_line(outlet)


def _tags(names: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(tag_name(storable(name)) for name in names))
    except WrongOwnError as error:
        raise WrongFeedError(str(error)) from error
