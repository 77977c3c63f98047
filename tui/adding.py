"""How are articles added while somebody reads? In a process of its own, which tells a line at a time how far it is.

The reader's keys never wait for it: another interpreter does the work, and what it adds is seen as soon as a batch is
written. It ends after the batch at hand when it is told to stop, and also when the reader has gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from index.adding import Progress
    from index.syncing import SyncSummary

EVERY_SECONDS = 0.2
SEEN_WITHIN = 1.0  # a batch takes up to two to be read: so it is found by its words within five
MOST_LINES = 4  # of what was skipped that a notice shows
POLITE = 10  # of 19: keys and searches go before
CAUGHT_UP = {
    True: "The index is up to date: all articles can be searched.",
    False: "Stopped: some articles can't be searched yet; the next quoth add or start goes on.",
    None: "",  # another process is at it
}
Does = Literal["add", "sync", "catch up"]
LONGEST_LINE = 1 << 20  # bytes; a line tells a path and some numbers


class Told(Struct, frozen=True):
    """What the other process says: how far it is, in one line; at the end what came of it, and whether that is bad."""

    line: str
    ended: bool = False
    bad: bool = False


@dataclass(slots=True)
class Child:
    """The other process."""

    process: asyncio.subprocess.Process
    stopping: bool = False
    ended: bool = False

    @classmethod
    async def start(cls, library: Path, does: Does, *named: str) -> Child:
        """Begin to add a file, a folder or an address, to fetch feeds (all, or those named), or to bring the index up
        to what is there. Raises OSError."""
        command = [sys.executable, "-P", "-c", "from tui.adding import main; main()", str(library), does, *named]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # ctrl+c is for the reader
            limit=LONGEST_LINE,
        )
        return cls(process)

    async def told(self) -> AsyncIterator[Told]:
        """All that it says, to its end."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        mistake = asyncio.ensure_future(self.process.stderr.read())
        last: Told | None = None
        async for line in self.process.stdout:
            last = Told(**json.loads(line))
            self.ended = last.ended
            yield last
        await self.process.wait()
        if last is None or not last.ended:
            lines = (await mistake).decode(errors="replace").strip().splitlines()
            why = lines[-1] if lines else f"it ended with {self.process.returncode}"
            yield Told(f"adding was broken off: {why}", ended=True, bad=True)
        else:
            mistake.cancel()

    def stop(self) -> None:
        """Ask it to end after the batch at hand."""
        self.stopping = True
        if self.process.stdin is not None and not self.process.stdin.is_closing():
            self.process.stdin.close()


def main() -> None:
    """What the other process does."""
    from index.library import Library
    from index.store import LibraryError
    from tui.output import refused, summary_plain
    from tui.progress import line_of

    folder, does, *named = sys.argv[1:]
    if hasattr(os, "nice"):
        os.nice(POLITE)
    asked = threading.Event()
    threading.Thread(target=_wait_for_end, args=(asked,), daemon=True).start()
    shown, step = 0.0, ""

    def progress(now: Progress) -> None:
        nonlocal shown, step
        if now.step != step or time.monotonic() - shown >= EVERY_SECONDS:
            shown, step = time.monotonic(), now.step
            _say(Told(line_of(now)))

    try:
        with Library.open(folder) as library:
            if does == "catch up":
                _say(Told(CAUGHT_UP[library.catch_up(progress, asked.is_set)], ended=True))
                return
            if does == "sync":
                _say(_synced(library.sync(named or None, progress=progress, stop=asked.is_set)))
                return
            summary = library.add(named, progress=progress, stop=asked.is_set, seen_within=SEEN_WITHIN)
    except (LibraryError, OSError) as error:
        _say(Told(refused(error) if isinstance(error, OSError) else str(error), ended=True, bad=True))
        return
    bad = not (summary.added or summary.changed or summary.unchanged)
    _say(_ended(summary_plain(summary), bad))


def _ended(lines: list[str], bad: bool) -> Told:
    """The counts, which are the last line, above what was wrong."""
    wrong = lines[:-1]
    more = [f"… and {len(wrong) - MOST_LINES} more"] if len(wrong) > MOST_LINES else []
    return Told("\n".join([lines[-1], *wrong[:MOST_LINES], *more]), ended=True, bad=bad)


def _synced(done: SyncSummary) -> Told:
    from tui.commands.feeds import sync_plain

    return _ended(sync_plain(done), bool(done.failed) and len(done.failed) == done.asked)


def _wait_for_end(asked: threading.Event) -> None:
    """Until nobody holds the other end of standard input any more."""
    with contextlib.suppress(OSError):
        while os.read(0, 1):  # not sys.stdin, whose lock a thread that waits would hold at the end: Python aborts there
            pass
    asked.set()


def _say(told: Told) -> None:
    with contextlib.suppress(BrokenPipeError):  # the reader has gone: nobody listens
        sys.stdout.write(json.dumps({"line": told.line, "ended": told.ended, "bad": told.bad}) + "\n")
        sys.stdout.flush()
