"""Where does a caret go in a text: by characters, words, rows, paragraphs? And what is selected from here to there?

Pure. A caret stands on a character that is seen, and on all of it: an accent or a joined emoji is never cut from it.
What is selected runs from the fixed end to the caret, both with the character they stand on, as in vim.
"""

from __future__ import annotations

import unicodedata

from msgspec import Struct
from rich.cells import cell_len

from tui.render import Rows, clusters, reach

JOINING = "\u00ad\u200b\u200c\u200d"  # stand inside a word
APOSTROPHES = "'\u2019"


class Held(Struct, frozen=True):
    """The fixed end of a selection, the caret, and the cell in its row that moving up and down keeps to."""

    fixed: int
    caret: int
    cell: int | None = None

    def swapped(self) -> Held:
        """The caret at the other end."""
        return Held(self.caret, self.fixed)


class Walk(Struct, frozen=True):
    """What a caret moves over: a text as it is shown, and its rows. Every move takes an offset and gives one."""

    text: str
    rows: Rows

    def span(self, held: Held) -> tuple[int, int]:
        """What is selected."""
        first, last = sorted((held.fixed, held.caret))
        return first, self.after(last)

    def after(self, at: int) -> int:
        """The end of the character at the offset, with all that hangs on it."""
        row = self.rows.rows[self.rows.at(at)]
        return next((end for _, end in clusters(self.text, at, max(row.end, at))), at)

    def nearest(self, at: int) -> int | None:
        """The character seen at the offset, or the next one; else the last. None where the text shows none."""
        first = self.rows.at(max(0, at))
        for number in range(first, len(self.rows.rows)):
            row = self.rows.rows[number]
            if row.end > max(at, row.start):
                return self._on(number, at)
        for number in range(first, -1, -1):
            if self._filled(number):
                return self._on(number, self.rows.rows[number].end)
        return None

    def _filled(self, number: int) -> bool:
        return self.rows.rows[number].end > self.rows.rows[number].start

    def _on(self, number: int, at: int) -> int:
        """The start of the character of a filled row that holds the offset; of its last where that is behind it."""
        row = self.rows.rows[number]
        found = row.start
        for start, _ in clusters(self.text, row.start, row.end):
            if start > at:
                break
            found = start
        return found

    def right(self, at: int) -> int:
        """The next character."""
        after = self.after(at)
        found = self.nearest(after)
        return at if found is None or found < after else found

    def left(self, at: int) -> int:
        """The character before."""
        number = self.rows.at(at)
        if at > self.rows.rows[number].start:
            return self._on(number, at - 1)
        before = self._beside(number, -1)
        return at if before is None else self._on(before, self.rows.rows[before].end)

    def _beside(self, number: int, step: int) -> int | None:
        """The next row, or the one before, that shows something."""
        number += step
        while 0 <= number < len(self.rows.rows) and not self._filled(number):
            number += step
        return number if 0 <= number < len(self.rows.rows) else None

    def cell(self, at: int) -> int:
        """The cell in its row at which the offset stands."""
        return cell_len(self.text[self.rows.rows[self.rows.at(at)].start : at])

    def vertical(self, at: int, rows: int, cell: int) -> int:
        """The character at this cell of the row so many rows further down, or up; of the last there is that way."""
        number = self.rows.at(at)
        wanted = min(max(0, number + rows), len(self.rows.rows) - 1)
        step = 1 if rows > 0 else -1
        if not self._filled(wanted):
            found = self._beside(wanted, step)
            wanted = number if found is None else found
        row = self.rows.rows[wanted]
        return self._on(wanted, row.start + reach(self.text[row.start : row.end], cell))

    def row_start(self, at: int) -> int:
        """The first character of the row."""
        return self.rows.rows[self.rows.at(at)].start

    def row_end(self, at: int) -> int:
        """The last character of the row."""
        return self._on(self.rows.at(at), len(self.text))

    def next_word(self, at: int) -> int:
        """The beginning of the next word."""
        kind = self._kind(at)
        here = at
        while here < len(self.text) and kind and self._kind(here) == kind:
            here += 1
        while here < len(self.text) and not self._kind(here):
            here += 1
        return self._seen(here, at)

    def word_before(self, at: int) -> int:
        """The beginning of this word; from there, of the one before."""
        here = at - 1
        while here > 0 and not self._kind(here):
            here -= 1
        return self._seen(self._word_start(max(0, here)), at)

    def word_end(self, at: int) -> int:
        """The last character of this word; from there, of the next."""
        here = self.after(at)
        while here < len(self.text) and not self._kind(here):
            here += 1
        return self._seen(self._word_stop(here) - 1, at)

    def word(self, at: int) -> Held:
        """The word at the offset, the caret on its end."""
        if not self._kind(at):
            return Held(at, at)
        return Held(self._word_start(at), self._seen(self._word_stop(at) - 1, at))

    def _seen(self, offset: int, otherwise: int) -> int:
        found = self.nearest(min(offset, len(self.text)))
        return otherwise if found is None else found

    def _word_start(self, at: int) -> int:
        kind = self._kind(at)
        while at > 0 and kind and self._kind(at - 1) == kind:
            at -= 1
        return at

    def _word_stop(self, at: int) -> int:
        kind = self._kind(at)
        while at < len(self.text) and self._kind(at) == kind:
            at += 1
        return at

    def _kind(self, at: int) -> str:
        """Whether a letter or digit of a word stands there ("w"), another sign ("."), or nothing that is seen ("")."""
        character = self.text[at : at + 1]
        if not character or character.isspace():
            return ""
        if character.isalnum() or character in JOINING or unicodedata.category(character)[0] == "M":
            return "w"
        inside = character in APOSTROPHES and self.text[at - 1 : at].isalnum() and self.text[at + 1 : at + 2].isalnum()
        return "w" if inside else "."

    def paragraph(self, at: int) -> Held:
        """The paragraph in which the offset stands, the caret on its end."""
        first = last = self.rows.at(at)
        while first > 0 and self._filled(first - 1):
            first -= 1
        while last + 1 < len(self.rows.rows) and self._filled(last + 1):
            last += 1
        return Held(self.rows.rows[first].start, self._on(last, len(self.text)))

    def paragraph_end(self, at: int) -> int:
        """The last character of this paragraph; from there, of the next."""
        end = self.paragraph(at).caret
        if end > at:
            return end
        below = self._beside(self.rows.at(at), 1)
        return at if below is None else self.paragraph(self.rows.rows[below].start).caret

    def paragraph_start(self, at: int) -> int:
        """The first character of this paragraph; from there, of the one before."""
        start = self.paragraph(at).fixed
        if start < at:
            return start
        above = self._beside(self.rows.at(at), -1)
        return at if above is None else self.paragraph(self.rows.rows[above].start).fixed
