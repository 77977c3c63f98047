"""What lies beside SQLite, and does it agree with it? The full-text index and the postings, caught up by `seq`."""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index import garbage, journal, seals
from index.locking import WritingLock
from index.model import Article, Quotation
from index.store import LibraryError, Store, reading, writing

if TYPE_CHECKING:
    from index.candidates import Postings
    from index.fulltext import FullText, Writer

Mark = tuple[int, int, int] | None
Told = Callable[[int, int], None]
Stop = Callable[[], bool]
Indexed = tuple[Article, Sequence[Quotation]]
LOCK = "adding.lock"
FULLTEXT, QUOTATIONS, EVENTS, REPORTS = "fulltext", "postings", "events", "reports"  # their folders
PARTS = (FULLTEXT, QUOTATIONS, EVENTS, REPORTS)
# what stored quotations and links come from; the rest of the package only stores and finds them
RULES = (
    *("paragraphs.py", "sentences.py", "languages", "quotations", "speakers", "indirect", "transcripts"),
    *("extracting.py", "people", "terms.py", "matching", "occasions", "echoes.py", "linking.py", "candidates"),
    *("utterances.py", "judgements.py", "runs.py", "paraphrasing.py", "retelling.py", "deriving.py", "events"),
    *("relating.py", "data"),
)
MADE = ("__pycache__", ".pyc", ".pyo", ".so", ".pyd")  # what Python or a compiler puts beside the code
COMMIT_ARTICLES = 4000  # as much of a catching up can be lost
UNSEARCHABLE = (
    "{} may not be written, and the search index in it was copied there or is not whole, so its words can't be "
    "searched; copy the folder to where it may be written, and name that with --library"
)
AT_ONCE = 50  # articles that are caught up in less than half a second


@cache
def rules_version() -> str:
    """A digest of the code and data that quotations and links come from: when it changes, they are made again."""
    digest = hashlib.sha256()
    for name in RULES:
        _feed(digest.update, Path(__file__).parent / name)
    return digest.hexdigest()[:16]


def _feed(update: Callable[[bytes], None], node: Path) -> None:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda n: n.name):
            if not child.name.endswith(MADE):
                _feed(update, child)
    elif node.is_file():
        update(node.read_bytes())
    else:
        raise FileNotFoundError(f"the rules' version comes from {node}, which is not there")


def _quotations(key: int, article: Article, quotations: Sequence[tuple[int, Quotation]]) -> Iterable[tuple[int, str]]:
    from index.stored import keyed_wholes

    return ((key, whole.text) for key, whole in keyed_wholes(quotations, article.outlet_key, None))


def _articles(key: int, article: Article, quotations: Sequence[tuple[int, Quotation]]) -> Iterable[tuple[int, str]]:
    from index import events

    return ((key, events.document(article.title, article.text)),)


def _reports(key: int, article: Article, quotations: Sequence[tuple[int, Quotation]]) -> Iterable[tuple[int, str]]:
    from index import paraphrasing
    from index.stored import keyed_reports, keyed_wholes

    about = (article.outlet_key, article.published)
    return paraphrasing.added([*keyed_wholes(quotations, *about), *keyed_reports(quotations, *about)])


def day_of(part: str, article: Article) -> int:
    """The day that postings hold of an article's texts: only of its quotations, which are compared by day."""
    from index.linking import day_number

    return day_number(article.published) if part == QUOTATIONS else 0


# what postings hold of an article: (key, text) pairs
ENTRIES = {QUOTATIONS: _quotations, EVENTS: _articles, REPORTS: _reports}


@contextlib.contextmanager
def unwatched() -> Iterator[tuple[Told, Stop]]:
    """Nobody is told how far a catching up is, and nobody stops it."""
    yield lambda _done, _all: None, lambda: False


