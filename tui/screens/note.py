"""What does the reader want to remember of this? A small editor over the reader."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from tui import keys
from tui.ending import HalfWritten
from tui.render import one_line
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Inked


class NoteScreen(Inked[str | None], ModalScreen[str | None]):
    """A field of several lines; closed with the note where it was changed, "" where there is to be none."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("note",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("note"))
    AUTO_FOCUS = "#note-text"
    KEEPS = True

    def __init__(self, target: str, about: str, before: str, text: str) -> None:
        super().__init__()
        self.target = target
        self.about = about
        self.before = before
        self.begun = text
        self.keys = KeyBar(id="note-keys")

    def compose(self) -> ComposeResult:
        """What it is written to, the field, the keys."""
        with Vertical(id="note"):
            yield Bar(id="note-about")
            yield TextArea(self.begun, id="note-text", compact=True, show_line_numbers=False, soft_wrap=True)
            yield self.keys

    def on_mount(self) -> None:
        """Go on where the note ends."""
        self.keys.show_for("note")
        self.query_one("#note-about", Bar).show([(" Note  ", "strong"), (one_line(self.about), "")])
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)

    def unfinished(self) -> HalfWritten | None:
        """The note as it stands now; None where nothing was changed."""
        field = next(iter(self.query(TextArea)), None)  # it may not be there yet
        text = (field.text if field else self.begun).strip()
        return None if text == self.before.strip() else HalfWritten(self.target, self.before, text)

    def leave(self) -> None:
        """Close it; what was written is kept, and nothing is written anew where nothing was changed."""
        written = self.unfinished()
        self.dismiss(written.text if written else None)

    def action_keep_note(self) -> None:
        """Keep it and close."""
        self.leave()

    def action_leave_note(self) -> None:
        """The same: what was typed is never lost by closing."""
        self.leave()
