"""What does one address answer, within limits? One request: at most 25 MB unpacked, and 30 seconds for all of it.

The request runs in a thread of its own, so that a name server or a server that gives a byte a minute can be left.
"""

from __future__ import annotations

import contextlib
import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import urllib3
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, SSLError

from index.limits import FOREIGN, TOO_LARGE
from index.web import heads, permitted
from index.web.answers import REDIRECTS, Fetched, NotFetched
from index.web.connecting import TooMuchError, pool
from index.web.targets import Target, target
from index.web.unpacking import UNKNOWN, unpacked

AROUND = 1_000_000  # bytes more that are read of a connection: heads, sizes of chunks
SECONDS = 30.0
CHUNK = 1 << 16
LOOK_SECONDS = 0.05  # how often one who waits looks whether to stop
MAX_WORDS = 200  # characters of an error that was told by somebody else
STOPPED = "was not fetched: stopped"
STATUS = {
    304: "says that nothing has changed (status 304), and was not asked that",
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to be read (status 403)",
    404: "is not there (status 404)",
    410: "is gone for good (status 410)",
    429: "asks to be left alone for a while (status 429)",
    451: "may not be shown for reasons of law (status 451)",
    503: "is not to be had at the moment (status 503)",
}
PASSING = (408, 425, 429, *range(500, 600))


logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # its warnings would be written over the reader


@cache
def agent() -> str:
    """How quoth names itself to servers."""
    try:
        number = version("quoth")
    except PackageNotFoundError:
        number = "0"
    return f"quoth/{number} (news reader in a terminal; reads for one person)"


@dataclass(slots=True)
class _Asking:
    """A request under way in its thread: what came of it, and the sockets to shut where nobody waits any more.

    These are copies: a handshake takes a socket's own away from who could shut it.
    """

    target: Target
    headers: dict[str, str]
    named: frozenset[str]
    seconds: float
    done: threading.Event = field(default_factory=threading.Event)
    left: bool = False
    answer: Fetched | NotFetched | None = None
    mistake: Exception | None = None
    sockets: list[socket.socket] = field(default_factory=list)

    def connected(self, one: socket.socket) -> None:
        self.sockets.append(one.dup())
        if self.left:
            self.leave()

    def leave(self) -> None:
        self.left = True
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        for one in self.sockets:
            one.close()
        self.done.set()


def fetch(
    url: str,
    headers: dict[str, str],
    named: frozenset[str],
    stop: Callable[[], bool],
    seconds: float = SECONDS,
    spent: float = 0.0,
) -> Fetched | NotFetched:
    """One request; a redirect comes back with its `location`. Of its `seconds` some may be `spent`. See `Web.get`."""
    there = target(url)
    if isinstance(there, str):
        return NotFetched(url, there)
    left = max(seconds - spent, LOOK_SECONDS)
    until = time.monotonic() + left
    asking = _Asking(there, headers, named, left)

    def run() -> None:
        try:
            asking.answer = _asked(asking)
        except Exception as error:  # noqa: BLE001 - a mistake of ours: raised again where somebody waits
            asking.mistake = error
        finally:
            asking.end()

    threading.Thread(target=run, name="quoth-fetch", daemon=True).start()
    while not asking.done.wait(LOOK_SECONDS):
        if stop():
            asking.leave()
            return NotFetched(url, STOPPED, passing=True)
        if time.monotonic() > until:
            asking.leave()
            return NotFetched(url, f"took longer than {seconds:g} seconds to answer", passing=True)
    if asking.mistake is not None:
        raise asking.mistake
    assert asking.answer is not None
    return asking.answer


