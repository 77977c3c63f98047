"""Which keys are there? Made from the one table of keys."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from tui import keys
from tui.saying import SIGNS as SIGNS_OF
from tui.screens.heads import header
from tui.screens.shelf import Shelf
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.changes import folded
from tui.widgets.painted import Inked, Line, Painted, Piece

KEY_COLUMN = 22
SIGNS: tuple[tuple[str, str, str], ...] = (
    ("● ○", "unread", "an article not read yet; one that was read"),
    ("×3", "count", "so many other outlets printed this quotation"),
    (SIGNS_OF["direct"], "bar-shared", "beside a direct quotation: a sentence or more between marks"),
    (
        SIGNS_OF["fragment"],
        "bar-shared",
        "beside a fragment, underlined: a few words between marks",
    ),
    (SIGNS_OF["indirect"], "bar-shared", "beside an indirect quotation, slanted: what was said, in the writer's words"),
    (SIGNS_OF["term"], "bar", "beside a term, dim: between marks, but nobody's speech"),
    ("▌", "bar-current", "the current quotation, article or printing"),
    ("perhaps", "warning", "before a speaker: more unsure than others; A corrects it"),
    ("97", "score", "of 100: how likely it is that both report the same words, said on the same occasion"),
    ("left out", "deleted", "words of the current quotation that the other printing has not ([-so-] without colours)"),
    ("put in", "inserted", "words that only the other printing has ([+so+] without colours)"),
)


class HelpPane(Painted, inherit_bindings=False):
    """The table of keys, and what the signs mean."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("help"))

    def __init__(self) -> None:
        super().__init__(id="help")
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lines = help_lines(max(40, self.size.width - 2))
        self.resize_to_content()

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """One of them."""
        return self._lines[y]


def help_lines(width: int) -> list[Line]:
    """The help for a pane of this width."""
    lines: list[Line] = []
    for name, rows in keys.groups():
        lines += [Line(), Line(((f" {name}", "title"),))]
        lines += [row for key in rows for row in _row(" ".join(key.keys), "key", key.long, width)]
    lines += [Line(), Line(((" Signs", "title"),))]
    lines += [row for sign, names, long in SIGNS for row in _row(sign, names, long, width)]
    return lines


def _row(left: str, names: str, right: str, width: int) -> list[Line]:
    column = max(KEY_COLUMN, cell_len(left) + 2)
    first, *rest = folded([(right, "")], max(10, width - column - 3))
    head: tuple[Piece, ...] = (("   ", ""), (left, names), (" " * (column - cell_len(left)), ""))
    return [Line((*head, *first.pieces)), *(Line(((" " * (column + 3), ""), *line.pieces)) for line in rest)]


class HelpScreen(Inked[None]):
    """The help."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf

    def compose(self) -> ComposeResult:
        """Header, the table, keys."""
        yield Bar(id="header")
        yield HelpPane()
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Fill the header and the footer."""
        self.query_one("#header", Bar).show(*header(self.shelf, None, "help"))
        self.query_one(KeyBar).show_for("help")
