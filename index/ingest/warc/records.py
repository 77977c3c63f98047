"""Which records of a web archive are answers that may hold an article, and where does it go on after damage?

fastwarc tells the records apart. Nothing of an archive is held but the record at hand; no header over 32 KB is read,
and what a body unpacks to is counted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct

from index.addresses import is_address
from index.ingest.hints import one_line
from index.ingest.warc.bodies import body_of
from index.limits import FOREIGN, TOO_LARGE

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

MAX_GAPS: Final = 1_000  # places that are damaged; each costs a look for the next record
PIECE: Final = 1 << 16
LOOK: Final = 1_024  # bytes of a packed record that tell it; its table of codes has 300 at most
RECORD: Final = b"WARC/1."
BEGIN: Final = re.compile(rb"\x1f\x8b\x08|WARC/1\.")
OK: Final = 200
CUT: Final = "is cut short"
Wanted = Callable[[str, str], bool]


class Answer(Struct, frozen=True):
    """What was answered at an address: the media type in small letters, the character set, the body unpacked.

    `taken` is when that was, as its record says it.
    """

    address: str
    media: str
    charset: str | None
    body: bytes
    taken: str | None = None


class Unusable(Struct, frozen=True):
    """An answer that would be wanted, and why there is nothing of it."""

    address: str
    reason: str


class Gap(Struct, frozen=True):
    """A place where the archive is damaged; `given_up` where there are so many that nothing after it was read."""

    given_up: bool = False


class _Counted:
    """A stream as fastwarc takes it: one that can't be sought in is only read on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._at

    def close(self) -> None:
        """The stream is its opener's."""


def answers(stream: BinaryIO, wanted: Wanted) -> Iterator[Answer | Unusable | Gap | None]:
    """The answers whose media type and address are wanted; None for each other one.

    After damage it goes on with the next record that can be found, where the stream can be sought in.
    """
    at: int | None = 0
    gaps = 0
    broken = False
    while at is not None:
        last = at
        try:
            for record, where in _records(stream, at):
                if broken:
                    broken = False
                    yield Gap()
                last = where
                if not _is_answer(record):
                    continue
                answer = _answer(record, wanted)
                yield answer
                if isinstance(answer, Unusable) and answer.reason == CUT:
                    broken = True
                    break
            else:
                break
        except OSError as error:  # fastwarc tells so of all damage; a disk's errors have numbers
            if error.errno is not None:
                raise
            broken = True
        gaps += 1
        at = _next(stream, last + 1) if gaps < MAX_GAPS and stream.seekable() else None
    if broken:
        yield Gap(given_up=gaps >= MAX_GAPS)


def _records(stream: BinaryIO, at: int) -> Iterator[tuple[WarcRecord, int]]:
    """The records from an offset on, each with its own."""
    from fastwarc.warc import ArchiveIterator

    if at:
        stream.seek(at)
    for record in ArchiveIterator(_Counted(stream), parse_http=False):
        yield record, at + record.stream_pos


def _is_answer(record: WarcRecord) -> bool:
    """Whether a record is what was answered, or says that the same was answered before."""
    from fastwarc.warc import WarcRecordType as Kind

    return record.record_type in (Kind.response, Kind.resource, Kind.revisit)


def _answer(record: WarcRecord, wanted: Wanted) -> Answer | Unusable | None:
    """What a record has of an article, where it may have one."""
    from fastwarc.warc import WarcRecordType as Kind

    address = one_line((record.headers.get("WARC-Target-URI") or "").strip("<> ")) or ""
    if record.record_type == Kind.revisit or not is_address(address):
        return None
    heads = record.headers if record.record_type == Kind.resource else _heads(record)
    if heads is None:
        return None
    media, _, parameters = (heads.get("Content-Type") or "").partition(";")
    media = media.strip().lower()
    if not wanted(media, address):
        return None
    payload = _payload(record)
    if len(payload) > FOREIGN:
        return Unusable(address, TOO_LARGE)
    if len(payload) < record.content_length:
        return Unusable(address, CUT)
    body: bytes | str = payload
    if record.record_type == Kind.response:
        body = body_of(payload, heads.get("Transfer-Encoding") or "", heads.get("Content-Encoding") or "")
    if isinstance(body, str):
        return Unusable(address, body)
    return Answer(address, media, _charset(parameters), body, one_line(record.headers.get("WARC-Date")))


def _heads(record: WarcRecord) -> HeaderMap | None:
    """The head of an answer, where it was a success."""
    record.is_http = True  # its head may leave out that it is
    try:
        record.parse_http()
    except OSError:  # it has no end
        return None
    heads: HeaderMap | None = record.http_headers  # None where it is empty
    return heads if heads is not None and heads.status_code == OK else None


def _payload(record: WarcRecord) -> bytes:
    """A record's body as it was sent, at most a little more than is read of one."""
    parts: list[bytes] = []
    size = 0
    while size <= FOREIGN and (part := record.reader.read(PIECE)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'").lower() or None
    return None


def _next(stream: BinaryIO, start: int) -> int | None:
    """Where the next record begins, from an offset on, packed or not; None where there is none."""
    stream.seek(start)
    held, at = b"", start
    while piece := stream.read(PIECE):
        held += piece
        last = len(piece) < PIECE
        for begin in BEGIN.finditer(held):
            if (last or begin.start() + LOOK <= len(held)) and _begins(held[begin.start() : begin.start() + LOOK]):
                return at + begin.start()
        at += max(0, len(held) - LOOK)
        held = held[-LOOK:]
    return None


def _begins(data: bytes) -> bool:
    """Whether a record begins here, and not something like it in a picture."""
    if data.startswith(RECORD):
        return True
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, len(RECORD)) == RECORD
    except zlib.error:
        return False
