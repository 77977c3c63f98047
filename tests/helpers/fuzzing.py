"""What is done to hostile input, and what must hold: a fixed number of times in the tests, for hours by a script.

Whatever comes in, a reader gives articles or sentences, a scanner gives places in its text, a query is understood or
told what is wrong with it; nothing raises, and nothing takes more than its share of time.
"""

from __future__ import annotations

import base64
import email.message
import gzip
import hashlib
import io
import json
import mailbox
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pdfs
from hypothesis import strategies as st
from ingested import SAMPLE, ingested
from rich.cells import cell_len

from index import versions
from index.addresses import canonical, is_address
from index.checking.asked import asked
from index.extracting import quotations_of
from index.feeds import opml
from index.ingest.hints import broken_characters, parsed_sidecar
from index.library import Library
from index.matching import compare
from index.model import Article
from index.outlets import host_of
from index.query import QueryProblem
from index.query.language import parse
from index.versions import Version
from tui.markdown import in_markdown, linked
from tui.render import fit, one_line, printable, wrap

SLOW: Final = 20.0  # seconds of one example, on a machine that does much else: none of them is larger than 200 kB
ORDERS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WORDS: Final = (
    *(
        "“",
        "”",
        "‘",
        "’",
        "„",
        "«",
        "»",
        "「",
        "」",
        '"',
        "'",
        "said",
        " said Ada Lind.",
        "sagte",
        "a dit",
        "Lind: ",
        "\n\n",
    ),
    *(
        "AND",
        " OR ",
        "NOT ",
        "speaker:",
        "quote:",
        "(",
        ")",
        "*",
        "?",
        "~9",
        "^",
        "NEAR/3",
        "..",
        "[2026-11-02 TO",
        "\\",
    ),
    *(
        "\x1b]0;x\x07",
        "\x9b31m",
        "\u202e",
        "\u200d",
        "\u0301" * 40,
        "\ud800",
        "\x00",
        "\r",
        "\x85",
        "\u2028",
        "🏳️‍🌈",
        "漢字",
    ),
)
BITS: Final = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"<", b">", b"&#x1b;", b"&lt;", b"<!ENTITY a 'b'>", b"]]>"),
    *(
        b"-----",
        b"--==",
        b"From ",
        b"Content-Length: 99999999999\r\n",
        b"WARC/1.0\r\n",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"stream",
    ),
    *(
        b"../../",
        b"{",
        b"[" * 50,
        b'"',
        b"---\n",
        b"&a [*a]",
        b"=?utf-8?b?AAAA?=",
        b"\x1f\x8b\x08",
        b"charset=utf-7",
        b"1e999",
    ),
)


@dataclass(frozen=True)
class Target:
    """`inputs` go into `check`, which raises where something does not hold."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    costly: int = 1  # how much more an example costs than others


@st.composite
def changed(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Something sound, with some places of it cut out, written over, doubled, or with something put in."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.sampled_from((0, 1, 3, 20, 400))))
        more = draw(st.one_of(st.sampled_from(BITS), st.binary(max_size=12), st.just(data[at:to] * 3), st.just(b"")))
        data = data[:at] + more * draw(st.sampled_from((1, 1, 1, 2, 60))) + data[to:]
    return data[:200_000]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Prose of the sample in pieces, with marks, orders and queries' signs put in."""
    prose = draw(st.sampled_from(sample())).decode()
    begin = draw(st.integers(0, len(prose)))
    text = prose[begin : begin + draw(st.sampled_from((0, 30, 300, 3_000)))]
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(text)))
        more = draw(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)))
        text = text[:at] + more * draw(st.sampled_from((1, 1, 1, 3, 300))) + text[at + draw(st.integers(0, 5)) :]
    return text[:50_000]


@cache
def sample() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in SAMPLE)


