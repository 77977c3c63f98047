"""Which names of a library's articles are one speaker?

Decided by the names (`spellings`), by what articles call their bearers (`fields`), and before all by what a reader has
said. A wrong join costs more than a missed one: a surname alone goes to the only full name there is, and where nothing
decides it stays alone. The answer depends on what is in the library, never on the order in which it came, and for each
family of names on that family alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from index.fields import Field, apart, field_of, heads
from index.model import Speaker
from index.namesakes import Said as Said
from index.namesakes import by_article, namesakes
from index.spellings import Class, Name, family, parse, same_middle

SOMEBODY_ELSE = "\0"  # ends the key of a name that in some articles a reader gave to somebody else


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader has said of names, the oldest first.

    `joins` are pairs of names that are one speaker (twice the same name: all its bearers are one), `splits` pairs that
    are two, `elsewhere` (name, article) pairs where the name is somebody else's than in other articles.
    """

    joins: tuple[tuple[str, str], ...] = ()
    splits: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class People:
    """The speakers, most quotations first, and which of them each (article, name) is: an index of `speakers`."""

    speakers: tuple[Speaker, ...]
    of: Mapping[tuple[str, str], int]


def name_key(name: str) -> str | None:
    """What is the same for all spellings that differ only in case, accents and titles; None for no name."""
    parsed = parse(name)
    return parsed.key if parsed else None


def families(names: Iterable[str], choices: Choices) -> set[str]:
    """The families of some names, and those that a reader's joins tie to them: what must be looked at together."""
    near: dict[str, set[str]] = {}
    for a, b in choices.joins:
        x, y = family(a), family(b)
        if x and y:
            near.setdefault(x, set()).add(y)
            near.setdefault(y, set()).add(x)
    front = [f for f in map(family, names) if f]
    seen = set(front)
    while front:
        new = near.get(front.pop(), set()) - seen
        seen |= new
        front += new
    return seen


def gather(rows: Iterable[Said], choices: Choices = NO_CHOICES) -> People:
    """Put the names of whole families together. Names of who is only described are left out."""
    table = _Table(choices)
    singles: list[_Node] = []
    for key, (name, said) in sorted(_by_key(rows, choices).items()):
        if key.endswith(SOMEBODY_ELSE) or name.sort == "body":
            table.put(_Node(key, name, said))
        elif name.sort == "single" and key not in table.joined:
            singles += [_Node(key, name, here) for here in by_article(said)]
        else:
            for part in namesakes(said, apart_from_others=False) if (key, key) not in table.same else [said]:
                table.put(_Node(key, name, part))
    table.join_as_told()
    _join_variants(table)
    short = [n for n in table.nodes if n.name.sort in ("initial", "single") and n.alone and len(table.group(n)) == 1]
    _attach(table, short)
    for node in _attach(table, singles):
        table.put(node)
    return _told(table.groups())


@dataclass(eq=False, slots=True)
class _Node:
    """Uses of one name that are one speaker's beyond doubt, or as far as is known."""

    key: str
    name: Name
    said: list[Said]
    fields: frozenset[Field] = field(init=False)
    heads: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        roles = {role for one in self.said for role in one.roles}
        self.fields = frozenset(f for role in roles if (f := field_of(role)))
        self.heads = heads(roles)

    @property
    def weight(self) -> int:
        return sum(one.quotations for one in self.said)

    @property
    def alone(self) -> bool:
        """Whether it may still be put to others: what a reader set apart may not."""
        return not self.key.endswith(SOMEBODY_ELSE)


class _Table:
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
        self.nodes: list[_Node] = []
        self._group: dict[int, list[_Node]] = {}  # by the node's identity

    def put(self, node: _Node) -> None:
        self.nodes.append(node)
        self._group[id(node)] = [node]

    def put_with(self, there: _Node, node: _Node) -> None:
        """Put a node, which may be in the table, with one that is."""
        if id(node) not in self._group:
            self.put(node)
        self.join(there, node)

    def group(self, node: _Node) -> list[_Node]:
        return self._group[id(node)]

    def groups(self) -> list[list[_Node]]:
        return list({id(group): group for group in self._group.values()}.values())

    def may_join(self, group: Sequence[_Node], key: str) -> bool:
        forbidden = self.forbidden.get(key)
        return not forbidden or forbidden.isdisjoint(node.key for node in group)

    def join(self, a: _Node, b: _Node) -> bool:
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
        by_key: dict[str, list[_Node]] = {}
        for node in self.nodes:
            by_key.setdefault(node.key, []).append(node)
        for a, b in self.joins:
            together = [*by_key.get(a, ()), *by_key.get(b, ())]
            for node in together[1:]:
                self.join(together[0], node)


def _by_key(rows: Iterable[Said], choices: Choices) -> dict[str, tuple[Name, list[Said]]]:
    elsewhere = {(name_key(name), article) for name, article in choices.elsewhere}
    found: dict[str, tuple[Name, list[Said]]] = {}
    for row in sorted(rows, key=lambda row: (row.article, row.name, row.roles)):
        name = parse(row.name)
        if name is not None:
            key = name.key + SOMEBODY_ELSE * ((name.key, row.article) in elsewhere)
            found.setdefault(key, (name, []))[1].append(row)
    return found


