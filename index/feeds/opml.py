"""How do lists of feeds come from other readers, and go to them? OPML: listparser reads it, ElementTree writes it.

listparser's parser of HTML knows no entities that a file defines, and opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from msgspec import Struct

from index.ingest.feeds.decoding import decoded, from_root
from index.ingest.hints import one_line

MAX_BYTES = 10_000_000  # of thousands of feeds: one has some hundred bytes


class Listed(Struct, frozen=True):
    """A feed of a list. Its tags come from the folders that it is in."""

    url: str
    title: str | None = None
    tags: tuple[str, ...] = ()


def read(data: bytes) -> list[Listed] | str:
    """The feeds of a list; or why it is none, as a sentence that goes on from its name."""
    import listparser

    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB, which no list of feeds is"
    text = from_root(decoded(data, None))
    if not text[:100].lower().startswith("<opml"):
        return "is no OPML; other readers write it where they export or save their feeds"
    try:
        found = listparser.parse(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))  # or else it is taken for Latin-1
    except (ValueError, LookupError, TypeError, AttributeError):  # hostile outlines: more end than began
        return "is OPML too broken to be read"
    rows = ((one_line(one.get("url")), one) for one in found["feeds"])
    return [
        Listed(url, one_line(one.get("title")), tuple(_tags(one.get("categories") or ()))) for url, one in rows if url
    ]


def _tags(categories: Iterable[Iterable[str]]) -> Iterable[str]:
    """Folders and categories as words: "World news / Sea" is world-news and sea."""
    for folders in categories:
        for folder in folders:
            word = "-".join("".join(c for c in folder.lower() if c.isprintable()).lstrip("#").split())
            if word:
                yield word


def written(feeds: Iterable[Listed]) -> str:
    """A list of feeds, each in the folder of its first tag, with all its tags as categories."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Feeds of quoth"
    body = SubElement(root, "body")
    folders: dict[str, Element] = {}
    for one in feeds:
        above = body
        if one.tags:
            first = one.tags[0]
            if first not in folders:
                folders[first] = SubElement(body, "outline", text=first, title=first)
            above = folders[first]
        shown = one.title or one.url
        about = {"type": "rss", "text": shown, "title": shown, "xmlUrl": one.url}
        SubElement(above, "outline", {**about, "category": ",".join(one.tags)} if one.tags else about)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
