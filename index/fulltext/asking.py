"""How is a query's tree asked of Whoosh?

Words and phrases are Whoosh's own. Whatever stands for many words (prefix, pattern, typing error, dates) is the union of
their postings, since Whoosh's Prefix and Wildcard queries took up to 6.7 s. What is asked of the other index comes in as
a list of spots.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from whoosh.matching import ListMatcher, Matcher, NullMatcher
from whoosh.query import And, AndNot, Every, NullQuery, Or, Query, Term
from whoosh.query import Phrase as PhraseQuery

from index.fulltext.snapshot import Snapshot
from index.query.tree import All, Dates, Either, Field, Leaf, Node, Not, Phrase, Quoted, Word

# A word in a title says more of an article than one in its text.
TITLE_BOOST: Final = 2.0

Scores = Mapping[bytes, float]


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

    def block_max_weight(self) -> float:
        """The highest score."""
        return self._top


class Union(Query):  # type: ignore[misc]
    """Documents with at least one of the words of a field; each word adds its weight, rarer ones more."""

    def __init__(self, field: str, words: tuple[tuple[str, float], ...]) -> None:
        self.fieldname, self.words, self.boost = field, words, 1.0

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
        reader, field = searcher.reader(), self.fieldname
        total = searcher.get_parent().doc_count_all() if searcher.has_parent() else searcher.doc_count_all()
        scores: dict[int, float] = {}
        for word, weight in self.words:
            key = (field, word)
            if key in reader:
                worth = weight * math.log(1 + total / (1 + reader.doc_frequency(field, word)))
                for document in reader.postings(field, word).all_ids():
                    scores[document] = scores.get(document, 0.0) + worth
        return ScoredList(scores) if scores else NullMatcher()


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


def asked(node: Node, leaf: Callable[[Leaf | Dates | Quoted], Query]) -> Query:
    """The whole tree as a Whoosh query; `leaf` says what the leaves are."""
    match node:
        case All(parts):
            wanted = [asked(part, leaf) for part in parts if not isinstance(part, Not)]
            unwanted = [asked(part.part, leaf) for part in parts if isinstance(part, Not)]
            return without(both(wanted), unwanted)
        case Either(parts):
            return either([asked(part, leaf) for part in parts])
        case Not(part):
            return without(Every(), [asked(part, leaf)])
        case _:
            return leaf(node)


def both(queries: list[Query]) -> Query:
    """Every one of them; everything where there is none."""
    if not queries:
        return Every()
    return queries[0] if len(queries) == 1 else And(queries)


def either(queries: list[Query]) -> Query:
    """At least one of them."""
    if not queries:
        return NullQuery
    return queries[0] if len(queries) == 1 else Or(queries)


def without(query: Query, unwanted: list[Query]) -> Query:
    """The first one and none of the others."""
    return AndNot(query, either(unwanted)) if unwanted else query


def in_article(node: Leaf, held: Snapshot) -> Query:
    """What a leaf asks of an article; a word without a field may stand in the title or the text."""
    if node.field == "any":
        title = of_field(node, "title", held)
        return Or([of_field(node, "text", held), boosted(title)])
    return of_field(node, node.field, held)


def boosted(query: Query) -> Query:
    """A query on titles, weighing more."""
    return query.with_boost(TITLE_BOOST) if isinstance(query, Term | PhraseQuery) else query


def of_field(node: Leaf, field: Field, held: Snapshot) -> Query:
    """What a leaf asks of one field."""
    match node:
        case Word(_, word):
            return Term(field, word)
        case Phrase(_, words):
            return PhraseQuery(field, list(words))
        case _:
            found, _ = held.words(field, node)
            return Union(field, tuple(found))


def of_days(node: Dates, held: Snapshot) -> Query:
    """The documents published in a span of time; all score alike."""
    scores: dict[int, dict[int, float]] = {}
    days = held.days(node.start, node.end)
    for key, reader in held.leaves.items():
        there = [day for day in days if ("published", day) in reader]
        found = {document: 1.0 for day in there for document in reader.postings("published", day).all_ids()}
        if found:
            scores[key] = found
    return Listed(scores)


def of_spots(spots: Scores, held: Snapshot) -> Query:
    """The documents with these spots, and their scores."""
    scores: dict[int, dict[int, float]] = {}
    for key, reader in held.leaves.items():
        documents = held.documents(reader)
        found = {documents[spot]: score for spot, score in spots.items() if spot in documents}
        if found:
            scores[key] = found
    return Listed(scores)
