"""What is known of an utterance: who printed it, who first, what each did to the words, and who left it out?

Links tie rows; here they become printings of whole quotations, told from the fullest, or from the transcript where the
words were said in one. All that some utterances need is fetched at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index import firsts, linking
from index.knowing import Knowing
from index.matching import compare
from index.model import ArticleRow, Printing, Quotation, Relation, UtteranceRow, Whole
from index.store import Connection, Store, reading
from index.store import utterances as stored
from index.stored import FLIPPED, fetch_wholes

ALIKE = 1.0  # the score of a printing against itself
AT_ONCE = 2000  # utterances fetched at a time: some ten thousand rows in memory


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printing before it is told from another: the keys of its rows in the utterance, and the whole."""

    keys: tuple[int, ...]
    quote: Quotation
    whole: Whole
    article: ArticleRow


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
    ids = stored.article_ids(db, {member.article for member in members})
    articles = {row.id: row for row in reading.article_rows(db, ids=list(ids.values()))}
    events = stored.outlets_of_events(db, ids)
    wholes = fetch_wholes(store, list(dict.fromkeys(member.first for member in members)))
    by_key = reading.quotations_by_key(db, [member.key for member in members])
    known = dict(zip(by_key, knowing.known(list(by_key.values())), strict=True))
    pairs = {(pair.a, pair.b): pair for pair in stored.pairs(db, by_key)}
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
            made.append(row_of(found, _between(pairs), left))
    return made


Told = Callable[[_Printed, _Printed], tuple[float, Relation, bool | None]]


def _between(pairs: dict[tuple[int, int], stored.Pair]) -> Told:
    """What the second of two printings did to the first: as their best link says, else compared now."""

    def told(root: _Printed, other: _Printed) -> tuple[float, Relation, bool | None]:
        links = [(pair, False) for x in root.keys for y in other.keys if (pair := pairs.get((x, y)))]
        links += [(pair, True) for x in root.keys for y in other.keys if (pair := pairs.get((y, x)))]
        if links:
            pair, turned = max(links, key=lambda link: link[0].score)
            return pair.score, FLIPPED.get(pair.relation, pair.relation) if turned else pair.relation, pair.altered
        return compared(root.whole, other.whole)

    return told


def compared(a: Whole, b: Whole) -> tuple[float, Relation, bool | None]:
    """Score, relation and whether it is altered, of two printings that belong together by way of a third."""
    match = compare(a.text, b.text, linking.evidence(a, b), least=0.0)
    return match.score, match.relation, match.altered


def row_of(printed: Sequence[_Printed], told: Told, outlets: Iterable[str]) -> UtteranceRow:
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
        id=printed[0].quote.id,
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
