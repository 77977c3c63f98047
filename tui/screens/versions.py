"""What did an outlet change in an article after it was read? Every version against the one before, the last first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from index.model import ArticleRow, DiffOp, Whole
from index.versions import Revision, Version
from tui import keys
from tui.render import one_line
from tui.saying import ALTERED
from tui.screens.asking import LibraryChanged
from tui.screens.heads import header
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.changes import changed, folded, hanging
from tui.widgets.dates import day
from tui.widgets.painted import Line, Painted, Piece

INDENT = "   "
ONE = "It was not changed since it was read."
LABEL = 10  # cells of "reworded" and its like


class VersionsRead(Message):
    """The versions of an article, and what changed from each to the next."""

    def __init__(self, versions: Sequence[Version], revisions: Sequence[Revision]) -> None:
        super().__init__()
        self.versions, self.revisions = versions, revisions


class VersionsPane(Painted, inherit_bindings=False):
    """What changed, in lines."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("versions"))

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.versions: Sequence[Version] = ()
        self.revisions: Sequence[Revision] = ()
        self._lines: list[Line] = []

    def show(self, versions: Sequence[Version], revisions: Sequence[Revision]) -> None:
        """Show these."""
        self.versions, self.revisions = versions, revisions
        self.on_resize()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lines = version_lines(self.versions, self.revisions, max(20, self.room), signs=self.app.no_color)
        self.resize_to_content()

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """One of them."""
        return self._lines[y]


def version_lines(versions: Sequence[Version], revisions: Sequence[Revision], width: int, *, signs: bool) -> list[Line]:
    """All versions, the last one first, each with what it changed: quotations, then the text."""
    lines: list[Line] = []
    since = {one.after.number: one for one in revisions}
    for version in reversed(versions):
        now = " · as it is now" if version.last else ""
        read = f" · read {day(version.taken, 'year')}, {version.taken[11:16]} UTC{now}"
        lines += [Line(), Line(((f" Version {version.number}", "title"), (read, "dim")))]
        if version.title:
            lines += folded([(one_line(version.title), "strong")], width, INDENT)
        if version.number in since:
            lines += revision_lines(since[version.number], width, signs=signs)
    return lines[1:]


def revision_lines(one: Revision, width: int, *, signs: bool) -> list[Line]:
    """What a version changed; what is gone stands first, for that is what is looked for."""
    lines: list[Line] = []
    if one.before.title != one.after.title and one.before.title:
        lines += _row("title was", "dim", [(one_line(one.before.title), "deleted")], width)
    for whole in one.gone:
        lines += _row("gone", "warning", _quoted(whole, "deleted", signs), width)
    for each in one.reworded:
        words = [*_by(each.after), ("“", ""), *changed(each.diff, signs=signs, whole=True), ("”", "")]
        label, style = (f"{ALTERED} altered", "altered") if each.altered else ("reworded", "dim")
        lines += _row(label, style, words, width)
    for was, now in one.reattributed:
        by = changed([("replace", was.speaker or "", now.speaker or "")], signs=signs, whole=True)
        lines += _row("speaker", "altered", [*by, (f": “{one_line(now.text)}”", "")], width)
    for whole in one.new:
        lines += _row("new", "dim", _quoted(whole, "inserted", signs), width)
    if one.paragraphs:
        lines += [Line(), Line(((f"{INDENT}Paragraphs that differ", "dim"),))]
    for paragraph in one.paragraphs:
        lines += _row("", "", changed(paragraph, signs=signs), width)
    if one.cut:
        lines += _row("", "", [("The texts are too long to be compared paragraph by paragraph.", "dim")], width)
    return lines


def _row(label: str, style: str, pieces: Sequence[Piece], width: int) -> list[Line]:
    return hanging((f"  {label:<{LABEL}} ", style), pieces, width)


def _quoted(whole: Whole, style: str, signs: bool) -> list[Piece]:
    op: DiffOp = ("delete", whole.text, "") if style == "deleted" else ("insert", "", whole.text)
    return [*_by(whole), ("“", ""), *changed([op], signs=signs, whole=True), ("”", "")]


def _by(whole: Whole) -> list[Piece]:
    return [(f"{one_line(whole.speaker)}: ", "strong")] if whole.speaker else []


class VersionsScreen(Telling[None]):
    """The versions of one article."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("versions",)
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "#versions"

    def __init__(self, shelf: Shelf, row: ArticleRow) -> None:
        super().__init__()
        self.shelf = shelf
        self.row = row
        self.about = Bar(id="about", classes="head")
        self.pane = VersionsPane()
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, whose versions these are, what changed, keys."""
        yield Bar(id="header")
        yield self.about
        yield self.pane
        yield self.keys

    def on_mount(self) -> None:
        """Ask for them."""
        left, right = header(self.shelf, None, "versions")
        self.query_one("#header", Bar).show(left, right[2:])
        self.keys.show_for("versions")
        self.about.show([(" reading what it was …", "dim")])
        self.ask()

    @work(thread=True, exclusive=True, group="versions", exit_on_error=False)
    def ask(self) -> None:
        """Ask for all versions, and what changed."""
        worker = get_current_worker()
        found = self.shelf.versions(self.row.id)
        told: list[Revision] = []
        for one in self.shelf.revisions(self.row.id):
            if worker.is_cancelled:
                return
            told.append(one)
        self.post_message(VersionsRead(found, told))

    @on(LibraryChanged)
    def follow_library(self) -> None:
        """There may be one more."""
        self.ask()

    @on(VersionsRead)
    def show_versions(self, message: VersionsRead) -> None:
        """Show them."""
        outlet = one_line(self.row.outlet) or "outlet not known"
        count = len(message.versions)
        told = f"{count} versions" if count > 1 else ONE
        title = one_line(self.row.title or "")
        self.about.show([(f" {outlet}", "strong"), (f" · {told}", "count"), (f" · {title}" if title else "", "dim")])
        self.pane.show(message.versions, message.revisions)
