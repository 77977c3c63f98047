"""What can be asked of a library in words? The part of `Library` that searches; it opens what this needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Protocol

from index.model import Article, ArticleRow, Hit

if TYPE_CHECKING:
    from index.derived import Derived
    from index.knowing import Knowing
    from index.query import QueryProblem
    from index.query.completing import Named
    from index.store import Store
    from index.store.reading import Order


class Finding(Protocol):
    """Searches; all may be called from any thread."""

    _store: Store
    _derived: Derived

    @property
    def _knowing(self) -> Knowing: ...

    def behind(self) -> int:
        """How many articles can't be searched yet."""
        ...

    def search(
        self, query: str, limit: int | None = None, *, typing: bool = False, each: bool = False
    ) -> Iterator[Hit] | QueryProblem:
        """Articles with the passage that fits best, best first; a query that can't be read is a value.

        With `typing` the last word is the beginning of one, from three letters on. With `each` every place where the
        words stand comes by itself, with what stands left and right of it; `limit` counts articles.
        """
        from index import searching

        return searching.articles(
            self._store, self._derived, lambda: self._knowing, query, limit, typing=typing, each=each
        )

    def listed(
        self,
        query: str,
        order: Order = "added",
        *,
        also: Collection[str] = (),
        limit: int | None = None,
        typing: bool = False,
    ) -> list[ArticleRow] | QueryProblem:
        """The articles that a query finds, in a list's order, with those that are `also` to be there, by their ids.

        A query that asks nothing finds all; one that can't be read is a value. `typing` is as in `search`.
        """
        from index import searching

        return searching.listed(
            self._store, self._derived, lambda: self._knowing, query, order, also, limit, typing=typing
        )

    def open_index(self) -> None:
        """Have ready what a search needs: modules and the full-text index, which take 0.3 s the first time."""
        from index import searching

        searching.open_index(self._derived)

    def being_added(self) -> tuple[str, ...]:
        """A sentence where another process is adding articles that can't be searched yet."""
        from index import searching

        return searching.being_added(self.behind(), self._store.readonly)

    def notes(self, query: str, *, typing: bool = False) -> tuple[str, ...]:
        """What of a query was forgiven, and what was not searched to its end, in sentences for the user."""
        from index import searching

        return searching.notes(self._derived, query, typing=typing)

    def why_nothing(self, query: str, *, typing: bool = False) -> tuple[str, ...]:
        """Which parts of a query are to blame that it finds nothing, and what may have been meant, in sentences."""
        from index import explaining

        return explaining.reasons(self._store, self._derived, lambda: self._knowing, query, typing=typing)

    def names(self, field: Named) -> list[str]:
        """Every outlet or tag, or every name under which an article quotes somebody; those with most first."""
        from index.store import own, people, reading

        with self._store.snapshot() as db:
            if field == "tag":
                return [name for name, _ in sorted(own.tags(db), key=lambda tag: -tag[1])]
            return reading.outlets(db) if field == "outlet" else people.names_by_use(db)

    def marks(self, query: str, article: Article) -> list[tuple[int, int]]:
        """Where in an article's text the words of a query stand."""
        from index import searching

        return searching.marks(self._store, lambda: self._knowing, query, article)
