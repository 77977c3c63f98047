"""How does a reader put an article's outlet, title, date, author, address or language right? What was written by hand
goes before all that the input says, now and whenever it is added again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from index.derived import Derived
from index.fields import checked
from index.model import Article
from index.renewing import Stop, Told, never, renew, writing_to
from index.store import Connection, Store, edited, reading
from index.store.edited import FIELDS


class Edited(Struct, frozen=True):
    """What an edit did: the articles done, and whether it was stopped before the others."""

    done: tuple[str, ...]
    stopped: bool = False


def edit(
    store: Store,
    derived: Derived,
    ids: Sequence[str],
    values: Mapping[str, str | bool | None],
    reset: Collection[str],
    progress: Told | None = None,
    stop: Stop = never,
) -> Edited:
    """Write fields of articles, and let others be again what the input says; see `Library.edit`."""
    unknown = {*values, *reset} - set(FIELDS)
    if unknown:
        raise ValueError(unknown)
    clean = {name: checked(name, value) if isinstance(value, str) else value for name, value in values.items()}
    wanted = list(dict.fromkeys(ids))

    def change(db: Connection, given: Article) -> None:
        for name in reset:
            edited.drop(db, given.id, name)
        edited.put(db, given.id, clean, given)

    with writing_to(store, derived, progress, stop) as work:
        if work is None:
            return Edited((), stopped=True)
        for article_id in wanted:
            if reading.article(store.connection, article_id) is None:
                raise KeyError(article_id)
        done = renew(work, wanted, change, progress, stop)
    return Edited(tuple(done), stopped=len(done) < len(wanted))
