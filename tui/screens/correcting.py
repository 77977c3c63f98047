"""How does a reader correct a speaker, and see what came of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual import on, work
from textual.message import Message

from tui.render import one_line
from tui.screens.reading import Reading

if TYPE_CHECKING:  # the first frame does without
    from tui.screens.choices import Choice

SHORT_NOTICE = 2.0  # seconds
LONG_NOTICE = 10.0  # it says how to take the choice back
SLOW_AFTER = 2.0  # seconds after which a person should be told that it goes on


class Corrected(Message):
    """A choice was carried out, or could not be."""

    def __init__(self, article: str, told: str, done: bool) -> None:
        super().__init__()
        self.article, self.told, self.done = article, told, done


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
        if choice is not None:
            writing = self.carry_out(choice)
            self.set_timer(SLOW_AFTER, lambda: None if writing.is_finished else self.tell_slow())

    def tell_slow(self) -> None:
        """Writing takes long: most often it waits for its turn."""
        self.notify("Still correcting: perhaps another quoth is adding to this library.", timeout=SHORT_NOTICE)

    @work(thread=True, group="correcting", exit_on_error=False)
    def carry_out(self, choice: Choice) -> None:
        """Write a choice into the library."""
        from tui.screens.choices import carry_out

        try:
            told, done = carry_out(self.shelf, choice), True
        except KeyError:
            told, done = "This is no longer in the library; nothing was changed.", False
        except ValueError as error:
            told, done = f"Nothing was changed: {error}.", False
        self.post_message(Corrected(choice.about.article, told, done))

    @on(Corrected)
    def show_corrected(self, message: Corrected) -> None:
        """Say what was done, and show the article as it is now."""
        severity: Literal["information", "warning"] = "information" if message.done else "warning"
        self.notify(one_line(message.told), timeout=LONG_NOTICE, severity=severity, markup=False)
        self.load_list(self.order)
        if self.opened and self.opened.article.id == message.article:
            self.load_refreshed(self.opened.article.id, self.opened.query)
