"""What are the parts of an e-mail, and what do they say? Python's own parser, within limits.

Some of its steps take the square of the length of a header, or of the lines and the parts around them: a hostile letter
of 1 MB would take minutes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import Any, Final

from index.ingest.hints import CONTROL, one_line

MAX_HEADER: Final = 2_000  # characters of one that are read: the longest subjects have some hundred
MAX_HEADERS: Final = 20_000  # of all parts; a letter of many parts has hundreds
MAX_PARTS: Final = 2_000  # a digest of a list has hundreds
MAX_WORK: Final = 20_000_000  # lines times boundaries: some seconds; 25 MB of attachments have 330,000 lines
MAX_LINES: Final = 2_000_000  # each costs Python's parser some 80 bytes
MAX_TEXT: Final = 5_000_000  # bytes of a part that is text; the fullest newsletters have half of one
BOUNDARY = re.compile(rb"boundary\s*(?:\*[0-9*]*)?\s*=", re.IGNORECASE)
META = re.compile(rb"<meta\b[^>]{0,200}\bcharset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
META_WITHIN: Final = 4_096  # bytes in which it stands
CODECS: Final = {  # what is said, and what is meant; as browsers have it
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "ansi_x3.4-1968"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "x-windows-949"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso-8859-8"),
}
SINGLE = re.compile(r"cp12\d\d|windows-12\d\d|iso-?8859-\d+|latin|koi8|mac|us-?ascii|ascii|x-unknown|unknown", re.I)


class TooMuchError(Exception):
    """A letter has more of something than any has; the sentence says of what."""


class _Careful(EmailPolicy):
    """Reads no more of a header than a letter needs, and no more headers than one has."""

    seen: Iterator[int]

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if next(self.seen) > MAX_HEADERS:
            raise TooMuchError("has more headers than an e-mail has")
        return super().header_source_parse(_first(sourcelines))

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value if len(value) <= MAX_HEADER else str(value)[:MAX_HEADER])


def _first(lines: Sequence[str]) -> list[str]:
    """The lines of a header as far as it is read."""
    kept, size = [], 0
    for line in lines:
        kept.append(line[: MAX_HEADER + 1])
        size += len(kept[-1])
        if size > MAX_HEADER:
            break
    return kept


# what Python's parser raises for some broken header or other
BROKEN = (MessageError, RecursionError, LookupError, ValueError, OverflowError, AttributeError, TypeError)


def parsed(data: bytes) -> EmailMessage:
    """The message that these bytes are; raises `TooMuchError` of one that would take too long."""
    lines = data.count(b"\n")
    if lines > MAX_LINES:
        raise TooMuchError("has more lines than an e-mail has")
    if len(BOUNDARY.findall(data)) * lines > MAX_WORK:
        raise TooMuchError("has more parts within parts than an e-mail has")
    parts = itertools.count()

    def part(policy: EmailPolicy) -> EmailMessage:
        if next(parts) > MAX_PARTS:
            raise TooMuchError("has more parts than an e-mail has")
        return EmailMessage(policy)

    policy = _Careful(refold_source="none")
    vars(policy).update(seen=itertools.count(), message_factory=part)  # policies take no attributes of others
    message = BytesParser(policy=policy).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def header(message: EmailMessage, name: str) -> str | None:
    """A header as one line without control characters; None where it is missing, empty or can't be read."""
    try:
        value = message.get(name)
    except BROKEN:
        return None
    if value is None:
        return None
    text = str(value).encode("utf-8", "replace").decode()
    return one_line("".join(" " if ord(c) in CONTROL else c for c in text))


def content(part: EmailMessage) -> str:
    """A part's text, whatever its character set is said to be."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    if len(data) > MAX_TEXT:
        raise TooMuchError(f"has a text of more than {MAX_TEXT // 1_000_000} MB, which no e-mail has")
    return decoded(data, str(part.get_content_charset() or ""), html=part.get_content_subtype() == "html")


def decoded(data: bytes, named: str, *, html: bool = False) -> str:
    """Text in the character set that is named; in UTF-8 where it is that, and a set of single letters was named."""
    if not named and html and (found := META.search(data[:META_WITHIN])):
        named = found[1].decode("ascii", "replace")
    named = named.strip().lower()
    meant = CODECS.get(named, named)
    first = ("utf-8", meant) if not meant or SINGLE.match(meant) else (meant, "utf-8")
    for charset in (*first, "cp1252"):
        try:
            return data.decode(charset).removeprefix("\ufeff")
        except (LookupError, ValueError):  # no character set, or one of something else than letters
            continue
    return data.decode("cp1252", "replace")
