"""Who may write? One process at a time, and one of its threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOOK_SECONDS = 0.2  # how often one who waits looks whether the lock is free, or whether to stop


class WritingLock:
    """The lock of one file, which may be taken again by the thread that has it. `released` is told when it is free."""

    def __init__(self, path: Path, released: Callable[[], None]) -> None:
        self._path = path
        self._file: BaseFileLock | None = None
        self._thread = threading.RLock()  # the file's lock does not tell the threads of a process apart
        self._held = 0
        self._released = released

    @contextmanager
    def hold(self, wait: bool, waiting: Callable[[], None] | None, stop: Callable[[], bool]) -> Iterator[bool]:
        """True inside where it was got; `waiting` is told of a wait, which ends without it when `stop` says True."""
        got = self._acquire()
        if not got and wait and waiting:
            waiting()
        while not got and wait and not stop():
            time.sleep(LOOK_SECONDS)
            got = self._acquire()
        try:
            yield got
        finally:
            if got:
                self._release()

    def _acquire(self) -> bool:
        from filelock import FileLock, Timeout  # 25 ms that those who only read spare

        if not self._thread.acquire(blocking=False):
            return False
        got = False
        try:
            if self._file is None:
                self._file = FileLock(self._path, thread_local=False)
            self._file.acquire(timeout=0)
            got = True
        except Timeout:
            pass
        finally:
            if not got:
                self._thread.release()
        self._held += got
        return got

    def _release(self) -> None:
        self._held -= 1
        if not self._held:
            self._released()
        if self._file is not None:
            self._file.release()
        self._thread.release()
