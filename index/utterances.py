"""Which quotations are one thing said once?

Linked quotations, grouped around the fullest of them: every member is linked to the fullest itself. Single linkage
would chain ("A and B", "B", "B and C", ...) until all a speaker ever said hangs together; MemeTracker (Leskovec,
Backstrom and Kleinberg 2009) roots its clusters in the longest phrase for the same reason. A quotation split by its
speaker is one here. Two that a reader called different are never in one utterance, though both are linked to a third,
and neither are two that are an echo of each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from index.ids import split_id
from index.model import LINK_RELATIONS, SAME_WORDS, Link, Tie, Utterance

Neighbours = Mapping[str, Mapping[str, float]]
Apart = Mapping[str, Set[str]]


def group(
    lengths: Mapping[str, int],
    links: Iterable[Link],
    apart: Iterable[tuple[str, str]] = (),
    spoken: Collection[str] = (),
) -> tuple[Utterance, ...]:
    """All utterances of at least two quotations, by the order of adding.

    `lengths`: the characters of every quotation, in the order of adding; a link that names another is ignored, and so
    are paraphrases, echoes and pairs that are no link. `apart` are the pairs that a reader called different, `spoken`
    the sentences of transcripts: what prints one of them is one utterance, linked or not; a short sentence that two
    longer ones have in common ties them not, so an utterance may have one quotation. About n log n in links.
    """
    place = {quotation: i for i, quotation in enumerate(lengths)}
    near = _neighbours(place, links)
    foes: dict[str, set[str]] = {}
    for a, b in apart:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    found = [
        u for members in _components(place, near) for u in _Grouping(near, lengths, place, foes, spoken).around(members)
    ]
    return tuple(sorted(found, key=lambda u: place[u.id]))


def group_rows(
    ids: Mapping[int, str], firsts: Mapping[int, int], ties: Iterable[Tie], transcripts: Collection[str]
) -> tuple[Utterance, ...]:
    """The utterances of some rows and their links. Rows of one split quotation are grouped as one, by its first part.

    `ids`: the quotations' ids by the names of their rows, in the order of adding; `firsts` names the first part of
    each; `transcripts` are ids of articles.
    """
    lengths: dict[str, int] = {}
    for name, quotation_id in ids.items():
        first = ids[firsts[name]]
        lengths[first] = lengths.get(first, 0) + _characters(quotation_id)
    inside = [row for row in ties if row.a in firsts and row.b in firsts]
    tied = [Link(ids[firsts[row.a]], ids[firsts[row.b]], row.score, row.relation) for row in inside]
    linked = {frozenset((link.a, link.b)) for link in tied if link.relation in LINK_RELATIONS}
    apart = [
        (link.a, link.b)
        for link, row in zip(tied, inside, strict=True)
        if row.judged is False or (row.relation == "echo" and frozenset((link.a, link.b)) not in linked)
    ]
    spoken = {one for one in lengths if one.rpartition("#")[0] in transcripts} if transcripts else ()
    return group(lengths, tied, apart, spoken)


def _characters(quotation_id: str) -> int:
    """The characters of a quotation, by its id."""
    place = split_id(quotation_id)
    if place is None:
        raise ValueError(quotation_id)
    return place[2] - place[1]


def _neighbours(known: Collection[str], links: Iterable[Link]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for link in links:
        if link.relation in SAME_WORDS and link.a in known and link.b in known and link.a != link.b:
            for one, other in ((link.a, link.b), (link.b, link.a)):
                scores = near.setdefault(one, {})
                scores[other] = max(link.score, scores.get(other, 0.0))
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


@dataclass(slots=True)
class _Grouping:
    """One component under way: who went with which head, and who is with it."""

    near: Neighbours
    lengths: Mapping[str, int]
    place: Mapping[str, int]
    apart: Apart
    spoken: Collection[str]
    head_of: dict[str, str] = field(default_factory=dict)
    with_head: dict[str, set[str]] = field(default_factory=dict)

    def around(self, members: list[str]) -> Iterable[Utterance]:
        """The fullest takes all that is linked to it, the fullest of the rest likewise, until nothing is left.

        A member linked to several heads goes with the best score. Whoever is then alone goes with its best neighbour:
        one step, no chain.
        """
        by_length = sorted(members, key=lambda q: (-self.lengths[q], self.place[q]))
        for head in by_length:
            if head not in self.head_of:
                self._take(head, head)
                for other in self._nearest(head):
                    before = self.head_of.get(other)
                    better = before is None or (before != other and self.near[other][head] > self.near[other][before])
                    if better and self._may_join(other, head):
                        self._take(other, head)
        joined = {head for head, group in self.with_head.items() if len(group) > 1}
        for one in by_length:
            if self.head_of[one] == one and one not in joined:
                heads = (self.head_of[other] for other in self._nearest(one) if other not in self.spoken)
                found = next((h for h in heads if h in joined and self._may_join(one, h)), None)
                if found is not None:
                    self._take(one, found)
        self._join_said()
        for head, group in self.with_head.items():
            rooted = any(other in self.spoken for one in group for other in self.near[one])
            if len(group) > 1 or (group and rooted and head not in self.spoken):
                ordered = tuple(sorted(group, key=self.place.__getitem__))
                yield Utterance(ordered[0], head, ordered)

    def _join_said(self) -> None:
        """What prints one sentence of a transcript was said once, though the printings are not linked themselves.

        Of a quotation that prints several sentences the longest counts: a short one in common would chain.
        """
        by_root: dict[str, str] = {}
        for head in list(self.with_head):
            printed = max(self.with_head[head] - set(self.spoken), key=self._length, default=None)
            said = [other for other in self.near.get(printed or "", ()) if other in self.spoken]
            if not said:
                continue
            first = by_root.setdefault(max(said, key=self._length), head)
            if first != head and all(self._may_join(one, first) for one in self.with_head[head]):
                for one in list(self.with_head[head]):
                    self._take(one, first)

    def _length(self, one: str) -> tuple[int, int]:
        return self.lengths[one], -self.place[one]

    def _nearest(self, one: str) -> list[str]:
        return sorted(self.near[one], key=lambda other: (-self.near[one][other], self.place[other]))

    def _may_join(self, one: str, head: str) -> bool:
        return not self.apart.get(one, frozenset()) & self.with_head[head]

    def _take(self, one: str, head: str) -> None:
        before = self.head_of.get(one)
        if before is not None:
            self.with_head[before].discard(one)
        self.head_of[one] = head
        self.with_head.setdefault(head, set()).add(one)
