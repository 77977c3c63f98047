"""Does a site let programs read this page? Its robots.txt says so (RFC 9309), read by protego."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from index.web.answers import Fetched, NotFetched
from index.web.targets import Target, target

if TYPE_CHECKING:
    from protego import Protego

NAME = "quoth"
KEPT_SECONDS = 3600.0  # RFC 9309 allows a day; who changed it wants to be heard sooner
MAX_BYTES = 512_000  # RFC 9309: at least 500 kB must be read, and more need not be
AGENT = re.compile(r"\s*user[-\s]*agent\b[\s:]*([^#]*)", re.IGNORECASE)
Get = Callable[[str], Fetched | NotFetched]


class _Rules(Struct):
    """What a site says, until when that is believed; or why it is not known."""

    until: float
    rules: Protego | None = None
    unknown: NotFetched | None = None


class Robots:
    """The rules of the sites asked so far."""

    def __init__(self) -> None:
        self._sites: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def refusal(self, url: str, get: Get) -> NotFetched | None:
        """Why a page is not to be read; None where it may be. `get` fetches an address."""
        there = target(url)
        if isinstance(there, str):
            return NotFetched(url, there)
        found = self._rules(there.site, get)
        if found.unknown is not None:
            why = found.unknown
            told = f"was left alone: whether its site lets programs read it can't be known ({why.reason})"
            return NotFetched(url, told, why.status, why.after, why.passing)
        if found.rules is not None and not found.rules.can_fetch(url, NAME):
            return NotFetched(url, "is not for programs, as its site's robots.txt says; add its address by hand")
        return None

    def delay(self, url: str) -> float | None:
        """The seconds between two requests that a site asks for."""
        there = target(url)
        found = self._sites.get(there.site) if isinstance(there, Target) else None
        delay = found.rules.crawl_delay(NAME) if found and found.rules else None
        return float(delay) if delay is not None else None

    def _rules(self, site: str, get: Get) -> _Rules:
        with self._lock:
            found = self._sites.get(site)
        if found is None or found.until < time.monotonic():
            found = _fetched(site, get)
            with self._lock:
                self._sites[site] = found
        return found


def _fetched(site: str, get: Get) -> _Rules:
    from protego import Protego

    answer = get(f"{site}/robots.txt")
    until = time.monotonic() + KEPT_SECONDS
    if isinstance(answer, Fetched):
        lines = answer.body[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines()
        whole = lines if len(answer.body) <= MAX_BYTES else lines[:-1]  # half a rule may forbid all
        return _Rules(until, Protego.parse("\n".join(map(_for_us, whole))))
    if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
        return _Rules(until)  # there are no rules: all may be read
    return _Rules(0.0 if answer.status is None else until, unknown=answer)


def _for_us(line: str) -> str:
    """A line in which all programs that are not meant to be this one have one name.

    Of each name a parser keeps all rules that follow: of 15,000 names and as many rules, more than a machine holds.
    """
    found = AGENT.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    ours = name.partition("/")[0].strip(" *") == NAME
    return f"User-agent: {NAME if ours else '*' if name == '*' else 'other'}"
