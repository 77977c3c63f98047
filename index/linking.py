"""Which quotations of new articles report the same words as quotations that are already there?

The library calls `wholes` and `link` while it adds articles; where the quotations and the candidates come from is its
business.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from index import features, matching
from index.matching import Evidence
from index.model import Link, Quotation, Whole
from index.samename import same_name

KEPT_SCORE = 0.02  # a compared pair below this says nothing that anybody asks for, and there are thousands
PIECE_SHARE = 0.5  # half of the shorter row's words, by rarity
PIECE_RARITY = 8.0  # and at least two content words' worth
_DAY = 10  # the length of YYYY-MM-DD


def wholes(quotations: Sequence[Quotation], outlet_key: str, published: str | None) -> list[Whole]:
    """The quotations of one article as matching compares them: split parts joined, terms left out, in order."""
    parts: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.kind != "term":
            parts.setdefault(quotation.continues or quotation.id, []).append(quotation)
    return [
        Whole(tuple(pieces), " ".join(piece.text for piece in pieces), outlet_key, published)
        for pieces in parts.values()
    ]


def evidence(a: Whole, b: Whole) -> Evidence:
    """What is known about two wholes besides their words."""
    return Evidence(speakers=same_name(a.speaker, b.speaker), days_apart=days_apart(a.published, b.published))


def days_apart(a: str | None, b: str | None) -> int | None:
    """Whole days between two ISO dates or times; None where one is missing or is no full date."""
    try:
        first, second = (datetime.date.fromisoformat((day or "")[:_DAY]) for day in (a, b))
    except ValueError:
        return None
    return abs((first - second).days)


def link(
    new: Sequence[Whole],
    find: Callable[[str], Sequence[int]],
    fetch: Callable[[Sequence[int]], Mapping[int, Whole]],
    min_score: float = KEPT_SCORE,
) -> list[Link]:
    """Compare each new whole with its candidates in other articles; what scores at least `min_score`, in order.

    `find(text)` gives keys of candidates, `fetch(keys)` the wholes behind those that are still there. `a` is always
    the one that was there before. Pairs below `matching.LINK_SCORE` come with relation "none". Of a split quotation
    the rows whose words align are linked, each pair of rows with the score and relation of the whole.
    """
    links: dict[tuple[str, str], Link] = {}
    for whole in new:
        for candidate in fetch(find(whole.text)).values():
            if candidate.article == whole.article:
                continue
            score, relation = matching.judge(candidate.text, whole.text, evidence(candidate, whole))
            if score < min_score:
                continue
            for a, b in aligned_pieces(candidate, whole):
                links[a.id, b.id] = Link(a.id, b.id, score, relation)
    return list(links.values())


def aligned_pieces(a: Whole, b: Whole) -> list[tuple[Quotation, Quotation]]:
    """The pairs of rows that carry a link of two wholes: the best pair, and every other whose words align too."""
    if len(a.pieces) == len(b.pieces) == 1:
        return [(a.pieces[0], b.pieces[0])]
    scored = [(_aligned_share(x.text, y.text), x, y) for x in a.pieces for y in b.pieces]
    best = max(scored, key=lambda row: row[0])
    return [
        (x, y) for share, x, y in scored if (share[0] >= PIECE_SHARE and share[1] >= PIECE_RARITY) or (x, y) == best[1:]
    ]


def _aligned_share(a: str, b: str) -> tuple[float, float]:
    """How much of the shorter text the best aligned stretch takes in, and its rarity."""
    first, second = features.ordered(features.prepare(a), features.prepare(b))
    local = features.align(first, second).local
    return local / max(first.mass, 1e-9), local
