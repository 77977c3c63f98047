"""How do articles go into the library? Read, find, attribute, store, link: a batch at a time, a transaction each."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from index import linking
from index.derived import Derived, Indexed, rules_version
from index.ids import split_id
from index.ingest import Source, read, sources
from index.model import AddSummary, Article, Link, Quotation, Skipped, Whole
from index.quotations import find
from index.speakers import attribute
from index.store import Store, reading, writing
from index.stored import fetch_wholes, keyed_wholes
from index.utterances import group

BATCH_ARTICLES = 200
BATCH_SECONDS = 2.0  # a batch is what a crash can cost, and what a second process waits for
MAX_WHOLES_KEPT = 50_000  # quotations kept in memory to be compared with
REBUILDING = "rebuilding"  # the rules' version of a library whose rebuilding was broken off


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` is: files read of all, articles taken up, and the file at hand."""

    step: str
    done: int
    total: int
    articles: int = 0
    path: str | None = None


WAITING = Progress("waiting for another quoth that adds to this library", 0, 0)


def quotations_of(article: Article) -> tuple[Quotation, ...]:
    """Every quotation of an article with kind, speaker and cue, in the order of the text."""
    return attribute(article, find(article.text))


@dataclass(slots=True)
class Adding:
    """One `add` under way: what it has done so far, and the wholes it may be asked for again."""

    store: Store
    derived: Derived
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    wholes: dict[int, Whole] = field(default_factory=dict)

    def summary(self, stopped: bool) -> AddSummary:
        """What came of it."""
        return AddSummary(
            tuple(self.added), tuple(self.changed), tuple(self.unchanged), tuple(self.skipped), stopped=stopped
        )

    def store_batch(self, batch: Sequence[tuple[Article, str]]) -> list[Indexed]:
        """Write (article, origin) pairs with their quotations and links; returns those that were new or had changed."""
        prepared = [(a, origin, quotations_of(a)) for a, origin in batch if self.is_news(a, origin)]
        if prepared:
            with self.writing() as db:
                touched: set[int] = set()
                for article, origin, quotations in prepared:
                    touched |= self.derive(article, writing.put_article(db, article, origin), quotations)
                self.regroup(touched)
        return [(article, quotations) for article, _, quotations in prepared]

    def derive_batch(self, ids: Sequence[str]) -> None:
        """Make quotations and links of stored articles."""
        articles = [a for a in (reading.article(self.store.connection, i) for i in ids) if a is not None]
        prepared = [(a, quotations_of(a)) for a in articles]
        with self.writing() as db:
            touched: set[int] = set()
            for article, quotations in prepared:
                touched |= self.derive(article, reading.article_key(db, article.id), quotations)
            self.regroup(touched)
        self.changed.extend(a.id for a in articles)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; where it fails, the postings forget what it put into them."""
        try:
            with self.store.transaction() as db:
                yield db
        except BaseException:
            self.derived.forget_postings()
            self.wholes.clear()
            raise

    def is_news(self, article: Article, origin: str) -> bool:
        """Whether the article is new or has changed; what it is instead is noted."""
        digest = writing.digest(article)
        shown = article.path or origin
        before = self.taken.get(article.id)
        if before is not None:
            if before[1] != digest:
                self.skipped.append(Skipped(shown, clash(article.id, before[0])))
            return False
        known = reading.known(self.store.connection, article.id)
        if known is not None and not known.removed:
            if known.digest == digest:
                self.unchanged.append(article.id)
                return False
            if known.origin != origin:
                self.skipped.append(Skipped(shown, clash(article.id, known.path or known.origin)))
                return False
        self.taken[article.id] = (shown, digest)
        (self.added if known is None or known.removed else self.changed).append(article.id)
        return True

    def derive(self, article: Article, key: int, quotations: Sequence[Quotation]) -> set[int]:
        """Store an article's quotations and link them with what is there; returns the keys that links touch."""
        postings = self.derived.postings(catch_up=False)
        db = self.store.connection
        keys = writing.put_quotations(db, key, quotations)
        new = keyed_wholes([(keys[q.id], q) for q in quotations], article.outlet_key, article.published)
        rows: list[tuple[int, int, Link]] = []
        for link in linking.link([whole for _, whole in new], postings.find, self.fetch):
            if link.relation != "none":
                rows.append((self.key_of(link.a), keys[link.b], link))
        writing.put_links(db, rows)
        self.wholes.update(new)
        postings.add((whole_key, whole.text) for whole_key, whole in new)
        return {side for row in rows for side in row[:2]}

    def key_of(self, quotation_id: str) -> int:
        """The key of a quotation that was stored before."""
        place = split_id(quotation_id)
        key = reading.quotation_key(self.store.connection, *place) if place else None
        if key is None:
            raise KeyError(quotation_id)
        return key

    def fetch(self, keys: Sequence[int]) -> dict[int, Whole]:
        """The wholes behind some keys, for those that are still in the library."""
        if len(self.wholes) > MAX_WHOLES_KEPT:
            self.wholes.clear()
        self.wholes.update(fetch_wholes(self.store, [key for key in keys if key not in self.wholes]))
        return {key: self.wholes[key] for key in keys if key in self.wholes}

    def regroup(self, touched: set[int]) -> None:
        """Group the utterances again that the touched quotations belong to, and count their articles' links."""
        db = self.store.connection
        members, rows = reading.component(db, touched)
        ids = {key: q.id for key, q in sorted(reading.quotations_by_key(db, members).items())}
        keys = {quotation_id: key for key, quotation_id in ids.items()}
        of: dict[int, int | None] = dict.fromkeys(ids)
        for utterance in group(list(keys), [Link(ids[row.a], ids[row.b], row.score, row.relation) for row in rows]):
            of.update((keys[member], keys[utterance.id]) for member in utterance.members)
        writing.set_utterances(db, of)
        writing.count_links(db, reading.article_keys(db, members))


