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
from index.limits import FOREIGN, TOO_LARGE
from index.model import Article, Skipped

LINE = 1 << 16  # bytes read at once of a line; longer ones come in pieces
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
BEGIN = re.compile(rb"From \S+.*\d{4}\s*$|From \S+\s+\w{3} \w{3}")  # a sender and a date; a sentence has none
LONGEST = 500  # bytes of such a line
NAMED = 20  # messages that are named with what is wrong with them; further ones are only counted


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all messages; one that can't be read stops no other. Remarks on attachments are one."""
    number = faulty = remarks = 0
    for data in _messages(stream):
        number += 1
        where = f"{hint.path}!{number}"
        for item in _told(data, replace(hint, path=where, origin=f"{hint.origin}!{number}", id=None)):
            if isinstance(item, Article):
                yield item
            elif item.added:
                remarks += 1
            else:
                faulty += 1
                if faulty <= NAMED:
                    yield item
    if faulty > NAMED:
        yield Skipped(hint.path, f"holds {faulty - NAMED:,} more messages that can't be read, or have no text")
    if remarks:
        whose = "one message" if remarks == 1 else f"{remarks:,} messages"
        yield Skipped(hint.path, f"has attachments of {whose} that were not read", added=True)
    if not number:
        yield Skipped(hint.path, "holds no e-mail: no line begins with From and a sender")


def _told(data: bytes | None, hint: Hint) -> Iterator[Article | Skipped]:
    if data is None:
        yield Skipped(hint.path, f"{TOO_LARGE}, which no e-mail is")
    else:
        yield from mail.articles_of(data, hint)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    parts: list[bytes] | None = None
    size = 0
    blank = True
    whole = True
    while line := stream.readline(LINE):
        if whole and blank and line.startswith(b"From ") and len(line) <= LONGEST and BEGIN.match(line):
            if parts is not None:
                yield _unescaped(parts, size)
            parts, size = [], 0
        elif parts is not None:
            size += len(line)
            if size <= FOREIGN:
                parts.append(line)
        blank = whole and not line.strip()
        whole = line.endswith(b"\n")
    if parts is not None:
        yield _unescaped(parts, size)


def _unescaped(parts: list[bytes], size: int) -> bytes | None:
    return ESCAPED.sub(rb"\1", b"".join(parts)) if size <= FOREIGN else None
