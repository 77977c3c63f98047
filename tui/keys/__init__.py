"""What is made of the one table of keys: bindings, footer, help, palette and the manual's table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tui.keys import table
from tui.keys.table import ASKING, CHOOSING, FIELDS, NAMES, PANES, Key, Where

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = [
    "CHOOSING",
    "FIELDS",
    "NAMES",
    "PANES",
    "TABLE",
    "Key",
    "Where",
    "actions",
    "as_markdown",
    "asking",
    "bindings",
    "footer",
    "groups",
    "named",
    "names",
    "of",
    "palette",
    "take",
]
SHORT = {"escape": "esc"}  # a key's name in the footer
TABLE: tuple[Key, ...] = table.TABLE  # as it stands there, or with the keys that the reader of this process wants
_bound: set[Where] = set()


def take(rows: tuple[Key, ...]) -> None:
    """Use this table from now on: to be called before the first screen is imported, whose classes hold bindings."""
    global TABLE
    if _bound and rows != TABLE:
        raise RuntimeError("the keys are bound already: screens were imported before the settings were read")
    TABLE = rows


def named(action: str) -> Key:
    """What the table says of an action."""
    return next(row for row in TABLE if row.action == action)


def _short(row: Key) -> str:
    return SHORT.get(row.keys[0], row.keys[0])


def of(action: str) -> str:
    """The first key of an action, for a sentence that names it; where it has none, how the palette finds it."""
    row = named(action)
    if row.keys:
        return _short(row)
    return f"[{row.short}]" if action == "command_palette" else f"{of('command_palette')} {row.short}"


def bindings(*where: Where) -> list[Binding]:
    """The screen library's bindings for a place, each with its action's name as its id."""
    from textual.binding import Binding

    _bound.update(where)
    return [
        Binding(
            ",".join(_textual(key) for key in row.keys),
            _method(row),
            row.short,
            id=row.action,
            show=bool(row.footer),
            # ctrl+q must work whatever has the keyboard; so must the palette's key
            priority=row.action == "quit",
        )
        for row in TABLE
        if set(where) & set(row.where) and row.keys
    ]


def _textual(key: str) -> str:
    """A key as the screen library writes it: a comma separates keys there."""
    return {",": "comma", "|": "vertical_line"}.get(key, key)


def _method(row: Key) -> str:
    """What a binding calls: a pane's action is looked up on the pane, any other on the screen or the program."""
    name = row.action.removesuffix("_variants")
    return name if row.on == "pane" else f"{row.on}.{name}"


def actions(*where: Where) -> frozenset[str]:
    """The methods that the keys of these places call, without what they are looked up on."""
    return frozenset(_method(row).rpartition(".")[2] for row in TABLE if set(where) & set(row.where))


def names(where: Where) -> frozenset[str]:
    """The actions of a place."""
    return frozenset(row.action for row in TABLE if where in row.where)


def footer(where: Where, width: int, without: Collection[str] = (), *, at_top: bool = False) -> list[tuple[str, str]]:
    """Key and short name of the actions that fit into so many cells, for the place that has the keyboard.

    Actions named in `without` would do nothing there now; `at_top` nothing leads back but out.
    Where not all fit, names are shorter; how the place is left stands there before all others, then what answers a
    reader's question.
    """
    reader: set[Where] = {"reader"} if where in PANES else set()
    wanted = {where, "everywhere", *reader}
    if where in FIELDS:
        wanted = {where}
    rows = sorted(
        (
            row
            for row in TABLE
            if row.footer and row.keys and row.action not in without and (wanted & set(row.where) or where in row.first)
        ),
        key=lambda row: row.footer - (50 if where in row.first else 0),
    )
    items = [(_short(row), row.at_top if at_top and row.at_top else row.short) for row in rows]
    if _cells(items) <= width:
        return items
    items = [(key, row.terse or name) for row, (key, name) in zip(rows, items, strict=True)]
    shown: list[int] = []
    for at in sorted(range(len(rows)), key=lambda at: _rank(rows[at], where)):
        if _cells([items[at] for at in (*shown, at)]) > width:
            break
        shown.append(at)
    return [items[at] for at in sorted(shown)]


def _rank(row: Key, where: Where) -> int:
    """Which has its place first: how a place is left, what answers, the others."""
    if row.leaves and (not row.first or where in row.first):
        return 0
    return 1 if row.answers else 2


def _cells(items: Collection[tuple[str, str]]) -> int:
    """Cells of keys and names in the footer, with two between them."""
    return sum(len(key) + 1 + len(name) for key, name in items) + 2 * (len(items) - 1)


def asking(where: Iterable[Where]) -> list[Key]:
    """The actions of these places, and of everywhere, that open something to type into."""
    wanted = {*where, "everywhere"}
    return [row for row in TABLE if row.action in ASKING and wanted & set(row.where)]


def palette(where: Iterable[Where]) -> list[tuple[str, str, str]]:
    """Name, help and method of the actions of these places, for the command palette: without the movements.

    A name has a word that the footer has, so that whoever types "undo" or "pipe" finds it.
    """
    wanted = set(where)
    moving = {"down", "up", "help", "command_palette", "escape"}
    return [
        (_named(row), f"{'  '.join(row.keys)}", _method(row))
        for row in TABLE
        if wanted & set(row.where) and row.on != "pane" and row.action not in moving
    ]


def _named(row: Key) -> str:
    """What an action does, after its short name where that has no word in it."""
    told = row.long.lower()
    return row.long if any(word in told for word in row.short.split()) else f"{row.short.capitalize()}: {row.long}"


def groups(here: Iterable[Where] = ()) -> list[tuple[str, list[Key]]]:
    """The table for people: the place's name and its actions, what works in every pane first, but what is `here`."""
    moving = [row for row in TABLE if {"list", "text", "help"} <= set(row.where)]
    shown = [("Moving, in every pane", [row for row in moving if row.keys])]
    first: list[tuple[str, list[Key]]] = []
    for where, name in NAMES.items():
        rows = [row for row in TABLE if where in row.where and row not in moving]
        rows = [row for row in rows if row.keys and row.action != "page_down_variants"]
        if rows:
            (first if where in here else shown).append((name, rows))
    return [*first, *shown]


def as_markdown() -> str:
    """The table as the manual prints it."""
    lines = ["| key | does |", "|---|---|"]
    for name, rows in groups():
        lines.append(f"| **{name}** | |")
        lines += [f"| {' '.join(f'`{key}`' for key in row.keys)} | {row.long} |" for row in rows]
    return "\n".join(lines) + "\n"
