"""How is all that is derived made anew? From the stored articles, in the order of adding; what a reader made stays."""

from __future__ import annotations

from collections.abc import Callable

from index import journal
from index.adding import BATCH_ARTICLES, WAITING, Progress
from index.derived import Derived, rules_version
from index.deriving import Deriving
from index.model import AddSummary, Article
from index.settling import settle, unsettled
from index.store import Store, events, reading, writing

REBUILDING = "rebuilding"  # the rules' version of a library whose rebuilding was broken off


def rebuild(
    store: Store,
    derived: Derived,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    *,
    only_if_outdated: bool,
) -> AddSummary:
    """Make all that is derived anew; see `Library.rebuild`. Broken off, it begins again at the next start."""
    work = Deriving(store, derived)
    done: list[str] = []
    with derived.writing_lock(wait=True, waiting=lambda: progress(WAITING), stop=stop) as mine:
        if not mine:
            return AddSummary(stopped=True)
        if only_if_outdated and not derived.outdated():  # another process has done it meanwhile
            return AddSummary()
        with store.transaction() as db:
            writing.set_meta(db, "rules", REBUILDING)
            writing.drop_all_derived(db)
            events.drop_all(db)
            for article_id in unsettled(db):  # outlets have other names in this version
                settle(db, article_id)
        derived.clear()
        ids = [row.id for row in reading.article_rows(store.connection, "added")]
        for start in range(0, len(ids), BATCH_ARTICLES):
            if stop():
                return AddSummary(changed=tuple(done), stopped=True)
            progress(Progress("making quotations and links anew", start, len(ids)))
            done += derive_again(work, ids[start : start + BATCH_ARTICLES])
        derived.flush(reading.last_seq(store.connection))
        whole = derived.catch_up(lambda done, total: progress(Progress("writing the index", done, total)), stop)
        with store.transaction() as db:
            writing.set_meta(db, "rules", rules_version())
        journal.note("rebuilt", articles=len(done), whole=whole)
    return AddSummary(changed=tuple(done), stopped=not whole)


def derive_again(work: Deriving, ids: list[str]) -> list[str]:
    """Make quotations and links of some stored articles, in one transaction; returns the ids of those still there."""
    articles = [a for a in (reading.article(work.store.connection, i) for i in ids) if a is not None]
    prepared = [(a, work.quotations_of(a)) for a in articles]
    with work.writing() as db:
        stored: list[tuple[Article, int]] = []
        for article, quotations in prepared:
            key = reading.article_key(db, article.id)
            work.derive(article, key, quotations)
            stored.append((article, key))
        work.regroup()
        work.relating.relate(stored)
        work.relating.regroup()
    return [a.id for a in articles]
