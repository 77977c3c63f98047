"""Did anyone say this? A sentence, who is said to have said it, and what the library knows of the two."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.model import Checked, Quotation
from tui import keys
from tui.printed import Printing
from tui.screens.asking import CheckAsked, Landing
from tui.screens.heads import header, in_field
from tui.screens.peeks import Peeks
from tui.screens.printings import stretch
from tui.screens.shelf import Shelf
from tui.session import Over
from tui.verdicts import SIGNS, TOLD
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.elsewhere import Elsewhere, Printings
from tui.widgets.painted import Piece
from tui.widgets.picklist import PickList

HINT = "Paste a sentence, as it stands or with who said it, and press enter."
AGAIN = "not asked yet: enter asks"  # what stood here was said of other words
NOTICE = 2.0  # seconds
OF_FOUND = frozenset({"to_evidence", "open_variant", "peek", "compare", "timeline"})  # actions on what was found
WARNING = ("changed", "spliced", "other_speaker")


class Answered(Message):
    """The library has answered."""

    def __init__(self, asked: tuple[str, str], found: Checked) -> None:
        super().__init__()
        self.asked, self.found = asked, found


class CheckScreen(Peeks[Landing | None]):
    """Two fields, a verdict, and the printings it rests on; closed with the printing to go to."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("check", "evidence")
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("check", "evidence"))
    AUTO_FOCUS = ""

    def __init__(self, shelf: Shelf, words: str = "", speaker: str = "") -> None:
        super().__init__()
        self.shelf = shelf
        self.first = " ".join(words.split())
        self.first_speaker = speaker
        self.asked = ("", "")
        self.verdict = Bar(id="check-verdict", classes="head")
        self.evidence = Elsewhere(id="check-evidence")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, what was said, by whom, the verdict, its evidence, keys."""
        yield Bar(id="header")
        with Horizontal(classes="field"):
            yield Static("said", classes="sign")
            yield Input(self.first, id="check-words", compact=True, placeholder="any sentence", select_on_focus=True)
        with Horizontal(classes="field"):
            yield Static("by", classes="sign")
            by, anybody = self.first_speaker, "anybody; or a speaker's name"
            yield Input(by, id="check-speaker", compact=True, placeholder=anybody, select_on_focus=True)
        yield self.verdict
        yield self.evidence
        yield self.keys

    def on_mount(self) -> None:
        """Ask at once where there is something to ask."""
        left, _ = header(self.shelf, None, "did anyone say this?")
        self.query_one("#header", Bar).show(left, in_field())
        self.show_keys()
        self.query_one("#check-words", Input).focus()
        if self.first:
            self.action_ask()
        else:
            self.evidence.show(Printings(note=HINT))

    def action_ask(self) -> None:
        """Ask what stands in the fields; go to what was found where that was asked already."""
        words, speaker = wanted = self.wanted
        if wanted == self.asked:
            self.action_to_evidence()
        elif words:
            self.asked = wanted
            self.post_message(CheckAsked(wanted))
            self.verdict.show([(" looking …", "dim")])
            self.ask(words, speaker)

    @property
    def wanted(self) -> tuple[str, str]:
        """The words and the speaker that stand in the fields."""
        words, speaker = (self.query_one(f"#check-{name}", Input).value.strip() for name in ("words", "speaker"))
        return words, speaker

    @on(Input.Changed)
    def take_back(self) -> None:
        """Other words stand there now: what was found is not said of them."""
        if self.asked == ("", "") or self.wanted == self.asked:
            return
        self.asked = ("", "")
        self.workers.cancel_group(self, "check")
        self.verdict.show([(f" {AGAIN}", "dim")])
        self.evidence.show(Printings())
        self.show_keys()

    @work(thread=True, exclusive=True, group="check", exit_on_error=False)
    def ask(self, words: str, speaker: str) -> None:
        """Ask the library."""
        found = self.shelf.check(words, speaker or None)
        if not get_current_worker().is_cancelled:
            self.post_message(Answered((words, speaker), found))

    @on(Input.Submitted)
    def submit(self) -> None:
        """Enter, in a field."""
        self.action_ask()

    @on(Answered)
    def show_answer(self, message: Answered) -> None:
        """The verdict, its reason, the printings."""
        if message.asked != self.asked:
            return
        found = message.found
        style = "warning" if found.verdict in WARNING else "strong"
        head: list[Piece] = [(f" {SIGNS[found.verdict]} {TOLD[found.verdict]}", style)]
        self.verdict.show(head)
        shown = tuple(Printing("", variant) for variant in found.evidence)
        self.evidence.show(Printings(note=found.reason, shown=shown))
        self.show_keys()

    @on(PickList.Picked, "#check-evidence")
    def choose(self, message: PickList.Picked) -> None:
        """To the printing chosen, in its article."""
        quote = self.evidence.printings.variants[message.index].quote
        self.dismiss(Landing(quote.article, quotation=quote.id))

    def peeked(self) -> Quotation | None:
        """The printing under the cursor."""
        variant = self.evidence.variant
        return stretch(variant) if variant else None

    def action_to_evidence(self) -> None:
        """To what was found."""
        if self.evidence.count():
            self.evidence.focus()

    def action_next_field(self) -> None:
        """To the next field; from the last to what was found, and round."""
        self.focus_next()

    def kept(self) -> Over:
        """What is remembered of it."""
        words, speaker = self.wanted
        return Over("check", {"words": words, "speaker": speaker})

    def chosen(self, what: str) -> tuple[str, str, str] | None:
        """Article and ids of the printing under the cursor; None where there is none, which the reader is told."""
        found = self.evidence.printings.variants
        if not found:
            self.notify(f"There is no printing to {what}.", timeout=NOTICE)
            return None
        quote = found[self.evidence.cursor].quote
        return quote.article, quote.id, quote.continues or quote.id

    def action_compare(self) -> None:
        """What was found and all other printings of it beside each other, the cursor on it."""
        from tui.screens.comparing import CompareScreen, Wanted  # the reader starts without them

        chosen = self.chosen("compare")
        if chosen:
            article, *ids = chosen
            wanted = Wanted(article, tuple(ids), at=ids[1])
            self.app.push_screen(CompareScreen(self.shelf, wanted), self.come_back)

    def action_timeline(self) -> None:
        """Who printed what was found first, and how it travelled, the cursor on it."""
        from tui.screens.timeline import TimelineScreen

        chosen = self.chosen("follow")
        if chosen:
            _, *ids = chosen
            self.app.push_screen(TimelineScreen(self.shelf, tuple(ids)), self.come_back)

    def action_said(self) -> None:
        """All that the speaker of the printing under the cursor said."""
        from tui.screens.said import open_said

        variant = self.evidence.variant
        of = variant.quote if variant else None
        open_said(self, self.shelf, of, self.come_back, [of.id] if of else [])

    def come_back(self, landing: Landing | None) -> None:
        """Close with the place that was chosen on the screen above, if one was."""
        if landing:
            self.dismiss(landing)

    def on_descendant_focus(self) -> None:
        """The keys of what has the keyboard now."""
        self.show_keys()

    def show_keys(self) -> None:
        """The keys that do something, with what was found or without."""
        useless = frozenset() if self.evidence.count() else OF_FOUND
        self.keys.show_for("evidence" if self.focused is self.evidence else "check", useless)
