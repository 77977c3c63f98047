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

from index.query.passages import word_test
from index.query.tree import Near, Pattern, Prefix

# The words a prefix or pattern may stand for. Unions of 19,042 articles' postings take 0.06 ms a word.
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
        self.leaves: dict[int, Any] = {id(reader): reader for reader, _ in self.reader.leaf_readers()}
        self._lexicons: dict[str, list[str]] = {}
        self._spots: dict[int, list[bytes]] = {}
        self._documents: dict[int, dict[bytes, int]] = {}

    def close(self) -> None:
        """Give back the files."""
        self.searcher.close()

    def count(self) -> int:
        """How many documents it holds."""
        return int(self.reader.doc_count())

    def found(self, query: Query, limit: int | None, only: Query | None = None) -> Iterator[tuple[bytes, float]]:
        """(spot, score) of the documents a query finds, best first; `only` filters without scoring."""
        if limit == 0 or not self.count():
            return
        results = self.searcher.search(query, limit=limit, filter=only)
        for document, score in results.items():
            yield self.spot(document), score

    def spot(self, document: int) -> bytes:
        """The spot of a document by its number."""
        for reader, base in reversed(self.reader.leaf_readers()):
            if document >= base:
                spot = reader.column_reader("spot")[document - base]
                return bytes(spot)
        raise IndexError(document)

    def spots(self, reader: Any) -> list[bytes]:
        """The spots of all documents of one leaf reader, in their order; deleted ones too."""
        found = self._spots.get(id(reader))
        if found is None:
            column = reader.column_reader("spot")
            found = self._spots[id(reader)] = [bytes(column[i]) for i in range(reader.doc_count_all())]
        return found

    def documents(self, reader: Any) -> dict[bytes, int]:
        """Document numbers by spot in one leaf reader, without deleted ones."""
        found = self._documents.get(id(reader))
        if found is None:
            found = {spot: i for i, spot in enumerate(self.spots(reader)) if not reader.is_deleted(i)}
            self._documents[id(reader)] = found
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
        """The words that a leaf stands for in a field, with their nearness (1 is the word itself); and if some were cut."""
        if isinstance(leaf, Near):
            return self._near(field, leaf)
        literal = leaf.prefix if isinstance(leaf, Prefix) else _LITERAL.split(leaf.pattern, maxsplit=1)[0]
        lexicon = self.lexicon(field)
        span = lexicon[bisect_left(lexicon, literal) : bisect_right(lexicon, literal + _LAST)] if literal else lexicon
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
