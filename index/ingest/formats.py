"""Which formats does quoth read, how is each told, and which reader takes it?

One table. A reader and its library are imported when the first file of that format is read: some take half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, Final

from msgspec import Struct

from index.ingest.hints import Hint
from index.model import Article, Skipped

Reader = Callable[[BinaryIO, Hint], Iterator[Article | Skipped]]


class Format(Struct, frozen=True):
    """A format: its name, how its files' names end, the media types of the web, the module whose `read` takes it.

    An `archive` holds files of other formats; in another archive it is not opened.
    """

    name: str
    endings: tuple[str, ...]
    media: tuple[str, ...]
    module: str
    archive: bool = False

    @property
    def read(self) -> Reader:
        """Its reader."""
        reader: Reader = import_module(f"index.ingest.{self.module}").read
        return reader


TABLE: Final = (
    Format("text", (".txt",), ("text/plain",), "plain"),
    Format("pdf", (".pdf",), ("application/pdf",), "pdf"),
    Format("jsonl", (".jsonl", ".jsonl.gz"), ("application/jsonl", "application/x-ndjson"), "jsonl"),
    Format("page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), "pages"),
)
ENDINGS: Final = ", ".join(ending for one in TABLE for ending in one.endings)


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
