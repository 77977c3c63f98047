"""Who else printed a quotation, and in which order is that told?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from index.model import ArticleRow, Quotation, Variant
from tui.stops import IN_MARKS

SAID, LINKED = "what was said", "printed by others"
HEADINGS = {"paraphrased": "in other words", "echo": "echoes", "none": "near, but not the same"}
JUDGED = "not the same, as you said"
SECTIONS = (SAID, LINKED, *HEADINGS.values(), JUDGED)


class Printing(Struct, frozen=True):
    """Another printing, and the id of the quotation here whose words it prints."""

    own: str
    variant: Variant


def printed(variants: Callable[[str], Sequence[Variant]], rows: Sequence[Quotation]) -> list[Printing]:
    """Who else printed these rows of one quotation, each printing once, the best first; `variants` of a row's id."""
    found: dict[str, Printing] = {}
    for row in rows:
        for variant in variants(row.id):
            key = variant.quote.continues or variant.quote.id
            known = found.get(key)
            if known is None or rank(variant) < rank(known.variant):
                found[key] = Printing(row.continues or row.id, variant)
    return sorted(found.values(), key=lambda printing: rank(printing.variant))


def section(variant: Variant) -> str:
    """Under which heading it stands."""
    if variant.link.judged is False:
        return JUDGED
    return SAID if variant.said else HEADINGS.get(variant.link.relation, LINKED)


def rank(variant: Variant) -> tuple[int, float]:
    """What was really said, links, what was said in other words, echoes, what a reader judged; best first in each."""
    return SECTIONS.index(section(variant)), -variant.link.score


def left_out(
    not_reported_by: Callable[[str], Sequence[ArticleRow]], rows: Sequence[Quotation]
) -> tuple[ArticleRow, ...]:
    """The outlets that report the happening and print none of these rows of one quotation, an article of each.

    Only words in marks can be left out.
    """
    found = [{row.outlet_key: row for row in not_reported_by(q.id)} for q in rows if q.kind in IN_MARKS]
    return tuple(row for key, row in found[0].items() if all(key in other for other in found)) if found else ()


def in_order(printings: Sequence[Printing], parts: Sequence[str]) -> tuple[Printing, ...]:
    """The printings of each part together, in the order of the parts (all, where there are none), best first."""
    return tuple(sorted(printings, key=lambda p: (parts.index(p.own) if parts else 0, rank(p.variant))))


def not_compared(quotation: Quotation, outer: Quotation | None) -> str:
    """Why nobody's printing of it is known; empty where that has no reason. `outer` is the quotation it stands in."""
    if quotation.kind == "term":
        return "nobody's speech, so not compared with what others printed"
    if quotation.kind == "indirect":
        return "told in the writer's own words, and no quotation of another article is known to say it"
    if outer is not None and outer.kind in IN_MARKS:
        return "quoted inside another quotation, and compared as a part of it"
    return ""
