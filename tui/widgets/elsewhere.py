"""Where else were the words of the current quotation printed, and what did each outlet change?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct, field
from textual.binding import BindingType

from index.model import ArticleRow, Variant
from tui import keys
from tui.printed import LINKED, SAID, Printing, rank, section
from tui.render import fit, printable
from tui.saying import NOTED, About
from tui.widgets.changes import folded, hanging
from tui.widgets.painted import Line
from tui.widgets.peeking import Peeking
from tui.widgets.picklist import PickList
from tui.widgets.told import about_lines, heading, missing_line, printing_lines


class Printings(Struct, frozen=True):
    """What is known about the current quotation.

    `about` is its speaker, `summary` says how many printed it, `note` stands there where no printing can be shown.
    `shown` are the printings as `in_order` has them; `parts` are the words here by their ids, where the printings are
    of several. `year` is the article's, which their dates need not say again. `missing` are articles on the same
    happening that don't print it, one of each outlet. `notes` are what the reader wrote to it.
    """

    about: About | None = None
    summary: str = ""
    note: str = ""
    shown: tuple[Printing, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    missing: tuple[ArticleRow, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """What the cursor can stand on, by id: quotations, then articles."""
        return (*(variant.quote.id for variant in self.variants), *(row.id for row in self.missing))

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The printings alone."""
        return tuple(printing.variant for printing in self.shown)

    @property
    def best(self) -> Variant | None:
        """The best of them, whichever part it prints."""
        return min((v for v in self.variants if v.link.relation != "none"), key=rank, default=None)


class Elsewhere(Peeking, inherit_bindings=False):
    """The printings of one quotation by other outlets."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("elsewhere"))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.printings = Printings()
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def show(self, printings: Printings) -> None:
        """Show these, the cursor on the best; where the same printings were shown already, it stays."""
        before, here = self.printings, self.variant
        if before.items == printings.items and printings.items:
            self.printings = printings
            self._make()
            return
        self.printings = printings
        self.peeks = {}
        ids, old = ([p.variant.quote.id for p in one.shown] for one in (printings, before))
        # in another order they are still those of the same quotation: a key pressed twice must mean the same one
        kept = ids.index(here.quote.id) if here and set(ids) == set(old) else 0
        self.set_reactive(PickList.cursor, kept)
        self._make()
        self.scroll_to(y=0, animate=False)
        if kept:
            self.show_item(kept)

    def name_of_item(self, index: int) -> str:
        """The id of the printing's quotation, or of an article without one."""
        return self.printings.items[index]

    def made_anew(self) -> None:
        """Make the lines."""
        self._make()

    @property
    def printing(self) -> Printing | None:
        """The printing under the cursor, with whose words it prints."""
        return self.printings.shown[self.cursor] if self.cursor < len(self.printings.shown) else None

    @property
    def variant(self) -> Variant | None:
        """The printing under the cursor; None on an article without one."""
        return self.printing.variant if self.printing else None

    def action_open_variant(self) -> None:
        """Go to the printing under the cursor."""
        self.pick()

    # lines

    def count(self) -> int:
        """How many printings, and articles without one."""
        return len(self.printings.items)

    def first_line(self, index: int) -> int:
        """The first line of a printing."""
        return self._starts[index]

    def height_of(self, index: int) -> int:
        """Its lines."""
        return self._ends[index] - self._starts[index]

    def items_to_page(self) -> int:
        """Printings to a page, about."""
        return max(1, self.size.height // 5)

    def item_at(self, y: int) -> int | None:
        """The printing that has this line."""
        index = bisect_right(self._starts, y) - 1
        return index if index >= 0 and y < self._ends[index] else None

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """A line, with the cursor's bar before it."""
        line = self._lines[y]
        if self.item_at(y) != self.cursor or not line.pieces:
            return line
        under = "cursor" if self.has_focus else "cursor-blurred"
        return Line((("▌", "bar-current"), (line.pieces[0][0][1:], line.pieces[0][1]), *line.pieces[1:]), under)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._make()
        if self.count():
            self.show_item(self.cursor)

    def notify_style_update(self) -> None:
        """The signs of changes may have to appear."""
        super().notify_style_update()
        if self.is_mounted:
            self._make()

    def _make(self) -> None:
        width = max(12, self.room)
        shown = self.printings
        lines: list[Line] = []
        self._starts, self._ends = [], []
        if shown.about:
            lines += about_lines(shown.about, width)
        for note in shown.notes:
            lines += hanging((f"{NOTED} ", "note"), [(printable(note), "")], width)
        if shown.summary:
            lines += folded([(shown.summary, "dim")], width, " ")
        if shown.note:
            lines += [*([Line()] if lines else []), *folded([(shown.note, "")], width, " ")]
        headings = ("", "")
        for printing in shown.shown:
            variant = printing.variant
            lines.append(Line())
            part, under = shown.parts.get(printing.own, ""), section(variant)
            if part != headings[0]:
                lines += [Line(((" ", ""), (fit(f"“{part}”", width - 1), "fragment")))]
            # who printed it needs no heading where nothing stands before it
            if (part, under) != headings and (under != LINKED or headings == (part, SAID)):
                lines.append(heading(under, width))
            headings = (part, under)
            self._starts.append(len(lines))
            peek = self.peeks.get(variant.quote.id)
            lines += printing_lines(variant, width, shown.year, self.app.no_color, peek)
            self._ends.append(len(lines))
        if shown.missing:
            lines += [Line(), heading("not reported by", width)]
        for row in shown.missing:
            self._starts.append(len(lines))
            lines.append(missing_line(row, width, shown.year))
            self._ends.append(len(lines))
        self._lines = lines
        self.resize_to_content()
