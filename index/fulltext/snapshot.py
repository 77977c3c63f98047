"""What does one of the two indexes hold at this moment: its documents, their spots, and its lexicon?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA
from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.searching import Searcher

from index.fulltext.postings import Union, documents_of
from index.model import Kind
from index.query.passages import word_test
from index.query.tree import Near, Pattern, Prefix

# The words a prefix or pattern may stand for: on 19,042 articles the union of 500 takes 60 to 130 ms.
MOST_WORDS: Final = 500
# The words a typing error may stand for.
MOST_NEAR: Final = 50
# Whoosh gives an unseen mark after a term so that nothing sorts between.
_LAST: Final = "\U0010ffff"
_LITERAL: Final = re.compile(r"[*?]")

Scored = list[tuple[int, float]]


class Snapshot:
    """An open searcher and what was read through it, until the index changes. Not for two threads at once."""

    def __init__(self, index: FileIndex) -> None:
        self.searcher: Searcher = index.searcher()
        self.reader = self.searcher.reader()
        self._leaves = self.reader.leaf_readers() if self.count() else []
        self.leaves: dict[int, Any] = {id(reader): reader for reader, _ in self._leaves}
        # Opening a column costs 4 ms, reading one value of it 0.002.
        self._columns = {key: reader.column_reader("spot") for key, reader in self.leaves.items()}
        self._kinds: dict[tuple[Kind, ...], set[int]] = {}
        self._lexicons: dict[str, list[str]] = {}
        self._spots: dict[int, list[bytes]] = {}
        self._documents: dict[int, dict[bytes, int]] = {}
        self._by_article: dict[int, dict[str, list[int]]] = {}

    def close(self) -> None:
        """Give back the files."""
        self.searcher.close()

    def count(self) -> int:
        """How many documents it holds."""
        return int(self.reader.doc_count())

    def found(self, query: Query, limit: int | None, only: set[int] | None = None) -> Iterator[tuple[bytes, float]]:
        """(spot, score) of the documents a query finds, best first; `only` are the documents to choose from."""
        if limit == 0 or only == set() or not self.count():  # Whoosh takes an empty set for no filter
            return
        if isinstance(query, Union):
            results = query.best(self._leaves, limit, only)
        else:
            results = self.searcher.search(query, limit=limit, filter=only).items()
        for document, score in results:
            yield self.spot(document), score

    def every(self, query: Query) -> Iterator[tuple[bytes, float]]:
        """(spot, score) of all documents a query finds, in no order."""
        for searcher, _ in self.searcher.leaf_searchers() if self._leaves else ():
            spots = self.spots(searcher.reader())
            postings = query.matcher(searcher, self.searcher.context())
            while postings.is_active():
                yield spots[postings.id()], postings.score()
                postings.next()

    def of_kinds(self, kinds: tuple[Kind, ...]) -> set[int]:
        """The numbers of the quotations of some kinds."""
        if kinds not in self._kinds:
            found: set[int] = set()
            for kind in kinds:
                for reader, base in self._leaves:
                    if ("kind", kind) in reader:
                        found.update(base + document for document in documents_of(reader, "kind", kind))
            self._kinds[kinds] = found
        return self._kinds[kinds]

    def spot(self, document: int) -> bytes:
        """The spot of a document by its number."""
        for reader, base in reversed(self._leaves):
            if document >= base:
                return bytes(self._columns[id(reader)][document - base])
        raise IndexError(document)

    def spots(self, reader: Any) -> list[bytes]:
        """The spots of all documents of one leaf reader, in their order; deleted ones too."""
        found = self._spots.get(id(reader))
        if found is None:
            column = self._columns[id(reader)]
            found = self._spots[id(reader)] = [bytes(column[i]) for i in range(reader.doc_count_all())]
        return found

    def documents(self, reader: Any) -> dict[bytes, int]:
        """Document numbers by spot in one leaf reader, without deleted ones."""
        found = self._documents.get(id(reader))
        if found is None:
            found = {spot: i for i, spot in enumerate(self.spots(reader)) if not reader.is_deleted(i)}
            self._documents[id(reader)] = found
        return found

    def ids(self) -> set[str]:
        """The ids (spots) of all documents."""
        return {spot.decode() for reader in self.leaves.values() for spot in self.documents(reader)}

    def by_article(self, reader: Any) -> dict[str, list[int]]:
        """The quotations of each article in one leaf reader, by their document numbers, without deleted ones."""
        found = self._by_article.get(id(reader))
        if found is None:
            found = self._by_article[id(reader)] = {}
            for spot, document in self.documents(reader).items():
                found.setdefault(spot.rpartition(b"#")[0].decode(), []).append(document)
        return found

    def lexicon(self, field: str) -> list[str]:
        """All words of a field in rising order."""
        found = self._lexicons.get(field)
        if found is None:
            found = self._lexicons[field] = [word.decode() for word in self.reader.lexicon(field)]
        return found

    def frequency(self, field: str, word: str) -> int:
        """In how many documents a word stands."""
        return int(self.reader.doc_frequency(field, word))

    def days(self, start: str | None, end: str | None) -> list[str]:
        """The days of publication from `start` to `end`, compared by the parts given."""
        lexicon = self.lexicon("published")
        low = bisect_left(lexicon, start) if start else 0
        high = bisect_right(lexicon, end + _LAST) if end else len(lexicon)
        return lexicon[low:high]

    def words(self, field: str, leaf: Prefix | Pattern | Near) -> tuple[list[tuple[str, float]], bool]:
        """The words that a leaf stands for in a field, with their nearness (at most 1), and whether some were cut."""
        if isinstance(leaf, Near):
            return self._near(field, leaf)
        literal = leaf.prefix if isinstance(leaf, Prefix) else _LITERAL.split(leaf.pattern, maxsplit=1)[0]
        span = [word.decode() for word in self.reader.expand_prefix(field, literal)] if literal else self.lexicon(field)
        if isinstance(leaf, Pattern):
            test = word_test(leaf)
            span = [word for word in span if test(word)]
        # Cut to the shortest: they are the commoner, and nearest to what was typed.
        kept = sorted(span, key=len)[:MOST_WORDS]
        return [(word, 1.0) for word in kept], len(kept) < len(span)

    def _near(self, field: str, leaf: Near) -> tuple[list[tuple[str, float]], bool]:
        found = near_words(leaf.word, self.lexicon(field), leaf.edits)
        kept = [(word, 1.0 / (1 + edits)) for word, edits in found[:MOST_NEAR]]
        return kept, len(found) > MOST_NEAR


def near_words(word: str, lexicon: list[str], edits: int) -> list[tuple[str, int]]:
    """(word, edits) of those at most so many edits away, the nearest first; a swap of neighbours is one edit.

    Whoosh's own FuzzyTerm counts a swap as two and misses "presidnet" for "president".
    """
    found = process.extract(word, lexicon, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return sorted(((near, int(distance)) for near, distance, _ in found), key=lambda pair: pair[1])
