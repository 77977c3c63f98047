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
from index.addresses import is_address
from index.derived import Derived, Indexed, rules_version
from index.deriving import Deriving
from index.ingest import Address, Piped, Source, formats, read, sources
from index.model import AddSummary, Article, Skipped
from index.settling import put_given, settled_news, standing
from index.store import Store, naming, reading, versions, writing
from index.store.reading import Known

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
TELLING = ("outlet", "published")  # what tells two of the same words apart: agency copy
BY_COMMAND = ("outlet", "published", "transcript")  # what a command line may have said of an article


@dataclass(slots=True)
class Adding:
    """One `add` under way, and what it has done so far."""

    deriving: Deriving
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    words: dict[str, Article] = field(default_factory=dict)  # those taken up so far, by their words' digests

    def summary(self, stopped: bool) -> AddSummary:
        """What came of it."""
        return AddSummary(
            tuple(self.added), tuple(self.changed), tuple(self.unchanged), tuple(self.skipped), stopped=stopped
        )

    def store_batch(self, batch: Sequence[tuple[Article, str]]) -> list[Indexed]:
        """Write (article, origin) pairs with their quotations and links; returns those that were new or had changed."""
        told = ((given, identity.origin_of(given, origin)) for given, origin in batch)
        news = [(article, origin) for given, origin in told if (article := self.news(given, origin)) is not None]
        prepared = [
            (one, origin, self.deriving.quotations_of(one)) for one, origin in settled_news(self.deriving.store, news)
        ]
        if prepared:
            with self.deriving.writing() as db:
                stored: list[tuple[Article, int]] = []
                for article, origin, quotations in prepared:
                    self.deriving.take_out(article.id)
                    key = writing.put_article(db, article, origin, identity.words_of(article))
                    identity.note(db, article, origin)
                    self.deriving.derive(article, key, quotations)
                    stored.append((article, key))
                put_given(db, news)
                self.deriving.regroup()
                self.deriving.relating.relate(stored)
                self.deriving.relating.regroup()
        return [(article, quotations) for article, _, quotations in prepared]

    def news(self, article: Article, origin: str) -> Article | None:
        """The article as it is to be stored, where it is new or has changed; what it is instead is noted.

        What a command line said of it before (`--outlet`) and nothing says this time stays known.
        """
        shown = article.path or origin
        db = self.deriving.store.connection
        placed = self.placed(article, origin)
        if placed is None:
            return None
        article, stored = placed
        if stored is not None:
            kept = {n: getattr(stored, n) for n in BY_COMMAND if getattr(article, n) is None}
            article = replace(article, **kept, url=identity.one_address(stored.url, article.url))
        digest = writing.digest(article)
        before = self.taken.get(article.id)
        captured = _captured(article, origin)
        if before is not None and before[1] == digest:
            return None
        if before is not None and is_address(origin) and not captured:
            return None  # one page that two feeds announce
        if stored is not None and stored.digest == digest:
            self.taken[article.id] = (shown, digest)
            self.unchanged.append(article.id)
            return None
        other = before[0] if before is not None else stored.path or stored.origin if stored is not None else ""
        if article.named and (before is not None or (stored is not None and stored.origin != origin)):
            self.skipped.append(Skipped(shown, clash(article.id, other)))
            return None
        if stored is not None and (captured or stored.origin != origin) and versions.was(db, article.id, article.text):
            self.unchanged.append(article.id)  # a page saved before it was changed
            return None
        if stored is not None and article.begun and identity.is_beginning(article.text, self.text_of(article.id)):
            self.unchanged.append(article.id)
            self.skipped.append(Skipped(shown, "the whole, which is there already, stays", added=True))
            return None
        self.taken[article.id] = (shown, digest)
        if before is None:
            (self.added if stored is None else self.changed).append(article.id)
        words = identity.words_of(article)
        if words is not None:
            self.words[words] = self.settled(article)
        return article

    def placed(self, article: Article, origin: str) -> tuple[Article, Known | None] | None:
        """The article under the id that it has here, and what is stored of it; None where it is one that is there.

        An address is a claim of the page's, or of who sent it: where the words are others than those that are there,
        and were read elsewhere, it is an article of its own.
        """
        known = reading.known(self.deriving.store.connection, article.id)
        stored = known if known is not None and not known.removed else None
        if stored is None and article.id not in self.taken:
            twin = self.twin(article, origin)
            if twin is not None and twin.by == identity.SHARES_WORDS:
                known = reading.known(self.deriving.store.connection, twin.id)
                if known is not None and any(getattr(known, n) is None and getattr(article, n) for n in TELLING):
                    return identity.filled(article, twin.id, known), known
                self.unchanged.append(twin.id)
                told = f'is the article "{twin.id}", which is there already'
                self.skipped.append(Skipped(article.path or origin, told, added=True))
                return None
            there = reading.known(self.deriving.store.connection, twin.id) if twin is not None else None
            if twin is not None and there is not None:
                if self.differs(article, origin, twin.id, there):
                    return self.told_apart(article, origin, twin.id), None
                return replace(article, id=twin.id), there
        elif stored is not None and not article.named and self.differs(article, origin, article.id, stored):
            apart = replace(self.told_apart(article, origin, article.id), id=identity.apart_id(origin))
            known = reading.known(self.deriving.store.connection, apart.id)
            return apart, known if known is not None and not known.removed else None
        return article, stored

    def differs(self, article: Article, origin: str, other: str, known: Known) -> bool:
        """Whether what claims to be an article that was read elsewhere has other words."""
        return known.origin != origin and not identity.alike(article.text, self.text_of(other))

    def told_apart(self, article: Article, origin: str, other: str) -> Article:
        """The article as one of its own, which is remarked."""
        told = f'gives the address of the article "{other}", which has other words; it was added as one of its own'
        self.skipped.append(Skipped(article.path or origin, told, added=True))
        return replace(article, url=origin) if is_address(origin) else article

    def text_of(self, article_id: str) -> str:
        """The text of an article that is there."""
        found = reading.article(self.deriving.store.connection, article_id)
        return found.text if found is not None else ""

    def settled(self, article: Article) -> Article:
        """The article under its outlet's usual name, by which the same words are told to be the same article."""
        return standing(article, {}, naming.own(self.deriving.store.connection))

    def twin(self, article: Article, origin: str) -> identity.Found | None:
        """The article that this one is, under another id: of those taken up just now, or of those that are there."""
        if article.named:
            return None
        article = self.settled(article)
        words = identity.words_of(article)
        near = self.words.get(words) if words is not None else None
        if near is not None and identity.same_outlet_and_day(article, near):
            return identity.Found(near.id, identity.SHARES_WORDS)
        return identity.find(self.deriving.store.connection, article, origin, words)


