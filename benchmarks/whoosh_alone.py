"""Whoosh without quoth: one index of articles with positions, an analyzer that keeps every word, one writer.

usage: python -m benchmarks.whoosh_alone ARTICLES FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from whoosh.analysis import StandardAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in

from benchmarks.copies import rows_of


def main(articles: str, folder: str) -> None:
    words = StandardAnalyzer(stoplist=None, minsize=1)
    schema = Schema(
        id=ID(stored=True, unique=True), title=TEXT(analyzer=words), text=TEXT(analyzer=words), outlet=ID, published=ID
    )
    Path(folder).mkdir(parents=True)
    writer = create_in(folder, schema).writer()
    for row in rows_of(Path(articles)):
        writer.add_document(**{name: row.get(name) for name in ("id", "title", "text", "outlet", "published")})
    writer.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
