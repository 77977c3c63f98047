"""In which encoding a page is written: what its server, the page and its bytes say of it may all be wrong."""

from __future__ import annotations

import pytest
from written import PROSE, WORDS, article, page, prose

from index.ingest.pages.decoding import decoded

GERMAN = "“Die Fähre fährt am Montag um acht Uhr früh,” sagte Ada Lind, die Hafenmeisterin von Oss, am Kai."
RUSSIAN = "«Паром отправляется в понедельник», сказала Ада Линд, начальник порта, на причале в воскресенье."
JAPANESE = "「渡し船は月曜日の朝八時に出ます」と港長のアダ・リンドは日曜日に岸壁で記者団に語った。"


def told(charset: str) -> str:
    return f"<meta charset={charset}>" if charset else ""


@pytest.mark.parametrize(
    ("text", "written", "said", "server"),
    [
        (GERMAN, "cp1252", "windows-1252", None),
        (GERMAN, "cp1252", "", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1", None),  # as browsers read it: nobody has curly marks in true Latin-1
        (GERMAN, "cp1252", "", "iso-8859-1"),
        (GERMAN, "cp1252", "us-ascii", None),
        (GERMAN, "cp1252", "utf-8", None),
        (GERMAN, "cp1252", "utf-8", "windows-1252"),
        (GERMAN, "cp1252", "", None),
        (GERMAN, "cp1252", "bogus", "rot13"),
        (GERMAN, "utf-8", "", None),
        (GERMAN, "utf-8", "iso-8859-1", None),
        (GERMAN, "utf-8", "", "iso-8859-1"),
        (GERMAN, "utf-8", "utf-16", None),
        (GERMAN, "utf-8", "utf-7", "utf-7"),
        (GERMAN, "utf-8", "", "base64"),
        (GERMAN, "utf-8-sig", "iso-8859-1", "iso-8859-1"),
        (GERMAN, "utf-16", "", None),
        (GERMAN, "utf-16-le", "", None),
        (GERMAN, "utf-16-be", "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", "", "windows-1251"),
        (JAPANESE, "shift_jis", "shift_jis", None),
        (JAPANESE, "euc_jp", "", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", None),
    ],
)
def test_what_is_written_is_read(text: str, written: str, said: str, server: str | None) -> None:
    data = page(f"<article>{prose(text, PROSE)}</article>", told(said)).decode().encode(written)
    assert text in article(data, charset=server).text


def test_the_declaration_of_xhtml_and_the_older_one_of_html_are_heard() -> None:
    older = "<meta http-equiv=content-type content='text/html; charset=windows-1251'>"
    data = page(prose(RUSSIAN, PROSE), older).decode().encode("cp1251")
    assert RUSSIAN in article(data).text
    data = b"<?xml version='1.0' encoding='windows-1251'?>" + page(prose(RUSSIAN, PROSE)).decode().encode("cp1251")
    assert RUSSIAN in article(data).text


@pytest.mark.parametrize("broken", [b"\xff", b"\xe2\x80", b"\x80\x81"])
def test_a_slip_makes_no_page_unreadable(broken: bytes) -> None:
    data = page(f"<article>{prose(GERMAN, PROSE)}</article>").replace(b"counted", b"cou" + broken + b"nted")
    text = article(data).text
    assert GERMAN in text
    assert "\ufffd" in text


def test_what_was_cut_within_a_character_is_read() -> None:
    data = page(f"<article>{prose(GERMAN, PROSE)}</article>") + "“".encode()[:2]
    assert GERMAN in article(data).text


def test_no_bytes_are_unreadable() -> None:
    for data in (b"", b"\xff", bytes(range(256)) * 4, b"\xff\xfe\x00", b"\0" * 9, b"<meta charset=" + b"x" * 9_000):
        assert isinstance(decoded(data, "utf-8"), str)
    assert WORDS in decoded(WORDS.encode("cp1252"), "latin1")
