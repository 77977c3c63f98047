"""The program on the screen: which screens there are, its colours, its commands. Wiring only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen, SystemModalScreen
from textual.theme import Theme
from textual.widgets import Input

from tui import keys, places
from tui.history import History
from tui.screens.asking import CheckAsked, CheckWanted, Landing, SearchWanted
from tui.screens.finding import Trail
from tui.screens.reader import ReaderScreen
from tui.screens.search import SearchScreen
from tui.screens.shelf import Shelf
from tui.widgets.painted import Inked

# every text of these on every ground of theirs has a contrast of at least 4.5 (WCAG AA); tests/tui checks it
DARK = Theme(
    name="quoth",
    primary="#6cb2f2",
    secondary="#8fa3b5",
    accent="#f2b35a",
    warning="#f2b35a",
    error="#f08a9b",
    success="#7fce9b",
    foreground="#d9dee4",
    background="#101418",
    surface="#101418",
    panel="#1b232b",
    dark=True,
    variables={
        "dim": "#93a1ae",
        "quote": "#e6d9bb",
        "shared": "#ffd487",
        "current-ground": "#173a5e",
        "cursor-ground": "#1d3247",
        "blurred-ground": "#1a2027",
        "hit-ground": "#e9cf6f",
        "here-ground": "#ff9e45",
        "hit-text": "#14181c",
        "rule": "#33404c",
    },
)
LIGHT = Theme(
    name="quoth-light",
    primary="#1b5e9e",
    secondary="#51606e",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#a3213c",
    success="#1c6b3a",
    foreground="#20262c",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#ebe7dd",
    dark=False,
    variables={
        "dim": "#5b6670",
        "quote": "#5f4526",
        "shared": "#8a4300",
        "current-ground": "#cfe3f7",
        "cursor-ground": "#dbe8f4",
        "blurred-ground": "#efebe2",
        "hit-ground": "#f5dc7a",
        "here-ground": "#ffb463",
        "hit-text": "#20262c",
        "rule": "#c9c2b3",
    },
)


class QuothApp(App[int]):
    """quoth's reader."""

    TITLE = "quoth"
    CSS_PATH = "theme.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))
    no_color: bool = False  # until the base class has looked: it asks for the themes before

    def __init__(self, shelf: Shelf, start: Landing | None = None, history: History | None = None) -> None:
        super().__init__()
        self.shelf = shelf
        self.history = history or History()
        self.reader = ReaderScreen(shelf, start)
        self.checked = ("", "")  # the words and the speaker that were asked about last
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[Any]:
        """The reader."""
        return self.reader

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Those that can be read: without colours, one that leaves the colours to the terminal is black on black."""
        themes = super().available_themes
        return {name: theme for name, theme in themes.items() if not theme.ansi} if self.no_color else themes

    def notify(self, message: str, **how: Any) -> None:
        """Show a notice in place of one that is still there: there is one line for them."""
        self.clear_notifications()
        super().notify(message, **how)

    @property
    def here(self) -> tuple[keys.Where, ...]:
        """The places whose keys work on the screen that is open, under the palette, apart from everywhere."""
        screens = [screen for screen in self.screen_stack if not isinstance(screen, SystemModalScreen)]
        return ("reader",) if screens[-1] is self.reader else getattr(screens[-1], "PLACES", ())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The actions of the table for the screen that is open, and the colours."""
        for name, shown, method in keys.palette((*self.here, "everywhere")):
            yield SystemCommand(name, shown, lambda method=method: self.run_on(method))
        yield SystemCommand("Colours", "Choose another theme", self.action_change_theme)

    async def run_on(self, method: str) -> None:
        """Run an action on the screen that is open."""
        await self.run_action(method, self.screen)

    def on_search_wanted(self, message: SearchWanted) -> None:
        """Open the search with a query, or with the last one."""
        self.open_search(message.query)

    def on_check_wanted(self, message: CheckWanted) -> None:
        """Open the check over the reader, with some words or the last question."""
        from tui.screens.checking import CheckScreen  # the first frame does without it

        words, speaker = (message.words, "") if message.words.strip() else self.checked
        self.push_screen(CheckScreen(self.shelf, words, speaker), self.go)

    def on_check_asked(self, message: CheckAsked) -> None:
        """Who comes back from what was found finds the question again."""
        self.checked = message.asked

    def go(self, landing: Landing | None) -> None:
        """Go to a place that another screen chose."""
        if landing:
            self.reader.jump(landing)

    def open_search(self, query: str = "") -> None:
        """Open the search over the reader."""
        trail = self.reader.trail if self.reader.trail and self.reader.trail.hits else None
        self.push_screen(SearchScreen(self.shelf, query, trail, self.history), self.follow)

    def follow(self, trail: Trail | None) -> None:
        """Go to the hit that was chosen."""
        self.reader.follow(trail)

    def action_search(self) -> None:
        """Search the library; from any other screen, over the reader."""
        if isinstance(self.screen, SearchScreen):
            self.screen.query_one(Input).focus()
            return
        while self.screen is not self.reader:
            self.pop_screen()
        self.open_search()

    def action_help(self) -> None:
        """The table of keys."""
        from tui.screens.help import HelpScreen  # it knows the signs of all screens

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.shelf, self.here))

    def action_escape(self) -> None:
        """Close what is open."""
        if self.screen is self.reader:
            self.reader.action_escape()
        else:
            self.close_screen()

    def action_go_back(self) -> None:
        """Back; at the top, quit."""
        if self.screen is not self.reader:
            self.close_screen()
        elif not self.reader.go_up():
            self.exit(0)

    def close_screen(self) -> None:
        """Close the screen over the reader."""
        if isinstance(self.screen, Inked):
            self.screen.leave()
        else:
            self.pop_screen()

    def action_help_quit(self) -> None:
        """ctrl+c: nothing to copy here, and it does not quit."""
        self.notify("ctrl+q quits; q goes back.")

    async def action_quit(self) -> None:
        """Quit."""
        self.exit(0)


def run(library: Shelf, *, article: str | None = None, spot: tuple[int, int] | None = None) -> int:
    """Open the reader on a library, if wanted at an article and a stretch of it. Returns the exit code.

    The library stays open; its owner closes it.
    """
    start = Landing(article, spot=spot) if article else None
    return QuothApp(library, start, History(places.queries_file)).run() or 0
