"""How is the very address asked that was judged, and how much is read of what it sends? No proxy, no cookies."""

from __future__ import annotations

import http.client
import io
import socket
from collections.abc import Callable
from typing import Any

import urllib3
from urllib3.util import Timeout

from index.web.targets import Target

CONNECT_SECONDS = 10.0
LATER = 5.0  # seconds; who waits for all of an answer leaves before a part of it is given up


class TooMuchError(OSError):
    """A server sends more than is read of any."""


class _Metered(io.RawIOBase):
    """What a socket gives, up to a number of bytes: heads, sizes of chunks and trailers are counted like all else."""

    def __init__(self, raw: io.RawIOBase, most: int) -> None:
        self._raw = raw
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        got = self._raw.readinto(buffer)
        self._left -= got or 0
        if self._left < 0:
            raise TooMuchError
        return got

    def close(self) -> None:
        self._raw.close()
        super().close()


def pool(
    address: str, target: Target, seconds: float, most: int, connected: Callable[[socket.socket], None]
) -> urllib3.HTTPConnectionPool:
    """Connections to the address that was judged, in the name of the host: `most` bytes are read of each, and
    `connected` is given its socket."""
    timeout = Timeout(connect=min(CONNECT_SECONDS, seconds), read=seconds + LATER)
    found: urllib3.HTTPConnectionPool
    if target.scheme == "https":
        found = urllib3.HTTPSConnectionPool(address, target.port, timeout=timeout, server_hostname=target.host)
    else:
        found = urllib3.HTTPConnectionPool(address, target.port, timeout=timeout)
    plain: Any = found.ConnectionCls

    class Response(http.client.HTTPResponse):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            stream: Any = self.fp
            self.fp = io.BufferedReader(_Metered(stream.detach(), most))

    class Telling(plain):  # type: ignore[misc]
        response_class = Response

        def _new_conn(self) -> socket.socket:  # before a handshake, in which a server may stall
            made: socket.socket = super()._new_conn()
            connected(made)
            return made

    found.ConnectionCls = Telling
    return found
