"""What does a JSON Feed say (https://www.jsonfeed.org, versions 1.0 and 1.1)?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from index.ingest.feeds.articles import given
from index.ingest.feeds.entries import Feed, as_html, collected, digest_of, language_of, name_of, text_of
from index.ingest.hints import brief, iso_date, one_line
from index.model import Entry

MEDIA = ("application/feed+json", "application/json")


def is_one(data: bytes, media: str) -> bool:
    """Whether it is to be read as JSON: it says so, or begins so."""
    return media in MEDIA or data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def feed(data: bytes, address: str | None) -> Feed | str:
    """What the feed says, or why it is none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, and what is not UTF-8
        return f"is no JSON Feed: {brief(str(error))}"
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return "is no JSON Feed: it has no items"
    language = language_of(found.get("language"))
    author = _author(found)
    items = [item for item in found["items"] if isinstance(item, dict)]
    return collected(_line(found.get("title")), [_entry(one, author, language, address) for one in items], language)


def _entry(one: dict[str, Any], author: str | None, language: str | None, address: str | None) -> Entry:
    content = _text(one.get("content_html")) or as_html(_text(one.get("content_text")) or "")
    summary = as_html(_text(one.get("summary")) or "")
    url = _address(one.get("url"), address) or _address(one.get("external_url"), address)
    title, author, modified = _line(one.get("title")), _author(one) or author, _text(one.get("date_modified"))
    told = text_of(content or summary)
    text, full = given(content, summary)
    named = one.get("id")
    return Entry(
        name_of(_text(str(named)) if isinstance(named, str | int) else None, url, title, told),
        url,
        title,
        author,
        iso_date(one.get("date_published")) or iso_date(modified),
        language_of(one.get("language")) or language,
        text if url else content or summary,
        full,
        digest_of(url, title, author, modified, told),
    )


def _text(value: object) -> str | None:
    """A text that can be stored; None for what is none, or blank."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and value.strip() else None


def _line(value: object) -> str | None:
    return one_line(_text(value))


def _author(one: dict[str, Any]) -> str | None:
    """The names of version 1.1's authors, or that of 1.0's author."""
    several = one.get("authors")
    authors = several if isinstance(several, list) else [one.get("author")]
    names = [_line(each.get("name")) for each in authors if isinstance(each, dict)]
    return ", ".join(name for name in names if name) or None


def _address(value: object, base: str | None) -> str | None:
    line = _line(value)
    if line is None:
        return None
    try:
        whole = urljoin(base or "", line)
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None
