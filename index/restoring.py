"""How does an article that was taken out come back? From its text, which was kept, with all that a reader put to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.adding import Progress, ready
from index.derived import Derived
from index.deriving import Deriving
from index.settling import settle
from index.store import Store, reading, writing


def restore(
    store: Store,
    derived: Derived,
    article_ids: Iterable[str],
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> tuple[list[str], list[str]]:
    """Bring articles back; see `Library.restore`."""
    back: list[str] = []
    missing: list[str] = []
    work = Deriving(store, derived)
    with ready(derived, progress, stop) as mine:
        if not mine:
            return back, missing
        with derived.indexing() as index:
            for article_id in dict.fromkeys(article_ids):
                known = reading.known(store.connection, article_id)
                if known is None or not known.removed:
                    missing.append(article_id)
                    continue
                with work.writing() as db:
                    key = writing.restore_article(db, article_id)
                    article = settle(db, article_id)
                    assert article is not None
                    quotations = work.quotations_of(article)
                    work.derive(article, key, quotations)
                    work.regroup()
                    work.relating.relate([(article, key)])
                    work.relating.regroup()
                index([(article, quotations)])
                back.append(article_id)
    return back, missing
