"""Where in the library do some words stand?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.model import Hit
from tui.screens.finding import Trail
from tui.screens.heads import header
from tui.screens.shelf import Problem, Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.picklist import PickList
from tui.widgets.results import Results

MOST = 200  # passages asked for
ASK_AFTER = 0.15  # seconds of rest before the query is asked as it is typed
SHORTEST = 3  # letters from which on a query is asked as it is typed
HINT = 'words  "a phrase"  AND OR NOT  speaker:lind  outlet:wire  title:…  published:[2025-11 TO]  quote:…  typo~'


class Answered(Message):
    """The library has answered a query."""

    def __init__(self, query: str, found: list[Hit] | Problem, notes: Sequence[str]) -> None:
        super().__init__()
        self.query, self.found, self.notes = query, found, notes


class SearchScreen(Telling[Trail | None]):
    """A query and its results; closed with the trail of the hit that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""

    def __init__(self, shelf: Shelf, query: str = "", trail: Trail | None = None) -> None:
        super().__init__()
        self.shelf = shelf
        self.first = query
        self.trail = trail
        self.asked = ""
        self._timer: Timer | None = None
        self.results = Results(id="results")
        self.count = Bar(id="search-count", classes="head")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, field, count, results, keys."""
        yield Bar(id="header")
        with Horizontal(id="search-line"):
            yield Static("search", id="search-sign")
            yield Input(self.first, id="query", compact=True, placeholder="words in the library", select_on_focus=True)
        yield self.count
        yield self.results
        yield self.keys

    def on_mount(self) -> None:
        """The last search again, or an empty field."""
        self.query_one("#header", Bar).show(*header(self.shelf, None, "search"))
        self.keys.show_for("results")
        self.count.show([(f" {HINT}", "dim")])
        field = self.query_one(Input)
        if self.trail and not self.first:
            self.asked = self.trail.query
            with self.prevent(Input.Changed):
                field.value = self.trail.query
            self.show_hits(list(self.trail.hits), self.trail.at)
        field.focus()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def ask(self, query: str) -> None:
        """Ask the library."""
        answer = self.shelf.search(query, MOST, typing=True)
        found = answer if isinstance(answer, Problem) else list(islice(answer, MOST))
        notes = self.shelf.notes(query)
        if not get_current_worker().is_cancelled:
            self.post_message(Answered(query, found, notes))

    @on(Input.Changed, "#query")
    def ask_soon(self, message: Input.Changed) -> None:
        """Ask as it is typed, once the typing rests."""
        if self._timer:
            self._timer.stop()
        if len(message.value.strip()) >= SHORTEST:
            self._timer = self.set_timer(ASK_AFTER, self.ask_now)

    def ask_now(self) -> None:
        """Ask what stands in the field, unless that was just asked."""
        query = self.query_one(Input).value.strip()
        if query and query != self.asked:
            self.asked = query
            self.ask(query)

    @on(Input.Submitted, "#query")
    def submit(self) -> None:
        """To the results; ask first where that wasn't done."""
        self.ask_now()
        if self.results.count() or self.query_one(Input).value.strip():
            self.results.focus()

    @on(Answered)
    def show_answer(self, message: Answered) -> None:
        """Show the hits, or why there are none."""
        if message.query != self.asked:
            return
        if isinstance(message.found, list):
            self.show_hits(message.found, notes=message.notes)
        else:
            self.results.show([])
            self.count.show([(f" {message.found.message}", "warning")])

    def show_hits(self, hits: list[Hit], cursor: int = 0, notes: Sequence[str] = ()) -> None:
        """Show hits, how many they are, and what is to be said of the query."""
        self.results.show(hits, cursor)
        said = [(f"  {note}", "warning") for note in notes]
        if not hits:
            self.count.show([(f" Nothing found for {self.asked}", "warning"), *said])
            return
        articles = len({hit.article for hit in hits})
        words = [
            f"{len(hits)} passage{'' if len(hits) == 1 else 's'}",
            f"{articles} article{'' if articles == 1 else 's'}",
        ]
        more = "the best " if len(hits) == MOST else ""
        self.count.show([(f" {more}{' in '.join(words)}", "count"), *said])

    @on(PickList.Picked, "#results")
    def choose(self, message: PickList.Picked) -> None:
        """Close with the hit chosen."""
        self.dismiss(Trail(self.asked, hits=tuple(self.results.hits), at=message.index))

    def action_edit_query(self) -> None:
        """Back to the field."""
        self.query_one(Input).focus()

    def on_key(self, event: object) -> None:
        """Down leaves the field for the results."""
        if getattr(event, "key", "") == "down" and isinstance(self.focused, Input) and self.results.count():
            self.results.focus()
