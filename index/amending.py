"""What can a reader write of articles and outlets by hand? It stays, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.adding import Progress
    from index.derived import Derived
    from index.editing import Edited
    from index.fields import Fact
    from index.renaming import OutletRow, Renamed
    from index.store import Store

    Told = Callable[[Progress], None]


class Amending:
    """The part of a library that a reader edits; all may be called from any thread."""

    _store: Store
    _derived: Derived

    def facts(self, article_id: str) -> tuple[Fact, ...]:
        """What is known of an article, field by field: as it stands, as its input says, and what was edited.

        Raises KeyError for an id that is not there.
        """
        from index import settling

        return settling.facts(self._store, article_id)

    def edit(
        self,
        article_ids: Sequence[str],
        values: Mapping[str, str | bool | None],
        *,
        reset: Collection[str] = (),
        progress: Told | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Edited:
        """Write fields of articles by hand (None: it has none), and let those in `reset` be what the input says.

        Fields are those of `facts`. What was written stays when the article is added again, removed and brought back,
        and over every rebuild. Raises KeyError for an id that is not there, and WrongEditError for what a field can't
        hold; nothing is written then. With `progress` another process that adds is waited for, else LibraryError is
        raised where it does so for long. `stop` is asked between batches: those done stay done.
        """
        from index import editing

        return editing.edit(self._store, self._derived, article_ids, values, reset, progress, stop)

    def outlet_rows(self) -> list[OutletRow]:
        """The outlets of the library with their addresses and other names, most articles first."""
        from index import renaming

        return renaming.rows(self._store)

    def name_outlet(
        self, called: str, outlet: str, *, progress: Told | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Renamed:
        """What is called so, or has this address, is `outlet`: in the articles that are there and in those that come.

        So one outlet is named anew, or joined with another. Raises WrongNameError for what is no name. Stopped, it
        says how many articles are done; the same again goes on. The rest is as in `edit`.
        """
        from index import renaming

        return renaming.name(self._store, self._derived, called, outlet, progress, stop)

    def forget_outlet(
        self, called: str, *, progress: Told | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Renamed:
        """Take back what was said by `name_outlet`; raises KeyError where nothing was. The rest is as there."""
        from index import renaming

        return renaming.forget(self._store, self._derived, called, progress, stop)
