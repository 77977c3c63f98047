"""Web pages: what of them is the article, what they say of themselves, and what attacks."""

from __future__ import annotations

import io
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from written import HINT, PROSE, WORDS, article, page, prose

from index.extracting import quotations_of
from index.ingest import mhtml
from index.ingest.hints import Hint
from index.ingest.pages import MAX_BYTES, article_of
from index.ingest.pages.fragments import text_of
from index.model import Article, Skipped

SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def test_what_a_page_says_of_itself() -> None:
    head = (
        "<meta property='og:title' content='Ferry will sail'><meta property='og:site_name' content='Coast Wire'>"
        "<meta name=author content='Bea Quill'><meta property='article:published_time' content='2026-11-02T10:00:00Z'>"
        "<meta property='article:modified_time' content='2026-11-05T10:00:00Z'>"
        "<link rel=canonical href='https://wire.example/2026/ferry'>"
    )
    found = article(page(f"<article><h1>Ferry will sail</h1>{prose(PROSE, WORDS, PROSE * 2)}</article>", head))
    assert (found.title, found.site, found.author) == ("Ferry will sail", "Coast Wire", "Bea Quill")
    assert (found.published, found.url, found.language) == ("2026-11-02", "https://wire.example/2026/ferry", "en")
    assert not found.text.startswith("Ferry will sail"), "the headline is the title"
    assert WORDS in found.text.split("\n\n")


def test_what_a_command_line_says_wins() -> None:
    hint = Hint("a.html", "/a.html", outlet="Harbour Post", title="Another", published="2026-11-04", author="C.")
    found = article(page(f"<article>{prose(PROSE, WORDS)}</article>"), hint)
    assert (found.outlet, found.title, found.published, found.author) == ("Harbour Post", "Another", "2026-11-04", "C.")


def test_a_canonical_address_elsewhere_is_not_believed() -> None:
    head = "<link rel=canonical href='https://other.example/stolen'>"
    found = article(page(f"<article>{prose(PROSE, WORDS)}</article>", head))
    assert found.url == "https://wire.example/ferry"


def test_what_stands_around_the_article_is_left_out() -> None:
    links = "".join(f"<li><a href=/{n}>“Nothing of it is true,” says envoy number {n}</a></li>" for n in range(5))
    promo = "<p>Follow us on Twitter, where “everything” is said.</p>"
    body = f"<nav><ul>{links}</ul></nav><article>{prose(PROSE, WORDS, PROSE * 3)}<ul>{links}</ul>{promo}</article>"
    text = article(page(body + "<div id=comments><p>“I don't believe it,” says a reader.</p></div>")).text
    assert WORDS in text
    assert "Nothing of it" not in text
    assert "everything" not in text
    assert "believe" not in text


@pytest.mark.parametrize(("end", "kept"), [("…", False), ("… Read more", False), ("in Oss.", True)])
def test_beginnings_of_other_articles_are_left_out(end: str, kept: bool) -> None:
    """Those that break off; the entries of a running report don't."""
    other = "<article><p>“Story {} is another one,” said Tor Hale, the envoy, and went on {}</p></article>"
    others = "".join(other.format(name, end) for name in "abcd")
    text = article(page(f"<main><article>{prose(PROSE, WORDS, PROSE * 2)}{others}</article></main>")).text
    assert WORDS in text
    assert ("Story b" in text) is kept


def test_an_article_in_several_containers_is_whole() -> None:
    parts = [
        f"“This is sentence number {n} of what we said,” said Ada Lind to the reporters on the quay." for n in range(9)
    ]
    boxes = "".join(
        f"<div class=body>{prose(*parts[at : at + 3], PROSE)}</div><div class=ad>Advertisement</div>"
        for at in (0, 3, 6)
    )
    text = article(page(f"<main><div class=grid>{boxes}</div></main>")).text
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places), "each in its place"


def test_block_quotations_and_lists_are_kept_apart() -> None:
    body = (
        f"<article>{prose(PROSE)}<blockquote><p>{WORDS}</p></blockquote><ul><li>Monday: the first ferry, with nobody"
        f" on board.<li>Tuesday: the second one.</ul>{prose(PROSE * 2)}</article>"
    )
    blocks = article(page(body)).text.split("\n\n")
    assert WORDS in blocks
    assert any("Monday" in one and "Tuesday" not in one for one in blocks)


