"""What holds the uses of names together while they are put together, and what does a reader forbid?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from index.people.fields import Field, field_of, heads
from index.people.namesakes import Said
from index.people.spellings import Name, parse

ANYHOW = ""
SOMEBODY_ELSE = "\0"  # ends the key of a name that in some articles a reader gave to somebody else


class Choices(Struct, frozen=True):
    """What a reader has said of names, the oldest first.

    `joins` are pairs of names that are one speaker (twice the same name: all its bearers are one), `splits` pairs that
    are two, `elsewhere` (name, article) pairs where the name is somebody else's than in other articles.
    """

    joins: tuple[tuple[str, str], ...] = ()
    splits: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


NO_CHOICES = Choices()


def name_key(name: str) -> str | None:
    """What is the same for all spellings that differ only in case, accents and titles; None for no name."""
    parsed = parse(name)
    return parsed.key if parsed else None


@dataclass(eq=False, slots=True)
class Node:
    """Uses of one name that are one speaker's beyond doubt, or as far as is known."""

    key: str
    name: Name
    said: list[Said]
    fields: frozenset[Field] = field(init=False)
    heads: frozenset[str] = field(init=False)
    called: Counter[str] = field(init=False)  # in how many articles by each head; ANYHOW: in how many at all

    def __post_init__(self) -> None:
        roles = {role for one in self.said for role in one.roles}
        self.fields = frozenset(f for role in roles if (f := field_of(role)))
        self.called = Counter(head for _, head in set(self._calls()))
        self.heads = frozenset(self.called) - {ANYHOW}

    def _calls(self) -> Iterator[tuple[str, str]]:
        for one in self.said:
            yield one.article, ANYHOW
            for head in heads(one.roles):
                yield one.article, head

    @property
    def weight(self) -> int:
        """How many quotations it has."""
        return sum(one.quotations for one in self.said)

    @property
    def alone(self) -> bool:
        """Whether it may still be put to others: what a reader set apart may not."""
        return not self.key.endswith(SOMEBODY_ELSE)


class Table:
    """Nodes and the groups that they form, with what a reader forbids."""

    def __init__(self, choices: Choices) -> None:
        pairs = [(name_key(a), name_key(b)) for a, b in choices.joins]
        self.joins = [(a, b) for a, b in pairs if a and b]
        self.joined = {key for pair in self.joins for key in pair}
        self.same = {(a, b) for a, b in self.joins if a == b}
        self.forbidden: dict[str, set[str]] = {}
        self.leaving = {name_key(other) for _, other in choices.splits}
        for a, b in choices.splits:
            x, y = name_key(a), name_key(b)
            if x and y:
                self.forbidden.setdefault(x, set()).add(y)
                self.forbidden.setdefault(y, set()).add(x)
        self.nodes: list[Node] = []
        self._group: dict[int, list[Node]] = {}  # by the node's identity

    def put(self, node: Node) -> None:
        """Take a node in, in a group of its own."""
        self.nodes.append(node)
        self._group[id(node)] = [node]

    def put_with(self, there: Node, node: Node) -> None:
        """Put a node, which may be in the table, with one that is."""
        if id(node) not in self._group:
            self.put(node)
        self.join(there, node)

    def group(self, node: Node) -> list[Node]:
        """The group that a node is in."""
        return self._group[id(node)]

    def groups(self) -> list[list[Node]]:
        """Every group."""
        return list({id(group): group for group in self._group.values()}.values())

    def may_join(self, group: Sequence[Node], key: str) -> bool:
        """Whether a reader lets a name be one with a group."""
        forbidden = self.forbidden.get(key)
        return not forbidden or forbidden.isdisjoint(node.key for node in group)

    def join(self, a: Node, b: Node) -> bool:
        """Put the groups of two nodes together, unless a reader has said that they are two."""
        first, second = self.group(a), self.group(b)
        if first is second:
            return True
        if not all(self.may_join(first, node.key) for node in second):
            return False
        first += second
        for node in second:
            self._group[id(node)] = first
        return True

    def join_as_told(self) -> None:
        """Do what a reader's joins say, but where a split or an earlier join forbids it."""
        by_key: dict[str, list[Node]] = {}
        for node in self.nodes:
            by_key.setdefault(node.key, []).append(node)
        for a, b in self.joins:
            together = [*by_key.get(a, ()), *by_key.get(b, ())]
            for node in together[1:]:
                self.join(together[0], node)
