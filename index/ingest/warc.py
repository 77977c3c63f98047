"""How does a web archive (WARC, as crawlers and the Internet Archive write it) become articles?

warcio reads it record by record, so that gigabytes need no more memory than their largest page.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from index.addresses import is_address
from index.ingest import pages
from index.ingest.formats import Format, of_media
from index.ingest.hints import Hint, one_line
from index.ingest.sniffing import told
from index.model import Article, Skipped

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAX_BYTES = 25_000_000  # of a record's body, unpacked
KINDS = ("response", "resource")
READ = ("text", "page", "pdf", "markdown")  # formats of which an answer of the web is one article
NEWS = ("page",)  # what a record may be in silence no article: pages of lists, of pictures


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all records that hold pages; what holds none is counted in one remark at the end."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    left = found = 0
    number = 0
    try:
        for record in ArchiveIterator(stream, check_digests=False):
            number += 1
            kind = _format(record)
            if kind is None:
                left += record.rec_type in KINDS
                continue
            made = list(_articles(record, kind, hint))
            silent = kind.name in NEWS and all(isinstance(one, Skipped) for one in made)
            left += silent
            found += not silent
            yield from () if silent else made
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        words = "".join(c for c in str(error) if c.isprintable())[:200] or type(error).__name__
        yield Skipped(hint.path, f"is damaged after record {number:,}, and was read to there: {words}", added=found > 0)
    if left and found:
        yield Skipped(hint.path, f"holds {left:,} records that are no articles", added=True)
    elif not found:
        yield Skipped(hint.path, f"holds no page with an article, among {number:,} records")


def _format(record: ArcWarcRecord) -> Format | None:
    """The format of a record's body, where it may be an article: an answer with a status of 200, of a known type."""
    if record.rec_type not in KINDS or not is_address(_address(record)):
        return None
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return None
    media = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    kind = of_media((media or "").partition(";")[0].strip().lower())
    return kind if kind is not None and kind.name in READ else None


def _address(record: ArcWarcRecord) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _articles(record: ArcWarcRecord, kind: Format, hint: Hint) -> Iterator[Article | Skipped]:
    address = one_line(_address(record)) or ""
    shown = f"{hint.path}!{address}"
    try:
        body = record.content_stream().read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        yield Skipped(shown, f"can't be unpacked: {type(error).__name__}")
        return
    if len(body) > MAX_BYTES:
        yield Skipped(shown, f"is larger than {MAX_BYTES // 1_000_000} MB")
        return
    about = replace(hint, path=shown, origin=address, id=None, url=address)
    if kind.name == "page" or (told(body[:4096]) or kind).name == "page":
        content = record.http_headers.get_header("Content-Type") if record.http_headers else ""
        _, _, charset = (content or "").lower().partition("charset=")
        yield pages.article_of(body, about, charset.split(";")[0].strip(" \"'") or None)
        return
    yield from kind.read(io.BytesIO(body), about)
