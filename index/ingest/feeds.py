"""What does a feed announce? RSS of every version, Atom and JSON Feed, also broken ones.

feedparser reads them, from bytes alone: it fetches nothing. A feed that declares entities is refused before it is read,
so that none is expanded: no feed of people's needs them.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from msgspec import Struct

from index.addresses import canonical, is_address
from index.ingest.hints import Hint, iso_date, one_line, origin_id
from index.model import Article, Entry, Skipped

MAX_BYTES = 25_000_000
MAX_ENTRIES = 10_000  # of one answer; archives of a whole site have some thousand
FULL = 1_200  # characters; a summary without an end of its own is shorter, an article longer
SHORT = 400  # characters; what calls itself the content and is shorter is the first paragraph
CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&#8230;\]|read (?:more|on)|continue reading|weiterlesen|lire la suite|leer más)"
    r"[\s.»>→\])]*$",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
TAG = re.compile(r"<[^<>]*>")


class Feed(Struct, frozen=True):
    """A feed: what it calls itself, and its entries as it has them."""

    title: str | None
    entries: tuple[Entry, ...]
    language: str | None = None
    site: str | None = None


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The entries of a feed's file as articles; what stands in it alone, nothing is fetched."""
    feed = feed_of(stream.read(MAX_BYTES + 1))
    if isinstance(feed, str):
        yield Skipped(hint.path, feed)
        return
    if not feed.entries:
        yield Skipped(hint.path, "is a feed without entries")
    for entry in feed.entries:
        yield article_of(entry, feed.title, hint)


def article_of(entry: Entry, outlet: str | None, hint: Hint) -> Article | Skipped:
    """The article that an entry's own content is."""
    from index.ingest.pages.fragments import text_of

    text = text_of(entry.content)
    shown = entry.url or f"{hint.path}: {entry.title or entry.name}"
    if not text:
        return Skipped(shown, "has no text in its feed")
    return Article(
        id=entry_id(entry, hint.origin),
        text=text,
        path=entry.url or hint.path,
        title=entry.title,
        outlet=hint.outlet or outlet,
        published=entry.published or hint.published,
        url=entry.url,
        author=entry.author or hint.author,
        language=entry.language,
        transcript=hint.transcript,
    )


def entry_id(entry: Entry, feed: str) -> str:
    """The id of an entry's article: from its address, else from the feed's and its name there."""
    return origin_id(canonical(entry.url) if entry.url else f"{feed}#{entry.name}")


def feed_of(data: bytes, url: str | None = None, media: str = "", charset: str | None = None) -> Feed | str:
    """The feed that some bytes are; what is no feed gives the reason."""
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB, which no feed is"
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return "is empty"
    if start.startswith((b"{", b"[")) or "json" in media:
        return _json_feed(data)
    return _xml_feed(data, url, media, charset)


def _json_feed(data: bytes) -> Feed | str:
    """JSON Feed 1.0 and 1.1."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "is no JSON"
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return "is no feed: its JSON has no list of items"
    language = one_line(found.get("language"))
    items = [item for item in found["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    entries = [_json_entry(item, language) for item in items]
    site = found.get("home_page_url")
    return Feed(_plain(found.get("title")), tuple(entries), language, site if isinstance(site, str) else None)


def _json_entry(item: dict[str, Any], language: str | None) -> Entry:
    content = item.get("content_html")
    if not isinstance(content, str):
        text = item.get("content_text")
        content = _as_html(text) if isinstance(text, str) else ""
    summary = item.get("summary")
    authors = item.get("authors") or [item.get("author")]
    names = [one["name"] for one in authors if isinstance(one, dict) and isinstance(one.get("name"), str)]
    url = _address(item.get("url"))
    given = item.get("id")
    return Entry(
        name=_name(str(given) if isinstance(given, str | int) else None, url, item.get("title"), content),
        url=url,
        title=_plain(item.get("title")),
        author=one_line(", ".join(names)),
        published=iso_date(item.get("date_published")),
        language=one_line(item.get("language")) or language,
        content=content or (_as_html(summary) if isinstance(summary, str) else ""),
        full=is_full(content, says_so=True),
    )


def _as_html(text: str) -> str:
    import html

    return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text))


def _xml_feed(data: bytes, url: str | None, media: str, charset: str | None) -> Feed | str:
    import feedparser

    if declares(data, charset):
        return "declares entities of its own, which no feed needs and quoth does not expand"
    kind = f"{media or 'application/xml'}{f'; charset={charset}' if charset else ''}"
    headers = {"content-type": kind, **({"content-location": url} if url else {})}
    found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.version and not found.entries:
        return "is no feed" if not found.bozo else "is no feed, or one too broken to be read"
    about = found.feed
    language = one_line(about.get("language"))
    entries = [_xml_entry(one, language) for one in found.entries[:MAX_ENTRIES]]
    return Feed(_plain(about.get("title")), tuple(entries), language, _address(about.get("link")))


def declares(data: bytes, charset: str | None = None) -> bool:
    """Whether XML declares entities, or is written in an encoding in which that can't be seen."""
    named = [match[1].decode() for match in [ENCODING.search(data[:400])] if match]
    for name in [*named, *([charset] if charset else [])]:
        try:
            seen = "<!ENTITY".encode(name).replace(b"\0", b"")
        except (LookupError, UnicodeError):
            continue
        if not seen.endswith(b"<!ENTITY"):  # UTF-7, EBCDIC
            return True
    return bool(DECLARED.search(data.replace(b"\0", b"")))  # UTF-16 has a zero beside each letter


def _xml_entry(one: Any, language: str | None) -> Entry:
    contents = [str(part.get("value") or "") for part in one.get("content") or ()]
    content = max(contents, key=len, default="")
    summary = str(one.get("summary") or "")
    says_so = bool(content) and len(content) >= len(summary)
    content = content if says_so else summary
    url = _address(one.get("link"))
    if url is None and one.get("guidislink"):
        url = _address(one.get("id"))
    date = one.get("published_parsed") or one.get("updated_parsed")
    return Entry(
        name=_name(one.get("id"), url, one.get("title"), content),
        url=url,
        title=_plain(one.get("title")),
        author=_plain(one.get("author")),
        published=_iso(date),
        language=language,
        content=content,
        full=is_full(content, says_so=says_so),
    )


def is_full(content: str | None, *, says_so: bool) -> bool:
    """Whether an entry's HTML is the whole article: long enough, and not broken off. `says_so`: it stands where feeds
    put the whole text."""
    text = " ".join(TAG.sub(" ", content or "").split())
    return len(text) >= (SHORT if says_so else FULL) and not CUT.search(text)


def _iso(date: Any) -> str | None:
    """A time as feedparser has it (UTC) in ISO."""
    if date is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(date), UTC).isoformat()
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _plain(value: object) -> str | None:
    """A title, which may be HTML, as one line."""
    if not isinstance(value, str):
        return None
    if "<" not in value and "&" not in value:
        return one_line(value)
    from index.ingest.pages.fragments import text_of

    return one_line(text_of(value))


def _address(value: object) -> str | None:
    return one_line(value) if isinstance(value, str) and is_address(value.strip()) else None


def _name(given: object, url: str | None, title: object, content: str) -> str:
    """What tells an entry from its feed's others."""
    if isinstance(given, str) and given.strip():
        return " ".join(given.split())[:500]
    if url:
        return url
    return hashlib.sha256(f"{title}\0{content}".encode("utf-8", "replace")).hexdigest()[:32]
