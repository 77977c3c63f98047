"""Which articles does the list show: all, those in a state, with a tag, of a saved search, of any query? Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui import keys
from tui.render import fit, one_line
from tui.saying import counted_list

if TYPE_CHECKING:
    from index.saved import Counted, Saved

STATES: Final = {"is:unread": "unread", "is:starred": "starred", "is:noted": "with a note"}
WILD: Final = frozenset("*?")
ALL: Final = "all articles"
MOST_QUERY: Final = 34  # cells of a query before its counts


class Which(Struct, frozen=True):
    """A list: the query that finds its articles ("" for all), and the name that the reader gave it, if any."""

    query: str = ""
    name: str = ""

    @property
    def told(self) -> str:
        """What it is called."""
        if self.name or not self.query:
            return one_line(self.name) or ALL
        from index.query.words import fold  # the list of all articles does without

        mark = self.mark
        if mark and mark[0] == "tag":
            written = self.query.partition(":")[2].strip('"“”„«»# ')
            return f"#{written if fold(written) == mark[1] else mark[1]}"
        return STATES.get(":".join(mark) if mark else "", one_line(self.query))

    @property
    def mark(self) -> tuple[str, str] | None:
        """("tag", a name) or ("is", a state) where it is the list of that, however the query is written."""
        from index.query import Query, parse
        from index.query.tree import Mark

        meant = parse(self.query) if self.query and not self.name else None
        if not isinstance(meant, Query) or not isinstance(meant.root, Mark) or WILD & set(meant.root.name):
            return None
        return meant.root.what, meant.root.name

    def same(self, other: Which) -> bool:
        """Whether the other is this list, perhaps written in another way."""
        return self == other or (self.mark is not None and self.mark == other.mark)


class Choice(Struct, frozen=True):
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
        *(one if one.endswith((".", "?")) else f"{one}." for one in why),
        f"{keys.of('lists')} shows another list, {keys.of('filter')} changes the query, esc shows all articles.",
    ]
