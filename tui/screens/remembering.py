"""How does the reader go on where it was, in a library, in an article, at a mark?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len
from textual import on, work

from tui import keys
from tui.ahead import Uncalled
from tui.marks import marks
from tui.memory import Memory
from tui.render import fit, one_line
from tui.screens.asking import Landing, ListLoaded
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.jumps import Place
from tui.screens.reader import ReaderScreen
from tui.screens.shelf import ORDERS, Shelf
from tui.screens.undoing import Deeds
from tui.session import MOST_REMOVED, Over, Session
from tui.widgets.dates import day
from tui.widgets.painted import Line
from tui.widgets.text import WIDTHS

if TYPE_CHECKING:
    from tui.screens.letter import LetterScreen

KEEP_EVERY = 2.0  # seconds: so much is lost where a terminal goes away
MARK_COLUMNS = 5  # cells of a mark's letter and the space around it
BEFORE = "'"  # the mark that every jump sets


class Remembering(ReaderScreen):
    """The reader with its memory, which may be None: then all is forgotten at the end."""

    def __init__(self, shelf: Shelf, start: Landing | None = None, memory: Memory | None = None) -> None:
        super().__init__(shelf, start)
        self.memory = memory
        self.session = memory.session().trusted() if memory else Session()
        self._going_on: Landing | None = None
        self._greets = False  # whether the first list is to tell if a welcome is due
        self.jumps = self.session.jumps
        self.deeds = Deeds(self.session.removed)
        self.only_text = self.session.only_text
        if self.session.order in ORDERS:
            self.order = self.session.order
        self.which = self.session.which
        if self.session.measure in WIDTHS:
            self.text.measure = self.session.measure
        place = self.session.place
        if start is None and place and shelf.article(place.article):
            focus = self.session.pane != "list"
            self.start = self._going_on = Landing(place.article, place.quotation, top=place.top, focus=focus)
            self.list_first = True

    def on_mount(self) -> None:
        """Write down where the reader is, now and then."""
        self.set_interval(KEEP_EVERY, self.keep_place)
        self._greets = bool(self.memory and not self.memory.welcomed())

    @on(ListLoaded)
    def greet(self, message: ListLoaded) -> None:
        """Who has articles already needs no welcome."""
        if self._greets and (self.shelf.sample or not message.totals.articles):
            self.call_after_refresh(self.welcome)
        self._greets = False

    def welcome(self) -> None:
        """At the very first start, say what this is; not over something that was opened before."""
        memory, size = self.memory, self.app.size
        if memory is None or self.app.screen is not self:
            return
        from tui.screens.welcome import HEIGHT, WIDTH, Welcome  # the first frame does without it

        if size.width >= WIDTH and size.height >= HEIGHT:
            shown = Welcome(self.shelf.sample)
            self.app.post_message(Uncalled(partial(self.app.push_screen, shown, lambda _: memory.keep_welcomed())))

    def keep_place(self) -> None:
        """Write it down."""
        if self.memory and self._going_on is None:
            self.remember()
            session = self.session.ended()
            if not self.memory.has(session):
                self.write_session(self.memory, session)

    @work(thread=True, exclusive=True, group="session", exit_on_error=False)
    def write_session(self, memory: Memory, session: Session) -> None:
        """Have it written; why it could not be is told at the end."""
        memory.save(session)

    def remember(self) -> None:
        """Bring what is remembered up to date."""
        if self._going_on is not None:
            return  # not there yet
        here = self.here()
        above = self.app.screen_stack[1:]
        over: tuple[Over, ...] = ()
        if above:
            from tui.screens.reopening import kept  # the first frame does without it

            over = kept(above)
        self.session = replace(
            self._with_position(),
            place=here or self.session.place,
            pane=self.place,
            order=self.order,
            which=self.which,
            only_text=self.only_text,
            measure=self.text.measure,
            jumps=self.jumps,
            over=over,
            removed=self.deeds.removed[-MOST_REMOVED:],
        )

    # --- where an article was left

    def land(self, landing: Landing) -> None:
        """Go to a place; in another article without one, to where it was left."""
        if self.opened is None or self.opened.article.id != landing.article:
            self.session = self._with_position()
            left = self.session.position(landing.article)
            if left and landing.quotation is None and landing.spot is None and landing.top is None:
                landing = replace(landing, quotation=left.quotation, top=left.top)
        super().land(landing)

    def arrive(self, landing: Landing) -> None:
        """Go to a place in the open article; at the start, to the pane that had the keyboard."""
        super().arrive(landing)
        if landing is self._going_on:
            self._going_on = None
            pane = self.session.pane
            self.lay_out(pane if pane in keys.PANES else "text")
            if self.session.over and self.app.screen is self:
                from tui.screens.reopening import reopen

                reopen(self, self.session.over)

    def _with_position(self) -> Session:
        here = self.reading_at()
        return self.session.left(here) if here else self.session

    # --- marks

    def action_set_mark(self) -> None:
        """Ask for a letter, and have it stand for this place."""
        here = self.here()
        if here is None:
            self.notify("There is no article open that could be marked.", timeout=SHORT_NOTICE)
            return
        self._ask("mark", "a letter marks this place", lambda letter: self.set_mark(letter, here))

    def set_mark(self, letter: str, place: Place) -> None:
        """Have a letter stand for a place."""
        self.session = self.session.marked(letter, place)
        self.notify(f"{keys.of('go_to_mark')} {letter} comes back here.", timeout=SHORT_NOTICE)

    def action_go_to_mark(self) -> None:
        """Ask for a letter, and go to what it stands for."""
        again = keys.of("go_to_mark")  # the same key twice
        again = again if len(again) == 1 and not again.isalpha() else BEFORE
        self._ask(
            "go to",
            f"a letter goes to its mark, {again} to before the last jump",
            lambda letter: self.go_to_mark(BEFORE if letter == again else letter),
            again,
        )

    def go_to_mark(self, letter: str) -> None:
        """Go to what a letter stands for."""
        behind = self.jumps.behind
        place = self.session.marks.get(letter) if letter != BEFORE else behind[-1] if behind else None
        if place is None:
            unset = f"There is no mark {letter}; {keys.of('set_mark')} {letter} sets it."
            self.notify("There was no jump yet." if letter == BEFORE else unset, timeout=SHORT_NOTICE)
            return
        self.jump(Landing(place.article, place.quotation, top=place.top))

    def _ask(self, title: str, what: str, then: Callable[[str], None], also: str = "") -> None:
        from tui.screens.letter import LetterScreen

        if self.memory:
            self.session = self.memory.with_marks(self.session)
        lines = [self._mark_line(letter, place) for letter, place in sorted(self.session.marks.items())]
        screen = LetterScreen(title, what, lines, also)
        if lines:
            self.load_marks(screen, self.session)
        self.app.push_screen(screen, lambda letter: then(letter) if letter else None)

    @work(thread=True, exclusive=True, group="mark words", exit_on_error=False)
    def load_marks(self, screen: LetterScreen, session: Session) -> None:
        """Ask for the words at the marks: the letter may be pressed before they are there."""
        lines = [self._mark_line(one.letter, one.place, one.words) for one in marks(self.shelf, session)]
        self.app.call_from_thread(screen.show_lines, lines)

    def _mark_line(self, letter: str, place: Place, words: str = "") -> Line:
        row = self.list.row_of(place.article)
        if row is None and self.which.query:  # one row by its key: the letter that follows must find the dialog open
            row = next(iter(self.shelf.articles(ids=[place.article])), None)
        if row is None:
            return Line((("   ", ""), (letter, "key"), ("  no longer in this library", "dim")))
        about = f"  {one_line(row.outlet) or 'outlet not known'} · {day(row.published, 'year')}  "
        room = max(1, self.app.size.width - cell_len(about) - MARK_COLUMNS)
        title = fit(one_line(row.title), max(1, room * 2 // 5) if words else room)
        told = fit(f"  {words}", room - cell_len(title)) if words else ""
        return Line((("   ", ""), (letter, "key"), (about, "dim"), (title, ""), (told, "dim")))
