"""The text of an article: its quotations, where the reader stands, what a search found.

The text is wrapped once for each width; a line is made when it is seen and kept until something on it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from index.paragraphs import unbroken
from tui import keys
from tui.gutter import CURRENT_BAR, GUTTER, Sign, gutter
from tui.render import Layer, Rows, Runs, Span, flatten, innermost, one_line, paint, printable, reach, wrap
from tui.saying import NOTED
from tui.widgets.painted import Line, Painted, Piece
from tui.widgets.prose import furniture, title_span

WIDTHS: tuple[int | None, ...] = (72, 100, None)  # comfortable, wide, all there is
RIGHT_MARGIN = 2
CONTEXT = 3  # lines kept above and below a place that is gone to

NO_SIGN = Sign("", " ", shared=False)
INKS = {
    Layer.FURNITURE: "furniture",
    Layer.TITLE: "title",
    Layer.TERM: "term",
    Layer.INDIRECT: "indirect",
    Layer.FRAGMENT: "fragment",
    Layer.DIRECT: "direct",
    Layer.SHARED: "shared",
    Layer.CURRENT: "current",
    Layer.HIT: "hit",
    Layer.HERE: "here",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a quotation: where, of which kind, how many other outlets printed the quotation it belongs to.

    `first` is False for the further pieces of a split quotation, which show the bar but not the count again.
    `noted` says whether the reader wrote a note to it.
    """

    start: int
    end: int
    kind: Layer
    count: int = 0
    first: bool = True
    noted: bool = False

    @property
    def layers(self) -> Layer:
        """How it is painted."""
        return self.kind | (Layer.SHARED if self.count else Layer(0))


@dataclass(frozen=True, slots=True)
class Document:
    """What the pane shows: a text, its title and what is marked in it."""

    text: str = ""
    title: str = ""
    marks: tuple[Mark, ...] = ()


