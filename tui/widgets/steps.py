"""The printings of one utterance in the order of publishing, a line each, with a measure of what each kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.binding import BindingType

from index.days import Style
from index.spreading import Step, Timeline
from tui import keys
from tui.render import fit
from tui.saying import ALTERED
from tui.travel import FIRST, bar, gap_words, has_time, outlet_of, place_words, relation_words, score_words, stamp
from tui.widgets.painted import Line, Piece
from tui.widgets.peeking import Peeking
from tui.widgets.told import surroundings

SAID, COPY = "said", "copy"
ROOMY = 100  # cells from which on copies are told in the row
LEAST_OUTLET, ENOUGH = 8, 16  # cells of an outlet's name; with fewer, scores are told below the rows alone
SHORTEST_BAR, SHORT_BAR, LONGEST_BAR = 6, 10, 30
SCORE = 4  # cells of a score: "100 "


class Shape(Struct, frozen=True):
    """How many cells each column has; those that are left out have none.

    `style` is that of the dates; `utc` says that some tell the time.
    """

    place: int
    when: int
    gap: int
    bar: int
    outlet: int
    score: int
    copy: int
    style: Style
    utc: bool


def shape(made: Timeline | None, width: int) -> Shape:
    """The columns for a pane of this width: outlets have what the others leave, the measure the rest. Linear."""
    steps, undated = (made.steps, made.undated) if made else ((), 0)
    rows = [step.printing.article for step in steps]
    style: Style = "short" if len({row.published[:4] for row in rows if row.published}) < 2 else "year"
    place = _widest(("#", SAID, *map(place_words, steps)))
    utc = any(has_time(row.published) for row in rows)
    when = _widest(("when, UTC" if utc else "when", *(stamp(row.published, style) for row in rows)))
    gap = _widest(("after", *(gap_words(step, undated) for step in steps)))
    relation = _widest(relation_words(step, made.utterance) for step in steps) if made else 0
    copy = len(COPY) + 1 if width >= ROOMY and any(step.copied for step in steps) else 0
    left = width - sum((1, place, 2, when, 2, gap, 2, 4, 2, 2, 2, relation, copy, 2))
    names = _widest(map(outlet_of, rows))
    score, shortest = SCORE, SHORT_BAR
    if left - shortest - score < min(names, ENOUGH):
        score, shortest = 0, SHORTEST_BAR
    outlet = max(LEAST_OUTLET, min(names, left - score - shortest))
    measure = max(shortest, min(LONGEST_BAR, left - score - outlet))
    return Shape(place, when, gap, measure, outlet, score, copy, style, utc)


def head_line(form: Shape) -> Line:
    """What the columns are."""
    when = "when, UTC" if form.utc else "when"
    text = f" {'#':<{form.place}}  {when:<{form.when}}  {'after':<{form.gap}}  {'kept':<{form.bar}}   %  outlet"
    return Line(((text, "dim"),))


def row_line(step: Step, made: Timeline, form: Shape, here: bool) -> Line:
    """One printing."""
    row, utterance = step.printing.article, made.utterance
    gap = gap_words(step, made.undated)
    pieces: list[Piece] = [("▌", "bar-current") if here else (" ", "")]
    pieces += _cells(SAID if row.spoken else place_words(step), form.place, "count")
    pieces += _cells(stamp(row.published, form.style), form.when, "")
    pieces += _cells(gap, form.gap, "strong" if gap == FIRST else "dim")
    pieces += [(bar(step.kept, form.bar), "score"), (f"{step.kept:4}  ", "")]
    pieces += _cells(fit(outlet_of(row), form.outlet), form.outlet, "strong")
    pieces += [(ALTERED, "altered") if step.printing.altered else (" ", ""), (" ", "")]
    if form.score:
        pieces.append((f"{score_words(step, utterance):>{form.score - 1}} ", "score"))
    pieces.append((relation_words(step, utterance), "relation"))
    if form.copy and step.copied:
        pieces.append((f" {COPY}", "warning"))
    return Line(tuple(pieces))


def _cells(text: str, width: int, names: str) -> list[Piece]:
    """A text and the space up to the next column."""
    return [(text, names), (" " * (width - cell_len(text) + 2), "")]


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


class StepsPane(Peeking, inherit_bindings=False):
    """The rows. A line is made when it is seen; a paragraph that was opened stands below its row."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("timeline"))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.made: Timeline | None = None
        self.form = shape(None, 0)
        self._below: dict[int, list[Line]] = {}  # the lines of paragraphs, by the row they stand below

    def show(self, made: Timeline, cursor: int) -> None:
        """Show how an utterance travelled, the cursor on one of its printings."""
        self.made = made
        self.form = shape(made, self.size.width)
        self.keep_peeks(map(self.name_of_item, range(self.count())))
        self.set_reactive(StepsPane.cursor, self.validate_cursor(cursor))
        self.made_anew()
        self.show_item(self.cursor)
        self.post_message(self.Moved(self, self.cursor))

    def clear(self) -> None:
        """Show nothing."""
        self.made = None
        self.peeks = {}
        self.made_anew()

    @property
    def step(self) -> Step | None:
        """The printing under the cursor."""
        return self.made.steps[self.cursor] if self.made else None

    def count(self) -> int:
        """How many printings."""
        return len(self.made.steps) if self.made else 0

    def item_lines(self, index: int) -> list[Line]:
        """One of them, with its paragraph where that is open."""
        if not self.made:
            return []
        row = row_line(self.made.steps[index], self.made, self.form, index == self.cursor)
        return [row, *self._below.get(index, [])]

    def line(self, y: int) -> Line:
        """A line of them."""
        return self.with_found(y, super().line(y))

    def name_of_item(self, index: int) -> str:
        """The id of its quotation."""
        return self.made.steps[index].printing.quote.id if self.made else ""

    def made_anew(self) -> None:
        """Break the paragraphs that are open into lines."""
        self._below = {}
        for index in range(self.count()) if self.peeks and self.made else ():
            peek = self.peeks.get(self.name_of_item(index))
            if peek and self.made:
                title = self.made.steps[index].printing.article.title
                self._below[index] = surroundings(peek, title, max(24, self.room))
        self.resize_to_content()

    def first_line(self, index: int) -> int:
        """A row has a line, and those of the paragraphs above it."""
        return index + sum(len(lines) for row, lines in self._below.items() if row < index)

    def height_of(self, index: int) -> int:
        """Its line, and its paragraph."""
        return 1 + len(self._below.get(index, ()))

    def item_at(self, y: int) -> int | None:
        """The row that has this line."""
        index = y
        for row, lines in sorted(self._below.items()):
            index -= min(len(lines), max(0, index - row))
        return index if 0 <= index < self.count() else None

    def line_count(self) -> int:
        """All lines."""
        return self.count() + sum(map(len, self._below.values()))

    def on_resize(self) -> None:
        """There is room for longer names, or for shorter ones."""
        self.form = shape(self.made, self.size.width)
        self.made_anew()
        super().on_resize()
        self.post_message(self.Moved(self, self.cursor))

    def action_open_step(self) -> None:
        """Choose the printing under the cursor."""
        self.pick()
