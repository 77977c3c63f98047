"""Does a site let programs read this page? Its robots.txt says so (RFC 9309), read by protego."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from index.web.answers import Fetched, NotFetched

if TYPE_CHECKING:
    from protego import Protego

NAME = "quoth"
KEPT_SECONDS = 3600.0  # RFC 9309 allows a day; who changed it wants to be heard sooner
MAX_BYTES = 512_000  # RFC 9309: at least 500 kB must be read, and more need not be
Get = Callable[[str, dict[str, str], Callable[[], bool]], Fetched | NotFetched]


class _Rules(Struct):
    """What a site says, until when that is believed; or why it is not known."""

    until: float
    rules: Protego | None = None
    unknown: NotFetched | None = None


class Robots:
    """The rules of the sites asked so far. `get` fetches an address."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self._sites: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def refusal(self, url: str, stop: Callable[[], bool]) -> NotFetched | None:
        """Why a page is not to be read; None where it may be."""
        found = self._rules(url, stop)
        if found is None:
            return NotFetched(url, "is no address")
        if found.unknown is not None:
            told = f"was left alone: whether its site lets programs read it can't be known ({found.unknown.reason})"
            return NotFetched(url, told, found.unknown.status, found.unknown.after, passing=True)
        if found.rules is not None and not found.rules.can_fetch(url, NAME):
            return NotFetched(url, "is not for programs, as its site's robots.txt says; add its address by hand")
        return None

    def delay(self, url: str) -> float | None:
        """The seconds between two requests that a site asks for."""
        site = _site(url)
        found = self._sites.get(site) if site else None
        delay = found.rules.crawl_delay(NAME) if found and found.rules else None
        return float(delay) if delay is not None else None

    def _rules(self, url: str, stop: Callable[[], bool]) -> _Rules | None:
        site = _site(url)
        if site is None:
            return None
        with self._lock:
            found = self._sites.get(site)
        if found is None or found.until < time.monotonic():
            found = self._fetched(site, stop)
            with self._lock:
                self._sites[site] = found
        return found

    def _fetched(self, site: str, stop: Callable[[], bool]) -> _Rules:
        from protego import Protego

        until = time.monotonic() + KEPT_SECONDS
        answer = self._get(f"{site}/robots.txt", {}, stop)
        if isinstance(answer, Fetched):
            return _Rules(until, Protego.parse(answer.body[:MAX_BYTES].decode("utf-8", "replace")))
        if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
            return _Rules(until)  # there are no rules: all may be read
        return _Rules(0.0 if answer.status is None else until, unknown=answer)


def _site(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else None
