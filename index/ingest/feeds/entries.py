"""What does a feed announce? Its entries, and what tells one that changed from one that did not."""

from __future__ import annotations

import hashlib
import html
import re

from msgspec import Struct

from index.model import Entry

MAX_ENTRIES = 5_000  # of one answer: feeds of news announce 10 to 500
MAX_NAME = 500  # characters: guids are addresses at most
MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z]+[0-9]*);")
PARTED = re.compile(r"\s*\n[ \t]*\n\s*")
DECLARATION = re.compile(r"<\?.*?\?>", re.DOTALL)


class Feed(Struct, frozen=True):
    """What a feed says of itself, and its entries as it orders them, no name twice."""

    title: str | None
    entries: tuple[Entry, ...]
    language: str | None = None


def collected(title: str | None, entries: list[Entry], language: str | None) -> Feed:
    """A feed of its first entries, of several with one name the first."""
    by_name: dict[str, Entry] = {}
    for entry in entries[:MAX_ENTRIES]:
        by_name.setdefault(entry.name, entry)
    return Feed(title, tuple(by_name.values()), language)


def digest_of(*said: str | None) -> str:
    """One of all that was said: another one is an update."""
    return hashlib.sha256("\0".join(one or "" for one in said).encode("utf-8", "replace")).hexdigest()[:32]


def name_of(given: str | None, url: str | None, *said: str | None) -> str:
    """What tells an entry from its feed's others: its own name, its address, or else its words."""
    named = " ".join(given.split()) if given else ""
    return (named if len(named) <= MAX_NAME else digest_of(named)) or url or digest_of(*said)


def text_of(content: str | None) -> str:
    """The text of HTML, nothing left out: paragraphs, items and block quotations parted by blank lines."""
    from index.ingest.pages import fragments  # lxml

    if not content:
        return ""
    return fragments.text_of(DECLARATION.sub("", content if MARKUP.search(content) else as_html(content)))


def as_html(text: str) -> str:
    """Plain text as HTML, blank lines between its paragraphs."""
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in PARTED.split(text.strip()))


def line_of(value: str | None) -> str | None:
    """A title or name, which may be HTML, as one line."""
    return (" ".join(text_of(value).split()) if MARKUP.search(value) else value) if value else None


def language_of(value: object) -> str | None:
    """The code of a language ("en") without its country; None for what is none."""
    code = value.replace("_", "-").partition("-")[0].strip().lower() if isinstance(value, str) else ""
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None
