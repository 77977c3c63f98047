"""In which characters is a feed written, and what of it may not reach an XML parser?

Many feeds are not in the encoding that they or their servers name. What is valid UTF-8 is UTF-8: text in another
encoding is not so by chance.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
LATIN = ("iso8859-1", "ascii")  # what calls itself so has curly quotation marks of windows-1252
ODD = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7")  # Python's, and no feed's
FEW = 0.5  # of the characters beyond ASCII that are broken are cut-off summaries; in another encoding nearly all are
PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
MARK = re.compile(r"""["'\[\]>]|<!--""")
MAX_TAGS = 200_000  # outside quoted text; 500 articles with all their markup have 100,000
MAX_REFERENCES = 1_000_000  # 3 MB of articles whose markup is escaped have 200,000
MAX_ATTRIBUTES = 200  # of one element: comparing each with all takes a parser minutes
LONG_TAG = re.compile(r"<[^<>]{2000,}")
VALUE = re.compile(r"""=\s{0,9}["']""")
HALVES = re.compile(
    r"&#(5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d);&#(563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]);"
)
REFERENCE = re.compile(r"&#(x[0-9a-f]{1,4000}|[0-9]{1,4000});?", re.IGNORECASE)
ROOT = re.compile(r"<\w")


def decoded(data: bytes, charset: str | None) -> str:
    """A feed as text. What can't be decoded stands as �."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    for start, name in WIDE:
        if data.startswith(start):
            return data.decode(name, "replace")
    said = DECLARED.match(data[:1000])
    named = [name for name in (_codec(said[1].decode() if said else None), _codec(charset)) if name]
    if data.isascii():
        return data.decode(named[0] if named else "ascii", "replace")
    whole = data.decode("utf-8", "replace")
    broken = whole.count("\ufffd")
    beyond = len(whole) - sum(map(str.isascii, whole)) if broken else 0
    if broken <= FEW * beyond:
        return whole
    for name in named:
        if name != "utf-8":
            return data.decode(name, "replace")
    return data.decode("windows-1252", "replace")


def _codec(name: str | None) -> str | None:
    """The encoding that is meant by a name; None for what is none, or no feed's."""
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    if found is None or not found._is_text_encoding or found.name in ODD:
        return None
    return "windows-1252" if found.name in LATIN else found.name


def from_root(text: str) -> str:
    """An XML text from its first element on: what comes before it declares its encoding, and entities.

    Entities that a feed defines can stand for gigabytes or for files of this machine. Without what defines them none is
    known to any parser; those of HTML (&eacute;) are.
    """
    at: int | None = 0
    root = 0
    while at is not None:
        root = at
        found = PROLOG.match(text, at)
        at = found.end() if found else _after_doctype(text, at)
    element = ROOT.search(text, root)
    return text[element.start() :] if element else ""


def _after_doctype(text: str, at: int) -> int | None:
    """Where a declaration of the document's type ends, with all that it declares itself; None where none begins."""
    inside = False
    found = DOCTYPE.match(text, at)
    while found is not None:
        mark = found[0]
        if mark == ">" and not inside:
            return found.end()
        inside = (inside or mark == "[") and mark != "]"
        closing = "-->" if mark == "<!--" else mark if mark in ("'", '"') else ""
        end = text.find(closing, found.end()) if closing else found.end()
        found = MARK.search(text, end + len(closing)) if end >= 0 else None
    return None


def elaborate(text: str) -> bool:
    """Whether a feed has more elements or references than any: to read 10 MB of them takes minutes, and gigabytes."""
    parts = text.split("<![CDATA[")
    outside = [parts[0], *(part.partition("]]>")[2] for part in parts[1:])]
    if sum(part.count("<") for part in outside) > MAX_TAGS or text.count("&") > MAX_REFERENCES:
        return True
    long = (tag[0] for part in outside for tag in LONG_TAG.finditer(part))
    return any(len(VALUE.findall(tag)) > MAX_ATTRIBUTES for tag in long)


def mended(text: str) -> str:
    """References to characters that are none, for which a parser gives up; two halves that make one are joined."""
    text = HALVES.sub(lambda pair: chr(0x10000 + ((int(pair[1]) - 0xD800) << 10) + int(pair[2]) - 0xDC00), text)
    return REFERENCE.sub(lambda found: found[0] if _is_character(found[1]) else "\ufffd", text)


def _is_character(reference: str) -> bool:
    digits = reference.lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
