"""What comes of asking an address?"""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
SHOWN = 200  # characters of an address in a sentence
FOR_EVER = (301, 308)  # of these


def never() -> bool:
    """Nobody stops it."""
    return False


def host_of(url: str) -> str:
    """The host of an address, as hosts are compared; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def place_of(url: str) -> str:
    """The host of an address with its port ("wire.example:443"), as places are compared; "" where it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return ""
    host = host_of(url)
    return f"{host}:{port}" if host and port else ""


class Fetched(Struct, frozen=True):
    """An answer: `url` as it was asked for, `final` where redirects led, `moved` whether these are said to be for ever.

    `media` is its type in small letters, `charset` as the server says. `etag` and `modified` are for the next request;
    `unchanged` says that since then nothing changed, and there is no body.
    """

    url: str
    final: str
    media: str
    charset: str | None
    body: bytes
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    moved: bool = False
    status: int = 200
    location: str | None = None  # where to go instead; only between two requests

    def at(self, url: str, final: str, *, moved: bool) -> Fetched:
        """The answer as that to a chain of redirects."""
        return replace(self, url=url, final=final, moved=moved)


class NotFetched(Struct, frozen=True):
    """Why there is no answer: `reason` goes on from the address as a sentence.

    `passing` says that it may be tried again, `after` in how many seconds where the server said so.
    """

    url: str
    reason: str
    status: int | None = None
    after: float | None = None
    passing: bool = False

    def at(self, url: str, final: str, *, moved: bool) -> NotFetched:
        """The same of a chain of redirects, told from its beginning."""
        shown = final if len(final) <= SHOWN else f"{final[:SHOWN]}…"
        where = f" (it led to {shown})" if moved or url != final else ""
        return replace(self, url=url, reason=f"{self.reason}{where}")