class TextPane(Painted, inherit_bindings=False):
    """The text of one article."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("text"))
    ALLOW_SELECT = True

    class Pointed(Message):
        """The mouse was pressed on a place of the text."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Scrolled(Message):
        """Another part of the text is seen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.document = Document()
        self.measure: int | None = WIDTHS[0]
        self.centred = False
        self._shown = ""
        self._rows = Rows((), ())
        self._lead: list[Line] = []
        self._gutter: dict[int, Sign] = {}
        self._base = Runs()
        self._current = Runs()
        self._hits = Runs()
        self._current_lines: frozenset[int] = frozenset()
        self._wrapped_for = 0

    # what is shown

    def show(self, document: Document) -> None:
        """Show another text from its beginning, with no current quotation and no hits."""
        self.document = document
        title = title_span(document.text, document.title)
        self._shown = unbroken(printable(document.text), title[1] if title else 0)
        spans: list[Span] = [(start, end, Layer.FURNITURE) for start, end in furniture(document.text)]
        if title:
            spans.append((*title, Layer.TITLE))
        spans.extend(innermost((mark.start, mark.end, mark.kind) for mark in document.marks))
        spans.extend((mark.start, mark.end, Layer.SHARED) for mark in document.marks if mark.count)
        self._base = flatten(spans)
        self._current = self._hits = Runs()
        self._rewrap()
        self.scroll_to(y=0, animate=False)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """The same text with other marks: the counts have changed."""
        place = self.top_offset()
        current, hits = self._current, self._hits
        self.show(Document(self.document.text, self.document.title, marks))
        self._current, self._hits = current, hits
        self._mark_lines()
        self.scroll_to_offset(place)

    def set_current(self, spans: Sequence[tuple[int, int]]) -> None:
        """Make these pieces the current quotation."""
        self._current = flatten((start, end, Layer.CURRENT) for start, end in spans)
        self._mark_lines()

    def set_hits(self, spans: Sequence[tuple[int, int]], here: tuple[int, int] | None = None) -> None:
        """Mark what a search found, and which of it the reader stands on."""
        marked: list[Span] = [(start, end, Layer.HIT) for start, end in spans]
        if here:
            marked.append((*here, Layer.HERE))
        self._hits = flatten(marked)
        self.forget()

    def set_measure(self, measure: int | None, centred: bool) -> None:
        """The widest a line may be, and whether the text stands in the middle of a pane wider than that."""
        if (measure, centred) == (self.measure, self.centred):
            return
        self.measure, self.centred = measure, centred
        self._rewrap_in_place()

    def _mark_lines(self) -> None:
        lines: set[int] = set()
        if self._rows.rows:
            for start, end in zip(self._current.starts, self._current.ends, strict=True):
                lines.update(range(self._rows.at(start), self._rows.at(end - 1) + 1))
        self._current_lines = frozenset(lines)
        self.forget()

    # lines

    @property
    def column(self) -> int:
        """Cells of a line of text."""
        room = self.size.width - GUTTER - RIGHT_MARGIN
        return max(8, min(room, self.measure or room))

    @property
    def left(self) -> int:
        """Empty cells before the gutter."""
        return max(0, (self.size.width - self.column - GUTTER) // 2) if self.centred else 0

    def _rewrap(self) -> None:
        if not self.size.width:
            return
        self._wrapped_for = self.column
        self._rows = wrap(self._shown, self.column)
        self._lead = []
        if self.document.title and not title_span(self.document.text, self.document.title):
            title = one_line(self.document.title)
            rows = wrap(title, self.column).rows
            self._lead = [Line(((" " * GUTTER, ""), (title[row.start : row.end], "title"))) for row in rows]
            self._lead.append(Line())
        marks = self.document.marks
        self._gutter = gutter(
            self._rows,
            [(mark.start, mark.end, mark.layers, mark.count if mark.first else 0) for mark in marks],
            [mark.start for mark in marks if mark.noted],
        )
        self._mark_lines()
        self.resize_to_content()

    def _rewrap_in_place(self) -> None:
        place, lead = self.top_offset(), round(self.scroll_y) < len(self._lead)
        self._rewrap()
        if not lead:
            self.scroll_to_offset(place)

    def on_resize(self) -> None:
        """Wrap again for another width, and stay at the same words."""
        if self.column != self._wrapped_for or not self._rows.rows:
            self._rewrap_in_place()
        else:
            self.resize_to_content()
        self.post_message(self.Scrolled())  # another part of it is seen

    def line_count(self) -> int:
        """Lines of the title, where the text has none, and of the text."""
        return len(self._lead) + len(self._rows.rows)

    def line(self, y: int) -> Line:
        """A line with its gutter."""
        if y < len(self._lead):
            line = self._lead[y]
            return Line(((" " * self.left, ""), *line.pieces))
        at = y - len(self._lead)
        row = self._rows.rows[at]
        pieces = [(" " * self.left, ""), *self._gutter_of(at)]
        for start, end, layers in paint(row.start, row.end, (self._base, self._current, self._hits)):
            pieces.append((self._shown[start:end], " ".join(INKS[layer] for layer in Layer if layer in layers)))
        return Line(tuple(pieces))

    def _gutter_of(self, at: int) -> list[Piece]:
        sign = self._gutter.get(at, NO_SIGN)
        here = at in self._current_lines
        shared = "bar-shared" if sign.shared else "bar"
        return [
            (f"{sign.count:>3}", "count" if not here else "count strong"),
            (CURRENT_BAR if here else " ", "bar-current"),
            (sign.bar, shared),
            (NOTED if sign.noted else " ", "note"),
        ]

    def render_line(self, y: int) -> Strip:
        """A line of the window, with the mouse's selection on it."""
        strip = super().render_line(y)
        top, selection = round(self.scroll_y) + y, self.text_selection
        return strip if selection is None or top >= self.line_count() else self._selected(strip, selection, top)

    def _selected(self, strip: Strip, selection: Selection, y: int) -> Strip:
        span = selection.get_span(y)
        if span is None:
            return strip
        begin = self.left + GUTTER
        last = begin + len(self.line(y).text) - begin
        first = strip.index_to_cell_position(max(begin, span[0]))
        after = strip.index_to_cell_position(last if span[1] < 0 else max(begin, min(span[1], last)))
        if first >= after:
            return strip
        style = self.screen.get_component_rich_style("screen--selection")
        parts = strip.divide([first, after, strip.cell_length])
        return Strip.join([parts[0], parts[1].apply_style(style), parts[2]])

    # places

    def _offset_of(self, place: Offset) -> int:
        """The offset of the text at a character of a line."""
        at = place.y - len(self._lead)
        if at < 0 or not self._rows.rows:
            return 0
        if at >= len(self._rows.rows):
            return len(self.document.text)
        row = self._rows.rows[at]
        return min(row.end, row.start + max(0, place.x - self.left - GUTTER))

    def selected_span(self) -> tuple[int, int] | None:
        """What the mouse has selected, as offsets of the text."""
        selection = self.text_selection
        if selection is None:
            return None
        start = 0 if selection.start is None else self._offset_of(selection.start)
        end = len(self.document.text) if selection.end is None else self._offset_of(selection.end)
        return (start, end) if start < end else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words as they stand in the text, not as they are wrapped."""
        span = self.selected_span()
        return (self.document.text[span[0] : span[1]], "\n") if span else None

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse has selected something else."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A press without a selection points at a place."""
        if self.selected_span():
            return
        y = event.y + round(self.scroll_y)
        if y < self.line_count() and y >= len(self._lead):
            cells = max(0, event.x - self.left - GUTTER)
            row = self._rows.rows[y - len(self._lead)]
            self.post_message(self.Pointed(row.start + reach(self._shown[row.start : row.end], cells)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

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
            self.scroll_to(y=len(self._lead) + self._rows.at(offset), animate=False)

    def reveal(self, start: int, end: int) -> None:
        """Scroll no more than it takes to see this stretch and a few lines around it."""
        if not self._rows.rows:
            return
        first = len(self._lead) + self._rows.at(start)
        last = len(self._lead) + self._rows.at(max(start, end - 1))
        top, height = round(self.scroll_y), self.size.height
        if first - CONTEXT >= top and last + CONTEXT < top + height:
            return
        if top <= first and last < top + height and (first < CONTEXT or last + CONTEXT >= self.line_count()):
            return
        self.scroll_to(y=max(0, first - max(CONTEXT, height // 4)), animate=False)
