"""How does a text reach the clipboard, and how sure is that?

Programs for it say whether they took it; a terminal never does. So what was copied is also kept in a file, which is
named where nothing else is sure.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from tui.files import write

MOST = 74_994  # bytes of an OSC 52 in base64: xterm and what took its limit over drop or cut longer ones
PATIENCE = 2.0  # seconds for each program: one that waits for a display that is gone does so for ever
SCREEN_LINE = 76  # GNU screen drops longer strings of codes (as hterm's osc52.sh has it)
TMUX = "tmux"


class Sent(Struct, frozen=True):
    """What became of it.

    `taken` is what said that it took it: the name of a program, or "". `asked` says whether the terminal was asked,
    `file` is where it is kept, `problem` why it could not be; `too_long` is its length in bytes where that is more
    than terminals take.
    """

    taken: str = ""
    asked: bool = False
    file: Path | None = None
    problem: str = ""
    too_long: int = 0

    @property
    def sure(self) -> bool:
        """Whether the system's clipboard has it."""
        return bool(self.taken) and self.taken != TMUX

    def told(self, what: str) -> str:
        """A sentence for the reader."""
        kept = f"it is {'also ' if self.taken or self.asked else ''}in {_short(self.file)}" if self.file else ""
        if self.sure:
            return f"Copied {what}."
        if self.taken:
            rest = ", and to the terminal as far as it allows it" if self.asked else ""
            return f"Copied {what} to tmux (prefix ] pastes it){rest}."
        if self.asked:
            told = f"Copied {what}, as far as the terminal allows it"
        elif self.too_long:
            told = f"Not copied: {self.too_long:,} bytes are more than a terminal's clipboard takes"
        else:
            told = "Not copied"
        return f"{'; '.join(filter(None, (told, kept, self.problem)))}."


class Clipboard:
    """What can take a text here, judged from the environment's variables; `file` takes it always."""

    def __init__(self, environment: Mapping[str, str], file: Path) -> None:
        self.environment = environment
        self.file = file

    def copy(self, text: str, write: Callable[[str], object]) -> Sent:
        """Give it to all that may take it, `write` being the way to the terminal. For a thread: it may take seconds."""
        problem = self._keep(text)
        file = None if problem else self.file
        taken = next((command[0] for command in self._programs() if self._run(command, text)), "")
        if taken and not self._far:
            return Sent(taken, file=file, problem=problem)
        encoded = _encoded(text)
        too_long = len(encoded) > MOST
        in_tmux = bool(self.environment.get("TMUX")) and self._run([TMUX, "load-buffer", "-w", "-"], text)
        if in_tmux:
            # with -w it asks the terminal itself, unless it is set to leave the clipboard alone; then only what is
            # passed through comes there
            asked = self._option("set-clipboard") in ("on", "external")
            if not asked and not too_long and self._option("allow-passthrough") in ("on", "all"):
                write(through_tmux(osc52(encoded)))
                asked = True
            return Sent(taken or TMUX, asked and not too_long, file, problem)
        if too_long:
            return Sent(taken, file=file, problem=problem, too_long=len(text.encode("utf-8", "replace")))
        write(through_screen(encoded) if self.environment.get("STY") else osc52(encoded))
        return Sent(taken, True, file, problem)

    @property
    def _far(self) -> bool:
        """Whether the person sits before another machine, whose clipboard only the terminal knows."""
        return any(self.environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))

    def _programs(self) -> list[list[str]]:
        """The programs that could know the clipboard of the screen in use, likeliest first."""
        env = self.environment
        wanted = [
            (sys.platform == "darwin" and not self._far, ["pbcopy"]),
            (bool(env.get("WAYLAND_DISPLAY")), ["wl-copy"]),
            (bool(env.get("DISPLAY")), ["xclip", "-selection", "clipboard"]),
            (bool(env.get("DISPLAY")), ["xsel", "--clipboard", "--input"]),
            (bool(env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP")), ["clip.exe"]),
        ]
        return [command for could, command in wanted if could and self._which(command[0])]

    def _which(self, program: str) -> str | None:
        return shutil.which(program, path=self.environment.get("PATH"))

    def _run(self, command: list[str], text: str) -> bool:
        """Whether a program took it. What it leaves running to serve the clipboard must hold no pipe of ours."""
        program = self._which(command[0])
        if program is None:
            return False
        coded = text.encode("utf-16" if command[0] == "clip.exe" else "utf-8", "replace")
        try:
            done = subprocess.run(
                [program, *command[1:]],
                input=coded,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.environment),
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, ValueError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def _option(self, name: str) -> str:
        """An option of tmux, "" where that can't be asked."""
        program = self._which(TMUX)
        for scope in ("-sv", "-Awv"):
            try:
                done = subprocess.run(
                    [program or TMUX, "show-options", scope, name],
                    capture_output=True,
                    env=dict(self.environment),
                    timeout=PATIENCE,
                    check=False,
                )
            except (OSError, ValueError, subprocess.SubprocessError):
                return ""
            if done.returncode == 0 and done.stdout.strip():
                return done.stdout.decode("utf-8", "replace").strip()
        return ""

    def _keep(self, text: str) -> str:
        """Write the file, for its owner alone; why it could not be written, in a sentence, else ""."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write(self.file, text.encode("utf-8", "replace"), mode=0o600)
        except OSError as error:
            return f"it can't be kept in {_short(self.file)}: {error.strerror or error}"
        return ""


def to_terminal(text: str, write: Callable[[str], object]) -> Sent:
    """Give it to the terminal alone: no program of this machine is run, and nothing is kept."""
    encoded = _encoded(text)
    if len(encoded) > MOST:
        return Sent(too_long=len(text.encode("utf-8", "replace")))
    write(osc52(encoded))
    return Sent(asked=True)


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")


def osc52(encoded: str) -> str:
    """The code that asks a terminal to take a text, given in base64, to its clipboard."""
    return f"\x1b]52;c;{encoded}\a"


def through_tmux(codes: str) -> str:
    """Codes that tmux gives on as they are, where its `allow-passthrough` is on."""
    return f"\x1bPtmux;{codes.replace(chr(27), chr(27) * 2)}\x1b\\"


def through_screen(encoded: str) -> str:
    """The same code for the terminal outside GNU screen, in pieces that screen takes."""
    pieces = [encoded[at : at + SCREEN_LINE] for at in range(0, len(encoded), SCREEN_LINE)]
    return "\x1bP\x1b]52;c;" + "\x1b\\\x1bP".join(pieces) + "\a\x1b\\"


def _short(path: Path | None) -> str:
    """A path as people write it: their own folder is "~"."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path and path.is_relative_to(home) else str(path)
