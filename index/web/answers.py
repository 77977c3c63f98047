"""What comes of asking an address?"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

REDIRECTS = (301, 302, 303, 307, 308)
FOR_EVER = (301, 308)  # of these
MAX_TOLD = 200  # characters of an address that are told in a sentence


def never() -> bool:
    """Nobody stops it."""
    return False


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

    def at(self, url: str, final: str) -> NotFetched:
        """The same of a chain of redirects, told from its beginning."""
        where = f" (it led to {final[:MAX_TOLD]}{'…' * (len(final) > MAX_TOLD)})" if url != final else ""
        return replace(self, url=url, reason=f"{self.reason}{where}")
