"""What did one printing of the same words do to the other: leave it, cut it, stretch it, or word it anew?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.matching.diff import Block, Units
from index.model import Relation

_OMISSION = re.compile(r"…|\.\.")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def relation(blocks: Sequence[Block], a: Units, b: Units) -> Relation:
    """The relation of two texts that report the same words, from a's side: "truncated" means that b is a cut of a.

    A cut may be at the ends, or within where points of omission say so. "overlapping": each has words that the other
    left out, at different ends or after a sentence that both have. Everything else is "reworded".
    """
    matches = [i for i, block in enumerate(blocks) if block.op == "equal"]
    if not matches:
        return "reworded"
    first, last = matches[0], matches[-1]
    a_cut = b_cut = False  # whether the other one left out words of it, as its points of omission say
    for block in blocks[first:last]:
        if block.op == "delete" and _omits(b, block.b0):
            a_cut = True
        elif block.op == "insert" and _omits(a, block.a0):
            b_cut = True
        elif block.op != "equal":
            return "reworded"
    head = blocks[0] if first else None
    tail = blocks[-1] if last < len(blocks) - 1 else None
    for end in (head, tail):
        if end is not None and end.op == "replace" and not (end is tail and _sentence_before(end, a, b)):
            return "reworded"
    a_more = a_cut or any(end is not None and end.op != "insert" for end in (head, tail))
    b_more = b_cut or any(end is not None and end.op != "delete" for end in (head, tail))
    if a_more and b_more:
        return "overlapping"
    return "truncated" if a_more else "extended" if b_more else "identical"


def _omits(text: Units, at: int) -> bool:
    """Whether points of omission stand between the units before and at a place."""
    return any(_OMISSION.search(unit) for unit in text.printed[max(0, at - 1) : at + 1])


def _sentence_before(tail: Block, a: Units, b: Units) -> bool:
    return any(_SENTENCE_END.search(text.printed[at - 1]) for text, at in ((a, tail.a0), (b, tail.b0)) if at)
