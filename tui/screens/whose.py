"""Whose words are wanted? The dialog in which one of the library's speakers is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.model import Speaker
from tui import keys
from tui.render import one_line
from tui.saying import named, role
from tui.screens.choices import counted
from tui.screens.picking import ASK_AFTER, Found, Picking
from tui.screens.resting import Rest
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.choices import ChoiceList
from tui.widgets.picklist import PickList

MOST = 500  # speakers shown: who is quoted less is found by typing


class WhoseScreen(Picking, Telling[str | None], ModalScreen[str | None]):
    """A field and the library's speakers, those quoted most first; closed with the name chosen, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(
        keys.bindings("speakers", "everywhere")
    )  # a modal one hides the program's
    AUTO_FOCUS = "#speaker-name"

    def __init__(self, shelf: Shelf, unknown: bool = False) -> None:
        super().__init__()
        self.shelf = shelf
        self.unknown = unknown
        self.found: Sequence[Speaker] | None = None  # None while the library is being asked
        self._enter = False  # enter was pressed before the library had answered
        self.rest = Rest(self, ASK_AFTER, self.ask_now)
        self.count = Bar(id="speaker-said")
        self.list = ChoiceList(id="choices")

    def compose(self) -> ComposeResult:
        """What is asked, the field, the speakers, keys."""
        with Vertical(id="speaker"):
            yield Bar(id="speaker-words")
            yield self.count
            with Horizontal(id="speaker-line"):
                yield Static("name", id="speaker-sign")
                yield Input(id="speaker-name", compact=True, placeholder="type any part of a name, or choose below")
            yield self.list
            yield KeyBar(id="speaker-keys")

    def on_mount(self) -> None:
        """Ask for all."""
        why = "  nobody known by name said the current quotation" if self.unknown else ""
        self.query_one("#speaker-words", Bar).show([(" Whose words?", "strong"), (why, "")])
        self.query_one(KeyBar).show_for("speakers")
        self.ask_now()

    @property
    def typed(self) -> str:
        """The part of a name in the field."""
        return one_line(self.query_one(Input).value).strip()

    @on(Input.Changed, "#speaker-name")
    def ask_soon(self) -> None:
        """Ask once the typing rests."""
        self._enter = False
        self.found = None
        self.rest.again()

    def ask_now(self) -> None:
        """Ask for what stands in the field."""
        if not self.list.count():
            self.count.show([(" looking …", "dim")])
        self.ask(self.typed)

    @work(thread=True, exclusive=True, group="speakers", exit_on_error=False)
    def ask(self, typed: str) -> None:
        """Ask the library."""
        speakers = self.shelf.speakers(typed or None, limit=MOST)
        if not get_current_worker().is_cancelled:
            self.post_message(Found(typed, speakers))

    @on(Found)
    def show_found(self, message: Found) -> None:
        """Show them; an enter that came before the answer takes the first."""
        if message.typed != self.typed:
            return
        self.found = message.speakers
        self.list.show([(named(one.name, role(one)), counted(one)) for one in self.found])
        self.count.show(self._told(len(self.found)))
        useless = frozenset() if self.found else keys.names("speakers") - {"escape"}
        self.query_one(KeyBar).show_for("speakers", useless)
        if self._enter:
            self._enter = False
            self.action_choose()

    def _told(self, count: int) -> list[tuple[str, str]]:
        if not count:
            whom = f"with “{self.typed}” in the name" if self.typed else "by name"
            return [(f" nobody {whom} is quoted in this library", "warning")]
        if count == MOST:
            return [(f" the {MOST} quoted most; type to find others", "dim")]
        return [(" 1 speaker" if count == 1 else f" {count:,} speakers, those quoted most first", "dim")]

    @on(Input.Submitted, "#speaker-name")
    def action_choose(self) -> None:
        """Take the speaker under the cursor, once the library has answered."""
        if self.found is None:
            self._enter = True
        elif self.found:
            self.dismiss(self.found[self.list.cursor].name)

    @on(PickList.Picked, "#choices")
    def choose_clicked(self) -> None:
        """Take the one that was clicked."""
        self.action_choose()
