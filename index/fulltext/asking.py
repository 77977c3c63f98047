"""How is a query's tree asked of Whoosh?

Words and phrases are Whoosh's own. Whatever stands for many words (prefix, pattern, typing error, dates) is the union
of their postings, since Whoosh's Prefix and Wildcard queries took up to 6.7 s. What is asked of the other index comes
in as a list of spots, and so does what SQLite knows of articles (`Mark`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from whoosh.query import And, Every, NullQuery, Or, Query, Term
from whoosh.query import Phrase as PhraseQuery

from index.fulltext.postings import Listed, Union, Without
from index.fulltext.snapshot import Snapshot
from index.query.tree import All, Dates, Either, Field, Leaf, Mark, Node, Not, Phrase, Quoted, Word

Scores = Mapping[bytes, float]
Asked = Leaf | Dates | Mark | Quoted


def asked(node: Node, leaf: Callable[[Asked], Query]) -> Query:
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
    return Without(query, unwanted) if unwanted else query


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
    return Union("published", tuple((day, 1.0) for day in held.days(node.start, node.end)), flat=True)


def of_spots(spots: Scores, held: Snapshot) -> Query:
    """The documents with these spots, and their scores."""
    scores: dict[int, dict[int, float]] = {}
    for key, reader in held.leaves.items():
        documents = held.documents(reader)
        found = {documents[spot]: score for spot, score in spots.items() if spot in documents}
        if found:
            scores[key] = found
    return Listed(scores)
