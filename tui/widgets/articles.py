"""The list of articles: which there are, which are unread, what each has to offer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from textual.binding import BindingType

from index.model import ArticleRow
from tui import keys
from tui.render import fit, one_line
from tui.saying import NOTED
from tui.widgets.changes import sentences
from tui.widgets.dates import newest_year, within
from tui.widgets.painted import Line, Piece
from tui.widgets.picklist import PickList

WIDE = 56  # from so many cells on, outlet and counts stand on one line
LOW = 24  # with fewer lines, the empty line between articles is left out
NOTES_ROOM = 5  # cells of " · †2"
TAGS_ROOM = 5  # cells, below which a tag is not worth beginning
MOST_TAGS = 16  # cells that tags may take from what else stands on their line
MOST_KEPT = 400  # items kept as made


class ArticleList(PickList, inherit_bindings=False):
    """The articles in the order they were given in."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("list"))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.rows: Sequence[ArticleRow] = ()
        self.why: Sequence[str] = ()
        self._places: dict[str, int] = {}
        self.year = ""  # of the newest article: the others' dates say theirs
        self._made: dict[tuple[int, int, bool], list[Line]] = {}

    def show(self, rows: Sequence[ArticleRow], keep: str | None = None, why: Sequence[str] = ()) -> None:
        """Show these articles, the cursor on the article `keep` where it is still there; or `why` there are none."""
        self.rows = rows
        self.why = () if rows else why
        self._places = {row.id: index for index, row in enumerate(rows)}
        self.year = newest_year(row.published for row in rows)
        self._made.clear()
        self.set_reactive(PickList.cursor, self.place_of(keep))
        self.resize_to_content()
        self.show_item(self.cursor)

    def place_of(self, article: str | None) -> int:
        """Where an article stands in the list; where the cursor is for one that doesn't."""
        found = self._places.get(article or "")
        return self.validate_cursor(self.cursor) if found is None else found

    def select(self, article: str) -> None:
        """Put the cursor on an article without saying so."""
        self.set_reactive(PickList.cursor, self.place_of(article))
        self.show_item(self.cursor)
        self.forget()

    def row_of(self, article: str) -> ArticleRow | None:
        """What is known of an article of the list."""
        index = self._places.get(article)
        return None if index is None else self.rows[index]

    def change(
        self,
        article: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> None:
        """Show an article as read or not, with a star or without, with these tags."""
        index = self._places.get(article)
        if index is None:
            return
        row = self.rows[index]
        rows = list(self.rows)
        rows[index] = replace(
            row,
            read=row.read if read is None else read,
            starred=row.starred if starred is None else starred,
            tags=row.tags if tags is None else tags,
        )
        self.rows = rows
        self._made.clear()
        self.forget()

    def change_all(self, articles: Collection[str], read: bool) -> None:
        """Show several articles as read or not."""
        self.rows = [replace(row, read=read) if row.id in articles else row for row in self.rows]
        self._made.clear()
        self.forget()

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def count(self) -> int:
        """How many articles."""
        return len(self.rows)

    def line_count(self) -> int:
        """Lines of all articles, or of why there are none."""
        return super().line_count() if self.rows else len(sentences(self.why, self.size.width))

    def line(self, y: int) -> Line:
        """A line of an article, or of why there is none."""
        return super().line(y) if self.rows else sentences(self.why, self.size.width)[y]

    def item_height(self) -> int:
        """Three or four lines, fewer where the pane is wide or low."""
        return (2 if self.size.width >= WIDE else 3) + (self.size.height >= LOW)

    def on_resize(self) -> None:
        """Nothing that was made fits any longer."""
        self._made.clear()
        super().on_resize()

    def item_lines(self, index: int) -> list[Line]:
        """Title; sign, outlet and date; counts."""
        key = (index, self.size.width, index == self.cursor)
        if key not in self._made:
            if len(self._made) > MOST_KEPT:
                self._made.clear()
            self._made[key] = _lines(self.rows[index], *key[1:], self.year)
        return self._made[key]

    def action_open_article(self) -> None:
        """Open the article under the cursor."""
        self.pick()


def name_of(row: ArticleRow) -> str:
    """The title; without one, the name of the file; without one, the id."""
    return named(row.title, row.path, row.id)


def named(title: str | None, path: str | None, article: str) -> str:
    """What an article is called of which this is known."""
    return one_line(title) or one_line(PurePath(path or "").name) or article


def counts(row: ArticleRow) -> list[Piece]:
    """How many quotations, how many of them others printed too."""
    if not row.quotes:
        return [("no quotations", "dim")]
    pieces = [(f"{row.quotes:,} quote{'s' if row.quotes > 1 else ''}", "dim")]
    if row.shared:
        pieces += [(" · ", "dim"), (f"{row.shared:,} shared", "count")]
    return pieces


def own_room(row: ArticleRow) -> int:
    """The cells that notes and tags may take."""
    tags = sum(cell_len(name) + 2 for name in row.tags)
    return (NOTES_ROOM if row.notes else 0) + min(tags, MOST_TAGS)


def own(row: ArticleRow, room: int) -> list[Piece]:
    """The signs of the reader's notes, and their tags, as far as there is room."""
    pieces: list[Piece] = []
    if row.notes and room >= NOTES_ROOM:
        pieces = [(" · ", "dim"), (f"{NOTED}{row.notes}", "note")]
        room -= NOTES_ROOM
    if row.tags and room >= TAGS_ROOM:
        pieces += [(f" {fit(' '.join(f'#{name}' for name in row.tags), room - 1)}", "tag")]
    return pieces


def _lines(row: ArticleRow, width: int, here: bool, year: str) -> list[Line]:
    mark: Piece = ("▌", "bar-current") if here else (" ", "")
    room = width - 3
    title = fit(name_of(row), room - (2 if row.starred else 0))
    head: list[Piece] = [mark, (title, "" if row.read else "strong")]
    if row.starred:
        head += [(" ★", "star")]
    sign: Piece = ("○ ", "dim") if row.read else ("● ", "unread")
    wide = width >= WIDE
    numbers = counts(row)
    if row.shared and not wide and room - 1 - sum(cell_len(text) for text, _ in numbers) < own_room(row):
        numbers = numbers[:1]  # a reader's own words go before what the right pane will tell
    numbers += own(row, own_room(row) if wide else room - 1 - sum(cell_len(text) for text, _ in numbers))
    taken = sum(cell_len(text) for text, _ in numbers) + 3 if wide else 0
    outlet = one_line(row.outlet) or "outlet not known"
    date = within(row.published, year)
    outlet = fit(outlet, room - taken - 2 - (len(date) + 3 if date else 0))
    middle: list[Piece] = [mark, sign, (outlet, ""), (f" · {date}" if date else "", "dim")]
    if wide:
        return [Line(tuple(head)), Line((*middle, (" · ", "dim"), *numbers))]
    return [Line(tuple(head)), Line(tuple(middle)), Line((mark, ("  ", ""), *numbers))]
