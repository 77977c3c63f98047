"""How does a .pdf file become an article? Its lines in reading order, put together to paragraphs again.

The library that takes PDFs apart (PDFium, by pypdfium2) is that of Chromium, fast, and written in C++. So it runs in a
process of its own, with a limit of time and memory: a file made to harm ends that process, and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from index.ingest.hints import Hint, origin_id
from index.ingest.pdf.answer import SECONDS, Refused, Taken
from index.ingest.plain import title_of
from index.limits import FOREIGN, TOO_LARGE
from index.model import Article, Skipped

MOST_NAMED = 5  # pages that a remark names

_START = "from index.ingest.pdf.reading import main; main()"
_ANSWER: msgspec.json.Decoder[Taken | Refused] = msgspec.json.Decoder(Taken | Refused)


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """One article, or one reason why there is none; a remark tells which pages are only pictures."""
    data = stream.read(FOREIGN + 1)
    found = _found(data)
    if isinstance(found, Refused):
        yield Skipped(hint.path, found.reason)
        return
    about = found.about
    yield Article(
        id=hint.id or origin_id(hint.origin),
        text=found.text,
        path=hint.path,
        title=hint.title or about.title or title_of(found.text),
        outlet=hint.outlet,
        published=hint.published or about.published,
        url=hint.url,
        author=hint.author or about.author,
        transcript=hint.transcript,
        named=hint.id is not None,
    )
    if found.pictures:
        yield Skipped(hint.path, f"was added without {_named(found.pictures)} only a picture", added=True)


def _found(data: bytes) -> Taken | Refused:
    if not data:
        return Refused("is empty")
    if len(data) > FOREIGN:
        return Refused(f"{TOO_LARGE}, which no article is; split it")
    return _apart(data)


def _apart(data: bytes, start: str = _START, seconds: float = SECONDS) -> Taken | Refused:
    """What a process of its own reads in these bytes; it ends with this function, whatever happens."""
    command = [sys.executable, "-P", "-c", start]
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=known,
            timeout=seconds,
            start_new_session=True,  # ctrl+c is for the one that asks
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Refused(f"takes longer than {seconds:g} s to be read; it is damaged, or made to do harm")
    try:
        return _ANSWER.decode(done.stdout)
    except msgspec.DecodeError:
        return Refused("can't be read: the PDF library broke off; the file is damaged, or made to do harm")


def _named(pages: tuple[int, ...]) -> str:
    """The pages in words, up to their verb."""
    if len(pages) == 1:
        return f"page {pages[0]}, which is"
    if len(pages) > MOST_NAMED:
        return f"{len(pages):,} of its pages, each of which is"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}, each of which is"
