"""How does a reader correct a speaker, and see what came of it?"""

from __future__ import annotations

from textual import on, work
from textual.message import Message

from tui.screens.choices import Choice, carry_out
from tui.screens.opened import Opened
from tui.screens.reading import Reading

SHORT_NOTICE = 2.0  # seconds
LONG_NOTICE = 10.0  # it says how to take the choice back
SLOW_AFTER = 1.0  # seconds after which a person should be told that it goes on


class Corrected(Message):
    """A choice was carried out, or could not be."""

    def __init__(self, opened: Opened, told: str, done: bool) -> None:
        super().__init__()
        self.opened, self.told, self.done = opened, told, done


class Correcting(Reading):
    """The reader's part that changes who said what."""

    def action_correct_speaker(self) -> None:
        """Ask who said the current quotation."""
        from tui.screens.speaker import SpeakerScreen

        if self.opened is None or self.current is None or self.current.kind == "term":
            self.notify("There is no quotation whose speaker could be corrected.", timeout=SHORT_NOTICE)
            return
        self.app.push_screen(SpeakerScreen(self.shelf, self.opened, self.current), self.take_choice)

    def take_choice(self, choice: Choice | None) -> None:
        """Have it carried out; None leaves all as it was."""
        if choice is not None and self.opened is not None:
            self.carry_out(self.opened, choice)

    @work(thread=True, group="speakers", exit_on_error=False)
    def carry_out(self, opened: Opened, choice: Choice) -> None:
        """Write a choice into the library."""
        try:
            told = carry_out(self.shelf, opened, choice)
        except KeyError:
            self.post_message(Corrected(opened, "This is no longer in the library; nothing was changed.", False))
        else:
            self.post_message(Corrected(opened, told, True))

    @on(Corrected)
    def show_corrected(self, message: Corrected) -> None:
        """Say what was done, and show the article as it is now."""
        self.notify(message.told, timeout=LONG_NOTICE, severity="information" if message.done else "warning")
        self.load_list(self.order)
        if self.opened and self.opened.article.id == message.opened.article.id:
            self.load_refreshed(self.opened.article.id, self.opened.query)
