"""Which article is open, and which of its quotations is the current one?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual import on
from textual.events import ScreenResume
from textual.screen import ModalScreen

from index.model import ArticleRow, Quotation, Totals
from tui.lists import Which, nothing_in
from tui.printed import Printing
from tui.screens.asking import ArticleLoaded, ArticleRefreshed, Landing, LibraryChanged, ListLoaded, PrintingsLoaded
from tui.screens.finding import Trail
from tui.screens.heads import ask_to_add, header, list_head, status, text_head
from tui.screens.opened import Opened
from tui.screens.panes import Panes
from tui.screens.printings import printings
from tui.screens.resting import Rest
from tui.screens.shelf import ORDERS, Order, Shelf
from tui.widgets.elsewhere import Printings
from tui.widgets.picklist import PickList
from tui.widgets.text import Document, TextPane

PREVIEW_AFTER = 0.08  # seconds the cursor rests on an article before it is shown: not for each one that is passed
FIRST_ROWS = 200  # more than any terminal shows: they are there in a tenth of the time that 20,000 take
NO_ARTICLES = "They are listed here once there are some."
NO_QUOTATIONS = "Who else printed the words of a quotation is told here."
LOOK_EVERY = 1.0  # seconds between looks whether another process wrote


class Reading(Panes):
    """The list, the open article, the current quotation and its printings elsewhere."""

    def __init__(self, shelf: Shelf, start: Landing | None = None) -> None:
        super().__init__(shelf)
        self.start = start
        self.list_first = False  # whether the article to begin with is opened after the list has been shown
        self.order: Order = "newest"
        self.which = Which()  # the list that is wanted
        self.listed: Which | None = None  # the one whose articles are shown
        self.opened: Opened | None = None
        self.current: Quotation | None = None
        self.found: Sequence[Printing] | None = None
        self.missing: tuple[ArticleRow, ...] = ()
        self.wanted: Landing | None = None
        self.keep: str | None = None  # the article that the cursor is to be on when the list comes
        self.trail: Trail | None = None
        self.outlets = 0
        self.printed_by = (0, 0)
        self.totals: Totals | None = None
        self.waits = False  # the library changed under another screen
        self.new = 0  # articles that came since the saved searches were looked at, this list's apart
        self.under_way = ""  # how far articles are that are being added
        self.at_rest = Rest(self, PREVIEW_AFTER, self.show_preview)

    def on_mount(self) -> None:
        """Ask for the list, and for the article to begin with."""
        self.show_header()
        self.list_head.show([(" reading the library …", "dim")])
        self.elsewhere_head.show([(" SAME WORDS ELSEWHERE", "strong")])
        self.lay_out("text" if self.start else "list")
        self.load_list(self.order, FIRST_ROWS)
        if self.start and not self.list_first:
            self.land(self.start)
        self.set_interval(LOOK_EVERY, self.look)

    def show_header(self) -> None:
        """Show what is open, how much there is, and what is under way."""
        self.header.show(*header(self.shelf, self.totals, self.which.told, self.under_way, self.new))

    # --- the list

    def load_list(self, order: Order, first: int = 0, unasked: bool = False) -> None:
        """Ask for the list once more. What is in it stays, until it is opened anew: also what it no longer finds."""
        also = [row.id for row in self.list.rows] if self.listed == self.which else []
        also += [self.keep] if self.keep else []
        self.ask_list(self.which, order, also if self.which.query else (), first, unasked)

    def open_list(self, which: Which) -> None:
        """Show a list from its first article on, or from the one that is under the cursor."""
        self.which, self.listed = which, None
        self.show_header()
        self.load_list(self.order)

    @on(ListLoaded)
    def show_list(self, message: ListLoaded) -> None:
        """Show the articles, the cursor on the one that it was on."""
        if message.which != self.which:
            return
        keep = self.list.row.id if self.list.row else self.start.article if self.start else None
        keep, self.keep = self.keep or keep, None
        chosen, self.listed = self.listed is None and self.totals is not None, self.which
        known, self.outlets = self.outlets, message.totals.outlets
        if not known:  # an article that was there before the list says now of how many outlets
            self.show_current()
        self.nothing = not message.totals.articles
        self.show_keys()
        self.list.show(message.rows, keep, [NO_ARTICLES] if self.nothing else nothing_in(message.why))
        if chosen and self.list.row and self.list.row.id != keep:
            self.list.select(self.list.rows[0].id)
        self.totals = message.totals
        self.show_header()
        self.show_list_head()
        if chosen:
            self.lay_out("list")
            self.show_preview()
        if not message.totals.articles:
            self.opened = self.current = self.wanted = None
            self.text.show(Document(ask_to_add(self.shelf), "There is nothing to read yet"))
            self.show_text_head()
            self.elsewhere.show(Printings(note=NO_QUOTATIONS))
            self.lay_out("text")  # where there is one pane, it is this one that says what to do
        elif self.opened is None and self.wanted is None and self.start:
            self.land(self.start)
        elif self.opened is None and self.wanted is None and self.list.row:
            self.lay_out("list")
            self.land(Landing(self.list.row.id, focus=False))

    def show_list_head(self) -> None:
        """Which list it is, how much there is in it, and how much of that unread, once all of it is there."""
        if self.totals is None:
            return
        rows = self.list.rows
        count = len(rows) if self.which.query else self.totals.articles
        unread = sum(not row.read for row in rows) if len(rows) == count else 0
        fullest, *shorter = list_head(self.which, count, unread, ORDERS[self.order])
        self.list_head.show(fullest, shorter=shorter)

    @on(LibraryChanged)
    def load_again(self) -> None:
        """Another process wrote: the list may have changed, the open article, and who else printed the quotation.

        The screens above are told, too. Under one that fills the terminal the list waits: 20,000 rows take the keys'
        time, and while articles are added they come every few seconds.
        """
        above = [screen for screen in self.app.screen_stack if screen is not self]
        for screen in above:
            screen.post_message(LibraryChanged())
        self.waits = not all(isinstance(screen, ModalScreen) for screen in above)
        if not self.waits:
            self.load_changed()

    @on(ScreenResume)
    def load_waiting(self) -> None:
        """What changed while another screen was above."""
        if self.waits:
            self.waits = False
            self.load_changed()

    def load_changed(self) -> None:
        """Ask once more for what is shown."""
        self.load_list(self.order, unasked=True)
        if self.opened:
            self.load_refreshed(self.opened.article.id, self.opened.query)

    def action_order(self) -> None:
        """The next order of the list."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.load_list(self.order)

    @on(PickList.Moved, "#list")
    def preview(self) -> None:
        """Show the article under the cursor once it rests there."""
        self.at_rest.again()

    def show_preview(self) -> None:
        """Show the article under the cursor, without taking it for read."""
        row = self.list.row
        asked = row and self.wanted and self.wanted.article == row.id  # perhaps to be read: that must stay
        if row and not asked and not (self.opened and self.opened.article.id == row.id):
            self.land(Landing(row.id, focus=False))

    @on(PickList.Picked, "#list")
    def open_picked(self, message: PickList.Picked) -> None:
        """Open the article under the cursor."""
        row = self.list.rows[message.index]
        self.leave_for(row.id)
        if self.opened and self.opened.article.id == row.id:
            self.lay_out("text")
        else:
            self.land(Landing(row.id))

    def leave_for(self, article: str) -> None:
        """Another article was chosen in the list to be read."""

    # --- the article

    def land(self, landing: Landing) -> None:
        """Go to a place, at once where the article is open already."""
        self.wanted = landing
        query = self.trail.query if self.trail and self.trail.hits else ""
        if self.opened and self.opened.article.id == landing.article and self.opened.query == query:
            self.arrive(landing)
        else:
            self.load_article(landing, query)

    @on(ArticleLoaded)
    def show_article(self, message: ArticleLoaded) -> None:
        """Show it, and go to the place wanted."""
        if message.landing is not self.wanted:
            return
        if message.opened is None:
            self.wanted = None
            self.notify("This article is no longer in the library.", severity="warning")
            return
        self.opened = message.opened
        article = message.opened.article
        self.text.show(Document(article.text, article.title or "", message.opened.marks))
        self.arrive(message.landing)

    def arrive(self, landing: Landing) -> None:
        """Go to a place in the open article."""
        if self.opened is None:
            return
        self.list.select(landing.article)
        if landing.focus:
            self.lay_out("text")
            self.mark_open_read()
        chosen = self.opened.by_id(landing.quotation)
        if chosen is None and landing.spot:
            chosen = self.opened.at(*landing.spot)
        if chosen is None and landing.top is None:
            chosen = self.opened.first(self.text.seen()[1])
        self.choose(chosen, reveal=landing.quotation is not None and landing.top is None)
        self.mark_trail()
        if landing.spot:
            self.call_after_refresh(self.text.reveal, *landing.spot)
        elif landing.top is not None:
            self.call_after_refresh(self.text.scroll_to_offset, landing.top)

    @on(ArticleRefreshed)
    def show_refreshed(self, message: ArticleRefreshed) -> None:
        """The open article as the library has it now: the place stays, and the current quotation where it is there."""
        before, now = self.opened, message.opened
        if before is None or now is None or before.article.id != now.article.id:
            return
        if before.article.text != now.article.text:
            self.wanted = Landing(now.article.id, focus=False)
            self.load_article(self.wanted, before.query)
            return
        self.opened = now
        if before.marks != now.marks:
            self.text.set_marks(now.marks)
        if self.current:
            self.current = now.by_id(self.current.id) or now.at(self.current.start, self.current.start)
            self.text.set_current([now.painted(piece) for piece in now.pieces(self.current)] if self.current else [])
        self.show_text_head()
        self.ask_for_printings()

    def mark_trail(self) -> None:
        """Show what the last search found in the open article."""

    # --- the quotation

    def choose(self, quotation: Quotation | None, reveal: bool = True) -> None:
        """Make a quotation the current one; the right pane follows."""
        if self.opened is None:
            return
        self.current = quotation
        pieces = self.opened.pieces(quotation) if quotation else []
        self.text.set_current([self.opened.painted(piece) for piece in pieces])
        if reveal and quotation:
            self.call_after_refresh(self.text.reveal, quotation.start, quotation.end)
        self.found, self.missing = None, ()
        self.show_text_head()
        self.ask_for_printings()

    def ask_for_printings(self) -> None:
        """Show who said the current quotation, and ask who else printed it."""
        if self.opened is None:
            return
        rows = self.opened.stop(self.current).compared if self.current else ()
        if self.current and rows:
            self.load_printings(self.current.id, rows)
        else:
            self.found, self.missing = (), ()
        self.show_current()

    def show_current(self) -> None:
        """Show what is known of the current quotation in the right pane, and below the text where that isn't seen."""
        if self.opened is None:
            return
        shown = printings(self.opened, self.current, self.found, self.outlets, self.printed_by)
        notes = tuple(note.text for note in self.opened.noted(self.current)) if self.current else ()
        shown = replace(shown, missing=self.missing, notes=notes)
        self.elsewhere.show(shown)
        self.said.show(*status(self.opened, self.current, shown))

    @on(TextPane.Scrolled)
    def show_text_head(self) -> None:
        """What is open, where in it the reader is, and which hit of how many; of an empty library what stands there."""
        if self.nothing:
            self.text_head.show([(" HOW TO BEGIN", "strong")])
            return
        left, right, shorter = text_head(self.opened, self.text, self.trail)
        self.text_head.show(left, right, shorter=shorter)

    @on(PrintingsLoaded)
    def show_printings(self, message: PrintingsLoaded) -> None:
        """Show them, if the quotation is still the current one."""
        if self.opened and self.current and self.current.id == message.quotation:
            self.found, self.printed_by, self.missing = message.printings, message.printed_by, message.missing
            self.show_current()

    @on(TextPane.Pointed)
    def choose_pointed(self, message: TextPane.Pointed) -> None:
        """The quotation under the mouse becomes the current one."""
        found = self.opened.at(message.offset, message.offset) if self.opened else None
        if found:
            self.choose(found, reveal=False)

    def step(self, step: int, shared: bool) -> None:
        """To another quotation of the article."""
        if self.opened is None:
            return
        if self.place == "list" or not self.text.display:
            self.lay_out("text")
        found = self.opened.step(self.current, step, shared, self.text.seen())
        if found:
            self.choose(found)
            return
        what = "quotation that others printed" if shared else "quotation"
        self.notify(f"No {'further' if step > 0 else 'earlier'} {what} in this article.", timeout=2)

    def action_next_quotation(self) -> None:
        """Next quotation."""
        self.step(1, shared=False)

    def action_previous_quotation(self) -> None:
        """Previous quotation."""
        self.step(-1, shared=False)

    def action_next_shared(self) -> None:
        """Next quotation that others printed too."""
        self.step(1, shared=True)

    def action_previous_shared(self) -> None:
        """Previous quotation that others printed too."""
        self.step(-1, shared=True)
