"""What does an answer of the web say, as crawlers keep it? Put together and unpacked, never more than 25 MB of it.

Crawlers often keep what they have unpacked under the head that says it is packed: such a body is taken as it is.
"""

from __future__ import annotations

import io

from index.web.unpacking import read_within, unpacked


def body_of(payload: bytes, transfer: str, content: str) -> bytes | str:
    """A body from what was sent, by what its head says in Transfer-Encoding and Content-Encoding; else why not."""
    if "chunked" in transfer.lower():
        whole = _together(payload)
        payload = payload if whole is None else whole
    return unpacked(payload, content)


def _together(payload: bytes) -> bytes | None:
    """What was sent in chunks; None where it is kept without them."""
    from fastwarc.stream_io import ChunkedReader

    found = read_within(ChunkedReader(io.BytesIO(payload)))
    return found if isinstance(found, bytes) else None
