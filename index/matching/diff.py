"""How do the printed words of two texts differ?

A text is cut into units, a word with the punctuation that clings to it, and these are aligned by their folded words:
the longest common run first, then what lies left and right of it, as Ratcliff and Obershelp match (and difflib does).
That reads better than a longest common subsequence, which scatters. What two outlets fold alike is equal, whatever its
case and marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from index import terms
from index.matching import fitted
from index.model import DiffOp

Op = Literal["equal", "delete", "insert", "replace"]

# a run without spaces, ended by a dash or by points of omission where there are some
_UNIT = re.compile(r"(?:(?![—–…]|\.\.)\S)+(?:[—–…]+|\.{2,})?|[—–…]+|\.{2,}")
_DECIMAL = re.compile(
    r"\d\.\d{1,2}(?!\d)"
)  # "1.5" is not "15", though "1.500" is "1,500": folding knows no such points
STRAY_RARITY = 5.0  # "of the" (1.5) or "not in" between two changed runs is chance; "basis" (5.4) is not
STRAY_UNITS = 2
CACHED_TEXTS = 1 << 12  # what is compared with one article's quotations, and with the next ones'
LONG = 2_000  # units of both together; beyond, run by run would take seconds, and bits in parallel do not


class Units(Struct, frozen=True, eq=False):  # by itself, so that it can be looked up at once
    """The units of a text as printed, and their folded words, one to one.

    `breaks` are the units that begin a line of their own: a later piece of a quotation that its reporter split.
    """

    printed: tuple[str, ...]
    keys: tuple[str, ...]
    breaks: frozenset[int] = frozenset()


class Block(NamedTuple):
    """`a[a0:a1]` stands for `b[b0:b1]`, in units; half-open, in order, without gaps."""

    op: Op
    a0: int
    a1: int
    b0: int
    b1: int


@lru_cache(maxsize=CACHED_TEXTS)
def units(text: str) -> Units:
    """Cut a text. Marks without a word belong to the unit before them, or to the first. Linear in the length."""
    spans: list[tuple[int, int]] = []
    keys: list[str] = []
    begin: int | None = None
    for match in _UNIT.finditer(text):
        unit = match.group()
        if unit.isalnum():  # most are words without a mark
            key = terms.fold(unit)
        else:
            key = " ".join(terms.folds(unit))
            if _DECIMAL.search(unit):
                key += " ."
        if key:
            spans.append((match.start() if begin is None else begin, match.end()))
            keys.append(key)
            begin = None
        elif spans:
            spans[-1] = (spans[-1][0], match.end())
        elif begin is None:
            begin = match.start()
    if not spans and begin is not None:
        spans.append((begin, len(text.rstrip())))
        keys.append("")
    broken = {i for i in range(1, len(spans)) if "\n" in text[spans[i - 1][1] : spans[i][0]]}
    return Units(tuple(text[start:end] for start, end in spans), tuple(keys), frozenset(broken))


def blocks(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Align two sequences of folded units, readably. Turned about, it gives the same blocks turned about."""
    turned = (len(a), list(a)) > (len(b), list(b))
    x, y = (b, a) if turned else (a, b)
    at = _within(x, y)
    if at is not None:  # what matching would find first, without its cost: half of all links are such
        cuts = [("insert", 0, 0, 0, at), ("equal", 0, len(x), at, at + len(x))]
        cuts.append(("insert", len(x), len(x), at + len(x), len(y)))
        found = [_block(tag == "equal", *ends) for tag, *ends in cuts if ends[0] != ends[1] or ends[2] != ends[3]]
    elif len(x) + len(y) > LONG:
        found = [
            _block(o.tag == "equal", o.src_start, o.src_end, o.dest_start, o.dest_end) for o in LCSseq.opcodes(x, y)
        ]
    else:
        opcodes = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
        found = [_block(tag == "equal", a0, a1, b0, b1) for tag, a0, a1, b0, b1 in opcodes]
    found = _without_strays(_joined(found), x)
    return [_block(k.op == "equal", k.b0, k.b1, k.a0, k.a1) for k in found] if turned else found


def _within(x: Sequence[str], y: Sequence[str]) -> int | None:
    """Where all of x stands in y, unit by unit; None where it does not, or is empty."""
    apart = "\0"
    before, found, _ = f"{apart}{apart.join(y)}{apart}".partition(f"{apart}{apart.join(x)}{apart}")
    return before.count(apart) if x and found else None


def operations(found: Iterable[Block], a: Units, b: Units) -> tuple[DiffOp, ...]:
    """The blocks as (operation, words of a, words of b), as printed, units joined by a space."""
    return tuple((k.op, " ".join(a.printed[k.a0 : k.a1]), " ".join(b.printed[k.b0 : k.b1])) for k in found)


def _without_strays(found: list[Block], keys: Sequence[str]) -> list[Block]:
    """Matches of a common word or two between longer changes on both sides are chance, and made part of the change."""
    rarity = fitted.rarity()
    kept: list[Block] = []
    for i, block in enumerate(found):
        if block.op == "equal" and 0 < i < len(found) - 1 and block.a1 - block.a0 <= STRAY_UNITS:
            mass = sum(rarity.of(terms.stem(word)) for key in keys[block.a0 : block.a1] for word in key.split())
            before, after = found[i - 1], found[i + 1]
            swallowed = mass < STRAY_RARITY and before.op == after.op == "replace"
            if swallowed and block.a1 - block.a0 <= min(_size(before), _size(after)):
                kept.append(Block("replace", block.a0, block.a1, block.b0, block.b1))
                continue
        kept.append(block)
    return _joined(kept)


def _size(block: Block) -> int:
    return max(block.a1 - block.a0, block.b1 - block.b0)


def _joined(found: Iterable[Block]) -> list[Block]:
    """Neighbouring changes as one change, neighbouring matches as one match."""
    joined: list[Block] = []
    for block in found:
        equal = block.op == "equal"
        if joined and equal == (joined[-1].op == "equal"):
            last = joined.pop()
            joined.append(_block(equal, last.a0, block.a1, last.b0, block.b1))
        else:
            joined.append(block)
    return joined


def _block(equal: bool, a0: int, a1: int, b0: int, b1: int) -> Block:
    op: Op = "equal" if equal else "insert" if a0 == a1 else "delete" if b0 == b1 else "replace"
    return Block(op, a0, a1, b0, b1)
