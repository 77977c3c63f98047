"""Nothing in an article can move the cursor, change colours, set the title or the clipboard, or be taken for markup."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from tmux import QUOTH, Terminal

ORDERS = (  # what a terminal would obey, each with a word by which it is known again
    "\x1b]52;c;UFdORUQ=\x07",  # sets the clipboard
    "\x1b]0;PWNED\x07",  # sets the title
    "\x1b]8;;http://pwned.example/\x1b\\",  # begins a link
    "\x1b[7;3H",  # moves the cursor
    "\x1b[38;5;199m",  # a colour that no theme has
    "\x1b[?1337h",
    "\x1bPPWNED\x1b\\",
    "\x9b38;5;198m",  # the same in one character
    "\x9d0;PWNED\x9c",
    "\u202etxt.exe",  # turns what follows round
)
ALL = "".join(ORDERS)
WRITTEN = [order.encode() for order in ORDERS] + [chr(code).encode() for code in (0x9B, 0x9D, 0x202E)]
MARKUP = "[b red on blue]loud[/] [@click=app.quit]go[/]"
WORDS = "The ferry will sail at dawn, whatever the harbour office has to say of it"


def article(name: str, outlet: str, day: int) -> dict[str, str]:
    return {
        "id": name,
        "title": f"Ferry {ALL}{MARKUP} sails",
        "outlet": f"{outlet} {ALL}{MARKUP}",
        "author": f"A. {ALL} Writer",
        "published": f"2026-11-0{day}",
        "url": f"https://ferry.example/{ALL}",
        "language": f"en{ALL}",
        "text": f"Ferry {ALL} sails\n\n“{WORDS} {ALL}{MARKUP},” said Ada Lind, the {ALL}harbour master of Oss.\n"
        f"\n{MARKUP} {ALL} “{WORDS},” she {ALL} said again.\n\n“We counted the buoys twice,” said Ada Lind.\n",
    }


@pytest.fixture
def library(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    rows = [article("one", "Coast Wire", 2), article("two", "Harbour Post", 3)]
    (found / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return found / "a.jsonl"


def orders_in(written: bytes) -> list[bytes]:
    """What of the orders reached the terminal."""
    return [order for order in WRITTEN if order in written]


def test_the_reader_passes_none_of_them_on(
    open_terminal: Callable[..., Terminal], library: Path, tmp_path: Path
) -> None:
    terminal = open_terminal(120, 36)
    raw = tmp_path / "raw"
    terminal.run("cd")
    terminal.ask("pipe-pane", f"cat > {shlex.quote(str(raw))}")
    title = terminal.ask("display-message", "-p", "#{pane_title}")
    terminal.run(f"{QUOTH} --library {shlex.quote(str(tmp_path / 'library'))} {shlex.quote(str(library))}")
    shown = terminal.wait("SAME WORDS", "Coast Wire")
    terminal.press("Enter")
    terminal.wait("] next ")
    terminal.press("]")
    terminal.wait("printed by")
    assert "[b red on blue]" in terminal.screen(), "markup is text like any other"
    for key in "dMT?f":
        terminal.press(key)
        terminal.wait(without=("SAME WORDS",))
        terminal.press("Escape")
        terminal.wait("SAME WORDS")
    terminal.press("/", *"dawn", "Enter")
    terminal.wait("hit 1/")
    terminal.press("y")
    terminal.wait("opied")
    terminal.press("q")
    terminal.press("C-q")
    terminal.until(lambda screen: "SAME WORDS" not in screen, "the end")
    assert terminal.ask("display-message", "-p", "#{pane_title}") == title
    written = raw.read_bytes()
    assert len(written) > len(shown)
    assert orders_in(written) == []


COMMANDS = (
    ("list",),
    ("show", "one"),
    ("quotes", "--kind", "all"),
    ("links", "--min-score", "0"),
    ("search", "dawn"),
    ("utterances",),
    ("matrix",),
    ("speakers",),
    ("said", "Lind"),
    ("check", WORDS),
    ("xref", "--text", WORDS),
    ("timeline", "--text", WORDS),
    ("export", "--format", "md"),
    ("export", "--format", "bibtex"),
    ("export", "--format", "csv"),
    ("list", "--aloud"),
    ("list", "--json"),
    ("quotes", "--json"),
    ("show", "two" + ALL),
    ("tag", "one", "tag" + ALL),
    ("add", "no" + ALL + "file.txt"),
    ("nocommand" + ALL,),
    ("list", "--nooption" + ALL),
    ("search", "nofield" + ALL + ":x"),
)


def test_no_command_passes_them_on(open_terminal: Callable[..., Terminal], library: Path, tmp_path: Path) -> None:
    terminal = open_terminal(120, 36)
    script = tmp_path / "all.sh"
    quoth = f"{QUOTH} --library {shlex.quote(str(tmp_path / 'library'))}"
    lines = [f"{quoth} add {shlex.quote(str(library))}", *(f"{quoth} {shlex.join(one)}" for one in COMMANDS)]
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    raw = tmp_path / "raw"
    terminal.ask("pipe-pane", f"cat > {shlex.quote(str(raw))}")
    terminal.run(f"cd; sh {shlex.quote(str(script))}; echo all; echo done; clear; echo really done")
    terminal.wait("really done", without=("echo",))
    written = raw.read_bytes()
    assert written.count(b"dawn") > 20
    assert orders_in(written) == []
