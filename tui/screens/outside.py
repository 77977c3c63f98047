"""How is an article or a quotation taken out of the program: to the clipboard, a browser, an editor, a pipe?"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from index.model import Article
from tui import keys, places
from tui.render import one_line
from tui.saying import WEB
from tui.screens.asking import CiteWanted, LinkWanted
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE
from tui.screens.fetching import Fetching
from tui.widgets.bars import KeyBar
from tui.widgets.painted import Inked

NO_PROGRAMS = "Over a network quoth starts no programs; y copies the words."
PROGRAMS = ("VISUAL", "EDITOR", "PAGER")  # the first that is set is taken


class PipeScreen(Inked[str | None], ModalScreen[str | None]):
    """A field for a command that is given some text; closed with it, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("pipe", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("pipe",)
    AUTO_FOCUS = "#pipe-command"

    def __init__(self, before: str, what: str) -> None:
        super().__init__()
        self.before = before
        self.what = what
        self.keys = KeyBar(id="pipe-keys")

    def compose(self) -> ComposeResult:
        """What it is given, the field, the keys."""
        with Vertical(id="pipe", classes="dialog"):
            yield Static(f" Which program is to be given {self.what}?", id="pipe-title")
            with Horizontal(classes="field"):
                yield Static("|", classes="sign")
                yield Input(self.before, id="pipe-command", compact=True)
            yield self.keys

    def on_mount(self) -> None:
        """The keys that work here."""
        self.keys.show_for("pipe")

    @on(Input.Submitted, "#pipe-command")
    def action_take_command(self) -> None:
        """Close with what was typed."""
        command = self.query_one(Input).value.strip()
        self.dismiss(command or None)


class Outside(Fetching):
    """The reader's part that gives on what it shows."""

    piped = ""  # the command that was used last

    def action_copy_quotation(self) -> None:
        """Copy the quotation with where it was printed."""
        if self.opened is None or self.current is None:
            self.notify("There is no quotation to copy.", timeout=SHORT_NOTICE)
            return
        from tui.citing import cited  # the first frame does without it

        pieces = " … ".join(piece.text for piece in self.opened.pieces(self.current))
        self.app.post_message(CiteWanted(cited(self.current, self.opened.article, pieces)))

    def action_copy_link(self) -> None:
        """Copy where it is to be found: the article's address, and the command that opens the place."""
        if self.opened is None:
            self.notify("There is no article to copy the link of.", timeout=SHORT_NOTICE)
            return
        self.app.post_message(LinkWanted(self.opened.article, self.current))

    def action_browse(self) -> None:
        """Open the article's address in the browser."""
        url = self.opened.article.url if self.opened else None
        if not url or not url.startswith(WEB):
            self.notify("This article has no address on the web.", timeout=SHORT_NOTICE)
        elif places.is_public():
            self.notify(f"Its address is {one_line(url)}", timeout=LONG_NOTICE, markup=False)
        else:
            self.browse(url)

    @work(thread=True, group="browse", exit_on_error=False)
    def browse(self, url: str) -> None:
        """Have the browser open an address; some take a second to say whether they can."""
        import webbrowser  # these modules cost the first frame some milliseconds

        with contextlib.suppress(webbrowser.Error):
            browser = webbrowser.get()
            if type(browser) is webbrowser.GenericBrowser:  # one for terminals: lynx, w3m
                command = [browser.name, url]
                self.app.call_from_thread(self.leave_to, browser.name, lambda: subprocess.run(command, check=False))
                return
        opened = webbrowser.open(url)
        told = f"Opened {one_line(url)}" if opened else f"No browser was found for {one_line(url)}"
        self.app.call_from_thread(self.notify, told, timeout=LONG_NOTICE if not opened else SHORT_NOTICE, markup=False)

    def action_edit_copy(self) -> None:
        """Open a copy of the article in the editor or pager; what is changed there stays outside."""
        if self.opened is None or self.runs_nothing():
            return
        import shlex

        program = next((os.environ[name] for name in PROGRAMS if os.environ.get(name, "").strip()), "less")
        with written(self.opened.article) as path:
            self.leave_to(program, lambda: subprocess.run([*shlex.split(program), str(path)], check=False))

    def action_pipe(self) -> None:
        """Ask for a program, and give it the article's text."""
        if self.opened is not None:
            self.ask_program(self.opened.article.text, "the article's text")

    def ask_program(self, text: str, what: str) -> None:
        """Ask for a program to be given some text, and run it."""
        if self.runs_nothing():
            return
        self.app.push_screen(PipeScreen(self.piped, what), lambda command: self.pipe(command, text))

    def pipe(self, command: str | None, words: str) -> None:
        """Give a program some text, and let what it prints be read."""
        if command is None:
            return
        self.piped = command
        text = words.encode("utf-8", errors="replace")

        def show() -> subprocess.CompletedProcess[bytes]:
            done = subprocess.run(command, shell=True, input=text, check=False)
            with contextlib.suppress(EOFError, KeyboardInterrupt):
                input("\n[enter: back to quoth] ")
            return done

        self.leave_to(command, show)

    def runs_nothing(self) -> bool:
        """Whether the reader sits before another machine, and may start no programs of this one; then that is told."""
        if places.is_public():
            self.notify(NO_PROGRAMS, timeout=LONG_NOTICE, severity="warning")
        return places.is_public()

    def leave_to(self, program: str, show: Callable[[], subprocess.CompletedProcess[bytes]]) -> None:
        """Leave the terminal to a program and come back; say what went wrong there."""
        if self.runs_nothing():
            return
        wrong: str | None = None
        try:
            with self.app.suspend():
                try:  # the terminal does not come back by itself where this is left by an exception
                    code = show().returncode
                    wrong = f"{one_line(program)} ended with {code}" if code else None
                except (OSError, ValueError) as error:
                    wrong = f"{one_line(program)} can't be run: {error}"
        except SuspendNotSupported:
            wrong = "This terminal can't be left for another program."
        if wrong:
            self.notify(wrong, timeout=LONG_NOTICE, severity="warning", markup=False)


@contextlib.contextmanager
def written(article: Article) -> Iterator[Path]:
    """The article's text as a file of its own, which is taken away again."""
    name = "".join(c if c.isalnum() else "-" for c in article.id)[:60]
    import tempfile

    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        path = Path(folder) / f"{name}.txt"
        path.write_text(article.text, encoding="utf-8", errors="surrogatepass", newline="")
        path.chmod(0o400)
        yield path
