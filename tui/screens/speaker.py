"""Who did say it? The dialog in which a speaker is corrected, or two names are made one speaker or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.model import Quotation, Speaker
from index.query.words import fold
from tui import keys
from tui.render import one_line
from tui.saying import about as about_speaker
from tui.saying import words_of
from tui.screens.choices import Choice, joinable, offered, spelled
from tui.screens.opened import Opened
from tui.screens.picking import ASK_AFTER, Found, Picking
from tui.screens.resting import Rest
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.choices import ChoiceList
from tui.widgets.picklist import PickList
from tui.widgets.told import details

MOST = 50  # speakers of the library that are offered


class Known(Message):
    """What the library knows of the speaker of a quotation."""

    def __init__(self, quotation: str, speaker: Speaker | None) -> None:
        super().__init__()
        self.quotation, self.speaker = quotation, speaker


class SpeakerScreen(Picking, Telling[Choice | None], ModalScreen[Choice | None]):
    """A field and a list of choices; closed with what was chosen, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(
        keys.bindings("speaker", "everywhere")
    )  # a modal one hides the program's
    AUTO_FOCUS = "#speaker-name"

    def __init__(self, shelf: Shelf, opened: Opened, about: Quotation) -> None:
        super().__init__()
        self.shelf = shelf
        self.opened = opened
        self.about = about
        self.joining = False
        self.choices: list[Choice] = []
        self.found: Sequence[Speaker] | None = None  # None while the library is being asked
        self._enter = False  # enter was pressed before the library had answered
        self.rest = Rest(self, ASK_AFTER, self.ask_now)
        self.words = Bar(id="speaker-words")
        self.said = Bar(id="speaker-said")
        self.library = Bar(id="speaker-library")
        self.list = ChoiceList(id="choices")
        self.keys = KeyBar(id="speaker-keys")

    def compose(self) -> ComposeResult:
        """The words, their speaker as it is now, the field, the choices, the keys."""
        with Vertical(id="speaker"):
            yield self.words
            yield self.said
            yield self.library
            with Horizontal(id="speaker-line"):
                yield Static("name", id="speaker-sign")
                yield Input(id="speaker-name", compact=True, placeholder="type a name, or choose below")
            yield self.list
            yield self.keys

    def on_mount(self) -> None:
        """Ask for what is offered before anything is typed."""
        self.keys.show_for("speaker")
        self.begin()

    @property
    def typed(self) -> str:
        """The name in the field."""
        return one_line(self.query_one(Input).value)

    def begin(self) -> None:
        """Show the quotation that it is about, and what can be chosen for it."""
        title = "Which name is the same speaker?" if self.joining else "Who said this?"
        self.words.show([(f" {title}  ", "strong"), (words_of(self.about, one_line(self.about.text)), "")])
        known = about_speaker(self.about)
        self.said.show([(f" now: {one_line(str(known))}", ""), *((f" · {part}", "dim") for part in details(known))])
        self.library.show([])
        self.ask_known(self.about.id)
        self.found = None
        self.ask_now()

    @work(thread=True, exclusive=True, group="known", exit_on_error=False)
    def ask_known(self, quotation_id: str) -> None:
        """Ask the library for the speaker as it is now."""
        speaker = self.shelf.speaker_of(quotation_id)
        if not get_current_worker().is_cancelled:
            self.post_message(Known(quotation_id, speaker))

    @on(Known)
    def show_known(self, message: Known) -> None:
        """Show under which names the library has the speaker."""
        if message.speaker and message.quotation == self.about.id:
            self.library.show([(f" in the library: {one_line(spelled(message.speaker))}", "")])

    @work(thread=True, exclusive=True, group="speakers", exit_on_error=False)
    def ask(self, typed: str) -> None:
        """Ask the library for its speakers; for a join, before anything is typed, those of the same surname.

        Those quoted most would be at hand for an enter too many.
        """
        surname = (self.about.known_as or "").partition(" (")[0].split()[-1:]
        speakers = self.shelf.speakers(typed or " ".join(surname), limit=MOST)
        if not get_current_worker().is_cancelled:
            self.post_message(Found(typed, speakers))

    @on(Input.Changed, "#speaker-name")
    def ask_soon(self) -> None:
        """Show at once what the article offers, and ask the library once the typing rests."""
        self._enter = False
        self.found = None
        self.show_choices(0)
        self.rest.again()

    def ask_now(self) -> None:
        """Ask for what stands in the field; without anything typed, the article's names are enough."""
        if self.typed or self.joining:
            self.ask(self.typed)
        else:
            self.found = ()
        self.show_choices(self.list.cursor)

    @on(Found)
    def show_found(self, message: Found) -> None:
        """Add what the library has; the cursor stays on its choice."""
        if message.typed != self.typed:
            return
        here = self.chosen()
        self.found = message.speakers
        self.show_choices(0)
        if here in self.choices and self.list.cursor != self.choices.index(here) and not self.is_literal(here):
            self.show_choices(self.choices.index(here))
        if self._enter:
            self._enter = False
            self.choose_if_plain()

    def is_literal(self, choice: Choice | None) -> bool:
        """Whether this is the name as it was typed."""
        return choice is not None and choice.does == "name" and choice.name == self.typed

    def show_choices(self, cursor: int) -> None:
        """Make the list anew."""
        found = self.found or ()
        if self.joining:
            self.choices = joinable(self.about, found)
        else:
            self.choices = offered(self.opened, self.about, self.typed, found)
        self.list.show([(choice.label, choice.note) for choice in self.choices], cursor)

    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.list.cursor] if self.choices else None

    @on(Input.Submitted, "#speaker-name")
    def action_choose(self) -> None:
        """Take the choice under the cursor. Before the library has answered, only what can't be another."""
        if self.found is None:
            self._enter = True
            return
        choice = self.chosen()
        if choice is None:
            return
        if choice.does in ("join", "inside"):
            self.joining = choice.does == "join"
            self.about = choice.about
            with self.prevent(Input.Changed):
                self.query_one(Input).value = ""
            self.begin()
            return
        self.dismiss(choice)

    def choose_if_plain(self) -> None:
        """Take the first choice where it is the name that was typed: it was not seen when enter was pressed."""
        first = self.choices[0] if self.choices else None
        if first and fold(first.name) == fold(self.typed):
            self.action_choose()

    @on(PickList.Picked, "#choices")
    def choose_clicked(self) -> None:
        """Take the choice that was clicked."""
        self.action_choose()

    def leave(self) -> None:
        """Back to the first question; from there, close and leave all as it was."""
        if self.joining:
            self.joining = False
            with self.prevent(Input.Changed):
                self.query_one(Input).value = ""
            self.begin()
        else:
            self.dismiss(None)