@cache
def sound() -> dict[str, tuple[bytes, ...]]:
    """By the ending of its name, something that each reader can read."""
    text = sample()[0].decode()
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    prose = "".join(f"<p>{part}</p>" for part in paragraphs)
    head = "<meta charset=utf-8><meta property='og:url' content='https://wire.example/a'><link rel=canonical href='/b'>"
    ld = json.dumps({"@type": "NewsArticle", "articleBody": text, "datePublished": "2026-11-02", "headline": "Toll"})
    page = (
        f"<!doctype html><html lang=en><head><title>Toll</title>{head}<script type='application/ld+json'>{ld}</script>"
        f"</head><body><nav><a href=/x>Home</a></nav><article><h1>Toll</h1>{prose}<blockquote><p>“So it is.”</p>"
        f"</blockquote><figure><img src=a><figcaption>A ferry</figcaption></figure></article></body></html>"
    ).encode()
    letter = email.message.EmailMessage()
    letter["From"], letter["Subject"], letter["Date"] = (
        "Ada <a@wire.example>",
        "Tåll",
        "Mon, 02 Nov 2026 10:00:00 +0100",
    )
    letter.set_content(text)
    letter.add_alternative(page.decode(), subtype="html")
    letter.add_attachment(sample()[1], maintype="text", subtype="plain", filename="more.txt")
    mail = letter.as_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", sample()[0])
        archive.writestr("b/c.html", page)
        archive.writestr("outlets.toml", '["a.txt"]\noutlet = "Wire"\n')
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n"
        + gzip.compress(page)
    )
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://wire.example/a\r\n"
        b"WARC-Date: 2026-11-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(http)
    )
    warc = record + http + b"\r\n\r\n"
    items = "".join(
        f"<item><title>Toll {n}</title><link>https://wire.example/{n}</link>"
        f"<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[{prose}]]></description></item>"
        for n in range(2)
    )
    rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()
    entry = "<entry><id>tag:1</id><title>T</title><updated>2026-11-02T10:00:00Z</updated>"
    entry += f"<content type='html'>{prose.replace('<', '&lt;')}</content></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title>{entry}</feed>".encode()
    feed_json = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "W",
        "items": [{"id": "1", "content_html": prose}],
    }
    rows = [{"id": "a", "text": text, "published": "2026-11-02"}, {"text": text, "url": "https://wire.example/c"}]
    markdown = f"---\ntitle: Toll\ndate: 2026-11-02\nauthors: [A, B]\n---\n# Toll\n\n{text}\n\n> “So.”\n\n"
    markdown += "| a | b |\n|---|---|\n| 1 | 2 |\n"
    columns = 'Title,Date,Full Text\n"Toll","02/11/2026","' + text.replace('"', '""') + '"\n'
    saved = email.message.EmailMessage()
    saved["Snapshot-Content-Location"] = "https://wire.example/a"
    saved.set_content(page.decode(), subtype="html")
    saved.make_related()
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder, "a.mbox"))
        box.add(mail)
        box.add(mail)
        box.close()
        mbox = Path(folder, "a.mbox").read_bytes()
    latin = paragraphs[1][:600].encode("cp1252", "ignore").decode("cp1252")
    placed = [(50.0, 380.0 - 14 * n, line) for n, line in enumerate(latin.split(". "))]
    return {
        ".txt": sample(),
        ".md": (markdown.encode(), markdown.replace("---", "+++").encode()),
        ".csv": (columns.encode(), columns.encode("utf-16"), columns.replace(",", ";").encode()),
        ".jsonl": ("\n".join(map(json.dumps, rows)).encode(),),
        ".jsonl.gz": (gzip.compress("\n".join(map(json.dumps, rows)).encode()),),
        ".eml": (mail,),
        ".mbox": (mbox,),
        ".zip": (packed.getvalue(),),
        ".warc": (warc + warc,),
        ".warc.gz": (gzip.compress(warc) + gzip.compress(warc),),
        ".html": (page, page.decode().encode("utf-16")),
        ".mhtml": (saved.as_bytes(),),
        ".rss": (rss, atom),
        "feed.json": (json.dumps(feed_json).encode(),),
        ".pdf": (pdfs.document([pdfs.written(placed)]),),
        "": (page, mail, warc, packed.getvalue(), rss),
    }


def reads(ending: str) -> Callable[[bytes], None]:
    """Whatever is in a file of this ending, it gives articles that can be stored, or sentences."""

    def check(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"a{ending}")
            path.write_bytes(data)
            articles, skipped = ingested(path)
        for one in articles:
            assert one.text.strip()
            assert not broken_characters(one)
            for name in ("title", "outlet", "author", "published", "url", "language", "site"):
                value = getattr(one, name)
                assert value is None or "\n" not in value
        for told in skipped:
            assert told.reason
            assert not ORDERS.search(told.reason), told.reason

    return check


