"""Web archives: as warcio writes them, damaged, and made to do harm."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import brotli
import pytest
from ingested import SAMPLE, ingested, parted, quoted, whole
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.ingest import warc
from index.ingest.hints import Hint
from index.ingest.warc import records
from index.library import Library
from index.model import Article, Skipped

# warcio's writer leaves the temporary files that it made of a payload to the collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
WORDS = "“We counted the buoys {} times,” said Ada Lind, the harbour master of Oss, after a long Monday in the fog."
TEXT = "\n\n".join(WORDS.format(number) for number in ("two", "three", "four"))
MEGABYTE = bytes(1 << 20)
MOST_MEMORY = 150_000_000  # bytes: a body of 25 MB as sent, unpacked, and joined


def page_of(text: str, title: str = "Ferry") -> bytes:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


PAGE = page_of(TEXT)
HTML = {"Content-Type": "text/html; charset=utf-8"}
Record = tuple[str, str, bytes, dict[str, str]]


def written(found: list[Record], packed: bool = True) -> bytes:
    """An archive as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "warcio"}))
    for address, status, body, headers in found:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http)
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "wire.example")], is_http_request=True)
        writer.write_request_response_pair(writer.create_warc_record(address, "request", http_headers=asked), record)
    return out.getvalue()


def read(data: bytes) -> tuple[list[Article], list[Skipped]]:
    return parted(warc.read(io.BytesIO(data), Hint("a.warc", "/a.warc")))


def addresses(articles: list[Article]) -> list[str]:
    return [(one.url or "").removeprefix("https://wire.example/") for one in articles]


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 500] for at in range(0, len(body), 500)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflated(body: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(body) + packing.flush()


CHUNKS, GZIPPED, BROTLI = {"Transfer-Encoding": "chunked"}, {"Content-Encoding": "gzip"}, {"Content-Encoding": "br"}
SENT = {  # how a body is sent, and what its head says of that
    "as it is": (lambda body: body, {}),
    "chunked": (chunked, CHUNKS),
    "gzip": (gzip.compress, GZIPPED),
    "brotli": (brotli.compress, BROTLI),
    "deflate": (zlib.compress, {"Content-Encoding": "deflate"}),
    "deflate without a head": (raw_deflated, {"Content-Encoding": "deflate"}),
    "gzip in chunks": (lambda body: chunked(gzip.compress(body)), CHUNKS | GZIPPED),
    "brotli in chunks": (lambda body: chunked(brotli.compress(body)), CHUNKS | BROTLI),
    "twice packed": (lambda body: gzip.compress(brotli.compress(body)), {"Content-Encoding": "br, gzip"}),
    "chunked, but kept whole": (lambda body: body, CHUNKS),
    "gzip, but kept unpacked": (lambda body: body, GZIPPED),
    "brotli, but kept unpacked": (lambda body: body, BROTLI),
}


@pytest.mark.parametrize("packed", [True, False])
def test_the_sample_in_a_web_archive(tmp_path: Path, packed: bool) -> None:
    def found() -> Iterator[Record]:
        for one, (send, says) in zip(SAMPLE, cycle(SENT.values()), strict=False):
            body = page_of(one.read_text(encoding="utf-8"), one.stem)
            yield f"https://wire.example/{one.stem}", "200 OK", send(body), HTML | says

    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(written(list(found()), packed))
    articles, skipped = ingested(file)
    assert skipped == []
    assert addresses(articles) == [one.stem for one in SAMPLE]
    assert articles[0].path == f"{file}!https://wire.example/{SAMPLE[0].stem}"
    assert whole(articles) >= 0.98


@pytest.mark.parametrize("way", SENT)
def test_however_a_body_was_sent(way: str) -> None:
    send, says = SENT[way]
    articles, skipped = read(written([("https://wire.example/a", "200 OK", send(PAGE), HTML | says)]))
    assert skipped == []
    assert len(quoted(articles[0])) == 3


def test_what_is_no_article_is_counted_in_one_remark() -> None:
    others: list[Record] = [
        ("https://wire.example/a.css", "200 OK", b"p {}", {"Content-Type": "text/css"}),
        ("https://wire.example/a.png", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
        ("https://wire.example/old", "301 Moved", b"", {"Location": "/new"}),
        ("https://wire.example/gone", "404 Not Found", PAGE, HTML),
        ("https://wire.example/list", "200 OK", page_of("More"), HTML),
        ("https://wire.example/robots.txt", "200 OK", b"User-agent: *\nDisallow: /\n", {"Content-Type": "text/plain"}),
        ("https://wire.example/a.js", "200 OK", b'{"a": 1}', {"Content-Type": "text/plain"}),
        ("https://wire.example/wild]/[", "200 OK", PAGE, {"Content-Type": "application/json"}),
        ("ftp://wire.example/a", "200 OK", PAGE, HTML),
    ]
    articles, skipped = read(written([*others, ("https://wire.example/a", "200 OK", PAGE, HTML)]))
    assert addresses(articles) == ["a"]
    (told,) = skipped
    assert (told.reason, told.added) == (f"holds {len(others)} records that are no articles", True)
    assert [one.reason for one in read(written(others))[1]] == [
        f"holds no page with an article, among {len(others)} answers of the web"
    ]


def test_pages_that_show_only_their_beginning_are_counted() -> None:
    begun = PAGE.replace(b"</article>", b"<div><p>Subscribe to continue reading.</p></div></article>")
    pages = [("https://wire.example/a", "200 OK", begun, HTML), ("https://wire.example/b", "200 OK", PAGE, HTML)]
    articles, told = read(written(pages))
    assert addresses(articles) == ["a", "b"]
    assert [(one.reason, one.added) for one in told] == [
        ("holds only a part of one article: the beginning shown to all, or pages with text", True)
    ]


def test_texts_and_files_that_were_kept_without_a_head_are_read() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out)
    for name, media, body in (("a", "text/html", PAGE), ("b", "text/plain", TEXT.encode()), ("c", "text/plain", PAGE)):
        writer.write_record(
            writer.create_warc_record(
                f"https://wire.example/{name}", "resource", payload=io.BytesIO(body), warc_content_type=media
            )
        )
    articles, skipped = read(out.getvalue())
    assert [(one.url, len(quoted(one))) for one in articles] == [(f"https://wire.example/{n}", 3) for n in "abc"]
    assert skipped == []


def test_what_was_answered_before_is_no_article_of_its_own() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out)
    http = StatusAndHeaders("200 OK", list(HTML.items()), protocol="HTTP/1.1")
    writer.write_record(
        writer.create_revisit_record(
            "https://wire.example/a", "sha1:A", "https://wire.example/b", "2026-11-02T00:00:00Z", http
        )
    )
    articles, (told,) = read(written([("https://wire.example/b", "200 OK", PAGE, HTML)]) + out.getvalue())
    assert addresses(articles) == ["b"]
    assert told.reason == "holds one record that is no article"


