"""How does a page saved as one file (.mhtml), as Chromium saves it, become an article? Its first page is read."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import BinaryIO

from msgspec.structs import replace

from index.addresses import is_address
from index.ingest import pages
from index.ingest.hints import Hint, moment, one_line
from index.ingest.mail.messages import BROKEN
from index.limits import FOREIGN, TOO_LARGE
from index.model import Article, Skipped


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of a saved page, or why there is none."""
    data = stream.read(FOREIGN + 1)
    if len(data) > FOREIGN:
        yield Skipped(hint.path, f"{TOO_LARGE}, which no saved page is")
        return
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        html = page.get_payload(decode=True) if isinstance(page, EmailMessage) else None
        address = _address(message, page) if isinstance(page, EmailMessage) else None
        charset = page.get_content_charset() if page is not None else None
        saved = moment(str(message.get("Date") or ""))
    except BROKEN:
        html = address = charset = saved = None
    if not isinstance(html, bytes):
        yield Skipped(hint.path, "holds no page, as far as it can be read")
        return
    for item in pages.articles_of(html, replace(hint, url=hint.url or address), charset):
        yield replace(item, taken=saved) if isinstance(item, Article) else item


def _address(message: EmailMessage, page: EmailMessage) -> str | None:
    """Where the page was saved from."""
    named = (message.get("Snapshot-Content-Location"), page.get("Content-Location"))
    found = (one_line(str(value)) for value in named if value)
    return next((one for one in found if one and is_address(one)), None)
