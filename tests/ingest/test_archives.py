"""ZIP archives and web archives: real ones, and real attacks."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.extracting import quotations_of
from index.ingest import archives, sources, warc
from index.ingest.hints import Hint
from index.ingest.sources import Source, read
from index.model import Article, Skipped

# warcio's writer leaves the temporary files that it made of a payload to the collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
TEXT = "Ferry will sail\n\n“We counted the buoys twice,” said Ada Lind, the harbour master of Oss.\n"
SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def put(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file


def added(file: Path) -> tuple[list[Article], list[Skipped]]:
    found = [item for source in sources([str(file)]) if isinstance(source, Source) for item in read(source)]
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Skipped)]


def quoted(article: Article) -> set[str]:
    return {" ".join(q.text.split()) for q in quotations_of(article) if q.kind != "indirect"}


def whole(articles: list[Article]) -> float:
    """The share of the quotations in the sample's plain text that these articles have."""
    wanted = [q for file in SAMPLE for q in quoted(Article(file.stem, file.read_text(encoding="utf-8")))]
    there = {q for article in articles for q in quoted(article)}
    return sum(q in there for q in wanted) / len(wanted)


def test_files_of_any_format(tmp_path: Path) -> None:
    sidecar = b'["ferry.txt"]\noutlet = "Coast Wire"\npublished = 2026-11-02\n'
    file = put(
        tmp_path / "a.zip",
        ("in/ferry.txt", TEXT.encode()),
        ("in/outlets.toml", sidecar),  # as zip puts it
        ("in/ferry.jsonl", b'{"id": "one", "text": "Two."}\n'),
        ("in/README.md", b"about"),
        ("__MACOSX/in/._ferry.txt", b"\0"),
        ("in/picture.png", b"\x89PNG"),
    )
    articles, skipped = added(file)
    assert [(one.path, one.outlet, one.published) for one in articles] == [
        (f"{file}!in/ferry.txt", "Coast Wire", "2026-11-02"),
        (f"{file}!in/ferry.jsonl", None, None),
    ]
    assert skipped == []
    assert len({one.id for one in articles}) == 2


def test_the_sample_in_an_archive(tmp_path: Path) -> None:
    file = put(tmp_path / "a.zip", *((one.name, one.read_bytes()) for one in SAMPLE))
    assert whole(added(file)[0]) == 1.0


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("../../evil.txt", TEXT.encode(), "leads out"),
        ("/etc/evil.txt", TEXT.encode(), "leads out"),
        ("a/../../evil.txt", TEXT.encode(), "leads out"),
        ("..\\..\\evil.txt", TEXT.encode(), "leads out"),
        ("C:/evil.txt", TEXT.encode(), "leads out"),
        (link("link.txt"), b"/etc/passwd", "is a link"),
        ("inner.zip", b"PK\x05\x06" + bytes(18), "archive within an archive"),
        ("bomb.txt", bytes(20_000_000), "1,000-fold"),
        ("large.txt", bytes(range(64)) * 400_001, "larger than 25 MB"),
        ("\x1b]0;PWNED\x07.txt", b"", "is empty"),
    ],
    ids=["up", "root", "within", "strokes", "drive", "link", "archive", "bomb", "large", "orders"],
)
def test_attacks_are_left_out_and_the_others_read(
    tmp_path: Path, name: str | zipfile.ZipInfo, data: bytes, reason: str
) -> None:
    before = set(tmp_path.rglob("*"))
    file = put(tmp_path / "a.zip", (name, data), ("good.txt", TEXT.encode()))
    articles, skipped = added(file)
    assert [one.path for one in articles] == [f"{file}!good.txt"]
    (told,) = skipped
    assert reason in told.reason
    assert told.path.isprintable()
    assert set(tmp_path.rglob("*")) - before == {file}, "nothing is written"


def test_an_entry_that_lies_about_its_size(tmp_path: Path) -> None:
    file = put(tmp_path / "a.zip", ("bomb.txt", bytes(50_000_000)))
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", 90_000)
    file.write_bytes(data)
    articles, skipped = added(file)
    assert articles == []
    assert len(skipped) == 1 or "no file" in skipped[-1].reason


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    articles, skipped = added(tmp_path / "a.zip")
    assert articles == []
    assert len(skipped) == 1


def test_a_member_that_is_locked(tmp_path: Path) -> None:
    file = put(tmp_path / "a.zip", ("a.txt", TEXT.encode()))
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    file.write_bytes(data)
    assert "password" in added(file)[1][0].reason


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    file = put(tmp_path / "a.zip", *((f"{n}.txt", TEXT.encode()) for n in range(4)))
    assert "more than 3 files" in added(file)[1][0].reason


def page_of(text: str, title: str) -> bytes:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


Record = tuple[str, str, bytes, dict[str, str]]


def warc_of(records: list[Record], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, status, body, headers in records:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))
    return out.getvalue()


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("packed", [True, False])
def test_the_sample_in_a_web_archive(tmp_path: Path, packed: bool) -> None:
    def records() -> Iterator[Record]:
        for number, one in enumerate(SAMPLE):
            body = page_of(one.read_text(encoding="utf-8"), one.stem)
            if number % 3 == 1:
                yield (
                    f"https://wire.example/{one.stem}",
                    "200 OK",
                    gzip.compress(body),
                    HTML | {"Content-Encoding": "gzip"},
                )
            elif number % 3 == 2:
                chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
                yield f"https://wire.example/{one.stem}", "200 OK", chunked, HTML | {"Transfer-Encoding": "chunked"}
            else:
                yield f"https://wire.example/{one.stem}", "200 OK", body, HTML
        yield "https://wire.example/a.css", "200 OK", b"p {}", {"Content-Type": "text/css"}
        yield "https://wire.example/old", "301 Moved", b"", {"Location": "/new"}

    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(warc_of(list(records()), packed))
    articles, skipped = added(file)
    assert len(articles) == len(SAMPLE)
    assert articles[0].url is not None
    assert articles[0].url.startswith("https://wire.example/")
    assert whole(articles) >= 0.98
    assert [one.reason for one in skipped] == ["holds 2 records that are no articles"]


def test_a_web_archive_that_was_cut_short(tmp_path: Path) -> None:
    body = page_of(TEXT * 5, "Ferry")
    data = warc_of([(f"https://wire.example/{n}", "200 OK", body, HTML) for n in range(3)])
    (tmp_path / "a.warc.gz").write_bytes(data[: len(data) - 100])
    articles, skipped = added(tmp_path / "a.warc.gz")
    assert len(articles) >= 2
    assert all(one.reason.isprintable() for one in skipped)


def test_a_record_that_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(100_000_000))
    records = [
        ("https://wire.example/bomb", "200 OK", bomb, HTML | {"Content-Encoding": "gzip"}),
        ("https://wire.example/good", "200 OK", page_of(TEXT * 5, "Ferry"), HTML),
    ]
    (tmp_path / "a.warc.gz").write_bytes(warc_of(records))
    articles, _ = added(tmp_path / "a.warc.gz")
    assert [one.url for one in articles] == ["https://wire.example/good"]


@pytest.mark.parametrize(
    "data",
    [b"", b"WARC/1.0\r\n", b"no archive at all", gzip.compress(b"no archive", mtime=0), b"\x1f\x8b"],
    ids=["empty", "a head", "text", "packed text", "two bytes"],
)
def test_what_is_no_web_archive(data: bytes) -> None:
    found = list(warc.read(io.BytesIO(data), Hint("a.warc", "a.warc")))
    assert found
    assert all(isinstance(one, Skipped) for one in found)
