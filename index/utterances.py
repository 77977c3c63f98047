"""Which quotations are one thing said once?

Linked quotations, grouped around the fullest of them: every member is linked to the fullest itself. Single linkage
would chain ("A and B", "B", "B and C", ...) until all a speaker ever said hangs together; MemeTracker (Leskovec,
Backstrom and Kleinberg 2009) roots its clusters in the longest phrase for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.model import LINK_RELATIONS, Link, Utterance

Neighbours = Mapping[str, Mapping[str, float]]


def group(order: Sequence[str], links: Iterable[Link]) -> tuple[Utterance, ...]:
    """All utterances of at least two quotations, by the order of adding.

    `order`: the quotation ids as they were added; a link that names another is ignored, and so are echoes and pairs
    that are no link. Ids end in `#START-END`: the length is taken from there. About n log n in links.
    """
    place = {quotation: i for i, quotation in enumerate(order)}
    near = _neighbours(place, links)
    found = [u for members in _components(place, near) for u in _around_fullest(members, near, place)]
    return tuple(sorted(found, key=lambda u: place[u.id]))


def component(start: Iterable[str], links: Iterable[Link]) -> frozenset[str]:
    """The quotations that links tie to these, over any number of steps: what must be grouped again after a change."""
    near = _neighbours(None, links)
    seen = set(start)
    front = list(seen)
    while front:
        for other in near.get(front.pop(), ()):
            if other not in seen:
                seen.add(other)
                front.append(other)
    return frozenset(seen)


def _neighbours(known: Mapping[str, int] | None, links: Iterable[Link]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for link in links:
        if link.relation not in LINK_RELATIONS or (known is not None and not (link.a in known and link.b in known)):
            continue
        near.setdefault(link.a, {})[link.b] = link.score
        near.setdefault(link.b, {})[link.a] = link.score
    return near


def _components(place: Mapping[str, int], near: Neighbours) -> Iterable[list[str]]:
    seen: set[str] = set()
    for start in sorted(near, key=place.__getitem__):
        if start in seen:
            continue
        members, front = [], [start]
        seen.add(start)
        while front:
            here = front.pop()
            members.append(here)
            new = [other for other in near[here] if other not in seen]
            seen.update(new)
            front += new
        yield members


def _around_fullest(members: list[str], near: Neighbours, place: Mapping[str, int]) -> Iterable[Utterance]:
    """The fullest takes all that is linked to it, the fullest of the rest likewise, until nothing is left.

    A member linked to several heads goes with the best score. Whoever is then alone goes with its best neighbour: one
    step, no chain.
    """
    by_length = sorted(members, key=lambda q: (-length(q), place[q]))
    head_of: dict[str, str] = {}
    for quotation in by_length:
        if quotation in head_of:
            continue
        head_of[quotation] = quotation
        for other, score in near[quotation].items():
            taken = head_of.get(other)
            if taken is None or (taken != other and score > near[other][taken]):
                head_of[other] = quotation
    joined = set(head_of.values()) & {q for q, head in head_of.items() if any(head_of[o] == q for o in near[q])}
    for quotation in by_length:
        if head_of[quotation] == quotation and quotation not in joined:
            best = max(near[quotation], key=lambda other: (near[quotation][other], -place[other]))
            if head_of[best] in joined:
                head_of[quotation] = head_of[best]
    groups: dict[str, list[str]] = {}
    for quotation, head in head_of.items():
        groups.setdefault(head, []).append(quotation)
    for head, together in groups.items():
        ordered = tuple(sorted(together, key=place.__getitem__))
        yield Utterance(ordered[0], head, ordered)


def length(quotation: str) -> int:
    """The characters of a quotation, from its id; 0 where the id has no such end."""
    start, _, end = quotation.rpartition("#")[2].partition("-")
    return int(end) - int(start) if start.isdigit() and end.isdigit() else 0
