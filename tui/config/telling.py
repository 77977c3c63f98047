"""How is a person told what is wrong with the settings, and where each of them comes from?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tui import config, places
from tui.config.settings import SETTINGS, Problem, Settings


def in_one_sentence(settings: Settings) -> str:
    """The first thing that was not taken, and how to see all."""
    line, first = next(pair for pair in config.placed(settings) if pair[1].grave)
    more = len(settings.grave) - 1
    also = f" ({more} more)" if more else ""
    return (
        f'settings not taken: {_told(settings, line, first, shortened=True)}{also}; "quoth config validate" shows all'
    )


def problems(settings: Settings) -> Iterator[tuple[str, Problem]]:
    """Each problem as `validate` prints it, in the file's order."""
    for line, problem in config.placed(settings):
        yield _told(settings, line, problem), problem


def _told(settings: Settings, line: int | None, problem: Problem, *, shortened: bool = False) -> str:
    file = settings.file or places.config_file()
    at = f"{file.name if shortened else file}:{line}" if line else str(file)
    return f"{at}: {config.key_name(problem.key)}: {problem.message}" if problem.key else f"{at}: {problem.message}"


class Shown(Struct, frozen=True):
    """A setting as it is now, and where that comes from, in words."""

    name: str
    value: str | bool | list[str]
    origin: str


def shown(settings: Settings | None, library: str | None, theme: str | None) -> Iterator[Shown]:
    """All settings; `library` and `theme` are what the command line gives, or the environment."""
    lines = lines_of(settings)
    asked = {"library.folder": library, "look.theme": theme}
    for setting in SETTINGS:
        value = settings.value(setting.name) if settings else setting.default
        origin = origin_of(settings, lines, setting.path) if settings and setting.name in settings.given else "default"
        before: str | None = asked.get(setting.name)
        in_environment = os.environ.get(setting.environment) if setting.environment else None
        if before:
            value = before
            origin = setting.environment if before == in_environment else setting.option
        elif in_environment and setting.kind == "flag":
            value, origin = in_environment.lower() in ("1", "true", "t", "yes", "y", "on"), setting.environment
        elif setting.name in REMEMBERED:
            chosen = _chosen(setting.name, str(settings.given.get(setting.name, "")) if settings else "")
            if chosen and chosen != value:
                value, origin = chosen, "chosen in the reader"
        if setting.name == "library.folder" and not value:
            value = str(places.library_folder(None))
        if setting.name == "look.theme" and not value:
            value = "dark, or terminal where there are but sixteen colours"
        yield Shown(setting.name, value, origin)
    yield from _named(settings, lines)


REMEMBERED = ("look.theme", "citing.style")


def _chosen(name: str, said: str) -> str | None:
    """What the reader remembers of it."""
    from tui.memory import Memory

    memory = Memory(places.state_folder(), Path())
    return memory.theme(said) if name == "look.theme" else memory.citation(said)


def _named(settings: Settings | None, lines: dict[tuple[str, ...], int]) -> Iterator[Shown]:
    """What tables of names hold: styles, themes, keys."""
    if settings is None:
        return
    for name, template in settings.citations.items():
        path = ("citing", "styles", name)
        yield Shown(config.key_name(path), template, origin_of(settings, lines, path))
    for name in settings.themes:
        yield Shown(f"themes.{name}", "a theme of your own", origin_of(settings, lines, ("themes", name)))
    for row in settings.keys or ():
        at = ("keys", row.action)
        if at in lines and not any(one.key == at for one in settings.grave):
            yield Shown(config.key_name(at), list(row.keys), origin_of(settings, lines, at))


def lines_of(settings: Settings | None) -> dict[tuple[str, ...], int]:
    """The line of each key of the file."""
    from tui.config import files

    return files.places(settings.text) if settings else {}


def origin_of(settings: Settings, lines: dict[tuple[str, ...], int], path: tuple[str, ...]) -> str:
    """The file and line of a key."""
    return f"{settings.file}:{lines[path]}" if path in lines else str(settings.file)
