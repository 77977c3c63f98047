"""How does an e-mail become an article? A newsletter's HTML, else its plain text, by Python's own reader.

An e-mail is all its sender's: nothing is taken for navigation. What it answers (">") and its attachments are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO

from index.ingest.hints import Hint, iso_date, one_line, origin_id
from index.model import Article, Skipped
from index.paragraphs import unbroken

MAX_BYTES = 25_000_000  # with all its attachments; servers pass on no larger ones
BROKEN = 50  # characters of the shortest line that was broken at a column: of 72, less a long word and its comma
LEAST = 40  # characters of a text that is not merely "see the web version"
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
ANSWERED = re.compile(r"^>.*(?:\n|$)", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LIST_NAME = re.compile(r'^\s*"?([^"<]+?)"?\s*<')
CODECS = {"x-unknown": "utf-8", "unknown-8bit": "utf-8", "default": "utf-8", "ascii": "utf-8", "us-ascii": "utf-8"}


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of one .eml file, or why there is none."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Skipped(hint.path, f"is larger than {MAX_BYTES // 1_000_000} MB, which no e-mail is")
        return
    yield from articles_of(data, hint)


def articles_of(data: bytes, hint: Hint) -> Iterator[Article | Skipped]:
    """The article of a message's bytes, and a remark on attachments that were not read."""
    if not data.strip():
        yield Skipped(hint.path, "is empty")
        return
    try:
        message = BytesParser(policy=policy.default.clone(refold_source="none")).parsebytes(data)
        assert isinstance(message, EmailMessage)
        yield from _told(message, hint)
    except (MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        # Python's parser of headers raises each of these on some broken ones
        yield Skipped(hint.path, f"is no e-mail that can be read: {type(error).__name__}")


def _told(message: EmailMessage, hint: Hint) -> Iterator[Article | Skipped]:
    subject = _header(message, "Subject")
    sender = _header(message, "From")
    if subject is None and sender is None:
        yield Skipped(hint.path, "is no e-mail: it has neither sender nor subject")
        return
    text = text_of(message)
    if len(text) < LEAST:
        yield Skipped(hint.path, "is an e-mail without a text of its own")
        return
    name, address = parseaddr(sender or "")
    known = _header(message, "Message-ID")
    yield Article(
        id=hint.id or origin_id(f"mid:{known.strip('<> ')}" if known else hint.origin),
        text=text,
        path=hint.path,
        title=hint.title or subject,
        outlet=hint.outlet,
        published=hint.published or iso_date(_header(message, "Date")),
        url=hint.url,
        author=hint.author or (one_line(name) if _header(message, "List-Id") is None else None),
        language=_language(message),
        transcript=hint.transcript,
        named=hint.id is not None,
        site=_outlet(message, name, address),
    )
    attached = [_shown(part.get_filename()) for part in message.iter_attachments()]
    if attached:
        yield Skipped(hint.path, f"was added without its attachments: {', '.join(attached[:5])}", added=True)


def text_of(message: EmailMessage) -> str:
    """The words of a message: of its HTML, or of its plain text with the lines of its paragraphs joined."""
    html = message.get_body(preferencelist=("html",))
    if isinstance(html, EmailMessage):
        from index.ingest.pages.fragments import text_of as all_of

        found = all_of(_content(html))
        if len(found) >= LEAST:
            return found
    plain = message.get_body(preferencelist=("plain",))
    return _paragraphs(plain) if isinstance(plain, EmailMessage) else ""


def _content(part: EmailMessage) -> str:
    """A part's text, whatever its character set is said to be."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    named = str(part.get_content_charset() or "utf-8").lower()
    for charset in (CODECS.get(named, named), "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def _paragraphs(part: EmailMessage) -> str:
    """Plain text: flowed lines joined (RFC 3676), others where they were broken by hand; no signature, no answers."""
    text = _content(part).replace("\r\n", "\n").replace("\r", "\n")
    text = SIGNATURE.split(text)[0]
    text = ANSWERED.sub("", text)
    if str(part.get_param("format") or "").lower() == "flowed":
        gone = str(part.get_param("delsp") or "").lower() == "yes"
        text = re.sub(r" \n(?=\S)", "" if gone else " ", re.sub(r"^ ", "", text, flags=re.MULTILINE))
    blocks = re.split(r"\n[ \t]*\n", CONTROL.sub(" ", text))
    return "\n\n".join(block for part in blocks if (block := unbroken(_joined(part)).strip()))


def _joined(block: str) -> str:
    """A paragraph on one line where it was broken at some column: all its lines but the last are long, none a list."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    return " ".join(lines) if all(len(line) >= BROKEN for line in lines[:-1]) else "\n".join(lines)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return one_line(CONTROL.sub(" ", str(value).encode("utf-8", "replace").decode())) if value is not None else None


def _outlet(message: EmailMessage, name: str, address: str) -> str | None:
    """Who publishes a newsletter: its list's name, else its sender's, else the sender's domain."""
    listed = LIST_NAME.match(_header(message, "List-Id") or "")
    return one_line(listed[1] if listed else name) or one_line(address.rpartition("@")[2])


def _language(message: EmailMessage) -> str | None:
    found = re.match(r"\s*([a-z]{2,3})\b", (_header(message, "Content-Language") or "").lower())
    return found[1] if found else None


def _shown(name: str | None) -> str:
    return one_line("".join(c if c.isprintable() else "\ufffd" for c in name or "")) or "one without a name"
