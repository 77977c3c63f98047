"""How is one quotation's speaker corrected? Kept with its words, and its article derived again as a rebuild would.

What a reader judges of links is written in the same way.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from index import extracting
from index.adding import caught_up
from index.derived import Derived
from index.deriving import Deriving, correction
from index.ids import split_id
from index.model import Article, Quotation
from index.people.corrections import WrongChoiceError, place_of, together
from index.store import Connection, LibraryError, Store, people, reading, writing

PATIENCE_SECONDS = 15.0  # how long a reader waits for another process that adds, as for SQLite itself
Waiting = Callable[[], None]  # told of a wait for another process, which then is as long as it takes


def correct(
    store: Store, derived: Derived, quotation_id: str, name: str | None, waiting: Waiting | None = None
) -> None:
    """A quotation, with its split parts, is `name`'s, or nobody's known; see `Library.correct_speaker`."""
    if name is not None:
        name = " ".join(name.split())
        if not name or not name.isprintable():
            raise WrongChoiceError("a speaker's name has a word at least, and no control characters")

    def put(db: Connection, q: Quotation) -> None:
        people.put_choice(db, "correct", name, article=q.article, place=(q.start, q.end, q.text))

    _change(store, derived, quotation_id, put, waiting)


def uncorrect(store: Store, derived: Derived, quotation_id: str, waiting: Waiting | None = None) -> None:
    """Back to what the program found; see `Library.uncorrect_speaker`."""
    _change(store, derived, quotation_id, lambda _db, _quotation: None, waiting)


def undo(store: Store, derived: Derived, number: int, waiting: Waiting | None = None) -> None:
    """Take back what a reader chose; see `Library.undo_speaker_choice`."""
    choice = next((c for c in people.choices(store.connection) if c.key == number), None)
    if choice is None:
        raise KeyError(number)
    if choice.what != "correct" or choice.article is None:
        with store.transaction() as db:
            people.drop_choices(db, [number])
        return
    with right_to_write(store, derived, waiting) as work:
        article = reading.article(store.connection, choice.article)
        derive_with(
            work,
            article,
            extracting.quotations_of(article) if article else (),
            lambda db: people.drop_choices(db, [number]),
        )


def _change(
    store: Store,
    derived: Derived,
    quotation_id: str,
    put: Callable[[Connection, Quotation], None],
    waiting: Waiting | None,
) -> None:
    """Forget what was said of a quotation and put something in its place."""
    place = split_id(quotation_id)
    article = reading.article(store.connection, place[0]) if place else None
    if place is None or article is None or reading.quotation_keys(store.connection, *place) is None:
        raise KeyError(quotation_id)
    with right_to_write(store, derived, waiting) as work:
        found = extracting.quotations_of(article)
        quotation = next((q for q in found if q.id == quotation_id), None)
        if quotation is None:  # made by other rules than this version's
            raise KeyError(quotation_id)
        before = _said_of(store, article, found, together(quotation, found))

        def write(db: Connection) -> None:
            people.drop_choices(db, before)
            put(db, quotation)

        derive_with(work, article, found, write)


def _said_of(store: Store, article: Article, found: Sequence[Quotation], ids: Collection[str]) -> list[int]:
    """The keys of the corrections that are about some of an article's quotations."""
    made = people.corrections_of(store.connection, article.id)
    places = ((c.key, place_of(correction(c), article.text, found)) for c in made)
    return [key for key, place in places if place is not None and place.id in ids]


def derive_with(
    work: Deriving, article: Article | None, found: Sequence[Quotation], write: Callable[[Connection], None]
) -> None:
    """Write what was chosen, and derive the article (in which these are found) again with it, in one transaction; then
    the index."""
    if article is None:  # it was taken out: nothing of it is there
        with work.writing() as db:
            write(db)
        return
    with work.derived.indexing() as index:
        with work.writing() as db:
            write(db)
            work.take_out(article.id)
            key = reading.article_key(db, article.id)
            writing.touch(db, key)
            rows = work.corrected(article, found)
            work.derive(article, key, rows)
            work.regroup()
        index([(article, rows)])


@contextmanager
def right_to_write(store: Store, derived: Derived, waiting: Waiting | None) -> Iterator[Deriving]:
    """The right to write, waited for with patience; raises LibraryError where another process adds for longer."""
    until = time.monotonic() + (math.inf if waiting else PATIENCE_SECONDS)
    with derived.writing_lock(wait=True, waiting=waiting, stop=lambda: time.monotonic() > until) as mine:
        if not mine:
            raise LibraryError("another quoth is adding to this library; try again when it is done")
        caught_up(derived, lambda _: None, lambda: False)
        yield Deriving(store, derived)
