"""Which articles and which quotations have these words? The Whoosh index, derived from SQLite and holding no text.

The only importer of Whoosh, whose import costs 0.2 s: import this package where a search or an import begins.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from whoosh.index import EmptyIndexError, FileIndex

from index import journal
from index.fulltext import searching, trust
from index.fulltext.mapped import MappedStorage
from index.fulltext.searching import Held
from index.fulltext.snapshot import Snapshot
from index.fulltext.trust import BusyError, Manifest
from index.fulltext.writing import Writer
from index.model import Kind
from index.query.language import Query
from index.query.tree import Field
from index.store import LibraryError

__all__ = ["BusyError", "FullText", "Writer"]

# A commit renames and deletes files for some milliseconds: how often, and how many seconds apart, one looks again.
PATIENCE: Final = 10
PAUSE: Final = 0.05


class FullText:
    """The index in one private folder: `FullText.open`.

    Every method may be called from any thread; searches of one FullText wait for each other. A writer belongs to one
    thread; others may search meanwhile and see the former state until it has committed and `refresh` was called.
    """

    def __init__(self, manifest: Manifest, *, anew: bool = True) -> None:
        self._manifest = manifest
        self._anew = anew
        self._lock = threading.RLock()
        self._held: Held | None = None
        self._last_seq = _last_seq(manifest) or 0

    @classmethod
    def open(cls, folder: Path, token: str, *, anew: bool = True) -> FullText:
        """The index in a folder; made anew and empty (`last_seq` 0) where it is missing, damaged or foreign.

        `token` is the library's own secret, kept in its database. Raises BusyError where it must be made anew while
        another process writes, and OSError where the folder can't be made. Without `anew` nothing is made, and
        PermissionError is raised where something would have to be.
        """
        if not anew:
            if manifest := _trusted(folder, token):
                return cls(manifest, anew=False)
            raise PermissionError(f"the index in {folder} is not to be trusted, and may not be made anew")
        for _ in range(PATIENCE):
            if manifest := _trusted(folder, token):
                return cls(manifest)
            try:
                return cls(_renewed(folder, token))
            except BusyError:  # most likely it was read in the moment of another process's commit
                time.sleep(PAUSE)
        return cls(_renewed(folder, token))

    @property
    def last_seq(self) -> int:
        """Up to which change of the library this index holds everything."""
        return self._last_seq

    def refresh(self) -> bool:
        """Take up what another process or a writer committed; whether there was something."""
        with self._lock:
            if trust.raw_manifest(self._manifest.folder) == self._manifest.raw:
                return False
            try:
                opened = FullText.open(self._manifest.folder, self._manifest.token)
            except BusyError:  # somebody makes it anew: the former state is good until then
                return False
            self.close()
            self._manifest, self._last_seq = opened._manifest, opened._last_seq
            return True

    def close(self) -> None:
        """Give back the files; the next search opens them again."""
        with self._lock:
            if self._held is not None:
                self._held.articles.close()
                self._held.quotations.close()
                self._held = None

    def clear(self) -> None:
        """Throw everything away. Raises BusyError while there is a writer."""
        lock = trust.lock(self._manifest.folder)
        try:
            self.close()
            trust.make_anew(self._manifest.folder, self._manifest.token)
        finally:
            lock.release()
        self.refresh()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The one writer; what it did not commit is dropped at the end. Raises BusyError where there is another."""
        folder = self._manifest.folder
        trust.private(folder)
        lock = trust.lock(folder, patient=True)  # who reads may be throwing away what is damaged
        try:
            manifest = _trusted(folder, self._manifest.token) or trust.make_anew(folder, self._manifest.token)
            writer = Writer(manifest)
            try:
                yield writer
            finally:
                writer.cancel()
        finally:
            lock.release()
            self.refresh()

    def count(self) -> tuple[int, int]:
        """How many articles and quotations are held."""
        with self._reading() as held:
            return held.articles.count(), held.quotations.count()

    def spots(self) -> tuple[set[str], set[str]]:
        """The ids of the articles and of the quotations that are held."""
        with self._reading() as held:
            return held.articles.ids(), held.quotations.ids()

    def frequency(self, field: Field, word: str) -> int:
        """In how many articles (quotations, of a field of theirs) a word stands."""
        with self._reading() as held:
            return (held.quotations if field in ("speaker", "quote") else held.articles).frequency(field, word)

    def damaged(self) -> list[Path]:
        """The files that hold something else than was written to them, whatever their size and time say. Slow."""
        with self._lock:
            return self._manifest.damaged()

    def look_through(self) -> str | None:
        """A sentence where a file holds something else than was written to it, all of which is then made again. Others
        may search while it is read."""
        if not self._manifest.damaged():
            return None
        self.refresh()  # another process may have taken it away
        with self._lock:
            damaged = self._manifest.damaged()
            if not damaged:
                return None
            self.close()
            return self._thrown_away(damaged[0])

    def articles(self, query: Query, limit: int | None = None) -> list[tuple[str, float]]:
        """(article id, score) of the articles a query finds, best first; none for a query that asks nothing yet."""
        with self._reading() as held:
            return searching.find_articles(held, query.root, limit) if query.root else []

    def quotations(
        self, query: Query, limit: int | None = None, kinds: Sequence[Kind] | None = None
    ) -> list[tuple[str, int, int, float]]:
        """(article id, start, end, score) of the quotations a query finds, best first.

        A word without a field is one of the quotation; `kinds` leaves out the others.
        """
        with self._reading() as held:
            chosen = None if kinds is None else tuple(kinds)
            return searching.find_quotations(held, query.root, limit, chosen) if query.root else []

    def cut(self, query: Query) -> tuple[str, ...]:
        """Sentences on what of a query was not searched to the end: a pattern that stands for too many words."""
        with self._reading() as held:
            return tuple(dict.fromkeys(searching.cut_short(held, query.root))) if query.root else ()

    def suggest(self, word: str, limit: int = 5, field: Field = "text") -> list[str]:
        """Words of a field that may have been meant, the nearest and commonest first, without the word itself."""
        with self._reading() as held:
            return searching.suggestions(held, word, limit, field)

    def days(self) -> tuple[str, str] | None:
        """The first and the last day on which an article was published; None where none has a date."""
        with self._reading() as held:
            found = held.articles.days(None, None)
            return (found[0], found[-1]) if found else None

    @contextmanager
    def _reading(self) -> Iterator[Held]:
        """Both indexes. An error in reading files that are damaged is a sentence, and they are thrown away."""
        with self._lock:
            try:
                yield self._open()
            except Exception as error:
                damaged = self._manifest.damaged()
                if not damaged:
                    raise  # a mistake of ours
                self.close()
                raise LibraryError(self._thrown_away(damaged[0])) from error

    def _thrown_away(self, damaged: Path) -> str:
        journal.note("a file of the search index is damaged", "warning", file=str(damaged))
        told = f"the search index was damaged ({damaged})"
        if not self._anew:
            return f"{told}, and may not be made again here; copy the folder to where it may be written"
        with suppress(BusyError):  # who writes leaves out what it can't trust, or the next one meets it again
            self.clear()
        return f"{told} and is made again; nothing is lost: ask again"

    def _open(self) -> Held:
        for _ in range(PATIENCE):
            try:
                return self._hold()
            except (FileNotFoundError, EmptyIndexError):  # another process's commit took away what was looked at
                time.sleep(PAUSE)
                self.refresh()
        return self._hold()

    def _hold(self) -> Held:
        if self._held is None:
            articles, quotations = (
                Snapshot(FileIndex(MappedStorage(self._manifest.folder / name))) for name in trust.PARTS
            )
            self._held = Held(articles, quotations)
        return self._held


def _trusted(folder: Path, token: str) -> Manifest | None:
    """The manifest of an index that this library made and that is whole."""
    manifest = trust.read_manifest(folder, token)
    return manifest if manifest and _last_seq(manifest) is not None else None


def _renewed(folder: Path, token: str) -> Manifest:
    """The same, made anew where it can't be trusted. Raises BusyError."""
    trust.private(folder)
    lock = trust.lock(folder)
    try:
        return _trusted(folder, token) or trust.make_anew(folder, token)
    finally:
        lock.release()


def _last_seq(manifest: Manifest) -> int | None:
    """What both indexes hold; None where one of them is not to be trusted."""
    found = [manifest.seq(name) for name in trust.PARTS]
    return None if None in found else min(seq for seq in found if seq is not None)
