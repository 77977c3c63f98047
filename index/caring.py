"""What keeps a library whole: the proof that all of it agrees, backups, and what goes over into another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.derived import Derived
from index.store import Store

if TYPE_CHECKING:
    from index.adding import Progress
    from index.backing import Contents
    from index.carrying import Carried
    from index.proving import Proof


class Caring:
    """The part of a library that cares for it; all may be called from any thread."""

    _store: Store
    _derived: Derived

    def backup(
        self,
        file: Path,
        *,
        replace: bool = False,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Contents | None:
        """Write the whole library into one file, whatever others do meanwhile; None where it was stopped.

        What is there is replaced only where it is an earlier backup, or with `replace`. Raises LibraryError, OSError.
        """
        from index.adding import silent
        from index.backing import backup

        return backup(self._store, file, progress or silent, stop, replace=replace)

    def own_lines(self) -> Iterator[bytes]:
        """All that a reader made, as lines of JSON that another library takes (`take_own`)."""
        from index import carrying

        return carrying.lines(self._store)

    def take_own(
        self,
        lines: Iterable[bytes],
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Carried:
        """Write what a reader made in another library, as `own_lines` gave it. What stands here stays.

        Raises ValueError for what is no such line, whose message is meant for the user; nothing is written then.
        """
        from index import carrying
        from index.adding import silent

        return carrying.take(self._store, self._derived, lines, progress or silent, stop)

    def look_through(self) -> str | None:
        """Read all of the full-text index. Returns a sentence where the disk holds something else than was written
        there, which no size or time shows; it is then behind, to be caught up."""
        return self._derived.fulltext(catch_up=False).look_through()

    def prove(
        self,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        *,
        sample: int | None = None,
    ) -> Proof:
        """Whether all stores agree: every article and quotation found by its own words, every link and utterance as it
        should be; of the articles all, or about `sample`. What is behind or not whole is made again before."""
        from index.adding import silent
        from index.proving import prove

        return prove(self._store, self._derived, progress or silent, stop, sample)
