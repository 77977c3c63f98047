"""In which encoding is a page written? Its server, the page itself and its bytes may say three different things."""

from __future__ import annotations

import codecs
import re

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I
)
DECLARED_WITHIN = 16_384  # bytes; browsers look at the first 1,024, and pages have long scripts before
WIDER = {  # what a browser reads for a name: that of a part of it is written over the whole
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
FAMILIES = ("cp125", "cp866", "cp874", "cp932", "cp949", "iso8859", "iso2022_jp", "koi8", "mac", "gb", "big5", "euc")
STATEFUL = "iso2022_jp"  # looks like ASCII, and so like UTF-8
WESTERN = (
    "cp1250",
    "cp1252",
    "cp1254",
    "cp1257",
    "cp437",
    "cp85",
    "iso8859",
    "latin",
    "mac_",
    "hp_roman",
    "cp03",
    "cp5",
)
FEW = 0.4  # of the characters beyond ASCII are broken where a page has slips; in a wrong encoding 0.7 and more
ZEROS = 0.2  # of the first bytes: in UTF-16 almost every other one of the markup is zero
ODD = "\ufffd"


def decoded(html: bytes, charset: str | None) -> str:
    """The page's characters. A byte order mark is heard first, then the bytes where they are UTF-8, which nothing else
    looks like, then its server, then the page, then what the bytes look like."""
    for mark, codec in MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(codec, "replace")
    start = html[:512]
    if start.count(0) > ZEROS * len(start):
        return html.decode("utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be", "replace")
    declared = DECLARED.search(html[:DECLARED_WITHIN])
    said = [_codec(charset), _codec(declared[1].decode("ascii", "replace") if declared else None)]
    named = [codec for codec in said if codec]
    for codec in (*[c for c in named if c == STATEFUL], "utf-8", *named):
        if (text := _fits(html, codec)) is not None:
            return text
    return html.decode(_looks_like(html), "replace")


def _codec(name: str | None) -> str | None:
    """Python's name for an encoding of web pages; None for what is none (`bogus`, `rot13`, UTF-7)."""
    try:
        found = codecs.lookup((name or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    found = WIDER.get(found, found)
    return found if found.startswith(FAMILIES) else None


def _fits(html: bytes, codec: str) -> str | None:
    """The characters if it may be written so: all but a few of them can be read."""
    text = html.decode(codec, "replace")
    broken = text.count(ODD)
    if broken and codec == "utf-8":
        broken -= html.count(ODD.encode())  # those that stood there
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if broken <= FEW * beyond else None


def _looks_like(html: bytes) -> str:
    """What a page that says nothing true may be written in: Windows' Western encoding, if any Western one."""
    from trafilatura.utils import detect_encoding

    guesses = [codec for codec in detect_encoding(html) if _known(codec)]
    return "cp1252" if not guesses or guesses[0].startswith(WESTERN) else guesses[0]


def _known(codec: str) -> bool:
    try:
        codecs.lookup(codec)
    except LookupError:
        return False
    return True
