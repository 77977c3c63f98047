"""A shell in a real terminal (tmux), with a home of its own: keys go in, and what stands there is waited for."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TMUX = shutil.which("tmux")
PROJECT = Path(__file__).parents[2]
QUOTH = f"{shlex.quote(sys.executable)} -m tui"
SECONDS = 60.0  # the longest wait for anything; what takes so long is broken, or the machine is
POLL = 0.03


class Terminal:
    """A terminal of so many columns and rows in which a shell runs."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 36, **more: str) -> None:
        self._tmux = [str(TMUX), "-u", "-S", str(home / "tmux"), "-f", "/dev/null"]
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        environment = {"HOME": str(home), "PYTHONPATH": str(PROJECT), "LANG": "C.UTF-8", **kept, **more}
        self._environment = environment
        state = home / ".local" / "state" / "quoth"
        state.mkdir(parents=True, exist_ok=True)
        if not (state / "reader.json").exists():
            (state / "reader.json").write_text('{"welcomed": true}')  # not a first start
        shell = shlex.join(["env", *(f"{name}={value}" for name, value in more.items()), "sh"])
        self.ask("new-session", "-d", "-x", str(columns), "-y", str(rows), shell)

    def ask(self, *command: str) -> str:
        """What tmux answers to a command of its own."""
        done = subprocess.run(
            [*self._tmux, *command], capture_output=True, text=True, check=True, env=self._environment, timeout=SECONDS
        )
        return done.stdout

    def screen(self) -> str:
        """What stands on the terminal."""
        return self.ask("capture-pane", "-p")

    def run(self, command: str) -> None:
        """Type a command line."""
        self.ask("send-keys", "-l", command)
        self.ask("send-keys", "Enter")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.ask("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller."""
        self.ask("resize-window", "-x", str(columns), "-y", str(rows))

    def wait(self, *texts: str, without: tuple[str, ...] = ()) -> str:
        """Until these stand on the screen and the others don't; returns the screen."""
        return self.until(
            lambda screen: all(text in screen for text in texts) and not any(text in screen for text in without),
            f"{texts} without {without}",
        )

    def until(self, holds: Callable[[str], bool], what: str) -> str:
        """Until something holds of the screen; returns it."""
        end = time.monotonic() + SECONDS
        while not holds(screen := self.screen()):
            assert time.monotonic() < end, f"the terminal never shows {what}:\n{screen}"
            time.sleep(POLL)
        return screen

    def state(self) -> str:
        """Whether the alternate screen is on, the cursor seen, the mouse asked for, and the keys an application's."""
        return self.ask(
            "display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"
        ).strip()

    def close(self) -> None:
        """End it, and all that runs in it."""
        self.ask("kill-server")
