"""What does a maintainer need to know to help? Facts on the program and where it runs, without any article's words.

Nothing is opened for writing, and each part is told for itself, whatever is wrong with another.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from tui import config, logs, places
from tui.logs import shortened

TERMINAL: Final = ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "NO_COLOR")
OURS: Final = ("QUOTH_LIBRARY", "QUOTH_CONFIG", "QUOTH_THEME", "QUOTH_ALOUD", "QUOTH_LOG")
NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
LAST_LINES: Final = 20
LITTLE_ROOM: Final = 100 << 20  # bytes: an import of some thousand articles takes as much
Facts = dict[str, object]


def facts(library: str | None) -> Facts:
    """All of them; `library` is the folder as it was asked for."""
    folder = places.library_folder(library)
    found: Facts = {
        "quoth": _version("quoth"),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "platform": platform.platform(),
        "terminal": _terminal(),
        "environment": {name: shortened(os.environ[name]) for name in OURS if name in os.environ},
        "packages": {name: _version(name) for name in _packages()},
        "places": {name: _place(path) for name, path in _places(folder)},
        "settings": _settings(library),
        "sqlite": _sqlite(),
        "library": _library(folder),
        "log": logs.last("warning", LAST_LINES),
    }
    found["warnings"] = list(_warnings(found))
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _packages() -> list[str]:
    """What quoth is said to need when it is installed."""
    try:
        asked = requires("quoth") or []
    except PackageNotFoundError:
        return []
    return sorted({found[0] for one in asked if (found := NAME.match(one))})


def _terminal() -> Facts:
    size = shutil.get_terminal_size()
    found: Facts = {name: os.environ.get(name) for name in TERMINAL}
    found |= {"size": f"{size.columns} x {size.lines}", "encoding": getattr(sys.stdout, "encoding", None)}
    found |= {"tmux": "TMUX" in os.environ, "ssh": "SSH_CONNECTION" in os.environ}
    return found | {"is_a_terminal": sys.stdout.isatty()}


def _places(folder: Path) -> Iterator[tuple[str, Path]]:
    yield "library", folder
    yield "sample", places.sample_folder()
    yield "config", places.config_file()
    yield "state", places.state_folder()
    yield "log", logs.file()


def _place(path: Path) -> Facts:
    from index.looking import file_system

    found: Facts = {"path": shortened(str(path)), "there": os.path.lexists(path)}
    if found["there"]:
        try:
            about = path.stat()
        except OSError as error:
            return found | {"problem": error.strerror, "free_bytes": None, "file_system": None}
        found |= {"mode": f"{about.st_mode & 0o7777:04o}", "own": about.st_uid == _user()}
        found |= {"writable": os.access(path, os.W_OK)}
    near = next((one for one in (path, *path.absolute().parents) if os.access(one, os.F_OK)), path)
    try:
        found["free_bytes"] = shutil.disk_usage(near).free
    except OSError as error:
        found["free_bytes"] = error.strerror
    return found | {"file_system": file_system(near)}


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _settings(library: str | None) -> Facts:
    """What is set otherwise than it comes, but for what only says where; and what is wrong in the file."""
    settings = config.current()
    if settings is None:
        return {"changed": [], "problems": []}
    from tui.config import telling

    shown = telling.shown(settings, library, None)
    changed = {one.name: shortened(str(one.value)) for one in shown if one.origin != "default"}
    return {"changed": changed, "problems": [shortened(sentence) for sentence, _ in telling.problems(settings)]}


def _sqlite() -> Facts:
    from index import looking

    return looking.sqlite()


def _library(folder: Path) -> Facts:
    from index import looking

    try:
        found = looking.library(folder)
    except OSError as error:
        found = {"there": None, "problem": error.strerror}
    return {name: shortened(value) if isinstance(value, str) else value for name, value in found.items()}


def _warnings(found: Facts) -> Iterator[str]:
    """What is likely to be the trouble, in sentences."""
    from index.looking import is_far

    stands = found["places"]
    assert isinstance(stands, dict)
    for name, place in stands.items():
        if is_far(place["file_system"]) and name != "config":
            yield f"the {name} is on a network file system ({place['file_system']}), where locks can't be relied on"
        if isinstance(place["free_bytes"], int) and place["free_bytes"] < LITTLE_ROOM:
            yield f"there is little room left for the {name}"
        if "problem" in place:
            yield f"the {name} can't be looked at: {place['problem']}"
        elif place["there"] and not (place["writable"] and place["own"]):
            yield f"the {name} is another user's, or may not be written"
    library = found["library"]
    assert isinstance(library, dict)
    if "problem" in library:
        yield f'the library can\'t be read ({library["problem"]}): a backup, or "quoth index rescue NEW"'
    elif library["there"]:
        if library["format"] != library["format_of_this_version"]:
            yield "the library is of another version of quoth"
        if library["rules"] not in (None, library["rules_of_this_version"]):
            yield "quotations and links were made by other rules: they are made again at the next start"
        for part, beside in library["beside"].items():
            if "problem" in beside or beside.get("checksums") == "damaged":
                yield f"the {part} beside the library is not whole: it is made again at the next search"
    settings = found["settings"]
    assert isinstance(settings, dict)
    if settings["problems"]:
        yield 'something in the settings can\'t be taken: "quoth config validate"'
