"""Where is kept what happened, for those who mend the program?

One line an event in the user's state folder, for its owner alone, no word of an article or a query. Python's own
logging is not used: its import would cost the first frame 10 ms, and of several processes that rotate one file at once
each takes the others' last lines away. A log that can't be written stops nothing and says nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from index import journal
from index.journal import Fact, Level
from tui import places

LEVELS: Final[tuple[Level, ...]] = ("debug", "info", "warning", "error")
ASKED: Final = "QUOTH_LOG"  # one of the levels, or "off"
FILE: Final = "quoth.log"
LARGEST: Final = 1 << 20  # bytes; some 10,000 events
FORMER: Final = 3  # files that are kept of what was before
MOST_READ: Final = 64 << 10  # bytes at the end, where the last warnings are looked for


def begin() -> None:
    """Keep what happens from now on in this process."""
    level = os.environ.get(ASKED, "info").lower()
    if level == "off":
        journal.keep(None)
        return
    least = LEVELS.index(level) if level in LEVELS else LEVELS.index("info")

    def keeper(level: Level, event: str, facts: Mapping[str, Fact]) -> None:
        if LEVELS.index(level) >= least:
            _write(line_of(level, event, facts))

    journal.keep(keeper)


def file() -> Path:
    """The log."""
    return places.state_folder() / FILE


def line_of(level: Level, event: str, facts: Mapping[str, Fact]) -> str:
    """`2026-11-02T09:00:00Z 4711 INFO added articles=12 skipped=1`: on one line, whatever the values."""
    told = " ".join(f"{name}={_value(value)}" for name, value in facts.items())
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return f"{when} {os.getpid()} {level.upper()} {event} {told}".rstrip()


def _value(value: Fact) -> str:
    if not isinstance(value, str):
        return str(value)
    text = shortened(value)
    return text if text.isascii() and text.isprintable() and text and not set(' "=') & set(text) else json.dumps(text)


def shortened(text: str) -> str:
    """With `~` for the user's home folder, whose name is mostly the user's."""
    with contextlib.suppress(RuntimeError):  # there is no home
        home = str(Path.home())
        return text.replace(home, "~") if len(home) > 1 else text
    return text


def error(failure: BaseException) -> None:
    """Keep where an error of the program arose: the frames, neither what it says nor what variables held."""
    frames = traceback.extract_tb(failure.__traceback__)
    at = " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(frames))
    journal.note("failed", "error", kind=f"{type(failure).__module__}.{type(failure).__qualname__}", at=at)


def _write(line: str) -> None:
    """One write of the whole line at the file's end, which the system does not mix with another process's."""
    try:
        path = file()
        _rotate(path)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            handle = os.open(path, flags, 0o600)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, flags, 0o600)
        try:
            os.write(handle, f"{line}\n".encode("utf-8", "backslashreplace"))
        finally:
            os.close(handle)
    except OSError:
        return


def _rotate(path: Path) -> None:
    """Begin a new file where this one is full; of several processes one does it."""
    if not _is_full(path):
        return
    with _alone(path) as mine:
        if mine and _is_full(path):
            for number in range(FORMER, 0, -1):
                former = path if number == 1 else path.with_name(f"{FILE}.{number - 1}")
                with contextlib.suppress(FileNotFoundError):
                    former.replace(path.with_name(f"{FILE}.{number}"))


def _is_full(path: Path) -> bool:
    try:
        return path.stat().st_size >= LARGEST
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """True inside for one process at a time; who does not get it goes on writing to the file as it is."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)


def last(least: Level, count: int) -> list[str]:
    """The last lines of at least a level, the newest last; none where the log can't be read."""
    wanted = LEVELS[LEVELS.index(least) :]
    try:
        with file().open("rb") as opened:
            opened.seek(max(0, opened.seek(0, os.SEEK_END) - MOST_READ))
            lines = opened.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [line for line in lines if line.split(" ")[2:3] and line.split(" ")[2].lower() in wanted][-count:]
