"""Which lists does a reader keep under a name: a query each, and what of it is new?

New are the articles that were added since the list was last looked at. A query is asked anew each time: what it finds
is stored nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.own import WrongOwnError, storable
from index.store import Connection, Store
from index.store import saved as stored
from index.store.clock import now
from index.store.saved import Saved as Saved

if TYPE_CHECKING:
    from index.derived import Derived
    from index.knowing import Knowing
    from index.model import ArticleRow
    from index.query import Query, QueryProblem
    from index.store.reading import Order

LONGEST_NAME = 60  # characters: it stands in one line, with its query


class Counted(NamedTuple):
    """A saved search with how many articles it finds, and the ids of the new ones; why, where it can't be asked."""

    saved: Saved
    articles: int
    new_ids: frozenset[str]
    problem: str = ""

    @property
    def new(self) -> int:
        """How many are new."""
        return len(self.new_ids)


class SavedSearches:
    """The part of a library that keeps queries; all may be called from any thread."""

    _store: Store
    _derived: Derived

    @property
    def _knowing(self) -> Knowing:
        raise NotImplementedError

    def saved(self) -> list[Saved]:
        """The saved searches, by name."""
        return stored.every(self._store.connection)

    def saved_search(self, name: str) -> Saved:
        """The one of this name, in whatever case. Raises KeyError."""
        return _named(self._store.connection, name)

    def save_search(self, name: str, query: str) -> Saved:
        """Keep a query as a list; nothing of it is new yet.

        Raises WrongOwnError, whose message is meant for the user, for what is no name, a name that there is already,
        and a query that can't be read or asks nothing.
        """
        name, query = _name(name), " ".join(storable(query).split("\n")).strip()
        _readable(query)
        seen = self._seen(query)
        with self._store.transaction() as db:
            there = next((one for one in stored.every(db) if one.name.casefold() == name.casefold()), None)
            if there:
                raise WrongOwnError(f'there is a saved search "{there.name}" already: {there.query}')
            saved = Saved(name, query, seen, now())
            stored.put(db, saved)
        return saved

    def drop_search(self, name: str) -> Saved:
        """Take a saved search out; `restore_search` brings back what is returned. Raises KeyError."""
        with self._store.transaction() as db:
            saved = _named(db, name)
            stored.drop(db, saved.name)
        return saved

    def restore_search(self, saved: Saved) -> None:
        """Keep it as it was, in place of one that has its name by now."""
        with self._store.transaction() as db:
            stored.put(db, saved)

    def counted_searches(self) -> list[Counted]:
        """The saved searches, by name, each with its counts. Takes as long as asking all of them."""
        return [self._counted(saved) for saved in self.saved()]

    def search_seen(self, name: str) -> None:
        """What a saved search finds now is new no more. Raises KeyError."""
        saved = self.saved_search(name)
        seen = self._seen(saved.query)
        if seen > saved.seen:  # else nobody is to be told of a change
            with self._store.transaction() as db:
                stored.see(db, saved.name, seen)

    def new_in(self, saved: Saved, order: Order = "added") -> list[ArticleRow] | QueryProblem:
        """The new articles of a saved search; where its query can't be read, why."""
        from index import searching

        found = searching.listed(self._store, self._derived, lambda: self._knowing, saved.query, order)
        if not isinstance(found, list):
            return found
        new = stored.added_after(self._store.connection, saved.seen)
        return [row for row in found if row.id in new]

    def _counted(self, saved: Saved) -> Counted:
        from index import searching

        found = searching.found(self._store, self._derived, lambda: self._knowing, saved.query)
        if not isinstance(found, set):
            return Counted(saved, 0, frozenset(), found.message)
        new = stored.added_after(self._store.connection, saved.seen)
        return Counted(saved, len(found), frozenset(found & new))

    def _seen(self, query: str) -> int:
        """The article up to which a query is answered now: the index may not have the last ones yet."""
        from index.marked import only_marks

        root = _readable(query).root
        last = None if root is None or only_marks(root) else self._derived.fulltext().last_seq
        return stored.last_article(self._store.connection, last)


def _readable(query: str) -> Query:
    """What a query asks for. Raises WrongOwnError where that is nothing."""
    from index.query import QueryProblem, parse

    parsed = parse(query)
    if isinstance(parsed, QueryProblem):
        raise WrongOwnError(parsed.message)
    if parsed.root is None:
        raise WrongOwnError("a saved search needs a query, like: speaker:lind is:unread")
    return parsed


def _named(db: Connection, name: str) -> Saved:
    wanted = name.strip().casefold()
    for one in stored.every(db):
        if one.name.casefold() == wanted:
            return one
    raise KeyError(name)


def _name(name: str) -> str:
    """A name as it is kept. Raises WrongOwnError."""
    kept = " ".join(storable(name).split())
    if not kept or not kept.isprintable() or len(kept) > LONGEST_NAME:
        raise WrongOwnError(f"a saved search has a name of 1 to {LONGEST_NAME} characters, like: Strait")
    return kept
