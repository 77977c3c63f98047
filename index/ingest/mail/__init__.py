"""How does an e-mail become an article? A newsletter's HTML, else its plain text, by Python's own reader.

An e-mail is all its sender's: nothing is taken for navigation but what newsletters say of themselves (`newsletters`).
What it answers is left out. E-mails and PDFs attached to it are articles of their own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO, Final

from msgspec.structs import replace

from index.addresses import is_address
from index.ingest.formats import named
from index.ingest.hints import Hint, iso_date, one_line, origin_id
from index.ingest.mail.messages import TooMuchError, content, header, parsed
from index.ingest.mail.newsletters import from_html, without_chrome
from index.ingest.mail.wrapped import paragraphs
from index.limits import FOREIGN, TOO_LARGE
from index.model import Article, Skipped

LEAST: Final = 40  # characters of a text that is not merely "see the web version"
DEPTH: Final = 3  # e-mails within e-mails: a letter passed on that was passed on
PDFS: Final = 5  # that are read of one letter: each takes a process of its own
NAMED: Final = 5  # attachments that are named
LIST_NAME = re.compile(r'"?([^"<]{2,200}?)"? ?<')
NO_NAME = re.compile(r"\d{3}|[0-9a-f]{8}", re.IGNORECASE)  # what senders of newsletters number their lists by
BROKEN = (MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError)  # of Python's parser


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of one .eml file, or why there is none."""
    data = stream.read(FOREIGN + 1)
    if len(data) > FOREIGN:
        yield Skipped(hint.path, f"{TOO_LARGE}, which no e-mail is")
        return
    yield from articles_of(data, hint)


def articles_of(data: bytes, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of a message's bytes, those of e-mails and PDFs attached, and a remark on other attachments."""
    if not data.strip():
        yield Skipped(hint.path, "is empty")
        return
    try:
        yield from list(_told(parsed(data), hint, DEPTH))
    except TooMuchError as error:
        yield Skipped(hint.path, str(error))
    except BROKEN as error:
        yield Skipped(hint.path, f"is no e-mail that can be read: {type(error).__name__}")


def _told(message: EmailMessage, hint: Hint, depth: int) -> Iterator[Article | Skipped]:
    if header(message, "Subject") is None and header(message, "From") is None:
        yield Skipped(hint.path, "is no e-mail: it has neither sender nor subject")
        return
    text = text_of(message)
    attached = list(_attached(message, hint, depth))
    if len(text) >= LEAST:
        yield _article(message, text, hint)
        attached = [replace(one, added=True) if isinstance(one, Skipped) else one for one in attached]
    elif not any(isinstance(one, Article) for one in attached):
        yield Skipped(hint.path, "is an e-mail without a text of its own")
    yield from attached


def _article(message: EmailMessage, text: str, hint: Hint) -> Article:
    name, address = parseaddr(header(message, "From") or "")
    known = (header(message, "Message-ID") or "").strip("<> ")
    listed = header(message, "List-Id") or ""
    is_letter = bool(listed or header(message, "List-Unsubscribe"))
    return Article(
        id=hint.id or origin_id(f"mid:{known}" if known else hint.origin),
        text=text,
        path=hint.path,
        title=hint.title or header(message, "Subject"),
        outlet=hint.outlet,
        published=hint.published or iso_date(header(message, "Date")),
        url=hint.url or _address(message),
        author=hint.author or (None if is_letter else one_line(name)),
        language=_language(message),
        transcript=hint.transcript,
        named=hint.id is not None,
        site=_outlet(listed, name, address),
    )


def text_of(message: EmailMessage) -> str:
    """The words of a message: of its HTML, or of its plain text with the lines of its paragraphs joined."""
    answers = header(message, "In-Reply-To") is not None or header(message, "References") is not None
    html = message.get_body(preferencelist=("html",))
    if isinstance(html, EmailMessage):
        found = "\n\n".join(without_chrome(from_html(content(html), answers)))
        if len(found) >= LEAST:
            return found
    plain = message.get_body(preferencelist=("plain",))
    if not isinstance(plain, EmailMessage):
        return ""
    flowed = str(plain.get_param("format") or "").lower() == "flowed"
    spaceless = str(plain.get_param("delsp") or "").lower() == "yes"
    return "\n\n".join(without_chrome(paragraphs(content(plain), flowed, spaceless, answers)))


def _attached(message: EmailMessage, hint: Hint, depth: int) -> Iterator[Article | Skipped]:
    """What is attached, as articles of their own where it may be one; the rest is named."""
    others: list[str] = []
    documents = 0
    for number, part in enumerate(message.iter_attachments(), 1):
        assert isinstance(part, EmailMessage)
        name = _shown(part.get_filename()) or f"attachment {number}"
        kind = part.get_content_type()
        where = f"!{number}" if kind == "message/rfc822" else f"!{name}"
        inner = replace(hint, path=hint.path + where, origin=hint.origin + where, id=None, title=None, url=None)
        if kind == "message/rfc822" and depth > 1:
            held = part.get_payload(0)
            yield from _told(held, inner, depth - 1) if isinstance(held, EmailMessage) else ()
        elif (kind == "application/pdf" or name.lower().endswith(".pdf")) and documents < PDFS:
            documents += 1
            yield from _pdf(part, inner)
        else:
            others.append(name)
    if others:
        more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
        yield Skipped(hint.path, f"has attachments that were not read: {', '.join(others[:NAMED])}{more}", added=True)


def _pdf(part: EmailMessage, hint: Hint) -> Iterator[Article | Skipped]:
    kind = named("pdf")
    data = part.get_payload(decode=True)
    if kind is not None and isinstance(data, bytes):
        yield from kind.read(io.BytesIO(data), hint)


def _outlet(listed: str, name: str, address: str) -> str | None:
    """Who publishes a letter: the name of its list, where it has one in words, else its sender's, else the domain."""
    found = LIST_NAME.match(listed)
    called = one_line(found[1]) if found and not NO_NAME.search(found[1]) else None
    return called or one_line(name) or one_line(address.rpartition("@")[2])


def _address(message: EmailMessage) -> str | None:
    """Where a letter stands on the web, if its head says so (RFC 5064): its links lead past who counts readers."""
    found = (header(message, "Archived-At") or "").strip("<> ")
    return found if is_address(found) else None


def _language(message: EmailMessage) -> str | None:
    found = re.match(r"([a-z]{2,3})\b", (header(message, "Content-Language") or "").lower())
    return found[1] if found else None


def _shown(name: str | None) -> str | None:
    """A file's name on one line of what people read, without ways to elsewhere in it."""
    return one_line("".join(c if c.isprintable() and c not in "/\\" else "\ufffd" for c in (name or "")[:80]))
