"""Where do two printings of the same words stand for each other, and where did one merely leave something out?

The alignment's blocks become places: changed words of the one beside those of the other, or words of one alone. Changes
that only a common word or two keeps apart are one place, so that "is not possible" stands beside "is impossible".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.matching.diff import Block, Units
from index.matching.tokens import Token, read

BRIDGE_UNITS = 2  # "we", "that we", "to the": so little between two changes, and nothing that names a thing
SHOWN_UNITS = 8  # of an alteration; more than a line of a narrow pane tells no more

SMALL_WORDS = 10  # beyond, a sentence was put in other words, and what stands for what is a guess
ANCHORED = 0.25  # of the shorter text's units the other has too; below, nothing shows what stands for what
FEW_UNITS = 4  # a text so short may differ in every other word

Cut = Literal["", "head", "within", "tail"]


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair at one place: its units, all its words, and which of these (`first`:`end`) stand there."""

    units: Units
    tokens: tuple[Token, ...]
    first: int
    end: int

    @property
    def changed(self) -> tuple[Token, ...]:
        """The words at the place."""
        return self.tokens[self.first : self.end]

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


@dataclass(frozen=True, slots=True)
class Place:
    """What stands for what. `cut` says that one side has nothing there, and where in the text that is."""

    a: Side
    b: Side
    cut: Cut = ""

    @property
    def small(self) -> bool:
        """Whether so few words were changed that those of the one stand for those of the other one by one."""
        return max(len(self.a.changed), len(self.b.changed)) <= SMALL_WORDS

    def turned(self) -> Place:
        """The same place told from the other side."""
        return Place(self.b, self.a, self.cut)


def places(blocks: Sequence[Block], a: Units, b: Units) -> list[Place]:
    """The places of an alignment where words were changed, in order. At an end only the nearest sentence of a replaced
    stretch stands for something; what follows a sentence that both have is another cut, no change."""
    if all(block.op == "equal" for block in blocks) or not _anchored(blocks, a, b):
        return []
    first, second = read(a), read(b)
    found: list[Place] = []
    last = len(blocks) - 1
    for begin, end in _groups(blocks, first, second):
        block = replace(blocks[begin], a1=blocks[end].a1, b1=blocks[end].b1)
        head, tail = begin == 0, end == last
        if begin == end and block.op != "replace":
            cut: Cut = "within" if not (head or tail) else "head" if head else "tail"
            found.append(_place(block, a, b, first, second, cut))
        elif not (head or tail):
            found.append(_place(block, a, b, first, second))
        elif not (head and tail) and not (tail and _after_sentence(block, first, second)):
            found.append(_place(_nearest(block, first, second, head), a, b, first, second))
        elif head and tail:
            found.append(_place(block, a, b, first, second))
    return found


def _anchored(blocks: Sequence[Block], a: Units, b: Units) -> bool:
    shorter = min(len(a.keys), len(b.keys))
    return shorter <= FEW_UNITS or sum(k.a1 - k.a0 for k in blocks if k.op == "equal") >= ANCHORED * shorter


def _groups(blocks: Sequence[Block], a: Sequence[Token], b: Sequence[Token]) -> list[tuple[int, int]]:
    """(first, last) indices of blocks that make one place: changes with next to nothing between them."""
    groups: list[tuple[int, int]] = []
    for i, block in enumerate(blocks):
        if block.op == "equal":
            continue
        if groups and groups[-1][1] == i - 2 and _bridged(blocks, i, a, b, groups[-1]):
            groups[-1] = (groups[-1][0], i)
        else:
            groups.append((i, i))
    return groups


def _bridged(blocks: Sequence[Block], at: int, a: Sequence[Token], b: Sequence[Token], group: tuple[int, int]) -> bool:
    between = blocks[at - 1]
    if between.a1 - between.a0 > BRIDGE_UNITS:
        return False
    ops = {block.op for block in blocks[group[0] : at + 1] if block.op != "equal"}
    if ops in ({"insert"}, {"delete"}):
        return False
    words = [token for token in a if between.a0 <= token.unit < between.a1]
    words += [token for token in b if between.b0 <= token.unit < between.b1]
    return not any(token.content or token.ends for token in words)


def _span(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    """The tokens of some units."""
    inside = [i for i, token in enumerate(tokens) if first <= token.unit < end]
    if inside:
        return inside[0], inside[-1] + 1
    at = next((i for i, token in enumerate(tokens) if token.unit >= first), len(tokens))
    return at, at


def _place(
    block: Block, a: Units, b: Units, first: tuple[Token, ...], second: tuple[Token, ...], cut: Cut = ""
) -> Place:
    return Place(
        Side(a, first, *_span(first, block.a0, block.a1)), Side(b, second, *_span(second, block.b0, block.b1)), cut
    )


def _after_sentence(block: Block, a: Sequence[Token], b: Sequence[Token]) -> bool:
    sides = ((a, block.a0), (b, block.b0))
    return any(token.ends for tokens, start in sides for token in tokens if token.unit == start - 1)


def _nearest(block: Block, a: Sequence[Token], b: Sequence[Token], head: bool) -> Block:
    """The block without the sentences of either side that do not touch the words that both have."""
    ends_a = [token.unit for token in a if block.a0 <= token.unit < block.a1 and token.ends]
    ends_b = [token.unit for token in b if block.b0 <= token.unit < block.b1 and token.ends]
    if head:
        return replace(block, a0=max(ends_a, default=block.a0 - 1) + 1, b0=max(ends_b, default=block.b0 - 1) + 1)
    return replace(block, a1=min(ends_a, default=block.a1 - 1) + 1, b1=min(ends_b, default=block.b1 - 1) + 1)
