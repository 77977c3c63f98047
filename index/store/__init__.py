"""SQLite, the only place that knows it: what can't be made again, and the quotations and links derived from it.

`Store` holds the connections; `reading` and `writing` are plain functions over one.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.store import schema
from index.store.errors import LibraryError as LibraryError
from index.store.errors import WrongLibraryError as WrongLibraryError

Connection = sqlite3.Connection
FILE = "library.sqlite3"


def folder_of(asked: Path | str, *, create: bool) -> Path:
    """The folder of a library; with `create` it is made where there is none (private).

    Raises WrongLibraryError, whose message is meant for the user.
    """
    try:
        path = Path(asked).expanduser()
        if path.exists() and not path.is_dir():
            raise WrongLibraryError(f"{path} is a file; a library is a folder")
        if not create and not (path / FILE).exists():
            raise WrongLibraryError(f"there is no library in {path}; add something to it first: quoth add PATH")
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a `~name` that nobody has
        reason = error.strerror if isinstance(error, OSError) else error
        raise WrongLibraryError(f"{asked} can't be opened: {reason}") from error
    return path


class Store:
    """The open file: a connection for each thread, made when the thread first asks."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        self.path = folder / FILE
        self.readonly = schema.readonly(self.path)
        self._local = threading.local()
        self._all: dict[threading.Thread, _Held] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._connect(create=create)
        self._opened = self._identity()

    def _connect(self, *, create: bool) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("the library is closed")
        cache = schema.CACHE_BESIDE if self._all else schema.CACHE
        held = self._local.held = _Held(schema.connect(self.path, create=create, cache=cache))
        with self._lock:
            for ended in [thread for thread in self._all if not thread.is_alive()]:
                self._all.pop(ended).connection.close()
            self._all[threading.current_thread()] = held
        return held.connection

    def _identity(self) -> tuple[int, int] | None:
        """Which file it is; None where there is none any more."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        return self._connect(create=False) if held is None or self._closed else held.connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write that happens whole or not at all; others wait for it.

        Raises LibraryError where the file was moved or removed: SQLite would go on writing to what nobody finds again.
        """
        if self._identity() != self._opened:
            raise LibraryError(
                f"{self.path} was moved, removed or replaced, so nothing is written; "
                "put it back where it was, or start quoth again"
            )
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """One state of the library for all that is read inside, whatever others write meanwhile.

        Nothing can be written inside, and it may stand inside another or inside a transaction.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            _roll_back(connection)

    def version(self) -> int:
        """A number that changes when another connection wrote (SQLite's `data_version`, for this thread)."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Nothing is read or written from here on.

        What another thread is asking is broken off there; to close its connection amid that would end the process, so
        it is closed when that thread ends.
        """
        with self._lock:
            self._closed = True
            for thread, held in self._all.items():
                if thread.is_alive() and thread is not threading.current_thread():
                    held.connection.interrupt()
                else:
                    held.connection.close()
            self._all.clear()


class _Held:
    """A thread's connection, closed at the latest when nothing knows it any more."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


def _roll_back(connection: sqlite3.Connection) -> None:
    """Give up what is open. SQLite has often done so itself, and a second error would hide the first."""
    with contextlib.suppress(sqlite3.Error, LibraryError):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
