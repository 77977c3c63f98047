"""How does a reader note something to an article or to one of its quotations?

A note is what cannot be made again: one that can't be written stays in its editor, and of two that were written at the
same time, in two readers, both are kept.
"""

from __future__ import annotations

from msgspec.structs import replace
from textual import on, work
from textual.message import Message

from index.model import ArticleRow
from tui import keys
from tui.ending import HalfWritten
from tui.screens.asking import Landing
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.keeping import GONE, NO_ARTICLE, Keeping, called
from tui.screens.shelf import Shelf
from tui.screens.undoing import Noted
from tui.widgets.articles import name_of

CHANGED = "The note is another one by now, written in another window; nothing was changed."
NO_PLACE = "The note can't be kept: what it was written to is no longer in the library. Copy it, or empty the field."


class NoteKnown(Message):
    """The note that is there on an article, or on the words of one of its quotations; "" for none."""

    def __init__(self, row: ArticleRow, target: str, words: str, text: str) -> None:
        super().__init__()
        self.row, self.target, self.words, self.text = row, target, words, text


class Noting(Keeping):
    """The reader's part for notes."""

    def __init__(self, shelf: Shelf, start: Landing | None = None) -> None:
        super().__init__(shelf, start)
        self.leaving = False  # the program ends once all is written: no editor opens any more
        self.unwritten: list[HalfWritten] = []

    def action_note(self) -> None:
        """Write a note to the current quotation; in the list, and where there is no quotation, to the article."""
        row = self.at_hand
        if row is None:
            self.notify(NO_ARTICLE, timeout=SHORT_NOTICE)
            return
        if self.place == "list" or self.opened is None or self.current is None:
            self.ask_note(row, row.id, "")
        else:
            noted = self.opened.noted(self.current)
            words = " … ".join(piece.text for piece in self.opened.pieces(self.current))
            self.ask_note(row, noted[0].quotation or row.id if noted else self.current.id, words)

    @work(thread=True, exclusive=True, group="own", exit_on_error=False)
    def ask_note(self, row: ArticleRow, target: str, words: str) -> None:
        """Which note is there?"""
        here = target if words else None
        texts = [one.text for one in self.shelf.notes_of(row.id) if one.quotation == here and not one.lost]
        self.post_message(NoteKnown(row, target, words, "\n\n".join(texts)))

    @on(NoteKnown)
    def open_note(self, message: NoteKnown) -> None:
        """Open the editor."""
        row = message.row
        about = f"“{message.words}”" if message.words else name_of(row)
        self.edit_note(Noted(row.id, called(row), message.target, message.text or None, None), about, message.text)

    def edit_note(self, deed: Noted, about: str, text: str) -> None:
        """Have a note written in place of the one before."""
        from tui.screens.note import NoteScreen

        def keep(written: str | None) -> None:
            if written is not None:
                self.write_note(replace(deed, after=written or None), about)

        self.app.push_screen(NoteScreen(deed.target, about, deed.before or "", text), keep)

    @work(group="marks", exit_on_error=False)
    async def write_note(self, deed: Noted, about: str) -> None:
        """Have a note kept, below one that somebody else wrote meanwhile; where that fails, it goes on being edited."""
        self.did(deed)
        done = False
        try:
            found = await self._in_order(lambda: self.shelf.renote(deed.target, deed.before, deed.after))
            done = found == deed.before
            if done:
                self.tell(f"{'Note kept' if deed.after else 'Note taken away'}; {keys.of('undo')} takes it back.")
            elif deed.after is None:
                self.tell(CHANGED)
            else:
                both = f"{found}\n\n{deed.after}" if found else deed.after
                self.write_note(replace(deed, before=found, after=both), about)
        except KeyError:
            self.edit_again(deed, about)
            self.tell(NO_PLACE if deed.after else GONE)
        except Exception:  # told where all failures are
            self.edit_again(deed, about)
            raise
        finally:
            if not done:
                self.deeds = self.deeds.without(deed)
            self.show_changed(deed.article)

    def edit_again(self, deed: Noted, about: str) -> None:
        """Open the editor with what could not be written."""
        if deed.after and self.leaving:
            self.unwritten.append(HalfWritten(deed.target, deed.before or "", deed.after))
        elif deed.after:
            self.edit_note(deed, about, deed.after)

    def note_again(self, deed: Noted) -> None:
        """Have a note written as it was."""
        self.write_note_back(deed)

    @work(group="marks", exit_on_error=False)
    async def write_note_back(self, deed: Noted) -> None:
        """Have it written, unless somebody else wrote another meanwhile."""
        try:
            found = await self._in_order(lambda: self.shelf.renote(deed.target, deed.after, deed.before))
            self.tell(deed.told if found == deed.after else CHANGED)
        except KeyError:
            self.tell(GONE)
        finally:
            self.show_changed(deed.article)
