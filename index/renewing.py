"""How is what was made of articles made again, where a reader changed their outlets, dates or titles? In batches, each
in one transaction; as a rebuild would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from index import identity, settling
from index.adding import Progress, ready
from index.correcting import right_to_write
from index.derived import Derived
from index.deriving import Deriving
from index.model import Article, Quotation
from index.store import Connection, Store, reading, writing

BATCH = 100  # articles: some two seconds, which is what a stop waits for
# quotations come from the text and these: where they stay, so does every quotation
READ_FROM = ("title", "language", "transcript")

Change = Callable[[Connection, Article], None]  # of an article, as its input says
Told = Callable[[Progress], None]
Stop = Callable[[], bool]


def never() -> bool:
    """Nobody stops it."""
    return False


@contextmanager
def writing_to(store: Store, derived: Derived, progress: Told | None, stop: Stop) -> Iterator[Deriving | None]:
    """The right to write; None where it was stopped while waiting for it.

    With `progress` another process is waited for to the end; without, LibraryError is raised where it adds for long.
    """
    if progress is None:
        with right_to_write(store, derived, None) as work:
            yield work
        return
    with ready(derived, progress, stop) as mine:
        yield Deriving(store, derived) if mine else None


def renew(
    work: Deriving,
    ids: Sequence[str],
    change: Change,
    progress: Told | None,
    stop: Stop,
) -> list[str]:
    """Make a change to each article, and derive it again where it stands otherwise then; returns the ids of those that
    were done before it was stopped. Only for the holder of `writing_lock`."""
    done: list[str] = []
    with work.derived.indexing() as index:
        for start in range(0, len(ids), BATCH):
            if stop():
                break
            if progress:
                progress(Progress("putting articles right", start, len(ids)))
            batch = ids[start : start + BATCH]
            index(_renew(work, batch, change))
            done += batch
    return done


def _renew(work: Deriving, ids: Sequence[str], change: Change) -> list[tuple[Article, Sequence[Quotation]]]:
    """A batch; returns those that stand otherwise now."""
    stored: list[tuple[Article, int]] = []
    renewed: list[tuple[Article, Sequence[Quotation]]] = []
    with work.writing() as db:
        for article_id in ids:
            before, given = reading.article(db, article_id), settling.given_of(db, article_id)
            if before is None or given is None:
                raise KeyError(article_id)
            change(db, given)
            article = settling.settled(db, given)
            identity.note(db, article)  # at an address that a reader wrote it is known again, too
            if not _differ(before, article, writing.FIELDS):
                continue
            reread = _differ(before, article, READ_FROM)
            rows = work.quotations_of(article) if reread else _stored(db, article_id)
            key = reading.article_key(db, article_id)
            work.take_out(article_id)
            writing.touch(db, key)
            work.derive(article, key, rows)
            stored.append((article, key))
            renewed.append((article, rows))
        if stored:
            work.regroup()
            work.relating.relate(stored)
            work.relating.regroup()
    return renewed


def _stored(db: Connection, article_id: str) -> list[Quotation]:
    """An article's quotations as they are stored, what stands around another first."""
    rows = [q for _, q in reading.quotations(db, "WHERE x.id = ?", (article_id,))]
    return sorted(rows, key=lambda q: (q.start, -q.end))


def _differ(one: Article, other: Article, names: Sequence[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)
