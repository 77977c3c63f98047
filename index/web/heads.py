"""What does the head of an answer say? All of it was written by a stranger: what is taken on is short and printable."""

from __future__ import annotations

import datetime as dt
import re
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

MAX_KIND = 300  # characters of a Content-Type; to read 64 kB of semicolons takes Python's parser a second
MAX_TAG = 500  # characters of what is sent back with the next request
MEDIA = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
DAY = 86_400.0  # seconds; the longest that a server can ask to be left alone by one answer


def location(url: str, said: str | None) -> str | None:
    """Where a redirect leads, in characters that an address may have; None where it does not say."""
    try:
        text = (said or "").encode("latin-1").decode("utf-8", "replace")
        return urljoin(url, printable(text).strip()) if text else None
    except (UnicodeEncodeError, ValueError):
        return None


def kind(said: str | None) -> tuple[str, str | None]:
    """Media type and character set of a Content-Type."""
    if not said:
        return "", None
    message = Message()
    message["Content-Type"] = printable(said[:MAX_KIND])
    charset = message.get_param("charset")
    media = message.get_content_type()
    return media if MEDIA.fullmatch(media) else "", charset if isinstance(charset, str) else None


def tag(said: str | None) -> str | None:
    """An ETag or a date, which is sent back; one that would spoil a request is forgotten."""
    return said if said and len(said) <= MAX_TAG and said.isascii() and said.isprintable() else None


def after(said: str | None) -> float | None:
    """The seconds of a Retry-After, given so or as a date."""
    if not said:
        return None
    try:
        seconds = float(said)
    except ValueError:
        try:
            then = parsedate_to_datetime(said)
        except (ValueError, TypeError, OverflowError):  # its zone may be years from here
            return None
        then = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
        seconds = (then - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 0.0), DAY) if seconds == seconds else None  # a NaN is none


def printable(text: str) -> str:
    """The text without what a terminal would obey."""
    return "".join(c for c in text if c.isprintable())
