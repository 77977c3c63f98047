"""How does a pane paint lines that are made only when they are seen?

A pane says how many lines it has and gives any one of them as styled pieces; styles are named, and what a name looks
like stands in the style sheet. Several names on a piece are laid over each other in the order given.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

INKS = (
    "title",
    "strong",
    "dim",
    "furniture",
    "term",
    "indirect",
    "fragment",
    "direct",
    "shared",
    "current",
    "hit",
    "here",
    "selected",
    "caret",
    "bar",
    "bar-shared",
    "bar-current",
    "count",
    "cursor",
    "cursor-blurred",
    "unread",
    "star",
    "note",
    "tag",
    "score",
    "relation",
    "deleted",
    "inserted",
    "altered",
    "left-out",
    "warning",
    "key",
)
MOST_KEPT = 2000  # lines kept as painted
UNCOLOURED = Style(color="default", dim=False)  # on a reversed line colours would be grounds, and dim hard to read
NOT_SEEN = "\u200b"  # stands for what is not seen, and is of use in measuring only: some terminals give it a cell
TURNED = UNCOLOURED + Style(reverse=False)  # what is reversed elsewhere is told there by not being so
Result = TypeVar("Result")
Piece = tuple[str, str]  # text, and the names of its styles with a space between


class Line(Struct, frozen=True):
    """Pieces from left to right; `under` is the style of the whole line, its empty end too."""

    pieces: tuple[Piece, ...] = ()
    under: str = ""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(text for text, _ in self.pieces)


class Inked(Screen[Result]):
    """A screen that knows what the names look like: once for all its panes, for each costs a style sheet's look-up."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}
    KEEPS: ClassVar[bool] = False  # whether what was typed is kept however the screen is left

    def step_back(self) -> bool:
        """Close what is open on it, a field or a paragraph; False where nothing is."""
        return False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, once: the second of two keys in a row would close what is below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def leave(self) -> None:
        """Close it with nothing chosen."""
        self.dismiss(None)


class Painted(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling pane of lines, on an `Inked` screen. A subclass gives `line` and `line_count`."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self._inks: dict[str, Style] = {}
        self._strips: dict[int, Strip] = {}  # lines as painted, by their number

    @property
    def allow_vertical_scroll(self) -> bool:
        """Always: a pane that was just filled is scrolled to its cursor before its scroll bar is there."""
        return True

    @property
    def room(self) -> int:
        """Cells of a line that words may take: a blank stays before the scroll bar, whether that is there or not."""
        return self.size.width - 2

    def line(self, y: int) -> Line:
        """The line `y` of the content, counted from its top."""
        raise NotImplementedError

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def resize_to_content(self) -> None:
        """Tell the scroll bar how much there is now, and paint again."""
        self.virtual_size = Size(self.size.width, self.line_count())
        self.forget()

    def forget(self, first: int | None = None, count: int = 1) -> None:
        """Paint these lines anew; without a number, all."""
        if first is None:
            self._strips.clear()
            self.refresh()
            return
        for y in range(first, first + count):
            self._strips.pop(y, None)
        self.refresh_lines(first, count)

    def ink(self, names: str) -> Style:
        """The style of some names, as the style sheet has it now."""
        style = self._inks.get(names)
        if style is None:
            style = Style()
            for name in names.split():
                style += self.screen.get_component_rich_style(f"ink--{name}", partial=True)
            self._inks[names] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the styles of another theme."""
        super().notify_style_update()
        self._inks.clear()
        self.forget()

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        top = round(self.scroll_y) + y
        strip = self._strips.get(top)
        if strip is None:
            width = self.size.width
            if top >= self.line_count():
                return Strip.blank(width, self.ground())
            if len(self._strips) > MOST_KEPT:
                self._strips.clear()
            strip = self.strip(self.line(top), width)
            self._strips[top] = strip
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the window, as they are kept.

        Textual makes each line once more, with borders, padding and opacity that no pane has: that took longer than all
        else of a key.
        """
        if any(self.gutter) or self.opacity != 1.0:
            return super().render_lines(crop)
        width, ground = self.region.width, self.background_colors[1]
        filters = self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y).adjust_cell_length(width, self.ground())
            for change in filters:
                strip = strip.apply_filter(change, ground)
            strips.append(strip)
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def ground(self) -> Style:
        """The pane's own style."""
        style = self._inks.get("")
        if style is None:
            style = self._inks[""] = self.rich_style
        return style

    def strip(self, line: Line, width: int) -> Strip:
        """A line in this pane's colours, as wide as the pane."""
        under = self.ground() + self.ink(line.under) if line.under else self.ground()
        segments = [
            Segment(text.replace(NOT_SEEN, ""), self._laid(under, names)) for text, names in line.pieces if text
        ]
        used = sum(cell_len(segment.text) for segment in segments)
        return Strip(segments, used).adjust_cell_length(width, under)

    def _laid(self, under: Style, names: str) -> Style:
        if not names:
            return under
        ink = self.ink(names)
        if not under.reverse or (ink.bgcolor and ink.reverse is False):  # with a ground of its own
            return under + ink
        return under + ink + (TURNED if ink.reverse else UNCOLOURED)

    def page(self) -> int:
        """Lines to a page: one less than are seen, so that the eye keeps its place."""
        return max(1, self.size.height - 1)

    def action_down(self) -> None:
        """A line down."""
        self.scroll_by(1)

    def action_up(self) -> None:
        """A line up."""
        self.scroll_by(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.scroll_by(self.page())

    def action_page_up(self) -> None:
        """A page up."""
        self.scroll_by(-self.page())

    def action_half_down(self) -> None:
        """Half a page down."""
        self.scroll_by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.scroll_by(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def scroll_by(self, lines: int) -> None:
        """Scroll at once by so many lines."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False)
