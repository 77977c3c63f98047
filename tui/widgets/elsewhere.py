"""Where else were the words of the current quotation printed, and what did each outlet change?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message

from index.model import ArticleRow, Variant
from tui import keys
from tui.printed import HEADINGS, Printing, rank
from tui.render import fit, one_line, printable
from tui.saying import SIGNS, About, retold
from tui.widgets.articles import name_of
from tui.widgets.changes import changed, folded
from tui.widgets.dates import day
from tui.widgets.painted import Line, Piece
from tui.widgets.picklist import PickList

INDENT = "   "
HEAD_LINES = 3  # of what is said about the speaker: two at most for name and role


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The surroundings of another printing: a stretch of text, and where in it the quotation stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printings:
    """What is known about the current quotation.

    `about` is its speaker, `summary` says how many printed it, `note` stands there where no printing can be shown.
    `shown` are the printings as `in_order` has them; `parts` are the words here by their ids, where the printings are
    of several. `year` is the article's, which their dates need not say again. `missing` are articles on the same
    happening that don't print it, one of each outlet.
    """

    about: About | None = None
    summary: str = ""
    note: str = ""
    shown: tuple[Printing, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    peeks: Mapping[str, Paragraph] = field(default_factory=dict)
    missing: tuple[ArticleRow, ...] = ()

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


class Elsewhere(PickList, inherit_bindings=False):
    """The printings of one quotation by other outlets."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("elsewhere"))

    class Peeked(Message):
        """The surroundings of a printing are wanted."""

        def __init__(self, variant: Variant) -> None:
            super().__init__()
            self.variant = variant

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
            self.printings = replace(printings, peeks=before.peeks)
            self._make()
            return
        self.printings = printings
        ids, old = ([p.variant.quote.id for p in one.shown] for one in (printings, before))
        # in another order they are still those of the same quotation: a key pressed twice must mean the same one
        kept = ids.index(here.quote.id) if here and set(ids) == set(old) else 0
        self.set_reactive(PickList.cursor, kept)
        self._make()
        self.scroll_to(y=0, animate=False, force=True)

    def show_peek(self, quotation: str, paragraph: Paragraph) -> None:
        """Open the surroundings of a printing, below it."""
        old = self.printings
        peeks = {**old.peeks, quotation: paragraph}
        self.printings = replace(old, peeks=peeks)
        self._make()
        self.show_item(self.cursor)

    def close_peeks(self) -> bool:
        """Close all surroundings; False where none was open."""
        old = self.printings
        if not old.peeks:
            return False
        self.printings = replace(old, peeks={})
        self._make()
        return True

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

    def action_peek(self) -> None:
        """Open the surroundings of the printing under the cursor, or close them."""
        variant = self.variant
        if variant is None:
            return
        if variant.quote.id in self.printings.peeks:
            self.close_peeks()
        else:
            self.post_message(self.Peeked(variant))

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
        width = max(12, self.size.width - 1)
        shown = self.printings
        lines: list[Line] = []
        self._starts, self._ends = [], []
        if shown.about:
            lines += about_lines(shown.about, width)
        if shown.summary:
            lines += folded([(shown.summary, "dim")], width, " ")
        if shown.note:
            lines += [*([Line()] if lines else []), *folded([(shown.note, "")], width, " ")]
        headings = ("", "")
        for printing in shown.shown:
            variant = printing.variant
            lines.append(Line())
            part = shown.parts.get(printing.own, "")
            section = HEADINGS.get(variant.link.relation, "")
            if part != headings[0]:
                lines += [Line(((" ", ""), (fit(f"“{part}”", width - 1), "fragment")))]
            if section and (part, section) != headings:
                lines += [heading(section, width), Line()]
            headings = (part, section)
            self._starts.append(len(lines))
            lines += self._printing(variant, width)
            self._ends.append(len(lines))
        if shown.missing:
            lines += [Line(), heading("not reported by", width)]
        for row in shown.missing:
            self._starts.append(len(lines))
            lines.append(missing_line(row, width, shown.year))
            self._ends.append(len(lines))
        self._lines = lines
        self.resize_to_content()

    def _printing(self, variant: Variant, width: int) -> list[Line]:
        link, row = variant.link, variant.article
        score = f"{min(99, round(100 * link.score)) if link.score < 1 else 100}"
        echo = link.relation == "echo"
        relation = "none" if link.judged is False else link.relation
        # an echo's score is the probability that it is none: a reader is told why instead
        shown = (" ", "") if echo else (f" {score} ", "dim" if relation == "none" else "score")
        head: list[Piece] = [shown, (relation, "relation")]
        if link.judged:
            head += [(" as you said", "dim")]
        if link.altered:
            head += [(" ! altered", "warning")]
        name = one_line(row.outlet) or name_of(row)
        date = day(row.published, "short" if (row.published or "").startswith(self.printings.year) else "year")
        used = sum(cell_len(text) for text, _ in head)
        where: list[Piece] = [(f" · {date}" if date else "", "dim")]
        if used + 2 + cell_len(name) + cell_len(where[0][0]) <= width:
            lines = [Line((*head, ("  ", ""), (name, "strong"), *where))]
        else:
            name = fit(name, width - len(INDENT) - cell_len(where[0][0]))
            lines = [Line(tuple(head)), Line(((INDENT, ""), (name, "strong"), *where))]
        if link.reason:
            lines += folded([(one_line(link.reason), "dim")], width, INDENT)
        quoted = [("“", ""), *changed(variant.diff, signs=self.app.no_color), ("”", "")]
        if link.relation == "paraphrased":
            quoted = [(one_line(retold(variant)), "")]
        lines += folded(quoted, width, INDENT)
        paragraph = self.printings.peeks.get(variant.quote.id)
        title = row.title if row.outlet else None  # else it stands above already
        return lines + (_surroundings(paragraph, title, width) if paragraph else [])


