"""Which cells of the terminal must be written again?

The screen library writes every line of a pane in which something changed, each piece with all its colours: 20,000
bytes for a step to the next quotation, two seconds where the line carries 9,600 a second. What was written stands
there still, so only cells that differ are written, and of a style only what differs from the style before; the way of
curses.

What stands there is known only as long as nothing else writes to the terminal: `forget` says that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from rich.cells import get_character_cell_size
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Look = tuple[str, str, str]  # the codes of type, colour and ground; empty: the terminal's own
PLAIN: Look = ("", "", "")
UNKNOWN = ""  # no cell is empty
ORDERS = dict.fromkeys((*range(32), *range(127, 160)))  # which a terminal obeys, and that take no cell: left out
LEAST_SKIPPED = 8  # cells that stand there already: the way over fewer takes as many bytes
TYPE = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("reverse", "7"),
    ("conceal", "8"),
    ("strike", "9"),
    ("underline2", "21"),
    ("overline", "53"),
)


class Run(Struct, frozen=True):
    """Cells to be written from a place on."""

    x: int
    y: int
    cells: list[str]
    looks: list[Look]


class Standing:
    """What stands on the terminal: of each row its cells and their looks."""

    def __init__(self) -> None:
        self._cells: list[list[str]] = []
        self._looks: list[list[Look]] = []
        self._size = (0, 0)

    def forget(self) -> None:
        """Nothing is known of the terminal any more."""
        self._size = (0, 0)

    def measure(self, width: int, height: int) -> None:
        """The terminal's size; at another than before, nothing is known of it."""
        if self._size != (width, height):
            self._size = (width, height)
            self._cells = [[UNKNOWN] * width for _ in range(height)]
            self._looks = [[PLAIN] * width for _ in range(height)]

    def changed(self, x: int, y: int, strip: Strip, colours: ColorSystem) -> Iterator[Run]:
        """The runs of a strip that do not stand there yet; from now on they do."""
        width, height = self._size
        if y >= height or x >= width:
            return
        cells: list[str] = []
        looks: list[Look] = []
        sure = x + strip.cell_length <= width
        for text, style, _ in strip:
            if not text.isprintable():
                text = text.translate(ORDERS)
            cells.extend(text)
            looks.extend([look_of(style, colours) if style else PLAIN] * len(text))
            sure = sure and (text.isascii() or all(get_character_cell_size(character) == 1 for character in text))
        known, worn = self._cells[y], self._looks[y]
        if not sure:  # terminals disagree on how wide such characters are: nothing behind them is known
            known[x:] = [UNKNOWN] * (width - x)
            yield Run(x, y, cells, looks)
            return
        end = x + len(cells)
        old, old_looks = known[x:end], worn[x:end]
        if old == cells and old_looks == looks:
            return
        known[x:end], worn[x:end] = cells, looks
        at = [i for i in range(len(cells)) if cells[i] != old[i] or looks[i] != old_looks[i]]
        first = at[0]
        for last, following in pairwise([*at, len(cells) + LEAST_SKIPPED]):
            if following - last > LEAST_SKIPPED:
                yield Run(x + first, y, cells[first : last + 1], looks[first : last + 1])
                first = following


class Changes(CompositorUpdate):
    """An update of the screen library's, written as far as it does not stand on the terminal yet."""

    def __init__(self, update: CompositorUpdate, standing: Standing, size: tuple[int, int]) -> None:
        self.update = update
        self.standing = standing
        self.size = size
        self.text: str | None = None

    def render_segments(self, console: Console) -> str:
        """What is to be written; it begins and ends in no style."""
        if self.text is None:
            self.text = self._made(console)
        return self.text

    def _made(self, console: Console) -> str:
        colours = console._color_system or ColorSystem.TRUECOLOR
        self.standing.measure(*self.size)
        written: list[str] = []
        worn = PLAIN
        for x, y, strip in strips(self.update):
            for run in self.standing.changed(x, y, strip, colours):
                written.append(f"\x1b[{run.y + 1};{run.x + 1}H")
                for cell, look in zip(run.cells, run.looks, strict=True):
                    if look is not worn and look != worn:
                        written.append(codes(worn, look))
                        worn = look
                    written.append(cell)
        if worn != PLAIN:
            written.append(codes(worn, PLAIN))
        return "".join(written)


def strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The strips of an update, each with its column and row."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(list(line))
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= right and end > left:
                    yield x, y, strip if end <= right else strip.crop(0, right - x)


@lru_cache(maxsize=4096)
def codes(worn: Look, look: Look) -> str:
    """From one style to another. Type can't be taken off piece by piece on every terminal, so it is all taken off."""
    if worn[0] != look[0] or (worn[1] and not look[1]) or (worn[2] and not look[2]):
        changed = ["", *(part for part in look if part)]  # an empty code takes all off
        if worn == PLAIN:
            changed = changed[1:]
    else:
        changed = [now for was, now in zip(worn, look, strict=True) if was != now]
    return f"\x1b[{';'.join(changed)}m"


@lru_cache(maxsize=16384)
def look_of(style: Style, colours: ColorSystem) -> Look:
    """A style as codes."""
    return (
        ";".join(code for name, code in TYPE if getattr(style, name)),
        colour(style.color, colours, True),
        colour(style.bgcolor, colours, False),
    )


def colour(of: Color | None, colours: ColorSystem, foreground: bool) -> str:
    """The codes of a colour; the terminal's own has one, too."""
    return ";".join(of.downgrade(colours).get_ansi_codes(foreground)) if of else ""
