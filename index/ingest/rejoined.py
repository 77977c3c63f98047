"""How is the start of a stream looked at, where it can't be read again?"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Rejoined(io.RawIOBase):
    """What was read of a stream already, and then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """As much as is there, at most what the buffer takes."""
        into = memoryview(buffer)
        data = self._head[: len(into)] if self._head else self._rest.read(len(into))
        self._head = self._head[len(into) :]
        into[: len(data)] = data
        return len(data)


def begun(stream: BinaryIO, size: int) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream, and the stream with them."""
    head = stream.read(size)
    return head, io.BufferedReader(Rejoined(head, stream))
