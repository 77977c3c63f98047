"""What is to be added, and how far is it? The field for a path, and the dialog that stops what is under way."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from index.addresses import is_address
from tui import keys, places
from tui.adding import Child, Does, Told
from tui.ahead import Listening
from tui.render import one_line
from tui.screens.across import Across
from tui.screens.asking import LibraryChanged
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Inked

QUOTES = ("'", '"')
FIRST: dict[Does, str] = {"add": "adding", "sync": "asking feeds", "catch up": ""}
WHAT: dict[Does, str] = {
    "add": "Articles are being added",
    "sync": "The feeds are being fetched",
    "catch up": "The index is being brought up to date",
}
LOOK_THROUGH_AFTER = 20.0  # seconds: reads hundreds of megabytes of a large library, which nobody waits for
LOOK_AFTER = 1.0  # seconds from the first frame on: what is read first comes before what can't be found yet


def path_of(typed: str) -> str:
    """The path that was typed, or put in by a terminal as shells would have it: "~" is home, marks around it go."""
    path = typed.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in QUOTES:
        path = path[1:-1]
    return os.path.expanduser(path)  # noqa: PTH111  (Path's raises where there is no such user)


def problem_with(path: str) -> str | None:
    """Why nothing can be added from there, in a sentence; None where it may be."""
    if not path:
        return "type the path of a file or of a folder"
    if is_address(path):
        return None
    if "://" in path:
        return "quoth reads addresses that begin with https:// or http://"
    try:
        Path(path).stat()
    except FileNotFoundError:
        if Path(path).is_symlink():
            return f"{path} is a link to {Path(path).readlink()}, which is not there"
        return f"there is no file or folder {path}"
    except (OSError, ValueError) as error:  # ValueError: no path has a NUL
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            return f"{path} is a link that leads back to itself"
        return f"{path} can't be read: {error.strerror if isinstance(error, OSError) else error}"
    return None


class Paths(Suggester):
    """Ends a path that is being typed with the first name that fits, of a folder with its stroke."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, as it would be typed."""
        return await asyncio.to_thread(ended, value)


def ended(typed: str) -> str | None:
    """A path that begins as this one does; None where there is none, or it is there already."""
    if "://" in typed:
        return None
    head, _, tail = typed.rpartition("/")
    folder = Path(path_of(f"{head}/") if head or typed.startswith("/") else ".")
    if not tail:
        return None
    try:
        with os.scandir(folder) as found:
            names = [f"{one.name}/" if one.is_dir() else one.name for one in found if one.name.startswith(tail)]
    except OSError:
        return None
    return typed[: len(typed) - len(tail)] + min(names) if names else None


class LeftBehind(Message):
    """The index is far behind the articles."""


class AddScreen(Inked[str | None], ModalScreen[str | None]):
    """A field for a path; closed with the path, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("adding", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("adding",)
    AUTO_FOCUS = "#add-path"

    def __init__(self) -> None:
        super().__init__()
        self.told = Bar(id="add-told")
        self.keys = KeyBar(id="add-keys")

    def compose(self) -> ComposeResult:
        """What can be added, the field, what is wrong with it, the keys."""
        with Vertical(id="add", classes="dialog"):
            yield Static(" Add which file, folder or address? Of folders all that quoth reads.", id="add-title")
            with Horizontal(classes="field"):
                yield Static("path", classes="sign")
                yield Input(id="add-path", compact=True, suggester=Paths())
            yield self.told
            yield self.keys

    def on_mount(self) -> None:
        """The keys that work here."""
        self.keys.show_for("adding")

    @on(Input.Changed, "#add-path")
    def forget_problem(self) -> None:
        """What was wrong may be right now."""
        self.told.show([])

    @on(Input.Submitted, "#add-path")
    def action_take_path(self) -> None:
        """Close with the path, where there is something."""
        path = path_of(self.query_one(Input).value)
        problem = problem_with(path)
        if problem:
            self.told.show([(f" {one_line(problem)}", "warning")])
        else:
            self.dismiss(path)

    def action_complete_path(self) -> None:
        """Take what is suggested."""
        self.query_one(Input).action_cursor_right()

    def leave(self) -> None:
        """Close, and add nothing."""
        self.dismiss(None)


class UnderWay(Inked[bool | None], ModalScreen[bool | None]):
    """How far it is; closed with whether it is to be stopped."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("under way", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("under way",)

    def __init__(self, line: str, what: str = "Articles are being added") -> None:
        super().__init__()
        self.what = what
        self.line = Bar(id="way-line")
        self.line.show([(f" {line}", "")])
        self.keys = KeyBar(id="way-keys")

    def compose(self) -> ComposeResult:
        """The line, and the keys."""
        with Vertical(id="way", classes="dialog"):
            yield Static(f" {self.what}; reading goes on meanwhile.", id="way-title")
            yield self.line
            yield self.keys

    def on_mount(self) -> None:
        """The keys that work here. There is no field: what was typed after the key that opened it is for these."""
        self.keys.show_for("under way")
        self.post_message(Listening())

    def action_stop_adding(self) -> None:
        """Close, and have it stopped."""
        self.dismiss(True)

    def leave(self) -> None:
        """Close, and let it go on."""
        self.dismiss(False)


