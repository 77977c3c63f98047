"""To which file, and in which format, is what the screen shows written? And how far is that?"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

from tui import keys, places
from tui.export import ENDINGS, format_of
from tui.export.gathering import Told, in_format
from tui.export.report import About, Report, heading
from tui.files import write
from tui.render import fit, one_line
from tui.screens.adding import Paths, path_of
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE
from tui.screens.shelf import Problem
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Inked

MOST_NAME = 40  # characters of the title in the name that is proposed
MOST_TOLD = 40  # cells of the title in the question
TELL_EVERY = 0.5  # seconds
REFUSED = "Over a network quoth writes no files; quoth export does, on the machine that serves."
Ask = Callable[[Told], Report | Problem]


class StoppedError(Exception):
    """The reader has left while the report was made."""


def open_export(screen: Screen[Any], about: About, ask: Ask) -> None:
    """Open the field over a screen, unless it is shown to another machine."""
    if places.is_public():
        screen.notify(REFUSED, timeout=LONG_NOTICE, severity="warning")
    else:
        screen.app.push_screen(ExportScreen(about, ask))


class ExportScreen(Inked[None], ModalScreen[None]):
    """A field for a path; its ending is the format. Closed once the file is written, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("exporting", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("exporting",)
    AUTO_FOCUS = "#export-path"

    def __init__(self, about: About, ask: Ask) -> None:
        super().__init__()
        self.of = heading(about)
        self.ask = ask
        self.doing = ""  # what is being done; "" where nothing is
        self.since = 0.0
        self.telling: Timer | None = None
        self.replaces = ""  # the path of which it was said that something is there
        self.told = Bar(id="export-told")
        self.keys = KeyBar(id="export-keys")

    def compose(self) -> ComposeResult:
        """What is exported, the field, what is wrong with it, the keys."""
        formats = "  ".join(ENDINGS)
        asked = f" Export “{fit(one_line(self.of), MOST_TOLD)}” to which file?"
        with Vertical(id="export", classes="dialog"):
            yield Static(asked, id="export-title", markup=False)
            with Horizontal(classes="field"):
                yield Static("path", classes="sign")
                yield Input(proposed(self.of), id="export-path", compact=True, suggester=Paths())
            yield Static(f" Its ending is the format: {formats}", id="export-formats", markup=False)
            yield self.told
            yield self.keys

    def on_mount(self) -> None:
        """The keys that work here."""
        self.keys.show_for("exporting")

    @on(Input.Changed, "#export-path")
    def forget_problem(self) -> None:
        """What was wrong may be right now."""
        self.replaces = ""
        if not self.doing:
            self.told.show([])

    def action_next_format(self) -> None:
        """The next format: another ending of the path."""
        self._step(1)

    def action_previous_format(self) -> None:
        """The format before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        field = self.query_one(Input)
        endings = list(ENDINGS)
        now = Path(field.value).suffix.lower()
        at = (endings.index(now) + by) % len(endings) if now in ENDINGS else 0
        field.value = (field.value[: -len(now)] if now in ENDINGS else field.value) + endings[at]
        field.cursor_position = len(field.value)

    @on(Input.Submitted, "#export-path")
    def action_write_report(self) -> None:
        """Write it, unless something is wrong with the path; a file that is there is replaced when asked twice."""
        if self.doing:
            return
        path = path_of(self.query_one(Input).value)
        chosen = format_of(Path(path))
        if chosen is None:
            self.say(f"end the path with {', '.join(ENDINGS)}: that is the format")
        elif "\0" in path or Path(path).is_dir():
            self.say("this is a folder, or no name for a file; type the path of a file")
        elif Path(path).exists() and self.replaces != path:
            self.replaces = path
            self.say("there already is such a file; enter once more replaces it")
        else:
            self.doing, self.since = "gathering what was said", time.monotonic()
            self.tell()
            self.telling = self.set_interval(TELL_EVERY, self.tell)
            self.write_file(Path(path), chosen)

    @work(thread=True, group="export", exclusive=True, exit_on_error=False)
    def write_file(self, path: Path, chosen: str) -> None:
        """Ask the library, and write the file; until that begins it can be stopped."""
        worker = get_current_worker()

        def told(step: str, done: int, total: int) -> None:
            if worker.is_cancelled:
                raise StoppedError
            self.doing = f"{step} · {done:,} of {total:,}" if total > 1 else step

        try:
            report = self.ask(told)
            if isinstance(report, Report):
                text = in_format(chosen, report, told)
                told("writing", 0, 0)
                write(path, text.encode("utf-8", "replace"), durable=True)
        except StoppedError:
            return
        except OSError as error:
            self.app.call_from_thread(self.say, f"it can't be written there: {error.strerror or error}")
            return
        if isinstance(report, Report):
            self.app.call_from_thread(self.done, f"{written(report)} written to {path.absolute()}")
        else:
            self.app.call_from_thread(self.say, report.message)

    def tell(self) -> None:
        """How far it is."""
        seconds = int(time.monotonic() - self.since)
        told = f" {self.doing or 'writing'} …{f' {seconds} s' if seconds else ''}"
        self.told.show([(told, ""), (" · esc stops it", "dim")])

    @on(Worker.StateChanged)
    def fail(self, message: Worker.StateChanged) -> None:
        """The library failed, which is told where all failures are."""
        if message.state is WorkerState.ERROR:
            self.say("nothing was written: the library could not be read")

    def say(self, problem: str) -> None:
        """What is wrong."""
        self.end()
        self.told.show([(f" {one_line(problem)}", "warning")])

    def done(self, told: str) -> None:
        """Close, and say where it is; who left meanwhile is told, too."""
        self.end()
        if self.is_attached:
            self.dismiss(None)
        self.app.notify(one_line(told), timeout=LONG_NOTICE, markup=False)

    def leave(self) -> None:
        """Close; what is being made is stopped, and nothing written."""
        if self.doing:
            self.workers.cancel_group(self, "export")
            self.end()
            self.app.notify("Stopped: nothing was written.", timeout=SHORT_NOTICE)
        self.dismiss(None)

    def end(self) -> None:
        """Nothing is being done any more."""
        self.doing = ""
        if self.telling:
            self.telling.stop()


def written(report: Report) -> str:
    """How much it is: "12 utterances"."""
    some, what = (report.passages, "passage") if report.passages else (report.said, "utterance")
    return f"{len(some):,} {what}{'' if len(some) == 1 else 's'}"


def proposed(title: str) -> str:
    """A name for the file: of the title what any file system takes."""
    words = re.sub(r"\W+", "-", title.lower()).strip("-")[:MOST_NAME].rstrip("-")
    return f"quoth-{words or 'report'}{next(iter(ENDINGS))}"
