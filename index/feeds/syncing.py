"""How do the feeds bring what is new? They are asked, what they announce is kept, and from there it becomes articles.

Each step is stored before the next: killed anywhere, the next time goes on where this one was. An article's id comes from
its address (or its feed's and its name there), so that what was stored and not yet ticked off is found, not doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from index.adding import Adding, Progress
from index.derived import Derived
from index.deriving import Deriving
from index.feeds.answers import Answered, ask, keep
from index.feeds.backoff import left_alone
from index.feeds.turns import Turns
from index.locking import WritingLock
from index.model import Skipped
from index.store import LibraryError, Store
from index.store import feeds as stored
from index.store.feeds import FeedRow
from index.web.answers import NotFetched, host_of

if TYPE_CHECKING:
    from index.web import Web

LOCK = "sync.lock"
WAITING = Progress("waiting for another quoth that fetches the feeds", 0, 0)


class SyncSummary(Struct, frozen=True):
    """What a `sync` did. `asked` feeds were asked, of which `unchanged` had nothing new and `failed` gave nothing;
    `left` were left alone. Articles by outcome; `waiting` are entries that are still to become some."""

    asked: int = 0
    unchanged: int = 0
    failed: tuple[Skipped, ...] = ()
    left: tuple[Skipped, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    waiting: int = 0
    stopped: bool = False


def sync(
    store: Store,
    derived: Derived,
    wanted: Sequence[int] | None,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    web: Web | None,
) -> SyncSummary:
    """Ask for the feeds of these keys, or for all; see `Library.sync`."""
    from index.feeds.taking import Taking

    if store.readonly:
        raise LibraryError(f"{derived.folder} may not be written, so the library in it can only be read")
    lock = WritingLock(derived.folder / LOCK, lambda: None)
    with lock.hold(wait=True, waiting=lambda: progress(WAITING), stop=stop) as mine:
        if not mine:
            return SyncSummary(stopped=True)
        every = stored.every(store.connection)
        feeds = [one for one in every if wanted is None or one.key in wanted]
        web = web or _web(every)
        asking = _asked(store, feeds, wanted is not None, web, progress, stop)
        taking = Taking(store, Adding(Deriving(store, derived)), derived, web, progress, stop)
        taking.run([one.key for one in feeds])
        left_over = sum(waiting for _, waiting, _ in stored.counts(store.connection).values())
        return SyncSummary(
            *asking,
            tuple(taking.work.added),
            tuple(taking.work.changed),
            tuple(dict.fromkeys([*taking.same, *taking.work.unchanged])),
            (*taking.skipped, *taking.work.skipped),
            left_over,
            stop(),
        )


def _web(feeds: Sequence[FeedRow]) -> Web:
    """Who asks: only hosts that the reader named may be in a private network."""
    from index.web import Web

    return Web(host_of(one.url) for one in feeds if one.named)


def _asked(
    store: Store,
    feeds: Sequence[FeedRow],
    wanted: bool,
    web: Web,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> tuple[int, int, tuple[Skipped, ...], tuple[Skipped, ...]]:
    """Ask for feeds and keep what each answers: how many were asked, had nothing new; which failed, were left alone."""
    import index.ingest.feeds.syndicated  # noqa: F401 - not first by several threads at once

    moment = stored.now()
    due: list[FeedRow] = []
    left: list[Skipped] = []
    for feed in feeds:
        until = left_alone(feed, moment, wanted=wanted)
        if until is None:
            due.append(feed)
        else:
            when = "for ever" if feed.gone else f"until {until}"
            left.append(Skipped(feed.url, f"was left alone {when}: {feed.problem or 'its server asked for that'}"))
    failed: list[Skipped] = []
    done = unchanged = 0
    turns = Turns((host_of(feed.url), feed) for feed in due)
    for found in turns.done(lambda feed: ask(web, feed, stop), stop):
        progress(Progress("asking for feeds", done, len(due), path=found[1].url if found else None))
        kept = keep(store, found[2]) if found is not None and not _given_up(found[2], stop) else None
        if kept is not None:
            done += 1
            unchanged += kept.outcome != "failed" and not kept.fresh
            failed.extend(Skipped(kept.url, kept.problem) for _ in (1,) if kept.problem)
    return done, unchanged, tuple(failed), tuple(left)


def _given_up(answered: Answered, stop: Callable[[], bool]) -> bool:
    """Whether there is no answer because somebody stopped it."""
    return isinstance(answered.got, NotFetched) and stop()