def scanned(text: str) -> None:
    """Quotations are places in the text, in its order, none of them beyond it."""
    found = quotations_of(Article("a", text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
    assert [one.start for one in found] == sorted(one.start for one in found)


@cache
def small() -> Library:
    """A library that queries are put to."""
    folder = tempfile.mkdtemp()
    library = Library.open(folder)
    library.add([str(SAMPLE[0].parent)])
    return library


def queried(text: str) -> None:
    """A query is understood, or what is wrong with it is said; the same while it is being typed."""
    for typing in (False, True):
        understood = parse(text, typing=typing)
        if isinstance(understood, QueryProblem):
            assert str(understood.message).strip()
    found = small().search(text)
    if not isinstance(found, QueryProblem):
        for hit in islice(found, 3):
            article = small().article(hit.article)
            assert article is not None
            for start, end in small().marks(text, article):
                assert 0 <= start <= end <= len(article.text)


def compared(pair: tuple[str, str]) -> None:
    """A diff of two texts has all of both."""
    a, b = pair
    found = compare(a, b)
    first = " ".join(old for op, old, _ in found.diff if op != "insert")
    second = " ".join(new for op, _, new in found.diff if op != "delete")
    assert "".join(first.split()) == "".join(a.split())
    assert "".join(second.split()) == "".join(b.split())
    assert 0.0 <= found.score <= 1.0


def revised(pair: tuple[str, str]) -> None:
    """What an outlet changed is told of any two texts."""
    a, b = (Version("a", n + 1, text, None, None, None, "") for n, text in enumerate(pair))
    assert len(list(versions.revisions(Article("a", pair[1]), (a, b)))) == 1


def rendered(told: tuple[str, int]) -> None:
    """No text is wider than its pane, or gives the terminal orders; each of its characters has one place."""
    text, width = told
    shown = printable(text)
    assert len(shown) == len(text)
    rows = wrap(shown, width).rows
    assert [at for row in rows for at in range(row.start, row.stop)] == list(range(len(text)))
    for row in rows:
        line = shown[row.start : row.end]
        assert cell_len(line) <= max(width, 2)
        assert not ORDERS.search(line)
    assert not ORDERS.search(one_line(text))
    assert cell_len(fit(one_line(text), width)) <= width
    assert not ORDERS.search(linked(in_markdown(text), f"https://{text}"))


def addressed(text: str) -> None:
    """An address in its one form stays in it."""
    once = canonical(f"https://{text}")
    if is_address(once):
        assert canonical(once) == once
    host_of(text)


def pasted(text: str) -> None:
    """What was pasted to be checked is taken apart, whatever it is."""
    asked(text)


def sidecar(data: bytes) -> None:
    parsed_sidecar(data, "outlets.toml")


def followed(data: bytes) -> None:
    opml.read(data)


FEED: Final = b"<outline xmlUrl='http://a.example/f' text='b'/>"
OPML: Final = b"<opml version='2.0'><body><outline text='a'>" + FEED + b"</outline></body></opml>"
TOML: Final = b'["*.txt"]\noutlet = "Wire"\npublished = 2026-11-02\n["a.txt"]\nid = "a"\ntranscript = true\n'
PAIRS = st.tuples(texts(), texts())


@cache
def targets() -> dict[str, Target]:
    """All that takes what others wrote, by name."""
    costly = {".pdf": 10, ".html": 2, ".mhtml": 2, ".warc": 2, ".warc.gz": 2, "": 2}
    return {
        **{
            f"read {ending or 'by content'}": Target(changed(seeds), reads(ending), costly.get(ending, 1))
            for ending, seeds in sound().items()
        },
        "scan": Target(texts(), scanned),
        "query": Target(texts().map(lambda text: text[:400]), queried),
        "diff": Target(PAIRS, compared),
        "revision": Target(PAIRS, revised),
        "render": Target(st.tuples(texts(), st.integers(1, 130)), rendered),
        "address": Target(st.one_of(texts().map(lambda text: text[:200]), st.text()), addressed),
        "pasted": Target(texts(), pasted),
        "sidecar": Target(changed((TOML,)), sidecar),
        "opml": Target(changed((OPML,)), followed),
    }


def keep(folder: Path, name: str, given: Any) -> Path:
    """Keep what was found, so that it is tried for ever; where it is."""
    text = json.dumps(_plain(given))
    path = folder / name.replace(" ", "_") / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def kept(path: Path) -> Any:
    """What `keep` kept."""
    return _given(json.loads(path.read_text(encoding="utf-8")))


def _plain(given: Any) -> Any:
    if isinstance(given, bytes):
        return {"bytes": base64.b64encode(given).decode()}
    return list(map(_plain, given)) if isinstance(given, tuple) else given


def _given(plain: Any) -> Any:
    if isinstance(plain, dict):
        return base64.b64decode(plain["bytes"])
    return tuple(map(_given, plain)) if isinstance(plain, list) else plain


def tried(name: str, given: Any) -> None:
    """Put one input to a target, and see that it took no longer than it may."""
    began = time.process_time()
    targets()[name].check(given)
    assert time.process_time() - began < SLOW, "it takes out of proportion"
