"""Which articles bear what a reader made: a tag, a star, a note? What a query says of it becomes ids as it is asked.

The marks live in SQLite alone, so that no answer is older than the last key. A query on nothing else is answered
without the full-text index.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from index.query import Query
from index.query.passages import word_test
from index.query.tree import All, Either, Mark, Node, Not, Pattern
from index.query.words import fold
from index.store import Connection, Store, own, reading

if TYPE_CHECKING:
    from index.fulltext import FullText
    from index.store.reading import Order

FLAT = 1.0  # the score of an article that was found by marks alone


def resolved(db: Connection, node: Node) -> Node:
    """The query with the articles that its marks stand for: of two sets that say the same, the smaller."""
    match node:
        case All(parts) | Either(parts):
            return type(node)(tuple(resolved(db, part) for part in parts))
        case Not(part):
            found = resolved(db, part)
            return found.part if isinstance(found, Not) else Not(found)
        case Mark("is", "unread"):
            return _smaller(db, node, own.in_state(db, "read"), others=True)
        case Mark("is", "read"):
            return _smaller(db, node, own.in_state(db, "read"))
        case Mark("is", "starred"):
            return _smaller(db, node, own.in_state(db, "starred"))
        case Mark("is", "noted"):
            return _smaller(db, node, own.in_state(db, "noted"))
        case Mark("tag", name):
            fits = word_test(Pattern("any", name))
            return _smaller(db, node, own.tagged(db, lambda tag: fits(fold(tag))))
        case _:
            return node


def _smaller(db: Connection, mark: Mark, found: set[str], *, others: bool = False) -> Node:
    """The mark with these articles, or with all `others`: told from those that are fewer."""
    if 2 * len(found) > reading.count(db, "article"):
        found, others = set(reading.article_ids(db)) - found, not others
    told = replace(mark, articles=frozenset(found))
    return Not(told) if others else told


def articles(
    store: Store, fulltext: Callable[[], FullText], query: Query, limit: int | None = None, order: Order = "newest"
) -> list[tuple[str, float]]:
    """(id, score) of the articles a query finds, best first; by marks alone, in an `order`."""
    if query.root is None:
        return []
    with store.snapshot() as db:
        root = resolved(db, query.root)
        if only_marks(root):
            ids = reading.article_ids(db, order)
            chosen = _chosen(root, frozenset(ids))
            return [(article, FLAT) for article in ids if article in chosen][:limit]
    return fulltext().articles(replace(query, root=root), limit)


def only_marks(root: Node) -> bool:
    """Whether a query asks for marks alone, and so nothing of the index."""
    match root:
        case All(parts) | Either(parts):
            return all(map(only_marks, parts))
        case Not(part):
            return only_marks(part)
        case _:
            return isinstance(root, Mark)


def _chosen(root: Node, every: frozenset[str]) -> frozenset[str]:
    """The articles of a query that asks nothing of the index."""
    match root:
        case All(parts):
            return frozenset.intersection(*(_chosen(part, every) for part in parts))
        case Either(parts):
            return frozenset.union(*(_chosen(part, every) for part in parts))
        case Not(part):
            return every - _chosen(part, every)
        case Mark(articles=frozenset() as found):
            return found & every
        case _:
            raise TypeError(root)
