"""Which rows does a SQLite file hold, page by page, whatever of it is damaged? Pure: bytes in, rows out.

SQLite itself stops at the first page that it can't make sense of, and with it goes all that it leads to. Here each page
speaks for itself (https://www.sqlite.org/fileformat2.html): rows stand on leaves, which are told by their first byte;
what leads to them only says which table they belong to, and where it is lost, their form must.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from mmap import mmap
from typing import Final

from msgspec import Struct

HEAD: Final = 100  # bytes of the file's own header, on the first page
INTERIOR_INDEX, INTERIOR, LEAF_INDEX, LEAF = 2, 5, 10, 13  # the first bytes of pages of tables
MOST_CELLS: Final = 32_000  # on a page; more are none
LARGEST_ROW: Final = 1 << 30  # SQLite's own limit, nearly
DEEPEST: Final = 50  # levels of a tree; a sound one has hardly 6

Value = int | float | str | bytes | None


class Row(Struct, frozen=True):
    """A row: its number (None in tables that have none), its values, and whether each is as it was written, as far as
    that shows: `torn` is one whose words go on where nothing can be read."""

    number: int | None
    values: tuple[Value, ...]
    torn: bool = False


class Pages:
    """The pages of a file."""

    def __init__(self, held: bytes | mmap, size: int) -> None:
        self._held = held
        self.size = size
        self.count = len(held) // size

    def page(self, number: int) -> bytes:
        """A page by its number, 1 the first; nothing where there is none."""
        return self._held[(number - 1) * self.size : number * self.size] if 0 < number <= self.count else b""

    def kind(self, number: int) -> int:
        """The first byte of a page's own header."""
        return self._held[(number - 1) * self.size + _start(number)] if 0 < number <= self.count else 0

    def free(self) -> set[int]:
        """The pages that hold nothing any more, as far as the list of them can be followed."""
        found: set[int] = set()
        trunk = _number(self.page(1), 32)
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            entries = min(_number(page, 4), self.size // 4 - 2)
            found.update(_number(page, 8 + 4 * i) for i in range(entries))
            trunk = _number(page, 0)
        return found

    def leaves(self, root: int) -> Iterator[int]:
        """The pages with rows below a table's first page, as far as they can be reached; also those that are no pages
        of a table any more."""
        seen: set[int] = set()
        front = [(root, 0)]
        while front:
            number, depth = front.pop()
            if number in seen or depth > DEEPEST:
                continue
            seen.add(number)
            kind = self.kind(number)
            if kind != INTERIOR:  # of a table without row numbers rows stand between leaves, too
                yield number
            if kind in (INTERIOR, INTERIOR_INDEX):
                page = self.page(number)
                below = [_number(page, at) for at in self._cells(number)]
                front += [(child, depth + 1) for child in (_number(page, _start(number) + 8), *below)]

    def rows(self, number: int) -> Iterator[Row | None]:
        """The rows of a page; None for each that can't be read."""
        for at in self._cells(number):
            try:
                yield self._row(number, at)
            except (IndexError, ValueError, struct.error):
                yield None

    def _cells(self, number: int) -> list[int]:
        """Where the cells of a page begin."""
        page, start = self.page(number), _start(number)
        if len(page) != self.size:
            return []
        count = min(_short(page, start + 3), MOST_CELLS)
        head = 12 if page[start] in (INTERIOR, INTERIOR_INDEX) else 8
        places = (start + head + 2 * i for i in range(count))
        return [at for place in places if place + 2 <= self.size and (at := _short(page, place)) < self.size - 3]

    def _row(self, number: int, at: int) -> Row:
        page, kind = self.page(number), self.kind(number)
        at += 4 if kind == INTERIOR_INDEX else 0
        length, at = _varint(page, at)
        rowid = None
        if kind == LEAF:
            rowid, at = _varint(page, at)
        if not 0 < length < LARGEST_ROW:
            raise ValueError(length)
        payload, torn = self._payload(page, at, length, kind == LEAF)
        return Row(rowid, tuple(_values(payload)), torn)

    def _payload(self, page: bytes, at: int, length: int, of_table: bool) -> tuple[bytes, bool]:
        """A row's bytes, those on other pages too; and whether these could not all be found, and are zeros here."""
        most = self.size - 35 if of_table else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > self.size:
                raise ValueError(at)
            return page[at : at + length], False
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        parts, left, following = [page[at : at + here]], length - here, _number(page, at + here)
        seen: set[int] = set()
        while left > 0:
            over = self.page(following)
            if following in seen or len(over) != self.size:
                return b"".join(parts) + bytes(left), True
            seen.add(following)
            parts.append(over[4 : 4 + min(left, self.size - 4)])
            left -= len(parts[-1])
            following = _number(over, 0)
        return b"".join(parts), False


def _values(payload: bytes) -> Iterator[Value]:
    head, at = _varint(payload, 0)
    if not 0 < head <= len(payload):
        raise ValueError(head)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    for kind in kinds:
        size = _size(kind)
        raw = payload[at : at + size]
        if len(raw) != size:
            raise ValueError(kind)
        at += size
        yield _value(kind, raw)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise ValueError(kind)
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, raw: bytes) -> Value:
    if kind >= 12:
        return raw.decode("utf-8", "replace") if kind % 2 else raw
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind in (0, 8, 9):
        return (None, 0, 1)[(0, 8, 9).index(kind)]
    return int.from_bytes(raw, "big", signed=True)


def _start(number: int) -> int:
    return HEAD if number == 1 else 0


def _number(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")


def _short(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 2], "big")


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """(value, where it ends) of one of SQLite's numbers of one to nine bytes."""
    value = 0
    for i in range(8):
        byte = page[at + i]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    value = value << 8 | page[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9
