"""What has no name that tells its format: standard input, downloads, files without an ending."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from index.ingest import formats, piped, read, sources
from index.ingest.described import ADDRESS, DESCRIBED
from index.ingest.sniffing import guessed
from index.ingest.sources import Address
from index.model import Article, Skipped

BODY = "Ada Lind spoke in Oss on Monday. “Nothing is final,” she said.\n"
MAIL = f"Received: by mail.example\r\nFrom: Oss <a@oss.example>\r\nSubject: No\r\n\r\n{BODY}"


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, BODY)
    return made.getvalue()


BEGINNINGS: list[tuple[str | bytes, str | None]] = [
    (BODY, "text"),
    ("", "text"),
    (BODY.encode("utf-16"), "text"),
    ("\ufeff" + BODY, "text"),
    ("é" * 40_000, "text"),  # cut amid a character
    ("“From Oss to Brack,” she said.\n\nFrom there on: nothing.\n", "text"),
    ("From Oss at 10:30, she said:\nWe sail.\n", "text"),
    ("Title: A toll\nDate: today\n\n" + BODY, "text"),
    ("{sic} she said", "text"),
    ("--- she said", "text"),
    ("# A toll\n\n" + BODY, "text"),
    ("---\ntitle: A toll\n---\n" + BODY, "markdown"),
    ("+++\r\ntitle = 'A toll'\r\n+++\r\n" + BODY, "markdown"),
    ('{"id": "1", "text": "x"}\n', "jsonl"),
    ('\ufeff{ "id": "1"}', "jsonl"),
    (gzip.compress(b'{"id": "1"}'), "jsonl"),
    ("title,text\nA,B\n", "csv"),
    ("\n\nDate;Headline;Full Text\n", "csv"),
    ("title\ttext\n".encode("utf-16"), "csv"),
    ("  <!DOCTYPE html><title>x", "page"),
    ("<!-- saved --><html>", "page"),
    ("<?xml version='1.0'?><html xmlns='x'>", "page"),
    ("<p>She said", "page"),
    ("<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "feed"),
    ("<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
    ("<rdf:RDF xmlns:rdf='x'>", "feed"),
    ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
    ("%PDF-1.7\n%\xe2", "pdf"),
    (MAIL, "mail"),
    (f"From a@oss.example Mon Nov  2 10:30:00 2026\n{MAIL}", "mbox"),
    (
        "From: <Saved>\r\nSnapshot-Content-Location: https://a.example\r\nContent-Type: multipart/related;\r\n\r\n",
        "mhtml",
    ),
    ("WARC/1.0\r\nWARC-Type: response\r\n", "warc"),
    (gzip.compress(b"WARC/1.1\r\n"), "warc"),
    (zipped("a.txt"), "zip"),
    (zipped("[Content_Types].xml"), None),  # an office document
    (b"\x89PNG\r\n\x1a\n", None),
    (b"caf\xe9", "text"),  # whose reader tells how to convert it
    (b"caf\xe9\x01", None),
    (b"a\0b", None),
    (r"{\rtf1\ansi x}", None),
    ("<?xml version='1.0'?><svg/>", None),
    ("#!/bin/sh\n", None),
    ('[{"text": "x"}]', None),
]


@pytest.mark.parametrize(("data", "name"), BEGINNINGS, ids=range(len(BEGINNINGS)))
def test_a_format_is_told_by_how_it_begins(data: str | bytes, name: str | None) -> None:
    found = guessed(data.encode() if isinstance(data, str) else data)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("unit", [b"A:\n", b"A: b\n c\n", b"<", b"From 00:00", b"{ ", b"a,", b'"', b"---\n", b"\n"])
def test_no_beginning_takes_long(unit: bytes) -> None:
    guessed(unit * 30_000)  # pytest's own limit of time is what would fail


def taken(*named: Path | str, **options: Any) -> tuple[list[Article], list[Skipped]]:
    found: list[Article | Skipped] = []
    for item in sources([str(one) for one in named], **options):
        found += [item] if isinstance(item, Skipped) else read(item)
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Skipped)]


def piped_in(data: str | bytes, **options: Any) -> tuple[list[Article], list[Skipped]]:
    return taken("-", stdin=io.BytesIO(data if isinstance(data, bytes) else data.encode()), **options)


def test_files_that_were_named_may_be_called_anything(tmp_path: Path) -> None:
    (tmp_path / "noted").write_text(BODY, encoding="utf-8")
    (tmp_path / "export.dat").write_text("Headline;Body\nNo;She said “no.”\n", encoding="utf-8")
    (tmp_path / "packed").write_bytes(gzip.compress(b'{"id": "1", "text": "x"}\n'))
    articles, skipped = taken(tmp_path / "noted", tmp_path / "export.dat", tmp_path / "packed")
    assert [one.text for one in articles] == [BODY, "She said “no.”", "x"]
    assert skipped == []
    assert "holds no file that quoth reads" in taken(tmp_path)[1][0].reason, "nobody named them"


def test_a_format_said_by_hand_holds_for_all(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("# A *toll*\n\nText.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("A *toll*", encoding="utf-8")
    (tmp_path / "outlets.toml").write_text('["one"]\noutlet = "Coast Wire"\n', encoding="utf-8")
    (one, two), skipped = taken(tmp_path, form=formats.named("markdown"))
    assert (one.text, one.outlet, two.text, skipped) == ("A toll\n\nText.", "Coast Wire", "A toll", [])
    (address,) = sources(["https://a.example"], form=formats.named("csv"))
    assert isinstance(address, Address)
    assert address.format == formats.named("csv")


@pytest.mark.parametrize("name", ["README.md", "readme.markdown", "License.MD", "CHANGELOG.md", "Contributing.md"])
def test_what_tells_of_its_folder_is_left_aside(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    (tmp_path / "reading.md").write_text(BODY, encoding="utf-8")
    assert [Path(one.path or "").name for one in taken(tmp_path)[0]] == ["reading.md"]
    assert len(taken(tmp_path / name)[0]) == 1, "it was named"


def test_the_samples_own_page_is_none_of_its_articles() -> None:
    articles, skipped = taken(Path(__file__).parents[2] / "seeds")
    assert skipped == []
    assert {Path(one.path or "").suffix for one in articles} == {".txt", ".jsonl"}


def test_what_is_piped_in_becomes_articles() -> None:
    (one,), _ = piped_in(BODY, outlet="Coast Wire")
    assert (one.text, one.path, one.outlet) == (BODY, "-", "Coast Wire")
    assert piped_in(BODY)[0][0].id == one.id != piped_in(BODY + "More.")[0][0].id
    table = "title,text\nA,One\nB,Two\n"
    rows, _ = piped_in(table)
    more, _ = piped_in(table + "C,Three\n")
    assert [row.id for row in rows] == [row.id for row in more[:2]], "rows have ids of their own"
    assert [one.text for one in piped_in(gzip.compress(b'{"text": "x"}'))[0]] == ["x"]
    assert [one.text for one in piped_in(zipped("a.txt"))[0]] == [BODY], "it is read in any order"
    assert piped_in("A *toll*", form=formats.named("markdown"))[0][0].text == "A toll"


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "is empty"), (b" \n", "is empty"), (b"\x89PNG\0", "--as"), (b"caf\xe9", "convert it")]
)
def test_what_can_not_be_read_is_said(data: bytes, says: str) -> None:
    articles, (skipped,) = piped_in(data)
    assert (articles, skipped.path) == ([], "-")
    assert says in skipped.reason


def test_nothing_is_piped_into_a_reader() -> None:
    _, (skipped,) = taken("-")
    assert "standard input" in skipped.reason


def test_what_is_too_much_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piped, "MOST", 100_000)
    _, (skipped,) = piped_in("word " * 30_000)
    assert "save it to a file" in skipped.reason


def test_what_was_stopped_amid_its_bytes_is_no_article() -> None:
    (source,) = sources(["-"], stdin=io.BytesIO(BODY.encode() * 10_000))
    assert not isinstance(source, Skipped)
    assert list(read(source, stop=lambda: True)) == []


def test_every_format_is_described_and_nothing_else() -> None:
    assert {one.name for one in formats.TABLE} == set(DESCRIBED) - {ADDRESS}
