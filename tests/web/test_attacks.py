"""Servers that break every rule of HTTP: what they send ends early, is told in a sentence, and moves no cursor."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
from servers import HOST, Answer, serving

from index.limits import FOREIGN as MAX_BYTES
from index.web import Fetched, NotFetched, Web, permitted
from index.web.fetching import AROUND

ORDERS = "\x1b]0;PWNED\x07\x1b[31m\x9b31m\x00\x08\x7f"
PIECE = b"a" * 65_536
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def asking(*named: str, seconds: float = 20.0) -> Web:
    return Web(named or (HOST,), pause=0.0, seconds=seconds)


def refused(answer: Fetched | NotFetched) -> NotFetched:
    assert isinstance(answer, NotFetched), answer
    assert answer.reason.isprintable(), "nothing that a terminal would obey"
    assert len(answer.reason) < 500
    return answer


class Flood:
    """Bytes without end, and how many of them somebody took."""

    def __init__(self, start: bytes, piece: bytes) -> None:
        self.start, self.piece, self.sent = start, piece, 0

    def __iter__(self) -> Iterator[bytes]:
        yield self.start
        while True:
            self.sent += len(self.piece)
            yield self.piece


@pytest.mark.parametrize(
    ("start", "piece", "reason"),
    [
        (b"", PIECE, "can't be reached"),  # a status line without end
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 8_000, "can't be reached"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", PIECE, "can't be reached"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000, "larger than 25 MB"),
        (b"", b"HTTP/1.1 100 Continue\r\nX-A: " + b"a" * 60_000 + b"\r\n\r\n", "larger than 25 MB"),
        (CHUNKED + b"5;", PIECE, "can't be reached"),  # an extension of a chunk without end
        (CHUNKED + b"-1\r\n", PIECE, "larger than 25 MB"),
        (CHUNKED + b"ffffffffffffffffffffff\r\n", PIECE, "larger than 25 MB"),
        (CHUNKED + b"0\r\n", b"X-A: b\r\n" * 8_000, "larger than 25 MB"),  # trailers without end
        (CHUNKED, b"1;" + b"a" * 60_000 + b"\r\na\r\n", "larger than 25 MB"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
            gzip.compress(b"", mtime=0) * 3_000,
            "larger than 25 MB",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", PIECE, "larger than 25 MB"),
        (b"HTTP/1.1 200 OK\r\n\r\n", PIECE, "larger than 25 MB"),
    ],
    ids=[
        *("status-line", "headers", "header", "continues", "long-continues", "extension", "negative-chunk"),
        *("huge-chunk", "trailers", "tiny-chunks", "empty-members", "huge-length", "no-length"),
    ],
)
def test_a_flood_is_left_after_25_megabytes(start: bytes, piece: bytes, reason: str) -> None:
    flood = Flood(start, piece)
    with serving(lambda _request: Answer(raw=iter(flood))) as server:
        got = refused(asking(seconds=60).get(server.url()))
    assert reason in got.reason
    assert flood.sent < MAX_BYTES + 20 * AROUND, "and what lay between in buffers"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (CHUNKED + b"-5\r\nabc", "can't be reached"),
        (CHUNKED + b"5\r\nab", "broke off"),
        (CHUNKED + b"zz\r\nab", "can't be reached"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "can't be reached"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "broke off"),
        (b"HTTP/1.1 99999 OK\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 -20 OK\r\n\r\n", "not HTTP"),
        (b"HTTP/9.9 200 OK\r\n\r\n", "can't be reached"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "not HTTP"),
        (b"\x16\x03\x01\x00\xff\xfe\r\n\r\n", "not HTTP"),
        (f"{ORDERS}\r\n\r\n".encode(), "not HTTP"),
        (f"HTTP/1.1 {ORDERS} OK\r\n\r\n".encode("latin-1"), "can't be reached"),
        (f"HTTP/1.1 404 {ORDERS}\r\n\r\n".encode("latin-1"), "status 404"),
        (f"HTTP/1.1 666 {ORDERS}\r\n\r\n".encode("latin-1"), "status 666"),
        (f"HTTP/1.1 302 Found\r\nLocation: ftp://a/{ORDERS}\r\n\r\n".encode("latin-1"), "http and https only"),
        (f"HTTP/1.1 302 Found\r\nLocation: {ORDERS}\r\n\r\n".encode("latin-1"), "redirects"),
        (f"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n{ORDERS}".encode("latin-1"), "unpacked"),
        (b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "status 103"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "status 101"),
        (b"HTTP/1.1 206 Partial Content\r\n\r\nab", "status 206"),
        (b"HTTP/1.1 300 Multiple Choices\r\nLocation: /a\r\n\r\n", "status 300"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "was not asked that"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd", "unpacked"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\n\x1f\x9d", "does not know"),
    ],
)
def test_what_breaks_the_rules_is_told(raw: bytes, reason: str) -> None:
    with serving(lambda _request: Answer(raw=iter([raw]))) as server:
        assert reason in refused(asking().get(server.url())).reason


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 200 OK\r\n\r\nsmuggled", b"ab"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab", b"ab"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: none\r\n\r\nab", b"ab"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", b"ab"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: utf-8\r\n\r\nab", b"ab"),  # says nothing
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nab", b"ab"),
        (b"HTTP/1.0 200 OK\r\n\r\n" + b"\0" * 5, b"\0" * 5),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
            + gzip.compress(b"a", mtime=0)
            + gzip.compress(b"b", mtime=0),
            b"ab",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(b"ab"), b"ab"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotli.compress(b"ab"), b"ab"),
    ],
)
def test_what_bends_them_is_read(raw: bytes, body: bytes) -> None:
    with serving(lambda _request: Answer(raw=iter([raw]))) as server:
        got = asking().get(server.url())
    assert isinstance(got, Fetched), got
    assert got.body == body


def deflated(data: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return packer.compress(data) + packer.flush()


def test_bombs_of_every_kind_go_off_at_25_megabytes() -> None:
    zeros = bytes(120_000_000)
    bombs = {
        "deflate": deflated(zeros, zlib.MAX_WBITS),
        "deflate ": deflated(zeros, -zlib.MAX_WBITS),  # as some servers send it
        "x-gzip": deflated(zeros, 16 + zlib.MAX_WBITS),
        "br": brotli.compress(zeros, quality=1),
        "gzip, br": brotli.compress(deflated(zeros, 16 + zlib.MAX_WBITS), quality=1),
        "br, gzip": gzip.compress(brotli.compress(zeros, quality=1)),
        "gzip, deflate, gzip": gzip.compress(zlib.compress(gzip.compress(zeros, 1))),
    }
    for packing, bomb in bombs.items():
        with serving({"/": Answer(bomb, headers={"Content-Encoding": packing.strip()})}) as server:
            assert "larger than 25 MB" in refused(asking().get(server.url())).reason, packing


@pytest.mark.parametrize(
    ("said", "media", "charset"),
    [
        (f"text/{ORDERS}html; charset={ORDERS}utf-8", "", ""),
        ("text/html" + ";" * 60_000, "text/html", None),
        ('text/html; x="' + ";" * 60_000, "text/html", None),
        ("text/html; charset*=utf-8''utf%2D8", "text/html", None),
        ("nonsense", "text/plain", None),
        ("/", "", None),
    ],
    ids=("orders", "semicolons", "quoted-semicolons", "encoded", "none", "empty"),
)
def test_what_a_server_calls_its_bytes_is_printable(said: str, media: str, charset: str | None) -> None:
    with serving(lambda _request: Answer(b"ab", said)) as server:
        got = asking().get(server.url())
    assert isinstance(got, Fetched), got
    assert got.media == media
    assert got.charset is None or (got.charset.isprintable())
    assert charset is None or got.charset is not None


@pytest.mark.parametrize(
    "said",
    ['"a\0b"', '"\x1b[31m"', '"\xe9"', '"' + "a" * 9_000 + '"'],
    ids=("nul", "orders", "latin", "long"),
)
def test_a_tag_that_may_not_be_sent_back_is_forgotten(said: str) -> None:
    raw = f"HTTP/1.1 200 OK\r\nETag: {said}\r\nLast-Modified: {said}\r\n\r\nab".encode("latin-1")
    with serving(lambda _request: Answer(raw=iter([raw]))) as server:
        got = asking().get(server.url())
    assert isinstance(got, Fetched), got
    assert (got.etag, got.modified) == (None, None)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        *(("120", 120), ("-5", 0), ("0", 0), ("1e300", 86_400), ("inf", 86_400), ("-inf", 0), ("9" * 5_000, 86_400)),
        *(("nan", None), ("", None), ("soon", None), (ORDERS, None), ("Mon, 01 Jan 0001 00:00:00 +2359", 0)),
        *(("Fri, 31 Dec 9999 23:59:59 GMT", 86_400), ("Fri, 31 Dec 9999 23:59:59 -2359", 86_400)),
        *(("Mon, 01 Jan 2024 00:00:00 +99999999999999", None), ("Mon, 32 Foo 2024 99:99:99", None)),
        *(("Mon, 01 Jan 99999 00:00:00 GMT", None), ("Thu, 01 Jan 1970 00:00:00", 0)),
    ],
    ids=str,
)
@pytest.mark.parametrize("status", [429, 503])
def test_to_be_left_alone_is_asked_for_in_many_ways(said: str, seconds: float | None, status: int) -> None:
    with serving({"/": Answer(status=status, headers={"Retry-After": said})}) as server:
        got = refused(asking().get(server.url()))
    assert (got.after, got.passing) == (seconds, True)


DRIPS = {
    "nothing": b"",
    "status line": b"HTTP/1.",
    "head": b"HTTP/1.1 200 OK\r\nX-A: ",
    "continues": b"HTTP/1.1 100 Continue\r\nX-A: ",
    "body": b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
    "chunk": CHUNKED + b"100000\r\n",
    "size of a chunk": CHUNKED,
    "trailer": CHUNKED + b"0\r\nX-A: ",
    "packed": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
}


class Drip:
    """A byte now and then, or none, until the other side has gone away."""

    def __init__(self, start: bytes, byte: bytes) -> None:
        self.start, self.byte = start, byte
        self.begun, self.left = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield self.start
            self.begun.set()
            while not self.left.wait(0.02):
                yield self.byte
        finally:
            self.left.set()


@pytest.mark.parametrize("start", DRIPS.values(), ids=DRIPS)
def test_a_drip_is_left_when_the_time_for_all_of_it_is_over(start: bytes) -> None:
    drip = Drip(start, b"0")
    with serving(lambda _request: Answer(raw=iter(drip))) as server:
        got = refused(asking(seconds=0.4).get(server.url()))
        assert got.passing
        assert "took longer than 0.4 seconds" in got.reason
        assert drip.left.wait(10), "the connection is closed, too"


@pytest.mark.parametrize("start", DRIPS.values(), ids=DRIPS)
def test_stopping_ends_a_drip_at_the_next_look(start: bytes) -> None:
    drip = Drip(start, b"0")
    looked: list[bool] = []

    def stop() -> bool:
        looked.append(drip.begun.is_set())
        return looked[-1]

    with serving(lambda _request: Answer(raw=iter(drip))) as server:
        assert "stopped" in refused(asking(seconds=60).get(server.url(), stop=stop)).reason
        assert drip.left.wait(10), "the connection is closed, too"
    assert looked.count(True) == 1


def stalled(monkeypatch: pytest.MonkeyPatch, never: threading.Event) -> Callable[[], bool]:
    """A name server that does not answer; the moment it is asked, everything is to stop."""
    asked = threading.Event()

    def lookup(_host: str, _port: int) -> list[str]:
        asked.set()
        never.wait(20)
        return [HOST]

    monkeypatch.setattr(permitted, "lookup", lookup)
    return asked.is_set


def test_stopping_waits_for_no_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    stop = stalled(monkeypatch, never)
    assert "stopped" in refused(asking(seconds=60).get("http://slow.example/", stop=stop)).reason
    never.set()


def test_a_chain_of_slow_redirects_has_the_time_of_one_answer() -> None:
    pause = threading.Event()

    def slowly(number: int) -> Iterator[bytes]:
        pause.wait(0.3)
        yield f"HTTP/1.1 302 Found\r\nLocation: /{number + 1}\r\n\r\n".encode()

    with serving(lambda request: Answer(raw=slowly(int(request.path[1:])))) as server:
        got = refused(asking(seconds=1.0).get(server.url("/0")))
    assert "took longer than 1 seconds" in got.reason
    assert len(server.asked) < 8


def test_no_proxy_and_no_password_of_the_surroundings_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """A proxy would look names up itself, and so get round the check."""
    with serving({"/": Answer(b"here", headers={"Set-Cookie": "a=b"})}) as server, serving({}) as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
            monkeypatch.setenv(name.upper(), proxy.address)
        monkeypatch.setenv("NO_PROXY", "")
        (netrc := tmp_path / ".netrc").write_text(f"machine {HOST} login me password secret\n")  # type: ignore[operator]
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("HOME", str(tmp_path))
        web = asking()
        for _ in range(2):
            assert isinstance(web.get(server.url()), Fetched)
        assert "private network" in refused(asking("news.example").get(server.url())).reason
    assert proxy.asked == []
    for one in server.asked:
        assert not {"authorization", "proxy-authorization", "cookie", "referer"} & set(one.headers)
    assert len(server.asked) == 2


@pytest.fixture(autouse=True)
def no_mistake(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No library writes what it saw where a person reads."""
    yield
    assert capfd.readouterr() == ("", "")
