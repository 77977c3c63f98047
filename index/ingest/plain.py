"""How does a .txt file become an article? Decoded as it is, its first line the title where it looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from index.ingest.hints import Hint, one_line, origin_id
from index.model import Article, Skipped

MAX_BYTES = 8_000_000  # a long novel has 3 MB; what is larger is a dump, not an article
MAX_TITLE = 160  # characters; the longest headlines of news agencies have about 120
SENTENCE_END = re.compile("[.,;:…][\"'”’»)\\]]*$")


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """One article, or one reason why there is none."""
    data = stream.read(MAX_BYTES + 1)
    text = decode(data)
    if isinstance(text, str):
        yield Article(
            id=hint.id or origin_id(hint.origin),
            text=text,
            path=hint.path,
            title=hint.title or title_of(text),
            outlet=hint.outlet,
            published=hint.published,
            url=hint.url,
            author=hint.author,
            transcript=hint.transcript,
            named=hint.id is not None,
        )
    else:
        yield Skipped(hint.path, text.reason)


def decode(data: bytes) -> str | Skipped:
    """The text of a file, nothing taken away; a `Skipped` (without path) says why it can't be one."""
    if len(data) > MAX_BYTES:
        return Skipped("", f"is larger than {MAX_BYTES // 1_000_000} MB, which no article is; split it")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    if encoding == "utf-8" and b"\0" in data:
        return Skipped("", "is binary, not text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return Skipped(
            "",
            f"is not {encoding.upper()} text (byte 0x{data[error.start]:02x} at {error.start:,}); "
            "convert it, for example with iconv -f WINDOWS-1252 -t UTF-8",
        )
    if not text.strip("\ufeff \t\r\n\u00a0"):
        return Skipped("", "is empty")
    return text


def title_of(text: str) -> str | None:
    """The first line, where it reads as a headline: short, more text below, no full stop at its end."""
    lines = iter(text.lstrip("\ufeff").splitlines())
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first or len(first) > MAX_TITLE or SENTENCE_END.search(first) or not any(line.strip() for line in lines):
        return None
    return one_line(first)
