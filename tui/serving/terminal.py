"""A reader in a terminal of its own, which a page shows: started, written to, sized, ended.

It is a terminal of the system's (a pty), so the reader is the one that runs in any other, and a page that is gone is to
it a terminal that was closed: it keeps what is being written, and where it was (`tui.ending`).
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import signal
import struct
import termios
from collections.abc import Mapping, Sequence

PATIENCE = 5.0  # seconds that a reader has for its end
AT_ONCE = 1 << 16  # bytes read in one go
MAX_CELLS = 1000  # columns or lines: more is no screen


class Terminal:
    """A program in a terminal. `start` makes it; `end` must be called."""

    def __init__(self, fd: int, process: asyncio.subprocess.Process) -> None:
        self._fd = fd  # for its size; reading and writing have their own
        self.process = process
        self._out = asyncio.StreamReader()
        self._reading: asyncio.ReadTransport | None = None
        self._writing: asyncio.WriteTransport | None = None

    @classmethod
    async def start(cls, command: Sequence[str], columns: int, lines: int, env: Mapping[str, str]) -> Terminal:
        """Start a program; OSError where the system has no more terminals or processes."""
        ours, its = pty.openpty()
        try:
            _size(ours, columns, lines)
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=its,
                stdout=its,
                stderr=its,
                start_new_session=True,
                preexec_fn=_take_terminal,
                env={**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            )
        except BaseException:
            os.close(ours)
            raise
        finally:
            os.close(its)
        terminal = cls(ours, process)
        loop = asyncio.get_running_loop()
        terminal._reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(terminal._out), os.fdopen(os.dup(ours), "rb", buffering=0)
        )
        terminal._writing, _ = await loop.connect_write_pipe(
            asyncio.BaseProtocol, os.fdopen(os.dup(ours), "wb", buffering=0)
        )
        return terminal

    async def read(self) -> bytes:
        """What the program wrote since, at least a byte; nothing once it has ended."""
        try:
            return await self._out.read(AT_ONCE)
        except OSError:  # how Linux tells that nobody has the terminal any more
            return b""

    def write(self, keys: bytes) -> None:
        """Give it what was typed."""
        if self._writing is not None and not self._writing.is_closing():
            self._writing.write(keys)

    def resize(self, columns: int, lines: int) -> None:
        """Tell it of another size."""
        with contextlib.suppress(OSError):
            _size(self._fd, columns, lines)

    async def end(self) -> None:
        """Close the terminal and wait for the program's end; what does not end by then is killed."""
        for transport in (self._reading, self._writing):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
            elif transport is not None:
                transport.close()
        self._reading = self._writing = None
        await asyncio.sleep(0)  # the transports close what they have in the loop's next step
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        try:
            await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            await self.process.wait()


def _take_terminal() -> None:
    """In the new process: the terminal is its own, and its end is told to it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _size(fd: int, columns: int, lines: int) -> None:
    cells = (max(1, min(MAX_CELLS, lines)), max(1, min(MAX_CELLS, columns)))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *cells, 0, 0))
