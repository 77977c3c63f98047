"""Which settings are there? One table, of which `quoth config`, a new file and docs/configuration.md are made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct

from tui.keys.table import Key
from tui.themes import Colours

Value = str | bool


class Setting(Struct, frozen=True):
    """A setting: its name with its table's, what kind of value it has, what holds without it, what it does.

    `instead` names what goes before the file: a variable of the environment, and an option of the command line.
    """

    name: str
    kind: Literal["folder", "theme", "date", "citation", "flag"]
    default: Value
    told: str
    example: str
    environment: str = ""
    option: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """Its tables' names and its own."""
        return tuple(self.name.split("."))


class Tables(Struct, frozen=True):
    """A table in which names are given freely: what it is, and what a line in it does."""

    name: str
    told: str
    example: str


SETTINGS: Final = (
    Setting(
        "library.folder",
        "folder",
        "",
        "The library's folder; ~ is your home. Without it: the folder library in your data folder.",
        '"~/news/quoth"',
        "QUOTH_LIBRARY",
        "--library",
    ),
    Setting(
        "look.theme",
        "theme",
        "",
        "The reader's colours: dark, light, contrast, terminal, or a theme of your own. Without it: dark, or terminal "
        "where the terminal has but sixteen colours.",
        '"light"',
        "QUOTH_THEME",
        "--theme",
    ),
    Setting(
        "dates.style",
        "date",
        "day-first",
        "How dates are written for people: day-first (2 Nov 2026), month-first (Nov 2, 2026), iso (2026-11-02), "
        "numbers (02.11.2026), or a form of your own with the fields {day}, {dd}, {month}, {mm}, {year}, {yy}. Without "
        "it, day-first on the screen, and iso in what commands list. What programs read (--json, CSV, BibTeX) stays "
        "iso.",
        '"iso"',
    ),
    Setting(
        "citing.style",
        "citation",
        "plain",
        "The style in which y copies a quotation, and --cite prints one: plain, markdown, html, chicago, apa, bibtex, "
        "a style of your own, or a template.",
        '"chicago"',
        "",
        "--cite STYLE",
    ),
    Setting(
        "speech.aloud",
        "flag",
        False,
        "Whether commands print one fact a line, in words, to be read aloud; --json still prints JSON.",
        "true",
        "QUOTH_ALOUD",
        "--aloud",
    ),
)
TABLES: Final = (
    Tables(
        "keys", "An action and its keys: one, several, or [] for none. `quoth config keys` lists all.", 'compare = "d"'
    ),
    Tables(
        "citing.styles",
        "Citation styles of your own: a name, and a template with the fields {speaker}, {words}, {outlet}, {title}, "
        "{author}, {date}, {url}, {id}. What is not known leaves nothing behind.",
        'footnote = "{speaker}, in: {outlet}, {date}."',
    ),
    Tables(
        "themes.NAME",
        "A theme of your own: base (dark, light or contrast), and the colours that differ from it, as #rrggbb.",
        'base = "light"',
    ),
)
BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


class Problem(Struct, frozen=True):
    """What is wrong in a file of settings, and at which key; `line` where that is known otherwise than by the key.

    Not `grave` where it was taken nevertheless.
    """

    key: tuple[str, ...]
    message: str
    grave: bool = True
    line: int | None = None


class Settings(Struct, frozen=True):
    """What a file of settings says, without what is wrong in it."""

    file: Path | None = None  # None where there is none
    text: str = ""
    given: Mapping[str, Value] = {}
    keys: tuple[Key, ...] | None = None
    themes: Mapping[str, Colours] = {}
    citations: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()

    def value(self, name: str) -> Any:
        """What a setting is by the file, or without it."""
        return self.given.get(name, BY_NAME[name].default)

    @property
    def grave(self) -> tuple[Problem, ...]:
        """What had to be left out."""
        return tuple(one for one in self.problems if one.grave)
