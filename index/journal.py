"""What happens that somebody may want to know later, should something go wrong? Events without any article's words.

Who keeps them says so (`keep`); until then they are told to nobody, which costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from index.model import AddSummary

Level = Literal["debug", "info", "warning", "error"]
Fact = str | int | float | bool | None
Keeper = Callable[[Level, str, dict[str, Fact]], None]

_keepers: list[Keeper] = []
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def keep(keeper: Keeper | None) -> None:
    """From now on events are told to this function, in whatever thread they happen; with None to nobody."""
    _keepers[:] = [] if keeper is None else [keeper]


def note(event: str, level: Level = "info", **facts: Fact) -> None:
    """Something happened. Facts are figures and names of ours: no words of an article or a query, no addresses."""
    for keeper in _keepers:
        keeper(level, event, facts)


def counted(summary: AddSummary) -> dict[str, Fact]:
    """An adding's summary in figures."""
    lists = ("added", "changed", "unchanged", "skipped")
    return {**{name: len(getattr(summary, name)) for name in lists}, "stopped": summary.stopped}


def without_addresses(sentence: str) -> str:
    """A sentence of ours without the addresses in it, which may hold passwords and what somebody looked for."""
    return _ADDRESS.sub("(an address)", sentence)
