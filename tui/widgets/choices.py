"""How is a list of choices shown, of which one is taken while the keyboard stays in a field?"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.render import fit, one_line
from tui.widgets.painted import Line, Piece
from tui.widgets.picklist import PickList

LEAST_LABEL = 24  # cells that a note leaves to its label


class ChoiceList(PickList, can_focus=False, inherit_bindings=False):
    """Labels with a note at the right end, a line each."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.items: Sequence[tuple[str, str]] = ()

    def show(self, items: Sequence[tuple[str, str]], cursor: int = 0) -> None:
        """Show these pairs of label and note."""
        self.items = items
        self.set_reactive(PickList.cursor, self.validate_cursor(cursor))
        self.resize_to_content()
        self.show_item(self.cursor)

    def count(self) -> int:
        """How many."""
        return len(self.items)

    def item_lines(self, index: int) -> list[Line]:
        """Label, space, note; a long label takes the note's place."""
        label, note = (one_line(part) for part in self.items[index])
        width = self.room - 2
        if cell_len(label) > width - cell_len(note) - 2:
            note = fit(note, width - min(cell_len(label), width) - 2) if cell_len(label) < width - LEAST_LABEL else ""
        label = fit(label, width - (cell_len(note) + 2 if note else 0))
        mark: Piece = ("▌", "bar-current") if index == self.cursor else (" ", "")
        space = " " * max(0, width - cell_len(label) - cell_len(note))
        return [Line((mark, (f" {label}", "strong" if index == self.cursor else ""), (f"{space}{note}", "dim")))]

    def line(self, y: int) -> Line:
        """The line under the cursor is on its ground, though the keyboard is in the field."""
        line = super().line(y)
        return Line(line.pieces, "cursor") if self.item_at(y) == self.cursor else line
