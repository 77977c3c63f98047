"""What does one address answer, within limits? One request: at most 25 MB unpacked, and 30 seconds for all of it.

The request runs in a thread of its own, so that a name server or a server that gives a byte a minute can be left.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import logging
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from msgspec import Struct
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, LocationParseError, SSLError
from urllib3.util import Timeout, parse_url

from index.limits import FOREIGN, TOO_LARGE
from index.web import permitted
from index.web.answers import PORTS, REDIRECTS, Fetched, NotFetched
from index.web.unpacking import UNKNOWN, unpacked

MAX_ADDRESS = 8_000  # characters; servers take no longer ones, and articles have at most some hundred
MAX_MARK = 1_000  # characters of what an answer calls itself: they are kept, and sent again
SECONDS = 30.0
CONNECT_SECONDS = 10.0
CHUNK = 1 << 16
LOOK_SECONDS = 0.05  # how often one who waits looks whether to stop
DAY = 86_400.0  # the longest that a server can ask to be left alone by one answer
MEDIA = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
STATUS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to be read (status 403)",
    404: "is not there (status 404)",
    410: "is gone for good (status 410)",
    429: "asks to be left alone for a while (status 429)",
    451: "may not be shown for reasons of law (status 451)",
    503: "is not to be had at the moment (status 503)",
}
PASSING = (408, 425, 429, 500, 502, 503, 504)


logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # its warnings would be written over the reader


@cache
def agent() -> str:
    """How quoth names itself to servers."""
    try:
        number = version("quoth")
    except PackageNotFoundError:
        number = "0"
    return f"quoth/{number} (news reader in a terminal; reads for one person)"


class _Target(Struct, frozen=True):
    """What is asked for: an address taken apart."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host as its server is to be told, with a port that is not the usual one."""
        host = self.host
        named = f"[{host}]" if ":" in host else host if host.isascii() else host.encode("idna").decode()
        return named if self.port == PORTS[self.scheme] else f"{named}:{self.port}"


@dataclass(slots=True)
class _Asking:
    """A request under way in its thread: what came of it, and the sockets to shut where nobody waits any more.

    These are copies: a handshake takes a socket's own away from who could shut it.
    """

    done: threading.Event = field(default_factory=threading.Event)
    left: bool = False
    answer: Fetched | NotFetched | None = None
    mistake: Exception | None = None
    sockets: list[socket.socket] = field(default_factory=list)

    def known(self, one: socket.socket) -> socket.socket:
        """A socket that is shut with the others."""
        self.sockets.append(one.dup())
        if self.left:
            self.leave()
        return one

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
    url: str, headers: dict[str, str], named: frozenset[str], seconds: float, stop: Callable[[], bool]
) -> Fetched | NotFetched:
    """One request; a redirect comes back with its `location`. See `Web.get`."""
    asking = _Asking()
    until = time.monotonic() + seconds

    def run() -> None:
        try:
            asking.answer = _asked(url, headers, named, seconds, asking)
        except Exception as error:  # noqa: BLE001 - a mistake of ours: raised again where somebody waits
            asking.mistake = error
        finally:
            asking.end()

    threading.Thread(target=run, name="quoth-fetch", daemon=True).start()
    while not asking.done.wait(LOOK_SECONDS):
        if stop():
            asking.leave()
            return NotFetched(url, "was not fetched: stopped", passing=True)
        if time.monotonic() > until:
            asking.leave()
            return NotFetched(url, f"took longer than {seconds:g} seconds to answer", passing=True)
    if asking.mistake is not None:
        raise asking.mistake
    assert asking.answer is not None
    return asking.answer


def _asked(
    url: str, headers: dict[str, str], named: frozenset[str], seconds: float, asking: _Asking
) -> Fetched | NotFetched:
    if len(url) > MAX_ADDRESS:
        return NotFetched(url, f"is no address: it has more than {MAX_ADDRESS:,} characters")
    try:
        parts = parse_url(url)
        scheme, host = (parts.scheme or "").lower(), (parts.host or "").strip("[]")
    except LocationParseError:
        return NotFetched(url, "is no address")
    if scheme not in permitted.SCHEMES:
        return NotFetched(url, "is no address of the web; quoth reads http and https only")
    if parts.port == 0:
        return NotFetched(url, "is no address: there is no port 0")
    if not host or parts.auth:
        return NotFetched(url, "names a user or a password, which quoth does not send" if parts.auth else "has no host")
    target = _Target(url, scheme, host, parts.port or PORTS[scheme], parts.request_uri or "/")
    try:
        found = permitted.addresses(host, target.port, named)
        return _from(found, target, headers, seconds, asking)
    except permitted.NotPermittedError as error:
        return NotFetched(url, str(error))
    except (socket.gaierror, UnicodeError):
        return NotFetched(url, f"can't be found: no host is called {host}", passing=True)
    except (SSLError, ssl.SSLError) as error:
        return NotFetched(url, f"has no connection that is safe: {_told(error)}")
    except DecodeError:  # too many layers
        return NotFetched(url, UNKNOWN)
    except (HTTPError, OSError) as error:
        cause = _cause(error)
        if isinstance(cause, http.client.BadStatusLine) and not isinstance(cause, http.client.RemoteDisconnected):
            return NotFetched(url, "answers in something that is not HTTP", passing=True)
        broken = isinstance(cause, IncompleteRead | http.client.IncompleteRead)
        return NotFetched(
            url, "broke off before its end" if broken else f"can't be reached: {_told(error)}", passing=True
        )


