"""Where do two printings of the same words stand for each other, and where did one merely leave something out?

The alignment's blocks become places: changed words of the one beside those of the other, or words of one alone. Changes
that only a common word or two keeps apart are one place, so that "is not possible" stands beside "is impossible".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from index.languages.meaning import Value
from index.matching.diff import Block, Units
from index.matching.tokens import Found, Token

BRIDGE_UNITS = 2  # "we", "that we", "to the": so little between two changes, and nothing that names a thing
SHOWN_UNITS = 8  # of an alteration; more than a line of a narrow pane tells no more

AROUND = 48  # words on both sides of a place that are looked at; a sentence is seldom longer
LARGE_WORDS = 120  # of a change; nothing in it stands for anything
SMALL_WORDS = 10  # beyond, a sentence was put in other words, and what stands for what is a guess
ANCHORED = 0.25  # of the shorter text's units the other has too; below, nothing shows what stands for what
FEW_UNITS = 4  # a text so short may differ in every other word

Cut = Literal["", "head", "within", "tail"]


class Side(Struct, frozen=True):
    """One text of a pair at one place: its units, the words around, and which of these (`first`:`end`) stand there.

    `before` is how many words of the text stand before those.
    """

    units: Units
    tokens: tuple[Token, ...]
    first: int
    end: int
    before: int = 0

    @property
    def changed(self) -> tuple[Token, ...]:
        """The words at the place."""
        return self.tokens[self.first : self.end]

    def around(self, found: Sequence[Found[Value]]) -> list[Found[Value]]:
        """Those of a text's phrases that stand around the place, by the words there."""
        last = self.before + len(self.tokens)
        return [(s - self.before, e - self.before, value) for s, e, value in found if s >= self.before and e <= last]

    def shown(self, first: int, end: int) -> str:
        """Some words as they are printed, without marks around them."""
        if first >= end:
            return ""
        units = range(self.tokens[first].unit, self.tokens[end - 1].unit + 1)
        words = " ".join(self.units.printed[at] for at in units[:SHOWN_UNITS])
        return words.strip(" \t\n\"'“”‘’«»,.;:!?—–…()")

    def whole(self) -> str:
        """The words at the place as they are printed."""
        return self.shown(self.first, self.end)


class Place(Struct, frozen=True):
    """What stands for what. `cut` says that one side has nothing there, and where in the text that is."""

    a: Side
    b: Side
    cut: Cut = ""

    @property
    def small(self) -> bool:
        """Whether so few words were changed that those of the one stand for those of the other one by one."""
        return max(len(self.a.changed), len(self.b.changed)) <= SMALL_WORDS

    @property
    def large(self) -> bool:
        """Whether so much was changed that nothing can be told."""
        return not self.cut and max(len(self.a.changed), len(self.b.changed)) > LARGE_WORDS

    def turned(self) -> Place:
        """The same place told from the other side."""
        return Place(self.b, self.a, self.cut)


def places(blocks: Sequence[Block], a: Units, b: Units, first: Sequence[Token], second: Sequence[Token]) -> list[Place]:
    """The places of an alignment where words were changed, in order; `first` and `second` are the words of both texts.

    At an end only the nearest sentence of a replaced stretch stands for something; what follows a sentence that both
    have is another cut, no change. Of what was cut, only the sentence counts of which words were kept.
    """
    if all(block.op == "equal" for block in blocks) or not _anchored(blocks, a, b):
        return []
    texts = (_Text(a, tuple(first), [t.unit for t in first]), _Text(b, tuple(second), [t.unit for t in second]))
    found = []
    last = len(blocks) - 1
    for begin, end in _groups(blocks, *texts):
        block = blocks[begin]._replace(a1=blocks[end].a1, b1=blocks[end].b1)
        head, tail = begin == 0, end == last
        cut: Cut = ""
        if begin == end and block.op != "replace":
            cut = "within" if not (head or tail) else "head" if head else "tail"
        if tail and not head and _after_sentence(block, *texts):
            continue
        if cut or head != tail:
            block = _nearest(block, *texts, head or cut == "within")
        if block.a0 < block.a1 or block.b0 < block.b1:
            place = Place(_side(texts[0], block.a0, block.a1), _side(texts[1], block.b0, block.b1), cut)
            found += [] if place.large else [place]
    return found


class _Text(Struct, frozen=True):
    """A text with its words, and the unit of each, which grows."""

    units: Units
    tokens: tuple[Token, ...]
    unit_of: list[int]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The words of some units."""
        return bisect_left(self.unit_of, first), bisect_left(self.unit_of, end)


def _anchored(blocks: Sequence[Block], a: Units, b: Units) -> bool:
    shorter = min(len(a.keys), len(b.keys))
    return shorter <= FEW_UNITS or sum(k.a1 - k.a0 for k in blocks if k.op == "equal") >= ANCHORED * shorter


def _groups(blocks: Sequence[Block], a: _Text, b: _Text) -> list[tuple[int, int]]:
    """(first, last) indices of blocks that make one place: changes with next to nothing between them."""
    groups: list[tuple[int, int]] = []
    ops: set[str] = set()
    for i, block in enumerate(blocks):
        if block.op == "equal":
            continue
        near = bool(groups) and groups[-1][1] == i - 2
        if near and ops | {block.op} not in ({"insert"}, {"delete"}) and _bridges(blocks[i - 1], a, b):
            groups[-1] = (groups[-1][0], i)
            ops.add(block.op)
        else:
            groups.append((i, i))
            ops = {block.op}
    return groups


def _bridges(between: Block, a: _Text, b: _Text) -> bool:
    if between.a1 - between.a0 > BRIDGE_UNITS:
        return False
    start, end = a.span(between.a0, between.a1)
    content = any(token.content for token in a.tokens[start:end])
    return not (content or _ends(a, between.a0, between.a1) or _ends(b, between.b0, between.b1))


def _side(text: _Text, first: int, end: int) -> Side:
    start, stop = text.span(first, end)
    before = max(0, start - AROUND)
    return Side(text.units, text.tokens[before : stop + AROUND], start - before, stop - before, before)


def _ends(text: _Text, first: int, end: int) -> list[int]:
    """Those of some units that end a sentence."""
    start, stop = text.span(first, end)
    return [token.unit for token in text.tokens[start:stop] if token.ends]


def _after_sentence(block: Block, a: _Text, b: _Text) -> bool:
    """Whether what stands at the tail follows a sentence; of what was cut off, whether it does where it stands."""
    mine, others = _ends(a, block.a0 - 1, block.a0), _ends(b, block.b0 - 1, block.b0)
    return bool((mine and block.op != "insert") or (others and block.op != "delete"))


def _nearest(block: Block, a: _Text, b: _Text, head: bool) -> Block:
    """The block without the sentences of either side that do not touch the words that both have."""
    ends_a, ends_b = _ends(a, block.a0, block.a1), _ends(b, block.b0, block.b1)
    if head:
        return block._replace(a0=max(ends_a, default=block.a0 - 1) + 1, b0=max(ends_b, default=block.b0 - 1) + 1)
    return block._replace(a1=min(ends_a, default=block.a1 - 1) + 1, b1=min(ends_b, default=block.b1 - 1) + 1)
