"""What does a reader step through?

A quotation with all that belongs to it is one stop: its split parts, and the words in marks that stand in an indirect
quotation. Terms are no stops, nor is what is quoted inside another quotation's words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from index.model import Quotation

IN_MARKS = ("direct", "fragment")


class Stop(Struct, frozen=True):
    """One quotation with what belongs to it.

    `pieces` are its split parts, the first of them first. `inside` are the words in marks that an indirect quotation
    holds: they are compared, so its printings are theirs. `quoted` is what others say inside its words.
    """

    pieces: tuple[Quotation, ...]
    inside: tuple[Quotation, ...] = ()
    quoted: tuple[Quotation, ...] = ()

    @property
    def head(self) -> Quotation:
        """The first part."""
        return self.pieces[0]

    @property
    def compared(self) -> tuple[Quotation, ...]:
        """The rows that may have links."""
        return (*self.pieces, *self.inside)


@dataclass(slots=True)
class _Gathered:
    pieces: list[Quotation] = field(default_factory=list)
    inside: list[Quotation] = field(default_factory=list)
    quoted: list[Quotation] = field(default_factory=list)


def stops(quotations: Sequence[Quotation]) -> tuple[Stop, ...]:
    """The stops of an article, in the order of the text. `quotations` are all its rows. Linear."""
    rows = sorted(quotations, key=lambda q: (q.start, -q.end))
    by_id = {q.id: q for q in rows}
    outermost: dict[str, Quotation] = {}
    found: dict[str, _Gathered] = {}
    for q in rows:
        head = _head(q, by_id)
        if head.kind == "term":
            continue
        root = _outermost(head, by_id, outermost) if head.within else head
        stop = found.setdefault(root.id, _Gathered())
        if root is head:
            stop.pieces.append(q)
        elif head.kind in IN_MARKS and _head(by_id[head.within or ""], by_id).kind == "indirect":
            stop.inside.append(q)
        else:
            stop.quoted.append(q)
    made = [Stop(tuple(one.pieces), tuple(one.inside), tuple(one.quoted)) for one in found.values()]
    return tuple(sorted(made, key=lambda stop: stop.head.start))


def _head(q: Quotation, by_id: Mapping[str, Quotation]) -> Quotation:
    """The first part of a quotation that is split."""
    return by_id.get(q.continues, q) if q.continues else q


def _outermost(head: Quotation, by_id: Mapping[str, Quotation], known: dict[str, Quotation]) -> Quotation:
    """The quotation in whose words this one stands at last; itself where it stands in none."""
    passed: list[Quotation] = []
    here = head
    while here.id not in known:
        passed.append(here)
        known[here.id] = here  # as long as nothing else is found: rows that stand in each other end here
        standing = by_id.get(here.within) if here.within else None
        outer = _head(standing, by_id) if standing else None
        if outer is None or outer.kind == "term" or outer is here:
            break
        here = outer
    root = known[here.id]
    for one in passed:
        known[one.id] = root
    return root
