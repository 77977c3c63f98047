"""How does standard input become articles? What it is, is told by how it begins, or said by hand."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Final

from msgspec.structs import replace

from index.ingest.formats import Format, unpacked
from index.ingest.hints import Hint
from index.ingest.rejoined import begun
from index.ingest.sniffing import HEAD, guessed
from index.model import Article, Skipped

NAME: Final = "-"
UNKNOWN: Final = "is of no format that quoth knows by its content; name one with --as"
IN_MEMORY: Final = 8_000_000  # bytes; what is larger goes into a temporary file
MOST: Final = 4_000_000_000  # bytes; more might fill the disk that temporary files are on
PIECE: Final = 1 << 20


def read(stream: BinaryIO, hint: Hint, form: Format | None, stop: Callable[[], bool]) -> Iterator[Article | Skipped]:
    """The articles in what is piped in. What has neither id nor address takes its id from all of its bytes."""
    head, whole = begun(stream, HEAD)
    kind = form or guessed(head)
    if not head.strip():
        yield Skipped(hint.path, "is empty")
    elif kind is None:
        yield Skipped(hint.path, UNKNOWN)
    elif kind.streams:
        yield from kind.read(unpacked(whole, head, kind), hint)
    else:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spooled:
            digest = _spool(whole, spooled, stop)
            if digest is None:
                gigabytes = MOST // 1_000_000_000
                yield Skipped(hint.path, f"is larger than {gigabytes} GB; save it to a file and add that")
            elif not stop():  # what was broken off is no article
                told = replace(hint, origin=f"{hint.origin}:{digest}")
                yield from kind.read(unpacked(spooled, head, kind), told)


def _spool(stream: BinaryIO, into: IO[bytes], stop: Callable[[], bool]) -> str | None:
    """Keep a stream, so that it can be read in any order; returns its digest, or None where it is too much."""
    digest, size = hashlib.sha256(), 0
    while not stop() and (piece := stream.read(PIECE)):
        digest.update(piece)
        size += len(piece)
        if size > MOST:
            return None
        into.write(piece)
    into.seek(0)
    return digest.hexdigest()