def test_a_page_captured_twice_is_an_article_with_two_versions(tmp_path: Path) -> None:
    pages = [PAGE, page_of(TEXT.replace("Monday", "Tuesday"))]
    one = ("https://wire.example/a", "200 OK", pages[0], HTML)
    two = ("https://wire.example/a", "200 OK", pages[1], HTML)
    for name, found in {"first": [one], "second": [two], "both": [one, two]}.items():
        (tmp_path / f"{name}.warc.gz").write_bytes(written(found))
    for names in (["first", "second"], ["both"]):
        with Library.open(tmp_path / names[0] / "library") as library:
            files = [str(tmp_path / f"{name}.warc.gz") for name in names]
            done = library.add(files)
            assert (len(done.added), len(done.changed), done.skipped) == (1, 0, ())
            (row,) = library.articles()
            assert "Tuesday" in library.article(row.id).text
            again = library.add(files)
            assert (again.added, again.changed, again.skipped) == ((), (), ())


# what others make of it


def record(address: bytes | None, body: bytes, head: bytes = b"", length: int | None = None) -> bytes:
    """A record byte by byte, as no tool would write it."""
    block = (head or b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + body
    target = b"" if address is None else b"WARC-Target-URI: " + address + b"\r\n"
    said = b"Content-Length: %d\r\n" % (len(block) if length is None else length)
    return b"WARC/1.0\r\nWARC-Type: response\r\n" + target + said + b"\r\n" + block + b"\r\n\r\n"


def good(number: int) -> bytes:
    return record(b"https://wire.example/good%d" % number, PAGE)


def says(*lines: bytes) -> bytes:
    return b"\r\n".join((b"HTTP/1.1 200 OK", b"Content-Type: text/html", *lines, b"", b""))


def bomb(wbits: int = 31) -> bytes:
    """A gigabyte of nothing, in a megabyte."""
    packing = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(packing.compress(MEGABYTE) for _ in range(1024)) + packing.flush()


def brotli_bomb() -> bytes:
    """A gigabyte of nothing, in two thousand bytes."""
    packing = brotli.Compressor(quality=1)
    return b"".join(packing.process(MEGABYTE) for _ in range(1024)) + packing.finish()


def bad(name: str) -> bytes:
    """A record that is damaged or made to do harm."""
    at, packed, in_chunks = b"https://wire.example/bad", b"Content-Encoding: gzip", b"Transfer-Encoding: chunked"
    return {
        "bomb": lambda: record(at, bomb(), says(packed)),
        "bomb in chunks": lambda: record(at, b"%x\r\n%s\r\n0\r\n\r\n" % (len(b := bomb()), b), says(packed, in_chunks)),
        "brotli bomb": lambda: record(at, brotli_bomb(), says(b"Content-Encoding: br")),
        "bomb of bombs": lambda: record(at, gzip.compress(bomb()), says(b"Content-Encoding: gzip, gzip")),
        "body of 100 MB": lambda: record(at, MEGABYTE * 100),
        "chunk of 100 MB": lambda: record(at, b"6400000\r\n" + MEGABYTE * 100, says(in_chunks)),
        "layers": lambda: record(at, PAGE, says(b"Content-Encoding: " + b"gzip," * 500)),
        "line without end": lambda: b"WARC/1.0\r\nX: " + MEGABYTE * 100,
        "head without end": lambda: record(at, b"", b"HTTP/1.1 200 OK\r\nX: " + MEGABYTE * 100),
        "a million heads": lambda: record(at, b"", b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1_000_000),
        "no address": lambda: record(None, PAGE),
        "nothing": lambda: record(at, b"", b"\r\n"),
        "no length": lambda: record(at, PAGE).replace(b"Content-Length", b"X-Length"),
        "negative length": lambda: record(at, PAGE, length=-1),
        "length too short": lambda: record(at, PAGE, length=50),
        "length too long": lambda: record(at, PAGE, length=10_000_000),
        "length beyond all": lambda: record(at, PAGE, length=1 << 64),
        "no gzip": lambda: record(at, b"\x1f\x8b\x08" + bytes(range(256)) * 40, says(packed)),
        "no record": lambda: b"\x1b]0;PWNED\x07 junk\r\n" * 10,
        "like a record": lambda: b"WARC/1.0\x1f\x8b\x08" * 10,
    }[name]()


BAD = (
    *("bomb", "bomb in chunks", "brotli bomb", "bomb of bombs", "body of 100 MB", "chunk of 100 MB", "layers"),
    *("line without end", "head without end", "a million heads", "no address", "nothing", "no length"),
    *("negative length", "length too short", "length too long", "length beyond all", "no gzip", "no record"),
    "like a record",
)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_costs_itself_and_little_memory(
    name: str, packed: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    some = [good(1), bad(name), good(2)]
    data = b"".join(gzip.compress(one, 1) if packed else one for one in some)
    del some
    tracemalloc.start()
    try:
        articles, skipped = read(data)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert [one for one in addresses(articles) if one != "bad"] == ["good1", "good2"]
    assert len(skipped) in (1, 2, 3), "and something is said of it"
    assert all(one.reason.isprintable() and one.path.isprintable() for one in skipped)
    assert capfd.readouterr() == ("", "")


def test_an_address_gives_the_terminal_no_orders(capfd: pytest.CaptureFixture[str]) -> None:
    data = record(b"https://wire.example/\x1b]0;PWNED\x07 b \xc2\x9b31m c", PAGE) + record(b"\x1b]0;PWNED\x07 x", PAGE)
    articles, skipped = read(data)
    assert [(one.path or "").isprintable() and (one.url or "").isprintable() for one in articles] == [True]
    assert all(one.path.isprintable() for one in skipped)
    assert capfd.readouterr() == ("", ""), "some libraries warn of such an address, with all that is in it"


def test_a_member_that_is_damaged_costs_itself() -> None:
    members = [gzip.compress(good(number)) for number in range(4)]
    damaged = bytearray(members[1])
    damaged[40:60] = bytes(byte ^ 0x55 for byte in damaged[40:60])
    articles, (told,) = read(members[0] + damaged + b"rubbish" + members[2] + members[3])
    assert addresses(articles) == ["good0", "good2", "good3"]
    assert told.reason == "is damaged or cut short in one place; what can be read of it was read"
    assert told.added


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_was_cut_short(packed: bool) -> None:
    data = b"".join(gzip.compress(good(n)) if packed else good(n) for n in range(3))
    articles, skipped = read(data[:-100])
    assert addresses(articles) == ["good0", "good1"]
    assert [one.reason for one in skipped if "good2" in one.path] == ["is cut short"]
    assert any("damaged or cut short" in one.reason for one in skipped)


def test_an_archive_packed_as_one_is_read() -> None:
    assert addresses(read(gzip.compress(good(1) + good(2)))[0]) == ["good1", "good2"]


def test_one_that_comes_through_a_pipe_is_read_up_to_the_damage() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, offset: int, whence: int = 0) -> int:
            raise io.UnsupportedOperation

        tell = seek  # type: ignore[assignment]

    data = b"".join(gzip.compress(one) for one in (good(1), good(2), b"rubbish", good(3)))
    articles, (told,) = parted(warc.read(Pipe(data), Hint("-", "-")))
    assert addresses(articles) == ["good1", "good2"]
    assert "damaged" in told.reason


def test_many_faults_are_counted_and_few_named(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = record(b"https://wire.example/bad", b"no gzip", says(b"Content-Encoding: gzip")) * 50
    _, skipped = read(good(1) + damaged)
    assert len(skipped) == warc.NAMED + 1
    assert skipped[-1].reason == "holds 50 records that are no articles"
    monkeypatch.setattr(records, "MAX_GAPS", 3)
    articles, skipped = read(b"".join(good(n) + b"rubbish\r\n" for n in range(6)))
    assert addresses(articles) == ["good0", "good1", "good2"]
    assert "what follows was not read" in skipped[0].reason


@pytest.mark.parametrize(
    "data",
    [b"", b"WARC/1.0\r\n", b"no archive at all", gzip.compress(b"no archive"), b"\x1f\x8b", b"\x1f\x8b\x08" * 9],
    ids=["nothing", "a head", "text", "packed text", "two bytes", "beginnings"],
)
def test_what_is_no_web_archive(data: bytes) -> None:
    articles, skipped = read(data)
    assert articles == []
    assert skipped
