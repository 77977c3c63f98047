"""Which formats does quoth read, how is each told, and which reader takes it?

One table. A reader and its library are imported when the first file of that format is read: some take half a second.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import IO, BinaryIO, Final, cast

from msgspec import Struct

from index.ingest.hints import Hint
from index.model import Article, Skipped

Reader = Callable[[BinaryIO, Hint], Iterator[Article | Skipped]]


class Format(Struct, frozen=True):
    """A format: its name, how its files' names end, the media types of the web, the module whose `read` takes it.

    An `archive` holds files of other formats; in another archive it is not opened. What `streams` is read from its
    beginning to its end, an article at a time, each of which has an id of its own: it need not be held. What is kept of
    it is said in `described`.
    """

    name: str
    endings: tuple[str, ...]
    media: tuple[str, ...]
    module: str
    archive: bool = False
    streams: bool = False

    @property
    def read(self) -> Reader:
        """Its reader."""
        reader: Reader = import_module(f"index.ingest.{self.module}").read
        return reader


TABLE: Final = (
    Format("text", (".txt",), ("text/plain",), "plain"),
    Format("markdown", (".md", ".markdown"), ("text/markdown",), "markdown"),
    Format("csv", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), "columns", streams=True),
    Format("jsonl", (".jsonl", ".jsonl.gz"), ("application/jsonl", "application/x-ndjson"), "jsonl", streams=True),
    Format("mail", (".eml",), ("message/rfc822",), "mail"),
    Format("mbox", (".mbox",), ("application/mbox",), "mbox"),
    Format("zip", (".zip",), ("application/zip", "application/x-zip-compressed"), "archives", archive=True),
    Format(
        "warc", (".warc", ".warc.gz"), ("application/warc", "application/warc+gzip"), "warc", archive=True, streams=True
    ),
    Format("pdf", (".pdf",), ("application/pdf",), "pdf"),
    Format("page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), "pages"),
    Format("mhtml", (".mhtml", ".mht"), ("multipart/related", "application/x-mimearchive"), "mhtml"),
    Format(
        "feed",
        (".rss", ".atom", ".xml", "feed.json"),
        (
            *("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"),
            *("application/xml", "text/xml"),
        ),
        "feeds",
    ),
)
WHERE_LISTED: Final = "docs/formats.md lists the formats"
ASIDE: Final = re.compile(r"(?:readme|licen[cs]e|changelog|contributing)\.(?:md|markdown)", re.IGNORECASE)
GZIP: Final = b"\x1f\x8b"


def left_aside(name: str) -> bool:
    """Whether a file that nobody named is, by its name, about the files beside it, and no article."""
    return ASIDE.fullmatch(name) is not None


def of_name(name: str) -> Format | None:
    """The format of a file, by the longest ending that fits its name."""
    lower = name.lower()
    fits = [(len(end), one) for one in TABLE for end in one.endings if lower.endswith(end)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def of_media(media: str) -> Format | None:
    """The format of a media type ("text/html"), in small letters and without parameters."""
    return next((one for one in TABLE if media in one.media), None)


def named(name: str) -> Format | None:
    """The format of this name."""
    return next((one for one in TABLE if one.name == name), None)


def unpacked(stream: IO[bytes], head: bytes, kind: Format) -> BinaryIO:
    """A stream as its reader wants it: JSON lines may be packed with gzip, which `head`, its first bytes, tells."""
    packed = kind.name == "jsonl" and head.startswith(GZIP)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream) if packed else stream)
