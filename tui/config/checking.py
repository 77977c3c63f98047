"""What do the values of a file of settings mean, and which of them can't be taken, and why?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from index import days
from tui import citing, themes
from tui.config.settings import SETTINGS, TABLES, Problem, Setting, Settings, Value
from tui.keys.remapping import nearest, remapped
from tui.themes import Colours

COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
COLOURS: Final = tuple(name for name in Colours.__struct_fields__ if name not in ("name", "dark"))
NAME: Final = re.compile(r"[\w-]{1,40}")
KINDS: Final = {
    bool: "true or false",
    str: "a text in quotes",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def understood(values: Mapping[str, Any], file: Path, text: str) -> Settings:
    """What can be taken of the tables and values of a file, and what can't."""
    problems = list(_unknown(values))
    own = dict(_own_themes(values, problems))
    cited = dict(_own_citations(values, problems))
    given: dict[str, Value] = {}
    for setting in SETTINGS:
        value = _at(values, setting.path)
        if value is None:
            continue
        told = _wrong(setting, value, own, cited)
        if told:
            problems.append(Problem(setting.path, told))
        else:
            given[setting.name] = value
    asked = values.get("keys")
    rows = None
    if isinstance(asked, dict) and asked:
        rows, wrong = remapped(asked)
        problems += [Problem(("keys", one.action), one.message, one.grave) for one in wrong]
    return Settings(file, text, given, rows, own, cited, tuple(problems))


def _at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands at a path; None where nothing does."""
    found: Any = values
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _unknown(values: Mapping[str, Any]) -> Iterator[Problem]:
    """What there is no setting for, and what should be a table."""
    tables = {setting.path[0] for setting in SETTINGS} | {table.name.split(".")[0] for table in TABLES}
    for name, value in values.items():
        if name not in tables:
            inner = [setting.name for setting in SETTINGS if setting.path[-1] == name]
            hint = f'; did you mean "{inner[0]}"?' if inner else nearest(name, tables)
            yield Problem((name,), f"there is no such {'table' if isinstance(value, dict) else 'setting'}{hint}")
        elif not isinstance(value, dict):
            yield Problem((name,), f"it must be a table: [{name}]")
        elif name not in ("keys", "themes"):
            known = {setting.path[1] for setting in SETTINGS if setting.path[0] == name}
            known |= {table.name.split(".")[1] for table in TABLES if table.name.startswith(f"{name}.")}
            for key in value:
                if key not in known:
                    yield Problem((name, key), f"there is no such setting{nearest(key, known)}")


def _wrong(setting: Setting, value: Any, own: Mapping[str, Colours], cited: Mapping[str, str]) -> str:
    """Why a setting can't have this value; nothing where it can."""
    kind = type(setting.default)
    if type(value) is not kind:
        return f"it must be {KINDS[kind]}, and is {KINDS.get(type(value), 'a date')}"
    return CHECKS[setting.kind](value, own, cited)


def _folder(value: str, *_: Any) -> str:
    if not value.strip() or not value.isprintable():
        return "it must name a folder"
    if value.startswith("~") and not value.startswith("~/") and value != "~":
        return f'"{value}" can\'t be read: ~ stands for your own home only, as in ~/news'
    if not value.startswith(("~", "/")) and not Path(value).is_absolute():
        return f'"{value}" would be another folder wherever quoth is started; begin it with / or ~/'
    return ""


def _theme(value: str, own: Mapping[str, Colours], _cited: Mapping[str, str]) -> str:
    known = (*themes.THEMES, *own)
    if value in known:
        return ""
    there_are = f"; there are {', '.join(known)}"
    return f'there is no theme "{value}"{nearest(value, known) or there_are}'


def _date(value: str, *_: Any) -> str:
    if value in days.FORMS:
        return ""
    if "{" in value:
        return days.form_problem(value)
    known = f"{', '.join(days.FORMS)}, or a form as {{day}}.{{mm}}.{{year}}"
    return f'there is no style of dates "{value}"{nearest(value, days.FORMS) or f"; there are {known}"}'


def _citation(value: str, _own: Mapping[str, Colours], cited: Mapping[str, str]) -> str:
    found = citing.style_of(value, cited)
    return found.message if isinstance(found, citing.WrongStyle) else ""


CHECKS: Final[Mapping[str, Callable[..., str]]] = {
    "folder": _folder,
    "theme": _theme,
    "date": _date,
    "citation": _citation,
    "flag": lambda *_: "",
}


def _own_citations(values: Mapping[str, Any], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """The styles of the reader's own that can be used."""
    styles = _at(values, ("citing", "styles"))
    if styles is not None and not isinstance(styles, dict):
        problems.append(Problem(("citing", "styles"), "it must be a table: [citing.styles]"))
    for name, template in styles.items() if isinstance(styles, dict) else ():
        if name in citing.STYLES:
            told = "quoth has a style of this name; take another"
        elif not NAME.fullmatch(name):
            told = "a style's name has letters, digits, - and _ only"
        elif not isinstance(template, str) or "{" not in template:
            told = 'it must be a template, as "{words} ({outlet}, {date})"'
        else:
            told = _citation(template, {}, {})
        if told:
            problems.append(Problem(("citing", "styles", name), told))
        else:
            yield name, template


def _own_themes(values: Mapping[str, Any], problems: list[Problem]) -> Iterator[tuple[str, Colours]]:
    """The themes of the reader's own, each without the colours that can't be read."""
    tables = values.get("themes")
    for name, table in tables.items() if isinstance(tables, dict) else ():
        at = ("themes", name)
        bases = [one for one in themes.THEMES if one != themes.TERMINAL]
        if name in themes.THEMES:
            problems.append(Problem(at, "quoth has a theme of this name; take another"))
        elif not NAME.fullmatch(name):
            problems.append(Problem(at, "a theme's name has letters, digits, - and _ only"))
        elif not isinstance(table, dict):
            problems.append(Problem(at, f"it must be a table: [themes.{name}]"))
        elif (base := table.get("base", themes.DARK.name)) not in bases:
            hint = nearest(base, bases) if isinstance(base, str) else ""
            problems.append(Problem((*at, "base"), f"it must be one of {', '.join(bases)}{hint}"))
        else:
            colours = {key: value for key, value in table.items() if key != "base"}
            wrong = dict(_wrong_colours(colours))
            problems += [Problem((*at, key), told) for key, told in wrong.items()]
            taken = {key: value for key, value in colours.items() if key not in wrong}
            theme = themes.based_on(themes.THEMES[base], name, taken)
            problems += _hard_to_read(theme, at)
            yield name, theme


def _wrong_colours(colours: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    there_are = f"; it has base, {', '.join(COLOURS)}"
    for key, value in colours.items():
        if key not in COLOURS:
            yield key, f"a theme has no such colour{nearest(key, COLOURS) or there_are}"
        elif not isinstance(value, str) or not COLOUR.fullmatch(value):
            yield key, 'it must be a colour, as "#1f2428"'


def _hard_to_read(theme: Colours, at: tuple[str, ...]) -> Iterator[Problem]:
    """What can't be read well, the worst ground of each text."""
    from tui.contrast import too_low

    worst: dict[str, tuple[float, str, float]] = {}
    for text, ground, ratio, least in too_low(theme):
        worst[text] = min(worst.get(text, (ratio, ground, least)), (ratio, ground, least))
    for text, (ratio, ground, least) in worst.items():
        told = f"{text} on {ground} has a contrast of {ratio:.1f}, and needs {least:g} to be read well"
        yield Problem((*at, text), told, grave=False)
