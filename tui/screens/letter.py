"""Which letter? A mark's name is asked for below the reader, with the marks there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui import keys
from tui.ahead import Listening
from tui.session import LETTERS
from tui.widgets.bars import Bar
from tui.widgets.matrix import Fixed
from tui.widgets.painted import Inked, Line

ROOM = 4  # lines of the reader that stay seen


class LetterScreen(Inked[str | None], ModalScreen[str | None]):
    """Closed with a letter, or one of the signs that `also` do; with nothing by escape."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))
    AUTO_FOCUS = ""
    LISTENS: ClassVar[bool] = True  # to any key, without a field

    def __init__(self, title: str, what: str, lines: Sequence[Line], also: str = "") -> None:
        super().__init__()
        self.asked = title, what
        self.lines = lines
        self.also = also
        self.bar = Bar(id="letter-asked")
        self.marks = Fixed(id="letter-marks")

    def compose(self) -> ComposeResult:
        """The marks there are, and what is asked."""
        with Vertical(id="letter"):
            yield self.marks
            yield self.bar

    def on_mount(self) -> None:
        """As many marks as there is room for."""
        title, what = self.asked
        self.bar.show([(f" {title}: ", "strong"), (f"{what}  ", "")], [("esc", "key"), (" close", "dim")])
        self.show_lines(self.lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these marks."""
        self.lines = lines
        if not self.marks.is_attached:  # it will be shown with them
            return
        self.marks.show(self.lines)
        self.marks.styles.height = min(len(self.lines), max(0, self.app.size.height - ROOM))
        self.post_message(Listening())

    def on_key(self, event: events.Key) -> None:
        """A letter answers; any other key but those that close does nothing. The next one is for who is there then."""
        self.app.post_message(Listening())
        if event.key in ("escape", "ctrl+q"):
            return
        event.stop()
        event.prevent_default()
        if event.character and event.character in LETTERS + self.also:
            self.dismiss(event.character)
