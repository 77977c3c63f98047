"""What do RSS and Atom say, whole or broken? feedparser reads them; it gets text alone, and asks nobody."""

from __future__ import annotations

import datetime as dt
import io
from calendar import timegm
from typing import Any
from urllib.parse import urljoin

import feedparser

from index.addresses import is_address
from index.ingest.feeds.articles import given
from index.ingest.feeds.decoding import decoded, elaborate, from_root, mended
from index.ingest.feeds.entries import (
    Feed,
    as_html,
    collected,
    digest_of,
    language_of,
    line_of,
    name_of,
    text_of,
)
from index.ingest.hints import iso_date, one_line
from index.model import Entry

HTML = ("text/html", "application/xhtml+xml")
# what its code raises on hostile input: numbers that are no character, elements that never began
BROKEN = (ValueError, LookupError, ArithmeticError, AssertionError, AttributeError, TypeError, RecursionError)


def feed(data: bytes, charset: str | None, address: str | None) -> Feed | str:
    """What an RSS or Atom feed says, or why it is none."""
    text = mended(from_root(decoded(data, charset)))
    if not text:
        return "is no feed (RSS, Atom or JSON Feed)"
    if text[:500].lower().startswith(("<html", "<head", "<body")):
        return "is a web page, not a feed"
    if elaborate(text):
        return "is more elaborate than any feed: hundreds of thousands of elements"
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,  # its text is taken, no markup ever shown
        )
        about, entries = found.feed, found.entries
        if not found.version and not entries:
            return "is no feed (RSS, Atom or JSON Feed)"
        if found.bozo and not entries and not dict.get(about, "title"):
            return "is a feed too broken to be read"
        language = language_of(_plain(about, "language"))
        title = _title(about)
        return collected(title, [_entry(one, language, address) for one in entries], language)
    except BROKEN:
        return "is a feed too broken to be read"


def _entry(one: Any, language: str | None, address: str | None) -> Entry:
    contents = [part for part in dict.get(one, "content", ()) if part.get("value")]
    content = "\n".join(_html(part) for part in contents)
    summary = _html(dict.get(one, "summary_detail", {}))
    url, title, author = _address(one, address), _title(one), _author(one)
    told = text_of(content or summary)
    text, full = given(content, summary)
    return Entry(
        name_of(_plain(one, "id"), url, title, told),
        url,
        title,
        author,
        _date(one, "published") or _date(one, "updated"),
        language_of(contents[0].get("language") if contents else None) or language,
        text if url else content or summary,
        full,
        digest_of(url, title, author, _plain(one, "updated"), told),
    )


def _plain(one: Any, name: str) -> str | None:
    """A value as it is there; feedparser's own look-up would put others in its place."""
    value = dict.get(one, name)
    return value if isinstance(value, str) else None


def _html(detail: Any) -> str:
    """A value as HTML, plain text with its paragraphs."""
    value = detail.get("value") or ""
    if not isinstance(value, str) or detail.get("type", HTML[0]) in HTML:
        return value if isinstance(value, str) else ""
    return as_html(value)


def _title(one: Any) -> str | None:
    return one_line(line_of(_plain(one, "title")))


def _address(one: Any, base: str | None) -> str | None:
    """The page of an entry; a feed that counts its readers names the page itself beside. What a guid says, which is
    taken for an address unless its feed says otherwise, is one only where it looks like one."""
    link = _plain(one, "link")
    named = link is not None and link == _plain(one, "id")
    for value, relative in ((_plain(one, "feedburner_origlink"), False), (link, not named)):
        line = one_line(value)
        if line and relative and base:
            try:
                line = urljoin(base, line)
            except ValueError:
                continue
        if line and is_address(line):
            return line
    return None


def _author(one: Any) -> str | None:
    detail = dict.get(one, "author_detail") or {}
    return one_line(line_of(_plain(detail, "name") or _plain(one, "author")))


def _date(one: Any, name: str) -> str | None:
    """A date in its own time zone where it is written in one of the usual ways, else as feedparser guesses it."""
    found = iso_date(_plain(one, name))
    if found:
        return found
    parsed = dict.get(one, f"{name}_parsed")
    try:
        return dt.datetime.fromtimestamp(timegm(parsed), dt.UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
