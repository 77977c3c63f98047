"""How are a reader's feeds fetched? Their answers are kept first, then their entries become articles.

A feed's answer is written in one transaction, with all that it announces as waiting. Threads ask the web, and nothing
else; this one stores, a batch at a time, and marks an entry as done after its article is stored. So whatever ends it,
the next `sync` goes on where it was: what is stored twice is the same article, and what is not stored still waits.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from index.adding import Adding, Progress, ready
from index.derived import Derived
from index.deriving import Deriving
from index.ingest import entries
from index.ingest.feeds import Feed, feed_of
from index.ingest.hints import Hint
from index.locking import WritingLock
from index.model import AddSummary, Article, Skipped
from index.store import Store, feeds, own
from index.store.feeds import FeedRow, Waiting
from index.web import Fetched, NotFetched, Web, host_of

LOCK = "syncing.lock"
WORKERS = 16  # that ask at once; each host is asked by one of them
LOOK_SECONDS = 0.1
BATCH_ARTICLES = 200
BATCH_SECONDS = 5.0  # from storing to storing; a batch costs up to a second
TRIES = 5  # of a page that can't be read now; then it is given up
FIRST_WAIT = 300.0  # seconds after which a feed or page that failed is asked again; doubled each time
LONGEST_WAIT = 86_400.0
FOR_EVER = 1e9  # seconds: what is gone for good is asked again by name only
WAITING = Progress("waiting for another quoth that fetches the feeds", 0, 0)


class SyncSummary(Struct, frozen=True):
    """What a `sync` did: feeds asked, those of them unchanged, those that failed and why, those left alone and until
    when; what became of their entries, and how many still wait."""

    asked: int = 0
    unchanged: int = 0
    failed: tuple[Skipped, ...] = ()
    left_alone: tuple[Skipped, ...] = ()
    articles: AddSummary = AddSummary()
    waiting: int = 0
    stopped: bool = False


@dataclass(slots=True)
class _Syncing:
    """A sync under way."""

    store: Store
    derived: Derived
    web: Web
    progress: Callable[[Progress], None]
    stop: Callable[[], bool]
    failed: list[Skipped] = field(default_factory=list)
    unchanged: int = 0
    asked: int = 0
    made: list[tuple[Waiting, FeedRow, Article]] = field(default_factory=list)  # articles to be stored
    summaries: list[AddSummary] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    queues: dict[str, deque[tuple[FeedRow, Waiting]]] = field(default_factory=dict)  # pages to be asked for, by host
    stored: float = field(default_factory=time.monotonic)
    entries: int = 0
    read: int = 0

    def tell(self, feeds_all: int) -> None:
        if self.asked < feeds_all:
            self.progress(Progress("asking feeds", self.asked, feeds_all, self.read))
        else:
            self.progress(Progress("reading what they announce", self.read, self.entries, self.read))

    def take(self, row: FeedRow, one: Waiting | None, task: Future[Any]) -> None:
        """Keep what a thread brought: a feed's answer, or what became of one of its entries."""
        if one is not None:
            self.take_made(row, one, task.result())
        elif not self.stop():
            answer, feed = task.result()
            self.take_answer(row, answer, feed)
            self.take_waiting(row._replace(title=feed.title or row.title) if isinstance(feed, Feed) else row)

    def take_answer(self, row: FeedRow, answer: Fetched | NotFetched, feed: Feed | str | None) -> None:
        """Keep what a feed answered."""
        self.asked += 1
        with self.store.transaction() as db:
            if isinstance(answer, NotFetched):
                self.failed.append(Skipped(row.url, answer.reason))
                feeds.failed(db, row, answer.reason, _wait_of(row, answer))
                return
            if answer.unchanged:
                self.unchanged += 1
                feeds.answered(db, row, None, answer.etag or row.etag, answer.modified or row.modified)
            elif isinstance(feed, Feed):
                feeds.answered(db, row, feed.title, answer.etag, answer.modified)
                feeds.announce(db, row.key, feed.entries)
            else:
                reason = feed or "is no feed"
                self.failed.append(Skipped(row.url, reason))
                feeds.failed(db, row, reason, _backoff(row.failures))
                return
            if answer.moved:
                feeds.moved(db, row, answer.final)

    def take_waiting(self, row: FeedRow) -> None:
        """What of a feed is to be read: at once where it has the text, else when its page's host has time."""
        for one in feeds.waiting(self.store.connection, row.key):
            self.entries += 1
            if one.entry.full or one.entry.url is None:
                self.take_made(row, one, entries.article(one.entry, row.title, _hint(row), self.web, self.stop))
            else:
                self.queues.setdefault(host_of(one.entry.url), deque()).append((row, one))

    def take_made(self, row: FeedRow, one: Waiting, made: Article | Skipped | NotFetched) -> None:
        """Keep what became of an entry."""
        if isinstance(made, Article):
            self.read += 1
            self.made.append((one, row, made))
            if len(self.made) >= BATCH_ARTICLES:
                self.store_made()
            return
        if isinstance(made, NotFetched) and self.stop():
            return  # it was not asked to its end
        with self.store.transaction() as db:
            if isinstance(made, NotFetched) and made.passing and one.tries + 1 < TRIES:
                feeds.again(db, one.key, made.reason, made.after or _backoff(one.tries + 1) or FIRST_WAIT)
            else:
                feeds.given_up(db, one.key, made.reason)
        self.read += 1
        self.skipped.append(made if isinstance(made, Skipped) else Skipped(made.url, made.reason))

    def store_made(self) -> None:
        """Store the articles at hand, then mark their entries as done."""
        self.stored = time.monotonic()
        if not self.made:
            return
        work = Adding(Deriving(self.store, self.derived))
        with ready(self.derived, self.progress, self.stop) as mine:
            if not mine:
                return
            with self.derived.indexing() as index:
                ids = work.store_batch([(article, row.url) for _, row, article in self.made])
                index(ids)
            with self.store.transaction() as db:
                for one, row, article in self.made:
                    feeds.done(db, one.key, article.id)
                    if row.tags and article.id in work.added:
                        own.put_tags(db, article.id, row.tags)
        self.made.clear()
        self.summaries.append(work.summary(stopped=False))
        self.stored = time.monotonic()

    def summary(self, left_alone: Sequence[Skipped], waiting: int) -> SyncSummary:
        parts = self.summaries
        return SyncSummary(
            self.asked,
            self.unchanged,
            tuple(self.failed),
            tuple(left_alone),
            AddSummary(
                tuple(one for part in parts for one in part.added),
                tuple(one for part in parts for one in part.changed),
                tuple(one for part in parts for one in part.unchanged),
                (*(one for part in parts for one in part.skipped), *self.skipped),
            ),
            waiting,
            stopped=self.stop(),
        )


