"""What do the peers of `links` need for a million quotations, and which of the true links do they find?

The quotations are those of `benchmarks.million`; which links are true is known of some of its stories.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

from benchmarks.edits import Plan, Printed, World, shared
from benchmarks.known import Found, judged_stories, wanted_of
from benchmarks.lookup import Dated
from benchmarks.peers import links
from benchmarks.peers.links import Row, pair
from index.linking import day_number

PATIENCE = 300.0  # seconds


def compared(world: World, plans: Sequence[Plan], first: int, end: int) -> None:
    """The table, of all quotations; recall and wrong pairs are of the quotations of the stories judged, as of quoth."""
    texts, known = quoted(world, plans, judged_stories(first, end))
    places = {at: known.printed[one] for one, at in known.keys.items()}
    true = {pair(known.keys[a], known.keys[b]) for a, others in wanted_of(known).items() for b in others}
    some = frozenset(places)
    links.heading(len(texts), f"of {len(true):,} true links; wrong for each 1,000 of {len(some):,} quotations")
    with tempfile.TemporaryDirectory() as folder:
        proposed = links.by_candidates(numbered(world, plans), folder, some)
    ours = Row("quoth's candidates alone", proposed, "pairs that were not compared yet, by one process")
    for row in chain([ours], links.peers(texts, true, some, PATIENCE)):
        wrong = [one for one in row.linked.pairs if not alike(one, places)]
        asked = len(row.linked.of) if row.linked.of is not None else len(some)
        links.show(row, true, f"{1000 * len(wrong) / asked:,.0f}" if row.recall is None else "-")


def numbered(world: World, plans: Sequence[Plan]) -> Iterator[Dated]:
    """The texts of each article with their places among all, after its day."""
    places = count()
    for plan in plans:
        article, quotations, _ = world.article(plan)
        yield day_number(article.published), [(next(places), quotation.text) for quotation in quotations]


def alike(one: tuple[int, int], places: Mapping[int, Printed]) -> bool:
    """Whether two quotations have words of the same stretch; those of other stories have none."""
    a, b = places.get(one[0]), places.get(one[1])
    return a is not None and b is not None and shared(a, b) > 0


def quoted(world: World, plans: Sequence[Plan], stories: frozenset[int]) -> tuple[list[str], Found]:
    """All texts, and what is known of those of some stories; their keys are their places."""
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
    return texts, known
