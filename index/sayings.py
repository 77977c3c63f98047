"""What did one speaker say, in all articles, and on which event?

What several printed is one thing said, told in the fullest words that name the speaker. A report in a writer's own
words is one, too, unless it is little more than words in marks that several printed: then it is one of their printings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec import Struct

from index import firsts
from index.knowing import Knowing, UnknownNameError
from index.model import ArticleRow, Happening, Quotation, SaidBy, Saying
from index.printings import Printed, joined
from index.store import Connection, Store, reading
from index.store import utterances as stored
from index.stored import fetch_wholes
from index.tracing import gathered

MOSTLY = 0.5  # of a report's letters: where more are in marks, it says hardly anything besides
IN_MARKS = ("direct", "fragment")
Uses = Set[tuple[str, str]]  # (article, name) pairs


@dataclass(slots=True)
class _Found:
    """The keys of the first parts of what a speaker said; `inside` are words in marks in a report, by the report's."""

    printed: dict[int, None] = field(default_factory=dict)
    reports: dict[int, int] = field(default_factory=dict)  # with their letters
    inside: dict[int, tuple[int, int]] = field(default_factory=dict)  # (report, letters)


class _Said(Struct, frozen=True):
    """A thing said, with all its printings, and the speaker's own of them."""

    saying: Saying
    own: tuple[Printed, ...]


def said_by(store: Store, knowing: Knowing, name: str) -> SaidBy | None:
    """Everything that the speaker of this name said, under whatever name; None where nobody is called so."""
    try:
        speaker, uses = knowing.quoted_as(name)
    except UnknownNameError:
        return None
    with store.snapshot() as db:
        found = _found(db, uses)
        said = list(_said(db, store, knowing, found, uses))
    return SaidBy(speaker, tuple(_by_event(said)))


def _found(db: Connection, uses: Uses) -> _Found:
    """What stands within words of the speaker's own is part of them."""
    rows: dict[str, tuple[int, Quotation]] = {}
    for part, marks in reading.in_parts(sorted({article for article, _ in uses})):
        where = f"WHERE x.id IN ({marks}) AND q.kind <> 'term'"
        rows.update((q.id, (key, q)) for key, q in reading.quotations(db, where, part))
    found = _Found()
    for key, q in rows.values():
        if (q.article, q.speaker) not in uses:
            continue
        first, head = rows.get(q.continues or q.id, (key, q))
        _, outer = rows.get(head.within or "", (0, None))
        if outer is None or (outer.article, outer.speaker) not in uses:
            if head.kind == "indirect":
                found.reports[first] = found.reports.get(first, 0) + len(q.text)
            else:
                found.printed[first] = None
        elif outer.kind == "indirect" and head.kind in IN_MARKS:
            found.inside[first] = rows.get(outer.continues or outer.id, (0, outer))[0], len(head.text)
    return found


def _said(db: Connection, store: Store, knowing: Knowing, found: _Found, uses: Uses) -> Iterator[_Said]:
    of = stored.of_parts(db, [*found.printed, *found.inside])
    members, printings = gathered(db, store, knowing, list(dict.fromkeys(of.values())))
    alone = dict.fromkeys(key for key in found.printed if key not in of)
    places = stored.sentences(db, {member.article for member in members})
    told: set[int] = set()
    for first, (report, letters) in found.inside.items():
        printed = printings.get(of.get(first, 0), [])
        if len(printed) > 1 and letters > MOSTLY * found.reports.get(report, 0):
            told.add(report)
    mine = [of[key] for key in found.printed if key in of]
    mine += [of[key] for key in found.inside if len(printings.get(of.get(key, 0), [])) > 1]
    for utterance in _largest({utterance: printings[utterance] for utterance in mine}):
        printed = joined(printings[utterance], places)
        own = [p for p in printed if any((q.article, q.speaker) in uses for q in p.whole.pieces)]
        if own:
            yield _told(own, printed)
    alone.update(dict.fromkeys(key for key in found.reports if key not in told))
    for one in _alone(db, store, knowing, list(alone)):
        yield _told([one], [one])


def _largest(printings: Mapping[int, Sequence[Printed]]) -> list[int]:
    """The utterances but those whose rows another one has, too: a transcript's sentence is told with its neighbours."""
    keys = {utterance: {key for one in printed for key in one.keys} for utterance, printed in printings.items()}
    kept: list[int] = []
    holding: dict[int, list[int]] = {}
    for utterance in sorted(keys, key=lambda u: -len(keys[u])):
        some = next(iter(keys[utterance]), 0)
        if not any(keys[utterance] <= keys[other] for other in holding.get(some, ())):
            kept.append(utterance)
            for key in keys[utterance]:
                holding.setdefault(key, []).append(utterance)
    return kept


def _alone(db: Connection, store: Store, knowing: Knowing, keys: Sequence[int]) -> Iterator[Printed]:
    """What is compared with nothing, each as a printing of its own."""
    wholes = fetch_wholes(store, keys)
    quotes = knowing.known([whole.pieces[0] for whole in wholes.values()])
    rows = {row.id: row for row in reading.article_rows(db, ids=list({quote.article for quote in quotes}))}
    for (key, whole), quote in zip(wholes.items(), quotes, strict=True):
        yield Printed((key,), quote, whole, rows[quote.article])


def _told(own: Sequence[Printed], printed: Sequence[Printed]) -> _Said:
    root = min(own, key=lambda one: (not one.article.spoken, -len(one.whole.text)))
    dates = sorted((one.article for one in printed), key=_date)
    outlets = {row.outlet_key: row.outlet for row in dates if not row.spoken}
    saying = Saying(
        quote=root.quote,
        text=" ".join(root.whole.text.split("\n")),
        article=root.article,
        first=dates[0].published,
        outlets=tuple(outlets.values()),
        quotes=tuple(piece.id for one in printed for piece in one.whole.pieces),
        perhaps=all(one.quote.perhaps for one in own),
    )
    return _Said(saying, tuple(own))


def _by_event(said: Iterable[_Said]) -> list[Happening]:
    by_event: dict[str, list[_Said]] = {}
    for one in said:
        by_event.setdefault(_event(one), []).append(one)
    made = [_happening(event, some) for event, some in by_event.items()]
    made.sort(key=lambda happening: _date(happening.article)[1], reverse=True)
    return sorted(made, key=lambda happening: _date(happening.article)[0])


def _event(said: _Said) -> str:
    """The event that most of its printings are on; of several that of the one told."""
    told = said.saying.article
    counts = Counter(one.article.event or one.article.id for one in said.own)
    return max(counts, key=lambda event: (counts[event], event == (told.event or told.id)))


def _happening(event: str, said: Sequence[_Said]) -> Happening:
    articles = {p.article.id: p.article for one in said for p in one.own if (p.article.event or p.article.id) == event}
    sayings = sorted(
        (one.saying for one in said), key=lambda s: (firsts.by_date(s.first), s.quote.article, s.quote.start)
    )
    return Happening(event, min(articles.values(), key=_date), len(articles), tuple(sayings))


def _date(row: ArticleRow) -> tuple[bool, str]:
    return firsts.by_date(row.published)
