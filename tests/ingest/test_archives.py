"""ZIP archives: as Python and zip write them, and real attacks."""

from __future__ import annotations

import gzip
import io
import mailbox
import os
import shutil
import stat
import struct
import subprocess
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from ingested import SAMPLE, ingested, whole

from index.ingest import archives
from index.model import Article, Skipped

TEXT = "Ferry will sail\n\n“We counted the buoys twice,” said Ada Lind, the harbour master of Oss.\n"
MEGABYTE = bytes(1 << 20)
MOST_MEMORY = 100_000_000  # bytes: a file of 25 MB, its pieces and its text


def put(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file


def added(file: Path) -> tuple[list[Article], list[Skipped]]:
    return ingested(file)


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


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (mode | 0o777) << 16
    return info


def nested() -> bytes:
    """Archives within archives, as 42.zip has them."""
    data = TEXT.encode() * 1_000
    for depth in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip" if depth else f"{number}.txt", data)
        data = out.getvalue()
    return data


ATTACKS: dict[str, tuple[str | zipfile.ZipInfo, Callable[[], bytes], str]] = {
    "up": ("../../evil.txt", TEXT.encode, "leads out"),
    "root": ("/etc/evil.txt", TEXT.encode, "leads out"),
    "within": ("a/../../evil.txt", TEXT.encode, "leads out"),
    "two strokes": ("a//../../evil.txt", TEXT.encode, "leads out"),
    "strokes": ("..\\..\\evil.txt", TEXT.encode, "leads out"),
    "drive": ("C:/evil.txt", TEXT.encode, "leads out"),
    "link": (special("link.txt", stat.S_IFLNK), lambda: b"/etc/passwd", "is a link"),
    "pipe": (special("pipe.txt", stat.S_IFIFO), TEXT.encode, "no regular file"),
    "disk": (special("disk.txt", stat.S_IFBLK), TEXT.encode, "no regular file"),
    "archives within": ("inner.zip", nested, "archive within an archive"),
    "packed within": ("inner.jsonl.gz", lambda: gzip.compress(b'{"text": "a"}'), "archive within an archive"),
    "web archive within": ("inner.warc.gz", lambda: gzip.compress(b"WARC/1.0"), "archive within an archive"),
    "bomb": ("bomb.txt", lambda: bytes(20_000_000), "1,000-fold"),
    "large": ("large.txt", lambda: os.urandom(64) * 400_001, "larger than 25 MB"),
    "orders": ("\x1b]0;PWNED\x07.txt", bytes, "is empty"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_left_out_and_the_others_read(tmp_path: Path, attack: str) -> None:
    name, data, reason = ATTACKS[attack]
    before = set(tmp_path.rglob("*"))
    file = put(tmp_path / "a.zip", (name, data()), ("good.txt", TEXT.encode()))
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


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + bytes(18)],
    ids=["nothing", "a beginning", "text", "no members"],
)
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
    (told,) = added(file)[1]
    assert told.reason == archives.TOO_MANY


def test_a_list_of_members_without_end(tmp_path: Path) -> None:
    file = put(tmp_path / "a.zip", ("a.txt", TEXT.encode()))
    data = file.read_bytes()
    begin, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    number = archives.MAX_DIRECTORY // (end - begin) + 1
    size = number * (end - begin)
    listed = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, size, begin)
    where = struct.pack("<4sIQI", b"PK\x06\x07", 0, begin + size, 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    file.write_bytes(data[:begin] + data[begin:end] * number + listed + where + last)
    tracemalloc.start()
    try:
        (told,) = added(file)[1]
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert told.reason == archives.TOO_MANY


def test_one_bomb_under_many_names(tmp_path: Path) -> None:
    """The trick of David Fifield's bombs: what is packed stands there once, and is listed a thousand times."""
    content = bytes(24_000_000) + os.urandom(30_000)
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(content) + packing.flush()
    about = (8, 0, 33, zlib.crc32(content), len(packed), len(content), 8, 0)
    data = struct.pack("<4s2H3H3L2H", b"PK\x03\x04", 20, 0, *about) + b"0000.txt" + packed
    listed = b"".join(
        struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, *about, 0, 0, 0, 0, 0) + b"%04d.txt" % number
        for number in range(1_000)
    )
    (tmp_path / "a.zip").write_bytes(
        data + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1_000, 1_000, len(listed), len(data), 0)
    )
    articles, skipped = added(tmp_path / "a.zip")
    assert articles == []
    assert len(skipped) == archives.NAMED + 1
    assert "lies over another file" in skipped[0].reason
    assert skipped[-1].reason == "holds 900 more files that can't be read"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_that_python_unpacks_at_once(tmp_path: Path, method: int) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", method) as archive:
        with archive.open("bomb.txt", "w") as member:
            for _ in range(300):
                member.write(MEGABYTE)
        archive.writestr("good.txt", TEXT, zipfile.ZIP_DEFLATED)
    data = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", 90_000)  # it says that it is small
    file.write_bytes(data)
    tracemalloc.start()
    try:
        articles, (told,) = added(file)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert told.reason == "is packed in an uncommon way; unpack it first"
    assert len(articles) == 1


