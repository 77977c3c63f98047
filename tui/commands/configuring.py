"""`quoth config`: where the settings are, what holds, what is wrong with them."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import click

from tui import config, output, places
from tui.cli import NOTHING_FOUND, THEME, Problem, quoth, with_forms

if TYPE_CHECKING:
    from tui.config.settings import Settings

EDITORS = ("VISUAL", "EDITOR")
PLAIN_EDITORS = ("nano", "vi")  # where nobody named one


@quoth.group("config", short_help="See, check and change the settings.")
def configuring() -> None:
    """See, check and change the settings: keys, colours, dates, citations, the library's folder.

    They stand in one file, which need not be there: "quoth config init" writes one in which everything is explained and
    nothing changed. What the environment and the command line say goes before the file.
    """


@configuring.command()
@with_forms("Print it as one JSON object.")
def path(as_json: bool) -> None:
    """Print where the file of settings is, or would be."""
    file = places.config_file()
    if as_json:
        output.emit({"path": str(file), "there": file.is_file()})
    else:
        output.put(str(file))


@configuring.command()
@with_forms()
@click.pass_context
def show(ctx: click.Context, as_json: bool) -> None:
    """Print every setting as it is now, and where that comes from: default, a line of the file, the environment."""
    from tui.config import telling

    settings = config.current()
    for one in telling.shown(settings, ctx.obj, ctx.meta.get(THEME)):
        if as_json:
            value = _in_words(one.value) if output.aloud() else one.value
            output.emit({"setting": one.name, "value": value, "from": one.origin})
        else:
            output.put(f"{one.name} = {_as_toml(one.value)}  # {one.origin}")
    _warn(settings)


@configuring.command()
@with_forms("Print each problem as a JSON object on a line of its own.")
@click.pass_context
def validate(ctx: click.Context, as_json: bool) -> None:
    """Check the file of settings: each problem with its line, its key, and what may be meant.

    The exit code is 1 where there is something that can't be taken.
    """
    settings = config.current()
    if settings is None:
        output.say(f'there is no {places.config_file()}, so all is as it comes; "quoth config init" writes one')
    elif not _tell(settings, as_json):
        ctx.exit(NOTHING_FOUND)


def _tell(settings: Settings, as_json: bool) -> bool:
    """Print the problems; whether everything could be taken."""
    from tui.config import telling

    for line, problem in config.placed(settings) if as_json else ():
        name = config.key_name(problem.key) or None
        form = {
            "file": str(settings.file),
            "line": line,
            "key": name,
            "problem": problem.message,
            "taken": not problem.grave,
        }
        output.emit(form)
    for sentence, _ in () if as_json else telling.problems(settings):
        output.put(sentence)
    if not settings.problems and (not as_json or output.aloud()):
        output.put(f"{settings.file}: all of it can be read")
    return not settings.grave


def _warn(settings: Settings | None) -> None:
    if settings and settings.grave:
        from tui.config.telling import in_one_sentence

        output.say(in_one_sentence(settings))


@configuring.command("keys")
@with_forms()
def keys_command(as_json: bool) -> None:
    """Print all actions with the keys they have now, and what they do. The names are those of the table [keys]."""
    from tui import keys

    settings = config.current()
    rows = settings.keys if settings and settings.keys else keys.TABLE
    usual = {row.action: row.keys for row in keys.table.TABLE}
    width = max(len(row.action) for row in rows)
    for row in rows:
        changed = row.keys != usual[row.action]
        if as_json:
            form: dict[str, Any] = {"action": row.action, "keys": list(row.keys), "does": row.long}
            output.emit(
                form | {"where": [keys.NAMES[one] for one in row.where if one in keys.NAMES], "changed": changed}
            )
        else:
            told = f"{' '.join(row.keys) or '(no key)'}{' (changed)' if changed else ''}"
            output.put(f"{row.action:<{width}}  {told:<16}  {row.long}")
    _warn(settings)


@configuring.command()
def init() -> None:
    """Write a file in which every setting is explained and none is changed; never over one that is there."""
    from tui.config.making import new_file

    file = places.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(new_file())
    except FileExistsError as error:
        raise Problem(f'{file} is there already, and nothing was written; "quoth config edit" opens it') from error
    output.put(str(file))


@configuring.command()
@click.pass_context
def edit(ctx: click.Context) -> None:
    """Open the file in $VISUAL or $EDITOR, and check it afterwards; where there is none, a new one."""
    from tui.config.making import new_file

    file = places.config_file()
    if file.exists() and not file.is_file():
        raise Problem(f"{file} is no file that could be edited; take {places.CONFIG} away, or have it name another")
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(new_file(), encoding="utf-8")
    if not _edited(str(file)):
        raise Problem(f"the editor ended with an error; the file is {file}")
    settings = config.begin()
    if settings is not None and not _tell(settings, as_json=False):
        ctx.exit(NOTHING_FOUND)


def _edited(file: str) -> bool:
    """Run the editor; whether it ended well."""
    named = next((os.environ[name] for name in EDITORS if os.environ.get(name)), None)
    for editor in [named] if named else PLAIN_EDITORS:
        try:
            return subprocess.run([*shlex.split(editor), file], check=False).returncode == 0
        except (FileNotFoundError, PermissionError, ValueError, IndexError) as error:
            if named:
                raise Problem(f"the editor {named} can't be started; set VISUAL or EDITOR to another") from error
    raise Problem(f"there is no editor; set VISUAL or EDITOR to one, or write {file} yourself")


def _in_words(value: str | bool | list[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ", ".join(value) or "no key"


def _as_toml(value: str | bool | list[str]) -> str:
    """A value as a line of the file has it."""
    import json

    return json.dumps(value, ensure_ascii=False)  # of text, lists of text, true and false TOML has the same forms
