"""Which uses of one name must be different people's?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from index.people.fields import APART, Field, field_of


class Said(Struct, frozen=True):
    """How often an article quotes somebody under one name, and what it calls them. `outlet` is an outlet key."""

    article: str
    outlet: str
    name: str
    roles: tuple[str, ...]
    quotations: int


def by_article(said: Iterable[Said]) -> list[list[Said]]:
    """The uses of each article."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.article, []).append(one)
    return list(found.values())


def namesakes(said: Sequence[Said], *, apart_from_others: bool) -> list[list[Said]]:
    """The uses of one name by who must be different people: their roles are of fields that no one is of both.

    Fields that an article gives together are one person's. Uses without a role go to the bearer most quoted, or, with
    `apart_from_others`, are nobody's of these.
    """
    articles = by_article(said)
    weight: Counter[Field] = Counter()
    fields: list[set[Field]] = []
    for here in articles:
        fields.append(set())
        for one in here:
            for role in one.roles:
                if f := field_of(role):
                    fields[-1].add(f)
                    weight[f] += one.quotations
    parts: list[set[Field]] = []
    for f in sorted(weight, key=lambda f: (-weight[f], f)):
        fits = next((part for part in parts if all(frozenset((f, other)) not in APART for other in part)), None)
        if fits is None:
            parts.append({f})
        else:
            fits.add(f)
    for mine in fields:
        touched = [part for part in parts if part & mine]
        if len(touched) > 1:
            parts = [part for part in parts if part not in touched]
            parts.append(set().union(*touched))
    if len(parts) < 2:
        return [list(said)]
    parts.sort(key=lambda part: (-sum(weight[f] for f in part), min(part)))
    found: list[list[Said]] = [[] for _ in parts]
    rest: list[Said] = []
    for here, mine in zip(articles, fields, strict=True):
        place = next((i for i, part in enumerate(parts) if part & mine), None)
        (rest if place is None else found[place]).extend(here)
    if apart_from_others:
        found.append(rest)
    else:
        found[0] += rest
    return [part for part in found if part]
