"""What is a query once it is understood?

Plain values: leaves that name a field and words, and the nodes that join them. The parser makes them; `grouped` and
`on_quotations` say which kind of document each part is asked of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

Field = Literal["any", "text", "title", "outlet", "author", "speaker", "quote", "tag", "is"]
STATES: Final = ("unread", "read", "starred", "noted")


class Word(Struct, frozen=True):
    """A folded word."""

    field: Field
    word: str


class Phrase(Struct, frozen=True):
    """Folded words that follow each other."""

    field: Field
    words: tuple[str, ...]


class Pattern(Struct, frozen=True):
    """A folded word with `*` and `?`."""

    field: Field
    pattern: str


class Prefix(Struct, frozen=True):
    """The beginning of a word that is still being typed."""

    field: Field
    prefix: str


class Near(Struct, frozen=True):
    """A word and those at most `edits` letters away; two neighbours swapped are one edit."""

    field: Field
    word: str
    edits: int


class Dates(Struct, frozen=True):
    """Published from `start` to `end`, each included or open; `2025-11` as an end takes in its last day."""

    start: str | None
    end: str | None


class Mark(Struct, frozen=True):
    """What a reader made of articles: `tag` with a folded name, with `*` and `?` perhaps, or `is` with a state.

    `articles` are the ids of those that have it, once that was asked (`index.marked`); the parser does not know them.
    """

    what: Literal["tag", "is"]
    name: str
    articles: frozenset[str] | None = None


class All(Struct, frozen=True):
    """Every part holds."""

    parts: tuple[Node, ...]


class Either(Struct, frozen=True):
    """At least one part holds."""

    parts: tuple[Node, ...]


class Not(Struct, frozen=True):
    """The part does not hold."""

    part: Node


class Quoted(Struct, frozen=True):
    """An article has one quotation for which the whole part holds (made by `grouped`, never by the parser)."""

    part: Node


Leaf = Word | Phrase | Pattern | Prefix | Near
Node = Leaf | Dates | Mark | All | Either | Not | Quoted


def joined(kind: type[All] | type[Either], nodes: list[Node]) -> Node | None:
    """The nodes under one operator, without a layer for one alone or for the same operator inside."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.parts if isinstance(node, kind) else [node])
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def in_field(node: Node, old: Field, new: Field) -> Node:
    """The same query with one field read as another."""
    match node:
        case All(parts) | Either(parts):
            return type(node)(tuple(in_field(part, old, new) for part in parts))
        case Not(part) | Quoted(part):
            return type(node)(in_field(part, old, new))
        case Dates() | Mark():
            return node
        case _:
            return replace(node, field=new) if node.field == old else node


def widened(node: Node, also: Callable[[tuple[str, ...]], Iterable[tuple[str, ...]]]) -> Node:
    """The query with each speaker's name also under the others that `also` gives for its words."""
    match node:
        case All(parts) | Either(parts):
            return type(node)(tuple(widened(part, also) for part in parts))
        case Not(part) | Quoted(part):
            return type(node)(widened(part, also))
        case Word("speaker", word):
            asked: tuple[str, ...] = (word,)
        case Phrase("speaker", words):
            asked = words
        case _:
            return node
    others = [Word("speaker", w[0]) if len(w) == 1 else Phrase("speaker", w) for w in also(asked)]
    return Either((node, *others)) if others else node


def grouped(node: Node) -> Node:
    """The query as it is asked of articles: `speaker:X quote:Y` in one AND is asked of one and the same quotation.

    Both become one `Quoted`, also with `NOT quote:Z` beside them; a NOT with nothing of that kind beside it says that
    the article has no such quotation. An OR is taken branch by branch.
    """
    match node:
        case All(parts):
            about = [part for part in parts if of_quotation(part)]
            if all(isinstance(part, Not) for part in about):
                return All(tuple(grouped(part) for part in parts))
            one = Quoted(about[0] if len(about) == 1 else All(tuple(about)))
            rest = [grouped(part) for part in parts if not of_quotation(part)]
            return All((one, *rest)) if rest else one
        case Either(parts):
            return Either(tuple(grouped(part) for part in parts))
        case Not(part):
            return Not(grouped(part))
        case Quoted() | Dates() | Mark():
            return node
        case _:
            return Quoted(node) if of_quotation(node) else node


def on_quotations(node: Node) -> Node:
    """The query as it is asked of quotations: a word without a field is a word of the quotation."""
    return in_field(node, "any", "quote")


def of_quotation(node: Node) -> bool:
    """Whether every leaf is `speaker:` or `quote:`."""
    match node:
        case All(parts) | Either(parts):
            return all(of_quotation(part) for part in parts)
        case Not(part):
            return of_quotation(part)
        case Dates() | Mark() | Quoted():
            return False
        case _:
            return node.field in ("speaker", "quote")