def heading(section: str, width: int) -> Line:
    """The line above a section."""
    return Line(((f" ── {section} " + "─" * max(0, width - len(section) - 5), "dim"),))


def missing_line(row: ArticleRow, width: int, year: str) -> Line:
    """An article on the same happening that doesn't print the words."""
    date = day(row.published, "short" if (row.published or "").startswith(year) else "year")
    told = f" · {date}" if date else ""
    return Line(((f" {fit(one_line(row.outlet) or name_of(row), width - 1 - cell_len(told))}", ""), (told, "dim")))


def about_lines(known: About, width: int) -> list[Line]:
    """Name and role, then what else is known, in three lines at most."""
    who: list[Piece] = [(f"{known.unsure} ", "warning")] if known.unsure else []
    who += [(one_line(known.name), "strong")]
    who += [(f", {one_line(known.role)}", "")] if known.role else []
    lines = _at_most(2, who, width)
    return lines + _at_most(HEAD_LINES - len(lines), [(" · ".join(details(known)), "dim")], width)


def details(known: About) -> list[str]:
    """What else is known, the kind with its sign (a term's is a point, which would be lost among those between)."""
    return [f"{SIGNS[part]} {part}" if part in SIGNS and part != "term" else one_line(part) for part in known.details]


def _at_most(most: int, pieces: list[Piece], width: int) -> list[Line]:
    lines = folded(pieces, width, " ")
    if len(lines) <= most:
        return lines
    room = width - 1
    cut = lines[:most]
    *before, (text, names) = cut[-1].pieces
    room -= sum(cell_len(part) for part, _ in before[1:])
    cut[-1] = Line((*before, (fit(f"{text.rstrip()} …", room), names)))
    return cut


def _surroundings(paragraph: Paragraph, title: str | None, width: int) -> list[Line]:
    text, start, end = printable(paragraph.text), paragraph.start, paragraph.end
    pieces = [(text[:start], "dim"), (text[start:end], "direct"), (text[end:], "dim")]
    head = folded([(one_line(title), "strong")], width, INDENT + "│ ", "dim") if title else []
    return head + folded(pieces, width, INDENT + "│ ", "dim")
