"""How is something fetched from the web, without harm to the reader or to who is asked? The only importer of urllib3.

`permitted` says who may be asked, `fetching` asks one address within limits, `unpacking` opens what it answers,
`manners` says how often it may be asked, `robots` whether at all. `Web` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.web.answers import FOR_EVER, REDIRECTS, never
from index.web.answers import Fetched as Fetched
from index.web.answers import NotFetched as NotFetched
from index.web.answers import host_of as host_of
from index.web.answers import place_of as place_of
from index.web.fetching import SECONDS, fetch, mark
from index.web.manners import PAUSE, Manners
from index.web.robots import Robots

MAX_REDIRECTS = 10


class Web:
    """Who asks: may be used by several threads at once.

    `named` are the places that the user named ("wire.local:8080", or a host for all of its ports): they alone may be in
    a private network. `pause` are the seconds between two requests to one host, `seconds` what one answer may take.
    """

    def __init__(self, named: Iterable[str] = (), *, pause: float = PAUSE, seconds: float = SECONDS) -> None:
        places = {place.lower().rstrip(".") for place in named}
        safer = {f"{place.removesuffix(':80')}:443" for place in places if place.endswith(":80")}
        self.named = frozenset(places | safer)
        self.seconds = seconds
        self._manners = Manners(pause)
        self._robots = Robots(self._follow)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        robots: bool = False,
        stop: Callable[[], bool] = never,
    ) -> Fetched | NotFetched:
        """What stands at an address, redirects followed; with `robots` only where its site lets programs read it.

        `etag` and `modified` are what the last answer said of itself: where that still holds, `unchanged` comes back.
        """
        if robots:
            refused = self._robots.refusal(url, stop)
            if refused is not None:
                return refused
            self._manners.at_least(host_of(url), self._robots.delay(url))
        asked = {"If-None-Match": mark(etag), "If-Modified-Since": mark(modified)}
        return self._follow(url, {name: value for name, value in asked.items() if value}, stop)

    def _follow(self, url: str, headers: dict[str, str], stop: Callable[[], bool]) -> Fetched | NotFetched:
        at, forever = url, True
        for _ in range(MAX_REDIRECTS + 1):
            with self._manners.turn(host_of(at), stop) as mine:
                if not mine:
                    return NotFetched(url, "was not fetched: stopped", passing=True)
                answer = fetch(at, headers, self.named, self.seconds, stop)
            if isinstance(answer, Fetched) and answer.unchanged and not headers:
                return NotFetched(url, "answers that it has not changed, which nobody asked")
            if isinstance(answer, NotFetched) or answer.status not in REDIRECTS:
                return answer.at(url, at, moved=at != url and forever)
            if answer.location is None:
                return NotFetched(url, f"answers with status {answer.status}, and not where to go", answer.status)
            forever = forever and answer.status in FOR_EVER
            at = answer.location
        return NotFetched(url, f"leads on and on: more than {MAX_REDIRECTS} redirects")
