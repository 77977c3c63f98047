"""To which file, and in which format, is what the screen shows written?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from index.model import UtteranceRow
from tui import keys, places
from tui.export import ENDINGS, FORMATS, format_of
from tui.export.files import write
from tui.export.report import About, report_of
from tui.render import fit, one_line
from tui.screens.adding import Paths, path_of
from tui.screens.correcting import LONG_NOTICE
from tui.screens.shelf import Problem
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Inked

MOST_NAME = 40  # characters of the title in the name that is proposed
MOST_TOLD = 40  # cells of the title in the question


class ExportScreen(Inked[None], ModalScreen[None]):
    """A field for a path; its ending is the format. Closed once the file is written, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("exporting", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("exporting",)
    AUTO_FOCUS = "#export-path"

    def __init__(self, about: About, ask: Callable[[], Sequence[UtteranceRow] | Problem]) -> None:
        super().__init__()
        self.about = about
        self.of = about.title or about.words or "the whole library"
        self.ask = ask
        self.replaces = ""  # the path of which it was said that something is there
        self.told = Bar(id="export-told")
        self.keys = KeyBar(id="export-keys")

    def compose(self) -> ComposeResult:
        """What is exported, the field, what is wrong with it, the keys."""
        formats = "  ".join(ENDINGS)
        asked = f" Export {fit(one_line(self.of), MOST_TOLD)} to which file?"
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
        if places.is_public():
            self.say("over a network quoth writes no files")
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
            self.told.show([(" writing …", "dim")])
            self.write_file(Path(path), chosen)

    @work(thread=True, group="export", exclusive=True, exit_on_error=False)
    def write_file(self, path: Path, chosen: str) -> None:
        """Ask the library, and write the file."""
        rows = self.ask()
        if isinstance(rows, Problem):
            self.app.call_from_thread(self.say, rows.message)
            return
        try:
            made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            write(path, FORMATS[chosen](report_of(self.about, made, rows)))
        except OSError as error:
            self.app.call_from_thread(self.say, f"it can't be written there: {error.strerror or error}")
            return
        told = f"{len(rows):,} utterance{'' if len(rows) == 1 else 's'} written to {path.absolute()}"
        self.app.call_from_thread(self.done, told)

    def say(self, problem: str) -> None:
        """What is wrong."""
        self.told.show([(f" {one_line(problem)}", "warning")])

    def done(self, told: str) -> None:
        """Close, and say where it is; who left meanwhile is told, too."""
        if self.is_attached:
            self.dismiss(None)
        self.app.notify(one_line(told), timeout=LONG_NOTICE, markup=False)

    def leave(self) -> None:
        """Close, and write nothing more."""
        self.dismiss(None)


def proposed(title: str) -> str:
    """A name for the file: of the title what any file system takes."""
    words = re.sub(r"\W+", "-", title.lower()).strip("-")[:MOST_NAME].rstrip("-")
    return f"quoth-{words or 'report'}{next(iter(ENDINGS))}"
