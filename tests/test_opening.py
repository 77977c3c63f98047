"""Where the reader can't be drawn, a sentence says what to do, and nothing is made or drawn before."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def printed(home: Path, *, terminal: bool, **environment: str) -> tuple[int, str]:
    """The exit code and all that `quoth` prints, in a terminal of its own or without one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUOTH_", "XDG_"))}
    env = {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "tui"]
    if not terminal:
        done = subprocess.run(command, input="", capture_output=True, text=True, env=env, check=False, timeout=120)
        return done.returncode, done.stdout + done.stderr
    ours, its = os.openpty()
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=env, start_new_session=True) as process:
        os.close(its)
        told = b""
        with contextlib.suppress(OSError):  # how Linux tells that nobody has the terminal any more
            while piece := os.read(ours, 4096):
                told += piece
                if b"\x1b" in told:  # it is drawing
                    process.kill()
        os.close(ours)
        return process.wait(120), told.decode(errors="replace")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_places_no_cursor_is_told_and_not_drawn_on(tmp_path: Path, name: str) -> None:
    code, told = printed(tmp_path, terminal=True, TERM=name)
    assert code == 2
    assert " ".join(told.split()) == (
        f"quoth: this terminal (TERM={name}) can't place a cursor, which the reader needs; open another, or use the "
        'commands, which print the same things: see "quoth --help"'
    )
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_without_a_terminal_no_sample_is_made(tmp_path: Path) -> None:
    code, told = printed(tmp_path, terminal=False, TERM="xterm")
    assert (code, "the reader needs a terminal" in told) == (2, True)
    assert not list(tmp_path.rglob("*.sqlite3"))
