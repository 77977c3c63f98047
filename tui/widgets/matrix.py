"""The table of utterances and outlets: a cursor on one of its cells, heads and counts that stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from index.matrix import Cell, Column, Matrix, Row
from tui import keys
from tui.table import Shape, row_line, shape
from tui.widgets.painted import Line, Painted

EMPTY = Matrix((), ())


class MatrixPane(Painted, inherit_bindings=False):
    """The rows. A line is made when it is seen; the columns begin with `first`."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("matrix"))

    class Moved(Message):
        """The cursor is on another cell, or other columns are seen."""

    class Picked(Message):
        """The cell under the cursor was chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.matrix = EMPTY
        self.shape = Shape(0, 0, 0, ())
        self.first = 0
        self.row_at = 0
        self.column_at = 0

    def show(self, matrix: Matrix, keep: str | None = None) -> None:
        """Show a table, the cursor on the utterance `keep` where it is there, in the column where it was."""
        column = self.column.key if self.column else None
        self.matrix = matrix
        self.row_at = next((i for i, row in enumerate(matrix.rows) if row.utterance.id == keep), 0)
        self.column_at = next((i for i, one in enumerate(matrix.columns) if one.key == column), 0)
        self._measure()

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        return self.matrix.rows[self.row_at] if self.matrix.rows else None

    @property
    def column(self) -> Column | None:
        """The column of the cursor."""
        return self.matrix.columns[self.column_at] if self.matrix.columns else None

    @property
    def cell(self) -> Cell | None:
        """What the outlet did with the utterance under the cursor."""
        return self.row.cells.get(self.column_at) if self.row else None

    def line_count(self) -> int:
        """One for each utterance."""
        return len(self.matrix.rows)

    def line(self, y: int) -> Line:
        """An utterance."""
        here = self.column_at if y == self.row_at else None
        line = row_line(self.matrix, self.matrix.rows[y], self.shape, self.first, here)
        return line if here is None else Line(line.pieces, "cursor" if self.has_focus else "cursor-blurred")

    def on_resize(self) -> None:
        """There is room for more columns, or for fewer."""
        self._measure()

    def _measure(self) -> None:
        self.shape = shape(self.matrix, self.size.width)
        self.first = 0
        self.resize_to_content()
        self._go_to(self.row_at, self.column_at, forget=True)

    def _go_to(self, row: int, column: int, *, forget: bool = False) -> None:
        """Put the cursor on a cell, and see it."""
        if not self.matrix.rows:
            self.post_message(self.Moved())
            return
        before = self.row_at
        self.row_at = max(0, min(row, len(self.matrix.rows) - 1))
        self.column_at = max(0, min(column, len(self.matrix.columns) - 1))
        first = max(self.column_at - self.shape.seen + 1, min(self.first, self.column_at))
        if first != self.first or forget:
            self.first = first
            self.forget()
        else:
            self.forget(before)
            self.forget(self.row_at)
        top, height = round(self.scroll_y), max(1, self.size.height)
        if self.row_at < top:
            self.scroll_to(y=self.row_at, animate=False)
        elif self.row_at >= top + height:
            self.scroll_to(y=self.row_at - height + 1, animate=False)
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        """The cursor looks different where the keyboard is."""
        self.forget()

    def on_blur(self) -> None:
        """The same."""
        self.forget()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the cell that has it, it picks."""
        y = event.y + round(self.scroll_y)
        if y >= self.line_count():
            return
        x = event.x - self.shape.words - 1
        inside = 0 <= x < self.shape.seen * self.shape.column
        column = self.first + x // self.shape.column if inside else self.column_at
        if (y, column) == (self.row_at, self.column_at):
            self.action_open_cell()
        else:
            self._go_to(y, column)

    def action_down(self) -> None:
        """The next utterance."""
        self._go_to(self.row_at + 1, self.column_at)

    def action_up(self) -> None:
        """The utterance before."""
        self._go_to(self.row_at - 1, self.column_at)

    def action_page_down(self) -> None:
        """A page down."""
        self._go_to(self.row_at + self.page(), self.column_at)

    def action_page_up(self) -> None:
        """A page up."""
        self._go_to(self.row_at - self.page(), self.column_at)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._go_to(self.row_at + max(1, self.size.height // 2), self.column_at)

    def action_half_up(self) -> None:
        """Half a page up."""
        self._go_to(self.row_at - max(1, self.size.height // 2), self.column_at)

    def action_top(self) -> None:
        """The first utterance."""
        self._go_to(0, self.column_at)

    def action_bottom(self) -> None:
        """The last utterance."""
        self._go_to(len(self.matrix.rows) - 1, self.column_at)

    def action_column_left(self) -> None:
        """The outlet to the left."""
        self._go_to(self.row_at, self.column_at - 1)

    def action_column_right(self) -> None:
        """The outlet to the right."""
        self._go_to(self.row_at, self.column_at + 1)

    def action_first_column(self) -> None:
        """The first outlet."""
        self._go_to(self.row_at, 0)

    def action_last_column(self) -> None:
        """The last outlet."""
        self._go_to(self.row_at, len(self.matrix.columns) - 1)

    def action_open_cell(self) -> None:
        """Choose the cell under the cursor."""
        if self.row:
            self.post_message(self.Picked())


class Fixed(Painted, can_focus=False, inherit_bindings=False):
    """A few lines that say something about the pane above or below."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these from now on."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.forget()

    def line_count(self) -> int:
        """So many."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """One of them."""
        return self._lines[y]
