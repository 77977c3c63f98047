"""What is fetched, and what is not: real servers on this machine, and real attacks."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterator
from email.utils import format_datetime

import pytest
from servers import HOST, Answer, Request, Server, serving

from index.limits import FOREIGN as MAX_BYTES
from index.web import Fetched, NotFetched, Web, permitted


def web(*named: str, seconds: float = 30.0) -> Web:
    return Web(named or (HOST,), pause=0.0, seconds=seconds)


def fetched(answer: Fetched | NotFetched) -> Fetched:
    assert isinstance(answer, Fetched), answer
    return answer


def refused(answer: Fetched | NotFetched) -> NotFetched:
    assert isinstance(answer, NotFetched), answer
    return answer


def test_a_page_with_its_type_and_what_it_says_of_itself() -> None:
    page = Answer(b"<p>Ferry</p>", "Text/HTML; charset=iso-8859-1", headers={"ETag": '"a"', "Last-Modified": "then"})
    with serving({"/a": page}) as server:
        got = fetched(web().get(server.url("/a")))
        assert (got.body, got.media, got.charset, got.etag, got.modified) == (
            b"<p>Ferry</p>",
            "text/html",
            "iso-8859-1",
            '"a"',
            "then",
        )
        assert "quoth/" in server.asked[0].headers["user-agent"]
        assert "cookie" not in server.asked[0].headers


def test_what_has_not_changed_is_not_sent_again() -> None:
    def says(request: Request) -> Answer:
        same = request.headers.get("if-none-match") == '"a"' and request.headers.get("if-modified-since") == "then"
        return Answer(status=304) if same else Answer(b"new")

    with serving(says) as server:
        assert fetched(web().get(server.url(), etag='"a"', modified="then")).unchanged
        assert fetched(web().get(server.url())).body == b"new"


@pytest.mark.parametrize(
    ("answer", "reason", "passing"),
    [
        (Answer(status=404), "is not there", False),
        (Answer(status=410), "gone for good", False),
        (Answer(status=403), "refuses", False),
        (Answer(status=401), "password", False),
        (Answer(status=500), "status 500", True),
        (Answer(status=204, media=""), "status 204", False),
        (Answer(b"short", length=50), "broke off", True),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), "unpacked", False),
        (Answer(raw=iter([b"garbage\r\n\r\n"])), "not HTTP", True),
        (Answer(raw=iter([])), "can't be reached", True),
        (Answer(raw=iter([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"])), "", True),
        (Answer(status=302), "not where to go", False),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "http and https only", False),
        (Answer(status=302, headers={"Location": "gopher://ferry.example/"}), "http and https only", False),
        (Answer(status=302, headers={"Location": "http://ferry.example:x/"}), "", False),
    ],
)
def test_what_is_no_page_is_said(answer: Answer, reason: str, passing: bool) -> None:
    with serving({"/": answer}) as server:
        got = refused(web().get(server.url()))
        assert reason in got.reason
        assert got.passing is passing
        assert got.reason.isprintable()


def test_who_asks_to_be_left_alone_says_for_how_long() -> None:
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
    table = {
        "/seconds": Answer(status=429, headers={"Retry-After": "120"}),
        "/date": Answer(status=503, headers={"Retry-After": format_datetime(then)}),
        "/nonsense": Answer(status=503, headers={"Retry-After": "soon"}),
        "/never": Answer(status=503, headers={"Retry-After": "1e300"}),
    }
    with serving(table) as server:
        found = {path: refused(web().get(server.url(path))).after for path in table}
    assert found["/seconds"] == 120
    assert found["/date"] is not None
    assert 30 < found["/date"] <= 90
    assert found["/nonsense"] is None
    assert found["/never"] == 86_400


def redirecting(times: int) -> dict[str, Answer]:
    table = {f"/{n}": Answer(status=301, headers={"Location": f"/{n + 1}"}) for n in range(times)}
    return {**table, f"/{times}": Answer(b"there")}


def test_redirects_are_followed_ten_times() -> None:
    with serving(redirecting(10)) as server:
        got = fetched(web().get(server.url("/0")))
        assert (got.url, got.final, got.moved) == (server.url("/0"), server.url("/10"), True)
    with serving(redirecting(11)) as server:
        assert "more than 10 redirects" in refused(web().get(server.url("/0"))).reason
        assert len(server.asked) == 11
    with serving({"/": Answer(status=302, headers={"Location": "/"})}) as server:
        assert "more than 10 redirects" in refused(web().get(server.url())).reason


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://ferry.example/a",
        "gopher://ferry.example/",
        "data:text/html,<p>a",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@ferry.example/",
        "http://[::1/",
        "//ferry.example/",
        "",
    ],
)
def test_only_the_web_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: pytest.fail("nothing is to be looked up"))
    assert refused(web().get(url)).reason


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "localhost.", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"),
        *("169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
        *("[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", "255.255.255.255"),
    ],
)
def test_no_private_network_is_asked_that_was_not_named(host: str) -> None:
    """Directly, and where a page leads."""
    asked = web("news.example").get(f"http://{host}:8009/")
    assert "private network" in refused(asked).reason or "no host is called" in refused(asked).reason
    with serving({"/": Answer(status=302, headers={"Location": f"http://{host}:8009/secret"})}) as server:
        got = refused(web().get(server.url()))
    if host not in ("127.0.0.1", "[::ffff:127.0.0.1]"):  # the first of which was named
        assert "private network" in got.reason or "no host is called" in got.reason


def test_a_name_that_leads_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: ["93.184.215.14", "127.0.0.1"])
    assert "leads to 127.0.0.1" in refused(web().get("http://news.example/")).reason


def test_what_was_judged_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would be another."""
    answers: Iterator[list[str]] = iter([[HOST], ["127.0.0.2"]])
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: next(answers))
    judged: list[str] = []

    def public(address: str) -> bool:
        judged.append(address)
        return True

    monkeypatch.setattr(permitted, "public", public)
    with serving({"/": Answer(b"here")}) as server:
        got = fetched(web("other.example").get(server.url().replace(HOST, "rebinding.example")))
        assert got.body == b"here"
        assert judged == [HOST]
        assert server.asked[0].headers["host"].startswith("rebinding.example:")
    assert next(answers) == ["127.0.0.2"], "the name was looked up once"


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    twice = packed.compress(bomb) + packed.flush()
    table = {
        "/once": Answer(bomb, headers={"Content-Encoding": "gzip"}),
        "/twice": Answer(twice, headers={"Content-Encoding": "gzip, gzip"}),
        "/often": Answer(b"x", headers={"Content-Encoding": ", ".join(["gzip"] * 50)}),
        "/plain": Answer(bytes(MAX_BYTES + 1)),
    }
    with serving(table) as server:
        assert "larger than 25 MB" in refused(web().get(server.url("/once"))).reason
        assert "larger than 25 MB" in refused(web().get(server.url("/twice"))).reason
        assert "packed in a way" in refused(web().get(server.url("/often"))).reason
        assert "larger than 25 MB" in refused(web().get(server.url("/plain"))).reason


