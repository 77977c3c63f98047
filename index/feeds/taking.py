"""How do entries that wait become articles? From the feed's own text or from their pages, a batch at a time.

Pages are fetched and read by threads; what is stored, is stored here, and an entry is ticked off right after.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from index.adding import Adding, Progress, ready
from index.addresses import canonical
from index.derived import Derived, rules_version
from index.feeds.turns import Turns
from index.ingest import entries as reading_entries
from index.ingest.feeds import Entry, article_of, entry_id
from index.ingest.hints import Hint, broken_characters
from index.model import Article, Skipped
from index.store import Store, own, reading, writing
from index.store import feeds as stored
from index.store.feeds import EntryRow, FeedRow
from index.web.answers import NotFetched, host_of

if TYPE_CHECKING:
    from index.web import Web

BATCH_ARTICLES = 200
BATCH_SECONDS = 10.0  # a page a second comes from one host; each batch costs a third of a second for the index
TRIES = 5  # of a page, before its entry is given up
FIRST_WAIT = 600.0  # seconds until a page is asked for again; four times as long with each try: the last after two days
SILENT = 2  # pages of a host in a row that could not be reached: the others are left for the next time
BUSY = (429, 503)
Read = Article | Skipped | NotFetched


@dataclass(slots=True)
class Taking:
    """The taking up of entries, and what it has done so far."""

    store: Store
    work: Adding
    derived: Derived
    web: Web
    progress: Callable[[Progress], None]
    stop: Callable[[], bool]
    skipped: list[Skipped] = field(default_factory=list)
    same: list[str] = field(default_factory=list)  # articles that were there already, by another feed or by hand
    feeds: dict[int, FeedRow] = field(default_factory=dict)
    total: int = 0
    batch: list[tuple[EntryRow, Article]] = field(default_factory=list)
    since: float = 0.0

    def run(self, feeds: Iterable[int]) -> None:
        """Take up what waits of some feeds; what is left when `stop` comes, waits on."""
        self.feeds = {one.key: one for one in stored.every(self.store.connection)}
        waiting = stored.waiting(self.store.connection, feeds)
        waiting.sort(key=lambda one: one.published or "")  # what was printed first is added first
        self.total = len(waiting)
        begun: set[str] = set()
        doubled: list[EntryRow] = []
        pages: list[tuple[str, EntryRow]] = []
        for row in waiting:
            if self.stop():
                break
            article_id = self.id_of(row)
            if article_id in begun:
                doubled.append(row)
            elif not self.there(row, article_id):
                begun.add(article_id)
                if row.whole:
                    self.settle(row, article_of(self.entry(row), self.outlet(row), self.hint(row)))
                else:
                    pages.append((host_of(row.url or ""), row))
        self.fetch(pages)
        self.flush()
        for row in doubled:  # where the first of them failed, they wait
            self.there(row, self.id_of(row))

    def fetch(self, pages: list[tuple[str, EntryRow]]) -> None:
        """Read the pages of entries."""
        if not pages:
            return
        import index.ingest.pages.reading  # noqa: F401 - not first by several threads at once

        turns = Turns(pages)
        contents = {row.key: self.entry(row) for _, row in pages}
        silent: Counter[str] = Counter()

        def read(row: EntryRow) -> Read:
            return reading_entries.article(contents[row.key], self.outlet(row), self.hint(row), self.web, self.stop)

        for found in turns.done(read, self.stop):
            if found is not None:
                host, row, result = found
                if isinstance(result, NotFetched) and self.stop():
                    continue
                self.settle(row, result)
                if isinstance(result, NotFetched) and result.passing:
                    silent[host] += 1
                    self.leave(turns, host, result, silent[host])
                else:
                    silent[host] = 0
            elif self.batch and time.monotonic() - self.since > BATCH_SECONDS:
                self.flush()

    def leave(self, turns: Turns[EntryRow], host: str, result: NotFetched, times: int) -> None:
        """Ask a host no more this time where it wants to be left alone, or can't be reached."""
        if result.status in BUSY or result.after:
            after = stored.in_seconds(result.after or FIRST_WAIT)
            with self.store.transaction() as db:
                for row in turns.leave(host):
                    stored.postpone(db, row.key, f"its host {result.reason}", after, tried=False)
        elif times >= SILENT:
            turns.leave(host)

    def settle(self, row: EntryRow, result: Read) -> None:
        """What came of an entry: an article goes into the batch, all else is written down."""
        if isinstance(result, Article) and not broken_characters(result):
            self.since = self.since if self.batch else time.monotonic()
            self.batch.append((row, replace(result, id=self.id_of(row))))
            if len(self.batch) >= BATCH_ARTICLES or time.monotonic() - self.since > BATCH_SECONDS:
                self.flush()
            self.tell(row)
            return
        passing = isinstance(result, NotFetched) and result.passing and row.tries + 1 < TRIES
        reason = "holds half of a character (a lone surrogate)" if isinstance(result, Article) else result.reason
        if not passing and not row.whole:  # of a page that gives no article, what the feed calls its text is
            own_text = article_of(self.entry(row), self.outlet(row), self.hint(row))
            if isinstance(own_text, Article):
                self.settle(row, own_text)
                return
        with self.store.transaction() as db:
            if isinstance(result, NotFetched) and passing:
                wait = max(result.after or 0.0, FIRST_WAIT * 4.0**row.tries)
                stored.postpone(db, row.key, reason, stored.in_seconds(wait), tried=True)
                reason += "; the next sync tries again"
            else:
                stored.give_up(db, row.key, reason)
        self.skipped.append(Skipped(row.url or self.feeds[row.feed].url, reason))
        self.tell(row)

    def tell(self, row: EntryRow) -> None:
        """Say how far it is."""
        work = self.work
        articles = len(work.added) + len(work.changed) + len(work.unchanged) + len(self.batch)
        done = articles + len(self.same) + len(self.skipped)
        self.progress(Progress("reading articles", done, self.total, articles, row.url))

    def there(self, row: EntryRow, article_id: str) -> bool:
        """Tick an entry off where its article came by another feed or by hand, or was removed: it is not read anew."""
        known = reading.known(self.store.connection, article_id)
        if known is None or not (known.removed or row.article is None):
            return False
        with self.store.transaction() as db:
            self.tick_off(row, article_id)
            stored.done(db, row.key, article_id)
        if not known.removed:
            self.same.append(article_id)
        return True

    def flush(self) -> None:
        """Store the batch. Where the right to write was not got because somebody stopped it, the entries wait on."""
        if not self.batch:
            return
        batch, self.batch = self.batch, []
        with ready(self.derived, self.progress, self.stop) as mine:
            if not mine:
                return
            if reading.meta(self.store.connection, "rules") is None:
                with self.store.transaction() as db:
                    writing.set_meta(db, "rules", rules_version())
            with self.derived.indexing() as index:
                skipped = len(self.work.skipped)
                fresh = self.work.store_batch([(article, self.origin(row, article)) for row, article in batch])
                problems = {one.path: one.reason for one in self.work.skipped[skipped:]}
                with self.store.transaction() as db:
                    for row, article in batch:
                        if reading.known(db, article.id) is None or article.path in problems:
                            stored.give_up(db, row.key, problems.get(article.path or "", "was not stored"))
                        else:
                            self.tick_off(row, article.id)
                            stored.done(db, row.key, article.id)
                index(fresh)

    def tick_off(self, row: EntryRow, article_id: str) -> None:
        """Give an article that a feed brings for the first time the feed's tags."""
        if row.article is None:
            own.put_tags(self.store.connection, article_id, self.feeds[row.feed].tags)

    def id_of(self, row: EntryRow) -> str:
        """The id of an entry's article: that which it has, even where its feed has moved since."""
        return row.article or entry_id(Entry(row.name, row.url), self.feeds[row.feed].url)

    def origin(self, row: EntryRow, article: Article) -> str:
        """Where an article came from: as it was stored, or its address, or its place in the feed."""
        known = reading.known(self.store.connection, article.id)
        if known is not None and known.origin:
            return known.origin
        return canonical(row.url) if row.url else f"{self.feeds[row.feed].url}#{row.name}"

    def entry(self, row: EntryRow) -> Entry:
        """An entry with its content."""
        content = stored.content(self.store.connection, row.key) or ""
        return Entry(row.name, row.url, row.title, row.author, row.published, row.language, content, row.whole)

    def outlet(self, row: EntryRow) -> str | None:
        """Who publishes a feed's articles: as it is called by its reader, or calls itself."""
        feed = self.feeds[row.feed]
        return feed.outlet or feed.title

    def hint(self, row: EntryRow) -> Hint:
        """What is known of an entry's article before it is read."""
        url = self.feeds[row.feed].url
        return Hint(url, url)
