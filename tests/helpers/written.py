"""Web pages as outlets write them, for tests: their words are invented."""

from __future__ import annotations

from index.ingest.hints import Hint
from index.ingest.pages import article_of
from index.model import Article

HINT = Hint("https://wire.example/ferry", "https://wire.example/ferry")
PROSE = "The first ferry in two years leaves Oss on Monday, and the harbour office has counted every buoy on its way. "
WORDS = "“We counted the buoys twice, and then once more,” said Ada Lind, the harbour master of Oss, on the quay."


def page(body: str, head: str = "", attributes: str = "lang=en") -> bytes:
    return (
        f"<!doctype html><html {attributes}><head><title>Ferry</title>{head}</head><body>{body}</body></html>".encode()
    )


def prose(*paragraphs: str) -> str:
    return "".join(f"<p>{part}</p>" for part in paragraphs)


def article(html: bytes, hint: Hint = HINT, charset: str | None = None) -> Article:
    found = article_of(html, hint, charset)
    assert isinstance(found, Article), found
    return found
