"""Who printed what, and who left it out? The utterances of an event or a library, and the outlets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from index.matrix import ORDERS, TRANSCRIPT, Matrix, Order, matrix, ordered, shared
from index.model import Printing, UtteranceRow
from tui import keys
from tui.compared import ids
from tui.export.gathering import rows_of
from tui.export.report import About
from tui.render import fit, one_line, reach
from tui.saying import ALTERED, NOT_KNOWN, words_of
from tui.screens.asking import Landing
from tui.screens.comparing import CompareScreen, Wanted
from tui.screens.handing import AtHand, Handing
from tui.screens.heads import header
from tui.screens.shelf import Shelf
from tui.session import Over
from tui.table import foot_lines, head_line, legend, signs_in
from tui.widgets.articles import name_of
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.changes import folded
from tui.widgets.dates import day
from tui.widgets.matrix import EMPTY, Fixed, MatrixPane
from tui.widgets.painted import Line, Piece

NOTICE = 2.0  # seconds
LEGEND_LINES = 2  # at most; one more on a screen with lines to spare
LEAST_NAME = 24  # cells of what the matrix is of, which says more than its order
TALL = 30  # lines from which on longer words are shown


class Scope(Struct, frozen=True):
    """What the matrix is of, and how that is called: what a query finds, an event by an article on it, or all.

    `here` are ids of a quotation, on whose cell the cursor is to be at first.
    """

    name: str
    query: str | None = None
    event: str | None = None
    here: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        """The same for a report."""
        if self.event:
            return About("event", self.event, self.name)
        return About("query", self.query) if self.query else About("everything")


class Arranged(Message):
    """The table as it was asked for, and how many utterances there are without the filter; or why there is none."""

    def __init__(self, made: Matrix, total: int, problem: str = "") -> None:
        super().__init__()
        self.made, self.total, self.problem = made, total, problem
        self.signs = signs_in(made)


class MatrixScreen(Handing):
    """Closed with where to go, or with nothing."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("matrix",)
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "#matrix"

    def __init__(self, shelf: Shelf, scope: Scope) -> None:
        super().__init__()
        self.shelf = shelf
        self.scope = scope
        self.order: Order = "place" if scope.event else "outlets"
        self.shared = False
        self.total = 0
        self.signs: frozenset[str] = frozenset()
        self.found: Sequence[UtteranceRow] | None = None
        self.about = Bar(id="about", classes="head")
        self.head = Fixed(id="matrix-head")
        self.pane = MatrixPane(id="matrix")
        self.foot = Fixed(id="matrix-foot")
        self.of = Bar(id="said-of")
        self.words = Fixed(id="matrix-words")
        self.legend = Fixed(id="legend")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, what it is of, heads, utterances, counts, the words and the cell of the cursor, signs, keys."""
        yield Bar(id="header")
        yield self.about
        yield self.head
        yield self.pane
        yield self.foot
        yield self.words
        yield self.of
        yield self.legend
        yield self.keys

    def on_mount(self) -> None:
        """Ask for the utterances."""
        left, right = header(self.shelf, None, "matrix")
        self.query_one("#header", Bar).show(left, right[2:])  # nothing is found here
        self.keys.show_for("matrix")
        self.make("gathering what was said")

    def on_resize(self) -> None:
        """Longer words fit on a higher screen."""
        self.set_class(self.size.height >= TALL, "-tall")

    def make(self, what: str) -> None:
        """Make the table in the order and with the filter wanted."""
        self.wait(self.about, what)
        self.ask(self.order, self.shared)

    @work(thread=True, exclusive=True, group="matrix", exit_on_error=False)
    def ask(self, order: Order, only_shared: bool) -> None:
        """Ask for the utterances, where that wasn't done, and make the table."""
        rows = self.found
        if rows is None:
            found = rows_of(self.shelf, self.scope.about, lambda *_: None)
            if not isinstance(found, list):
                self.post_message(Arranged(EMPTY, 0, found.message))
                return
            rows = self.found = found
        kept = shared(rows) if only_shared else rows
        made = matrix(ordered(kept, order))
        if not get_current_worker().is_cancelled:
            self.post_message(Arranged(made, len(rows)))

    @on(Arranged)
    def show_matrix(self, message: Arranged) -> None:
        """Show it, the cursor on the utterance where it was."""
        self.waited()
        self.total, self.signs = message.total, message.signs
        self.keys.show_for("matrix", frozenset() if self.total else keys.names("matrix"))
        if message.problem and self.gone():
            return
        if message.problem:
            self.about.show([(f" {message.problem}", "warning")])
            return
        if self.pane.row:
            self.pane.show(message.made, self.pane.row.utterance.id)
        else:
            self.pane.show(message.made, *place_of(message.made, self.scope.here))

    @on(MatrixPane.Moved)
    def show_around(self) -> None:
        """What stands around the table: heads, counts, the words and the cell of the cursor, the signs."""
        pane, width = self.pane, self.size.width - 1
        if self.found is None:
            return
        self._show_about()
        self.head.show([head_line(pane.matrix, pane.shape, pane.first, pane.column_at)])
        self.foot.display = bool(pane.matrix.rows)
        self.foot.show(foot_lines(pane.matrix, pane.shape, pane.first))
        self.words.show(words_lines(pane.row.utterance, width, self.words.size.height) if pane.row else [])
        self.of.show(self._cell())
        lines = legend(self.signs, pane.matrix, pane.shape, pane.first, width, LEGEND_LINES + self.has_class("-tall"))
        self.legend.styles.height = len(lines)
        self.legend.show(lines)

    def _show_about(self) -> None:
        """What it is of, how much that is, and in which order, where there is room to say it."""
        shown, width = len(self.pane.matrix.rows), self.size.width - 4
        count = f"{shown:,} of {self.total:,}" if shown != self.total else f"{shown:,}"
        outlets = sum(column.key != TRANSCRIPT for column in self.pane.matrix.columns)
        told = f" · {count} utterance{'' if shown == 1 else 's'}{' that several printed' if self.shared else ''}"
        told += f" · {outlets} outlet{'' if outlets == 1 else 's'}"
        if not self.total:
            told = " · nobody's words were printed here"
        order = ORDERS[self.order] if width - len(told) - len(ORDERS[self.order]) >= LEAST_NAME else ""
        name = fit(self.scope.name, width - len(told) - len(order))
        self.about.show([(f" {name}", "strong"), (told, "dim" if self.total else "warning")], [(order, "dim")])

    def _cell(self) -> list[Piece]:
        """What the outlet of the cursor did with the utterance of the cursor."""
        column, cell = self.pane.column, self.pane.cell
        if column is None:
            return []
        name: Piece = (f" {one_line(column.name)}", "strong")
        printing = cell.told if cell else None
        if cell is None:
            return [name, (" · none of this" if column.key == TRANSCRIPT else " · no article on this is known", "dim")]
        if printing is None:
            return [name, (" · left it out, and has an article on this", "left-out")]
        date = day(printing.article.published, "year")
        pieces: list[Piece] = [name, (f" · {date}" if date else "", "dim"), (f"  {manner(printing, column.key)}", "")]
        if cell.altered:
            pieces += [("  ", ""), (ALTERED, "altered"), (" alters the meaning", "warning")]
        if printing.copies:
            pieces.append(("  agency copy", "warning"))
        more = len(cell.printings) - 1
        pieces += [(f"  and {more} more", "dim")] if more else []
        return [*pieces, (f"  {name_of(printing.article)}", "dim")]

    @on(MatrixPane.Picked)
    def go_there(self) -> None:
        """Close with the place of the printing under the cursor."""
        cell = self.pane.cell
        if cell is None or cell.told is None:
            self.notify("This outlet did not print it.", timeout=NOTICE)
            return
        quote = cell.told.quote
        self.dismiss(Landing(quote.article, quotation=quote.id))

    def kept(self) -> Over:
        """What is remembered of it."""
        here = self.at_hand()
        ids = [here.quote.id] if here else list(self.scope.here)
        of = {"name": self.scope.name, "query": self.scope.query, "event": self.scope.event}
        return Over("matrix", {**of, "ids": ids, "order": self.order, "shared": self.shared})

    def at_hand(self) -> AtHand | None:
        """The printing under the cursor, where the outlet has one."""
        printing = self.pane.cell.told if self.pane.cell else None
        return AtHand(printing.quote, printing.article, printing.text) if printing else None

    def action_compare(self) -> None:
        """Compare the printings of the utterance under the cursor; to a place that was chosen there."""
        row = self.pane.row
        if row is None:
            return
        told = self.pane.cell.told if self.pane.cell else None
        wanted = Wanted(utterance=row.utterance, at=told.quote.id if told else None)
        self.app.push_screen(CompareScreen(self.shelf, wanted), self.come_back)

    def action_timeline(self) -> None:
        """How the utterance under the cursor travelled; to a place that was chosen there."""
        from tui.screens.timeline import TimelineScreen

        row = self.pane.row
        if row:
            told = self.pane.cell.told if self.pane.cell else None
            at = told.quote.id if told else None
            self.app.push_screen(TimelineScreen(self.shelf, (), at, row.utterance), self.come_back)

    def action_said(self) -> None:
        """All that the speaker of the utterance under the cursor said."""
        from tui.screens.said import open_said

        printings = self.pane.row.utterance.printings if self.pane.row else ()
        of = next((printing.quote for printing in printings if printing.quote.known_as), None)
        here = [printing.quote.id for printing in printings]
        open_said(self, self.shelf, of or (printings[0].quote if printings else None), self.come_back, here)

    def action_export(self) -> None:
        """Write the utterances that are shown to a file, in their order."""
        from tui.export.gathering import of_rows
        from tui.screens.exporting import open_export

        rows = [row.utterance for row in self.pane.matrix.rows]
        if not rows:
            self.notify("There is nothing here to write.", timeout=NOTICE)
            return
        about = self.scope.about
        if self.shared:
            about = replace(about, only="Only what several outlets printed.")
        open_export(self, about, lambda told: of_rows(about, rows, told))

    def action_matrix_order(self) -> None:
        """The next order of the utterances."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.make("putting in order")

    def action_only_shared(self) -> None:
        """Only what several outlets printed, or all."""
        self.shared = not self.shared
        self.make("filtering")


def place_of(made: Matrix, here: Sequence[str]) -> tuple[str | None, str | None]:
    """The utterance and the column of the printing that has one of these ids; nothing where there is none."""
    for row in made.rows if here else ():
        for column, cell in row.cells.items():
            if any(ids(printing.quote) & set(here) for printing in cell.printings):
                return row.utterance.id, made.columns[column].key
    return None, None


def words_lines(utterance: UtteranceRow, width: int, height: int) -> list[Line]:
    """Who said it, who printed it first and how many did; then the words, cut where they don't fit."""
    quote = utterance.fullest.quote
    head: list[Piece] = [(" perhaps ", "warning")] if quote.perhaps else [(" ", "")]
    head.append((one_line(utterance.speaker) or NOT_KNOWN, "strong"))
    if utterance.first:
        first = utterance.first.article
        when = f", {day(first.published, 'year')}" if first.published else ""
        head.append((f" · first in {one_line(first.outlet) or name_of(first)}{when}", "dim"))
    if 1 < utterance.outlets != utterance.independent:
        head.append((f" · {utterance.outlets} outlets, {utterance.independent} independent", "dim"))
    used = 0
    for i, (text, names) in enumerate(head):
        head[i] = fit(text, max(0, width - used)), names
        used += cell_len(head[i][0])
    lines = folded([(words_of(quote, one_line(utterance.fullest.text)), "direct")], width, " ")
    room = max(1, height - 1)
    if len(lines) > room:
        *before, (text, names) = lines[room - 1].pieces
        lines = [*lines[: room - 1], Line((*before, (f"{text[: reach(text, width - 3)].rstrip()} …", names)))]
    return [Line(tuple(head)), *lines]


def manner(printing: Printing, column: str) -> str:
    """How an outlet printed it, in words: "97 reworded"."""
    if column == TRANSCRIPT:
        return "what was said"
    score = min(99, round(100 * printing.score)) if printing.score < 1 else 100
    return f"{score} {printing.relation}"
