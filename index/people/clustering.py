"""Which names of a library's articles are one speaker?

Decided by the names (`spellings`), by what articles call their bearers (`fields`), and before all by what a reader has
said. A wrong join costs more than a missed one: a surname alone goes to the only full name there is, and where nothing
decides it stays alone. The answer depends on what is in the library, never on the order in which it came, and for each
family of names on that family alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

from msgspec import Struct
from msgspec.structs import replace

from index import terms
from index.model import Speaker
from index.people.fields import apart
from index.people.grouping import ANYHOW, NO_CHOICES, SOMEBODY_ELSE, Node, Table
from index.people.grouping import Choices as Choices
from index.people.grouping import name_key as name_key
from index.people.namesakes import Said as Said
from index.people.namesakes import by_article, namesakes
from index.people.spellings import Class, Name, family, parse, same_middle

# Among several of a surname an article that gives no more means the one whom everybody knows: in news of 300 articles
# "Trump" is Donald (120 articles) and not Melania (2), but "Clinton" may be Hillary (91) or Bill (9).
WELL_KNOWN, BY_FAME = 20, 20  # articles, and how many times those of the next
WELL_CALLED, BY_ROLE = 3, 5  # the same among those who are called by the same word
MOST_ALIKE = 50  # full names that differ in what stands between given name and surname: more are no person's


class People(Struct, frozen=True):
    """The speakers, most quotations first, and which of them each (article, name) is: an index of `speakers`."""

    speakers: tuple[Speaker, ...]
    of: Mapping[tuple[str, str], int]


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
    table = Table(choices)
    singles: list[Node] = []
    for (key, _), (name, said) in sorted(_by_key(rows, choices).items()):
        if key.endswith(SOMEBODY_ELSE) or name.sort == "body":
            table.put(Node(key, name, said))
        elif name.sort == "single" and key not in table.joined:
            singles += [Node(key, name, here) for here in by_article(said)]
        else:
            for part in namesakes(said, apart_from_others=False) if (key, key) not in table.same else [said]:
                table.put(Node(key, name, part))
    table.join_as_told()
    _join_variants(table)
    _join_by_role(table)
    short = [n for n in table.nodes if n.name.sort in ("initial", "single") and n.alone and len(table.group(n)) == 1]
    _attach(table, short)
    for node in _attach(table, singles):
        table.put(node)
    return _told(table.groups())


def _by_key(rows: Iterable[Said], choices: Choices) -> dict[tuple[str, bool], tuple[Name, list[Said]]]:
    """The uses of each name by its key, and whether it is a surname: "Fox" is not "Mr. Fox"."""
    elsewhere = {(name_key(name), article) for name, article in choices.elsewhere}
    found: dict[tuple[str, bool], tuple[Name, list[Said]]] = {}
    for row in sorted(rows, key=lambda row: (row.article, row.name, row.roles)):
        name = parse(row.name)
        if name is not None:
            key = name.key + SOMEBODY_ELSE * ((name.key, row.article) in elsewhere)
            found.setdefault((key, bool(name.forms)), (name, []))[1].append(row)
    return found


def _join_variants(table: Table) -> None:
    """Join full names that are spellings of one, where neither middle names nor roles speak against it."""
    buckets: dict[tuple[Class, Class, str], list[Node]] = {}
    for node in table.nodes:
        if node.name.sort == "full" and node.alone:
            buckets.setdefault((node.name.given, node.name.surname, node.name.generation), []).append(node)
    for nodes in buckets.values():
        if len(nodes) > MOST_ALIKE:
            continue
        # what a reader has set apart comes last: the others then stand together
        nodes.sort(key=lambda n: (n.key in table.leaving, -n.weight, n.key, n.said[0].article))
        for alike in _by_middle(nodes):
            _join_fitting(table, alike)


def _by_middle(nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes of one given name and surname by whose middle names can be one's.

    George Bush may be George W. or George H. W.: where there are several, the one without goes to none of them. A name
    that is no person's for sure ("Royal Oss Lines", "Royal Lines") has no middle names to leave out.
    """
    groups: list[list[Node]] = []
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


def _same_middle(a: Node, b: Node) -> bool:
    first, second = a.name.middle, b.name.middle
    return first == second or (
        len(first) == len(second) and (a.name.person or b.name.person) and same_middle(first, second)
    )


def _join_fitting(table: Table, nodes: Sequence[Node]) -> None:
    """Join each with the first before it whose roles allow that."""
    first: list[Node] = []
    for node in nodes:
        for head in first:
            if not _apart(table.group(head), [node]) and table.join(head, node):
                break
        else:
            first.append(node)


