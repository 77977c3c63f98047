"""`quoth` run in this process, and what it printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tui.cli import quoth

Run = Callable[..., Result]


def on(library: Path) -> Run:
    """A command line on a library, `run("list", "--json")`, which ends with `code`."""

    def run(*args: str, code: int = 0) -> Result:
        done = CliRunner().invoke(quoth, ["--library", str(library), *args])
        assert done.exit_code == code, done.output
        return done

    return run


def rows(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]
