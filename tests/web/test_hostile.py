"""Servers that lie about who they are, what they send and where they lead."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import brotli
import pytest
from servers import HOST, Answer, serving

from index.web import Fetched, NotFetched, Web, permitted, place_of
from index.web.heads import MAX_TAG as MAX_MARK
from index.web.targets import MAX_ADDRESS

HERE = Path(__file__).parent
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


@cache
def bombs() -> dict[str, tuple[str, bytes]]:
    """A few kilobytes each, of which 200 MB would come."""
    parts = [bytes(1 << 20)] * 200
    tight = brotli.Compressor(quality=1)
    raw = zlib.compressobj(9, wbits=-15)
    return {
        "br": ("br", b"".join(map(tight.process, parts)) + tight.finish()),
        "deflate without a head": ("deflate", b"".join(map(raw.compress, parts)) + raw.flush()),
    }


@pytest.mark.parametrize("name", ["br", "deflate without a head"])
def test_bombs_of_other_makes(name: str) -> None:
    encoding, body = bombs()[name]
    with serving({"/": Answer(body, headers={"Content-Encoding": encoding})}) as server:
        tracemalloc.start()
        try:
            assert "larger than 25 MB" in reason(web().get(server.url()))
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


def test_a_type_that_is_none_is_not_passed_on() -> None:
    head = OK + b"Content-Type: text/" + ESCAPES.encode("latin-1") + b"html; charset=\x1b[31m\r\nContent-Length: 2\r\n"
    with serving({"/": Answer(raw=iter([head + b"\r\nok"]))}) as server:
        got = web().get(server.url())
        assert isinstance(got, Fetched)
        assert got.media == ""


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


@pytest.mark.parametrize("address", ["fec0::1", "64:ff9b:1::7f00:1", "::127.0.0.1", "::ffff:0:7f00:1", "fe80::1%eth0"])
def test_other_ways_to_write_a_private_address(address: str) -> None:
    assert not permitted.public(address)


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


def test_no_proxy_and_no_password_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text(f"machine {HOST} login ada password secret\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    with serving({}) as proxy, serving({"/": Answer(b"here")}) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        got = web().get(server.url())
        assert isinstance(got, Fetched)
        assert proxy.asked == []
        assert "authorization" not in server.asked[0].headers


@contextmanager
def safely(certificate: str) -> Iterator[int]:
    """A server behind TLS; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            return

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            return

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / certificate)
    server = Quiet((HOST, 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("certificate", "trusted", "host", "told"),
    [
        ("trusted.pem", True, "wire.example", None),
        ("trusted.pem", False, "wire.example", "self-signed"),
        ("trusted.pem", True, "other.example", "not valid for 'other.example'"),
        ("expired.pem", True, "wire.example", "expired"),
    ],
    ids=["its own", "of nobody known", "another's", "out of date"],
)
def test_who_a_server_says_it_is(
    certificate: str,
    trusted: bool,
    host: str,
    told: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(HERE / certificate))
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: [HOST])
    with safely(certificate) as port:
        got = web(host).get(f"https://{host}:{port}/")
        if told is None:
            assert isinstance(got, Fetched), got
            assert got.body == b"ok"
        else:
            assert "no connection that is safe" in reason(got)
            assert told in reason(got)
            assert capfd.readouterr() == ("", "")


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