def _from(
    found: list[str], target: _Target, headers: dict[str, str], seconds: float, asking: _Asking
) -> Fetched | NotFetched:
    """The answer of the first of a host's addresses that can be reached."""
    mistake: Exception | None = None
    for address in found:
        try:
            with _pool(address, target, seconds, asking) as pool:
                response = pool.urlopen(
                    "GET",
                    target.path,
                    headers={**_headers(target), **headers},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    assert_same_host=False,
                )
                try:
                    return _answer(target.url, response, asking)
                finally:
                    response.close()
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
            mistake = error
    raise mistake or OSError("the name stands for no address")


def _pool(address: str, target: _Target, seconds: float, asking: _Asking) -> urllib3.HTTPConnectionPool:
    """Connections to the address that was judged, in the name of the host; each tells its socket."""
    timeout = Timeout(connect=CONNECT_SECONDS, read=seconds)
    pool: urllib3.HTTPConnectionPool
    if target.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address,
            target.port,
            timeout=timeout,
            maxsize=1,
            server_hostname=target.host,
            assert_hostname=target.host,
        )
    else:
        pool = urllib3.HTTPConnectionPool(address, target.port, timeout=timeout, maxsize=1)
    plain: Any = pool.ConnectionCls

    class Telling(plain):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            return asking.known(super()._new_conn())

    pool.ConnectionCls = Telling
    return pool


def _headers(target: _Target) -> dict[str, str]:
    return {
        "Host": target.name,
        "User-Agent": agent(),
        "Accept": "text/html, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _answer(url: str, response: urllib3.BaseHTTPResponse, asking: _Asking) -> Fetched | NotFetched:
    status, headers = response.status, response.headers
    if status in REDIRECTS:
        location = headers.get("Location")
        goes = _joined(url, location) if location else None
        return Fetched(url, url, "", None, b"", status=status, location=goes)
    if status == 304:
        return Fetched(url, url, "", None, b"", *_marks(headers), True, status=304)
    if status != 200:
        reason = STATUS.get(status, f"answers with status {status}")
        return NotFetched(url, reason, status, _after(headers.get("Retry-After")), status in PASSING)
    body = _body(response, asking)
    if isinstance(body, str):
        return NotFetched(url, body)
    media, charset = _kind(headers.get("Content-Type"))
    return Fetched(url, url, media, charset, body, *_marks(headers))


def _body(response: urllib3.BaseHTTPResponse, asking: _Asking) -> bytes | str:
    """The body unpacked, or why not. urllib3 would take a packed body that was cut short for a whole one."""
    parts: list[bytes] = []
    size = 0
    for part in response.stream(CHUNK, decode_content=False):
        size += len(part)
        if size > FOREIGN:
            return TOO_LARGE
        if asking.left:
            raise OSError("nobody waits for it any more")
        parts.append(part)
    return unpacked(b"".join(parts), response.headers.get("Content-Encoding") or "")


def _marks(headers: urllib3.HTTPHeaderDict) -> tuple[str | None, str | None]:
    """By what an answer is asked for again: ETag and Last-Modified."""
    return mark(headers.get("ETag")), mark(headers.get("Last-Modified"))


def mark(value: str | None) -> str | None:
    """What a server calls an answer, where that can be said to it again."""
    return value if value and len(value) <= MAX_MARK and value.isascii() and value.isprintable() else None


def _joined(url: str, location: str) -> str | None:
    """Where a redirect leads, in characters that an address may have."""
    try:
        text = location.encode("latin-1").decode("utf-8", "replace")
        there = urljoin(url, "".join(c for c in text if c.isprintable()).strip())
        return there if urlsplit(there).hostname else None
    except (UnicodeEncodeError, ValueError):
        return None


def _kind(value: str | None) -> tuple[str, str | None]:
    """Media type and character set of a Content-Type."""
    message = Message()
    message["Content-Type"] = value or ""
    media, charset = message.get_content_type() if value else "", message.get_param("charset")
    return media if MEDIA.fullmatch(media) else "", charset if isinstance(charset, str) else None


def _after(value: str | None) -> float | None:
    """The seconds of a Retry-After, given so or as a date."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            then = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return None
        then = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
        seconds = (then - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 0.0), DAY) if seconds == seconds else None  # a NaN is none


def _cause(error: BaseException) -> BaseException:
    """What an error comes from."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return error


def _told(error: BaseException) -> str:
    """An error in words without the library's own names."""
    cause = _cause(error)
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers there"
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return "".join(c for c in words if c.isprintable())[:200]