def _join_variants(table: _Table) -> None:
    """Join full names that are spellings of one, where neither middle names nor roles speak against it."""
    buckets: dict[tuple[Class, Class, str], list[_Node]] = {}
    for node in table.nodes:
        if node.name.sort == "full" and node.alone:
            buckets.setdefault((node.name.given, node.name.surname, node.name.generation), []).append(node)
    for nodes in buckets.values():
        # what a reader has set apart comes last: the others then stand together
        nodes.sort(key=lambda n: (n.key in table.leaving, -n.weight, n.key, n.said[0].article))
        for alike in _by_middle(nodes):
            _join_fitting(table, alike)


def _by_middle(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """Nodes of one given name and surname by whose middle names can be one's.

    George Bush may be George W. or George H. W.: where there are several, the one without goes to none of them. A name
    that is no person's for sure ("Royal Oss Lines", "Royal Lines") has no middle names to leave out.
    """
    groups: list[list[_Node]] = []
    bare = [n for n in nodes if not n.name.middle]
    for node in (n for n in nodes if n.name.middle):
        fits = [g for g in groups if all(_same_middle(node, other) for other in g)]
        if fits:
            fits[0].append(node)
        else:
            groups.append([node])
    if len(groups) == 1 and bare and any(n.name.person or n.heads for n in nodes):
        return [[*bare, *groups[0]]]
    return [*groups, bare] if bare else groups


def _same_middle(a: _Node, b: _Node) -> bool:
    first, second = a.name.middle, b.name.middle
    return first == second or (
        len(first) == len(second) and (a.name.person or b.name.person) and same_middle(first, second)
    )


def _join_fitting(table: _Table, nodes: Sequence[_Node]) -> None:
    """Join each with the first before it whose roles allow that."""
    heads_of: list[_Node] = []
    for node in nodes:
        for head in heads_of:
            fields = (f for n in table.group(head) for f in n.fields)
            if not apart(fields, node.fields) and table.join(head, node):
                break
        else:
            heads_of.append(node)


def _attach(table: _Table, nodes: Sequence[_Node]) -> list[_Node]:
    """Give surnames alone, and those with an initial, to the full name that they must be; returns those left over.

    Left over are new nodes: the uses of one name together, by fields.
    """
    candidates: dict[Class, list[list[_Node]]] = {}
    for group in table.groups():
        for form in {form for n in group if n.name.sort == "full" and n.alone for form in n.name.forms}:
            candidates.setdefault(form, []).append(group)
    chosen = [(node, _only(table, candidates, node)) for node in nodes]
    left: dict[str, list[_Node]] = {}
    for node, full in chosen:  # only now: what is attached must not speak for what comes after
        if full is None:
            left.setdefault(node.key, []).append(node)
        else:
            table.put_with(full[0], node)
    return [
        _Node(key, alone[0].name, part)
        for key, alone in left.items()
        for part in namesakes([one for node in alone for one in node.said], apart_from_others=True)
    ]


def _only(table: _Table, candidates: Mapping[Class, Sequence[list[_Node]]], node: _Node) -> list[_Node] | None:
    """The one group that a short name can only be: by the name alone, or among several by the role."""
    found = {id(g): g for form in sorted(node.name.forms) for g in candidates.get(form, ())}
    possible = [g for g in found.values() if table.may_join(g, node.key) and _initial_fits(node, g)]
    fitting = [g for g in possible if not apart((f for n in g for f in n.fields), node.fields)]
    if len(possible) > 1:
        fitting = [g for g in fitting if not node.heads.isdisjoint(h for n in g for h in n.heads)]
    if len(fitting) != 1 or not any(n.name.person or n.heads for n in fitting[0]):
        return None
    return fitting[0]


def _initial_fits(node: _Node, group: Sequence[_Node]) -> bool:
    if node.name.sort != "initial":
        return not node.name.generation or any(n.name.generation == node.name.generation for n in group)
    wanted = node.name.given[1]
    return any(n.name.given[1][:1] == wanted and n.name.generation == node.name.generation for n in group)


def _told(groups: Iterable[Sequence[_Node]]) -> People:
    """The groups as speakers, each with a name that no other has."""
    told = [(_speaker(group), group) for group in groups]
    told.sort(key=lambda pair: (-pair[0].quotations, pair[0].name, min(s.article for n in pair[1] for s in n.said)))
    taken: set[str] = set()
    speakers: list[Speaker] = []
    of: dict[tuple[str, str], int] = {}
    for place, (speaker, group) in enumerate(told):
        name = speaker.name
        further = chain(speaker.roles[:1], map(str, count(2)))
        known = next(n for n in chain((name,), (f"{name} ({more})" for more in further)) if n not in taken)
        taken.add(known)
        speakers.append(replace(speaker, name=known))
        of.update(((one.article, one.name), place) for node in group for one in node.said)
    return People(tuple(speakers), of)


_FULLNESS = {"full": 0, "initial": 1, "single": 2, "body": 0}


def _speaker(group: Sequence[_Node]) -> Speaker:
    spellings: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    fullness: dict[str, int] = {}
    said = [one for node in group for one in node.said]
    for node in group:
        for one in node.said:
            spellings[one.name] += one.quotations
            fullness[one.name] = _FULLNESS[node.name.sort]
    for one in said:
        for role in one.roles:
            roles[role] += one.quotations
    return Speaker(
        name=min(spellings, key=lambda n: (fullness[n], -spellings[n], -len(n), n)),
        spellings=tuple(sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=tuple(sorted(roles, key=lambda role: (-roles[role], role))),
        quotations=sum(spellings.values()),
        articles=len({one.article for one in said}),
        outlets=len({one.outlet for one in said}),
    )
