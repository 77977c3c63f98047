"""How is a whole library kept in one file, and how does it come back? What is derived beside SQLite is left out: it is
made again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from index.adding import WAITING, Progress
from index.derived import ENTRIES, FULLTEXT, LOCK
from index.locking import WritingLock
from index.store import FILE, Store, backing, folder_of
from index.store.backing import Contents as Contents
from index.store.backing import StoppedError
from index.store.clock import now
from index.store.errors import LibraryError, WrongLibraryError

Told = Callable[[Progress], None]
Stop = Callable[[], bool]
FRESH = "library.sqlite3.restoring"
KEPT = "library-before-{}.sqlite3"


class Restored(Struct, frozen=True):
    """What came of a restore: what the backup holds, and where the library is that was there before."""

    contents: Contents
    kept: Path | None = None


def backup(store: Store, file: Path, progress: Told, stop: Stop, *, replace: bool = False) -> Contents | None:
    """Write one state of the library into a file, and look through it; None where it was stopped.

    The file is replaced only by a whole one, and only with `replace` where it is no earlier backup. Raises LibraryError
    and OSError.
    """
    target = file.expanduser()
    if target.exists() and not replace and not _is_backup(target):
        raise LibraryError(f"{file} is there already, and no backup; name another file, or say --force")
    if target.exists() and store.path.exists() and target.samefile(store.path):
        raise LibraryError(f"{file} is the library itself; name another file")
    beside = target.parent / f".{target.name[:100]}.{os.getpid()}.new"
    try:
        backing.copied(store, beside, lambda done, of: progress(Progress("copying pages", done, of)), stop)
        progress(Progress("looking through the copy", 0, 0))
        found = backing.contents(beside)
        beside.replace(target)
        backing.synced(target.parent)
    except StoppedError:
        return None
    finally:
        beside.unlink(missing_ok=True)
    return found


def _is_backup(file: Path) -> bool:
    try:
        backing.contents(file)
    except (WrongLibraryError, OSError):
        return False
    return True


def restore(file: Path, folder: Path, progress: Told, stop: Stop, *, replace: bool = False) -> Restored | None:
    """Let a backup be the library of a folder; None where it was stopped before.

    The backup is looked through first. A library that holds something gives way only with `replace`, and stays beside
    under another name. Killed at any moment, the folder has the former library or the new one. Raises LibraryError and
    OSError.
    """
    source = file.expanduser()
    if not source.is_file():
        raise WrongLibraryError(f"{file} is no file")
    progress(Progress("looking through the backup", 0, 0))
    found = backing.contents(source)
    home = folder_of(folder, create=True)
    path, fresh = home / FILE, home / FRESH
    if path.exists() and source.samefile(path):
        raise WrongLibraryError(f"{file} is the library itself")
    if path.exists() and not replace and _holds_something(path):
        raise WrongLibraryError(
            f"there is a library in {home} already; --replace puts the backup in its place and keeps it beside"
        )
    lock = WritingLock(home / LOCK, lambda: None)
    with lock.hold(True, lambda: progress(WAITING), stop) as mine, contextlib.ExitStack() as stack:
        if not mine:
            return None
        fresh.unlink(missing_ok=True)  # of one that was killed
        stack.callback(fresh.unlink, missing_ok=True)
        try:
            backing.taken_over(source, fresh, lambda done, of: progress(Progress("copying", done, of)), stop)
        except StoppedError:
            return None
        was_there = path.exists()
        kept = _free(home)
        backing.without(home, (FULLTEXT, *ENTRIES))
        backing.put_in_place(fresh, path, kept)
    return Restored(found, kept if was_there else None)


def _holds_something(path: Path) -> bool:
    """Whether a library has articles or anything that a reader made; a damaged one may."""
    try:
        with contextlib.closing(Store(path.parent, create=False)) as store:
            return backing.holds_something(store)
    except LibraryError:
        return True


def _free(home: Path) -> Path:
    """A name under which the former library is kept."""
    stem = now().replace(":", "")[:17]
    names = (KEPT.format(stem + (f"-{number}" if number else "")) for number in range(1_000))
    return next(home / name for name in names if not (home / name).exists())
