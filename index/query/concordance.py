"""In which order do words found stand, if not by how well they fit: by what stands beside them, or by date?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from index.model import Hit
from index.query.words import words

Order = Literal["best", "right", "left", "date"]
ORDERS: dict[Order, str] = {
    "best": "best first",
    "right": "by what stands right",
    "left": "by what stands left",
    "date": "newest first",
}


def ordered(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """Hits that came best first in another order; what is alike in it stays as it came.

    By the words right of a hit, or left of it, the nearest first. What has no hit in it, or no date, comes last.
    """
    if order == "right":
        return sorted(hits, key=lambda hit: (not hit.hits, right_of(hit)))
    if order == "left":
        return sorted(hits, key=lambda hit: (not hit.hits, left_of(hit)))
    if order == "date":
        dated = [hit for hit in hits if hit.published]
        return sorted(dated, key=lambda hit: hit.published or "", reverse=True) + [h for h in hits if not h.published]
    return list(hits)


def right_of(hit: Hit) -> list[str]:
    """The folded words after the first hit of a passage; where that is a whole quotation, its own words before them."""
    if not hit.hits:
        return []
    start, end = (offset - hit.start for offset in hit.hits[0])
    own = words(hit.passage[start:end])
    return [*(own if len(own) > 1 else ()), *words(hit.passage[end:])]


def left_of(hit: Hit) -> list[str]:
    """The folded words before it, the nearest first."""
    return words(hit.passage[: hit.hits[0][0] - hit.start])[::-1] if hit.hits else []
