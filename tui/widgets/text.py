"""The text of an article: its quotations, where the reader stands, what a search found.

The text is wrapped once for each width; a line is made when it is seen and kept until something on it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.binding import BindingType
from textual.message import Message

from index.paragraphs import unbroken
from tui import keys
from tui.gutter import CURRENT_BAR, GUTTER, Sign, gutter
from tui.render import Layer, Rows, Runs, Span, flatten, innermost, one_line, paint, printable, unsplit, wrap
from tui.saying import NOTED
from tui.widgets.painted import Line, Piece
from tui.widgets.prose import furniture, title_span
from tui.widgets.selecting import Selecting

WIDTHS: tuple[int | None, ...] = (72, 100, None)  # comfortable, wide, all there is

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
    Layer.SELECTED: "selected",
    Layer.CARET: "caret",
}


class Mark(Struct, frozen=True):
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
        return self.kind | Layer.SHARED if self.count else self.kind


class Document(Struct, frozen=True):
    """What the pane shows: a text, its title and what is marked in it."""

    text: str = ""
    title: str = ""
    marks: tuple[Mark, ...] = ()


class TextPane(Selecting):
    """The text of one article."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("text", "selecting"))

    class Scrolled(Message):
        """Another part of the text is seen."""

    class AtEnd(Message):
        """A page further is wanted, and there is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.document = Document()
        self.measure = WIDTHS[0]
        self._gutter: dict[int, Sign] = {}
        self._base = Runs()
        self._current = Runs()
        self._hits = Runs()
        self._current_lines: frozenset[int] = frozenset()
        self._wrapped_for = 0

    def action_page_down(self) -> None:
        """A page down; at the end say so."""
        if round(self.scroll_y) >= self.max_scroll_y:
            self.post_message(self.AtEnd())
        super().action_page_down()

    # what is shown

    def show(self, document: Document) -> None:
        """Show another text from its beginning, with no current quotation, no hits and nothing selected."""
        self.hold(None)
        if (document.text, document.title) != (self.document.text, self.document.title):
            self._rows, self._lead = Rows((), ()), []  # where the pane is hidden they stay so until it is seen
        self.document = document
        title = title_span(document.text, document.title)
        self._shown = unbroken(printable(document.text), title[1] if title else 0)
        spans: list[Span] = [
            (start, end, Layer.FURNITURE)
            for start, end in furniture(document.text)
            if not any(mark.start < end and start < mark.end for mark in document.marks)  # what is said is never dimmed
        ]
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
        current, hits, held = self._current, self._hits, self.held
        self.show(Document(self.document.text, self.document.title, marks))
        self._current, self._hits = current, hits
        self.hold(held)
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

    def _rewrap(self) -> None:
        self._wrapped_for = self.column if self.size.width else 0  # hidden, it is wrapped once it is seen
        if not self.size.width:
            return
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

    def line(self, y: int) -> Line:
        """A line with its gutter."""
        if y < len(self._lead):
            line = self._lead[y]
            return Line(((" " * self.left, ""), *line.pieces))
        at = y - len(self._lead)
        row = self._rows.rows[at]
        pieces = [(" " * self.left, ""), *self._gutter_of(at)]
        parts = paint(row.start, row.end, (self._base, self._current, self._hits, self._selection))
        for start, end, layers in unsplit(self._shown, parts):
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

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())