class Derived:
    """The stores that can be made again; each is opened when first asked for.

    Only the holder of `writing_lock` changes them. Whoever finds them behind SQLite catches them up, unless another
    process is just doing so; where `left` is set it is called instead, if that would take long.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self._writing = WritingLock(folder / LOCK, self.forget_postings)
        self._lock = threading.RLock()
        self._fulltext: FullText | None = None
        self._postings: dict[str, tuple[Mark, Postings]] = {}
        self._growing: dict[str, Postings] = {}
        self.left: Callable[[], None] | None = None
        self.damaged: tuple[str, ...] = ()  # what was found not to be as it was written, and is made again
        self.watch: Callable[[], contextlib.AbstractContextManager[tuple[Told, Stop]]] = unwatched

    @contextlib.contextmanager
    def writing_lock(
        self, wait: bool, waiting: Callable[[], None] | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[bool]:
        """The right to add, for one process and thread at a time: True inside where it was got.

        `waiting` is told of a wait, `stop` is asked during it: when it says True, the lock was not got.
        """
        if self.store.readonly:
            if wait:
                raise LibraryError(f"{self.folder} may not be written, so the library in it can only be read")
            yield False
            return
        with self._writing.hold(wait, waiting, stop) as got, garbage.seldom():
            yield got

    def fulltext(self, *, catch_up: bool = True) -> FullText:
        """The full-text index; brought up to the last change in SQLite unless another process is at it, or `left`."""
        from index.fulltext import FullText  # Whoosh's import costs 0.2 s: only those who search pay

        with self._lock:
            if self._fulltext is None:
                may = not self.store.readonly
                there = (self.folder / FULLTEXT).exists()
                try:
                    self._fulltext = FullText.open(self.folder / FULLTEXT, self._token(), anew=may)
                except PermissionError as error:
                    raise error if may else LibraryError(UNSEARCHABLE.format(self.folder)) from error
                if there and not self._fulltext.last_seq and reading.last_seq(self.store.connection):
                    self._thrown_away(FULLTEXT)
            self._fulltext.refresh()
            if catch_up and self._fulltext.last_seq != reading.last_seq(self.store.connection):
                with self.writing_lock(wait=False) as mine:
                    if mine:
                        self._fulltext.refresh()
                        if self._here(self._fulltext.last_seq):
                            with self.watch() as (told, stop):
                                self._catch_up_fulltext(self._fulltext, told, stop, merge=self.left is None)
            return self._fulltext

    def postings(self, part: str = QUOTATIONS) -> Postings:
        """The postings of all quotations (or of another part) as they are on disk, brought up to the last change."""
        with self._lock:
            found = self._opened(part)
            if found.last_seq != reading.last_seq(self.store.connection):
                with self.writing_lock(wait=False) as mine:
                    if mine and self._here(found.last_seq):
                        self._catch_up_postings(part)
                        found = self._opened(part)
            return found

    def _here(self, seq: int) -> bool:
        """Whether what came after `seq` is caught up here and now; whoever wants that elsewhere is told."""
        if self.left is None or self._count_since(seq) <= AT_ONCE:
            return True
        self.left()
        return False

    def _count_since(self, seq: int) -> int:
        """How many articles are to be caught up by what holds all up to `seq`: all, where that is of another past."""
        db = self.store.connection
        return reading.count_since(db, 0 if seq > reading.last_seq(db) else seq)

    def _opened(self, part: str) -> Postings:
        """Those of a part as they are on disk now: after a rebuild elsewhere `last_seq` is what it was, and every key
        another."""
        now = self._mark(part)
        if part not in self._postings or self._postings[part][0] != now:
            self._postings[part] = now, self._open(part)
        return self._postings[part][1]

    def _open(self, part: str) -> Postings:
        from index import events, paraphrasing
        from index.candidates import Postings, shingles

        features = {QUOTATIONS: shingles.features, EVENTS: events.features, REPORTS: paraphrasing.features}[part]
        folder = self.folder / part
        if seals.state(folder) == "damaged":
            self._thrown_away(part)
            return Postings(folder, rules_version(), features)
        return Postings.open(folder, rules_version(), features)

    def _thrown_away(self, part: str) -> None:
        """Note that a store beside SQLite is not as it was written, and is made again."""
        if part not in self.damaged:
            self.damaged = (*self.damaged, part)
            journal.note("made again, for it is not as it was written", "warning", part=part)

    def _mark(self, part: str) -> Mark:
        try:
            found = (self.folder / part / "manifest.json").stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size

    def growing(self, part: str = QUOTATIONS) -> Postings:
        """The postings that the holder of `writing_lock` changes; others see it when they are on disk."""
        with self._lock:
            if part not in self._growing:
                self._growing[part] = self._open(part)
            return self._growing[part]

    def flush(self, seq: int) -> None:
        """Write all postings to disk, which now hold every change up to `seq`."""
        for part in ENTRIES:
            with seals.changing(self.folder / part):
                self.growing(part).flush(seq)

    def forget_postings(self) -> None:
        """Open those that grow anew next time: what was not written to disk is dropped, and others may have written."""
        with self._lock:
            self._growing = {}

    def _token(self) -> str:
        found = reading.meta(self.store.connection, "fulltext_token")
        if found is None and self.store.readonly:  # it has no index of its own
            return ""
        if found is None:
            with self.store.transaction() as db:
                found = reading.meta(db, "fulltext_token") or secrets.token_hex(16)
                writing.set_meta(db, "fulltext_token", found)
        return found

    def _changes(self, after: int) -> Iterator[tuple[int, str, int, Article | None, list[tuple[int, Quotation]]]]:
        """(seq, id, key, article or None where removed, its quotations with keys) of what came after a `seq`."""
        db = self.store.connection
        for seq, article_id, key, removed in reading.articles_since(db, after):
            article = None if removed else reading.article(db, article_id)
            yield seq, article_id, key, article, reading.quotations(db, "WHERE q.article = ?", (key,))

    @contextlib.contextmanager
    def indexing(self, seen_within: float = math.inf) -> Iterator[Callable[[Sequence[Indexed]], None]]:
        """Inside, the function given takes stored batches into the full-text index; all is committed at the end, and
        before whenever `seen_within` seconds have gone by.

        Only for the holder of `writing_lock`. Left by an exception nothing more is committed: it is caught up later.
        """
        with contextlib.ExitStack() as stack:
            fulltext = self.fulltext()
            writer: Writer | None = None
            committed = time.monotonic()

            def commit(writer: Writer, merge: bool) -> None:
                nonlocal committed
                seq = reading.last_seq(self.store.connection)
                writer.commit(seq, merge=merge)
                self.flush(seq)
                committed = time.monotonic()

            def index(batch: Sequence[Indexed]) -> None:
                nonlocal writer
                if not batch:
                    return
                if writer is None:
                    writer = stack.enter_context(fulltext.writer())
                for article, quotations in batch:
                    writer.add(article, quotations)
                if time.monotonic() - committed >= seen_within:
                    commit(writer, merge=False)

            yield index
            if writer is not None:
                commit(writer, merge=True)
        if writer is not None:
            fulltext.refresh()

    def catch_up(self, told: Told = lambda _done, _all: None, stop: Stop = lambda: False) -> bool:
        """Bring all up to the last change in SQLite; False where it was stopped. Only for the holder of
        `writing_lock`."""
        for part in ENTRIES:
            self._catch_up_postings(part)
        return self._catch_up_fulltext(self.fulltext(catch_up=False), told, stop)

    def outdated(self) -> bool:
        """Whether what is stored was made by other rules than this version's."""
        found = reading.meta(self.store.connection, "rules")
        return found is not None and found != rules_version()

    def behind(self) -> int:
        """How many articles are in SQLite and can't be found by their words yet: another process is adding them."""
        seen = [self.fulltext().last_seq] if self._fulltext is not None else []
        if self._postings or not seen:  # importing what neither needed costs 0.1 s
            seen.append(self.postings().last_seq)
        return self._count_since(min(seen))

    def size(self) -> int:
        """Bytes on disk of all."""
        total = 0
        for name in PARTS:
            for folder, _, files in os.walk(self.folder / name):
                for file in files:
                    with contextlib.suppress(FileNotFoundError):  # another process may just have taken it away
                        total += Path(folder, file).stat().st_size
        return total

    def clear(self) -> None:
        """Throw all away. Only for the holder of `writing_lock`."""
        with self._lock:
            for part in ENTRIES:
                with seals.changing(self.folder / part):
                    self.growing(part).clear()
            self.fulltext(catch_up=False).clear()

    def _catch_up_fulltext(
        self,
        fulltext: FullText,
        told: Told,
        stop: Stop,
        *,
        merge: bool = True,
    ) -> bool:
        seq, last = fulltext.last_seq, reading.last_seq(self.store.connection)
        if seq == last:
            return True
        journal.note("catching up", part=FULLTEXT, since=seq, to=last)
        if seq > last:  # of another past of this library: everything again
            journal.note("made again, for it is of another past", "warning", part=FULLTEXT)
            fulltext.clear()
            seq = 0
        total = reading.count_since(self.store.connection, seq)
        with fulltext.writer() as writer:
            for done, (here, article_id, _, article, quotations) in enumerate(self._changes(seq), 1):
                if article is None:
                    writer.remove(article_id)
                else:
                    writer.add(article, [q for _, q in quotations])
                told(done, total)
                stopped = stop()
                if stopped or not done % COMMIT_ARTICLES:
                    writer.commit(here)
                if stopped:
                    return False
            writer.commit(last, merge=merge)
        fulltext.refresh()
        return True

    def _catch_up_postings(self, part: str) -> None:
        db, postings = self.store.connection, self.growing(part)
        seq, last = postings.last_seq, reading.last_seq(db)
        if seq == last:
            return
        journal.note("catching up", "debug", part=part, since=seq, to=last)
        if seq > last:
            journal.note("made again, for it is of another past", "warning", part=part)
            postings.clear()
            seq = 0
        if seq:  # what changed articles had before would take up places among the candidates
            if part == EVENTS:
                postings.remove({key for _, _, key, _ in reading.articles_since(db, seq)})
            else:
                postings.keep(reading.keys_there(db))
        for _, _, key, article, quotations in self._changes(seq):
            if article is not None:
                entries = list(ENTRIES[part](key, article, quotations))
                postings.add(entries, days=[day_of(part, article)] * len(entries))
        with seals.changing(self.folder / part):
            postings.flush(last)