def test_the_sample_as_pages() -> None:
    wanted = there = 0
    for file in SAMPLE:
        text = file.read_text(encoding="utf-8")
        made = article(page(f"<nav><a href=/>Home</a></nav><article>{prose(*text.split(chr(10) * 2))}</article>"))
        plain = {" ".join(q.text.split()) for q in quotations_of(Article("x", text)) if q.kind != "indirect"}
        got = " ".join(made.text.split())
        title = made.title or ""
        wanted += len(plain)
        there += sum(q in got or q in title or q in text.split("\n")[0] for q in plain)
    assert there / wanted >= 0.98


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", "is empty"),
        (b"no page at all", "is no web page"),
        (b"\x00\x01\x02" * 100, "is no web page"),
        (page(""), "no text of an article"),
        (page("<p>Please enable cookies to go on.</p>"), "subscribers or after a question"),
        (b"<html>" + b"x" * MAX_BYTES, "larger than 10 MB"),
    ],
)
def test_what_holds_no_article(html: bytes, reason: str) -> None:
    found = article_of(html, HINT)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_orders_to_a_terminal_and_scripts_are_no_text() -> None:
    evil = "\x1b]0;PWNED\x07\x1b[31m&#27;]52;c;QQ==&#7;&#155;31m\x9b31m<script>alert(1)</script>"
    head = f"<meta property='og:site_name' content='{evil}'><meta name=author content='{evil}'>"
    found = article(page(f"<article><h1>Ferry {evil}</h1>{prose(PROSE + evil, WORDS)}</article>", head))
    assert all(c.isprintable() or c == "\n" for c in found.text)
    assert "alert" not in found.text
    for value in (found.title, found.site, found.author, found.outlet):
        assert value is None or value.isprintable()


@pytest.mark.parametrize(
    "body",
    ["<div>" * 20_000, "<p><a href=x>" * 5_000, "<table><tr><td>" * 3_000, "<!--" * 50_000, "<p>" + "<b " * 50_000],
)
def test_deep_and_broken_markup_ends(body: str) -> None:
    found = article_of(page(body + prose(PROSE, WORDS)), HINT)
    assert isinstance(found, Article | Skipped)


def test_entities_are_not_expanded() -> None:
    html = b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + page(
        f"<article>{prose(PROSE + '&a; &b;', WORDS)}</article>"
    )
    assert "root:" not in article(html).text


def test_a_page_saved_as_one_file() -> None:
    made = MIMEMultipart("related")
    made["Snapshot-Content-Location"] = "https://wire.example/saved"
    made["Subject"] = "Ferry"
    made.attach(MIMEText(page(f"<article>{prose(PROSE, WORDS)}</article>").decode(), "html", "utf-8"))
    (found,) = mhtml.read(io.BytesIO(made.as_bytes()), Hint("a.mhtml", "/a.mhtml"))
    assert isinstance(found, Article)
    assert WORDS in found.text
    assert found.url == "https://wire.example/saved"
    for data in (b"", b"no page", b"Content-Type: multipart/related; boundary=a\n\n--a\n"):
        (told,) = mhtml.read(io.BytesIO(data), Hint("a.mhtml", "/a.mhtml"))
        assert isinstance(told, Skipped)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a “b<br>c”</p><p>d", "a “b c”\n\nd"),
        ("a<br><br>b<br/>\n<br/>c", "a\n\nb\n\nc"),
        ("<p>said <q>yes</q></p>", "said “yes”"),
        ("<ul><li>x<li>y</ul>z", "x\n\ny\n\nz"),
        ("<script>x</script><!-- y -->z", "z"),
        ("&lt;b&gt; &amp; &nbsp;c", "<b> & c"),
        ("", ""),
        ("\0", ""),
    ],
)
def test_all_of_a_fragment_is_text(html: str, text: str) -> None:
    assert text_of(html) == text
