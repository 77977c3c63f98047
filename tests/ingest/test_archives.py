"""ZIP archives and web archives: real ones, and real attacks."""

from __future__ import annotations

import gzip
import io
import os
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
        ("large.txt", os.urandom(64) * 400_001, "larger than 25 MB"),
        ("\x1b]0;PWNED\x07.txt", b"", "is empty"),
    ],
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
