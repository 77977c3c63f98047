"""What did one printing of the same words do to the other: leave it, cut it, stretch it, or word it anew?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.matching.diff import Block, Units
from index.model import Relation

SPLICED_RUN = 4  # units on both sides of the gap; "and I think" (3) comes again by chance
SPLICED_SENTENCE = 3  # units with a sentence's end: "We will wait."; a lone "Well." is no sentence
SPLICED_GAP = 12  # units without one: a clause that long is as good as a sentence
_OMISSION = re.compile(r"…|\.\.")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def relation(blocks: Sequence[Block], a: Units, b: Units) -> Relation:
    """The relation of two texts that report the same words, from a's side: "truncated" means that b is a cut of a.

    A cut may be at the ends, or within where points of omission or the reporter's own words say so. "overlapping": each
    has words that the other left out, at different ends or after a sentence that both have. "spliced": one prints as
    said in one go what stands a sentence or more apart in the other: two runs of `SPLICED_RUN` units or more, and
    nothing shows that words between them are left out, or that they stood in another order. Everything else is
    "reworded", also where a word or two within are left out.
    """
    matches = [i for i, block in enumerate(blocks) if block.op == "equal"]
    if not matches:
        return "reworded"
    first, last = matches[0], matches[-1]
    a_cut = b_cut = reworded = False  # whether the other one left out words of it, and shows that it did
    for at, block in enumerate(blocks[first:last], first):
        if block.op == "delete" and _omits(b, block.b0):
            a_cut = True
        elif block.op == "insert" and _omits(a, block.a0):
            b_cut = True
        elif _spliced(blocks, at, a, b):
            return "spliced"
        elif block.op != "equal":
            reworded = True
    if reworded:
        return "reworded"
    head = blocks[0] if first else None
    tail = blocks[-1] if last < len(blocks) - 1 else None
    for end in (head, tail):
        if end is not None and end.op == "replace" and not (end is tail and _sentence_before(end, a, b)):
            return "reworded"
    if head and tail and (_crossed(head, tail, a, b) or _crossed(tail, head, a, b)):
        return "spliced"
    a_more = a_cut or any(end is not None and end.op != "insert" for end in (head, tail))
    b_more = b_cut or any(end is not None and end.op != "delete" for end in (head, tail))
    if a_more and b_more:
        return "overlapping"
    return "truncated" if a_more else "extended" if b_more else "identical"


def _spliced(blocks: Sequence[Block], at: int, a: Units, b: Units) -> bool:
    """Whether a change within is a long gap in one of the texts, between two runs that both have."""
    block = blocks[at]
    if block.op not in ("delete", "insert"):
        return False
    text, start, end = (a, block.a0, block.a1) if block.op == "delete" else (b, block.b0, block.b1)
    sentences = any(_SENTENCE_END.search(unit) for unit in text.printed[start - 1 : end])
    runs = [blocks[i].a1 - blocks[i].a0 for i in (at - 1, at + 1)]
    return min(runs) >= SPLICED_RUN and end - start >= (SPLICED_SENTENCE if sentences else SPLICED_GAP)


def _crossed(one: Block, other: Block, a: Units, b: Units) -> bool:
    """Whether words at one end of `a` stand at the other end of `b`."""
    mine, others = a.keys[one.a0 : one.a1], b.keys[other.b0 : other.b1]
    runs = {mine[i : i + SPLICED_RUN] for i in range(len(mine) - SPLICED_RUN + 1)}
    return any(others[i : i + SPLICED_RUN] in runs for i in range(len(others) - SPLICED_RUN + 1))


def _omits(text: Units, at: int) -> bool:
    """Whether points of omission stand between the units before and at a place, or the reporter's own words."""
    return at in text.breaks or any(_OMISSION.search(unit) for unit in text.printed[max(0, at - 1) : at + 1])


def _sentence_before(tail: Block, a: Units, b: Units) -> bool:
    return any(_SENTENCE_END.search(text.printed[at - 1]) for text, at in ((a, tail.a0), (b, tail.b0)) if at)
