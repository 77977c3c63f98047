"""Which format has something whose name does not tell: standard input, a download, a file without an ending?"""

from __future__ import annotations

import re
from typing import Final

from index.ingest.formats import Format, named

HEAD: Final = 65_536  # bytes that are looked at; what stands before a page's first tag is shorter
MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
    (b"From ", "mbox"),
)
GZIP: Final = b"\x1f\x8b"
PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b")
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
MAIL_NAMES = re.compile(rb"^(?:from|subject|received|return-path|message-id|date):", re.IGNORECASE | re.MULTILINE)
JSON_FEED = re.compile(rb"jsonfeed\.org/version")
FRONT = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")


def told(head: bytes) -> Format | None:
    """The format of what begins so, as far as it is told by its first bytes; None for what may be any text."""
    head = head[:HEAD]
    for magic, name in MAGIC:
        if head.startswith(magic):
            return named(name)
    if head.startswith(GZIP):
        return named(_packed(head))
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"{"):
        return named("feed" if JSON_FEED.search(plain[:2000]) else "jsonl")
    if plain.startswith(b"<"):
        page, feed = PAGE.search(plain), FEED.search(plain)
        if feed and (page is None or feed.start() < page.start()):
            return named("feed")
        return named("page") if page else None
    if MAIL.match(plain) and MAIL_NAMES.search(plain):
        return named("mhtml" if b"multipart/related" in plain[:2000] and b"Snapshot" in plain[:2000] else "mail")
    return named("markdown") if FRONT.match(plain) else None


def _packed(head: bytes) -> str:
    """Which format is packed with gzip: a WARC's first line tells it, all else are JSON lines."""
    import zlib

    try:
        start = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return "jsonl"
    return "warc" if start.startswith(b"WARC/") else "jsonl"
