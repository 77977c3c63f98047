"""How does a person see that a long step goes on, and stop it? One line on standard error, and ctrl+c."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

from index.adding import Progress
from tui.output import say

EVERY_SECONDS = 0.1
SHOWN_AFTER_SECONDS = 0.3
WIDTH = 78  # columns; fits every terminal without wrapping
CLEAR_LINE = "\r\x1b[2K"


class Reporter:
    """A line that is written over, where standard error is a terminal; nothing for what is soon over."""

    def __init__(self) -> None:
        self.shown = False
        self.terminal = sys.stderr.isatty()
        self.next = time.monotonic() + SHOWN_AFTER_SECONDS

    def __call__(self, progress: Progress) -> None:
        """Show how far it is, ten times a second at most."""
        now = time.monotonic()
        if not self.terminal or now < self.next:
            return
        self.next = now + EVERY_SECONDS
        self.shown = True
        sys.stderr.write(CLEAR_LINE + line_of(progress))
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write(CLEAR_LINE)
            sys.stderr.flush()
            self.shown = False


def line_of(progress: Progress) -> str:
    """`adding · 12 of 340 files · 1,204 articles · articles/…/one.txt`, cut to fit."""
    parts = [progress.step]
    if progress.total > 1:
        parts.append(f"{progress.done:,} of {progress.total:,}")
    if progress.articles:
        parts.append(f"{progress.articles:,} article{'' if progress.articles == 1 else 's'}")
    line = " · ".join(parts)
    room = WIDTH - len(line) - 3
    if progress.path and room > 8:
        path = "".join(c if c.isprintable() else "?" for c in progress.path)
        line += " · " + (path if len(path) <= room else "…" + path[-room + 1 :])
    return line


@contextlib.contextmanager
def stoppable() -> Iterator[list[bool]]:
    """While inside, the first ctrl+c asks to stop (the list becomes non-empty), the second stops at once."""
    asked: list[bool] = []

    def ask(_signum: int, _frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(True)
        say("stopping (ctrl+c again stops at once)")

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