def sync(
    store: Store,
    derived: Derived,
    wanted: Sequence[str] | None,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    web: Web | None = None,
) -> SyncSummary:
    """Fetch feeds, all or those of the addresses `wanted` (also before their time); see `Library.sync`."""
    lock = WritingLock(store.path.parent / LOCK, lambda: None)
    with lock.hold(True, lambda: progress(WAITING), stop) as mine:
        if not mine:
            return SyncSummary(stopped=True)
        rows = [row for row in feeds.every(store.connection) if wanted is None or row.url in wanted]
        due = [row for row in rows if wanted is not None or not row.after or row.after <= feeds.now()]
        alone = [Skipped(row.url, _alone(row)) for row in rows if row not in due]
        asking = web or Web([host_of(row.url) for row in rows])
        work = _Syncing(store, derived, asking, progress, stop)
        _run(work, due)
        left = sum(row.waiting for row in feeds.every(store.connection) if wanted is None or row.url in wanted)
        return work.summary(alone, left)


def _run(work: _Syncing, due: Sequence[FeedRow]) -> None:
    """Ask all feeds, and the pages that they lead to, a few at once; store what comes in between."""
    to_ask = deque(due)
    asking: dict[Future[Any], tuple[FeedRow, Waiting | None]] = {}
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="quoth-sync") as pool:
        while (to_ask or asking or any(work.queues.values())) and not work.stop():
            while to_ask and len(asking) < WORKERS:
                row = to_ask.popleft()
                asking[pool.submit(_ask, work.web, row, work.stop)] = (row, None)
            busy = {host_of(one.entry.url or "") for _, one in asking.values() if one is not None}
            for host, queue in work.queues.items():
                if queue and host not in busy and len(asking) < WORKERS:
                    row, one = queue.popleft()
                    task = pool.submit(entries.article, one.entry, row.title, _hint(row), work.web, work.stop)
                    asking[task] = (row, one)
            finished, _ = wait(asking, LOOK_SECONDS, FIRST_COMPLETED)
            for task in finished:
                row, waited = asking.pop(task)
                work.take(row, waited, task)
            if time.monotonic() - work.stored > BATCH_SECONDS:
                work.store_made()
            work.tell(len(due))
    work.store_made()


def _ask(web: Web, row: FeedRow, stop: Callable[[], bool]) -> tuple[Fetched | NotFetched, Feed | str | None]:
    """Ask for a feed, and read it: parsing is the thread's, too."""
    answer = web.get(row.url, etag=row.etag, modified=row.modified, stop=stop)
    if isinstance(answer, NotFetched) or answer.unchanged:
        return answer, None
    return answer, feed_of(answer.body, answer.final, answer.media, answer.charset)


def _hint(row: FeedRow) -> Hint:
    return Hint(row.url, row.url, outlet=row.outlet)


def _wait_of(row: FeedRow, answer: NotFetched) -> float | None:
    if answer.status == 410:
        return FOR_EVER
    return max(answer.after, _backoff(row.failures) or 0.0) if answer.after else _backoff(row.failures)


def _backoff(failures: int) -> float | None:
    """The seconds to wait after one more failure: none after the first, which may be the reader's own network."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 20), LONGEST_WAIT) if failures else None


def _alone(row: FeedRow) -> str:
    why = row.problem or "it asked to be left alone"
    until = f"until {row.after} (UTC)" if row.after and row.after < "2050" else "for good"
    return f"is not asked {until}, since it {why}; name it to ask it now"
