"""How is a library copied while it is in use, what is in a copy, and how does it take a library's place?

By SQLite's own backup: one state of it, whatever others write meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from index.store import Store
from index.store.errors import LibraryError, WrongLibraryError, sentence
from index.store.schema import APPLICATION_ID, VERSION

PAGES: Final = 2_000  # of 4 kB at once: a few are copied in the time in which somebody who stops it notices nothing
PIECE: Final = 1 << 22
MAGIC: Final = b"SQLite format 3\0"
COUNTED: Final = {  # what a backup holds, for a reader; tables that earlier versions lack count as empty
    "articles": "article WHERE NOT removed",
    "notes": "note",
    "tags": "tag",
    "stars": "mark WHERE starred",
    "saved searches": "saved",
    "decisions on speakers": "choice",
    "decisions on quotations": "judged",
    "fields put right by hand": "edited",
    "names of outlets": "naming",
    "feeds": "feed",
}
Told = Callable[[int, int], None]
Stop = Callable[[], bool]


class StoppedError(Exception):
    """Somebody stopped it."""


class Contents(Struct, frozen=True):
    """What a backup holds: figures by name, the library's format, and bytes."""

    counts: tuple[tuple[str, int], ...]
    version: int
    size: int


def copied(store: Store, target: Path, told: Told, stop: Stop) -> None:
    """Copy one state of a library into a file that is not there yet, as one file. Raises StoppedError, LibraryError."""

    def progress(_status: int, remaining: int, total: int) -> None:
        told(total - remaining, total)
        if stop():
            raise StoppedError

    target.touch(0o600, exist_ok=False)
    try:
        with contextlib.closing(sqlite3.connect(target)) as into, store.snapshot() as db:
            db.execute("SELECT count(*) FROM meta").fetchone()  # from here on it is one state
            db.backup(into, pages=PAGES, progress=progress)
            into.execute("PRAGMA journal_mode = DELETE")  # else it would be two files to whoever opens it
    except sqlite3.DatabaseError as error:
        raise LibraryError(sentence(target, error) or f"{target} can't be written: {error}") from error
    synced(target)


def contents(file: Path) -> Contents:
    """What is in a backup, looked through to its end. Raises WrongLibraryError."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise WrongLibraryError(f"{file} is no backup of a library")
    try:
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise WrongLibraryError(f"{file} is an SQLite file of another program")
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if not 1 <= version <= VERSION:
                raise WrongLibraryError(
                    f"{file} was made by another version of quoth (its format is {version}, this one reads {VERSION})"
                )
            found = [row[0] for row in db.execute("PRAGMA integrity_check(3)").fetchall()]
            if found != ["ok"]:
                raise WrongLibraryError(f"{file} is damaged ({found[0]}); nothing was changed")
            return Contents(tuple(_counts(db)), version, size)
    except sqlite3.DatabaseError as error:
        raise WrongLibraryError(f"{file} is damaged ({error}); nothing was changed") from error


def _counts(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    for name, where in COUNTED.items():
        if where.partition(" ")[0] in there:
            yield name, int(db.execute(f"SELECT count(*) FROM {where}").fetchone()[0])


def holds_something(store: Store) -> bool:
    """Whether a library has articles or anything that a reader made."""
    return any(count for _, count in _counts(store.connection))


def taken_over(file: Path, fresh: Path, told: Told, stop: Stop) -> None:
    """Copy a backup beside the library whose place it is to take; no index is believed by it.

    Raises StoppedError, OSError.
    """
    size = file.stat().st_size
    fresh.touch(0o600, exist_ok=False)
    with file.open("rb") as source, fresh.open("wb") as into:
        while piece := source.read(PIECE):
            into.write(piece)
            told(into.tell(), size)
            if stop():
                raise StoppedError
    with contextlib.closing(sqlite3.connect(fresh)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute(
            "DELETE FROM meta WHERE name = 'fulltext_token'"
        )  # an index of the same token may know other articles
        db.commit()
    synced(fresh)


def put_in_place(fresh: Path, path: Path, kept: Path) -> None:
    """Let a whole file take a library's place, which stays under the name `kept`. Raises LibraryError.

    At no moment is there no library. Who has it open is told: their connections would go on writing to the former one.
    """
    logs = [Path(f"{path}{end}") for end in ("-wal", "-shm")]
    if path.exists():
        with contextlib.ExitStack() as stack:
            db = stack.enter_context(contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)))
            try:
                db.execute("PRAGMA journal_mode = DELETE")  # only who is alone with it may change that
                db.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise LibraryError(f"{path} is open in another quoth; close that first") from error
            except sqlite3.DatabaseError:
                pass  # it is damaged: that is why a backup comes
            os.link(path, kept)
            for log in logs[:1]:
                if log.exists():
                    os.link(log, f"{kept}-wal")
            for log in logs:
                log.unlink(missing_ok=True)
            fresh.replace(path)
    else:
        fresh.replace(path)
    synced(path.parent)


def synced(path: Path) -> None:
    """See that a file or folder outlives a power failure."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def without(folder: Path, names: tuple[str, ...]) -> None:
    """Take away what is derived from a library that is not to be one any more."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
