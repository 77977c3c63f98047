"""How are many postings read at once, and documents found beforehand given to Whoosh?"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher, ListMatcher, Matcher, NullMatcher, ReadTooFar
from whoosh.query import Query

Leaves = Sequence[tuple[Any, int]]  # the readers of segments, and the number of the first document of each


def documents_of(reader: Any, field: str, word: str) -> list[int]:
    """The documents of one segment that have a word, read in whole blocks: ten times as fast as `all_ids`."""
    postings = reader.postings(field, word)
    if reader.has_deletions():
        gone = set(reader.segment().deleted_docs())
        return [document for document in blocks(postings.child) if document not in gone]
    return blocks(postings)


def blocks(postings: Matcher) -> list[int]:
    """All documents of a list of postings."""
    if not isinstance(postings, W3LeafMatcher):
        return list(postings.all_ids())
    found: list[int] = []
    while postings.is_active():
        postings._read_data()
        found.extend(accumulate(postings._data[0]))
        postings._next_block()
    return found


class ScoredList(ListMatcher):  # type: ignore[misc]
    """Documents with their scores; Whoosh asks for the highest score again and again."""

    def __init__(self, scores: Mapping[int, float]) -> None:
        documents = sorted(scores)
        super().__init__(documents, [scores[document] for document in documents])
        self._top = max(scores.values())

    def copy(self) -> ScoredList:
        """Another one at the same place."""
        other = ScoredList.__new__(ScoredList)
        other.__dict__.update(self.__dict__)
        return other

    def skip_to(self, document: int) -> None:
        """Go to the first one not before `document`."""
        if not self.is_active():
            raise ReadTooFar
        self._i: int = bisect_left(self._ids, document, self._i)

    def block_max_weight(self) -> float:
        """The highest score."""
        return self._top


class Union(Query):  # type: ignore[misc]
    """Documents with at least one of the words of a field; the rarest and nearest word gives the score."""

    def __init__(self, field: str, words: tuple[tuple[str, float], ...], *, flat: bool = False) -> None:
        self.fieldname, self.words, self.flat, self.boost = field, words, flat, 1.0

    def __hash__(self) -> int:
        return hash((self.fieldname, self.words))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Union) and (self.fieldname, self.words) == (other.fieldname, other.words)

    def estimate_size(self, reader: Any) -> int:
        """Documents at most."""
        most: int = sum(reader.doc_frequency(self.fieldname, word) for word, _ in self.words)
        return min(most, int(reader.doc_count()))

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """The union of the postings in one segment."""
        reader = searcher.reader()
        whole = searcher.get_parent() if searcher.has_parent() else searcher
        scores: dict[int, float] = {}
        for worth, word in sorted(self._worths(reader, whole.doc_count_all())):
            scores.update(dict.fromkeys(documents_of(reader, self.fieldname, word), worth))
        return ScoredList(scores) if scores else NullMatcher()

    def best(self, leaves: Leaves, limit: int | None, only: Container[int] | None) -> list[tuple[int, float]]:
        """(document, score) as Whoosh's collectors give them, best first, of all segments or `only` some documents.

        A document's score is that of one word, so words that are worth less than those of the first `limit` documents
        need not be read: of the beginning of a common word these are nearly all postings.
        """
        total = sum(reader.doc_count_all() for reader, _ in leaves)
        worths = [(worth, word, reader, base) for reader, base in leaves for worth, word in self._worths(reader, total)]
        worths.sort(key=itemgetter(0), reverse=True)
        found: dict[int, float] = {}
        for worth, alike in groupby(worths, itemgetter(0)):
            some = {
                base + document
                for _, word, reader, base in alike
                for document in documents_of(reader, self.fieldname, word)
            }
            new = sorted(document for document in some - found.keys() if only is None or document in only)
            found.update(dict.fromkeys(new, worth))
            if limit is not None and len(found) >= limit:
                break
        return list(islice(found.items(), limit))

    def _worths(self, reader: Any, total: int) -> list[tuple[float, str]]:
        """What each word that a segment has is worth there."""
        return [
            (weight if self.flat else weight * math.log(1 + total / (1 + common)), word)
            for word, weight in self.words
            if (common := reader.doc_frequency(self.fieldname, word))
        ]


class Listed(Query):  # type: ignore[misc]
    """Documents by number and score for each segment, found beforehand."""

    def __init__(self, scores: Mapping[int, Mapping[int, float]]) -> None:
        self.scores, self.boost = scores, 1.0

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def estimate_size(self, reader: Any) -> int:
        """How many they are."""
        return sum(map(len, self.scores.values()))

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """Those of one segment."""
        scores = self.scores.get(id(searcher.reader()))
        return ScoredList(scores) if scores else NullMatcher()


class Without(Query):  # type: ignore[misc]
    """Documents of a query that none of the others finds.

    Whoosh's AndNot lets the first document pass where the other side begins before it, and fails past the end.
    """

    def __init__(self, query: Query, unwanted: list[Query]) -> None:
        self.query, self.unwanted, self.boost = query, unwanted, 1.0

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def estimate_size(self, reader: Any) -> int:
        """Documents at most."""
        return int(self.query.estimate_size(reader))

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """Those of one segment, with the scores of the query."""
        gone: set[int] = set()
        for query in self.unwanted:
            postings = query.matcher(searcher, searcher.boolean_context())
            while postings.is_active():
                gone.add(postings.id())
                postings.next()
        found = self.query.matcher(searcher, context)
        return Excluding(found, gone, exclude=True) if gone else found


class Excluding(FilterMatcher):  # type: ignore[misc]
    """Whoosh's, which forgets to look where it stands after it has skipped poor blocks."""

    def skip_to_quality(self, minquality: float) -> int:
        """Skip blocks that can't reach a score."""
        skipped = int(self.child.skip_to_quality(minquality))
        self._find_next()
        return skipped
