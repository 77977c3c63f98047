"""How is something fetched from the web, without harm to the reader or to who is asked? The only importer of urllib3.

`targets` takes an address apart, `permitted` says who may be asked, `fetching` asks within limits, `unpacking` opens
what came, `manners` says how often, `robots` whether at all. `Web` puts them together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from index.web import heads
from index.web.answers import FOR_EVER, REDIRECTS, never
from index.web.answers import Fetched as Fetched
from index.web.answers import NotFetched as NotFetched
from index.web.fetching import SECONDS, STOPPED, fetch
from index.web.manners import PAUSE, Manners
from index.web.robots import Robots
from index.web.targets import host_of as host_of
from index.web.targets import place_of as place_of
from index.web.targets import scheme_of

MAX_REDIRECTS = 10


class Web:
    """Who asks: may be used by several threads at once.

    `named` are the places that the user named ("wire.local:8080", or a host for all of its ports): they alone may be in
    a private network. `pause` are the seconds between two requests to one host, `seconds` what one answer may take with
    all its redirects.
    """

    def __init__(self, named: Iterable[str] = (), *, pause: float = PAUSE, seconds: float = SECONDS) -> None:
        places = {place.lower().rstrip(".") for place in named}
        safer = {f"{place.removesuffix(':80')}:443" for place in places if place.endswith(":80")}
        self.named = frozenset(places | safer)
        self.seconds = seconds
        self._manners = Manners(pause)
        self._robots = Robots()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        robots: bool = False,
        source: str | None = None,
        stop: Callable[[], bool] = never,
    ) -> Fetched | NotFetched:
        """What stands at an address, redirects followed; with `robots` only where each site lets programs read it.

        `etag` and `modified` are what the last answer said of itself: where that still holds, `unchanged` comes back.
        `source` is the address of the feed that names this one. In a private network only that feed's host is asked, or
        where there is none, this address's own: a feed of the Internet leads nowhere there, whatever else was named.
        """
        asked = {"If-None-Match": heads.tag(etag), "If-Modified-Since": heads.tag(modified)}
        host = host_of(source or url)
        named = frozenset(place for place in self.named if place == host or place.startswith(f"{host}:"))
        return self._follow(url, {name: value for name, value in asked.items() if value}, named, robots, stop)

    def _follow(
        self, url: str, headers: dict[str, str], named: frozenset[str], robots: bool, stop: Callable[[], bool]
    ) -> Fetched | NotFetched:
        at, forever, spent = url, True, 0.0
        for _ in range(MAX_REDIRECTS + 1):
            refused = self._refusal(at, named, stop) if robots else None
            if refused is not None:
                return refused.at(url, at)
            with self._manners.turn(host_of(at), stop) as mine:
                if not mine:
                    return NotFetched(url, STOPPED, passing=True)
                began = time.monotonic()
                answer = fetch(at, headers, named, stop, self.seconds, spent)
                spent += time.monotonic() - began
            if isinstance(answer, NotFetched):
                return answer.at(url, at)
            if answer.status not in REDIRECTS:
                return answer.at(url, at, moved=at != url and forever)
            if answer.location is None:
                return NotFetched(url, f"answers with status {answer.status}, and not where to go", answer.status)
            safe_no_more = scheme_of(at) == "https" != scheme_of(answer.location)
            forever = forever and answer.status in FOR_EVER and not safe_no_more
            at = answer.location
        return NotFetched(url, f"leads on and on: more than {MAX_REDIRECTS} redirects")

    def _refusal(self, url: str, named: frozenset[str], stop: Callable[[], bool]) -> NotFetched | None:
        """Why a page is not to be read, as its site's robots.txt says, whose pause is kept."""
        refused = self._robots.refusal(url, lambda rules: self._follow(rules, {}, named, False, stop))
        self._manners.at_least(host_of(url), self._robots.delay(url))
        return refused
