"""The lines above and below: what is open, how much there is, which keys do something here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui import keys
from tui.render import fit
from tui.widgets.painted import Line, Painted, Piece

GAP = 2  # cells at least between the two ends


class Bar(Painted, can_focus=False, inherit_bindings=False):
    """One line with pieces at its left and its right end. Where both don't fit, dim ones are left out, others cut."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self.least = 40  # cells of the left end that the right one makes room for
        self.left: tuple[Piece, ...] = ()
        self.right: tuple[Piece, ...] = ()
        self.shorter: tuple[tuple[Piece, ...], ...] = ()

    def on_resize(self) -> None:
        """Cut it for another width."""
        self.forget()

    def show(
        self, left: Sequence[Piece], right: Sequence[Piece] = (), *, shorter: Sequence[Sequence[Piece]] = ()
    ) -> None:
        """Show these pieces from now on; where the left ones don't fit, the first of `shorter` that do."""
        shown = tuple(left), tuple(right), tuple(map(tuple, shorter))
        if shown != (self.left, self.right, self.shorter):
            self.left, self.right, self.shorter = shown
            self.forget()

    def line_count(self) -> int:
        """One."""
        return 1

    def line(self, y: int) -> Line:
        """Left, space, right."""
        width = self.size.width - 1
        forms = (self.left, *self.shorter)
        right, space = self.right, width - _cells(self.right)
        fullest = next((form for form in forms if _cells(form) <= space - (GAP if right else 0)), forms[-1])
        if space < GAP + min(_cells([piece for piece in fullest if piece[1] != "dim"]), self.least):
            right, space = (), width
        left = _cut(fullest, space - (GAP if right else 0))
        return Line((*left, (" " * max(0, space - _cells(left)), ""), *right, (" ", "")))


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _cut(pieces: Sequence[Piece], width: int) -> list[Piece]:
    kept: list[Piece] = []
    for text, names in pieces:
        if names == "dim" and cell_len(text) > width:
            break
        shown = fit(text, width)
        kept.append((shown, names))
        width -= cell_len(shown)
        if shown != text or width <= 0:
            break
    return kept


class KeyBar(Bar, can_focus=False, inherit_bindings=False):
    """The keys of the place that has the keyboard, as many as fit."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self.where: keys.Where = "list"
        self.without: frozenset[str] = frozenset()
        self.at_top = False

    def show_for(self, where: keys.Where, without: frozenset[str] = frozenset(), *, at_top: bool = False) -> None:
        """Show the keys of this place, but not those `without` any use now, by their actions' names."""
        if (where, without, at_top) != (self.where, self.without, self.at_top):
            self.where, self.without, self.at_top = where, without, at_top
            self.forget()

    def line(self, y: int) -> Line:
        """Key and word, key and word."""
        pieces: list[Piece] = [(" ", "")]
        for key, name in keys.footer(self.where, self.size.width - 1, self.without, at_top=self.at_top):
            pieces += [(key, "key"), (f" {name}  ", "dim")]
        return Line(tuple(pieces))
