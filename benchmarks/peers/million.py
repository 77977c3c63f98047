"""What do the peers of `links` need for a million quotations, and which of the true links do they find?

The quotations are those of `benchmarks.million`; which links are true is known of some of its stories.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.edits import Plan, World
from benchmarks.known import Found, judged_stories, wanted_of
from benchmarks.peers import links
from benchmarks.peers.links import Pairs, pair

PATIENCE = 300.0  # seconds


def compared(world: World, plans: Sequence[Plan], first: int, end: int) -> None:
    """The table, of all quotations; recall is of the true links of the stories judged, as of quoth's links."""
    texts, true, some = quoted(world, plans, judged_stories(first, end))
    links.heading(len(texts), f"recall: of {len(true):,} true links, of {len(some):,} quotations")
    links.peers(texts, true, some, PATIENCE)


def quoted(world: World, plans: Sequence[Plan], stories: frozenset[int]) -> tuple[list[str], Pairs, frozenset[int]]:
    """All texts, the true pairs among those of some stories, and which these are."""
    texts: list[str] = []
    known = Found()
    for plan in plans:
        _, quotations, made = world.article(plan)
        if plan.story in stories:
            for at, (quotation, printed) in enumerate(zip(quotations, made, strict=True), len(texts)):
                known.printed[quotation.id] = printed
                known.keys[quotation.id] = at
                known.of_story.setdefault(plan.story, []).append(quotation.id)
        texts += [quotation.text for quotation in quotations]
    wanted = wanted_of(known)
    true = {pair(known.keys[a], known.keys[b]) for a, others in wanted.items() for b in others}
    return texts, true, frozenset(known.keys.values())
