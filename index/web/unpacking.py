"""What is in a body that was packed for its way over the web? At most 25 MB of it, and never a part for the whole.

fastwarc unpacks brotli and zstandard, Python the others.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from index.limits import FOREIGN, TOO_LARGE

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader

GZIP: Final = b"\x1f\x8b"
MAX_MEMBERS: Final = 100  # parts that gzip packed one after the other; each costs a copy of the rest
MAX_LAYERS: Final = 3  # of packing; servers use one
PIECE: Final = 1 << 16
DAMAGED: Final = "can't be unpacked: it is damaged"
UNKNOWN: Final = "is packed in a way that quoth does not know"
PLAIN: Final = ("", "identity", "none", "utf-8", "utf8")  # what is said of bodies that are not packed


def unpacked(body: bytes, encoding: str) -> bytes | str:
    """A body by what its Content-Encoding says; else why not. One that is a page already is taken as it is."""
    layers = [one for part in encoding.lower().split(",") if (one := part.strip()) not in PLAIN]
    if len(layers) > MAX_LAYERS:
        return UNKNOWN
    found: bytes | str = body
    for layer in reversed(layers):
        if isinstance(found, bytes):
            found = _unpacked(found, layer)
    return found


def read_within(reader: WarcReader) -> bytes | str:
    """All that a reader of fastwarc's gives."""
    parts: list[bytes] = []
    size = 0
    try:
        while part := reader.read(PIECE):
            size += len(part)
            if size > FOREIGN:
                return TOO_LARGE
            parts.append(part)
    except OSError:
        return DAMAGED
    return b"".join(parts)


def _unpacked(data: bytes, layer: str) -> bytes | str:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if layer in ("gzip", "x-gzip", "deflate"):
        return _inflated(data)
    if layer not in ("br", "zstd"):
        return UNKNOWN
    found = read_within(BrotliReader(io.BytesIO(data)) if layer == "br" else ZstdReader(io.BytesIO(data)))
    return data if found == DAMAGED and data.lstrip()[:1] == b"<" else found


def _inflated(data: bytes) -> bytes | str:
    """What gzip or deflate packed, which servers mistake for each other, with the head of either or without any."""
    if data.lstrip()[:1] == b"<" or not data:
        return data
    for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return _members(data, form)
        except zlib.error:
            continue
    return DAMAGED


def _members(data: bytes, form: int) -> bytes | str:
    """What gzip packed, also in several parts one after the other. Raises zlib.error for what is not of this form."""
    found = b""
    for _ in range(MAX_MEMBERS):
        unpacking = zlib.decompressobj(form)
        found += unpacking.decompress(data, FOREIGN + 1 - len(found))
        if len(found) > FOREIGN:
            return TOO_LARGE
        if not unpacking.eof:
            return DAMAGED
        data = unpacking.unused_data
        if not data.startswith(GZIP):  # nothing, or what a server put behind it
            return found
    return DAMAGED
