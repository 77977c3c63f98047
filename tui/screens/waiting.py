"""What does a person see while the library is asked something that takes long?"""

from __future__ import annotations

import time
from typing import TypeVar

from textual import on
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from tui.screens.telling import Telling
from tui.widgets.bars import Bar

Result = TypeVar("Result")
TELL_EVERY = 0.5  # seconds


class Waiting(Telling[Result]):
    """A screen that is open before its answer is there, and says so. Leaving it drops the answer."""

    _timer: Timer | None = None
    _bar: Bar | None = None
    _since = 0.0
    reopened = False  # at the start of the program, because it was open when that ended

    def wait(self, bar: Bar, what: str) -> None:
        """Say in this line what is being done, and for how long, until `waited`."""
        self.waited()
        self._bar = bar
        self._since = time.monotonic()
        bar.show([(f" {what} …", "dim")])
        self._timer = self.set_interval(TELL_EVERY, lambda: self._tell(bar, what))

    def gone(self) -> bool:
        """Close a screen that was only opened again, as what it showed is gone; False where it stays and says so."""
        if self.reopened and self.app.screen is self:
            self.dismiss(None)
            return True
        return False

    def waited(self) -> None:
        """It is done."""
        if self._timer:
            self._timer.stop()
            self._timer = None

    @on(Worker.StateChanged)
    def stop_waiting(self, message: Worker.StateChanged) -> None:
        """The library failed: there is nothing to wait for."""
        if message.state is WorkerState.ERROR and self._bar:
            self.waited()
            self._bar.show([(" The library could not be read.", "warning")])

    def _tell(self, bar: Bar, what: str) -> None:
        seconds = int(time.monotonic() - self._since)
        bar.show([(f" {what} …", ""), (f" {seconds} s" if seconds else "", "dim"), (" · esc leaves", "dim")])
