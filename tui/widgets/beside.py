"""The printings of one utterance under one another, word by word, and which of them a reader is at."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui import keys
from tui.collation import LAYOUTS, Layout, Rowed, collated
from tui.compared import Beside, Comparison
from tui.widgets.painted import Line, Painted


class BesidePane(Painted, inherit_bindings=False):
    """A comparison. The cursor is on a printing, which has a line in each block."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("compare"))

    class Moved(Message):
        """Another printing has the cursor, or the same one in another layout."""

    class Picked(Message):
        """A printing was chosen."""

        def __init__(self, beside: Beside) -> None:
            super().__init__()
            self.beside = beside

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        self.form: Layout = "words"
        self.cursor = 0
        self._rows: list[Rowed] = []

    def show(self, comparison: Comparison, cursor: int) -> None:
        """Show a comparison, the cursor on one of its printings."""
        self.comparison = comparison
        self.cursor = cursor
        self._make()
        self.scroll_to(y=0, animate=False)
        self.post_message(self.Moved())

    @property
    def beside(self) -> Beside | None:
        """The printing under the cursor."""
        return self.comparison.rows[self.cursor] if self.comparison else None

    def next_layout(self) -> None:
        """Show it in the next layout."""
        layouts = list(LAYOUTS)
        self.form = layouts[(layouts.index(self.form) + 1) % len(layouts)]
        self._make()
        self.scroll_to(y=0, animate=False)
        self.post_message(self.Moved())

    def line_count(self) -> int:
        """All lines."""
        return len(self._rows)

    def line(self, y: int) -> Line:
        """A line, with a bar before it where the cursor is on its printing."""
        row, line = self._rows[y]
        if row != self.cursor or not line.pieces:
            return line
        (first, names), *rest = line.pieces
        return Line((("▌", "bar-current"), (first[1:], names), *rest), "cursor")

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._make()

    def notify_style_update(self) -> None:
        """The signs of changes may have to appear."""
        super().notify_style_update()
        if self.is_mounted:
            self._make()

    def _make(self) -> None:
        if self.comparison is None:
            return
        width = max(24, self.room)
        self._rows = collated(self.comparison, width, self.form, signs=self.app.no_color)
        self.resize_to_content()

    def _go_to(self, cursor: int) -> None:
        """Put the cursor on a printing; scroll to the nearest of its lines where none of them is seen."""
        count = len(self.comparison.rows) if self.comparison else 0
        if not count:
            return
        self.cursor = max(0, min(cursor, count - 1))
        self.forget()
        top, height = round(self.scroll_y), self.size.height
        mine = [y for y, (row, _) in enumerate(self._rows) if row == self.cursor]
        if mine and not any(top <= y < top + height for y in mine):
            near = min(mine, key=lambda y: abs(y - top))
            self.scroll_to(y=near if near < top else near - height + 1, animate=False)
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the printing that has it, it picks."""
        y = event.y + round(self.scroll_y)
        row = self._rows[y][0] if y < len(self._rows) else None
        if row is None:
            return
        if row == self.cursor:
            self.action_open_beside()
        else:
            self._go_to(row)

    def action_down(self) -> None:
        """The next printing."""
        self._go_to(self.cursor + 1)

    def action_up(self) -> None:
        """The printing before."""
        self._go_to(self.cursor - 1)

    def action_open_beside(self) -> None:
        """Choose the printing under the cursor."""
        if self.beside:
            self.post_message(self.Picked(self.beside))
