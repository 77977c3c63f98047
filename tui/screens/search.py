"""Where in the library do some words stand?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from index.model import Hit
from index.query.concordance import ORDERS, Order
from tui import keys
from tui.history import History, step
from tui.screens.asking import LibraryChanged
from tui.screens.finding import Trail
from tui.screens.handing import NOTICE
from tui.screens.heads import header, in_field
from tui.screens.querying import QueryField
from tui.screens.searching import Answered, Asked, Previewed, Searching, most
from tui.screens.shelf import Shelf
from tui.session import Over
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.picklist import PickList
from tui.widgets.preview import Preview
from tui.widgets.results import Results

SHORTEST = 3  # letters from which on a query is asked as it is typed
BESIDE = 110  # columns from which on a preview stands beside the passages
LEAST_LINES = 16  # of a screen with room for a preview below them
TALL = 30  # lines from which on it is higher there
HINT = (
    "words",
    '"a phrase"',
    "AND OR NOT",
    "speaker:lind",
    "outlet:wire",
    "tag:…",
    "is:unread",
    "quote:…",
    "typo~",
    "published:[2025-11 TO]",
)
OF_FOUND = frozenset({"open_result", "in_context", "results_order", "export"})  # actions on what was found
PASSAGE_ORDERS: tuple[Order, ...] = ("best", "date")  # what stands beside the words matters where it is seen


class Remembered(Message):
    """The queries that were asked before, the last one at the end."""

    def __init__(self, queries: tuple[str, ...]) -> None:
        super().__init__()
        self.queries = queries


class SearchScreen(Searching):
    """A query and its results; closed with the trail of the hit that was chosen."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("query", "results")
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("query"))
    AUTO_FOCUS = ""

    def __init__(
        self, shelf: Shelf, query: str = "", trail: Trail | None = None, history: History | None = None
    ) -> None:
        super().__init__(shelf, trail.in_context if trail else False, trail.order if trail else "best")
        self.history = history or History()
        self.queries: tuple[str, ...] = ()
        self.field = QueryField(shelf, query)
        self.first = query
        self.trail = trail
        self.notes: Sequence[str] = ()
        self.at = 0  # the hit that the cursor is to be on when the first answer comes
        self.in_results = False  # whether the keyboard is to go to the results then
        self.shown = ""  # the query whose hits are shown
        self.open_first = False  # enter was pressed on results that are not there yet
        self.begun: Asked | None = None  # what the first hits are shown of, and more follow
        self.previewed: Hit | None = None  # what the preview shows, where it came with the hits
        self.again = False  # whether the same is asked again, and the cursor stays on its hit
        self.results = Results(id="results")
        self.preview = Preview(id="preview")
        self.found = Container(self.results, self.preview, id="found")
        self.count = Bar(id="search-count", classes="head")
        self.count.least = 80  # what is wrong with a query goes before the order
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, field, count, results, what stands around one of them, keys."""
        yield Bar(id="header")
        with Horizontal(id="search-line"):
            yield Static("search", id="search-sign")
            yield self.field
        yield self.count
        yield self.found
        yield self.keys

    def on_mount(self) -> None:
        """The last search again, or an empty field."""
        left, _ = header(self.shelf, None, "search")
        self.query_one("#header", Bar).show(left, in_field())
        self.show_keys()
        self.count.show([(f" {form} ", "dim") for form in HINT])
        self.load_history()
        self.make_ready()
        if self.trail and not self.first:
            self.asked = self.shown = self.trail.query
            with self.prevent(Input.Changed):
                self.field.value = self.trail.query
            self.show_hits(list(self.trail.hits), self.trail.at)
            if self.trail.begun:
                self.again = True
                self.ask_next()
        self.lay_out()
        self.field.focus()

    def on_descendant_focus(self) -> None:
        """The keys of what has the keyboard now."""
        self.show_keys()
        if self.focused is self.results and self.asked:
            self.remember(self.asked)

    def show_keys(self) -> None:
        """The keys of what has the keyboard that do something now."""
        if self.focused is self.results:
            self.keys.show_for("results", frozenset() if self.results.count() else OF_FOUND)
            return
        typed, older = bool(self.field.value.strip()), bool(self.queries)
        found = bool(self.results.count())
        useful = {"to_results": found or typed, "complete": typed, "save_search": typed, "older_query": older}
        useful["newer_query"] = older or found
        self.keys.show_for("query", frozenset(action for action, so in useful.items() if not so))

    def on_resize(self) -> None:
        """Another place for the preview, perhaps."""
        self.lay_out()

    def lay_out(self) -> None:
        """The preview beside the passages or below them; below lines of context, which want the whole width."""
        self.found.set_class(self.size.width >= BESIDE and not self.in_context, "-beside")
        self.set_class(self.size.height >= TALL, "-tall")
        self.preview.display = bool(self.results.count()) and self.size.height >= LEAST_LINES
        self.show_keys()

    @on(Input.Changed, "#query")
    def ask_as_typed(self, message: Input.Changed) -> None:
        """Ask with every letter."""
        self.show_keys()
        self.open_first = False
        if len(message.value.strip()) >= SHORTEST:
            self.ask_now()

    def ask_now(self) -> None:
        """Ask what stands in the field, unless that was just asked."""
        query = self.field.value.strip()
        if query and query != self.asked:
            self.asked = query
            self.ask_next()

    @on(LibraryChanged)
    def ask_again(self) -> None:
        """What was not there yet may be found now; what was found stays as it is under the reader's hands."""
        if self.asked and self.asking is None and (self.notes or not self.results.count()):
            self.again = True
            self.ask_next()

    @on(Input.Submitted, "#query")
    def action_to_results(self) -> None:
        """To the results; ask first where that wasn't done."""
        self.ask_now()
        if self.results.count() or self.field.value.strip():
            self.results.focus()

    @work(thread=True, group="history", exit_on_error=False)
    def load_history(self) -> None:
        """Ask which queries were asked before."""
        self.post_message(Remembered(self.history.queries()))

    @work(thread=True, group="history", exit_on_error=False)
    def remember(self, query: str) -> None:
        """Have a query kept for the next time."""
        self.post_message(Remembered(self.history.remember(query)))

    @on(Remembered)
    def take_history(self, message: Remembered) -> None:
        """Step through these from now on."""
        self.queries = message.queries
        self.show_keys()

    @on(Answered)
    def show_answer(self, message: Answered) -> None:
        """Show the hits, or why there are none."""
        if message.asked != self.wanted:
            return
        self.shown = message.asked.query
        if isinstance(message.found, list):
            self.notes = message.notes
            more = self.begun == message.asked
            self.begun = message.asked if message.begun else None
            before = self.results.hits[self.results.cursor] if self.results.count() else None
            changed = self.results.in_context != self.in_context or self.again
            self.again = bool(message.begun and self.again)
            at = nearest_to(before, message.found) if before and changed else self.results.cursor if more else 0
            if self.at < len(message.found):
                at, self.at = self.at or at, 0
            self.show_hits(message.found, at, message.why)
            if message.found and not at:
                self.previewed = message.found[0]
                self.preview.show(message.first)
            if self.in_results and message.found:
                self.results.focus()
            self.in_results = False
            if self.open_first and not message.begun:
                self.open_first = False
                self.results.pick()
        else:
            self.results.show([], why=message.why)
            self.count.show([(f" {message.found.message}", "warning")])
            self.lay_out()

    def show_hits(self, hits: list[Hit], cursor: int = 0, why: Sequence[str] = ()) -> None:
        """Show hits or why there are none, how many they are, and what is to be said of the query."""
        self.results.show(hits, cursor, self.in_context, why)
        self.lay_out()
        said = [(f" {note} ", "warning") for note in self.notes]  # first: it must not be what is cut
        # where a note leaves no room for the whole number, none: half of it would be another
        told = "dim" if said else "count" if hits else "warning"
        if not hits:
            self.count.show([*said, (" Nothing found" if said else f" Nothing found for {self.asked}", told)])
            return
        articles = len({hit.article for hit in hits})
        what = "place" if self.in_context else "passage"
        words = [
            f"{len(hits)} {what}{'' if len(hits) == 1 else 's'}",
            f"{articles} article{'' if articles == 1 else 's'}",
        ]
        cut = self.begun or len(hits) == most(self.in_context)
        found = f" {'the best ' if cut else ''}{' in '.join(words)}"
        self.count.show([*said, (found, told), (f" for {self.shown}", "dim")], [(ORDERS[self.order], "dim")])

    @on(PickList.Moved, "#results")
    def ask_for_preview(self, message: PickList.Moved) -> None:
        """Another hit is under the cursor."""
        if message.index >= self.results.count():
            return
        hit = self.results.hits[message.index]
        if hit is not self.previewed:
            self.previewed = None
            self.load_preview(hit, self.asked)

    @on(Previewed)
    def show_preview(self, message: Previewed) -> None:
        """Show it, if the cursor is still there."""
        if self.results.count() and self.results.hits[self.results.cursor] is message.hit:
            self.preview.show(message.shown)

    @on(PickList.Picked, "#results")
    def choose(self, message: PickList.Picked) -> None:
        """Close with the hit chosen; where what is shown is not what was asked for last, wait for that."""
        self.open_first = self.shown != self.asked
        if self.open_first or not self.results.count():
            return
        hits = tuple(self.results.hits)
        asked, begun = self.wanted, self.begun is not None
        self.dismiss(Trail(asked.query, "", (), hits, message.index, asked.in_context, asked.order, begun=begun))

    def kept(self) -> Over:
        """What is remembered of it."""
        asked = {"query": self.field.value.strip(), "in_context": self.in_context, "order": self.order}
        return Over("search", {**asked, "at": self.results.cursor, "in_results": self.focused is self.results})

    def action_edit_query(self) -> None:
        """Back to the field."""
        self.field.focus()

    def action_older_query(self) -> None:
        """The query asked before, where that would overwrite nothing that is being typed."""
        shown = self.field.value.strip()
        if shown in ("", self.first, *self.queries):
            self.put(step(self.queries, shown, -1))

    def action_newer_query(self) -> None:
        """The query asked after it; after the last one, or from one being typed, to the results."""
        newer = step(self.queries, self.field.value.strip(), 1)
        if newer is not None:
            self.put(newer)
        else:
            self.action_to_results()

    def put(self, query: str | None) -> None:
        """Put a query into the field, the cursor at its end."""
        if query is not None:
            self.field.value = query
            self.field.action_end()

    def action_complete(self) -> None:
        """Take what is offered; where there is nothing, to the results, and from there back to the field."""
        if self.focused is not self.field:
            self.field.focus()
        elif not self.field.complete():
            self.action_to_results()

    def action_save_search(self) -> None:
        """Keep the query as a list."""
        from tui.screens.filtering import save

        save(self, self.shelf, self.field.value.strip(), lambda _: None)

    def action_in_context(self) -> None:
        """Every hit on a line of its own, or passages again."""
        self.in_context = not self.in_context
        if not self.in_context and self.order not in PASSAGE_ORDERS:
            self.order = "best"
        if self.asked:
            self.ask_next()

    def action_export(self) -> None:
        """Write the passages shown to a file."""
        from tui.export.gathering import of_passages
        from tui.export.report import About
        from tui.screens.exporting import open_export

        shelf, hits = self.shelf, tuple(self.results.hits)
        if not hits:
            self.notify("There is nothing here to write.", timeout=NOTICE)
            return
        cut = self.begun or len(hits) == most(self.in_context)
        about = About("passages", self.shown, only=f"The best {len(hits):,} of them." if cut else "")
        open_export(self, about, lambda _told: of_passages(shelf, about, hits))

    def action_results_order(self) -> None:
        """The next order; the cursor goes to the first."""
        orders = tuple(ORDERS) if self.in_context else PASSAGE_ORDERS
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        if self.asked:
            self.ask_next()


def nearest_to(hit: Hit, hits: Sequence[Hit]) -> int:
    """Where among hits found in another way the same place is, or the nearest one in its article; else the first."""
    start = hit.hits[0][0] if hit.hits else hit.start
    mine = [
        (abs((h.hits[0][0] if h.hits else h.start) - start), at)
        for at, h in enumerate(hits)
        if h.article == hit.article
    ]
    return min(mine, default=(0, 0))[1]
