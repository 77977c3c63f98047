"""Which key does what where a reader has given actions other keys, and what is wrong with what was asked for?

A line of the settings gives an action all of its keys: `compare = "d"`, `compare = ["d", "ctrl+d"]`, `compare = []`.
What can't be done of it is told, and that action keeps the keys it has without the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from tui.keys.table import FIELDS, NAMES, PANES, TABLE, Key, Where

NAMED: Final = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
        *("tab", "enter", "escape", "space", *(f"f{number}" for number in range(1, 25))),
    )
)
ALSO: Final = {  # what others call these
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    " ": "space",
    "control": "ctrl",
    "meta": "alt",
    "option": "alt",
}
SENT_AS: Final = {  # what most terminals send for them
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "shift+enter": "enter",
    "shift+space": "space",
    "shift+escape": "escape",
    "shift+backspace": "backspace",
}
MODIFIERS: Final = ("ctrl", "alt", "shift")
FIELD_KEYS: Final = frozenset(  # what a field does itself, before anything else hears of it
    (
        *("left", "right", "home", "end", "backspace", "delete", "enter", "ctrl+left", "ctrl+right", "shift+left"),
        *("shift+right", "ctrl+shift+left", "ctrl+shift+right", "shift+home", "shift+end"),
        *(f"ctrl+{letter}" for letter in "adefkuwxcv"),
    )
)
FIXED: Final = {  # these always have these keys, whatever else they get
    "quit": "ctrl+q",
    "escape": "escape",
    "leave_note": "escape",
    **{row.action: "enter" for row in TABLE if "enter" in row.keys and set(row.where) & set(FIELDS)},
}
NOTE_KEYS: Final = frozenset(
    ("up", "down", "pageup", "pagedown", "tab", "ctrl+z", "ctrl+y")
)  # of a field of many lines
ONE_END: Final = frozenset(("escape", "leave_note"))  # a note's is the one that keeps it
FOLLOWS: Final = {"page_down_variants": "page_down"}  # one action for people, two for the panes
LEAST: Final = 50  # of 100 that a name must be alike to be asked whether it was meant


class Wrong(Struct, frozen=True):
    """What can't be done of what was asked for an action; not `grave` where it is done and only worth knowing."""

    action: str
    message: str
    grave: bool = True


def remapped(asked: Mapping[str, object]) -> tuple[tuple[Key, ...], list[Wrong]]:
    """The table with the keys asked for, and what is wrong with these."""
    wrong: list[Wrong] = []
    lines: dict[str, tuple[str, ...]] = {}
    rows = {row.action: row for row in TABLE}
    for action, value in asked.items():
        if action not in rows:
            wrong.append(Wrong(action, f"there is no such action{nearest(action, rows)}"))
            continue
        found = _keys(value)
        problem = found if isinstance(found, str) else next(_unfit(rows[action], found), "")
        if problem or isinstance(found, str):
            wrong.append(Wrong(action, problem))
        else:
            fixed = FIXED.get(action)
            lines[action] = (*found, fixed) if fixed and fixed not in found else found
    table = _applied(lines)
    while (clash := _clash(table)) is not None:
        key, place, one, other = clash
        first, last = sorted((one, other), key=lambda action: [*lines].index(action) if action in lines else -1)
        if last not in lines:
            raise AssertionError(f"{one} and {other} have one key without anybody asking for it")
        where = NAMES.get(place, place)
        more = "" if first in lines else f"; give {first} another key, too, or take another for {last}"
        wrong.append(
            Wrong(last, f'"{key}" is the key of {first} {where[0].lower()}{where[1:]}, where both would work{more}')
        )
        del lines[last]
        table = _applied(lines)
    wrong += [
        Wrong(
            action, "has no key now" + ("" if rows[action].on == "pane" else "; the palette has it by its name"), False
        )
        for action, given in lines.items()
        if not given
    ]
    return table, wrong


def _applied(lines: Mapping[str, tuple[str, ...]]) -> tuple[Key, ...]:
    """The table with these keys in place of the actions' own."""
    rows = {row.action: replace(row, keys=lines[row.action]) if row.action in lines else row for row in TABLE}
    for action, leader in FOLLOWS.items():
        if leader in lines and action not in lines:
            row = rows[action]
            others = {key for one in rows.values() if one is not row and _meet(one, row) for key in one.keys}
            rows[action] = replace(row, keys=tuple(key for key in lines[leader] if key not in others))
    return tuple(rows.values())