def clash(article_id: str, other: str) -> str:
    """The sentence for an id that two different articles claim."""
    return f'has the id "{article_id}", which an article with other text has: {other}; give it an id of its own'


def add(
    store: Store,
    derived: Derived,
    named: Iterable[str],
    outlet: str | None,
    published: str | None,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> AddSummary:
    """Add files and folders; see `Library.add`."""
    work = Adding(store, derived)
    files: list[Source] = []
    for item in sources(named, outlet, published):
        if isinstance(item, Skipped):
            work.skipped.append(item)
        else:
            files.append(item)
        progress(Progress("looking for files", len(files), 0))
    if not files:
        return work.summary(stopped=False)
    with derived.writing_lock(wait=True, waiting=lambda: progress(WAITING)):
        derived.postings()
        with derived.indexing() as index:
            stopped = _add_files(work, files, index, progress, stop)
    return work.summary(stopped)


def _add_files(
    work: Adding,
    files: Sequence[Source],
    index: Callable[[Sequence[Indexed]], None],
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> bool:
    """Read the files a batch at a time; True where the user stopped it."""
    batch: list[tuple[Article, str]] = []
    since = time.monotonic()
    taken_up = 0
    stopped = False
    for number, source in enumerate(files):
        for item in read(source):
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


def remove(store: Store, derived: Derived, article_ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Take articles out; see `Library.remove`."""
    removed: list[str] = []
    missing: list[str] = []
    with derived.writing_lock(wait=True):
        derived.postings()
        for article_id in dict.fromkeys(article_ids):
            known = reading.known(store.connection, article_id)
            if known is None or known.removed:
                missing.append(article_id)
                continue
            with store.transaction() as db:
                mine = [key for key, _ in reading.quotations(db, "WHERE x.id = ?", (article_id,))]
                others = reading.component(db, mine)[0].difference(mine)
                writing.remove_article(db, article_id)
                Adding(store, derived).regroup(others)
            derived.postings(catch_up=False).remove(mine)
            removed.append(article_id)
        if removed:
            derived.catch_up()
    return removed, missing


def rebuild(
    store: Store, derived: Derived, progress: Callable[[Progress], None], stop: Callable[[], bool]
) -> AddSummary:
    """Make all that is derived anew; see `Library.rebuild`. Broken off, it begins again at the next start."""
    work = Adding(store, derived)
    with derived.writing_lock(wait=True, waiting=lambda: progress(WAITING)):
        with store.transaction() as db:
            writing.set_meta(db, "rules", REBUILDING)
            writing.drop_all_derived(db)
        derived.clear()
        ids = [row.id for row in reading.article_rows(store.connection, "added")]
        for start in range(0, len(ids), BATCH_ARTICLES):
            if stop():
                return work.summary(stopped=True)
            progress(Progress("making quotations and links anew", start, len(ids)))
            work.derive_batch(ids[start : start + BATCH_ARTICLES])
        derived.postings(catch_up=False).flush(reading.last_seq(store.connection))
        progress(Progress("writing the index", 0, 0, len(ids)))
        derived.catch_up()
        with store.transaction() as db:
            writing.set_meta(db, "rules", rules_version())
    return work.summary(stopped=False)
