"""How do articles go into the library, and out of it? A batch at a time, in one transaction each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from index import identity
from index.addresses import canonical
from index.arriving import Arrival, arrived, same_as, unchanged
from index.derived import Derived, Indexed, rules_version
from index.deriving import Deriving
from index.ingest import Address, Piped, Source, formats, read, sources
from index.model import AddSummary, Article, Skipped
from index.settling import put_given, settled_news
from index.store import Store, naming, reading, versions, writing

if TYPE_CHECKING:
    from index.web import Web

BATCH_ARTICLES = 200
BATCH_SECONDS = 2.0  # a batch is what a crash can cost, and what a second process waits for


class Progress(Struct, frozen=True):
    """How far an `add` is: files read of all, articles taken up, and the file at hand."""

    step: str
    done: int
    total: int
    articles: int = 0
    path: str | None = None


def silent(_: Progress) -> None:
    """Progress that nobody looks at."""


WAITING = Progress("waiting for another quoth that adds to this library", 0, 0)
Read = tuple[Article, str]  # an article, and the file or address that it was read from


@dataclass(slots=True)
class Adding:
    """One `add` under way, and what it has done so far."""

    deriving: Deriving
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    landed: dict[str, str] = field(default_factory=dict)  # as which article each is there, by the id it came with
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)  # where the articles were, and their digests

    def summary(self, stopped: bool) -> AddSummary:
        """What came of it."""
        return AddSummary(
            tuple(self.added), tuple(self.changed), tuple(self.unchanged), tuple(self.skipped), stopped=stopped
        )

    def store_batch(self, batch: Sequence[Read]) -> list[Indexed]:
        """Write (article, origin) pairs with their quotations and links; returns those that were new or had changed."""
        fresh: dict[str, Indexed] = {}
        part: list[tuple[Article, str, str | None]] = []
        keys: set[str] = set()  # of the part: what may be one of its articles, or that one's next version, comes after
        for given, origin in batch:
            same = unchanged(self.deriving.store.connection, given, origin, given.id in self.taken)
            if same is not None and same.put is None and given.id not in keys:
                self._count(given, same)
                continue
            words = identity.words_of(given)
            mine = {given.id, *(canonical(one) for one in (given.url, given.at) if one), *([words] if words else [])}
            if mine & keys:
                fresh |= {one[0].id: one for one in self._store_part(part)}
                part, keys = [], set()
            part.append((given, origin, words))
            keys |= mine
        fresh |= {one[0].id: one for one in self._store_part(part)}
        return list(fresh.values())

    def _store_part(self, part: Sequence[tuple[Article, str, str | None]]) -> list[Indexed]:
        """The same of articles of which none can be another of them."""
        store = self.deriving.store
        own = naming.own(store.connection)
        arrivals: list[tuple[Arrival, str | None]] = []
        for given, origin, words in part:
            arrival = arrived(store.connection, given, origin, words, own, self.taken)
            self._count(given, arrival)
            arrivals.append((arrival, words))
        news = [(one.put, one.place) for one, _ in arrivals if one.put is not None and not one.sighted]
        prepared: list[Indexed] = [(one, self.deriving.quotations_of(one)) for one, _ in settled_news(store, news)]
        quotations = {one.id: (one, found) for one, found in prepared}
        if not any(one.put or one.also for one, _ in arrivals):
            return []
        with self.deriving.writing() as db:
            stored: list[tuple[Article, int]] = []
            for arrival, words in arrivals:
                if arrival.also is not None:
                    identity.note(db, arrival.also)
                if arrival.put is None:
                    continue
                if arrival.sighted:
                    versions.sighted(db, arrival.put, same_as(arrival.put))
                    continue
                article, found = quotations[arrival.id]
                self.deriving.take_out(article.id)
                key = writing.put_article(db, article, arrival.place, words, version=arrival.version)
                identity.note(db, article)
                self.deriving.derive(article, key, found)
                stored.append((article, key))
            put_given(db, news)
            self.deriving.regroup()
            self.deriving.relating.relate(stored)
            self.deriving.relating.regroup()
        return prepared

    def _count(self, given: Article, arrival: Arrival) -> None:
        """Note what became of an article."""
        if arrival.remark is not None:
            self.skipped.append(arrival.remark)
        if arrival.refused:
            return
        self.landed[given.id] = arrival.id
        changed = arrival.put is not None and not arrival.sighted
        if not arrival.taken and not (changed and arrival.id in self.taken):
            (self.added if arrival.fresh else self.changed if changed else self.unchanged).append(arrival.id)
        put = arrival.put or replace(given, id=arrival.id)
        self.taken[arrival.id] = (given.path or arrival.place, writing.digest(put))


def add(
    store: Store,
    derived: Derived,
    named: Iterable[str],
    outlet: str | None,
    published: str | None,
    transcript: bool | None,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    seen_within: float,
    columns: tuple[tuple[str, str], ...] = (),
    as_format: str | None = None,
    stdin: BinaryIO | None = None,
) -> AddSummary:
    """Add files and folders; see `Library.add`."""
    work = Adding(Deriving(store, derived))
    files: list[Source | Address | Piped] = []
    form = formats.named(as_format) if as_format else None
    if as_format and form is None:
        raise ValueError(f"no format is called {as_format!r}")
    for item in sources(named, outlet, published, transcript, columns, form, stdin):
        if isinstance(item, Skipped):
            work.skipped.append(item)
        else:
            files.append(item)
        progress(Progress("looking for files", len(files), 0))
        if stop():
            return work.summary(stopped=True)
    if not files:
        return work.summary(stopped=False)
    with ready(derived, progress, stop) as mine:
        if not mine:
            return work.summary(stopped=True)
        if reading.meta(store.connection, "rules") is None:
            with store.transaction() as db:
                writing.set_meta(db, "rules", rules_version())
        with derived.indexing(seen_within) as index:
            stopped = _add_files(work, files, index, progress, stop)
    return work.summary(stopped)


@contextmanager
def ready(derived: Derived, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Iterator[bool]:
    """The right to write, with all that is derived up to date: False inside where it was stopped before."""
    with derived.writing_lock(wait=True, waiting=lambda: progress(WAITING), stop=stop) as mine:
        yield mine and caught_up(derived, progress, stop)


def catch_up(derived: Derived, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> bool | None:
    """Bring what is derived up to date, unless another process writes: see `Library.catch_up`."""
    with derived.writing_lock(wait=False) as mine:
        return caught_up(derived, progress, stop) if mine else None


def caught_up(derived: Derived, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> bool:
    """Bring what is derived up to date where an `add` before was broken off; False where this was stopped, too."""
    return derived.catch_up(
        lambda done, total: progress(Progress("bringing the index up to date", done, total)),
        stop,
    )


def _add_files(
    work: Adding,
    files: Sequence[Source | Address | Piped],
    index: Callable[[Sequence[Indexed]], None],
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> bool:
    """Read the files a batch at a time; True where the user stopped it."""
    batch: list[Read] = []
    since = time.monotonic()
    taken_up = 0
    stopped = False
    web = _web(files)
    for number, source in enumerate(files):
        progress(Progress("adding", number, len(files), taken_up, source.path))
        for item in read(source, web, stop):
            if isinstance(item, Skipped):
                work.skipped.append(item)
            else:
                batch.append((item, source.hint.origin))
                taken_up += 1
            if len(batch) >= BATCH_ARTICLES or time.monotonic() - since > BATCH_SECONDS:
                index(work.store_batch(batch))
                batch, since = [], time.monotonic()
            progress(Progress("adding", number, len(files), taken_up, source.path))
            stopped = stop()
            if stopped:
                break
        if stopped:
            break
    index(work.store_batch(batch))
    progress(Progress("writing the index", 0, 0, taken_up))
    return stopped


def _web(files: Sequence[Source | Address | Piped]) -> Web | None:
    """Who asks the addresses among them: their hosts were named by the user."""
    named = [source.path for source in files if isinstance(source, Address)]
    if not named:
        return None
    from index.web import Web, host_of

    return Web(map(host_of, named))


def remove(
    store: Store,
    derived: Derived,
    article_ids: Iterable[str],
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> tuple[list[str], list[str]]:
    """Take articles out; see `Library.remove`."""
    removed: list[str] = []
    missing: list[str] = []
    work = Deriving(store, derived)
    with ready(derived, progress, stop) as mine:
        if not mine:
            return removed, missing
        for article_id in dict.fromkeys(article_ids):
            known = reading.known(store.connection, article_id)
            if known is None or known.removed:
                missing.append(article_id)
                continue
            with work.writing() as db:
                work.take_out(article_id)
                work.relating.forget(reading.article_key(db, article_id))
                writing.remove_article(db, article_id)
                work.regroup()
                work.relating.regroup()
            removed.append(article_id)
        if removed:
            derived.flush(reading.last_seq(store.connection))  # what was taken out here need not be looked for
            derived.catch_up()
    return removed, missing
