"""How are words found among the rows of a screen, or the lines of the help?"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui.keys import Where
from tui.screens.finding import nearest
from tui.screens.handing import NOTICE
from tui.widgets.bars import KeyBar
from tui.widgets.findbar import FindBar
from tui.widgets.painted import Inked, Result


class RowFind(Inked[Result]):
    """A screen with a field for words. A subclass gives `pane` and `keys`, `rows_with`, `row_here` and `to_row`."""

    PLACES: ClassVar[tuple[Where, ...]]
    SOUGHT: ClassVar[str] = "words in these rows"
    pane: Widget
    keys: KeyBar
    wanted = ""  # what was looked for last
    before = 0  # the row at which the search began
    _find_bar: FindBar | None = None

    def rows_with(self, words: str) -> list[int]:
        """The rows that have some words, from the top."""
        raise NotImplementedError

    def row_here(self) -> int:
        """The row after which, or before which, the next one is."""
        raise NotImplementedError

    def to_row(self, row: int | None) -> None:
        """Go to a row; None to where the search began."""
        raise NotImplementedError

    @property
    def finding(self) -> bool:
        """Whether the field is open."""
        return self._find_bar is not None

    def open_find(self, before: int) -> None:
        """Open the field; the search begins at a row."""
        if self._find_bar is None:
            self.before = before
            self._find_bar = FindBar(self.SOUGHT, id="find")
            self.mount(self._find_bar, before="#keys")
            self.keys.show_for("find")

    @on(Input.Changed, "#find-words")
    def find_as_typed(self, message: Input.Changed) -> None:
        """Go to the nearest row that has them."""
        if self._find_bar is None:
            return
        self.wanted = message.value
        rows = self.rows_with(self.wanted)
        at = nearest([(row, row) for row in rows], self.before)
        self.to_row(rows[at] if rows else None)
        self._find_bar.say(f"{at + 1}/{len(rows)}" if rows else "nothing" if message.value.strip() else "")

    @on(Input.Submitted, "#find-words")
    def keep_found(self) -> None:
        """Leave the field; n and N go on."""
        self.close_find()

    def action_next_row(self) -> None:
        """To the next row that has the words; from the last to the first."""
        self._step(1)

    def action_previous_row(self) -> None:
        """To the row before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        rows = self.rows_with(self.wanted)
        if not rows:
            what = f"“{self.wanted}” is in no row" if self.wanted.strip() else "Nothing was looked for yet: / finds"
            self.notify(f"{what}.", timeout=NOTICE, markup=False)
            return
        here = self.row_here()
        beyond = [row for row in rows if (row - here) * step > 0]
        to = (beyond or rows)[0 if step > 0 else -1]
        self.to_row(to)
        self.notify(f"{rows.index(to) + 1}/{len(rows)}", timeout=NOTICE)

    def close_find(self) -> None:
        """Take the field away."""
        if self._find_bar is not None:
            self._find_bar.remove()
            self._find_bar = None
            self.keys.show_for(self.PLACES[0])
        self.pane.focus()
