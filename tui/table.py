"""How is a matrix of utterances and outlets written in cells of a terminal: signs, heads, how wide is what? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from index.matrix import TRANSCRIPT, Cell, Column, Matrix, Row
from index.model import Relation
from tui.render import fit, one_line, reach
from tui.saying import ALTERED, bare
from tui.widgets.painted import Line, Piece

# all of them are in DejaVu Sans Mono
SIGNS: dict[Relation, str] = {
    "identical": "■",
    "truncated": "◧",
    "extended": "▣",
    "overlapping": "◪",
    "reworded": "~",
    "spliced": "&",
    "paraphrased": "p",
    "echo": "e",
}
LEFT_OUT, TRANSCRIBED = "–", "T"
BLANK = "blank"  # how the legend calls a cell with nothing in it
MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("■", "score", "printed"),
    ("◧", "score", "in part"),
    ("▣", "score", "and more"),
    ("◪", "score", "overlapping"),
    ("~", "count", "reworded"),
    ("&", "count", "spliced"),
    ("p", "dim", "paraphrased"),
    (ALTERED, "altered", "altered"),
    (LEFT_OUT, "left-out", "left out"),
    (TRANSCRIBED, "strong", "transcript"),
    (BLANK, "dim", "no article on it"),
)
STYLES = {sign: names for sign, names, _ in MEANINGS}
NARROWEST, WIDEST = 5, 16  # cells of a column: three letters of initials; a name
NAMED = 12  # from so many cells on, a name cut short says more than initials
WORDS_SHARE, LEAST_WORDS = 0.4, 16  # of the width for an utterance's words, and the cells they have at least
NAMED_SHARE = 0.25  # of the width for the words where outlets can be named: all words stand below, names nowhere else
COUNTS = 9  # cells at the end of a row: " ×12 –34 "


class Shape(Struct, frozen=True):
    """How wide is what: the words, one column; how many columns are seen at once; the heads of all columns."""

    words: int
    column: int
    seen: int
    heads: tuple[str, ...]


def shape(matrix: Matrix, width: int) -> Shape:
    """The shape for a pane of this width: columns get their names' room where there is some to spare."""
    count = max(1, len(matrix.columns))
    names = max((cell_len(_name(column)) for column in matrix.columns), default=0)
    room = _room(width, NAMED_SHARE)
    column = min(WIDEST, names + 2, room // count)
    if column < min(NAMED, names + 2):
        room, column = _room(width, WORDS_SHARE), NARROWEST
    seen = max(1, min(count, room // column))
    words = max(LEAST_WORDS, width - seen * column - COUNTS - 1)
    return Shape(words, column, seen, heads(matrix.columns, column))


def _room(width: int, share: float) -> int:
    """Cells for all columns, where the words have this share of the width."""
    return max(NARROWEST, width - max(LEAST_WORDS, int(width * share)) - COUNTS - 1)


def heads(columns: Sequence[Column], width: int) -> tuple[str, ...]:
    """A head for each column in so many cells: the names, where they all fit or are cut to the eye; else initials."""
    names = [_name(column) for column in columns]
    cut = [fit(name, width - 2) for name in names]
    if (width >= NAMED or cut == names) and len(set(cut)) == len(set(names)):
        return tuple(cut)
    taken: set[str] = set()
    made = []
    for column, name in zip(columns, names, strict=True):
        head = TRANSCRIBED if column.key == TRANSCRIPT else _initials(name)
        number = 2
        free = head
        while free in taken:
            free = f"{head[: NARROWEST - 2 - len(str(number))]}{number}"
            number += 1
        taken.add(free)
        made.append(free)
    return tuple(made)


def sign(cell: Cell | None, column: Column) -> str:
    """What stands in a cell."""
    if cell is None:
        return " "
    if cell.relation is None:
        return LEFT_OUT
    if column.key == TRANSCRIPT:
        return TRANSCRIBED
    return ALTERED if cell.altered else SIGNS.get(cell.relation, " ")


def head_line(matrix: Matrix, made: Shape, first: int, here: int) -> Line:
    """The heads of the columns seen, from `first` on; the one of the cursor stands out."""
    last = min(len(matrix.columns), first + made.seen)
    before, after = "‹" if first else " ", "›" if last < len(matrix.columns) else " "
    pieces: list[Piece] = [(" " * made.words, ""), (before, "key")]
    for i in range(first, last):
        name = made.heads[i]
        pieces += [(" ", ""), (name, "key" if i == here else "dim"), (" " * (made.column - 1 - cell_len(name)), "")]
    return Line((*pieces, (after, "key")))


def row_line(matrix: Matrix, row: Row, made: Shape, first: int, here: int | None) -> Line:
    """One utterance: its words, its cells, how many printed it and left it out; `here` is the cursor's column."""
    words = fit(one_line(row.utterance.fullest.text), made.words - 2)
    style = "direct" if row.printed > 1 else "" if row.printed else "term"
    bar: Piece = ("▌", "bar-current") if here is not None else (" ", "")
    pieces: list[Piece] = [bar, (words, style), (" " * (made.words - 1 - cell_len(words)), ""), (" ", "")]
    for i in range(first, min(len(matrix.columns), first + made.seen)):
        shown = sign(row.cells.get(i), matrix.columns[i])
        left, right = ("[", "]") if i == here else (" ", " ")
        pieces += [(left, "key"), (shown, STYLES.get(shown, "")), (right, "key"), (" " * (made.column - 3), "")]
    gone = f"{LEFT_OUT}{row.left_out}" if row.left_out else ""
    return Line((*pieces, (f" {f'×{row.printed}':>3}", "count"), (f" {gone:<4}", "dim")))


def foot_lines(matrix: Matrix, made: Shape, first: int) -> list[Line]:
    """Below the columns: how many of the utterances each printed, and how many it left out."""
    lines = []
    for name, style in (("printed", "count"), ("left out", "dim")):
        pieces: list[Piece] = [(f" {name:>{made.words - 2}} ", "dim"), (" ", "")]
        for column in matrix.columns[first : first + made.seen]:
            number = column.printed if name == "printed" else column.left_out
            text = "" if column.key == TRANSCRIPT else f"{number:,}"
            pieces.append((f" {fit(text, made.column - 1):<{made.column - 1}}", style if number else "dim"))
        lines.append(Line(tuple(pieces)))
    return lines


def signs_in(matrix: Matrix) -> frozenset[str]:
    """The signs of all cells, and `BLANK` where some have none. Linear."""
    found = {sign(cell, matrix.columns[i]) for row in matrix.rows for i, cell in row.cells.items()}
    blank = any(len(row.cells) < len(matrix.columns) for row in matrix.rows)
    return frozenset(found | {BLANK} if blank else found)


def legend(occur: frozenset[str], matrix: Matrix, made: Shape, first: int, width: int, most: int) -> list[Line]:
    """The signs that occur, and the outlets that the heads seen are short for.

    What so many lines don't hold is cut, with a sign.
    """
    items = [(mark, names, meaning) for mark, names, meaning in MEANINGS if mark in occur]
    seen = slice(first, first + made.seen)
    for column, head in zip(matrix.columns[seen], made.heads[seen], strict=True):
        if head != fit(_name(column), made.column - 2) and column.key != TRANSCRIPT:
            items.append((head, "key", one_line(column.name)))
    lines: list[list[Piece]] = [[]]
    room = width - 2  # for the sign of what is cut
    for mark, names, meaning in items:
        cells = cell_len(mark) + cell_len(meaning) + 3
        if cells > room and lines[-1]:
            if len(lines) == most:
                lines[-1].append((" …", "dim"))
                break
            lines.append([])
            room = width - 2
        lines[-1] += [(" ", ""), (mark, names), (f" {meaning} ", "dim")]
        room -= cells
    return [Line(tuple(pieces)) for pieces in lines]


def _name(column: Column) -> str:
    return bare(one_line(column.name))


def _initials(name: str) -> str:
    """At most three letters: "HT" for Harbour Times, "Reu" for Reuters."""
    words = [word for word in name.split() if word[0].isalnum()]
    most = NARROWEST - 2
    if not words:
        return fit(name, most)
    letters = words[0] if len(words) == 1 else "".join(word[: reach(word, cell_len(word[0]))] for word in words)
    return letters[: reach(letters, most)]