def _clash(table: Sequence[Key]) -> tuple[str, Where, str, str] | None:
    """The first key that would do two things in one place, with the place and both actions."""
    for place in get_args(Where):
        owners: dict[str, str] = {}
        for row in table:
            if together(place) & set(row.where):
                for key in row.keys:
                    other = owners.setdefault(key, row.action)
                    if other != row.action and {other, row.action} != ONE_END:
                        return key, place, other, row.action
    return None


def together(place: Where) -> set[Where]:
    """The places whose keys all work in this one."""
    return {place, "everywhere", *({"reader"} if place in PANES else ())}


def _meet(one: Key, other: Key) -> bool:
    return any(together(place) & set(one.where) and together(place) & set(other.where) for place in get_args(Where))


def _keys(value: object) -> tuple[str, ...] | str:
    """The keys that a value names, each once, or what is wrong with it."""
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        return 'it must be a key, as "d", or several, as ["d", "ctrl+d"]'
    found = []
    for one in named:
        key, problem = key_named(one)
        if problem:
            return problem
        found.append(key)
    return tuple(dict.fromkeys(found))


def key_named(name: str) -> tuple[str, str]:
    """A key as the table writes it, and what is wrong with the name that was given, if anything is."""
    if len(name) == 1 and name.isprintable() and name != " ":
        return name, ""
    *before, last = [ALSO.get(part, part) for part in (name if name == " " else name.lower()).split("+")]
    modifiers = [one for one in MODIFIERS if one in before]
    key = "+".join((*modifiers, last))
    if key in SENT_AS:
        return "", f'a terminal sends "{name}" as {SENT_AS[key]}; take {SENT_AS[key]} or another key'
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return "", f'a letter with shift is the capital; did you mean "{last.upper()}"?'
    if len(modifiers) == len(before) and (last in NAMED or _may_be_held(modifiers, last)):
        return key, ""
    return "", f'there is no key "{name}"{_near_key(name)}'


def _may_be_held(modifiers: Sequence[str], last: str) -> bool:
    """Whether terminals send this letter with what is held down beside it."""
    return (
        (modifiers in (["ctrl"], ["alt"]))
        and len(last) == 1
        and last.isascii()
        and last.isalnum()
        and (modifiers == ["alt"] or last.isalpha())
    )


def _near_key(name: str) -> str:
    """The key that may be meant, as others write it: <c-d>, C-d, ^d, M-x, page-down."""
    plain = name.strip("<>").lower().replace("page-", "page").replace("page ", "page")
    for other, ours in (
        ("c-", "ctrl+"),
        ("ctrl-", "ctrl+"),
        ("^", "ctrl+"),
        ("m-", "alt+"),
        ("a-", "alt+"),
        ("alt-", "alt+"),
    ):
        if plain.startswith(other) and len(plain) == len(other) + 1:
            return f'; did you mean "{ours}{plain[-1]}"?'
    return nearest(plain, NAMED)


def _unfit(row: Key, given: Sequence[str]) -> Iterator[str]:
    """Why an action can't have these keys."""
    in_field = bool(set(row.where) & set(FIELDS))
    for key in given:
        if len(key) == 1 or key == "space":
            if row.action == "quit":
                yield f'"{key}" is typed in fields, and quit works there, too; take a key with ctrl, or one as f10'
            elif in_field:
                yield f'"{key}" is typed in the field there; take a key with ctrl or alt, or one as f5'
        elif key == FIXED.get(row.action):
            continue
        elif (key in FIELD_KEYS and (in_field or row.action == "quit")) or (key in NOTE_KEYS and "note" in row.where):
            yield f'"{key}" is what the field itself needs there; take another key'


def nearest(name: str, names: object) -> str:
    """A question after the name that may be meant; nothing where none is near."""
    from rapidfuzz import fuzz, process

    known = sorted(names)  # type: ignore[call-overload]
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=LEAST)
    return f'; did you mean "{near[0]}"?' if near else ""
