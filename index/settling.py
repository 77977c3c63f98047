"""As what does an article stand in the library? What its input says, its outlet by the name it is known by, and before
all else what a reader wrote by hand.

The store has what stands; what the input says is kept beside it (`article.called`, `article.site`, `edited.given`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from index import outlets
from index.fields import Fact
from index.model import Article
from index.store import Connection, Store, edited, naming, reading, writing
from index.store.edited import Edit


def standing(given: Article, edits: Mapping[str, Edit], own: Mapping[str, str]) -> Article:
    """An article as it stands, from what its input says, what was edited of it, and a reader's names of outlets."""
    values = {name: edit.value for name, edit in edits.items()}
    if "outlet" not in values:
        values["outlet"] = outlets.named(given.outlet, values.get("url", given.url), given.site, own)
    return replace(given, **values)


def settled_news(store: Store, news: Sequence[tuple[Article, str]]) -> list[tuple[Article, str]]:
    """(article, origin) pairs as they come in, as they are to stand."""
    with store.snapshot() as db:
        own = naming.own(db)
        return [(standing(given, edited.of_article(db, given.id), own), origin) for given, origin in news]


def put_given(db: Connection, news: Iterable[tuple[Article, str]]) -> None:
    """Keep what the inputs say beside the articles that were stored as they stand, so that the same is unchanged."""
    for given, _ in news:
        writing.put_given(db, given)
        edited.put_given(db, given)


def given_of(db: Connection, article_id: str) -> Article | None:
    """A stored article as its input says; None where there is none."""
    article, known = reading.article(db, article_id), reading.known(db, article_id)
    if article is None or known is None:
        return None
    return replace(article, site=known.site, **{name: getattr(known, name) for name in edited.FIELDS})


def settle(db: Connection, article_id: str) -> Article | None:
    """Let an article stand as it should now; returns it, None where there is none."""
    given = given_of(db, article_id)
    return settled(db, given) if given is not None else None


def settled(db: Connection, given: Article) -> Article:
    """Let an article of which the input says this stand as it should now; returns it."""
    article = standing(given, edited.of_article(db, given.id), naming.own(db))
    writing.put_fields(db, article)
    return article


def unsettled(db: Connection) -> list[str]:
    """The ids of the articles whose outlet is known by another name now, in the order of adding."""
    own, apart = naming.own(db), edited.with_edited_outlet(db)
    return [
        one.id
        for one in naming.called(db)
        if one.id not in apart and one.outlet != outlets.named(one.called, one.url, one.site, own)
    ]


def facts(store: Store, article_id: str) -> tuple[Fact, ...]:
    """What is known of an article, field by field. Raises KeyError for an id that is not there."""
    with store.snapshot() as db:
        now, given = reading.article(db, article_id), given_of(db, article_id)
        if now is None or given is None:
            raise KeyError(article_id)
        made = edited.of_article(db, article_id)
        own = naming.own(db)
    others = {name: one for name, one in made.items() if name != "outlet"}
    unedited = replace(given, outlet=standing(given, others, own).outlet)
    dates = {name: one.made for name, one in made.items()}
    return tuple(
        Fact(name, getattr(now, name), getattr(given, name), getattr(unedited, name), dates.get(name))
        for name in edited.FIELDS
    )