def endless(piece: bytes) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"%x\r\n%s\r\n" % (len(piece), piece)


def dripping(server: list[Server], start: bytes) -> Iterator[bytes]:
    yield start
    while not server[0].ended.wait(0.02):
        yield b"a"


def test_what_never_ends_is_ended() -> None:
    holder: list[Server] = []
    table = {
        "/endless": Answer(raw=endless(bytes(1 << 20))),
        "/body": Answer(raw=dripping(holder, b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")),
        "/header": Answer(raw=dripping(holder, b"HTTP/1.1 200 OK\r\nX-A: ")),
        "/headers": Answer(raw=iter([b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 500, b"\r\n"])),
        "/stall": Answer(raw=(b"" for _ in iter(lambda: holder[0].ended.wait(), True))),
    }
    with serving(table) as server:
        holder.append(server)
        assert "larger than 25 MB" in refused(web().get(server.url("/endless"))).reason
        assert "can't be reached" in refused(web().get(server.url("/headers"))).reason
        for path in ("/body", "/header", "/stall"):
            got = refused(web(seconds=0.5).get(server.url(path)))
            assert "took longer than 0.5 seconds" in got.reason or "can't be reached" in got.reason
            assert got.passing


def test_waiting_can_be_stopped() -> None:
    holder: list[Server] = []
    table = {"/stall": Answer(raw=(b"" for _ in iter(lambda: holder[0].ended.wait(), True)))}
    with serving(table) as server:
        holder.append(server)
        stops = iter([False, False, False, True])
        assert "stopped" in refused(web().get(server.url("/stall"), stop=lambda: next(stops, True))).reason


def test_a_name_server_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    never = Event()
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: [str(never.wait(20))])
    got = refused(web(seconds=0.3).get("http://slow.example/"))
    never.set()
    assert "took longer" in got.reason


def test_robots_are_heard_for_pages() -> None:
    rules = b"User-agent: *\nDisallow: /private/*.html$\nCrawl-delay: 0.01\n"
    table = {
        "/robots.txt": Answer(rules, "text/plain"),
        "/private/a.html": Answer(b"secret"),
        "/open.html": Answer(b"open"),
    }
    with serving(table) as server:
        asking = web()
        assert "robots.txt" in refused(asking.get(server.url("/private/a.html"), robots=True)).reason
        assert fetched(asking.get(server.url("/open.html"), robots=True)).body == b"open"
        assert fetched(asking.get(server.url("/private/a.html"))).body == b"secret", "a person asks by hand"
        assert server.paths().count("/robots.txt") == 1
    with serving({"/open.html": Answer(b"open")}) as server:
        assert fetched(web().get(server.url("/open.html"), robots=True)).body == b"open", "no rules: all may be read"
    with serving({"/robots.txt": Answer(status=503), "/open.html": Answer(b"open")}) as server:
        assert refused(web().get(server.url("/open.html"), robots=True)).passing


def test_a_refused_connection_is_said() -> None:
    with serving({}) as server:
        gone = server.url()
    got = refused(web().get(gone))
    assert "nobody answers there" in got.reason
    assert got.passing
