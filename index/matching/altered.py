"""Does the difference between two printings of the same words change what they mean?

"We agree" printed as "we disagree" scores 98 by ratio, and no embedding that was tried sees it. So what the alignment
shows as changed is read for five things: negations, numbers, names, modals and hedges. Only what stands at the same
place of both counts: words cut off at an end, or a sentence left out, make a shorter printing, not another meaning,
unless the cut took the negation or the condition of words that were kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index import terms
from index.languages.meaning import ENGLISH
from index.matching import diff
from index.matching.cuts import conditions, unmasked
from index.matching.diff import Block, Units
from index.matching.namings import names
from index.matching.places import Place, Side, places
from index.matching.polarity import bases, negations
from index.matching.quantities import numbers
from index.matching.strengths import hedges, modals
from index.matching.tokens import CACHED_WORDS, read, written_out
from index.model import Alteration


def alterations(a: str, b: str) -> tuple[Alteration, ...]:
    """What changes the meaning between two printings of the same words, by kind, told from `a`.

    Turned about, it gives the same with the sides turned. Never raises; nothing for two texts with the same words.
    """
    first, second = diff.units(a), diff.units(b)
    return of_blocks(diff.blocks(first.keys, second.keys), first, second)


def of_blocks(blocks: Sequence[Block], a: Units, b: Units) -> tuple[Alteration, ...]:
    """`alterations` of two texts that are aligned already."""
    changed = [block for block in blocks if block.op != "equal"]
    if not changed or (len(changed) < len(blocks) and all(_idle(block, blocks, a, b) for block in changed)):
        return ()
    if not any(_telling(unit) for k in changed for unit in (*a.printed[k.a0 : k.a1], *b.printed[k.b0 : k.b1])):
        return ()
    first, second = read(a), read(b)
    found = places(blocks, a, b, first, second)
    if not found:
        return ()
    told = (
        *negations(found),
        *unmasked(found),
        *numbers(found),
        *names(found, Place(Side(a, first, 0, len(first)), Side(b, second, 0, len(second)))),
        *modals(found),
        *hedges(found),
        *conditions(found),
    )
    return tuple(dict.fromkeys(told))


@lru_cache(maxsize=CACHED_WORDS)
def _telling(unit: str) -> bool:
    """Whether a word that was changed may change the meaning: a name, a number, or one that turns or weakens others."""
    if any(c.isupper() or c.isdigit() for c in unit):
        return True
    words = [part for word in terms.words(unit) for part in written_out(word.folded)]
    return any(word in ENGLISH.telling or bases(word) or bases(terms.stem(word)) for word in words)


def _idle(block: Block, blocks: Sequence[Block], a: Units, b: Units) -> bool:
    """Whether words are only cut off at an end, and none of them could turn what was kept: most links are so."""
    if block.op == "replace" or (block is not blocks[0] and block is not blocks[-1]):
        return False
    words = {word for key in a.keys[block.a0 : block.a1] + b.keys[block.b0 : block.b1] for word in key.split()}
    return words.isdisjoint(ENGLISH.turning) and not any(word.endswith("n't") for word in words)
