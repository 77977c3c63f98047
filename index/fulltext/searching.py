"""How do the two indexes answer together?

`speaker:` and `quote:` are asked of quotations and `text:` and `title:` of articles, whatever is searched for; each
answer is carried over to the other index by the article's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from whoosh.query import Query as WhooshQuery

from index.fulltext.asking import Asked, asked, of_days, of_field, of_spots
from index.fulltext.postings import Listed
from index.fulltext.schema import spot_parts
from index.fulltext.snapshot import MOST_NEAR, MOST_WORDS, Snapshot, near_words
from index.model import Kind
from index.query.leaves import TWO_EDITS_FROM
from index.query.tree import (
    All,
    Dates,
    Either,
    Field,
    Mark,
    Near,
    Node,
    Not,
    Pattern,
    Prefix,
    Quoted,
    grouped,
    on_quotations,
)
from index.query.words import words

# Frequencies are looked up for the nearest only.
WEIGHED: Final = 40
FLAT: Final = 1.0  # what being among some articles adds to a score, as a date does
# From so many articles on, the spots of all quotations are sorted by article once: 50 of them cost a millisecond.
MANY_ARTICLES: Final = 1_000


class Held(Struct, frozen=True):
    """Both indexes at one moment."""

    articles: Snapshot
    quotations: Snapshot


def find_articles(held: Held, root: Node, limit: int | None) -> list[tuple[str, float]]:
    """(article id, score), best first."""
    found = held.articles.found(article_query(held, root), limit)
    return [(spot.decode(), score) for spot, score in found]


def find_quotations(
    held: Held, root: Node, limit: int | None, kinds: tuple[Kind, ...] | None
) -> list[tuple[str, int, int, float]]:
    """(article id, start, end, score), best first; of all kinds or only some."""
    only = None if kinds is None else held.quotations.of_kinds(kinds)
    found = held.quotations.found(quotation_query(held, on_quotations(root)), limit, only)
    return [(*spot_parts(spot), score) for spot, score in found]


def article_query(held: Held, root: Node) -> WhooshQuery:
    """A query as it is asked of the articles."""

    def leaf(node: Asked) -> WhooshQuery:
        match node:
            case Quoted(part):
                best: dict[bytes, float] = {}
                for spot, score in held.quotations.every(quotation_query(held, part)):
                    article = spot.rpartition(b"#")[0]
                    if score > best.get(article, -1.0):
                        best[article] = score
                return of_spots(best, held.articles)
            case Dates():
                return of_days(node, held.articles)
            case Mark():
                return of_spots({article.encode(): FLAT for article in marked(node)}, held.articles)
            case _:
                return of_field(node, "text" if node.field == "any" else node.field, held.articles)

    return asked(grouped(root), leaf)


def quotation_query(held: Held, root: Node) -> WhooshQuery:
    """A query as it is asked of the quotations."""

    def leaf(node: Asked) -> WhooshQuery:
        match node:
            case Quoted(part):
                return quotation_query(held, part)
            case Dates():
                return of_days(node, held.quotations)
            case Mark():
                return of_articles(dict.fromkeys(marked(node), FLAT), held.quotations)
            case _ if node.field in ("text", "title"):
                found = held.articles.every(of_field(node, node.field, held.articles))
                return of_articles({spot.decode(): score for spot, score in found}, held.quotations)
            case _:
                return of_field(node, node.field, held.quotations)

    return asked(root, leaf)


def marked(node: Mark) -> frozenset[str]:
    """The articles of a mark, which SQLite knows: whoever asks has asked there before."""
    if node.articles is None:
        raise ValueError(node)
    return node.articles


def of_articles(articles: dict[str, float], held: Snapshot) -> WhooshQuery:
    """The quotations that stand in these articles."""
    scores: dict[int, dict[int, float]] = {}
    for key, reader in held.leaves.items():
        found = scores[key] = {}
        if len(articles) > MANY_ARTICLES:
            for article, documents in held.by_article(reader).items():
                if article in articles:
                    found.update(dict.fromkeys(documents, articles[article]))
            continue
        for article, score in articles.items():
            if ("article", article) in reader:
                found.update((document, score) for document in reader.postings("article", article).all_ids())
    return Listed(scores)


def cut_short(held: Held, root: Node) -> Iterator[str]:
    """A sentence for each word of a query that stands for more words than are searched."""
    for leaf in many_worded(root):
        of_quotation = leaf.field in ("speaker", "quote")
        snapshot = held.quotations if of_quotation else held.articles
        if snapshot.words("text" if leaf.field == "any" else leaf.field, leaf)[1]:
            match leaf:
                case Near(_, word, _):
                    yield f'"{word}~" is near more than {MOST_NEAR} words: only the nearest were searched.'
                case Prefix(_, prefix):
                    yield f'More than {MOST_WORDS} words begin with "{prefix}": only the shortest were searched.'
                case Pattern(_, pattern):
                    yield f'"{pattern}" stands for more than {MOST_WORDS} words: only the shortest were searched.'


def many_worded(node: Node) -> Iterator[Prefix | Pattern | Near]:
    """The leaves that stand for many words."""
    match node:
        case All(parts) | Either(parts):
            for part in parts:
                yield from many_worded(part)
        case Not(part) | Quoted(part):
            yield from many_worded(part)
        case Prefix() | Pattern() | Near():
            yield node


def suggestions(held: Held, word: str, limit: int, field: Field = "text") -> list[str]:
    """Words of a field near to a word, the nearest and commonest first, without itself."""
    folded = words(word)
    if len(folded) != 1:
        return []
    edits = 2 if len(folded[0]) >= TWO_EDITS_FROM else 1
    snapshot = held.quotations if field in ("speaker", "quote") else held.articles
    near = [pair for pair in near_words(folded[0], snapshot.lexicon(field), edits) if pair[1]][:WEIGHED]
    near.sort(key=lambda pair: (pair[1], -snapshot.frequency(field, pair[0])))
    return [found for found, _ in near[:limit]]
