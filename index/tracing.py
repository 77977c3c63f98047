"""What is known of an utterance: who printed it, who first, what each did to the words, and who left it out?

Links tie rows; here they become printings of whole quotations, told from the fullest, or from the transcript where the
words were said in one. All that some utterances need is fetched at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index import firsts, linking
from index.knowing import Knowing
from index.matching import compare
from index.model import ArticleRow, Printing, Quotation, Relation, UtteranceRow, Whole
from index.store import Connection, Store, reading
from index.store import utterances as stored
from index.stored import FLIPPED, fetch_wholes

APART = " … "  # between sentences of a transcript that are not neighbours
OMISSION = re.compile(r"…|\.\.")
ALIKE = 1.0  # the score of a printing against itself
AT_ONCE = 2000  # utterances fetched at a time: some ten thousand rows in memory


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printing before it is told from another: the keys of its rows in the utterance, and the whole.

    Of a transcript the whole are all its sentences there, and `places` where they stand in it.
    """

    keys: tuple[int, ...]
    quote: Quotation
    whole: Whole
    article: ArticleRow
    places: tuple[int, ...] = ()


def utterances(
    store: Store,
    knowing: Knowing,
    found: Sequence[Quotation] | None,
    article: str | None,
    event: str | None,
    limit: int | None,
) -> list[UtteranceRow]:
    """Those of some quotations, of an article, of an event, of all at once that is given; see `Library.utterances`."""
    with store.snapshot() as db:
        asked: list[list[int]] = []
        if found is not None:
            asked.append(stored.of_quotations(db, ((q.article, q.start, q.end) for q in found)))
        if event is not None:
            asked.append(stored.of_articles(db, stored.event_articles(db, event)))
        if article is not None:
            asked.append(stored.of_articles(db, stored.article_keys(db, [article])))
        wanted = asked[0] if asked else stored.shared(db)
        for more in asked[1:]:
            there = set(more)
            wanted = [utterance for utterance in wanted if utterance in there]
    return traced(store, knowing, wanted, limit)


def traced(store: Store, knowing: Knowing, utterances: Sequence[int], limit: int | None) -> list[UtteranceRow]:
    """The utterances with these keys, in that order; the first `limit` of them."""
    rows: list[UtteranceRow] = []
    wanted = utterances[:limit]
    for start in range(0, len(wanted), AT_ONCE):
        with store.snapshot() as db:
            rows += _traced(db, store, knowing, wanted[start : start + AT_ONCE])
    return rows


def _traced(db: Connection, store: Store, knowing: Knowing, utterances: Sequence[int]) -> list[UtteranceRow]:
    members = stored.members(db, utterances)
    members += stored.said(db, members)
    ids = stored.article_ids(db, {member.article for member in members})
    articles = {row.id: row for row in reading.article_rows(db, ids=list(ids.values()))}
    events = stored.outlets_of_events(db, ids)
    wholes = fetch_wholes(store, list(dict.fromkeys(member.first for member in members)))
    by_key = reading.quotations_by_key(db, [member.key for member in members])
    known = dict(zip(by_key, knowing.known(list(by_key.values())), strict=True))
    pairs = {(pair.a, pair.b): pair for pair in stored.pairs(db, by_key)}
    places = stored.sentences(db, ids)
    printed: dict[int, dict[int, list[int]]] = {}
    of_event: dict[int, dict[int, list[str]]] = {}
    for member in members:
        printed.setdefault(member.utterance, {}).setdefault(member.first, []).append(member.key)
        if member.article in events:
            event, outlets = events[member.article]
            of_event.setdefault(member.utterance, {})[event] = outlets
    made = []
    for utterance in utterances:
        found = [
            _Printed(tuple(keys), known[keys[0]], wholes[first], articles[known[keys[0]].article])
            for first, keys in printed.get(utterance, {}).items()
            if first in wholes
        ]
        if found:
            left = [outlet for outlets in of_event.get(utterance, {}).values() for outlet in outlets]
            made.append(row_of(known[utterance].id, _joined(found, places), _between(pairs), left))
    return made


