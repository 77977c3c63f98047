"""The `quoth` command, also `python -m tui`."""

from __future__ import annotations

import os
import sys

import click

from tui import commands as commands
from tui.cli import INTERRUPTED, WRONG_USE, quoth
from tui.output import say


def main() -> int:
    """Run a command line; returns the exit code (see `tui.cli`)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = quoth.main(prog_name="quoth", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # of a broken pipe click makes an exit with 1, of nothing else
        # who reads us has enough: what Python would flush at its end goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
        return 0
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
