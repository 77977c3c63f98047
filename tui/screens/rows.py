"""What do the screens with a list of printings have in common: find, peek, and following the library?"""

from __future__ import annotations

from textual import on

from index.model import Quotation
from tui.screens.asking import Landing, LibraryChanged
from tui.screens.finding import find
from tui.screens.handing import NOTICE, Handing
from tui.screens.peeks import Peeks
from tui.screens.rowfind import RowFind
from tui.widgets.peeking import Peeking


class Rows(RowFind[Landing | None], Handing, Peeks[Landing | None]):
    """A list of printings, a row or more each. A subclass gives `pane`, `at_hand`, `ask_again` and `words_of_row`."""

    pane: Peeking

    def ask_again(self) -> None:
        """Ask for the rows once more; the cursor stays on its row."""
        raise NotImplementedError

    def words_of_row(self, index: int) -> str:
        """All that a row says, as far as it is looked for."""
        raise NotImplementedError

    @on(LibraryChanged)
    def follow_library(self) -> None:
        """Articles came, or a correction."""
        self.ask_again()

    def step_back(self) -> bool:
        """Leave the field, close what was opened below the rows, or take the marks of what was found away."""
        if self.finding:
            self.close_find()
            self.look_for("")
            self.to_row(None)
            return True
        if self.pane.close_peeks():
            return True
        if not self.wanted:
            return False
        self.look_for("")
        return True

    def peeked(self) -> Quotation | None:
        """The quotation of the row under the cursor."""
        found = self.at_hand()
        return found.quote if found else None

    # --- find

    def action_find_row(self) -> None:
        """Find words in the rows."""
        if self.pane.count():
            self.open_find(self.pane.cursor)
        else:
            self.notify("There is no row yet in which words could be found.", timeout=NOTICE)

    def rows_with(self, words: str) -> list[int]:
        """The rows that have some words, which are marked."""
        self.look_for(words)
        return [index for index in range(self.pane.count()) if find(self.words_of_row(index), words)]

    def look_for(self, words: str) -> None:
        """Mark these words from now on; without any, none."""
        self.wanted = words
        self.pane.mark((lambda text: find(text, words)) if words.strip() else None)

    def row_here(self) -> int:
        """The row under the cursor."""
        return self.pane.cursor

    def to_row(self, row: int | None) -> None:
        """Put the cursor on a row."""
        self.pane.cursor = self.before if row is None else row
