"""What does a PDF say of itself: title, author, date?

From its information dictionary, else from its XMP packet. What a program filled in by itself is none: the name of a
file, an address, the name of an account, and the day on which a browser printed a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from index.ingest.hints import iso_date, one_line
from index.ingest.pdf.answer import About

MAX_PACKET = 200_000  # bytes; packets have some thousand, and padding
LONGEST = 300  # characters of a title or of authors

_BEGIN, _END = b"<x:xmpmeta", b"</x:xmpmeta>"
_DC, _PRISM = "{http://purl.org/dc/elements/1.1/}", re.compile(r"\{http://prismstandard\.org/[^}]*\}publicationDate")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DATE = re.compile(r"(?:D:)?([0-9]{4})(?:([0-9]{2})([0-9]{2})?)?")
_FILE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|odt|rtf|indd|qxd|qxp|pages|pdf|html?|txt|tex|ms|ps|eml)"
    r"|untitled.*|unbenannt.*|document ?[0-9]*|dokument ?[0-9]*|title|\S*[_/\\]\S*|.*://.*|about:blank|[\W\d_]*)",
    re.I | re.S,
)
_ACCOUNT = re.compile(r"[a-z0-9._\\-]+|(?i:admin.*|user.*|author|owner|unknown|anonymous|default|.*@.*|[\W\d_]*)")
_PRINTED = re.compile(r"mozilla|chrom|skia|webkit|firefox|safari|quartz|print to pdf|wkhtml|cups|cairo", re.I)


def about(information: Mapping[str, str], data: bytes) -> About:
    """What the document with these bytes says of itself."""
    packet = _packet(data)
    titles = (information.get("Title"), packet.title)
    authors = (information.get("Author"), packet.author)
    return About(
        next((title for title in map(_title, titles) if title), None),
        next((author for author in map(_author, authors) if author), None),
        packet.published or _made(information),
    )


def _title(given: str | None) -> str | None:
    title = one_line(given)
    return title if title and len(title) <= LONGEST and not _FILE.fullmatch(title) else None


def _author(given: str | None) -> str | None:
    author = one_line(given)
    return author if author and len(author) <= LONGEST and not _ACCOUNT.fullmatch(author) else None


def _made(information: Mapping[str, str]) -> str | None:
    """The day on which a typesetter made it; what a browser prints is of the day when somebody wanted it on paper."""
    if _PRINTED.search(f"{information.get('Creator')} {information.get('Producer')}"):
        return None
    date = _DATE.match(information.get("CreationDate") or "")
    return iso_date("-".join(part for part in date.groups() if part)) if date else None


def _packet(data: bytes) -> About:
    """What the XMP packet says; entities are not looked at, for nobody needs them there."""
    start = data.find(_BEGIN)
    end = data.find(_END, start, start + MAX_PACKET)
    packet = data[start : end + len(_END)]
    if min(start, end) < 0 or b"<!" in packet:
        return About()
    try:
        root = ElementTree.fromstring(packet)
    except (ElementTree.ParseError, ValueError):
        return About()
    named = [pair for item in root.iter() for pair in ((item.tag, item.text), *item.items())]
    dates = [iso_date(value) for name, value in named if _PRISM.fullmatch(name)]
    return About(_items(root, "title"), _items(root, "creator"), next((date for date in dates if date), None))


def _items(root: ElementTree.Element, name: str) -> str | None:
    """The entries of a list of Dublin Core; of a title in several languages the first."""
    found = [item.text.strip() for part in root.iter(_DC + name) for item in part.iter(f"{_RDF}li") if item.text]
    return ", ".join(found[:1] if name == "title" else found) or None
