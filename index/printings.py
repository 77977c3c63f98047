"""How do quotations that links tie become the printings of an utterance, told from its root?

The root is the fullest printing, or the transcript in which the words were said. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from index import firsts, linking, telling
from index.matching import compare
from index.model import ArticleRow, Printing, Quotation, Relation, UtteranceRow, Whole
from index.store.utterances import Pair
from index.stored import FLIPPED

APART = " … "  # between sentences of a transcript that are not neighbours
OMISSION = re.compile(r"…|\.\.")
ALIKE = 1.0  # the score of a printing against itself


class Printed(Struct, frozen=True):
    """One printing before it is told from another: the keys of its rows in the utterance, and the whole.

    Of a transcript the whole are all its sentences there, and `places` where they stand in it.
    """

    keys: tuple[int, ...]
    quote: Quotation
    whole: Whole
    article: ArticleRow
    places: tuple[int, ...] = ()


def joined(printed: Sequence[Printed], places: Mapping[int, int]) -> list[Printed]:
    """The sentences of each transcript as one printing, in the order in which they were said."""
    if not places:
        return list(printed)
    said: dict[str, list[Printed]] = {}
    for one in printed:
        if one.article.spoken:
            said.setdefault(one.article.id, []).append(one)
    return [one for one in printed if not one.article.spoken] + [run(some, places) for some in said.values()]


def run(sentences: Sequence[Printed], places: Mapping[int, int]) -> Printed:
    """Some sentences of one transcript as one printing, in the order in which they were said."""
    ordered = sorted(sentences, key=lambda one: one.quote.start)
    keys = tuple(key for one in ordered for key in one.keys)
    pieces = tuple(piece for one in ordered for piece in one.whole.pieces)
    return _at(ordered[0], keys, pieces, tuple(places[key] for key in keys))


def _at(first: Printed, keys: tuple[int, ...], pieces: tuple[Quotation, ...], places: tuple[int, ...]) -> Printed:
    text = pieces[0].text
    for (before, here), piece in zip(pairwise(places), pieces[1:], strict=True):
        text += f"{' ' if here == before + 1 else APART}{piece.text}"
    return replace(first, keys=keys, whole=replace(first.whole, pieces=pieces, text=text), places=places)


def _near(root: Printed, printed: Set[int]) -> Printed:
    """The stretches of neighbouring sentences of a transcript in which some of these keys stand.

    What another outlet joined from elsewhere is nothing that this one left out.
    """
    stretches: list[list[int]] = []
    for i, place in enumerate(root.places):
        if not i or place > root.places[i - 1] + 1:
            stretches.append([])
        stretches[-1].append(i)
    kept = [i for stretch in stretches if any(root.keys[i] in printed for i in stretch) for i in stretch]
    pieces = tuple(root.whole.pieces[i] for i in kept)
    return _at(root, tuple(root.keys[i] for i in kept), pieces, tuple(root.places[i] for i in kept))


Told = Callable[[Printed, Printed], tuple[float, Relation, bool | None]]


def between(pairs: Mapping[tuple[int, int], Pair]) -> Told:
    """What the second of two printings did to the first: as their best link says, else compared now."""

    def told(root: Printed, other: Printed) -> tuple[float, Relation, bool | None]:
        links = [(x, pair, False) for x in root.keys for y in other.keys if (pair := pairs.get((x, y)))]
        links += [(x, pair, True) for x in root.keys for y in other.keys if (pair := pairs.get((y, x)))]
        if not links:
            return compared(root.whole, other.whole)
        _, pair, turned = max(links, key=lambda link: link[1].score)
        linked = {x for x, _, _ in links}
        near = _near(root, linked) if root.places and not other.places else root
        if (len(near.places) < 2 and len(other.places) < 2) or pair.relation == "paraphrased":
            return pair.score, FLIPPED.get(pair.relation, pair.relation) if turned else pair.relation, pair.altered
        _, relation, altered = compared(near.whole, other.whole)
        at = sorted(place for key, place in zip(root.keys, root.places, strict=True) if key in linked)
        if any(here > before + 1 for before, here in pairwise(at)) and not OMISSION.search(other.whole.text):
            relation = "spliced"
        return pair.score, relation, altered

    return told


def compared(a: Whole, b: Whole) -> tuple[float, Relation, bool | None]:
    """Score, relation and whether it is altered, of two printings that belong together by way of a third."""
    match = compare(a.text, b.text, linking.evidence(a, b), least=0.0)
    return match.score, match.relation, match.altered


def row_of(
    utterance: str, printed: Sequence[Printed], told: Told, outlets: Iterable[str], copies: Mapping[str, str]
) -> UtteranceRow:
    """One utterance. `printed` in the order of adding; `outlets` have articles on the same happenings; `copies` gives
    the id of the article that an article repeats."""
    root = min(printed, key=lambda one: (not one.article.spoken, -len(one.whole.text)))
    others = [one for one in printed if one is not root]
    others.sort(key=lambda one: firsts.by_date(one.article.published))
    printings = (
        _printing(root, (ALIKE, "identical", False), copies),
        *(_printing(one, told(root, one), copies) for one in others),
    )
    news = [printing for printing in sorted(printings, key=_added(printed)) if not printing.article.spoken]
    earliest = firsts.first([printing.article.published for printing in news])
    keys = {printing.article.outlet_key for printing in news}
    missing = outlets if news or telling.can_be_left_out(root.quote) else ()
    return UtteranceRow(
        id=utterance,
        speaker=_speaker(printings),
        printings=printings,
        first=None if earliest is None else news[earliest],
        outlets=len(keys),
        independent=len({printing.article.outlet_key for printing in news if printing.copies is None}),
        transcript=root.article.spoken,
        left_out=tuple(dict.fromkeys(outlet for outlet in missing if outlet not in keys)),
    )


def _printing(one: Printed, told: tuple[float, Relation, bool | None], copies: Mapping[str, str]) -> Printing:
    return Printing(one.quote, one.article, *told, copies.get(one.article.id), " ".join(one.whole.text.split("\n")))


def _added(printed: Sequence[Printed]) -> Callable[[Printing], int]:
    place = {one.quote.id: number for number, one in enumerate(printed)}
    return lambda printing: place[printing.quote.id]


def _speaker(printings: Sequence[Printing]) -> str | None:
    """The surest name; a transcript's is surer than any."""
    named = [p for p in printings if p.quote.known_as or p.quote.speaker]
    if not named:
        return None
    best = max(named, key=lambda p: (p.quote.corrected, p.article.spoken, p.quote.confidence))
    return best.quote.known_as or best.quote.speaker
