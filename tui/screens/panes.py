"""Which of the panes are seen, and which has the keyboard?"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from tui import keys
from tui.screens.asking import Asking
from tui.screens.shelf import Shelf
from tui.widgets.articles import ArticleList
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.elsewhere import Elsewhere
from tui.widgets.findbar import FindBar
from tui.widgets.text import WIDTHS, TextPane

ONE_PANE = 80  # columns up to which there is one pane
TWO_PANES = 99  # and up to which there are two
ROOMY = 118  # columns from which on the side panes are wider: the text keeps 38 beside its gutter
WIDE = 150  # and wider still
TALL = 30  # lines from which on there is space below the panes' heads


class Panes(Asking):
    """Three panes, or as many of them as there is room for."""

    AUTO_FOCUS = ""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self.only_text = False
        self.nothing = False  # whether the library is known to be empty
        self.place: keys.Where = "list"
        self._laid_out: tuple[keys.Where, bool, Size] | None = None
        self.header = Bar(id="header")
        self.list_head = Bar(id="list-head", classes="head")
        self.list = ArticleList(id="list")
        self.text_head = Bar(id="text-head", classes="head")
        self.text_head.least = 12
        self.text = TextPane(id="text")
        self.said = Bar(id="said")
        self.said.least = 12
        self.find_bar: FindBar | None = None
        self.elsewhere_head = Bar(id="elsewhere-head", classes="head")
        self.elsewhere = Elsewhere(id="elsewhere")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, three panes each under a line of its own, the keys."""
        yield self.header
        with Horizontal(id="panes"):
            with Vertical(id="list-side"):
                yield self.list_head
                yield self.list
            with Vertical(id="text-side"):
                yield self.text_head
                yield self.text
                yield self.said
            with Vertical(id="elsewhere-side"):
                yield self.elsewhere_head
                yield self.elsewhere
        yield self.keys

    def how_many(self) -> int:
        """How many panes there is room for."""
        if self.only_text or self.size.width <= ONE_PANE:
            return 1
        return 2 if self.size.width <= TWO_PANES else 3

    def lay_out(self, where: keys.Where) -> None:
        """Show the panes there is room for, this one among them, and give it the keyboard."""
        state = (where, self.only_text, self.size)
        if state == self._laid_out and self.focused is not None:
            return
        self._laid_out = state
        self.place = where
        pair: set[keys.Where] = {"list", "text"} if where == "list" else {"text", "elsewhere"}
        shown = {1: {where}, 2: pair, 3: set(keys.PANES)}[self.how_many()]
        sizes = {"-one": self.how_many() == 1, "-two": self.how_many() == 2}
        sizes |= {"-roomy": ROOMY <= self.size.width < WIDE, "-wide": self.size.width >= WIDE}
        sizes["-tall"] = self.size.height >= TALL
        for name, wanted in sizes.items():
            self.set_class(wanted, name, update=False)
        self.update_node_styles()  # once for all of them
        for name in keys.PANES:
            self.query_one(f"#{name}-side").display = name in shown
        self.said.display = "elsewhere" not in shown
        self.text.set_measure(self.text.measure, self.only_text)
        self.show_keys()
        for name, head in zip(keys.PANES, (self.list_head, self.text_head, self.elsewhere_head), strict=True):
            head.set_class(name == where, "-here")
        pane = self.query_one(f"#{where}")
        if self.focused is not pane and not self.finding:
            self.set_focus(pane, scroll_visible=False)

    def show_keys(self) -> None:
        """The keys of what has the keyboard; of an empty library those that do something there."""
        if self.nothing:
            self.keys.show_for("empty", frozenset({"escape"}), at_top=True)
        elif self.finding:
            self.keys.show_for("find")
        else:
            self.keys.show_for("selecting" if self.text.held else self.place, at_top=self.at_top)

    @property
    def at_top(self) -> bool:
        """Whether q leads out: from the list, or from any pane where all are seen."""
        return not (self.text.held or self.only_text or (self.how_many() == 1 and self.place != "list"))

    def on_resize(self) -> None:
        """There may be room for more panes, or for fewer."""
        if self.is_mounted:
            self.lay_out(self.place)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The mouse or a key has gone to another pane."""
        found = next((where for where in keys.PANES if where == event.widget.id), None)
        if found:
            self.lay_out(found)
            if found == "text":
                self.mark_open_read()

    @property
    def finding(self) -> bool:
        """Whether the field of a find is open."""
        return self.find_bar is not None

    def open_find(self) -> FindBar:
        """Open the field below the text."""
        if self.find_bar is None:
            self.find_bar = FindBar(id="find")
            self.query_one("#text-side").mount(self.find_bar)
            self.show_keys()
        return self.find_bar

    def close_find(self) -> None:
        """Close it, and give the keyboard back to the text."""
        if self.find_bar is not None:
            self.find_bar.remove()
            self.find_bar = None
        self._laid_out = None
        self.lay_out("text")

    def mark_open_read(self) -> None:
        """The open article is being read."""

    def action_next_pane(self) -> None:
        """The pane to the right; from the last to the first."""
        self.lay_out(keys.PANES[(keys.PANES.index(self.place) + 1) % len(keys.PANES)])

    def action_previous_pane(self) -> None:
        """The pane to the left."""
        self.lay_out(keys.PANES[keys.PANES.index(self.place) - 1])

    def action_only_text(self) -> None:
        """Only the text, or all panes again."""
        self.only_text = not self.only_text
        self.lay_out("text")

    def action_text_width(self) -> None:
        """The next width of the text."""
        measure = WIDTHS[(WIDTHS.index(self.text.measure) + 1) % len(WIDTHS)]
        self.text.set_measure(measure, self.only_text)
        self.notify(f"Lines of at most {measure} columns" if measure else "Lines as wide as the pane", timeout=2)
