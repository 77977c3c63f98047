"""Servers that lie about who they are, what they send and where they lead."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import brotli
import pytest
from servers import HOST, Answer, serving

from index.web import Fetched, NotFetched, Web, permitted, place_of
from index.web.heads import MAX_TAG as MAX_MARK
from index.web.targets import MAX_ADDRESS

PATIENCE = 20.0
LEAST = 0.4  # seconds that an answer may take where it is to take too long
MEMORY = 80_000_000  # bytes: 25 MB as sent, the same unpacked, and joined
OK = b"HTTP/1.1 200 OK\r\n"
ESCAPES = "\x1b]0;owned\x07\x1b[31m\x9b5m"


def web(*named: str, seconds: float = PATIENCE) -> Web:
    return Web(named or (HOST,), pause=0.0, seconds=seconds)


def reason(answer: Fetched | NotFetched) -> str:
    assert isinstance(answer, NotFetched), answer
    assert answer.reason.isprintable()
    return answer.reason


def forever(first: bytes, piece: bytes) -> Iterator[bytes]:
    yield first
    while True:
        yield piece


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("first", "piece", "told"),
    [
        (CHUNKED + b"5;", b"a" * 65_536, "can't be reached"),
        (CHUNKED + b"0\r\n", b"X: " + b"a" * 6_000 + b"\r\n", "larger than 25 MB"),
        (b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n", "took longer"),
        (b"HTTP/1.1 200 ", b"O" * 65_536, "can't be reached"),
        (OK, b"X" * 65_536, "can't be reached"),
        (OK, b"X: y\r\n", "can't be reached"),
    ],
    ids=["chunk extension", "trailers", "1xx", "status line", "header", "headers"],
)
def test_what_never_ends_takes_no_memory(first: bytes, piece: bytes, told: str) -> None:
    with serving({"/": Answer(raw=forever(first, piece))}) as server:
        tracemalloc.start()
        try:
            assert told in reason(web(seconds=LEAST).get(server.url()))
            assert tracemalloc.get_traced_memory()[1] < MEMORY
        finally:
            tracemalloc.stop()


def gzipped(body: bytes) -> bytes:
    packing = zlib.compressobj(9, wbits=31)
    return packing.compress(body) + packing.flush()


PAGE = b"<p>" + b"We counted the buoys. " * 500


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        ("gzip", gzipped(PAGE)[:-30], "damaged"),
        ("gzip", gzipped(PAGE) + b"junk", PAGE),
        ("gzip", gzipped(PAGE) + gzipped(PAGE), PAGE + PAGE),
        ("deflate", zlib.compress(PAGE), PAGE),
        ("gzip, br", brotli.compress(gzipped(PAGE)), PAGE),
        ("br", brotli.compress(PAGE)[:-30], "damaged"),
        ("x-snappy", PAGE, "does not know"),
        ("zstd", b"\x28\xb5\x2f\xfd" + bytes(50), "damaged"),
        ("identity", PAGE, PAGE),
        ("gzip", PAGE, PAGE),
    ],
)
def test_how_a_body_is_packed(encoding: str, body: bytes, expected: bytes | str) -> None:
    with serving({"/": Answer(body, headers={"Content-Encoding": encoding})}) as server:
        got = web().get(server.url())
    if isinstance(expected, str):
        assert expected in reason(got)
    else:
        assert isinstance(got, Fetched)
        assert got.body == expected


@pytest.mark.parametrize(
    ("mark", "kept"),
    [
        ('"a"', '"a"'),
        ('W/"a b"', 'W/"a b"'),
        (f'"{ESCAPES}"', None),
        ('"a\r\n b"', '"a b"'),
        ("\xe9", None),
        ("a" * (MAX_MARK + 1), None),
    ],
)
def test_what_an_answer_calls_itself_is_sent_again_as_it_was(mark: str, kept: str | None) -> None:
    head = OK + f"ETag: {mark}\r\nLast-Modified: {mark}\r\nContent-Length: 2\r\n\r\nok".encode("latin-1")
    with serving({"/": Answer(raw=iter([head])), "/again": Answer(b"ok")}) as server:
        got = web().get(server.url())
        assert isinstance(got, Fetched)
        assert (got.etag, got.modified) == (kept, kept)
        again = web().get(server.url("/again"), etag=got.etag, modified=got.modified)
        assert isinstance(again, Fetched)
        assert server.asked[-1].headers.get("if-none-match") == kept


@pytest.mark.parametrize("etag", ['"a\r\nX-Injected: 1"', '"a\u2028\u0100"', '"\x00"'])
def test_no_header_is_put_in(etag: str) -> None:
    with serving({"/": Answer(b"ok")}) as server:
        assert isinstance(web().get(server.url(), etag=etag, modified=etag), Fetched)
        assert "x-injected" not in server.asked[0].headers
        assert "if-none-match" not in server.asked[0].headers


def test_nothing_has_changed_that_was_not_there() -> None:
    with serving({"/": Answer(status=304)}) as server:
        assert "was not asked that" in reason(web().get(server.url()))


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 500 " + ESCAPES.encode("latin-1") + b"\r\nContent-Length: 0\r\n\r\n",
        ESCAPES.encode("latin-1") + b"\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: http://" + ESCAPES.encode("latin-1") + b"/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: ftp://a/" + ESCAPES.encode("latin-1") + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 429 T\r\nRetry-After: " + ESCAPES.encode("latin-1") + b"\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_no_answer_gives_the_terminal_orders(raw: bytes) -> None:
    with serving({"/": Answer(raw=iter([raw]))}) as server:
        assert reason(web().get(server.url()))


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://wire.example/" + "a" * MAX_ADDRESS, "longer than an address may be"),
        ("http://127.0.0.1:0/", "names port 0"),
        ("http://127.0.0.1:99999/", "no address"),
        ("http://user:word@127.0.0.1/", "a user or a password"),
        ("https://10.0.0.1\\@127.0.0.1/", "private network"),
    ],
)
def test_where_no_redirect_leads(location: str, told: str) -> None:
    with serving({"/": Answer(status=302, headers={"Location": location})}) as server:
        got = reason(web().get(server.url()))
        assert told in got
        assert len(got) < 500
        assert len(server.asked) == 1


def test_naming_a_place_permits_no_other_of_that_host() -> None:
    """Who reads a feed of their own machine does not let the feeds of others at its other servers."""
    with serving({"/": Answer(b"secret")}) as other, serving({"/feed": Answer(b"own")}) as server:
        there = Answer(status=302, headers={"Location": other.url()})
        asking = web(place_of(server.url()))
        got = asking.get(server.url("/feed"))
        assert isinstance(got, Fetched)
        assert "private network" in reason(asking.get(other.url()))
        with serving({"/": there}) as leading:
            both = web(place_of(server.url()), place_of(leading.url()))
            assert "private network" in reason(both.get(leading.url()))
        assert other.asked == []


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://Wire.Local/a", "wire.local:80"),
        ("https://wire.local.", "wire.local:443"),
        ("http://[::1]:8080/", "::1:8080"),
        ("http://a:b/", ""),
        ("ftp://a/", ""),
        ("", ""),
    ],
)
def test_the_place_of_an_address(url: str, place: str) -> None:
    assert place_of(url) == place


def test_who_was_named_without_a_safe_connection_may_ask_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: ["10.0.0.1"])
    named = Web(["wire.local:80"]).named
    assert permitted.addresses("wire.local", 443, named) == ["10.0.0.1"]
    with pytest.raises(permitted.NotPermittedError, match=r"wire\.local:8080"):
        permitted.addresses("wire.local", 8080, named)


def asking_threads() -> int:
    return sum(one.name == "quoth-fetch" for one in threading.enumerate())


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_stops_leaves_no_thread_behind(scheme: str) -> None:
    """Also amid a handshake, in which the server says nothing."""
    before = asking_threads()
    with socket.create_server((HOST, 0)) as server:
        server.settimeout(PATIENCE)
        connected: list[socket.socket] = []
        waiting = threading.Thread(target=lambda: connected.append(server.accept()[0]), daemon=True)
        waiting.start()
        url = f"{scheme}://{HOST}:{server.getsockname()[1]}/"
        assert "stopped" in reason(web().get(url, stop=lambda: bool(connected)))
        end = time.monotonic() + PATIENCE / 2
        while asking_threads() > before:
            assert time.monotonic() < end, "the request goes on"
            threading.Event().wait(0.01)
        waiting.join()
        connected[0].close()