class Adding(Across):
    """The reader's part that has articles added."""

    child: Child | None = None
    _stopped = False  # nobody wants to be asked twice whether the index is to be brought up to date
    _begins = False
    _does: Does = "add"

    @property
    def _adds(self) -> bool:
        """Whether it was asked for; else it brings the index up to date."""
        return self._does != "catch up"

    def on_mount(self) -> None:
        """An index that is far behind is caught up beside the reading, once that has begun."""
        self.shelf.leave_behind(self.tell_left)
        self.set_timer(LOOK_AFTER, self.look_behind)
        self.set_timer(LOOK_THROUGH_AFTER, self.look_through)

    def tell_left(self) -> None:
        """What is asked for in a thread finds the index far behind."""
        self.post_message(LeftBehind())

    @work(thread=True, group="behind", exit_on_error=False)
    def look_behind(self) -> None:
        """Is there what can't be searched yet?"""
        self.shelf.being_added()

    @work(thread=True, group="looking through", exit_on_error=False)
    def look_through(self) -> None:
        """Has the disk lost what is to be searched?"""
        lost = self.shelf.look_through()
        if lost is not None:
            self.app.call_from_thread(self.notify, lost, severity="warning", timeout=LONG_NOTICE, markup=False)
            self.shelf.being_added()

    @on(LeftBehind)
    def catch_up(self) -> None:
        """Have another process catch it up, unless one is at work, or this was stopped."""
        if not self.is_adding and not self._stopped and not self._begins:
            self.begin("catch up")

    @property
    def is_adding(self) -> bool:
        """Whether something is being added: that a process which has told its end is gone takes a moment."""
        return self.child is not None and not self.child.ended

    def action_add(self) -> None:
        """Ask for a path; or, while something is being added, show how far it is."""
        if places.is_public():
            self.notify("Over a network quoth adds no files.", timeout=SHORT_NOTICE, severity="warning")
            return
        if self.shelf.sample:
            self.notify(
                'This is the sample, which stays as it is; "quoth add PATH" makes a library of your own.',
                timeout=LONG_NOTICE,
            )
        elif self.is_adding:
            self.show_process()
        else:
            self.app.push_screen(AddScreen(), self.add_path)

    def show_process(self) -> None:
        """Show how far it is."""
        self.app.push_screen(UnderWay(self.under_way, WHAT[self._does]), self.stop_adding)

    def add_path(self, path: str | None) -> None:
        """Begin to add."""
        if path is not None and not self.is_adding:
            self.begin("add", path)

    @work(group="adding", exit_on_error=False)
    async def begin(self, does: Does, *named: str) -> None:
        """Have another process add, fetch or catch up, and show what it says."""
        self._begins, self._does = True, does
        if self._adds:
            self.show_under_way(FIRST[does])
        try:
            self.child = child = await Child.start(self.shelf.path, does, *named)
        except OSError as error:
            self.end_adding(Told(f"no process can be started for it: {error}", ended=True, bad=True))
            return
        finally:
            self._begins = False
        try:
            async for told in child.told():
                if told.ended:
                    self.end_adding(told)
                else:
                    self.show_under_way(told.line)
        finally:
            child.stop()
            if self.child is child:
                self.child = None

    def stop_adding(self, stop: bool | None) -> None:
        """Have it stopped, if that was chosen."""
        if stop and self.child is not None:
            self._stopped = not self._adds
            self.child.stop()
            self.show_under_way(self.under_way)  # the next line may be long in coming
            self.notify("It stops after the articles at hand.", timeout=SHORT_NOTICE)

    def show_under_way(self, line: str) -> None:
        """Show how far it is, above the panes and in its dialog."""
        stopping = self.child is not None and self.child.stopping
        self.under_way = f"stopping · {one_line(line)}" if stopping else one_line(line)
        self.show_header()
        if isinstance(self.app.screen, UnderWay):
            self.app.screen.line.show([(f" {self.under_way}", "")])

    def end_adding(self, told: Told) -> None:
        """Say what came of it."""
        self.under_way = ""
        self.show_header()
        if isinstance(self.app.screen, UnderWay):
            self.app.screen.leave()
        if told.line:
            severity: SeverityLevel = "warning" if told.bad else "information"
            self.app.notify(told.line, timeout=LONG_NOTICE, severity=severity, markup=False)
        if self._adds:
            self.look()
        else:
            self.post_message(LibraryChanged())  # more can be found, though nothing was written to the library
