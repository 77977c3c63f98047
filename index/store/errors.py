"""What does a user read when SQLite fails? A connection whose errors are sentences, but for mistakes of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, Self

WAYS = 'put a backup in its place, or have what can be read rescued into a new folder: "quoth index rescue NEW"'
ADVICE: dict[int, str] = {
    sqlite3.SQLITE_FULL: "can't be written: the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "may not be written; look at who owns it and its folder",
    sqlite3.SQLITE_PERM: "may not be opened; look at who owns it and its folder",
    sqlite3.SQLITE_CANTOPEN: "can't be opened; look at who owns it and its folder",
    sqlite3.SQLITE_BUSY: "is being written by another program; try again when that is done",
    sqlite3.SQLITE_LOCKED: "is being written by another program; try again when that is done",
    sqlite3.SQLITE_IOERR: "can't be read or written; look at its disk and try again",
    sqlite3.SQLITE_NOTADB: f"is no library, or is damaged; {WAYS}",
    sqlite3.SQLITE_CORRUPT: f"is damaged; {WAYS}",
}
NO_TEXT = "Could not decode to UTF-8"  # Python's own words
SHARED_BYTES = 32768  # what SQLite lays out beside the file before anything is read: no room for it is an "I/O error"
OURS = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.NotSupportedError)


class LibraryError(Exception):
    """The library can't be read or written; the message says what it is and what to do."""


class WrongLibraryError(LibraryError):
    """The file is no library that this version can open; the message says why and what to do."""


def sentence(path: Path, error: sqlite3.DatabaseError) -> str | None:
    """What the user can do about an error of SQLite's; None for one that is a mistake in the code."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, OURS) or code == sqlite3.SQLITE_ERROR:
        return None
    kind = code & 0xFF if code else 0
    if kind == sqlite3.SQLITE_IOERR and _is_full(path):
        kind = sqlite3.SQLITE_FULL
    if not kind and str(error).startswith(NO_TEXT):  # and then it quotes all of it: an article
        return f"{path} is damaged, for there is something in it that is no text; {WAYS}"
    advice = ADVICE.get(kind, "can't be read or written")
    return f"{path} {advice} (SQLite says: {error})"


def _is_full(path: Path) -> bool:
    """Whether the disk has no room for what SQLite writes at once."""
    import shutil  # hardly ever wanted

    try:
        return shutil.disk_usage(path.parent).free < SHARED_BYTES
    except OSError:
        return False


class TellingConnection(sqlite3.Connection):
    """A connection that raises LibraryError for what is no mistake of ours. `path` is the file."""

    path: Path

    def cursor(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
        """A cursor that does the same."""
        return super().cursor(TellingCursor)

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        """As sqlite3's, which would take a cursor of its own."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> sqlite3.Cursor:
        """As sqlite3's."""
        return self.cursor().executemany(sql, parameters)


class TellingCursor(sqlite3.Cursor):
    """As sqlite3's; a damaged page is only found when its row is fetched."""

    def execute(self, sql: str, parameters: Any = ()) -> Self:
        """As sqlite3's."""
        try:
            return super().execute(sql, parameters)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._tell(error)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        """As sqlite3's."""
        try:
            return super().executemany(sql, parameters)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._tell(error)

    def fetchone(self) -> Any:
        """As sqlite3's."""
        try:
            return super().fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._tell(error)

    def fetchall(self) -> list[Any]:
        """As sqlite3's."""
        try:
            return super().fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._tell(error)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._tell(error)

    def _tell(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> NoReturn:
        assert isinstance(self.connection, TellingConnection)
        path = self.connection.path
        # Python's module fails on SQLite's own message where that names something that is no text any more
        message = sentence(path, error) if isinstance(error, sqlite3.DatabaseError) else None
        if message is None and _is_damaged(self.connection):  # or it is a mistake of ours
            message = f"{path} is damaged; {WAYS} (SQLite says: {error})"
        if message is None:
            raise error
        raise LibraryError(message) from error


def _is_damaged(connection: sqlite3.Connection) -> bool:
    """Whether the file does not hold what a library's does, or is not whole. Slow."""
    from index.store.schema import TABLES

    ask = sqlite3.Cursor(connection)  # whose own errors are told to nobody
    try:
        there = {name for (name,) in ask.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
        if there and not there.issuperset(TABLES):
            return True
        return any(problem != "ok" for (problem,) in ask.execute("PRAGMA quick_check(1)").fetchall())
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return not isinstance(error, OURS)
