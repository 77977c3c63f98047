"""How does the reader end or stop where none of its keys asks for it: a signal, a terminal that is gone, the shell?

An error is told by `crash`. However it ends, a note that was being written is kept.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from index.store import LibraryError

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.screens.shelf import Shelf

SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")  # as far as the system has them
BY_SIGNAL = 128  # what shells add to a signal's number


class HalfWritten(Struct, frozen=True):
    """A note that was being written: to what, in place of which that was seen there, and the note; "" for none."""

    target: str
    seen: str
    text: str


@contextmanager
def signals_heard(ask: Callable[[int], bool]) -> Iterator[None]:
    """Inside, `ask` is told of a signal and says whether it will see to the end; a second one ends at once.

    What the program was started to ignore stays ignored, but for the end of its terminal (nohup): without one there is
    nothing to read from and to draw on, which the screen library would try for ever.
    """

    def heard(number: int, _: Any) -> None:
        signal.signal(number, signal.SIG_DFL)
        if not _has_terminal():
            _let_go()
        if not ask(number):
            os.kill(os.getpid(), number)

    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    closed = getattr(signal, "SIGHUP", None)
    before = {n: handler for n, handler in before.items() if handler is not signal.SIG_IGN or n == closed}
    for number in before:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def heed_continue(driver: Driver, ending: Callable[[], bool]) -> None:
    """Have the terminal taken again once, when the program goes on after a stop, and not while it ends.

    A terminal that is closed sends SIGCONT after SIGHUP. The screen library would begin to read anew beside what reads
    already, and the first of the two never ends. So would two that come at once, the one inside the other, or one that
    comes amid writing would wait for what it interrupts: it is heard between two steps of the program.
    """
    loop = asyncio.get_running_loop()

    def take() -> None:
        if ending() or not _has_terminal():
            return
        reading: threading.Thread | None = getattr(driver, "_key_thread", None)
        if reading is not None and reading.is_alive():  # stopped by nobody, or by a signal that can't be heard
            driver.suspend_application_mode()
        driver.resume_application_mode()

    def heard(*_: Any) -> None:
        if loop.is_running() and not ending():
            loop.call_soon_threadsafe(take)

    if hasattr(signal, "SIGCONT") and driver.can_suspend:
        signal.signal(signal.SIGCONT, heard)


def _has_terminal() -> bool:
    """Whether the terminal can still be asked; one that was closed can't."""
    try:
        import termios
    except ImportError:  # Windows, which sends no signal then
        return True
    try:
        termios.tcgetattr(0)
    except termios.error:
        return False
    return True


def _let_go() -> None:
    """Have what is still to be written go nowhere: writing to a terminal that is gone fails, in whichever thread."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def has_shell() -> bool:
    """Whether a shell waits that can continue what is stopped: without one it would be stopped for good."""
    try:
        parent = os.getppid()
        while os.getsid(parent) == os.getsid(0):
            if os.getpgid(parent) != os.getpgrp():
                return True
            parent = _parent_of(parent)
    except (OSError, AttributeError, ValueError):
        pass
    return False


def _parent_of(process: int) -> int:
    """The parent of another process: Linux tells it in a file; ValueError or OSError where it can't be known."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    return int(told.rpartition(")")[2].split()[1])


def keep_notes(library: Shelf, notes: Iterable[HalfWritten]) -> list[str]:
    """Write notes that were being written. Returns, for those that can't be kept, why, with their words.

    A note that somebody else wrote meanwhile stays above; so it does where this one was emptied.
    """
    lost = []
    for note in notes:
        try:
            found = library.renote(note.target, note.seen or None, note.text or None)
            while note.text and (found or "") != note.seen:
                both = f"{found}\n\n{note.text}" if found else note.text
                note = HalfWritten(note.target, found or "", both)
                found = library.renote(note.target, found, both)
        except KeyError:
            why = "that is no longer in the library"
            lost.append(f"the note to {note.target} could not be kept: {why}; it was:\n{note.text}")
        except (LibraryError, OSError) as error:
            lost.append(f"the note to {note.target} could not be kept: {error}; it was:\n{note.text}")
    return lost
