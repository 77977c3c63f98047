"""A program in a pseudo-terminal, its keys pressed and its screen waited for: what a person would wait, in seconds."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Sequence

QUIET_SECONDS = 0.08  # a screen that wrote nothing for so long is painted
ONE_WRITE = 0.003  # seconds within which the pieces of one write are read
LONGEST_SECONDS = 30.0
Pieces = list[tuple[float, bytes]]  # what a program wrote, each with its seconds since a key was pressed


class Terminal:
    """A child process on a terminal of its own, 120 x 36."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int = 120, rows: int = 36) -> None:
        self.written = 0
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.execvpe(command[0], list(command), os.environ | environment | {"TERM": "xterm-256color"})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, marker: bytes) -> float:
        """Seconds from the start of the process until it has written `marker`. Raises TimeoutError."""
        seen = b""
        while marker not in seen:
            seen += self._read(LONGEST_SECONDS)
        return time.perf_counter() - self.started

    def settle(self) -> None:
        """Read until nothing more comes."""
        while select.select([self.fd], [], [], 0.5)[0]:
            os.read(self.fd, 1 << 16)

    def press(self, keys: bytes) -> tuple[float, float] | None:
        """Seconds from the key to the first and to the last byte of the screen's answer; None where it had none.

        `written` is then how many bytes it had.
        """
        pieces = self._answer(keys, 1.0, bool)
        self.written = sum(len(piece) for _, piece in pieces)
        return (pieces[0][0], pieces[-1][0]) if pieces else None

    def press_for(self, keys: bytes, markers: Sequence[bytes], seconds: float) -> tuple[float, float] | None:
        """Seconds from the key to the first byte of the answer, and to the one that ends one of the markers.

        None where none of them was written within so many seconds. Reads on until the screen is quiet.
        """

        def marked(pieces: Pieces) -> float | None:
            seen = b""
            for since, piece in pieces:
                seen += piece
                if any(marker in seen for marker in markers):
                    return since
            return None

        pieces = self._answer(keys, seconds, lambda pieces: marked(pieces) is not None)
        end = marked(pieces)
        return None if end is None else (pieces[0][0], end)

    def press_twice_answered(self, keys: bytes, seconds: float) -> tuple[float, float] | None:
        """Seconds from the key to its echo, and to the end of the answer that follows it: another write, up to a pause.

        None where nothing followed within so many seconds.
        """

        def later(pieces: Pieces) -> list[float]:
            return [since for since, _ in pieces if since - pieces[0][0] > ONE_WRITE]

        pieces = self._answer(keys, seconds, lambda pieces: bool(later(pieces)))
        after = later(pieces)
        return (pieces[0][0], after[-1]) if after else None

    def _answer(self, keys: bytes, seconds: float, enough: Callable[[Pieces], bool]) -> Pieces:
        """Press keys; what is written within so many seconds, or until it is quiet after there was enough."""
        while select.select([self.fd], [], [], 0)[0]:  # what came meanwhile answers no key
            os.read(self.fd, 1 << 16)
        pressed = time.perf_counter()
        os.write(self.fd, keys)
        pieces: Pieces = []
        wait = seconds
        while select.select([self.fd], [], [], wait)[0]:
            piece = os.read(self.fd, 1 << 16)
            since = time.perf_counter() - pressed
            pieces.append((since, piece))
            wait = QUIET_SECONDS if enough(pieces) else max(0.0, seconds - since)
        return pieces

    def _read(self, seconds: float) -> bytes:
        if not select.select([self.fd], [], [], seconds)[0]:
            raise TimeoutError("the program writes nothing")
        return os.read(self.fd, 1 << 16)

    def close(self, keys: bytes) -> tuple[float, int]:
        """Press the keys that leave it. Returns its CPU seconds and its peak memory in bytes."""
        os.write(self.fd, keys)
        end = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < end:
            try:
                if select.select([self.fd], [], [], 0.2)[0]:
                    os.read(self.fd, 1 << 16)
            except OSError:  # the other side is gone
                break
        _, _, usage = os.wait4(self.pid, 0)
        os.close(self.fd)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
