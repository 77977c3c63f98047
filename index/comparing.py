"""Where else were the same words printed? What a library answers about a quotation, a text, or all of its links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from index import linking, rooting
from index.derived import Derived
from index.ids import split_id
from index.matching import compare
from index.matching.altered import alterations
from index.model import ArticleRow, DiffOp, Link, Quotation, Relation, Variant
from index.paraphrasing import is_report
from index.store import Store, reading
from index.stored import Kept, fetch_wholes, flipped, whole_of

PAIRS_AT_ONCE = 500  # quotations taken from the store at a time when every pair is compared again
_LATER: dict[Relation, int] = {"paraphrased": 1, "echo": 2}  # what comes after the same words
NEAR_SCORE = 60  # of 100: below, an id looks like nothing that was meant


def quoted(store: Store, ids: Sequence[str]) -> dict[str, tuple[Quotation, ArticleRow]]:
    """The quotations with these ids, each with its article; unknown ids are left out."""
    found: dict[str, Quotation] = {}
    with store.snapshot() as db:
        for quotation_id in dict.fromkeys(ids):
            place = split_id(quotation_id)
            if place is not None:
                where = 'WHERE x.id = ? AND q.start = ? AND q."end" = ?'
                found.update((q.id, q) for _, q in reading.quotations(db, where, place))
        rows = articles_of(store, found.values())
    return {key: (q, rows[q.article]) for key, q in found.items()}


def articles_of(store: Store, quotations: Iterable[Quotation]) -> dict[str, ArticleRow]:
    """The articles of some quotations by their ids."""
    ids = list(dict.fromkeys(q.article for q in quotations))
    return {row.id: row for row in reading.article_rows(store.connection, ids=ids)}


def variants(store: Store, quotation_id: str, *, judged_away: bool = False) -> list[Variant]:
    """The other printings of a quotation: links, paraphrases, echoes, each best first; each once, also if split.

    What was really said comes before them all: a transcript's sentences that it prints, as one. With `judged_away`
    those instead that a reader said are none.
    """
    with store.snapshot() as db:
        place = split_id(quotation_id)
        keys = reading.quotation_keys(db, *place) if place else None
        if keys is None:
            return []
        key = keys[0]
        stored = reading.links_of(db, [key])
        rows = [row for row in stored if (row.judged is False if judged_away else row.relation != "none")]
        if not rows:  # a term has no whole
            return []
        mine = whole_of(store, key)
        roots = [] if judged_away else rooting.said(store, quotation_id, key)
        rows.sort(key=lambda row: (_LATER.get(row.relation, 0), -row.score))
        others = reading.quotations_by_key(db, [row.b if row.a == key else row.a for row in rows])
        articles = articles_of(store, others.values())
        wholes = {other: whole_of(store, other) for other in others}
    found: dict[str, Variant] = {variant.quote.id: variant for variant in roots}
    shown = {sentence.id for variant in roots for sentence in variant.said}
    for row in rows:
        other_key = row.b if row.a == key else row.a
        other = others[other_key]
        if (other.continues or other.id) in found or other.id in shown:
            continue
        link = Link(quotation_id, other.id, row.score, row.relation, row.altered, row.utterance, row.judged, row.reason)
        if row.a != key:
            link = replace(link, relation=flipped(link).relation)
        if link.relation == "paraphrased":  # words of two people: nothing to align
            retold: DiffOp = ("replace", mine.text, wholes[other_key].text)
            found[other.continues or other.id] = Variant(link, other, articles[other.article], (retold,))
            continue
        match = compare(mine.text, wholes[other_key].text)
        changes = match.alterations
        if link.altered and not changes:  # the rows are linked, not the wholes that they are parts of
            changes = alterations(next(p.text for p in mine.pieces if p.id == quotation_id), other.text)
        changes = changes if link.altered else ()
        found[other.continues or other.id] = Variant(link, other, articles[other.article], match.diff, changes)
    return list(found.values())


def same_words(store: Store, derived: Derived, text: str, limit: int | None) -> list[Variant]:
    """The quotations that have a text's words, best first."""
    candidates = derived.postings().find(text)
    with store.snapshot():
        wholes = fetch_wholes(store, candidates)
        articles = articles_of(store, (whole.pieces[0] for whole in wholes.values()))
    matches = [(compare(text, whole.text), whole) for whole in wholes.values()]
    linked = sorted(((m, w) for m, w in matches if m.relation != "none"), key=lambda pair: -pair[0].score)[:limit]
    return [
        Variant(Link("", w.id, m.score, m.relation, m.altered), w.pieces[0], articles[w.article], m.diff, m.alterations)
        for m, w in linked
    ]


def links(store: Store, derived: Derived, within: set[str] | None, min_score: float | None) -> Iterator[Link]:
    """Stored links and echoes, then (for a `min_score` of 0) the compared pairs that are none; `within` limits both."""
    seen: set[tuple[str, str]] = set()
    for link in reading.links(store.connection, min_score or 0.0):
        seen.add((link.a, link.b))
        if link.relation == "none" and min_score != 0:  # a reader said so
            continue
        if within is None or link.a in within or link.b in within:
            yield link
    if min_score == 0:
        for link in _unlinked(store, derived):
            if (link.a, link.b) not in seen and (within is None or link.a in within or link.b in within):
                yield link


def _unlinked(store: Store, derived: Derived) -> Iterator[Link]:
    """Every compared pair that is no link, each once, compared again now."""
    postings = derived.postings()
    keys = reading.first_parts(store.connection)
    place = {key: number for number, key in enumerate(keys)}
    kept = Kept(store)
    for start in range(0, len(keys), PAIRS_AT_ONCE):
        part = keys[start : start + PAIRS_AT_ONCE]
        for key, whole in kept.fetch(part).items():
            if is_report(whole):
                continue

            def earlier(text: str, mine: int = place[key], day: int = linking.day_number(whole.published)) -> list[int]:
                found = postings.find(text, day=day)
                return [other for other in found if place.get(other, mine) < mine]

            compared = linking.link([whole], earlier, kept.fetch, 0.0, kept.occasion)
            yield from (link for link in compared if link.relation == "none")


def near_ids(store: Store, wanted: str, limit: int) -> list[str]:
    """Ids like one that does not exist: the nearest quotations of its article, else articles by their letters."""
    place = split_id(wanted)
    article_id = place[0] if place else wanted
    if place:
        found = reading.quotations(store.connection, "WHERE x.id = ?", (article_id,))
        if found:
            found.sort(key=lambda pair: abs(pair[1].start - place[1]) + abs(pair[1].end - place[2]))
            return [q.id for _, q in found[:limit]]
    ids = [row.id for row in reading.article_rows(store.connection, "added")]
    near = process.extract(article_id, ids, scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR_SCORE)
    return [match for match, _, _ in near]
