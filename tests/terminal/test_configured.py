"""The reader with settings of one's own, in a real terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tmux import QUOTH, Terminal

FIRST = "When is a bell stolen?"  # the sample's newest article
ELSEWHERE = "SAME WORDS ELSEWHERE"
KEYS = """
[keys]
next_quotation = ["ctrl+n", "."]
compare = ["W", "alt+d"]
check = "d"
help = "f2"
undo = "Z"
quit = "f10"
[dates]
style = "{dd}/{mm}/{yy}"
"""


def settings(terminal: Terminal, tmp_path: Path, text: str) -> None:
    """Write them where the shell's home has them."""
    file = tmp_path / "0" / ".config" / "quoth" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def test_the_keys_of_the_settings_do_what_they_say(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = open_terminal(120, 36)
    settings(terminal, tmp_path, KEYS)
    terminal.run(f"cd; clear; {QUOTH}; echo left with $?")
    terminal.wait(FIRST, ELSEWHERE, "printed by", "f2 help", "04/11", without=("? help",))
    terminal.press("Enter")  # into the text
    terminal.wait("ctrl+n next ", "W compare")
    terminal.press("C-n")
    terminal.wait("Otto Fenn, mayor", "in other words")
    terminal.press("[", "]")  # the first has its key still, the other none any more
    terminal.wait("printed by 2 of 8 outlets")
    for key in ("W", "M-d"):
        terminal.press(key)
        terminal.wait("compare", "Radio Brack", without=(ELSEWHERE,))
        terminal.press("Escape")
        terminal.wait(ELSEWHERE)
    terminal.press("d")
    terminal.wait("enter ask", without=(ELSEWHERE,))
    terminal.press("W", "W", "W")  # is typed in a field
    terminal.wait("WWW")
    terminal.press("Escape")
    terminal.wait(ELSEWHERE)
    terminal.press("s")
    terminal.wait("★")
    terminal.press("Z")
    terminal.wait(ELSEWHERE, without=("★",))
    terminal.press("F2")
    terminal.wait("ctrl+n .", without=(ELSEWHERE,))
    terminal.press("F10")
    terminal.wait("left with 0")


def test_a_wrong_file_costs_only_what_is_wrong_in_it(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = open_terminal(80, 24)
    settings(terminal, tmp_path, '[keys]\ncompare = "c"\nhelp = "f2"\n[look\ntheme = "light"\n')
    terminal.run(f"cd; clear; {QUOTH}; echo left with $?")
    terminal.wait(FIRST, "f2 help", "settings not taken: config.toml:2: keys.compare:", '"quoth config validate"')
    terminal.press("F2")
    terminal.wait("In the reader", without=(FIRST,))
    terminal.press("C-q")
    terminal.wait("left with 0")
    terminal.run(f"clear; {QUOTH} config validate; echo left with $?")
    terminal.wait(":2: keys.compare:", ":4: is not TOML", "left with 1")  # the path before it is longer than a line
