"""A program in a pseudo-terminal, its keys pressed and its screen waited for: what a person would wait, in seconds."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Sequence

QUIET_SECONDS = 0.08  # a screen that wrote nothing for so long is painted
ONE_WRITE = 0.003  # seconds within which the pieces of one write are read
LONGEST_SECONDS = 30.0


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
        self.written = 0
        pressed = time.perf_counter()
        os.write(self.fd, keys)
        first = last = None
        wait = 1.0
        while select.select([self.fd], [], [], wait)[0]:
            self.written += len(os.read(self.fd, 1 << 16))
            last = time.perf_counter()
            first = first or last
            wait = QUIET_SECONDS
        return None if first is None or last is None else (first - pressed, last - pressed)

    def press_for(self, keys: bytes, markers: Sequence[bytes], seconds: float) -> tuple[float, float] | None:
        """Seconds from the key to the first byte of the answer, and to the one that ends one of the markers.

        None where none of them was written within so many seconds. Reads on until the screen is quiet.
        """
        pressed = time.perf_counter()
        os.write(self.fd, keys)
        first = marked = None
        seen = b""
        wait = seconds
        while select.select([self.fd], [], [], wait)[0]:
            seen += os.read(self.fd, 1 << 16)
            now = time.perf_counter()
            first = first or now
            if marked is None and any(marker in seen for marker in markers):
                marked = now
            wait = QUIET_SECONDS if marked else max(0.0, pressed + seconds - now)
        return None if first is None or marked is None else (first - pressed, marked - pressed)

    def press_twice_answered(self, keys: bytes, seconds: float) -> tuple[float, float] | None:
        """Seconds from the key to its echo, and to the end of the answer that follows it: another write, up to a pause.

        None where nothing followed within so many seconds.
        """
        pressed = time.perf_counter()
        os.write(self.fd, keys)
        echoed = answered = None
        wait = seconds
        while select.select([self.fd], [], [], wait)[0]:
            os.read(self.fd, 1 << 16)
            now = time.perf_counter()
            if echoed is None:
                echoed = now
            elif now - echoed > ONE_WRITE:
                answered = now
            wait = QUIET_SECONDS if answered else max(0.0, pressed + seconds - now)
        return None if echoed is None or answered is None else (echoed - pressed, answered - pressed)

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
