"""What does an answer of the web say, once it is put together and unpacked? Never more than 25 MB of it.

Crawlers often keep what they have unpacked under the head that says it is packed: such a body is taken as it is.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from index.limits import FOREIGN, TOO_LARGE

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader

MAX_LAYERS: Final = 3  # of packing; servers use one
PIECE: Final = 1 << 16
UNPACKED: Final = "can't be unpacked: it is damaged"
UNKNOWN: Final = "is packed in a way that quoth does not know"
PLAIN: Final = ("", "identity", "none", "utf-8", "utf8")  # what is said of bodies that are not packed


def body_of(payload: bytes, transfer: str, content: str) -> bytes | str:
    """A body from what was sent, by what its head says in Transfer-Encoding and Content-Encoding; else why not."""
    if "chunked" in transfer.lower():
        whole = _together(payload)
        payload = payload if whole is None else whole
    layers = [one for part in content.lower().split(",") if (one := part.strip()) not in PLAIN]
    if len(layers) > MAX_LAYERS:
        return UNKNOWN
    body: bytes | str = payload
    for layer in reversed(layers):
        if isinstance(body, bytes):
            body = _unpacked(body, layer)
    return body


def _together(payload: bytes) -> bytes | None:
    """What was sent in chunks; None where it is kept without them."""
    from fastwarc.stream_io import ChunkedReader

    found = _read(ChunkedReader(io.BytesIO(payload)))
    return found if isinstance(found, bytes) else None


def _unpacked(data: bytes, layer: str) -> bytes | str:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if layer in ("gzip", "x-gzip", "deflate"):
        return _inflated(data)
    if layer not in ("br", "zstd"):
        return UNKNOWN
    found = _read(BrotliReader(io.BytesIO(data)) if layer == "br" else ZstdReader(io.BytesIO(data)))
    return data if found == UNPACKED and data.lstrip()[:1] == b"<" else found


def _inflated(data: bytes) -> bytes | str:
    """What gzip or deflate packed, which servers mistake for each other, with the head of either or without any."""
    kept = data.lstrip()[:1] == b"<" or not data
    for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        if kept:
            return data
        unpacking = zlib.decompressobj(form)
        try:
            found = unpacking.decompress(data, FOREIGN + 1)
        except zlib.error:
            continue
        if len(found) > FOREIGN:
            return TOO_LARGE
        return found if unpacking.eof else UNPACKED
    return UNPACKED


def _read(reader: WarcReader) -> bytes | str:
    parts: list[bytes] = []
    size = 0
    try:
        while part := reader.read(PIECE):
            size += len(part)
            if size > FOREIGN:
                return TOO_LARGE
            parts.append(part)
    except OSError:
        return UNPACKED
    return b"".join(parts)
