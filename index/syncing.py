"""How are a reader's feeds fetched? They are asked, what they announce is kept, and from there it becomes articles.

Each step is stored before the next, and an entry is ticked off after its article is stored: whatever ends a `sync`, the
next one goes on where it was. What was stored and not ticked off has the same id again, and is found, not doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from index import journal
from index.adding import Adding, Progress
from index.derived import Derived
from index.deriving import Deriving
from index.feeds.answers import ask, keep, may_be_asked
from index.feeds.taking import Taking
from index.feeds.turns import Turns
from index.locking import WritingLock
from index.model import AddSummary, Skipped
from index.store import LibraryError, Store, feeds
from index.store.feeds import FeedRow
from index.web import NotFetched, Web, host_of, place_of

LOCK = "syncing.lock"
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


def sync(
    store: Store,
    derived: Derived,
    wanted: Sequence[str] | None,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    web: Web | None = None,
) -> SyncSummary:
    """Fetch feeds, all or those of the addresses `wanted` (also before their time); see `Library.sync`."""
    if store.readonly:
        raise LibraryError(f"{derived.folder} may not be written, so the library in it can only be read")
    lock = WritingLock(derived.folder / LOCK, lambda: None)
    with lock.hold(True, lambda: progress(WAITING), stop) as mine:
        if not mine:
            return SyncSummary(stopped=True)
        every = feeds.every(store.connection)
        rows = [row for row in every if wanted is None or row.url in wanted]
        due = [row for row in rows if may_be_asked(row, by_name=wanted is not None)]
        alone = tuple(Skipped(row.url, _alone(row)) for row in rows if row not in due)
        # only hosts that the reader named may be in a private network
        asking = web or Web(place_of(row.url) for row in every if row.named)
        unchanged, failed = _asked(store, due, asking, progress, stop)
        keys = {row.key for row in rows}
        taking = Taking(store, Adding(Deriving(store, derived)), derived, asking, progress, stop)
        taking.run(keys)
        left = sum(row.waiting for row in feeds.every(store.connection) if row.key in keys)
        asked = len(unchanged) + len(failed)
        told = taking.summary(stop())
        for one in failed:
            why = journal.without_addresses(one.reason)
            journal.note("feed failed", "warning", host=host_of(one.path), why=why)
        journal.note("synced", "info", feeds=asked, failed=len(failed), **journal.counted(told))
        return SyncSummary(asked, sum(unchanged), failed, alone, told, left, stop())


def _asked(
    store: Store,
    due: Sequence[FeedRow],
    web: Web,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> tuple[list[bool], tuple[Skipped, ...]]:
    """Ask feeds and keep what each answers: of each that can be read, whether it has nothing new; the others."""
    import index.ingest.feeds.syndicated  # noqa: F401 - not first by several threads at once

    unchanged: list[bool] = []
    failed: list[Skipped] = []
    turns = Turns((host_of(row.url), row) for row in due)
    for found in turns.done(lambda row: ask(web, row, stop), stop):
        shown = found[1].url if found is not None else None
        progress(Progress("asking feeds", len(unchanged) + len(failed), len(due), path=shown))
        if found is None or (isinstance(found[2].got, NotFetched) and stop()):
            continue  # nothing yet, or not asked to its end
        kept = keep(store, found[2])
        if kept is not None and kept.problem:
            failed.append(Skipped(kept.url, kept.problem))
        elif kept is not None:
            unchanged.append(not kept.fresh)
    return unchanged, tuple(failed)


def _alone(row: FeedRow) -> str:
    until = "for good" if row.gone else f"until {row.after} (UTC)"
    how = "" if row.held else "; name it to ask it now"
    return f"is not asked {until}, since it {row.problem or 'asked to be left alone'}{how}"