def _join_by_role(table: Table) -> None:
    """Join what only a role shows to be one: Bill and William Brack, both senators, Tor Hale and Tor Hale Jr., envoys.

    Not where an article has both names, for it means two.
    """
    buckets: dict[tuple[str, Class], list[Node]] = {}
    for node in table.nodes:
        if node.name.sort == "full" and node.alone and node.heads:
            buckets.setdefault((node.name.usual, node.name.surname), []).append(node)
    for nodes in buckets.values():
        if len(nodes) > MOST_ALIKE:
            continue
        nodes.sort(key=lambda n: (n.key in table.leaving, -n.weight, n.key, n.said[0].article))
        for i, node in enumerate(nodes):
            for other in nodes[:i]:
                first, second = table.group(other), table.group(node)
                if first is not second and _one_by_role(first, second):
                    table.join(other, node)


def _one_by_role(a: Sequence[Node], b: Sequence[Node]) -> bool:
    first, second = ({h for n in group for h in n.heads} for group in (a, b))
    there, here = ({one.article for n in group for one in n.said} for group in (a, b))
    formal = all(any(n.name.middle for n in group) for group in (a, b) if any(n.name.generation for n in group))
    if len({n.name.generation for n in (*a, *b)}) > 1 and not formal:
        return False  # Tor B. Hale Jr. may be Tor Hale: but Tor Hale Jr. is called so to be told from him
    middles = all(same_middle(x.name.middle, y.name.middle) for x in a for y in b)
    return middles and not first.isdisjoint(second) and there.isdisjoint(here) and not _apart(a, b)


def _apart(a: Iterable[Node], b: Iterable[Node]) -> bool:
    return apart((f for n in a for f in n.fields), (f for n in b for f in n.fields))


def _attach(table: Table, nodes: Sequence[Node]) -> list[Node]:
    """Give surnames alone, and those with an initial, to the full name that they must be; returns those left over.

    Left over are new nodes: the uses of one name together, by fields.
    """
    candidates: dict[Class, list[list[Node]]] = {}
    for group in table.groups():
        for form in {form for n in group if n.name.sort == "full" and n.alone for form in n.name.forms}:
            candidates.setdefault(form, []).append(group)
    chosen = [(node, _only(table, candidates, node)) for node in nodes]
    left: dict[tuple[str, bool], list[Node]] = {}
    for node, full in chosen:  # only now: what is attached must not speak for what comes after
        if full is None:
            left.setdefault((node.key, bool(node.name.forms)), []).append(node)
        else:
            table.put_with(full[0], node)
    return [
        Node(key, alone[0].name, part)
        for (key, _), alone in left.items()
        for part in namesakes([one for node in alone for one in node.said], apart_from_others=True)
    ]


def _only(table: Table, candidates: Mapping[Class, Sequence[list[Node]]], node: Node) -> list[Node] | None:
    """The one group that a short name can only be: by the name alone, or among several by the role or by fame."""
    found = {id(g): g for form in sorted(node.name.forms) for g in candidates.get(form, ())}
    possible = [g for g in found.values() if table.may_join(g, node.key) and _initial_fits(node, g)]
    fitting = [g for g in possible if not _apart(g, [node])]
    if len(possible) > 1:
        called = {id(g): _called(g, node.heads) for g in fitting}
        by_role = [g for g in fitting if called[id(g)]]
        fitting = by_role if len(by_role) == 1 else _famous(by_role, called, WELL_CALLED, BY_ROLE)
        if not node.heads:
            fitting = _famous(possible, {id(g): _called(g, [ANYHOW]) for g in possible}, WELL_KNOWN, BY_FAME)
            fitting = [g for g in fitting if not _apart(g, [node])]
    if len(fitting) != 1 or not any(n.name.person or n.heads for n in fitting[0]):
        return None
    return fitting[0]


def _called(group: Iterable[Node], heads: Iterable[str]) -> int:
    """About how many articles call somebody by one of these words."""
    return max((sum(n.called[head] for n in group) for head in heads), default=0)


def _famous(groups: Sequence[list[Node]], articles: Mapping[int, int], least: int, times: int) -> list[list[Node]]:
    """The group with at least so many articles, and so many times as many as any other; none where there is none."""
    ranked = sorted(groups, key=lambda g: -articles[id(g)])
    counts = [articles[id(g)] for g in ranked]
    if not counts or counts[0] < max(least, times * sum(counts[1:2])):
        return []
    return ranked[:1]


def _initial_fits(node: Node, group: Sequence[Node]) -> bool:
    if node.name.sort != "initial":
        return not node.name.generation or any(n.name.generation == node.name.generation for n in group)
    wanted = node.name.given[1]
    return any(n.name.given[1][:1] == wanted and n.name.generation == node.name.generation for n in group)


def _told(groups: Iterable[Sequence[Node]]) -> People:
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


def _speaker(group: Sequence[Node]) -> Speaker:
    spellings: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    fullness: dict[str, tuple[int, bool]] = {}
    said = [one for node in group for one in node.said]
    for node in group:
        for one in node.said:
            spellings[one.name] += one.quotations
            called = not node.key.startswith(terms.folds(one.name)[0])  # "former President Ada Lind", "The Kremlin"
            fullness[one.name] = _FULLNESS[node.name.sort], called
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
