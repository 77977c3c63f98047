"""Which offset of a wrapped text stands where in its pane, and how is it brought to the eye?"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.gutter import GUTTER
from tui.render import Rows, reach
from tui.widgets.painted import Line, Painted

RIGHT_MARGIN = 2
CONTEXT = 3  # lines kept above and below a place that is gone to


class Wrapped(Painted, inherit_bindings=False):
    """A pane of a text's rows, with lines of its own above them. A subclass wraps, and gives `line`."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.measure: int | None = None  # the widest a line may be
        self.centred = False
        self._shown = ""
        self._rows = Rows((), ())
        self._lead: list[Line] = []

    @property
    def column(self) -> int:
        """Cells of a line of text."""
        room = self.size.width - GUTTER - RIGHT_MARGIN
        return max(8, min(room, self.measure or room))

    @property
    def left(self) -> int:
        """Empty cells before the gutter."""
        return max(0, (self.size.width - self.column - GUTTER - RIGHT_MARGIN) // 2) if self.centred else 0

    def line_count(self) -> int:
        """Lines of the title, where the text has none, and of the text."""
        return len(self._lead) + len(self._rows.rows)

    def line_of(self, offset: int) -> int:
        """The line on which this offset stands."""
        return len(self._lead) + self._rows.at(offset)

    def offset_at(self, cell: int, y: int) -> int | None:
        """The offset at a cell of a line; of its end right of it, None on a line that is not the text's."""
        at = y - len(self._lead)
        if not 0 <= at < len(self._rows.rows):
            return None
        row = self._rows.rows[at]
        return row.start + reach(self._shown[row.start : row.end], max(0, cell - self.left - GUTTER))

    def top_offset(self) -> int:
        """The first offset that is seen."""
        at = round(self.scroll_y) - len(self._lead)
        return self._rows.starts[at] if 0 <= at < len(self._rows.starts) else 0

    def seen(self) -> tuple[int, int]:
        """The stretch of the text that is on the screen."""
        at = round(self.scroll_y) - len(self._lead)
        rows = self._rows.rows[max(0, at) : max(0, at + self.size.height)]
        return (rows[0].start, rows[-1].stop) if rows else (0, 0)

    def title_seen(self) -> bool:
        """Whether the text's beginning is on the screen."""
        return round(self.scroll_y) <= 0

    def part_read(self) -> int:
        """Per cent of the text that is above the lower edge."""
        return round(100 * min(1.0, (self.scroll_y + self.size.height) / max(1, self.line_count())))

    def scroll_to_offset(self, offset: int) -> None:
        """Put the line of this offset at the top."""
        if self._rows.rows:
            self.scroll_to(y=self.line_of(offset), animate=False)

    def reveal(self, start: int, end: int) -> None:
        """Scroll no more than it takes to see this stretch and a few lines around it."""
        if not self._rows.rows:
            return
        first, last = self.line_of(start), self.line_of(max(start, end - 1))
        top, height = round(self.scroll_y), self.size.height
        if first - CONTEXT >= top and last + CONTEXT < top + height:
            return
        if top <= first and last < top + height and (first < CONTEXT or last + CONTEXT >= self.line_count()):
            return
        self.scroll_to(y=max(0, first - max(CONTEXT, height // 4)), animate=False)

    def follow(self, offset: int) -> None:
        """Scroll line by line, so that this offset is seen with a few lines around it."""
        y, top, height = self.line_of(offset), round(self.scroll_y), self.size.height
        around = min(CONTEXT, (height - 1) // 2)
        wanted = min(max(top, y + around + 1 - height), y - around)
        if wanted != top:
            self.scroll_to(y=max(0, wanted), animate=False)
