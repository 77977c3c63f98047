"""How does a reader say that two quotations are the same words said once, or are not; and take that back?

Kept with articles, offsets and words; the article added later is then derived again as a rebuild would.
"""

from __future__ import annotations

from msgspec import Struct

from index import extracting
from index.correcting import Waiting, derive_with, right_to_write
from index.derived import Derived
from index.ids import split_id
from index.judgements import standing
from index.linking import wholes
from index.model import Article, Quotation
from index.people.corrections import WrongChoiceError
from index.store import Connection, Store, judged, reading
from index.store.judged import Judged, Side


class Judgement(Struct, frozen=True):
    """One thing that a reader said of two quotations; `number` names it.

    `a` and `b` are their ids as they are now, None where the words are not quoted any more (the judgement waits until
    they are). `made` is a UTC time.
    """

    number: int
    same: bool
    a: str | None
    b: str | None
    a_article: str
    b_article: str
    a_words: str
    b_words: str
    made: str


def judge(
    store: Store, derived: Derived, a_id: str, b_id: str, same: bool | None, waiting: Waiting | None = None
) -> Judgement | None:
    """Two quotations are the same, are not, or (None) as the program finds; see `Library.judge_same`."""
    with right_to_write(store, derived, waiting) as work:
        here, there = (_whole(store, quotation_id) for quotation_id in (a_id, b_id))
        if here[0].id == there[0].id:
            raise WrongChoiceError("only quotations of two articles can be the same words or not")
        if reading.article_key(store.connection, here[0].id) > reading.article_key(store.connection, there[0].id):
            here, there = there, here
        before = [made.number for made in judgements(store) if {made.a, made.b} == {here[1].id, there[1].id}]
        numbers: list[int] = []
        later, _ = there

        def write(db: Connection) -> None:
            judged.drop(db, before)
            if same is not None:
                numbers.append(judged.put(db, same, _side(here[1]), _side(there[1])))

        derive_with(work, later, extracting.quotations_of(later), write)
    return next((made for made in judgements(store) if made.number in numbers), None)


def undo(store: Store, derived: Derived, number: int, waiting: Waiting | None = None) -> None:
    """Take back what a reader said of a pair; see `Library.undo_judgement`."""
    with right_to_write(store, derived, waiting) as work:
        made = next((one for one in judged.all_of(store.connection) if one.key == number), None)
        if made is None:
            raise KeyError(number)
        articles = [reading.article(store.connection, side.article) for side in (made.a, made.b)]
        there = [article for article in articles if article is not None]
        later = max(there, key=lambda a: reading.article_key(store.connection, a.id)) if len(there) == 2 else None
        found = extracting.quotations_of(later) if later else ()
        derive_with(work, later, found, lambda db: judged.drop(db, [number]))


def judgements(store: Store) -> list[Judgement]:
    """All that was said, the oldest first."""
    with store.snapshot() as db:
        return [_made(store, one) for one in judged.all_of(db)]


def _made(store: Store, one: Judged) -> Judgement:
    a, b = _id_of(store, one.a), _id_of(store, one.b)
    return Judgement(one.key, one.same, a, b, one.a.article, one.b.article, one.a.words, one.b.words, one.made)


def _id_of(store: Store, side: Side) -> str | None:
    article = reading.article(store.connection, side.article)
    if article is None:
        return None
    rows = reading.quotations(store.connection, "WHERE x.id = ?", (side.article,))
    place = standing(side, article.text, [q for _, q in rows])
    return place.id if place else None


def _whole(store: Store, quotation_id: str) -> tuple[Article, Quotation]:
    """An article and the first part of a quotation in it that can be compared."""
    place = split_id(quotation_id)
    article = reading.article(store.connection, place[0]) if place else None
    if article is None:
        raise KeyError(quotation_id)
    rows = [q for _, q in reading.quotations(store.connection, "WHERE x.id = ?", (article.id,))]
    found = next((q for q in rows if q.id == quotation_id), None)
    if found is None:
        raise KeyError(quotation_id)
    for whole in wholes(rows, article.outlet_key, article.published):
        if found.id in (piece.id for piece in whole.pieces):
            return article, whole.pieces[0]
    raise WrongChoiceError("only words in marks, or of a transcript, are compared with others'")


def _side(quotation: Quotation) -> Side:
    return Side(quotation.article, quotation.start, quotation.end, quotation.text)