def clash(article_id: str, other: str) -> str:
    """The sentence for an id that two different articles claim."""
    return f'has the id "{article_id}", which an article with other text has: {other}; give it an id of its own'


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
    batch: list[tuple[Article, str]] = []
    waiting: set[str | None] = set()  # ids and words of the batch
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
                origin = identity.read_at(item, source.path, source.hint.origin)
                telling = {item.id, identity.words_of(item)} - {None}
                if telling & waiting:  # what it is, is told from the one that is there
                    index(work.store_batch(batch))
                    batch, since, waiting = [], time.monotonic(), set()
                batch.append((item, origin))
                waiting |= telling
                taken_up += 1
            if len(batch) >= BATCH_ARTICLES or time.monotonic() - since > BATCH_SECONDS:
                index(work.store_batch(batch))
                batch, since, waiting = [], time.monotonic(), set()
            progress(Progress("adding", number, len(files), taken_up, source.path))
            stopped = stop()
            if stopped:
                break
        if stopped:
            break
    index(work.store_batch(batch))
    progress(Progress("writing the index", 0, 0, taken_up))
    return stopped


def _captured(article: Article, origin: str) -> bool:
    """Whether it is a page of the web as a file has it: as it once was."""
    return is_address(origin) and not is_address(article.path or origin)


def _web(files: Sequence[Source | Address | Piped]) -> Web | None:
    """Who asks the addresses among them: their hosts were named by the user."""
    named = [source.path for source in files if isinstance(source, Address)]
    if not named:
        return None
    from index.web import Web, place_of

    return Web(map(place_of, named))


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
