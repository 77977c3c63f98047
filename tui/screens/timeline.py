"""Who printed it first, and how did it travel? The printings of an utterance in the order of publishing."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from index import spreading
from index.model import UtteranceRow
from index.spreading import Timeline
from tui import keys
from tui.compared import ids as ids_of
from tui.ordering import TRAVEL_ORDERS, TravelOrder, travel_in
from tui.render import one_line
from tui.saying import ALTERED, NOT_KNOWN, alteration_words, counted, words_of
from tui.screens.asking import Landing
from tui.screens.comparing import CompareScreen, Wanted
from tui.screens.handing import AtHand
from tui.screens.heads import header
from tui.screens.rows import Rows
from tui.screens.shelf import Shelf
from tui.session import Over
from tui.travel import copy_words, first_told, outlet_of, relation_words, score_words, stamp
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.changes import changed
from tui.widgets.found import found_in
from tui.widgets.matrix import Fixed
from tui.widgets.painted import Line, Piece
from tui.widgets.picklist import PickList
from tui.widgets.steps import StepsPane, head_line
from tui.widgets.told import at_most

NOTHING = "No printing of these words is known here: there is nothing to tell."
WHOLE = 1000  # cells: who was first is told before how many there were
TALL = 30  # lines from which on longer words are shown


class Travelled(Message):
    """The timeline, or None where the quotation is compared with nothing."""

    def __init__(self, made: Timeline | None) -> None:
        super().__init__()
        self.made = made


class TimelineScreen(Rows):
    """Closed with where to go, or with nothing.

    It is of `utterance`, or of the one that has a quotation of these `ids`; the cursor is on the printing `at`, else
    on one of `ids`.
    """

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("timeline",)
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "#steps"
    pane: StepsPane

    def __init__(
        self, shelf: Shelf, ids: tuple[str, ...], at: str | None = None, utterance: UtteranceRow | None = None
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.ids = ids
        self.at = at
        self.utterance = utterance
        self.order: TravelOrder = "published"
        self.made: Timeline | None = None  # as it was published
        self.about = Bar(id="about", classes="head")
        self.about.least = WHOLE
        self.fullest = Fixed(id="fullest")
        self.head = Fixed(id="steps-head")
        self.pane = StepsPane(id="steps")
        self.of = Bar(id="said-of")
        self.words = Fixed(id="step-words")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, who said it and who was first, the fullest words, the printings, the one under the cursor, keys."""
        yield Bar(id="header")
        yield self.about
        yield self.fullest
        yield self.head
        yield self.pane
        yield self.of
        yield self.words
        yield self.keys

    def on_mount(self) -> None:
        """Ask for the printings."""
        self.show_header()
        self.keys.show_for("timeline")
        self.wait(self.about, "gathering the printings")
        self.ask()

    def show_header(self) -> None:
        """What this is, and in which order, where it is another than a timeline's own."""
        order = "" if self.order == "published" else f", {TRAVEL_ORDERS[self.order]}"
        left, right = header(self.shelf, None, f"timeline{order}")
        self.query_one("#header", Bar).show(left, right[2:])  # its find is another

    def on_resize(self) -> None:
        """Longer words fit on a higher screen."""
        self.set_class(self.size.height >= TALL, "-tall")

    @work(thread=True, exclusive=True, group="timeline", exit_on_error=False)
    def ask(self) -> None:
        """Ask for the printings, and put them in order."""
        made = spreading.timeline(self.utterance) if self.utterance else self.shelf.timeline(*self.ids)
        if not get_current_worker().is_cancelled:
            self.post_message(Travelled(made))

    def ask_again(self) -> None:
        """Ask the library, for what was given to the screen is no longer all."""
        if self.utterance:
            self.ids = tuple(printing.quote.id for printing in self.utterance.printings)
            self.utterance = None
        self.ask()

    @on(Travelled)
    def show_timeline(self, message: Travelled) -> None:
        """Show it, the cursor on the printing that it was on, or that was wanted."""
        self.waited()
        self.made = message.made
        if self.made is None and self.gone():
            return
        if self.made is None:
            self.about.show([(f" {NOTHING}", "warning")])
            self.keys.show_for("timeline", keys.names("timeline"))
            self.pane.clear()
        else:
            self.show_steps(self.made)

    def show_steps(self, made: Timeline) -> None:
        """Show them in the order chosen."""
        if self.pane.step:
            self.at = self.pane.step.printing.quote.id
        shown = travel_in(self.order, made)
        self.pane.show(shown, self._place(shown))

    def _place(self, made: Timeline) -> int:
        """The row of the printing wanted, else of the quotation it was opened from, else the first."""
        rows = [ids_of(step.printing.quote) for step in made.steps]
        for wanted in ({self.at}, set(self.ids)):
            for place, ids in enumerate(rows):
                if ids & wanted:
                    return place
        return 0

    @on(PickList.Moved, "#steps")
    def show_around(self) -> None:
        """What stands around the rows: who said it, the fullest words, and those of the printing under the cursor."""
        made, step = self.pane.made, self.pane.step
        if made is None or step is None:
            return
        utterance, width = made.utterance, self.size.width - 1
        root = utterance.fullest
        who: list[Piece] = [(" perhaps ", "warning")] if root.quote.perhaps else [(" ", "")]
        who.append((one_line(utterance.speaker) or NOT_KNOWN, "strong"))
        first, open_yet = first_told(made)
        self.about.show([*who, (f" · {first}", ""), (open_yet, "dim")], [(counted(utterance), "dim")])
        fullest: list[Piece] = [(words_of(root.quote, one_line(root.text)), "direct")]
        sought = self.pane.find
        self.fullest.show(found_in(at_most(max(1, self.fullest.size.height), fullest, width), sought))
        self.head.show([head_line(self.pane.form)])
        row = step.printing.article
        told: list[Piece] = [(f" {outlet_of(row)}", "strong"), (f" · {stamp(row.published) or 'no date'}", "dim")]
        score = score_words(step, utterance)
        told += [(f"  {score}" if score else " ", "score"), (f" {relation_words(step, utterance)}", "relation")]
        if step.printing.altered:
            changes = "; ".join(map(alteration_words, step.alterations))
            told += [("  ", ""), (ALTERED, "altered"), (f" {one_line(changes) or 'alters the meaning'}", "warning")]
        told += [(f"  {copy_words(step)}", "warning")] if step.copied else []
        told += [(f"  {one_line(row.title)}" if row.outlet else "", "dim")]
        self.of.show(found_in([Line(tuple(told))], sought, "hit here")[0].pieces)
        signs = self.app.no_color
        words = [("“", ""), *changed(step.diff, signs=signs), ("”", "")]
        self.words.show(found_in(at_most(max(1, self.words.size.height), words, width), sought, "hit here"))

    @on(PickList.Picked, "#steps")
    def go_there(self) -> None:
        """Close with the place of the printing under the cursor."""
        if self.pane.step:
            quote = self.pane.step.printing.quote
            self.dismiss(Landing(quote.article, quotation=quote.id))

    def action_compare(self) -> None:
        """All printings beside each other, the cursor on the one it is on here."""
        if self.pane.made and self.pane.step:
            wanted = Wanted(utterance=self.pane.made.utterance, at=self.pane.step.printing.quote.id)
            self.app.push_screen(CompareScreen(self.shelf, wanted), self.come_back)

    def at_hand(self) -> AtHand | None:
        """The printing under the cursor."""
        printing = self.pane.step.printing if self.pane.step else None
        return AtHand(printing.quote, printing.article, printing.text, self.ids) if printing else None

    def action_export(self) -> None:
        """Write all printings to a file."""
        self.export(self.made.utterance if self.made else None)

    def kept(self) -> Over:
        """What is remembered of it."""
        ids = self.ids or tuple(p.quote.id for p in (self.utterance.printings if self.utterance else ()))
        at = self.pane.step.printing.quote.id if self.pane.step else self.at
        return Over("timeline", {"ids": list(ids), "at": at, "order": self.order})

    def words_of_row(self, index: int) -> str:
        """The outlet, the title and the words."""
        printing = self.pane.made.steps[index].printing if self.pane.made else None
        return f"{printing.article.outlet or ''}\n{printing.article.title or ''}\n{printing.text}" if printing else ""

    def look_for(self, words: str) -> None:
        """Mark them around the rows, too."""
        super().look_for(words)
        self.show_around()

    def action_travel_order(self) -> None:
        """The next order."""
        orders = list(TRAVEL_ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.show_header()
        if self.made:
            self.show_steps(self.made)
