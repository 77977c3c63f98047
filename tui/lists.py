"""Which articles does the list show: all, those in a state, with a tag, of a saved search, of any query? Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.render import fit, one_line
from tui.saying import counted_list

if TYPE_CHECKING:
    from index.saved import Counted, Saved

STATES: Final = {"is:unread": "unread", "is:starred": "starred", "is:noted": "with a note"}
ALL: Final = "all articles"
MOST_QUERY: Final = 34  # cells of a query before its counts
_TAG: Final = re.compile(r'tag:"([^"\s]+)"\Z')


@dataclass(frozen=True, slots=True)
class Which:
    """A list: the query that finds its articles ("" for all), and the name that the reader gave it, if any."""

    query: str = ""
    name: str = ""

    @property
    def told(self) -> str:
        """What it is called."""
        if self.name or not self.query:
            return one_line(self.name) or ALL
        tag = _TAG.match(self.query)
        return f"#{tag[1]}" if tag else STATES.get(self.query, one_line(self.query))


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose, and what is told of it; `saved` where it is a saved search."""

    which: Which
    note: str
    saved: Saved | None = None


def of_tag(name: str) -> Which:
    """The articles with a tag."""
    return Which(f'tag:"{name}"')


def of_saved(saved: Saved) -> Which:
    """The articles that a saved search finds."""
    return Which(saved.query, saved.name)


def choices(
    articles: int,
    states: Mapping[str, int],
    tags: Sequence[tuple[str, int]],
    saved: Sequence[Saved],
    counted: Sequence[Counted] = (),
) -> list[Choice]:
    """All lists: the library's own, saved searches, tags. Of a search that is not counted yet its query is told."""
    made = [Choice(Which(), counted_list(articles))]
    made += [Choice(Which(query), counted_list(states[query.removeprefix("is:")])) for query in STATES]
    counts = {one.saved: one for one in counted}
    for one in saved:
        told = counts.get(one)
        query = fit(one_line(one.query), MOST_QUERY)
        made.append(Choice(of_saved(one), f"{query} · {_count(told)}" if told else f"{query} · …", one))
    return [*made, *(Choice(of_tag(name), counted_list(count)) for name, count in tags)]


def _count(told: Counted) -> str:
    return told.problem or counted_list(told.articles, told.new)


def nothing_in(why: Sequence[str]) -> list[str]:
    """The sentences for a list without articles: why, and what to do."""
    return [
        *(f"{one.removesuffix('.')}." for one in why),
        "L shows another list, F changes the query, esc shows all articles.",
    ]
