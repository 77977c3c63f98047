"""Feeds of every kind, broken and hostile ones too: what is read in them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.ingest.feeds import Feed, article_of, feed_of, read
from index.ingest.feeds.articles import CONTENT, DESCRIPTION, given
from index.ingest.hints import Hint
from index.model import Article, Skipped

HINT = Hint("feed.xml", "https://harbour.example/feed")
TEXT = "<p>The ferry sails again, the harbour office said. “We open in May,” said Ada Lind.</p>"
RSS_HEAD = "<title>Harbour Times</title><link>https://harbour.example/</link>"
ITEM = "<title>Ferry sails</title><link>https://harbour.example/1</link>"
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{ns}" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">' + RSS_HEAD + "</channel>"
    '<item rdf:about="https://harbour.example/1">' + ITEM + "{more}</item></rdf:RDF>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Harbour Times</title>'
    '<entry><id>tag:1</id><title type="html">Ferry &lt;b&gt;sails&lt;/b&gt;</title>'
    '<link rel="alternate" href="/1"/><published>2026-11-02T10:00:00+01:00</published>'
    "<author><name>Edda Quill</name></author>{content}</entry></feed>"
)


def feed(data: str | bytes, **how: str) -> Feed:
    found = feed_of(data.encode() if isinstance(data, str) else data, **how)
    assert isinstance(found, Feed), found
    return found


def rss(item: str = ITEM, version: str = "2.0", head: str = "", title: str = "Harbour Times") -> str:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    )
    return f'{head}<rss version="{version}" {spaces}><channel><title>{title}</title><item>{item}</item></channel></rss>'


@pytest.mark.parametrize("version", ["0.91", "0.92", "0.93", "2.0"])
def test_every_rss_is_read(version: str) -> None:
    found = feed(rss(f"{ITEM}<description>{TEXT.replace('<', '&lt;')}</description>", version))
    assert found.title == "Harbour Times"
    (entry,) = found.entries
    assert (entry.title, entry.url, entry.full) == ("Ferry sails", "https://harbour.example/1", False)


def test_rss_0_91_of_netscape_with_its_document_type_is_read() -> None:
    head = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.example/rss-0.91.dtd">'
    )
    assert feed(rss("<title>Caf&eacute; am Kai</title>", "0.91", head)).entries[0].title == "Café am Kai"


@pytest.mark.parametrize("ns", ["http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/"])
def test_rss_in_rdf_is_read(ns: str) -> None:
    (entry,) = feed(RDF.format(ns=ns, more="<dc:date>2026-11-02</dc:date><dc:creator>Edda Quill</dc:creator>")).entries
    assert (entry.title, entry.url) == ("Ferry sails", "https://harbour.example/1")
    assert (entry.published, entry.author) == ("2026-11-02", "Edda Quill")


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">{TEXT.replace("<", "&lt;")}</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content>',
        f'<content type="text">{TEXT[3:-4]}</content>',
        f'<content type="html"><![CDATA[{TEXT}]]></content>',
    ],
)
def test_atom_is_read_however_its_content_is_written(content: str) -> None:
    found = feed(ATOM.format(content=content), url="https://harbour.example/atom")
    assert (found.title, found.language) == ("Harbour Times", "en")
    (entry,) = found.entries
    assert (entry.name, entry.title, entry.author) == ("tag:1", "Ferry sails", "Edda Quill")
    assert (entry.url, entry.published) == ("https://harbour.example/1", "2026-11-02T10:00:00+01:00")
    article = article_of(entry, found.title, HINT)
    assert isinstance(article, Article)
    assert article.text == TEXT[3:-4]


@pytest.mark.parametrize("version", ["1", "1.1"])
@pytest.mark.parametrize("media", ["application/feed+json", "application/json", "text/plain"])
def test_json_feed_is_read(version: str, media: str) -> None:
    authors = {"author": {"name": "Edda Quill"}} if version == "1" else {"authors": [{"name": "Edda Quill"}, 7, {}]}
    item = {"id": 17, "url": "/1", "title": "Ferry sails", "content_html": TEXT, "date_published": "2026-11-02"}
    whole = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "Harbour Times",
        "language": "en-GB",
        "items": [item | authors, None, {"id": "2", "content_text": "One.\n\nTwo & <three>."}],
    }
    found = feed(json.dumps(whole), media=media, url="https://harbour.example/feed.json")
    first, second = found.entries
    assert (first.name, first.url, first.author, first.published) == (
        *("17", "https://harbour.example/1"),
        *("Edda Quill", "2026-11-02"),
    )
    assert (first.title, first.language, found.title) == ("Ferry sails", "en", "Harbour Times")
    assert second.content == "<p>One.</p><p>Two &amp; &lt;three&gt;.</p>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"hello", "is no feed"),
        (b"\x00\x01\x02", "is no feed"),
        (b"<!doctype html><html><body><p>hello</p></body></html>", "is a web page, not a feed"),
        (b"<root><child/></root>", "is no feed"),
        (b"{", "is no JSON Feed"),
        (b'{"items": 7}', "is no JSON Feed: it has no items"),
        (b'{"items":' + b"[" * 200_000, "is no JSON Feed"),
        (b'{"items":[{"id":' + b"1" * 10_000 + b"}]}", "is no JSON Feed"),
        (b'{"title": "\xff"}', "is no JSON Feed"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, says: str) -> None:
    found = feed_of(data)
    assert isinstance(found, str)
    assert found.startswith(says)


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        (rss(f"{ITEM}<description>A & B</description>"), "Ferry sails"),  # a bare ampersand
        (rss(f"{ITEM}<description>x<br>y</description>"), "Ferry sails"),  # HTML, not XML
        (rss(ITEM).removesuffix("</channel></rss>"), "Ferry sails"),  # cut off
        (rss("<title>A\x0bB</title>"), "A B"),  # a character that XML does not allow
        (rss("<title>x&#55357;&#56832;y</title>"), "x😀y"),  # half an emoji each
        (rss("<title>x&#99999999999;y</title>"), "x\ufffdy"),
        (rss("<title>x&#xD800;y</title>"), "x\ufffdy"),
        (rss("<title>Caf&eacute;&nbsp;Kai</title>"), "Café Kai"),  # what no XML parser knows
        (rss("<title>5 &lt; 6 &amp;amp; 7</title>"), "5 < 6 & 7"),
        ("\n\n  " + rss(ITEM), "Ferry sails"),
        ("Warning: mysql in line 7\n" + rss(ITEM), "Ferry sails"),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go(broken: str, title: str) -> None:
    assert feed(broken).entries[0].title == title


SAID = "“Ja,” sagte Édouard"


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", None, None),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "iso-8859-1", None),  # it says one thing, and is another
        ("utf-8", "utf-8", "iso-8859-1"),  # so says its server
        ("utf-8", "no-such-thing", "nor-this"),
        ("utf-8", "utf-7", "punycode"),  # Python's own
        ("utf-8-sig", "utf-8", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-16", None),
        ("utf-32", None, None),
        ("cp1252", "windows-1252", None),
        ("cp1252", "iso-8859-1", None),  # curly marks, where Latin-1 has orders to a terminal
        ("cp1252", None, "iso-8859-1"),
        ("cp1252", "utf-8", None),
        ("cp1252", None, None),
    ],
)
def test_text_is_read_in_the_encoding_that_it_is_in(encoding: str, declared: str | None, charset: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    data = rss(f"<title>{SAID}</title>", head=head).encode(encoding)
    found = feed_of(data, charset=charset)
    assert isinstance(found, Feed)
    assert found.entries[0].title == SAID


def test_a_summary_cut_within_a_character_does_not_change_the_rest() -> None:
    data = rss(f"<title>{SAID}</title><description>~~</description>").encode()
    found = feed(data.replace(b"~~", b"Caf\xc3"))
    assert found.entries[0].title == SAID


# --- attacks: what is behind an entity is never put in its place, whatever the encoding hides

LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a0 "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY out SYSTEM "{secret}"><!ENTITY % more SYSTEM "{secret}"> %more;]>'
)
ATTACKS = {
    "on one line": lambda xml: f'<?xml version="1.0"?>{xml}'.encode(),
    "on lines": lambda xml: f'<?xml version="1.0"?>\n{xml}'.replace("<!ENTITY", "\n<!ENTITY").encode(),
    "in small letters": lambda xml: xml.replace("DOCTYPE", "doctype").encode(),
    "after a comment with an element": lambda xml: f"<!-- <rss --> {xml}".encode(),
    "after rubbish": lambda xml: f"x\n{xml}".encode(),
    "with a bracket in quotes": lambda xml: xml.replace("[<!ENTITY", "[<!ENTITY q ']>'><!ENTITY", 1).encode(),
    "twice": lambda xml: f"<!DOCTYPE r>{xml}".encode(),
    "UTF-16": lambda xml: f'<?xml version="1.0" encoding="utf-16"?>{xml}'.encode("utf-16"),
    "UTF-16 without mark": lambda xml: f'<?xml version="1.0" encoding="utf-16"?>{xml}'.encode("utf-16-be"),
    "UTF-32": lambda xml: xml.encode("utf-32"),
    "UTF-7": lambda xml: b'<?xml version="1.0" encoding="utf-7"?>' + xml.replace("<", "+ADw-").encode(),
    "EBCDIC": lambda xml: f'<?xml version="1.0" encoding="cp037"?>{xml}'.encode("cp037"),
}


@pytest.mark.parametrize("how", ATTACKS)
def test_no_entity_is_expanded_and_no_file_opened(how: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("open sesame", encoding="utf-8")
    attack = LAUGHS.replace("{secret}", secret.as_uri()) + rss("<title>&a9; &out;</title><link>&a9;&out;</link>")
    found = feed_of(ATTACKS[how](attack))
    told = found if isinstance(found, str) else repr(found)
    assert "sesame" not in told
    assert "haha" not in told
    assert len(told) < 2_000


def test_long_entities_are_not_expanded_either() -> None:
    attack = '<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY long "' + "x" * 100_000 + '">\n]>\n'
    for head in (attack, "rubbish\n" + attack):
        assert len(repr(feed_of((head + rss("<title>" + "&long;" * 1_000 + "</title>")).encode()))) < 50_000


def test_an_article_on_entities_is_none() -> None:
    text = '<![CDATA[<!DOCTYPE html [<!ENTITY x "y">]> is how it begins.]]>'
    assert "is how it begins" in str(feed(rss(f"<description>{text}</description>")).entries[0].content)


@pytest.mark.parametrize(
    "flood",
    [
        "<a>" * 1_000_000,
        "<item>" * 1_000_000,
        "<" * 2_000_000,
        "&" * 2_000_000,
        "<!--" * 500_000,
        "<!DOCTYPE a [ <!-- " * 200_000,
        "<item " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>",
    ],
    ids=lambda flood: flood[:12],
)
def test_floods_are_not_waited_for(flood: str) -> None:
    """The longest of these would take minutes and gigabytes to read."""
    for data in (f"<rss version='2.0'><channel>{flood}", flood):
        found = feed_of(data.encode())
        assert isinstance(found, str)


def test_depth_in_content_is_no_danger() -> None:
    found = feed(rss(f"{ITEM}<description><![CDATA[{'<div>' * 300_000}deep{'</div>' * 300_000}]]></description>"))
    assert len(found.entries) == 1


def test_larger_feeds_than_any_are_not_read() -> None:
    assert "larger than 10 MB" in str(feed_of(b"<rss>" + b" " * 10_000_000))


# --- what an entry gives

LONG = TEXT * 20


@pytest.mark.parametrize(
    ("content", "summary", "whole"),
    [
        (LONG, None, True),
        (LONG, "A teaser", True),
        (TEXT, None, False),  # too short to be sure: its page is asked for
        (f"{LONG}<p>Read more</p>", None, False),
        (f"{LONG}<p>And then […]</p>", None, False),
        (f"{LONG}<p>And then &#8230;</p>", None, False),
        (f'{LONG}<p>The post <a href="#">Ferry</a> appeared first on <a href="#">Times</a>.</p>', None, True),
        (None, LONG, True),
        (None, TEXT, False),
        (None, f"<p>{'word ' * 400}</p>", False),  # one block of so many words may well be a teaser
        (None, f"{LONG} ...", False),
        (None, None, False),
    ],
)
def test_whether_a_feed_gives_the_text_in_full(content: str | None, summary: str | None, whole: bool) -> None:
    assert given(content, summary)[1] is whole
    assert CONTENT < len(LONG) < 2 * DESCRIPTION


def test_entries_of_a_file_are_articles_where_it_has_their_text() -> None:
    items = (
        f"{ITEM}<guid>a</guid><content:encoded><![CDATA[<h2>Ferry sails</h2>{LONG}]]></content:encoded>",
        "<title>Bell found</title><link>https://harbour.example/2</link><description>A teaser…</description>",
        f"<title>No page</title><guid>c</guid><description>{TEXT.replace('<', '&lt;')}</description>",
        f"{ITEM}<guid>a</guid><description>the same name again</description>",
    )
    first, second, third = read(io.BytesIO(rss("</item><item>".join(items)).encode()), HINT)
    assert isinstance(first, Article)
    assert (first.title, first.site, first.path) == ("Ferry sails", "Harbour Times", "https://harbour.example/1")
    assert first.text.count("\n\n") == 19, "paragraphs stand apart, the headline above them is the title"
    assert isinstance(second, Skipped)
    assert "quoth add https://harbour.example/2" in second.reason
    assert isinstance(third, Article)
    assert third.url is None
    assert len({first.id, third.id}) == 2


def test_an_update_has_another_digest_and_a_counter_in_the_markup_has_not() -> None:
    def digest(text: str, updated: str = "2026-11-02T10:00:00Z") -> str:
        more = f'<content type="html"><![CDATA[{text}]]></content><updated>{updated}</updated>'
        return feed(ATOM.format(content=more)).entries[0].digest

    assert digest(TEXT) == digest(f'{TEXT}<img src="https://count.example/{7**9}">')
    assert digest(TEXT) != digest(TEXT.replace("May", "June"))
    assert digest(TEXT) != digest(TEXT, "2026-11-03T10:00:00Z")


def test_what_counts_readers_is_not_the_address() -> None:
    item = (
        "<title>x</title><link>https://count.example/~r/1</link>"
        "<feedburner:origLink>https://harbour.example/1</feedburner:origLink>"
    )
    assert feed(rss(item)).entries[0].url == "https://harbour.example/1"
    for link in ("javascript:alert(1)", "file:///etc/passwd", "ftp://harbour.example/1"):
        assert feed(rss(f"<title>x</title><link>{link}</link>")).entries[0].url is None


def test_a_plain_command_does_without_the_libraries_of_feeds() -> None:
    code = "import sys, tui.__main__, tui.commands.printing, index.library; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"feedparser", "listparser", "lxml", "trafilatura", "urllib3", "courlan", "concurrent.futures"}
    assert not set(done.stdout.split()) & heavy
