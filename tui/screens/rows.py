"""What do the screens with a list of printings have in common: find, peek, and following the library?"""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from index.model import Quotation
from tui.screens.asking import Landing, LibraryChanged
from tui.screens.finding import find, nearest
from tui.screens.handing import NOTICE, Handing
from tui.screens.peeks import Peeks
from tui.widgets.bars import KeyBar
from tui.widgets.findbar import FindBar
from tui.widgets.peeking import Peeking


class Rows(Handing, Peeks[Landing | None]):
    """A list of printings, a row or more each. A subclass gives `pane`, `at_hand`, `ask_again` and `words_of_row`."""

    pane: Peeking
    keys: KeyBar
    _find_bar: FindBar | None = None
    _wanted = ""  # what was looked for last
    _before = 0  # the row on which the search began

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
        """Leave the field, or close what was opened below the rows."""
        if self._find_bar is not None:
            self._close_find()
            self._wanted = ""
            self.pane.cursor = self._before
            return True
        return self.pane.close_peeks()

    def peeked(self) -> Quotation | None:
        """The quotation of the row under the cursor."""
        found = self.at_hand()
        return found.quote if found else None

    # --- find

    def action_find_row(self) -> None:
        """Find words in the rows."""
        if not self.pane.count():
            self.notify("There is no row yet in which words could be found.", timeout=NOTICE)
        elif self._find_bar is None:
            self._before = self.pane.cursor
            self._find_bar = FindBar("words in these rows", id="find")
            self.mount(self._find_bar, before="#keys")
            self.keys.show_for("find")

    @on(Input.Changed, "#find-words")
    def find_as_typed(self, message: Input.Changed) -> None:
        """Go to the nearest row that has them."""
        if self._find_bar is None:
            return
        self._wanted = message.value
        rows = self._found()
        at = nearest([(row, row) for row in rows], self._before)
        self.pane.cursor = rows[at] if rows else self._before
        self._find_bar.say(f"{at + 1}/{len(rows)}" if rows else "nothing" if message.value.strip() else "")

    @on(Input.Submitted, "#find-words")
    def keep_found(self) -> None:
        """Leave the field; n and N go on."""
        self._close_find()

    def action_next_row(self) -> None:
        """To the next row that has the words; from the last to the first."""
        self._step(1)

    def action_previous_row(self) -> None:
        """To the row before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        rows = self._found()
        if not rows:
            what = f"“{self._wanted}” is in no row" if self._wanted.strip() else "Nothing was looked for yet: / finds"
            self.notify(f"{what}.", timeout=NOTICE, markup=False)
            return
        here = self.pane.cursor
        further = [row for row in rows if row > here] if step > 0 else [row for row in reversed(rows) if row < here]
        self.pane.cursor = further[0] if further else rows[0 if step > 0 else -1]
        self.notify(f"{rows.index(self.pane.cursor) + 1}/{len(rows)}", timeout=NOTICE)

    def _found(self) -> list[int]:
        return [index for index in range(self.pane.count()) if find(self.words_of_row(index), self._wanted)]

    def _close_find(self) -> None:
        if self._find_bar is not None:
            self._find_bar.remove()
            self._find_bar = None
            self.keys.show_for(self.PLACES[0])
        self.pane.focus()
