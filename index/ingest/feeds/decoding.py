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
FEW = 0.1  # of the characters beyond ASCII that are broken: cut-off summaries, not another encoding
PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
QUOTED = r"""\"[^"]*"|'[^']*'"""
DOCTYPE = re.compile(
    rf"<!DOCTYPE(?:[^\[\"'>]|{QUOTED})*+(?:\[(?:[^\]\"'<]|{QUOTED}|<!--.*?-->|<)*+\]\s*+)?>", re.DOTALL | re.IGNORECASE
)
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
    at = 0
    while found := PROLOG.match(text, at) or DOCTYPE.match(text, at):
        at = found.end()
    root = ROOT.search(text, at)
    return text[root.start() :] if root else ""
