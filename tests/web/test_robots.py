"""What a site's robots.txt says of its pages is heard, whatever else it tries."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from servers import HOST, Answer, serving

from index.web import Fetched, NotFetched, Web
from index.web.manners import LONGEST, Manners

STOP = b"User-agent: *\nDisallow: /private\n"
MANY = 15_000
FLOODS = {
    "names and rules": b"".join(b"User-agent: a%d\n" % n for n in range(MANY)) + b"Disallow: /\n" * MANY,
    "names": b"User-agent: *\n" + b"".join(b"User-agent: a%d\n" % n for n in range(MANY)) + b"Disallow: /private\n",
    "wildcards": b"User-agent: *\nDisallow: /private\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*a*b\n" * MANY,
    "one long rule": b"User-agent: *\nDisallow: " + b"%41" * 100_000,
    "half a rule": STOP + b"Disallow: /" + b"%41" * 200_000,
    "comments": STOP + b"# a\n" * 1_000_000,
    "bytes": STOP + bytes(range(256)) * 1_000,
    "numbers": STOP + b"Crawl-delay: " + b"9" * 5_000 + b"\nRequest-rate: " + b"9" * 5_000 + b"/1\n",
    "a page": b"<html>\n" + b"<p>Disallow: /</p>\n" * 1_000,
    "nothing": b"",
}


def web(*named: str, seconds: float = 20.0) -> Web:
    return Web(named or (HOST,), pause=0.0, seconds=seconds)


def refused(answer: Fetched | NotFetched) -> NotFetched:
    assert isinstance(answer, NotFetched), answer
    assert answer.reason.isprintable()
    return answer


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_rules_costs_no_more_than_others(flood: str) -> None:
    says = {
        "/robots.txt": Answer(FLOODS[flood], "text/plain"),
        "/" + "a" * 3_000: Answer(b"here"),
        "/private": Answer(),
    }
    with serving(says) as server:
        asking = web()
        got = asking.get(server.url("/" + "a" * 3_000), robots=True)
        assert isinstance(got, Fetched), got
        if b"Disallow: /private\n" in FLOODS[flood]:
            assert "robots.txt" in refused(asking.get(server.url("/private"), robots=True)).reason


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: quoth\nDisallow: /", False),
        ("User-agent: Quoth/1.0\nDisallow: /", False),
        ("user-agent : QUOTH  # that one\ndisallow: /", False),
        ("User agent *\nDisallow: /page", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: quoth\nAllow: /", True),
        ("User-agent: quoth\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: other\nUser-agent: quoth\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: q\nDisallow: /", True),
        ("User-agent: quothish\nDisallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("Disallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("User-agent: *\nDisallow: /*.html$\nAllow: /page.html", True),
        ("User-agent: *\nDisallow: /\nAllow: /page.html$", True),
    ],
)
def test_rules_for_all_and_for_quoth(rules: str, allowed: bool) -> None:
    with serving({"/robots.txt": Answer(rules.encode(), "text/plain"), "/page.html": Answer(b"here")}) as server:
        got = web().get(server.url("/page.html"), robots=True)
        assert isinstance(got, Fetched) is allowed, got
        assert ("/page.html" in server.paths()) is allowed


@pytest.mark.parametrize(
    ("answer", "reason", "passing", "after"),
    [
        (Answer(status=401), "", False, None),
        (Answer(status=403), "", False, None),
        (Answer(status=404), "", False, None),
        (Answer(status=410), "", False, None),
        (Answer(status=429, headers={"Retry-After": "60"}), "left alone for a while", True, 60),
        (Answer(status=503, headers={"Retry-After": "60"}), "is not to be had at the moment", True, 60),
        (Answer(status=500), "status 500", True, None),
        (Answer(status=304), "nothing has changed", False, None),
        (Answer(bytes(26_000_000)), "larger than 25 MB", False, None),
        (Answer(raw=iter([b"\x1b[31m\r\n\r\n"])), "not HTTP", True, None),
        (Answer(status=302, headers={"Location": "http://127.0.0.2:8009/"}), "private network", False, None),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "http and https only", False, None),
        (Answer(status=302, headers={"Location": "/robots.txt"}), "more than 10 redirects", False, None),
    ],
)
def test_where_there_are_no_rules_all_may_be_read_and_where_they_are_not_known_nothing(
    answer: Answer, reason: str, passing: bool, after: float | None
) -> None:
    with serving({"/robots.txt": answer, "/page.html": Answer(b"here")}) as server:
        got = web().get(server.url("/page.html"), robots=True)
        if not reason:
            assert isinstance(got, Fetched), got
            return
        told = refused(got)
        assert told.reason.startswith("was left alone: whether its site lets programs read it can't be known (")
        assert reason in told.reason
        assert (told.passing, told.after) == (passing, after)
        assert "/page.html" not in server.paths()


def test_rules_in_another_place_are_found_there() -> None:
    says = {"/robots.txt": Answer(status=301, headers={"Location": "/rules"}), "/rules": Answer(STOP, "text/plain")}
    with serving(says) as server:
        assert "robots.txt" in refused(web().get(server.url("/private"), robots=True)).reason


def test_every_site_that_a_page_leads_through_is_asked() -> None:
    """What a feed names is often a counter of clicks, and the page is elsewhere."""
    with serving({"/robots.txt": Answer(STOP, "text/plain"), "/private": Answer(b"secret")}) as server:
        with serving({"/go": Answer(status=302, headers={"Location": server.url("/private")})}) as counter:
            told = refused(web().get(counter.url("/go"), robots=True))
            assert "robots.txt" in told.reason
            assert told.url == counter.url("/go")
            assert counter.paths() == ["/robots.txt", "/go"]
        assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize("stopped", [False, True])
def test_rules_that_never_come_are_not_waited_for(stopped: bool) -> None:
    left = threading.Event()

    def drip() -> Iterator[bytes]:
        try:
            yield b"HTTP/1.1 200 OK\r\n\r\n"
            while not left.wait(0.02):
                yield b"#"
        finally:
            left.set()

    with serving(lambda _request: Answer(raw=drip())) as server:
        asking = web(seconds=30 if stopped else 0.3)
        told = refused(asking.get(server.url("/page"), robots=True, stop=lambda: stopped and bool(server.asked)))
        assert ("stopped" if stopped else "took longer") in told.reason
        assert told.passing
        assert server.paths() == ["/robots.txt"]
        assert left.wait(10)


@pytest.mark.parametrize(
    ("asked", "kept"), [(None, 0.0), (0.0, 0.0), (3.0, 3.0), (86_400.0, LONGEST), (1e308, LONGEST)]
)
def test_a_pause_that_a_site_asks_for_is_kept_up_to_a_length(asked: float | None, kept: float) -> None:
    manners = Manners(0.0)
    manners.at_least("news.example", asked)
    assert manners._host("news.example").pause == kept
