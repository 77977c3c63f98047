"""What can be done with words that are selected: copied, searched for, checked, given to a program?"""

from __future__ import annotations

from textual import on

from index.model import Quotation
from tui import keys
from tui.screens.asking import CheckWanted, CiteWanted, CopyWanted, Landing, SearchWanted
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.finding import words_query
from tui.screens.outside import Outside
from tui.widgets.selecting import READING, SELECTING
from tui.widgets.text import TextPane


class Selected(Outside):
    """The reader's part for a selection in the text. While there is one, its keys work in place of the reader's."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the selection, or the reader's."""
        return action not in (READING - SELECTING if self.text.held else SELECTING)

    @property
    def keys_here(self) -> keys.Where:
        """The place whose keys work."""
        return "selecting" if self.text.held else "reader"

    def lay_out(self, where: keys.Where) -> None:
        """Show another pane; whoever leaves the text leaves the selection."""
        if where != "text":
            self.text.hold(None)
        super().lay_out(where)

    def arrive(self, landing: Landing) -> None:
        """Go to another place, with nothing selected."""
        self.text.hold(None)
        super().arrive(landing)

    @on(TextPane.Selected)
    def show_selected(self) -> None:
        """The keys that work now, and how much is selected."""
        self.show_keys()
        self.show_text_head()

    def get_selected_text(self) -> str | None:
        """The selected words exactly as they stand in the article."""
        span = self.text.selected_span()
        return self.opened.article.text[span[0] : span[1]] if span and self.opened else None

    def action_select(self) -> None:
        """Begin to select: at the hit or the quotation that one stands on, if it is seen; else where the eye is."""
        first, last = self.text.seen()
        places = [self.trail.here(self.opened.article.id)] if self.trail and self.opened else []
        places += [(piece.start, piece.end) for piece in self.pieces_here()]
        start = next((place[0] for place in places if place and first <= place[0] < last), first)
        if self.opened is None or not self.text.select_from(start):
            self.notify("There are no words to select.", timeout=SHORT_NOTICE)

    def pieces_here(self) -> list[Quotation]:
        """The pieces of the current quotation."""
        return list(self.opened.pieces(self.current)) if self.opened and self.current else []

    def action_quotation_end(self) -> None:
        """To the last character of this quotation's words; from there, of the next one's."""
        held = self.text.held
        if held and self.opened:
            ends = sorted(piece.end for stop in self.opened.stops for piece in stop.pieces)
            found = next((end for end in ends if end - 1 > held.caret), None)
            self.text.extend_to(found - 1 if found else held.caret)

    def action_quotation_start(self) -> None:
        """To the first character of this quotation's words; from there, of the one before."""
        held = self.text.held
        if held and self.opened:
            starts = [piece.start for stop in self.opened.stops for piece in stop.pieces]
            self.text.extend_to(max((start for start in starts if start < held.caret), default=held.caret))

    def _take(self) -> str:
        """The words that are selected; they are no longer."""
        words = self.get_selected_text() or ""
        self.text.hold(None)
        return words

    def action_copy_selection(self) -> None:
        """Copy the words exactly as printed, and below them where that is and, within a quotation, who said them."""
        from tui.citing import passage  # the first frame does without it

        span = self.text.selected_span()
        if span and self.opened:
            said = self.opened.holding(*span)
            self._take()
            self.app.post_message(CiteWanted(passage(self.opened.article, *span, said), "with where they stand"))

    def action_copy_words(self) -> None:
        """Copy the words exactly as printed, and nothing else."""
        self.app.post_message(CopyWanted(self._take(), "only the words"))

    def action_search_selection(self) -> None:
        """Search the library for the words."""
        self.app.post_message(SearchWanted(words_query(self._take())))

    def action_check_selection(self) -> None:
        """Did anyone say these words?"""
        self.app.post_message(CheckWanted(self._take()))

    def action_pipe_selection(self) -> None:
        """Ask for a program, and give it the words."""
        self.ask_program(self._take(), "the words selected")
