"""What does a new file of settings say, and what docs/configuration.md of each setting and each action?

In a new file every line is behind a #, so that nothing is changed by it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tui.config.settings import SETTINGS, TABLES, Setting, Tables
from tui.keys.table import TABLE

WIDTH = 98


def new_file() -> str:
    """The text of the file."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from _told(
        "Settings of quoth. Take the # away from a line to have it. quoth config validate says whether all"
    )
    yield from _told("of it can be read; quoth config show, what holds now and where that comes from.")
    named = {table.name.partition(".")[0]: table for table in TABLES}
    for name in dict.fromkeys((*(setting.path[0] for setting in SETTINGS), "themes")):
        if name != "themes":
            yield from ("", f"[{name}]")
        for setting in SETTINGS:
            if setting.path[0] == name:
                yield from (*_told(setting.told), f"# {setting.path[1]} = {setting.example}")
        if name in named:
            free = named[name].name.endswith("NAME")
            header = f"# [{named[name].name.replace('NAME', 'mine')}]" if free else f"[{named[name].name}]"
            yield from ("", *_told(named[name].told), header, f"# {named[name].example}")
    yield from ("", *_told(f"{named['keys'].told} These are the keys as they come:"), "[keys]")
    yield from (f"# {row.action} = {keys_value(row.keys)}  # {row.long}" for row in TABLE)


def keys_value(given: tuple[str, ...]) -> str:
    """Keys as a line of the file has them."""
    quoted = [f'"{key}"' if key != '"' else "'\"'" for key in given]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"


def _told(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False, break_long_words=False)]


def as_markdown(text: str) -> str:
    """docs/configuration.md with its tables made anew."""
    settings = [
        f"| `{one.name}` | {_cell(one.told)}{_cell(_before(one))} | `{one.example}` |" for one in (*SETTINGS, *TABLES)
    ]
    actions = [
        f"| `{row.action}` | {' '.join(f'`{_cell(key)}`' if key != '`' else '`` ` ``' for key in row.keys)} "
        f"| {_cell(row.long)} |"
        for row in TABLE
    ]
    text = _put(text, "settings", ["| setting | does | as |", "|---|---|---|", *settings])
    return _put(text, "actions", ["| action | keys | does |", "|---|---|---|", *actions])


def _before(one: Setting | Tables) -> str:
    """What goes before the file."""
    both = [name for name in (one.option, one.environment) if name] if isinstance(one, Setting) else []
    return f" ({' or '.join(both)} {'go' if len(both) > 1 else 'goes'} before it.)" if both else ""


def _put(text: str, name: str, lines: list[str]) -> str:
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = text.partition(start)
    _, _, behind = rest.partition(end)
    return "\n".join((before + start.rstrip("\n"), "", *lines, "", end + behind))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
