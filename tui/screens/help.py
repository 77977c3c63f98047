"""Which keys are there? Made from the one table of keys."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from tui import keys
from tui.keys import Where
from tui.saying import ALTERED, NOTED
from tui.saying import SIGNS as SIGNS_OF
from tui.screens.finding import Span, find
from tui.screens.heads import header
from tui.screens.rowfind import RowFind
from tui.screens.shelf import Shelf
from tui.table import BLANK, LEFT_OUT, STYLES, TRANSCRIBED
from tui.travel import EMPTY, FULL, MAYBE_FIRST
from tui.verdicts import SIGNS as VERDICTS
from tui.verdicts import TOLD
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.changes import folded
from tui.widgets.found import marked
from tui.widgets.painted import Line, Painted, Piece

KEY_COLUMN = 22
SIGNS: tuple[tuple[str, str, str], ...] = (
    ("● ○", "unread", "an article not read yet; one that was read"),
    ("★ #toll", "star", "an article with your star; your tag on it"),
    (NOTED, "note", "your note: on a quotation, in the margin; on an article or its quotations, in the list"),
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
    ("perhaps", "warning", f"before a speaker: more unsure than others; {keys.of('correct_speaker')} corrects it"),
    ("97", "score", "of 100: how likely it is that both report the same words, said on the same occasion"),
    ("left out", "deleted", "words of the current quotation that the other printing has not ([-so-] without colours)"),
    ("put in", "inserted", "words that only the other printing has ([+so+] without colours)"),
)
IN_MATRIX: dict[str, str] = {
    "■": "the outlet printed it as the fullest printing has it, or as it was said",
    "◧": "a part of it",
    "▣": "it and more of the same speech",
    "◪": "some of it, and more",
    "~": "reworded: another translation, another wording",
    "&": "spliced: pieces joined",
    "p": "paraphrased: without marks, in the writer's words",
    ALTERED: "altered: a negation, a number, a name, a modal or a hedge is another",
    LEFT_OUT: "left out: the outlet has an article on the event, without these words",
    TRANSCRIBED: "the transcript: what was really said",
    BLANK: "the outlet has no article on it here: it left nothing out",
    "×4 –2": "four outlets printed it, two left it out",
}
SIGNS_IN: dict[Where, tuple[tuple[str, str, str], ...]] = {
    "matrix": tuple((mark, STYLES.get(mark, "count"), long) for mark, long in IN_MATRIX.items()),
    "timeline": (
        ("1", "count", "its place among the printings that have a date"),
        ("2–5", "count", "one of these places: dates leave open which; a day is all of that day"),
        (MAYBE_FIRST, "dim", "one of several that may have been first"),
        (f"{FULL * 3}{EMPTY}", "score", "how much of the words above it has, also in percent"),
        ("copy", "warning", "an agency copy: its text outside quotations repeats another's"),
    ),
    "compare": (
        ("~", "inserted", "other words than the first printing has at this place"),
        ("+", "inserted", "words that were put in"),
        ("·", "dim", "a word that was left out"),
        ("=", "dim", "as in the first printing"),
        (ALTERED, "altered", "this alters the meaning; what it is stands below the printing's name"),
    ),
    "check": tuple((VERDICTS[verdict], "strong", told) for verdict, told in TOLD.items()),
}


class HelpPane(Painted, inherit_bindings=False):
    """The table of keys, and what the signs mean."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("help"))

    def __init__(self, here: tuple[Where, ...]) -> None:
        super().__init__(id="help")
        self.here = here
        self.wanted = ""
        self.at: int | None = None  # the line found that one stands on
        self._lines: list[Line] = []
        self._spans: dict[int, list[Span]] = {}

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lines = help_lines(max(40, self.size.width - 2), self.here)
        self.find(self.wanted)
        self.resize_to_content()

    def find(self, wanted: str) -> list[int]:
        """Mark all places of some words; returns the lines that have them."""
        self.wanted = wanted
        found = ((y, find(line.text, wanted)) for y, line in enumerate(self._lines)) if wanted.strip() else ()
        self._spans = {y: spans for y, spans in found if spans}
        self.forget()
        return list(self._spans)

    def go_to(self, y: int | None) -> None:
        """Stand on a line found, seen with what is around it."""
        self.at = y
        self.forget()
        if y is not None and not self.scroll_y <= y < self.scroll_y + self.size.height:
            self.scroll_to(y=y - self.size.height // 3, animate=False)

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Line:
        """One of them, with what was found in it."""
        spans = self._spans.get(y)
        line = self._lines[y]
        return marked(line, spans, "hit here" if y == self.at else "hit") if spans else line


def help_lines(width: int, here: tuple[Where, ...] = ()) -> list[Line]:
    """The help for a pane of this width; what is `here` comes first, keys and signs."""
    lines: list[Line] = []
    shown = [place for place in here if place in SIGNS_IN]
    for at, (name, rows) in enumerate(keys.groups(here)):
        if at == len(here):
            lines += [line for place in shown for line in _signs(place, width)]
        lines += [Line(), Line(((f" {name}", "title"),))]
        lines += [row for key in rows for row in _row(" ".join(key.keys), "key", key.long, width)]
    lines += [Line(), Line(((" Signs", "title"),))]
    lines += [row for sign, names, long in SIGNS for row in _row(sign, names, long, width)]
    return [*lines, *(line for place in SIGNS_IN if place not in shown for line in _signs(place, width))]


def _signs(place: Where, width: int) -> list[Line]:
    name = keys.NAMES[place]
    rows = [row for sign, names, long in SIGNS_IN[place] for row in _row(sign, names, long, width)]
    return [Line(), Line(((f" Signs {name[0].lower()}{name[1:]}", "title"),)), *rows]


def _row(left: str, names: str, right: str, width: int) -> list[Line]:
    column = max(KEY_COLUMN, cell_len(left) + 2)
    first, *rest = folded([(right, "")], max(10, width - column - 3))
    head: tuple[Piece, ...] = (("   ", ""), (left, names), (" " * (column - cell_len(left)), ""))
    return [Line((*head, *first.pieces)), *(Line(((" " * (column + 3), ""), *line.pieces)) for line in rest)]


class HelpScreen(RowFind[None]):
    """The help."""

    PLACES: ClassVar[tuple[Where, ...]] = ("help",)
    SOUGHT = "words in this help"
    pane: HelpPane

    def __init__(self, shelf: Shelf, here: tuple[Where, ...] = ()) -> None:
        super().__init__()
        self.shelf = shelf
        self.pane = HelpPane(here)
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Header, the table, keys."""
        yield Bar(id="header")
        yield self.pane
        yield self.keys

    def on_mount(self) -> None:
        """Fill the header and the footer."""
        left, right = header(self.shelf, None, "help")
        self.query_one("#header", Bar).show(left, right[:4])  # this is the help
        self.keys.show_for("help")

    def step_back(self) -> bool:
        """Leave the field, or take the marks of what was found away."""
        if not self.finding and not self.pane.wanted:
            return False
        if self.finding:
            self.close_find()
            self.pane.scroll_to(y=self.before, animate=False)
        self.wanted = ""
        self.pane.find("")
        self.pane.go_to(None)
        return True

    def action_find_row(self) -> None:
        """Find words in the help."""
        self.open_find(round(self.pane.scroll_y))

    def rows_with(self, words: str) -> list[int]:
        """The lines that have some words, which are marked."""
        return self.pane.find(words)

    def row_here(self) -> int:
        """The line found last, else the one above what is seen."""
        return self.pane.at if self.pane.at is not None else round(self.pane.scroll_y) - 1

    def to_row(self, row: int | None) -> None:
        """Show a line."""
        self.pane.go_to(row)
