"""Invented articles, and what tests ask of a library of them."""

from __future__ import annotations

import json
from pathlib import Path

from index.library import Library
from index.query import QueryProblem

LIND = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement, but nothing is final,” Lind said.\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
OTHER = "The bell was found. “It rang all night under the pier,” said Edda Quill, who runs the museum.\n"


def found(library: Library, query: str) -> list[str]:
    hits = library.search(query)
    assert not isinstance(hits, QueryProblem)
    return sorted(hit.article for hit in hits)


def pairs(library: Library) -> list[tuple[str, str, str]]:
    links = library.links()
    assert not isinstance(links, QueryProblem)
    return [(link.a.split("#")[0], link.b.split("#")[0], link.relation) for link in links]


def rewrite(folder: Path, article: str, **fields: str) -> None:
    path = folder / "articles.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row | fields if row["id"] == article else row for row in rows]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def put(folder: Path, *rows: dict[str, str]) -> str:
    """A file of these articles, under one name."""
    folder.mkdir(exist_ok=True)
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def row(article: str, text: str, **fields: str) -> dict[str, str]:
    return {"id": article, "text": text, "outlet": article.upper(), "published": "2026-11-02", **fields}


def counts(library: Library) -> list[tuple[str, int, int, int]]:
    return [(r.id, r.quotes, r.links, r.shared) for r in library.articles()]


def derived_of(library: Library) -> object:
    """All that a rebuild must find again."""
    links = library.links()
    assert not isinstance(links, QueryProblem)
    return counts(library), [q for r in library.articles() for q in library.quotations(r.id)], list(links)
