"""The program on the screen: which screens there are, its colours, its commands. Wiring only."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace
from textual._compositor import CompositorUpdate
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.geometry import Offset
from textual.screen import Screen, SystemModalScreen
from textual.widgets import Input

from index.store import LibraryError
from tui import ending, keys, logs, output, places, themes
from tui.ahead import TypingAhead
from tui.closing import let_go
from tui.history import History
from tui.memory import Memory
from tui.repaint import Changes, Standing
from tui.screens.asking import (
    CheckAsked,
    CheckWanted,
    CiteWanted,
    CopyWanted,
    Landing,
    LayoutChosen,
    LinkWanted,
    SearchWanted,
)
from tui.screens.correcting import LONG_NOTICE
from tui.screens.finding import Trail
from tui.screens.remembering import Remembering
from tui.screens.shelf import Shelf
from tui.widgets.painted import Inked

if TYPE_CHECKING:
    from tui.config.settings import Settings
    from tui.session import Session

NOT_YET = 0.02  # seconds until it is looked again whether the first screen is there


class QuothApp(TypingAhead):
    """quoth's reader."""

    TITLE = "quoth"
    CSS_PATH = "theme.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))

    def __init__(
        self,
        shelf: Shelf,
        start: Landing | None = None,
        *,
        memory: Memory | None = None,
        theme: str | None = None,
        few_colours: bool = False,
        history: History | None = None,
        citation_style: str = "plain",
        copies: Path | None = None,
        settings: Settings | None = None,
    ) -> None:
        let_go()
        super().__init__()
        self.shelf = shelf
        self.memory = memory
        self.settings = settings
        self.history = history or History()
        self.citation_style = citation_style
        self.copies = copies  # the file of what was copied last; without one nothing leaves the program
        self.failure: Exception | None = None
        self.half_written: list[ending.HalfWritten] = []
        self._running_in: asyncio.AbstractEventLoop | None = None
        self.reader = Remembering(shelf, start, memory)
        self.checked = ("", "")  # the words and the speaker that were asked about last
        self.animation_level = "none"  # a slow line has other things to carry
        self.standing = Standing()
        self._cursor: Offset | None = None  # where it was put last
        others = list(self.available_themes)
        own = settings.themes if settings else {}
        for colours in (*themes.THEMES.values(), *own.values()):
            if not (self.no_color and colours.name == themes.TERMINAL):  # without colours it is black on black
                drawn = themes.IN_SIXTEEN.get(colours.name, colours) if few_colours else colours
                self.register_theme(drawn.theme())
        known = theme in self.available_themes and theme not in others
        self.theme = theme if theme and known else themes.DARK.name
        for name in others:
            self.unregister_theme(name)

    def refresh_css(self, animate: bool = True) -> None:
        """Without a screen there are only the theme's colours to take: styles are parsed as the first one opens."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """The reader."""
        return self.reader

    def on_mount(self) -> None:
        """Who comes back to the terminal finds nothing of what stood there."""
        self.app_resume_signal.subscribe(self, lambda _: self.standing.forget())
        if self._driver is not None:
            ending.heed_continue(self._driver, lambda: self._exit)
        if self.settings and self.settings.grave:
            self.call_after_refresh(self.tell_settings, self.settings)

    def tell_settings(self, settings: Settings) -> None:
        """Say what of the settings was not taken."""
        from tui.config.telling import in_one_sentence

        self.notify(in_one_sentence(settings), severity="warning", timeout=LONG_NOTICE, markup=False)

    def _said(self, name: str) -> str:
        """What the settings say of something that can be chosen in the reader, too; nothing where they don't."""
        return str(self.settings.given.get(name, "")) if self.settings else ""

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Write of an update what does not stand on the terminal yet."""
        if isinstance(renderable, CompositorUpdate) and screen is self.screen and not self.is_headless:
            renderable = Changes(renderable, self.standing, self.size)
            before, self._cursor = self._cursor, self.cursor_position
            if not renderable.render_segments(self.console) and before == self._cursor:
                return  # else the cursor alone would be put where it is, some times for each key
        super()._display(screen, renderable)

    def action_redraw(self) -> None:
        """Write the whole screen again: something else wrote on the terminal, or it was resized."""
        self.standing.forget()
        self.screen.refresh()

    def on_resize(self) -> None:
        """Also where the size is as before: it may have been another meanwhile."""
        self.action_redraw()

    def choose_theme(self, name: str) -> None:
        """Take a theme, now and from the next start on."""
        self.theme = name
        if self.memory:
            self.memory.keep_theme(name, self._said("look.theme"))

    def choose_citation(self, name: str) -> None:
        """Cite in a style, now and from the next start on."""
        self.citation_style = name
        if self.memory:
            self.memory.keep_citation(name, self._said("citing.style"))
        self.notify(f"Citations are copied in the style {name}.")

    def on_cite_wanted(self, message: CiteWanted) -> None:
        """Copy words with their citation."""
        from tui.citing import WrongStyle, citation, style_of

        style = style_of(self.citation_style)
        if isinstance(style, WrongStyle):
            self.notify(f"Not copied: {style.message}.", severity="warning", markup=False)
        else:
            self.copy(citation(message.cited, style), message.what)

    def on_copy_wanted(self, message: CopyWanted) -> None:
        """Copy a text."""
        self.copy(message.text, message.what)

    def on_link_wanted(self, message: LinkWanted) -> None:
        """Copy where something is to be found, with the library where another would be opened."""
        from tui.citing import link

        folder = self.shelf.path.absolute()
        named = None if folder == places.library_folder(None).absolute() else folder
        self.copy(link(message.article, message.quotation, named), "the link")

    def copy_to_clipboard(self, text: str) -> None:
        """What fields call: ctrl+c."""
        self.copy(text, "")

    def copy(self, text: str, what: str) -> None:
        """Copy a text, without waiting for what that takes, and say how far it came."""
        self._clipboard = text
        if self.copies is None:
            self.notify(f"Copied {what or 'it'}.")
        else:
            self.run_worker(partial(self._send, self.copies, text, what), group="copy", exclusive=True, thread=True)

    def _send(self, copies: Path, text: str, what: str) -> None:
        """In a thread: give it to what may take it."""
        from tui.clipboard import Clipboard, to_terminal

        def write(codes: str) -> None:
            if self._driver is not None:
                self.call_from_thread(self._driver.write, codes)

        # who reads from another machine wants the words there, and may start or write nothing here
        sent = to_terminal(text, write) if places.is_public() else Clipboard(os.environ, copies).copy(text, write)
        if what or not sent.sure:
            told = sent.told(what or "it")
            self.call_from_thread(self.notify, told, timeout=2.0 if sent.sure else 6.0, markup=False)

    def notify(self, message: str, **how: Any) -> None:
        """Show a notice."""
        self.call_next(self.let_go)  # most often it says why no field opens
        super().notify(message, **how)

    def push_screen(self, *args: Any, **options: Any) -> Any:
        """Open a screen. A notice that is still there was about the one below, and would stand over this one's."""
        self.clear_notifications()
        return super().push_screen(*args, **options)

    def on_notify(self) -> None:
        """A notice comes in place of one that is still there, however short before: there is one line for them."""
        self.clear_notifications()

    @property
    def here(self) -> tuple[keys.Where, ...]:
        """The places whose keys work on the screen that is open, under the palette, apart from everywhere."""
        screens = [screen for screen in self.screen_stack if not isinstance(screen, SystemModalScreen)]
        return (self.reader.keys_here,) if screens[-1] is self.reader else getattr(screens[-1], "PLACES", ())

    def action_command_palette(self) -> None:
        """All commands, by name."""
        from tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The actions of the table for the screen that is open, and the themes."""
        from tui.screens.palette import commands

        return commands(self)

    def show_welcome(self) -> None:
        """Say again what was said at the first start."""
        from tui.screens.welcome import Welcome

        self.push_screen(Welcome(self.shelf.sample))

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

    @property
    def compare_layout(self) -> str:
        """How printings were compared last, also before this start."""
        return self.reader.session.layout

    def on_layout_chosen(self, message: LayoutChosen) -> None:
        """The next comparison looks like this one."""
        self.reader.session = replace(self.reader.session, layout=message.layout)

    def go(self, landing: Landing | None) -> None:
        """Go to a place that another screen chose."""
        if landing:
            self.reader.jump(landing)

    def open_search(self, query: str = "") -> None:
        """Open the search over the reader."""
        trail = self.reader.trail if self.reader.trail and self.reader.trail.hits else None
        from tui.screens.search import SearchScreen  # the first frame does without it

        self.push_screen(SearchScreen(self.shelf, query, trail, self.history), self.follow)

    def follow(self, trail: Trail | None) -> None:
        """Go to the hit that was chosen."""
        self.reader.go_on(trail)

    def action_search(self) -> None:
        """Search the library; from any other screen, over the reader."""
        if "query" in getattr(self.screen, "PLACES", ()):
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
        elif not (isinstance(self.screen, Inked) and self.screen.step_back()):
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
        self.notify(f"{keys.of('quit')} quits; {keys.of('go_back')} goes back.")

    def action_suspend_process(self) -> None:
        """ctrl+z: to the shell. All that runs under its job stops, or a program that waits for us would not let go."""
        if self._driver is None or not self._driver.can_suspend or not ending.has_shell():
            self.notify("There is no shell to go back to.")
            return
        self._suspend_signal()
        self._driver.suspend_application_mode()
        os.killpg(os.getpgrp(), signal.SIGSTOP)

    async def action_quit(self) -> None:
        """Quit; what is being written is kept first."""
        if isinstance(self.screen, Inked) and self.screen.KEEPS:
            self.reader.leaving = True
            self.screen.leave()
            self.reader.call_next(self.reader.quit_when_written)  # after what the screen was closed with
        else:
            self.exit(0)

    def on_load(self) -> None:
        """Signals are heard from now on."""
        self._running_in = asyncio.get_running_loop()

    def end_by(self, number: int) -> bool:
        """End in order because of a signal; False where that can't be done. To be called in its handler."""
        loop = self._running_in
        if loop is None or not loop.is_running():
            return False
        loop.call_soon_threadsafe(self.call_next, self.exit, ending.BY_SIGNAL + number)
        return True

    def take_half_written(self) -> None:
        """Take the notes that are open: what was typed must not be lost with their screens."""
        from tui.screens.note import NoteScreen

        notes = (screen.unfinished() for screen in self.screen_stack if isinstance(screen, NoteScreen))
        self.half_written = [*self.reader.unwritten, *(note for note in notes if note)]

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave the reader, and remember where it was; not before it is there, which would fail half made."""
        if not self.reader.is_mounted:
            self.set_timer(NOT_YET, partial(self.exit, *args, **options))
            return
        self.reader.remember()
        self.take_half_written()
        super().exit(*args, **options)

    def _handle_exception(self, error: Exception) -> None:
        """End in order. The screen library's own trace has values of variables, and so articles' texts: not shown."""
        if self.failure is None:
            self.failure = error
            with suppress(Exception):  # what failed may fail again; what was kept before is there
                self.reader.remember()
            with suppress(Exception):
                self.take_half_written()
        super()._handle_exception(error)
        self._exit_renderables.clear()


def run(
    library: Shelf,
    *,
    article: str | None = None,
    spot: tuple[int, int] | None = None,
    theme: str | None = None,
    settings: Settings | None = None,
) -> int:
    """Open the reader on a library, if wanted at an article and a stretch of it. Returns the exit code.

    The library stays open; its owner closes it. Without a place that is asked for, the reader goes on where it was.
    """
    memory = Memory.of(library.path)
    start = Landing(article, spot=spot) if article else None
    given = settings.given if settings else {}
    theme = theme or memory.theme(str(given.get("look.theme", ""))) or themes.for_terminal()
    try:
        history = History(places.queries_file)
        few = themes.few_colours()
        app = QuothApp(
            library,
            start,
            memory=memory,
            theme=theme,
            few_colours=few,
            history=history,
            citation_style=memory.citation(str(given.get("citing.style", ""))) or "plain",
            copies=memory.folder / "clipboard.txt",
            settings=settings,
        )
        with ending.signals_heard(app.end_by):
            code = app.run() or 0
    except (LibraryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is: a session that leads to it must not do so for ever
        return _failed(error, theme, memory, memory.session())
    for sentence in ending.keep_notes(library, app.half_written):
        output.say(sentence)
    if app.failure is not None:
        return _failed(app.failure, app.theme, memory, app.reader.session)
    memory.save(app.reader.session.ended())
    if memory.problem:
        output.say(memory.problem)
    return code


def _failed(error: Exception, theme: str, memory: Memory, session: Session) -> int:
    """Tell of an error, and remember it with the place where it was. Returns the exit code."""
    from tui import crash  # hardly ever wanted

    failed = session.failed()
    memory.save(failed)
    logs.error(error)
    output.say(crash.told(error, crash.report(error, theme), goes_on=failed.trusted().place is not None))
    if memory.problem:
        output.say(memory.problem)
    return crash.EXIT_CODE