def spoiled(where: bytes, offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Something else at a place behind a signature's first occurrence."""

    def spoil(data: bytes) -> bytes:
        at = data.index(where) + offset
        return data[:at] + value + data[at + len(value) :]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (spoiled(b"PK\x03\x04", 30, b"\xff"), "is damaged"),  # a name that is no UTF-8 where the member stands
        (spoiled(b"PK\x03\x04", 0, b"XX"), "is damaged"),
        (spoiled(b"PK\x03\x04", 60, b"\xff\xff"), "is damaged"),
        (spoiled(b"PK\x01\x02", 42, b"\xff\xff\xff\x7f"), "is damaged"),  # far behind the end
        (spoiled(b"PK\x01\x02", 10, b"\x63\0"), "uncommon way"),
    ],
    ids=["name", "signature", "content", "place", "method"],
)
def test_a_damaged_member_costs_itself(tmp_path: Path, spoil: Callable[[bytes], bytes], reason: str) -> None:
    file = put(tmp_path / "a.zip", ("ä.txt", TEXT.encode() * 3), ("good.txt", TEXT.encode()))
    file.write_bytes(spoil(file.read_bytes()))
    articles, (told,) = added(file)
    assert [one.path for one in articles] == [f"{file}!good.txt"]
    assert reason in told.reason


def test_a_member_without_a_name_is_none(tmp_path: Path) -> None:
    file = put(tmp_path / "a.zip", ("a", TEXT.encode()), ("good.txt", TEXT.encode()))
    file.write_bytes(spoiled(b"PK\x01\x02", 46, b"\0")(file.read_bytes()))
    assert len(added(file)[0]) == 1


def test_a_mailbox_in_an_archive_as_takeouts_have_it(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "a.mbox")
    for number in range(2):
        message = EmailMessage()
        message["From"], message["Subject"], message["Message-ID"] = "a@wire.example", "x", f"<{number}@wire.example>"
        message.set_content(TEXT)
        box.add(message)
    box.close()
    file = put(tmp_path / "a.zip", ("Takeout/Mail/News.mbox", (tmp_path / "a.mbox").read_bytes()))
    articles, skipped = added(file)
    assert [one.path for one in articles] == [f"{file}!Takeout/Mail/News.mbox!{number}" for number in (1, 2)]
    assert skipped == []


def test_an_outlets_toml_that_can_not_be_read_costs_itself(tmp_path: Path) -> None:
    sidecars = [("outlets.toml", b"no toml"), ("in/outlets.toml", b"# " + os.urandom(600_000).hex().encode())]
    file = put(tmp_path / "a.zip", ("a.txt", TEXT.encode()), *sidecars)
    articles, skipped = added(file)
    assert len(articles) == 1
    assert [one.path for one in skipped] == [f"{file}!outlets.toml", f"{file}!in/outlets.toml"]
    assert "larger than 1 MB" in skipped[1].reason


@pytest.mark.skipif(shutil.which("zip") is None, reason="zip is not installed")
@pytest.mark.parametrize("options", [["-0"], ["-9"], ["-fz"]])
def test_the_sample_as_zip_packs_it(tmp_path: Path, options: list[str]) -> None:
    folder = SAMPLE[0].parent
    subprocess.run(["zip", "-q", "-r", *options, tmp_path / "a.zip", folder.name], cwd=folder.parent, check=True)
    articles, skipped = added(tmp_path / "a.zip")
    assert skipped == []
    assert whole(articles) == 1.0
    assert all(one.outlet for one in articles), "the sample's outlets.toml holds in the archive"


def test_a_link_that_zip_kept(tmp_path: Path) -> None:
    if shutil.which("zip") is None:
        pytest.skip("zip is not installed")
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret.txt")
    subprocess.run(["zip", "-q", "-y", "a.zip", "link.txt"], cwd=tmp_path, check=True)
    articles, skipped = added(tmp_path / "a.zip")
    assert articles == []
    assert skipped[0].reason == "is a link and was left out"
