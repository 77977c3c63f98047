"""How do the e-mails of a mailbox (mbox) become articles? One after the other; the file is only read.

Python's own `mailbox` opens files by their names and may write to them, so messages are told apart here: a line that
begins with "From " after an empty one begins a message (RFC 4155), and ">From " in one is "From ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from msgspec.structs import replace

from index.ingest import mail
from index.ingest.hints import Hint
from index.model import Article, Skipped

LINE = 1 << 16  # bytes read at once of a line; longer ones come in pieces
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
BEGIN = re.compile(rb"From \S+.*\d{4}\s*$|From \S+\s+\w{3} \w{3}")  # a sender and a date; a sentence has none


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all messages; one that can't be read stops no other."""
    number = 0
    for data in _messages(stream):
        number += 1
        where = f"{hint.path}!{number}"
        if data is None:
            yield Skipped(where, f"is larger than {mail.MAX_BYTES // 1_000_000} MB, which no e-mail is")
            continue
        yield from mail.articles_of(data, replace(hint, path=where, origin=f"{hint.origin}!{number}", id=None))
    if not number:
        yield Skipped(hint.path, "holds no e-mail: no line begins with From and a sender")


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    parts: list[bytes] | None = None
    size = 0
    blank = True
    whole = True
    while line := stream.readline(LINE):
        if whole and blank and line.startswith(b"From ") and BEGIN.match(line):
            if parts is not None:
                yield _unescaped(parts, size)
            parts, size = [], 0
        elif parts is not None:
            size += len(line)
            if size <= mail.MAX_BYTES:
                parts.append(line)
        blank = whole and not line.strip()
        whole = line.endswith(b"\n")
    if parts is not None:
        yield _unescaped(parts, size)


def _unescaped(parts: list[bytes], size: int) -> bytes | None:
    return ESCAPED.sub(rb"\1", b"".join(parts)) if size <= mail.MAX_BYTES else None
