"""Which format has something whose name does not tell: standard input, a download, a file without an ending?"""

from __future__ import annotations

import codecs
import re
from typing import Final

from index.ingest.formats import GZIP, Format, named
from index.ingest.header import is_header

HEAD: Final = 65_536  # bytes that are looked at; what stands before a page's first tag is shorter
MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
)
MBOX = re.compile(rb"From [^\r\n]{1,200}[0-9]{2}:[0-9]{2}[^\r\n]{0,60}\r?\n>?[!-9;-~]{1,60}:")
PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b")
JSON = re.compile(rb"\{\s*[\"}]")
OFFICE = re.compile(rb"PK\x03\x04.{26}(?:mimetype|\[Content_Types\]|_rels/|docProps/|META-INF/)", re.DOTALL)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # bytes that no encoding of texts of one byte a letter has
OTHERS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\\rtf|%!PS|<\?|<!DOCTYPE|<svg|#!|\[\s*[\[{\"])", re.IGNORECASE
)  # no prose
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
MAIL_NAMES = re.compile(rb"^(?:from|subject|received|return-path|message-id):", re.IGNORECASE | re.MULTILINE)
JSON_FEED = re.compile(rb"jsonfeed\.org/version")
FRONT = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")


def told(head: bytes) -> Format | None:
    """The format of what begins so, as far as it is told by its first bytes; None for what may be any text."""
    head = head[:HEAD]
    if OFFICE.match(head):
        return None
    for magic, name in MAGIC:
        if head.startswith(magic):
            return named(name)
    if MBOX.match(head):
        return named("mbox")
    if head.startswith(GZIP):
        return named(_packed(head))
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if JSON.match(plain):
        return named("feed" if JSON_FEED.search(plain[:2000]) else "jsonl")
    if plain.startswith(b"<"):
        page, feed = PAGE.search(plain), FEED.search(plain)
        if feed and (page is None or feed.start() < page.start()):
            return named("feed")
        return named("page") if page else None
    if MAIL.match(plain) and MAIL_NAMES.search(plain):
        return named("mhtml" if b"multipart/related" in plain[:2000] and b"Snapshot" in plain[:2000] else "mail")
    return named("markdown") if FRONT.match(plain) else None


def guessed(head: bytes) -> Format | None:
    """The format of what begins so, where any text is an article; None for what is no text either."""
    found = told(head)
    if found is not None:
        return found
    text = None if OTHERS.match(head) else _decoded(head[:HEAD])
    if text is None:
        return None
    first = next((line for line in text.splitlines() if line.strip()), "")
    return named("csv" if is_header(first) else "text")


def _decoded(head: bytes) -> str | None:
    """The first characters of a text, also of one whose encoding quoth does not read, which its reader is to say."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = codecs.getincrementaldecoder("utf-16" if utf_16 else "utf-8-sig")().decode(head, len(head) < HEAD)
    except UnicodeDecodeError:
        return None if BINARY.search(head) else head.decode("latin-1")
    return None if "\0" in text else text


def _packed(head: bytes) -> str:
    """Which format is packed with gzip: a WARC's first line tells it, all else are JSON lines."""
    import zlib

    try:
        start = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return "jsonl"
    return "warc" if start.startswith(b"WARC/") else "jsonl"