def _asked(asking: _Asking) -> Fetched | NotFetched:
    url, host = asking.target.url, asking.target.host
    try:
        found = permitted.addresses(host, asking.target.port, asking.named)
    except permitted.NotPermittedError as error:
        return NotFetched(url, str(error))
    except (socket.gaierror, UnicodeError):
        return NotFetched(url, f"can't be found: no host is called {host}", passing=True)
    try:
        return _from(found, asking)
    except (HTTPError, OSError, ValueError) as error:  # a ValueError: http.client believes sizes below nothing
        return _failed(url, error)


def _from(found: list[str], asking: _Asking) -> Fetched | NotFetched:
    """The answer of the first of a host's addresses that can be reached."""
    mistake: Exception | None = None
    for address in found:
        if asking.left:
            break
        try:
            with pool(address, asking.target, asking.seconds, FOREIGN + AROUND, asking.connected) as connections:
                response = connections.urlopen(
                    "GET",
                    asking.target.path,
                    headers={**_headers(asking.target), **asking.headers},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    assert_same_host=False,
                )
                try:
                    return _answer(response, asking)
                finally:
                    response.close()
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
            mistake = error
    raise mistake or OSError("the name stands for no address")


def _headers(there: Target) -> dict[str, str]:
    return {
        "Host": there.name,
        "User-Agent": agent(),
        "Accept": "text/html, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _answer(response: urllib3.BaseHTTPResponse, asking: _Asking) -> Fetched | NotFetched:
    url, status, said = asking.target.url, response.status, response.headers
    if status in REDIRECTS:
        goes = heads.location(url, said.get("Location"))
        return Fetched(url, url, "", None, b"", status=status, location=goes)
    etag, modified = heads.tag(said.get("ETag")), heads.tag(said.get("Last-Modified"))
    if status == 304 and asking.headers:
        return Fetched(url, url, "", None, b"", etag, modified, True, status=304)
    if status != 200:
        reason = STATUS.get(status, f"answers with status {status}")
        return NotFetched(url, reason, status, heads.after(said.get("Retry-After")), status in PASSING)
    body = _body(response)
    if isinstance(body, str):
        return NotFetched(url, body)
    media, charset = heads.kind(said.get("Content-Type"))
    return Fetched(url, url, media, charset, body, etag, modified)


def _body(response: urllib3.BaseHTTPResponse) -> bytes | str:
    """The body unpacked, or why not. urllib3 would take a packed body that was cut short for a whole one."""
    parts: list[bytes] = []
    size = 0
    while part := response.read(CHUNK, decode_content=False):
        size += len(part)
        if size > FOREIGN:
            return TOO_LARGE
        parts.append(part)
    return unpacked(b"".join(parts), response.headers.get("Content-Encoding") or "")


def _failed(url: str, error: Exception) -> NotFetched:
    """What went wrong with a host that may be asked, as a sentence."""
    cause = _cause(error)
    if isinstance(cause, TooMuchError):
        return NotFetched(url, TOO_LARGE)
    if isinstance(error, SSLError | ssl.SSLError):
        return NotFetched(url, f"has no connection that is safe: {_told(cause)}")
    if isinstance(error, DecodeError):
        return NotFetched(url, UNKNOWN)
    if isinstance(cause, http.client.BadStatusLine) and not isinstance(cause, http.client.RemoteDisconnected):
        return NotFetched(url, "answers in something that is not HTTP", passing=True)
    if isinstance(cause, IncompleteRead | http.client.IncompleteRead):
        return NotFetched(url, "broke off before its end", passing=True)
    return NotFetched(url, f"can't be reached: {_told(cause)}", passing=True)


def _cause(error: BaseException) -> BaseException:
    """What an error comes from."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return error


def _told(cause: BaseException) -> str:
    """An error in words without the library's own names, and without what its server wants a terminal to do."""
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers there"
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, ssl.SSLCertVerificationError):
        words = f"its certificate is not to be trusted ({cause.verify_message})"
    elif isinstance(cause, ssl.SSLError):
        words = (cause.reason or "").replace("_", " ").lower()
    else:
        words = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return heads.printable(words)[:MAX_WORDS]
