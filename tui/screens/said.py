"""What else did this speaker say, in all outlets? By event, and from there to the words in their article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from index.model import Quotation, SaidBy, Speaker
from tui import keys
from tui.ordering import SAID_ORDERS, SaidOrder, said_in
from tui.render import one_line
from tui.saying import named, role
from tui.screens.asking import Landing
from tui.screens.handing import NOTICE, AtHand
from tui.screens.heads import header
from tui.screens.rows import Rows
from tui.screens.shelf import Shelf
from tui.session import Over
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Piece
from tui.widgets.picklist import PickList
from tui.widgets.sayings import Sayings

Then = Callable[[Landing | None], None]


class Gathered(Message):
    """What the speaker said; None where nobody is quoted under the name any more."""

    def __init__(self, found: SaidBy | None) -> None:
        super().__init__()
        self.found = found


class SaidScreen(Rows):
    """Closed with where to go, or with nothing."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("said",)
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "#sayings"
    pane: Sayings

    def __init__(self, shelf: Shelf, name: str, here: Sequence[str] = ()) -> None:
        super().__init__()
        self.shelf = shelf
        self.speaker = name
        self.here = tuple(here)
        self.order: SaidOrder = "newest"
        self.found: SaidBy | None = None
        self.about = Bar(id="about", classes="head")
        self.also = Bar(id="said-of")
        self.pane = Sayings(id="sayings")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, who it is, under which names and roles, what was said, keys."""
        yield Bar(id="header")
        yield self.about
        yield self.also
        yield self.pane
        yield self.keys

    def on_mount(self) -> None:
        """Ask for it."""
        self.show_header()
        self.keys.show_for("said")
        self.wait(self.about, f"gathering what {one_line(self.speaker)} said")
        self.ask(self.speaker)

    @work(thread=True, exclusive=True, group="said", exit_on_error=False)
    def ask(self, name: str) -> None:
        """Ask the library."""
        found = self.shelf.said_by(name)
        if not get_current_worker().is_cancelled:
            self.post_message(Gathered(found))

    def show_header(self) -> None:
        """What this is, and in which order, where it is another than that of the start."""
        order = "" if self.order == "newest" else f", {SAID_ORDERS[self.order]}"
        left, right = header(self.shelf, None, f"what one person said{order}")
        self.query_one("#header", Bar).show(left, right[2:])  # its find is another

    def ask_again(self) -> None:
        """Ask for the same speaker."""
        self.ask(self.speaker)

    @on(Gathered)
    def show_said(self, message: Gathered) -> None:
        """Show it, the cursor on the words that it was on, or that one came from."""
        self.waited()
        self.found = message.found
        if self.found is None and self.gone():
            return
        if self.found is None:
            self.about.show([(f" Nobody is quoted as {one_line(self.speaker)} in this library.", "warning")])
            self.pane.show(())
            return
        names = also(self.found.speaker)
        self.also.show(names)
        self.also.display = bool(names)
        self.show_sayings(self.found)

    def show_sayings(self, found: SaidBy) -> None:
        """Show them in the order chosen."""
        here = self.pane.saying
        self.about.show(*who(found))
        self.pane.show(said_in(self.order, found.events), [here.quote.id, *here.quotes] if here else self.here)

    def action_said_order(self) -> None:
        """The next order."""
        orders = list(SAID_ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.show_header()
        if self.found:
            self.show_sayings(self.found)

    @on(PickList.Picked, "#sayings")
    def go_there(self) -> None:
        """Close with the place of the words under the cursor."""
        said = self.pane.saying
        if said:
            self.dismiss(Landing(said.quote.article, quotation=said.quote.id))

    def action_compare(self) -> None:
        """All printings of the words under the cursor beside each other; to a place that was chosen there."""
        from tui.screens.comparing import CompareScreen, Wanted

        said = self.pane.saying
        if said is None or not said.shared:
            self.notify("Nobody else printed these words.", timeout=NOTICE)
            return
        quote = said.quote
        wanted = Wanted(quote.article, said.quotes, at=quote.continues or quote.id)
        self.app.push_screen(CompareScreen(self.shelf, wanted), self.come_back)

    def action_another_speaker(self) -> None:
        """What another one said."""
        open_said(self, self.shelf, None, self.come_back)

    def at_hand(self) -> AtHand | None:
        """The fullest printing of the words under the cursor."""
        said = self.pane.saying
        return AtHand(said.quote, said.article, said.text, said.quotes) if said else None

    def action_export(self) -> None:
        """Write all of it to a file, in the order shown, each with all who printed it."""
        from tui.export.gathering import of_speaker
        from tui.export.report import About
        from tui.screens.exporting import open_export

        shelf, found, said = self.shelf, self.found, tuple(self.pane.sayings)
        if found is None or not said:
            self.notify("There is nothing here to write.", timeout=NOTICE)
            return
        about = About("speaker", found.speaker.name)
        open_export(self, about, lambda told: of_speaker(shelf, about, said, told))

    def kept(self) -> Over:
        """What is remembered of it."""
        here = self.pane.saying
        ids = [here.quote.id, *here.quotes] if here else self.here
        return Over("said", {"name": self.speaker, "ids": list(ids), "order": self.order})

    def words_of_row(self, index: int) -> str:
        """The words, who printed them, and the article's title."""
        said = self.pane.sayings[index]
        return "\n".join([said.text, said.article.title or "", *(outlet or "" for outlet in said.outlets)])


def open_said(
    screen: Screen[Any], shelf: Shelf, of: Quotation | str | None, then: Then, here: Sequence[str] = ()
) -> None:
    """Open over a screen what a quotation's speaker said, or one of that name; where nobody is known, ask whose words.

    The cursor is to be on one of the quotations `here`; `then` is told where to go.
    """
    name = of.known_as if isinstance(of, Quotation) else of
    if name:
        screen.app.push_screen(SaidScreen(shelf, name, here), then)
        return
    from tui.screens.whose import WhoseScreen

    def chosen(name: str | None) -> None:
        if name:
            screen.app.push_screen(SaidScreen(shelf, name), then)

    screen.app.push_screen(WhoseScreen(shelf, isinstance(of, Quotation)), chosen)


def who(found: SaidBy) -> tuple[list[Piece], list[Piece]]:
    """Name and role; how much the library has."""
    speaker = found.speaker
    numbers = ((speaker.quotations, "quotation"), (speaker.articles, "article"), (speaker.outlets, "outlet"))
    words = [f"{number:,} {what}{'' if number == 1 else 's'}" for number, what in numbers]
    events = f"{len(found.events):,} event{'' if len(found.events) == 1 else 's'}"
    left: list[Piece] = [
        (f" {one_line(named(speaker.name, role(speaker)))}", "strong"),
        (f" · {' · '.join(words)}", "dim"),
    ]
    return left, [(events, "dim")]


def also(speaker: Speaker) -> list[Piece]:
    """Under which other names articles have the speaker, and what else they call its bearer."""
    names = [f"{name} ({number:,})" for name, number in speaker.spellings if name != speaker.name]
    parts = [f"also {', '.join(names)}"] if names else []
    roles = {one.casefold(): one for one in speaker.roles}
    roles.pop(speaker.roles[0].casefold() if speaker.roles else "", None)
    parts += [f"also called {', '.join(roles.values())}"] if roles else []
    return [(f" {one_line(' · '.join(parts))}", "")] if parts else []
