"""How is all that one person said shown: events as headings, under each what was said there?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from index.model import Happening, Saying
from tui import keys
from tui.render import fit, one_line
from tui.saying import SIGNS, printed_by, words_of
from tui.widgets.articles import name_of
from tui.widgets.changes import folded
from tui.widgets.dates import day, within
from tui.widgets.painted import Line, Piece
from tui.widgets.peeking import Peeking
from tui.widgets.told import surroundings

DAY = 7  # cells of "12 Nov" and a space
MOST_NAMES = 4  # outlets that are named beside the words
LEAST_TITLE = 12  # cells of an event's name, which says more than how many articles there are


class Sayings(Peeking, inherit_bindings=False):
    """What a person said. The cursor is on one thing said; headings are passed over."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("said"))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.events: Sequence[Happening] = ()
        self.sayings: list[Saying] = []
        self._firsts: list[int] = []  # the first saying of each event
        self._width = 0  # for which the lines are broken
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def show(self, events: Sequence[Happening], here: Sequence[str] = ()) -> None:
        """Show these events, the cursor on what is said by one of the quotations `here`, else where it was."""
        self.events = events
        self.sayings, self._firsts = [], []
        for event in events:
            self._firsts.append(len(self.sayings))
            self.sayings += event.sayings
        some = set(here)
        at = next((i for i, one in enumerate(self.sayings) if some.intersection(one.quotes)), self.cursor)
        self.keep_peeks(said.quote.id for said in self.sayings)
        self.set_reactive(Sayings.cursor, self.validate_cursor(at))
        self.made_anew()
        self.show_item(self.cursor)

    @property
    def saying(self) -> Saying | None:
        """What the cursor is on."""
        return self.sayings[self.cursor] if self.sayings else None

    @property
    def event(self) -> Happening | None:
        """The event under whose heading the cursor is."""
        return self.events[bisect_right(self._firsts, self.cursor) - 1] if self.sayings else None

    def name_of_item(self, index: int) -> str:
        """The id of the quotation that is told."""
        return self.sayings[index].quote.id

    def action_open_said(self) -> None:
        """Go to the words under the cursor."""
        self.pick()

    def action_next_event(self) -> None:
        """The first thing said on the next event."""
        at = bisect_right(self._firsts, self.cursor)
        self.cursor = self._firsts[at] if at < len(self._firsts) else self.count() - 1

    def action_previous_event(self) -> None:
        """The first thing said on this event, or from there on the event before."""
        at = bisect_left(self._firsts, self.cursor) - 1
        self.cursor = self._firsts[max(0, at)] if self._firsts else 0

    # lines

    def count(self) -> int:
        """How many things said."""
        return len(self.sayings)

    def first_line(self, index: int) -> int:
        """The first line of one of them."""
        return self._starts[index]

    def height_of(self, index: int) -> int:
        """Its lines."""
        return self._ends[index] - self._starts[index]

    def show_item(self, index: int) -> None:
        """See it, and of the first on an event the heading, too."""
        if not self.sayings:
            return
        if index in self._firsts[bisect_left(self._firsts, index) :][:1]:
            top = self._starts[index] - 2
            if top < self.scroll_y:
                self.scroll_to(y=max(0, top), animate=False)
                return
        super().show_item(index)

    def item_lines(self, index: int) -> list[Line]:
        """The lines of one of them, with its paragraph where that is open."""
        return self._lines[self._starts[index] : self._ends[index]]

    def items_to_page(self) -> int:
        """Things said to a page, about."""
        return max(1, self.size.height // 4)

    def item_at(self, y: int) -> int | None:
        """The thing said that has this line."""
        index = bisect_right(self._starts, y) - 1
        return index if index >= 0 and y < self._ends[index] else None

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """A line, with the cursor's bar before it."""
        line = self._lines[y]
        if self.item_at(y) == self.cursor:
            under = "cursor" if self.has_focus else "cursor-blurred"
            line = Line((("▌", "bar-current"), (line.pieces[0][0][1:], line.pieces[0][1]), *line.pieces[1:]), under)
        return self.with_found(y, line)

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self._width != self.size.width:
            self.made_anew()
        super().on_resize()

    def made_anew(self) -> None:
        """Break all into lines."""
        self._width = self.size.width
        width = max(24, self.room)
        self._lines, self._starts, self._ends = [], [], []
        for event in self.events:
            self._lines += [Line(), heading(event, width)]
            for said in event.sayings:
                self._starts.append(len(self._lines))
                self._lines += saying_lines(said, width, (event.article.published or "")[:4])
                peek = self.peeks.get(said.quote.id)
                self._lines += surroundings(peek, said.article.title, width) if peek else []
                self._ends.append(len(self._lines))
        self.resize_to_content()


def heading(event: Happening, width: int) -> Line:
    """When, what the first article calls it, and how many articles quote the person there."""
    when = day(event.article.published, "year") or "no date"
    told = f" · {event.articles} article{'' if event.articles == 1 else 's'}"
    room = width - cell_len(when) - 4
    told = told if room - cell_len(told) >= LEAST_TITLE else ""
    title = fit(name_of(event.article), room - cell_len(told))
    return Line(((f" {when}", "strong"), (" · ", "dim"), (title, "title"), (told, "dim")))


def saying_lines(said: Saying, width: int, year: str) -> list[Line]:
    """The day, the sign of the kind, the words, and who printed them."""
    quote = said.quote
    date = within(said.first, year)
    date += " " * max(1, DAY - cell_len(date))
    indent = f"  {' ' * cell_len(date)}{SIGNS[quote.kind]} "
    pieces: list[Piece] = [("perhaps ", "warning")] if said.perhaps else []
    pieces += [(words_of(quote, one_line(said.text)), quote.kind), (f"  {printed_by(said, MOST_NAMES)}", "dim")]
    first, *rest = folded(pieces, width, indent)
    head: tuple[Piece, ...] = ((f"  {date}", "dim"), (f"{SIGNS[quote.kind]} ", ""))
    return [Line((*head, *first.pieces[1:])), *rest]