def _joined(printed: Sequence[_Printed], places: Mapping[int, int]) -> list[_Printed]:
    """The sentences of each transcript as one printing, in the order in which they were said."""
    said: dict[str, list[_Printed]] = {}
    for one in printed:
        if one.article.spoken:
            said.setdefault(one.article.id, []).append(one)
    found = [one for one in printed if not one.article.spoken]
    for sentences in said.values():
        sentences.sort(key=lambda one: one.quote.start)
        keys = tuple(key for one in sentences for key in one.keys)
        at = tuple(places[key] for key in keys)
        text = sentences[0].whole.text
        for (before, here), one in zip(pairwise(at), sentences[1:], strict=True):
            text += f"{' ' if here == before + 1 else APART}{one.whole.text}"
        pieces = tuple(piece for one in sentences for piece in one.whole.pieces)
        found.append(
            replace(sentences[0], keys=keys, whole=replace(sentences[0].whole, pieces=pieces, text=text), places=at)
        )
    return found


Told = Callable[[_Printed, _Printed], tuple[float, Relation, bool | None]]


def _between(pairs: Mapping[tuple[int, int], stored.Pair]) -> Told:
    """What the second of two printings did to the first: as their best link says, else compared now."""

    def told(root: _Printed, other: _Printed) -> tuple[float, Relation, bool | None]:
        links = [(x, pair, False) for x in root.keys for y in other.keys if (pair := pairs.get((x, y)))]
        links += [(x, pair, True) for x in root.keys for y in other.keys if (pair := pairs.get((y, x)))]
        if not links:
            return compared(root.whole, other.whole)
        _, pair, turned = max(links, key=lambda link: link[1].score)
        if len(root.places) < 2 and len(other.places) < 2:
            return pair.score, FLIPPED.get(pair.relation, pair.relation) if turned else pair.relation, pair.altered
        _, relation, altered = compared(root.whole, other.whole)
        at = sorted(place for key, place in zip(root.keys, root.places, strict=True) if key in {x for x, _, _ in links})
        if any(here > before + 1 for before, here in pairwise(at)) and not OMISSION.search(other.whole.text):
            relation = "spliced"
        return pair.score, relation, altered

    return told


def compared(a: Whole, b: Whole) -> tuple[float, Relation, bool | None]:
    """Score, relation and whether it is altered, of two printings that belong together by way of a third."""
    match = compare(a.text, b.text, linking.evidence(a, b), least=0.0)
    return match.score, match.relation, match.altered


def row_of(utterance: str, printed: Sequence[_Printed], told: Told, outlets: Iterable[str]) -> UtteranceRow:
    """One utterance. `printed` in the order of adding; `outlets` have articles on the same happenings."""
    root = min(printed, key=lambda one: (not one.article.spoken, -len(one.whole.text)))
    others = [one for one in printed if one is not root]
    others.sort(key=lambda one: firsts.by_date(one.article.published))
    printings = (
        Printing(root.quote, root.article, ALIKE, "identical", False, text=root.whole.text),
        *(Printing(one.quote, one.article, *told(root, one), text=one.whole.text) for one in others),
    )
    news = [printing for printing in sorted(printings, key=_added(printed)) if not printing.article.spoken]
    earliest = firsts.first([printing.article.published for printing in news])
    keys = {printing.article.outlet_key for printing in news}
    return UtteranceRow(
        id=utterance,
        speaker=_speaker(printings),
        printings=printings,
        first=None if earliest is None else news[earliest],
        outlets=len(keys),
        independent=len(keys),
        transcript=root.article.spoken,
        left_out=tuple(dict.fromkeys(outlet for outlet in outlets if outlet not in keys)),
    )


def _added(printed: Sequence[_Printed]) -> Callable[[Printing], int]:
    place = {one.quote.id: number for number, one in enumerate(printed)}
    return lambda printing: place[printing.quote.id]


def _speaker(printings: Sequence[Printing]) -> str | None:
    """The surest name; a transcript's is surer than any."""
    named = [p for p in printings if p.quote.known_as or p.quote.speaker]
    if not named:
        return None
    best = max(named, key=lambda p: (p.quote.corrected, p.article.spoken, p.quote.confidence))
    return best.quote.known_as or best.quote.speaker
