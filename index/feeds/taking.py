"""How do entries that wait become articles? From the feed's own text or from their pages, a batch at a time.

Pages are fetched and read by threads; what is stored is stored here, and an entry is ticked off right after.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from index.adding import Adding, Progress, ready
from index.addresses import canonical, same_site
from index.derived import Derived, rules_version
from index.feeds.turns import Turns
from index.ingest import entries
from index.ingest.feeds import article_of, entry_id
from index.ingest.hints import Hint, broken_characters
from index.model import AddSummary, Article, Skipped
from index.store import Store, feeds, own, reading, versions, writing
from index.store.feeds import FeedRow, Waiting
from index.web import NotFetched, Web, host_of

BATCH_ARTICLES = 200
BATCH_SECONDS = 10.0  # from a host comes a page a second; each batch costs up to a second for the index
TRIES = 5  # of a page, before its entry is given up
FIRST_WAIT = 600.0  # seconds until a page is asked for again; four times as long with each try: two days in all
SILENT = 2  # pages of a host in a row that could not be reached: the others are left for the next time
BUSY = (429, 503)
Made = Article | Skipped | NotFetched


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
    rows: dict[int, FeedRow] = field(default_factory=dict)
    total: int = 0
    settled: int = 0
    begun: Counter[str] = field(default_factory=Counter)  # articles of a feed of which only the beginning was shown
    batch: list[tuple[Waiting, Article]] = field(default_factory=list)
    since: float = 0.0

    def run(self, keys: Iterable[int]) -> None:
        """Take up what waits of some feeds; what is left when `stop` comes, waits on."""
        db = self.store.connection
        self.rows = {row.key: row for row in feeds.every(db)}
        waiting = [one for key in sorted(keys) if key in self.rows for one in feeds.waiting(db, key)]
        waiting.sort(key=lambda one: one.entry.published or "")  # what was printed first is added first
        self.total = len(waiting)
        begun: set[str] = set()
        doubled: list[Waiting] = []
        pages: list[tuple[str, Waiting]] = []
        for one in waiting:
            if self.stop():
                break
            article_id = self.id_of(one)
            if article_id in begun:
                doubled.append(one)
            elif not self.is_there(one):
                begun.add(article_id)
                page = entries.page_of(one.entry, self.rows[one.feed].url)
                if page is None:
                    self.settle(one, self.own_text(one))
                else:
                    pages.append((host_of(page), one))
        self.fetch(pages)
        self.flush()
        for one in doubled:  # where the first of them failed, they wait
            self.is_there(one)

    def summary(self, stopped: bool) -> AddSummary:
        """What came of the entries; that an article was there by its words is no remark here: it is every day's."""
        told = self.work.summary(stopped)
        skipped = (*self.skipped, *(one for one in told.skipped if not one.added))
        unchanged = tuple(dict.fromkeys((*self.same, *told.unchanged)))
        return replace(told, unchanged=unchanged, skipped=(*skipped, *self.remarks()))

    def remarks(self) -> list[Skipped]:
        """Which feeds brought articles that are not whole."""
        return [
            Skipped(
                url, f"the pages of {number:,} of its articles show all only the beginning, which was read", added=True
            )
            for url, number in self.begun.items()
        ]

    def fetch(self, pages: list[tuple[str, Waiting]]) -> None:
        """Read the pages of entries."""
        if not pages:
            return
        import index.ingest.pages.reading  # noqa: F401 - not first by several threads at once

        turns = Turns(pages)
        silent: Counter[str] = Counter()

        def read(one: Waiting) -> Made:
            return entries.article(one.entry, self.outlet(one), self.hint(one), self.web, self.stop)

        for found in turns.done(read, self.stop):
            if found is None:
                if self.batch and time.monotonic() - self.since > BATCH_SECONDS:
                    self.flush()
                continue
            host, one, made = found
            if not isinstance(made, NotFetched):
                silent[host] = 0
            elif self.stop():
                continue  # it was not asked to its end
            elif made.passing:
                silent[host] += 1
                self.leave(turns, host, made, silent[host])
            self.settle(one, made)

    def leave(self, turns: Turns[Waiting], host: str, made: NotFetched, times: int) -> None:
        """Ask a host no more this time where it wants to be left alone, or can't be reached."""
        if made.status in BUSY or made.after:
            with self.store.transaction() as db:
                for one in turns.leave(host):
                    feeds.again(db, one.key, f"its host {made.reason}", made.after or FIRST_WAIT, tried=False)
        elif times >= SILENT:
            turns.leave(host)

    def settle(self, one: Waiting, made: Made) -> None:
        """What came of an entry: an article goes into the batch, all else is written down."""
        if isinstance(made, Article) and broken_characters(made):
            made = Skipped(made.path or "", "holds half of a character (a lone surrogate)")
        passing = isinstance(made, NotFetched) and made.passing and one.tries + 1 < TRIES
        own = one.entry.url is None or same_site(one.entry.url, self.rows[one.feed].url)
        if not isinstance(made, Article) and not passing and not one.entry.full and own:
            text = self.own_text(one)  # of a page that gives no article, what the feed calls its text is
            made = text if isinstance(text, Article) and not broken_characters(text) else made
        self.settled += 1
        if isinstance(made, Article):
            self.begun.update([self.rows[one.feed].url] * made.cut)
            self.since = self.since if self.batch else time.monotonic()
            self.batch.append((one, replace(made, id=self.id_of(one))))
            if len(self.batch) >= BATCH_ARTICLES or time.monotonic() - self.since > BATCH_SECONDS:
                self.flush()
        else:
            self.write_down(one, made, passing)
        self.progress(Progress("reading articles", self.settled, self.total, path=one.entry.url))

    def write_down(self, one: Waiting, made: Skipped | NotFetched, passing: bool) -> None:
        """Why an entry gave no article, and whether it is tried again."""
        reason = made.reason
        with self.store.transaction() as db:
            if passing and isinstance(made, NotFetched):
                feeds.again(db, one.key, reason, max(made.after or 0.0, FIRST_WAIT * 4.0**one.tries), tried=True)
                reason += "; it is tried again"
            else:
                feeds.given_up(db, one.key, reason)
        self.skipped.append(Skipped(one.entry.url or self.rows[one.feed].url, reason))

    def is_there(self, one: Waiting) -> bool:
        """Tick off an entry whose article came by another feed or by hand, or was removed: it is not read anew."""
        db = self.store.connection
        ids = [self.id_of(one)]
        if one.entry.url and (elsewhere := versions.at_origin(db, canonical(one.entry.url))):
            ids.append(elsewhere)
        for article_id in ids:
            known = reading.known(db, article_id)
            if known is not None and (known.removed or one.article is None):
                with self.store.transaction():
                    self.tick_off(one, article_id)
                self.same.extend(() if known.removed else (article_id,))
                self.settled += 1
                return True
        return False

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
                before = len(self.work.skipped)
                fresh = self.work.store_batch([(article, self.origin(one)) for one, article in batch])
                problems = {skipped.path: skipped.reason for skipped in self.work.skipped[before:]}
                with self.store.transaction() as db:
                    for one, article in batch:
                        landed = self.work.landed.get(article.id)  # another's, where that is the same
                        if landed is None:
                            feeds.given_up(db, one.key, problems.get(article.path or "", "was not stored"))
                        else:
                            self.tick_off(one, landed)
                index(fresh)

    def tick_off(self, one: Waiting, article_id: str) -> None:
        """An entry's article is there; one that the feed brings for the first time gets its tags."""
        if one.article is None:
            own.put_tags(self.store.connection, article_id, self.rows[one.feed].tags)
        feeds.done(self.store.connection, one.key, article_id)

    def own_text(self, one: Waiting) -> Article | Skipped:
        """The article that an entry is by what the feed gives."""
        content = feeds.content(self.store.connection, one.key)
        return article_of(replace(one.entry, content=content), self.outlet(one), self.hint(one))

    def id_of(self, one: Waiting) -> str:
        """The id of an entry's article: that which it has, even where feed or page have moved since."""
        return one.article or entry_id(one.entry, self.rows[one.feed].url)

    def origin(self, one: Waiting) -> str:
        """Where an entry's article comes from; for one without an address, its place in the feed."""
        return canonical(one.entry.url) if one.entry.url else f"{self.rows[one.feed].url}#{one.entry.name}"

    def outlet(self, one: Waiting) -> str | None:
        """How a feed calls itself: who publishes its articles, unless its reader says so."""
        return self.rows[one.feed].title

    def hint(self, one: Waiting) -> Hint:
        """What is known of an entry's article before it is read."""
        row = self.rows[one.feed]
        return Hint(row.url, row.url, outlet=row.outlet)
