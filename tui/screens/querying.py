"""How is a query typed: which field, outlet or speaker may be meant by what stands there so far?"""

from __future__ import annotations

import asyncio

from textual.suggester import Suggester
from textual.widgets import Input

from index.query import Query, QueryProblem, parse
from index.query.completing import Completion, Named, asked_for, completed
from tui.screens.shelf import Shelf


def lacking(query: str, *, typing: bool) -> QueryProblem | None:
    """What is to be typed yet before a query asks anything; None where it does, or can't be read."""
    meant = parse(query, typing=typing)
    return QueryProblem(query, meant.lacks, len(query)) if isinstance(meant, Query) and meant.lacks else None


class Names(Suggester):
    """What a query may go on with. Names are asked of the library once, in a thread, when first needed."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(use_cache=False, case_sensitive=True)  # else it is given the query in small letters
        self.shelf = shelf
        self.known: dict[Named, list[str]] = {}
        self.offered = Completion("", "")

    async def get_suggestion(self, value: str) -> str | None:
        """The query as it may go on."""
        field = asked_for(value)
        if field and field not in self.known:
            self.known[field] = list(await asyncio.to_thread(self.shelf.names, field))
        found = completed(value, self.known[field] if field else ())
        if found is None:
            return None
        self.offered = found
        return found.shown


class QueryField(Input):
    """The field of a query; what may follow stands dimmed after the cursor."""

    def __init__(self, shelf: Shelf, query: str) -> None:
        self.names = Names(shelf)
        super().__init__(
            query,
            id="query",
            compact=True,
            placeholder="words in the library",
            select_on_focus=True,
            suggester=self.names,
        )

    def complete(self) -> bool:
        """Take what is offered, a name in marks where it has several words; whether there was something."""
        if not self._suggestion or not self.cursor_at_end:
            return False
        offered = self.names.offered
        self.value = offered.taken if offered.shown == self._suggestion else self._suggestion
        self.action_end()
        return True

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right; at the end take what is offered."""
        if select or not self.complete():
            super().action_cursor_right(select)
