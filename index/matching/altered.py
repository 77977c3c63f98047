"""Does the difference between two printings of the same words change what they mean?

"We agree" printed as "we disagree" scores 98 by ratio, and no embedding that was tried sees it. So what the alignment
shows as changed is read for five things: negations, numbers, names, modals and hedges. Only what stands at the same
place of both counts: words cut off at an end, or a sentence left out, make a shorter printing, not another meaning,
unless the cut took the negation or the condition of words that were kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.matching import diff
from index.matching.diff import Block, Units
from index.matching.namings import names
from index.matching.places import places
from index.matching.polarity import conditions, negations, unmasked
from index.matching.quantities import numbers
from index.matching.strengths import hedges, modals
from index.model import Alteration


def alterations(a: str, b: str) -> tuple[Alteration, ...]:
    """What changes the meaning between two printings of the same words, by kind, told from `a`.

    Turned about, it gives the same with the sides turned. Never raises; nothing for two texts with the same words.
    """
    first, second = diff.units(a), diff.units(b)
    return of_blocks(diff.blocks(first.keys, second.keys), first, second)


def of_blocks(blocks: Sequence[Block], a: Units, b: Units) -> tuple[Alteration, ...]:
    """`alterations` of two texts that are aligned already."""
    found = places(blocks, a, b)
    if not found:
        return ()
    told = (
        *negations(found),
        *unmasked(found),
        *numbers(found),
        *names(found),
        *modals(found),
        *hedges(found),
        *conditions(found),
    )
    return tuple(dict.fromkeys(told))
