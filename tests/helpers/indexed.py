"""Articles, quotations and queries for the tests of the full-text index."""

from __future__ import annotations

from index.model import Article, Kind, Quotation
from index.query import Query, parse

TOKEN = "a token of this library"


def asked(text: str, typing: bool = False) -> Query:
    query = parse(text, typing=typing)
    assert isinstance(query, Query), query
    return query


def article(name: str, text: str, title: str = "", outlet: str = "", day: str = "", author: str = "") -> Article:
    return Article(name, text, title=title or None, outlet=outlet or None, published=day or None, author=author or None)


def said(source: Article, text: str, speaker: str | None, kind: Kind = "direct") -> Quotation:
    start = source.text.index(text)
    return Quotation(source.id, start, start + len(text), text, kind, speaker)
