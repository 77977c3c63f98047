"""Which quotations of new articles report the same words as quotations that are already there?

The library calls `wholes` and `link` while it adds articles; where the quotations and the candidates come from is its
business. Which of them are only an echo of the same words, `echoes` tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from index.echoes import Pair, judged, worth_judging
from index.matching import LINK_SCORE, Evidence
from index.matching.features import align, ordered, prepare
from index.matching.samename import same_name
from index.model import Link, Quotation, Whole
from index.occasions import NOTHING, Occasion

KEPT_SCORE = 0.02  # a compared pair below this says nothing that anybody asks for, and there are thousands
SURE_SPEAKER = 0.6  # of true pairs 9% seem to have two speakers, with surer ones 5%: the others are errors of ours
PIECE_SHARE = 0.5  # half of the shorter row's words, by rarity
PIECE_RARITY = 8.0  # and at least two content words' worth
DAYS = 1 << 12
_DAY = 10  # the length of YYYY-MM-DD


def wholes(quotations: Sequence[Quotation], outlet_key: str, published: str | None) -> list[Whole]:
    """The quotations of one article as matching compares them: split parts joined, in order.

    Only words in marks are compared; of a quotation inside another's words, those others are.
    """
    spoken = {quotation.id: quotation for quotation in quotations if quotation.kind in ("direct", "fragment")}
    return joined((q for q in spoken.values() if q.within not in spoken), outlet_key, published)


def joined(rows: Iterable[Quotation], outlet_key: str, published: str | None) -> list[Whole]:
    """Some rows of one article with their split parts joined, in order."""
    parts: dict[str, list[Quotation]] = {}
    for row in rows:
        parts.setdefault(row.continues or row.id, []).append(row)
    return [Whole(tuple(p), "\n".join(piece.text for piece in p), outlet_key, published) for p in parts.values()]


def evidence(a: Whole, b: Whole) -> Evidence:
    """What is known about two wholes besides their words."""
    speakers = same_name(a.speaker, b.speaker)
    if speakers is False and min(_sureness(a), _sureness(b)) < SURE_SPEAKER:
        speakers = None
    return Evidence(speakers=speakers, days_apart=days_apart(a.published, b.published))


def _sureness(whole: Whole) -> float:
    return next((piece.confidence for piece in whole.pieces if piece.speaker), 0.0)


def days_apart(a: str | None, b: str | None) -> int | None:
    """Whole days between two ISO dates or times; None where one is missing or is no full date."""
    first, second = _ordinal(a), _ordinal(b)
    return None if first is None or second is None else abs(first - second)


def day_number(published: str | None) -> int:
    """The day of an ISO date or time as a proleptic Gregorian ordinal; 0 where it is missing or no full date."""
    return _ordinal(published) or 0


@lru_cache(maxsize=DAYS)
def _ordinal(day: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((day or "")[:_DAY]).toordinal()
    except ValueError:
        return None


def link(
    new: Sequence[Whole],
    find: Callable[[str], Sequence[int]],
    fetch: Callable[[Sequence[int]], Mapping[int, Whole]],
    min_score: float = KEPT_SCORE,
    occasion: Callable[[Whole], Occasion] = lambda _whole: NOTHING,
) -> list[Link]:
    """Compare each new whole with its candidates in other articles: `candidates` and `compared` in one."""
    return compared(candidates(new, find, fetch), min_score, occasion)


def candidates(
    new: Sequence[Whole],
    find: Callable[[str], Sequence[int]],
    fetch: Callable[[Sequence[int]], Mapping[int, Whole]],
) -> list[tuple[Whole, Whole]]:
    """Each new whole after each of its candidates in other articles.

    `find(text)` gives keys of candidates, `fetch(keys)` the wholes behind those that are still there.
    """
    pairs = []
    for whole in new:
        there = fetch(find(whole.text)).values()
        pairs += [(candidate, whole) for candidate in there if candidate.article != whole.article]
    return pairs


def compared(
    pairs: Iterable[tuple[Whole, Whole]],
    min_score: float = KEPT_SCORE,
    occasion: Callable[[Whole], Occasion] = lambda _whole: NOTHING,
) -> list[Link]:
    """Compare pairs of wholes, (there before, new); what scores at least `min_score`, in order.

    `occasion` tells when and where one was said. `a` is the row that was there before, `b` the new one. Echoes come
    whatever their score; other pairs below `matching.LINK_SCORE` with relation "none".
    """
    links: dict[tuple[str, str], Link] = {}
    least = min(min_score, LINK_SCORE)
    for there, whole in pairs:
        if not worth_judging(there, whole, least):
            continue
        for found in compare_rows(there, whole, occasion):
            if found.score >= min_score or found.relation == "echo":
                links[found.a, found.b] = found
    return list(links.values())


def compare_rows(a: Whole, b: Whole, occasion: Callable[[Whole], Occasion] = lambda _whole: NOTHING) -> list[Link]:
    """The rows of two wholes as links, whatever their scores.

    A quotation split by its speaker is several rows. Rows that say the same are linked as they are; where the wholes
    do, the rows whose words align carry what is told of the wholes, and their score where it is higher: what one outlet
    prints in one piece and the other in two is identical. Rows alone find what two long wholes, put together
    differently, have in common (of the labelled rows 3 in 100 are only found so).
    """
    known = Pair(a, b, evidence(a, b), occasion)
    score, relation, altered, reason = judged(a.text, b.text, known, whole=True)
    if len(a.pieces) == len(b.pieces) == 1:
        return [Link(a.id, b.id, score, relation, altered, reason=reason)]
    rows = [(x, y, *judged(x.text, y.text, known, whole=False)) for x in a.pieces for y in b.pieces]
    tied = relation != "none"
    shares = {(x.id, y.id): _aligned(x.text, y.text) for x, y, *_ in rows} if tied else {}
    best = max(shares, key=lambda pair: shares[pair]) if shares else None
    found = []
    for x, y, row_score, row_relation, row_altered, row_reason in rows:
        share, rarity = shares.get((x.id, y.id), (0.0, 0.0))
        carries = (x.id, y.id) == best or (relation != "echo" and share >= PIECE_SHARE and rarity >= PIECE_RARITY)
        if tied and carries and not (relation == "echo" and row_relation != "none"):
            row_score, row_relation, row_altered, row_reason = max(score, row_score), relation, altered, reason
        found.append(Link(x.id, y.id, row_score, row_relation, row_altered, reason=row_reason))
    return found


def _aligned(a: str, b: str) -> tuple[float, float]:
    """How much of the shorter text the best aligned stretch takes in, and its rarity."""
    first, second = ordered(prepare(a), prepare(b))
    local = align(first, second).local
    return local / max(first.mass, 1e-9), local
