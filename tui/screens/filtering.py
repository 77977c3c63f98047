"""Which articles are to be left in the list? A query over the reader, and how one is kept as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.own import WrongOwnError
from index.saved import Saved
from tui import keys
from tui.lists import Which, of_saved
from tui.render import one_line
from tui.saying import counted_list
from tui.screens.keeping import shortened
from tui.screens.querying import QueryField, lacking
from tui.screens.resting import Rest
from tui.screens.shelf import Problem, Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar

ASK_AFTER = 0.15  # seconds of rest before a query is asked as it is typed
HINT = ("words", "tag:toll", "is:unread", "outlet:wire", "speaker:lind", "empty: all")


class Counted(Message):
    """How many articles a query finds; what is wrong with it, or why it finds none."""

    def __init__(self, query: str, whole: bool, count: int, why: Sequence[str]) -> None:
        super().__init__()
        self.query, self.whole, self.count, self.why = query, whole, count, why


class FilterScreen(Telling[Which | None], ModalScreen[Which | None]):
    """A field for a query; closed with the list of what it finds."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("filter",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("filter", "everywhere"))
    AUTO_FOCUS = "#query"

    def __init__(self, shelf: Shelf, which: Which) -> None:
        super().__init__()
        self.shelf = shelf
        self.which = which
        self.field = QueryField(shelf, which.query)
        self.says = Bar(id="filter-says")
        self.keys = KeyBar(id="filter-keys")
        self.rest = Rest(self, ASK_AFTER, self.ask_typed)

    def compose(self) -> ComposeResult:
        """The field, what it finds, keys."""
        with Vertical(id="filter", classes="dialog"):
            yield Static(" Which articles?", id="filter-title")
            with Horizontal(classes="field"):
                yield Static("only", classes="sign")
                yield self.field
            yield self.says
            yield self.keys

    def on_mount(self) -> None:
        """The query in use, or a hint."""
        self.keys.show_for("filter")
        self.show_hint()

    def show_hint(self) -> None:
        """What may be typed; each form by itself, so that a narrow terminal shows the first of them."""
        self.says.show([(f" {form} ", "dim") for form in HINT])

    @property
    def typed(self) -> str:
        """The query in the field."""
        return self.field.value.strip()

    @on(Input.Changed, "#query")
    def ask_soon(self) -> None:
        """Ask as it is typed, once the typing rests."""
        self.rest.again()

    def ask_typed(self) -> None:
        """Ask how much is found by what is typed so far."""
        if self.typed:
            self.ask(self.typed, whole=False)
        else:
            self.show_hint()

    @work(thread=True, exclusive=True, group="filter", exit_on_error=False)
    def ask(self, query: str, whole: bool) -> None:
        """Ask the library; `whole` where the query is typed to its end."""
        lack = lacking(query, typing=not whole)
        found = lack or self.shelf.listed(query, typing=not whole)
        why: Sequence[str] = (found.message,) if isinstance(found, Problem) else ()
        count = 0 if isinstance(found, Problem) else len(found)
        if lack or (not count and not why):
            why = (*why, *self.shelf.why_nothing(query, typing=not whole))
        if not get_current_worker().is_cancelled:
            self.post_message(Counted(query, whole, count, why))

    @on(Counted)
    def show_count(self, message: Counted) -> None:
        """Say it; close where the query was to be taken and finds something."""
        if message.query != self.typed:
            return
        if message.whole and message.count:
            same = message.query == self.which.query
            self.dismiss(self.which if same else Which(message.query))
        elif message.count:
            self.says.show([(f" {counted_list(message.count)}", "count")])
        else:
            self.says.show([(f" {'; '.join(message.why) or 'nothing found'}", "warning")])

    @on(Input.Submitted, "#query")
    def action_take_filter(self) -> None:
        """Close with what the query finds; without a query with all articles."""
        self.rest.stop()
        if self.typed:
            self.ask(self.typed, whole=True)
        else:
            self.dismiss(Which())

    def action_complete(self) -> None:
        """Take what is offered."""
        self.field.complete()

    def action_save_search(self) -> None:
        """Keep the query as a list, and show it."""
        save(self, self.shelf, self.typed, lambda saved: self.dismiss(of_saved(saved)))


def save(screen: Telling[Any], shelf: Shelf, query: str, then: Callable[[Saved], object]) -> None:
    """Ask for a name, keep a query under it, and say so."""
    if not query:
        screen.notify("There is no query yet that could be kept as a list.")
        return

    def kept(saved: Saved | None) -> None:
        if saved is not None:
            screen.app.notify(f"Kept as the list “{shortened(saved.name)}”; {keys.of('lists')} shows it.", markup=False)
            then(saved)

    screen.app.push_screen(NameScreen(shelf, query), kept)


class Kept(Message):
    """A query was kept as a list, or could not be: then a sentence says why."""

    def __init__(self, saved: Saved | None, why: str = "") -> None:
        super().__init__()
        self.saved, self.why = saved, why


class NameScreen(Telling[Saved | None], ModalScreen[Saved | None]):
    """A field for the name of a list; closed with the saved search."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("naming",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("naming", "everywhere"))
    AUTO_FOCUS = "#list-name"

    def __init__(self, shelf: Shelf, query: str) -> None:
        super().__init__()
        self.shelf = shelf
        self.asked = query
        self.says = Bar(id="naming-says")
        self.keys = KeyBar(id="naming-keys")

    def compose(self) -> ComposeResult:
        """The query, the field, what is wrong with the name, keys."""
        with Vertical(id="naming", classes="dialog"):
            yield Bar(id="naming-title")
            with Horizontal(classes="field"):
                yield Static("name", classes="sign")
                yield Input(id="list-name", compact=True, placeholder="what the list is to be called")
            yield self.says
            yield self.keys

    def on_mount(self) -> None:
        """The query that is kept."""
        self.query_one("#naming-title", Bar).show([(" Keep as a list  ", "strong"), (one_line(self.asked), "")])
        self.keys.show_for("naming")
        self.says.show([(f" {keys.of('lists')} shows it, with how many articles are new in it", "dim")])

    @on(Input.Submitted, "#list-name")
    def action_keep_name(self) -> None:
        """Keep it under this name."""
        self.keep(self.query_one(Input).value)

    @work(thread=True, exclusive=True, group="naming", exit_on_error=False)
    def keep(self, name: str) -> None:
        """Have it written."""
        try:
            kept = Kept(self.shelf.save_search(name, self.asked))
        except WrongOwnError as error:
            kept = Kept(None, str(error))
        self.post_message(kept)

    @on(Kept)
    def show_kept(self, message: Kept) -> None:
        """Close, or say why it was not kept."""
        if message.saved:
            self.dismiss(message.saved)
        else:
            self.says.show([(f" {message.why}", "warning")])
