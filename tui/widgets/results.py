"""What did a search find: passages, or every hit on a line of its own with the words in one column?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from index.model import Hit
from tui import keys
from tui.kwic import aligned
from tui.render import Layer, fit, flatten, one_line, paint, printable, wrap
from tui.saying import bare
from tui.widgets.articles import named
from tui.widgets.changes import sentences
from tui.widgets.dates import day, newest_year, within
from tui.widgets.painted import Line, Piece
from tui.widgets.picklist import PickList

PASSAGE_LINES = 2
ENDS = tuple(".!?…\"'”’»")  # of a sentence: a passage that has none of them at its end was cut
LEAD_IN = 3  # of so many parts of a line, one stands before the first word found
MOST_WHERE = 26  # cells of outlet and date before a line of context: at most, and of so many parts of a line one
WHERE_PART = 4


class Results(PickList, inherit_bindings=False):
    """The hits of a search, best first."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("results"))
    ITEM_HEIGHT = PASSAGE_LINES + 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.hits: Sequence[Hit] = ()
        self.year = ""  # of the newest hit's article: lines of context say only the others'
        self.in_context = False
        self.why: Sequence[str] = ()

    def show(self, hits: Sequence[Hit], cursor: int = 0, in_context: bool = False, why: Sequence[str] = ()) -> None:
        """Show these hits, as passages or each on a line of its own; where there are none, sentences on that."""
        self.hits = hits
        self.why = () if hits else why
        self.year = newest_year(hit.published for hit in hits)
        self.in_context = in_context
        self.set_reactive(PickList.cursor, self.validate_cursor(cursor))
        self.resize_to_content()
        self.show_item(self.cursor)
        if hits:
            self.post_message(self.Moved(self, self.cursor))

    def item_height(self) -> int:
        """Lines to a hit."""
        return 1 if self.in_context else self.ITEM_HEIGHT

    def count(self) -> int:
        """How many."""
        return len(self.hits)

    def line_count(self) -> int:
        """Lines of all hits, or of why there are none."""
        return super().line_count() if self.hits else len(self.why_lines())

    def line(self, y: int) -> Line:
        """A line of a hit, or of why there is none."""
        return super().line(y) if self.hits else self.why_lines()[y]

    def why_lines(self) -> list[Line]:
        """The sentences, an empty line between them."""
        return sentences(self.why, self.size.width)

    def item_lines(self, index: int) -> list[Line]:
        """Where it stands, then the words around what was found."""
        hit = self.hits[index]
        width = self.size.width - 3
        mark: Piece = ("▌", "bar-current") if index == self.cursor else (" ", "")
        if self.in_context:
            return [Line((mark, *context_line(hit, self.room - 1, self.year)))]
        where = " · ".join(part for part in (one_line(hit.outlet), day(hit.published, "year")) if part)
        title = fit(named(hit.title, hit.path, hit.article), max(10, width - cell_len(where) - 3))
        head = Line((mark, (title, "strong"), (f" · {where}" if where else "", "dim")))
        return [head, *(Line((mark, *line.pieces)) for line in context(hit, width, PASSAGE_LINES))]

    def action_open_result(self) -> None:
        """Go to the hit under the cursor; where none is there yet, the screen knows whether one is to come."""
        self.post_message(self.Picked(self, self.cursor))


def context_line(hit: Hit, width: int, year: str) -> list[Piece]:
    """Outlet and date, what stands left, the words in the column of all lines, what stands right."""
    told = min(MOST_WHERE, width // WHERE_PART)
    date = within(hit.published, year)
    outlet = fit(
        bare(one_line(hit.outlet)) or named(hit.title, hit.path, hit.article), max(4, told - cell_len(date) - 1)
    )
    left = (width - told - 1) * 2 // 5
    before, words, after = aligned(hit, left, max(4, width - told - 1 - left))
    space = " " * max(1, told - cell_len(outlet) - cell_len(date))
    return [(outlet, "dim"), (space, ""), (f"{date} ", "dim"), (before, ""), (words, "hit"), (after, "")]


def context(hit: Hit, width: int, lines: int) -> list[Line]:
    """The passage in at most so many lines, begun so late that the first word found is seen."""
    text = printable(hit.passage).replace("\n", " ").replace("\r", " ")
    spans = [(max(0, start - hit.start), min(len(text), end - hit.start), Layer.HIT) for start, end in hit.hits]
    first = spans[0][0] if spans else 0
    begin = 0
    if first > width * lines * (LEAD_IN - 1) // LEAD_IN:
        begin = text.find(" ", max(0, first - width // LEAD_IN)) + 1
        begin = begin if 0 < begin <= first else first
    runs = flatten(spans)
    shown = []
    rows = wrap(text[begin : begin + width * (lines + 1)], max(4, width - 3)).rows
    for at, row in enumerate(rows[:lines]):
        pieces: list[Piece] = [("… " if begin + hit.start and at == 0 else "  ", "dim")]
        for start, end, layers in paint(begin + row.start, begin + row.end, (runs,)):
            pieces.append((text[start:end], "hit" if Layer.HIT in layers else ""))
        last = at == min(lines, len(rows)) - 1
        if last and (len(rows) > lines or begin + row.stop < len(text) or not text.rstrip().endswith(ENDS)):
            pieces.append(("…", "dim"))
        shown.append(Line(tuple(pieces)))
    return shown
