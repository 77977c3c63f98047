"""What has the reader of this process set, and where does each setting come from?

A file of settings is read once, at the beginning of a command; where there is none, nothing of this package is imported
but this module and the one that looks for it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tui import places

if TYPE_CHECKING:
    from tui.config.settings import Problem, Settings

_current: list[Settings | None] = []  # empty until it was looked for; None where there is no file


def current() -> Settings | None:
    """What the file of settings says; None where there is none."""
    if not _current:
        _current.append(load(places.config_file()))
    return _current[0]


def begin() -> Settings | None:
    """Read the file for a command that begins, and write dates for people as it says."""
    from index import days

    _current.clear()
    settings = current()
    form = str(settings.given.get("dates.style", "")) if settings else ""
    days.choose(days.FORMS.get(form, form))
    return settings


def take_keys() -> None:
    """Use the keys of the settings from now on, in this process."""
    settings = current()
    if settings and settings.keys:
        from tui import keys

        keys.take(settings.keys)


def load(file: Path) -> Settings | None:
    """What a file says, and what is wrong in it; None where it is not there and nobody named it."""
    from tui.config import files

    text = files.read(file)
    if text is None and os.environ.get(places.CONFIG, os.devnull) == os.devnull:
        return None
    from msgspec.structs import replace

    from tui.config.checking import understood
    from tui.config.settings import Problem, Settings

    if text is None:
        return Settings(file, problems=(Problem((), f"{places.CONFIG} names this file, and it is not there"),))
    if isinstance(text, Exception):
        why = (text.strerror or str(text)) if isinstance(text, OSError) else str(text)
        return Settings(file, problems=(Problem((), f"it can't be read: {why}"),))
    values, kept, mistakes = files.parsed(text)
    found = understood(values, file, kept)
    told = tuple(Problem((), why, line=line) for line, why in mistakes)
    return replace(found, problems=(*told, *found.problems))


def placed(settings: Settings) -> list[tuple[int | None, Problem]]:
    """The problems with their lines, in the file's order."""
    from tui.config import files

    lines = files.places(settings.text) if any(one.key for one in settings.problems) else {}
    found = [(one.line or _line(lines, one.key), one) for one in settings.problems]
    return sorted(found, key=lambda pair: pair[0] or 0)


def _line(lines: dict[tuple[str, ...], int], key: tuple[str, ...]) -> int | None:
    """The line of a key, or of the nearest that stands in the file around it."""
    return next((lines[key[:length]] for length in range(len(key), 0, -1) if key[:length] in lines), None)


def key_name(path: tuple[str, ...]) -> str:
    """A key as it would be written behind its tables: `keys.compare`, `keys."a b"`."""
    bare = (name if name and all(sign.isalnum() or sign in "-_" for sign in name) else f'"{name}"' for name in path)
    return ".".join(bare)
