"""What did each outlet change? All printings of an utterance, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from index.model import UtteranceRow, Variant
from tui import keys
from tui.collation import LAYOUTS, LEGEND, SAME, label, where
from tui.compared import Comparison, ids, side_by_side, utterance_of, with_variant
from tui.render import one_line
from tui.saying import ALTERED, NOT_KNOWN, alteration_words
from tui.screens.asking import Landing, LayoutChosen
from tui.screens.handing import AtHand, Handing
from tui.screens.heads import header
from tui.screens.shelf import Problem, Shelf
from tui.session import Over
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.beside import BesidePane
from tui.widgets.painted import Piece

NOTHING = "No other printing of these words is known here: there is nothing to compare."


class Wanted(Struct, frozen=True):
    """What is to be compared: an utterance, or the one that has a quotation of these ids in an article.

    `variant` is a printing that is to be there, also where it is none of the utterance's; `at` the id of the one
    that the cursor is to be on.
    """

    article: str = ""
    ids: tuple[str, ...] = ()
    utterance: UtteranceRow | None = None
    variant: Variant | None = None
    at: str | None = None


class Compared(Message):
    """The comparison, or None where the quotation is compared with nothing."""

    def __init__(self, comparison: Comparison | None, utterance: UtteranceRow | None) -> None:
        super().__init__()
        self.comparison, self.utterance = comparison, utterance


class CompareScreen(Handing):
    """Closed with where to go, or with nothing."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("compare",)
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "#beside"

    def __init__(self, shelf: Shelf, wanted: Wanted) -> None:
        super().__init__()
        self.shelf = shelf
        self.wanted = wanted
        self.utterance: UtteranceRow | None = None  # what is compared, also the printings that don't fit
        self.about = Bar(id="about", classes="head")
        self.pane = BesidePane(id="beside")
        self.of = Bar(id="said-of")
        self.legend = Bar(id="legend")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, whose words they are, the printings, the one under the cursor, signs, keys."""
        yield Bar(id="header")
        yield self.about
        yield self.pane
        yield self.of
        yield self.legend
        yield self.keys

    def on_mount(self) -> None:
        """Ask for the printings."""
        left, right = header(self.shelf, None, "compare")
        self.query_one("#header", Bar).show(left, right[2:])  # nothing is found here
        self.keys.show_for("compare")
        chosen = getattr(self.app, "compare_layout", "")
        if chosen in LAYOUTS:
            self.pane.form = chosen
        self.wait(self.about, "comparing")
        self.ask()

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def ask(self) -> None:
        """Ask for the utterance and the words of its printings, and align them."""
        wanted, variant = self.wanted, self.wanted.variant
        utterance = wanted.utterance
        if utterance is None:
            found = self.shelf.utterances(article=wanted.article)
            utterance = None if isinstance(found, Problem) else _meant(found, wanted)
        if utterance and variant:
            utterance = with_variant(utterance, variant)
        made = side_by_side(utterance, wanted.at) if utterance else None
        if not get_current_worker().is_cancelled:
            self.post_message(Compared(made, utterance))

    @on(Compared)
    def show_comparison(self, message: Compared) -> None:
        """Show it, the cursor on the printing that was wanted, else on the first beside the base."""
        self.waited()
        shown, self.utterance = message.comparison, message.utterance
        if shown is None and self.gone():
            return
        if shown is None:
            self.about.show([(f" {NOTHING}", "warning")])
            self.keys.show_for("compare", keys.names("compare"))
            return
        self.pane.show(shown, shown.place_of(self.wanted.at))

    @on(BesidePane.Moved)
    def show_current(self) -> None:
        """Whose words, how many printings; which of them has the cursor."""
        shown, beside = self.pane.comparison, self.pane.beside
        if shown is None or beside is None:
            return
        total = len(shown.rows) + shown.more
        words = f"{total} printings" if total > 1 else "nobody else printed these words"
        left = [(f" {one_line(shown.speaker) or NOT_KNOWN}", "strong"), (f" · {words}", "dim")]
        self.about.show(left, [(LAYOUTS[self.pane.form], "dim")])
        at = self.pane.cursor
        alters = bool(beside.printing.altered or beside.alterations)
        told = "; ".join(map(alteration_words, beside.alterations))
        right: list[Piece] = (
            [("  ", ""), (ALTERED, "altered"), (f" {told or 'alters the meaning'}", "warning")] if alters else []
        )
        self.of.show([(f" {at + 1} ", "count"), *where(beside, 40), ("  ", ""), *label(shown, at), *right])
        signs: list[Piece] = [(" ", "")]
        if self.pane.form == "changes":
            signs += [(SAME, "dim"), (" as in line 1  ", "dim")]
        if self.pane.form == "stacked":
            minus, plus = ("[-left out-]", "[+put in+]") if self.app.no_color else ("left out", "put in")
            signs += [(minus, "deleted"), ("  ", ""), (plus, "inserted"), ("  ", "")]
        else:
            for sign, names, meaning in LEGEND:
                signs += [(sign, names), (f" {meaning}  ", "dim")]
        self.legend.show([*signs, (ALTERED, "altered"), (" alters the meaning", "dim")])

    @on(BesidePane.Picked)
    def go_there(self, message: BesidePane.Picked) -> None:
        """Close with the place of the printing chosen."""
        quote = message.beside.printing.quote
        self.dismiss(Landing(quote.article, quotation=quote.id))

    def action_layout(self) -> None:
        """The next layout."""
        self.pane.next_layout()
        self.app.post_message(LayoutChosen(self.pane.form))

    def action_export(self) -> None:
        """Write all printings of it to a file."""
        self.export(self.utterance)

    def kept(self) -> Over:
        """What is remembered of it."""
        wanted, beside = self.wanted, self.pane.beside
        root = wanted.utterance.fullest.quote if wanted.utterance else None
        article, ids = (root.article, [root.id]) if root else (wanted.article, list(wanted.ids))
        at = beside.printing.quote.id if beside else wanted.at
        return Over("compare", {"article": article, "ids": ids, "at": at})

    def at_hand(self) -> AtHand | None:
        """The printing under the cursor."""
        printing = self.pane.beside.printing if self.pane.beside else None
        return AtHand(printing.quote, printing.article, printing.text) if printing else None


def _meant(utterances: Sequence[UtteranceRow], wanted: Wanted) -> UtteranceRow | None:
    """The utterance that has the quotation; of a quotation with several, the one that has the printing wanted, too."""
    mine = [row for row in utterances if utterance_of([row], wanted.ids)]
    both = utterance_of(mine, tuple(ids(wanted.variant.quote))) if wanted.variant else None
    return both or utterance_of(mine, wanted.ids)
