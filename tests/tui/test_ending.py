"""How the reader ends where no key asks for it: by a signal, with its terminal gone, by an error; a note is kept."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, settle
from invented import LIND, put, row

from index.library import Library
from tui import ending, keys
from tui.app import QuothApp
from tui.ending import HalfWritten

PATIENCE = 40.0  # seconds until a slow machine must have done a thing
NORMAL_SCREEN, MOUSE_OFF, CURSOR = b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h"


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, library: Path, home: Path) -> None:
        import pty

        self.ours, theirs = pty.openpty()
        self.printed = b""
        env = {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", "--library", str(library)],
            stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def read(self) -> None:
        """Take what was printed meanwhile."""
        ready, _, _ = select.select([self.ours], [], [], 0.1)
        if ready:
            try:
                self.printed += os.read(self.ours, 1 << 16)
            except OSError:  # the other side is closed, which Linux tells so
                time.sleep(0.05)

    def until(self, text: bytes) -> None:
        """Read until something stands there; then anew."""
        end = time.monotonic() + PATIENCE
        while text not in self.printed:
            assert time.monotonic() < end, self.printed[-2000:]
            self.read()
        self.printed = b""

    def type(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    def end(self, reading: bool = True) -> int:
        """Wait for the end; returns the exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, "it goes on"
            self.read() if reading else time.sleep(0.05)
        if reading:
            self.read()
        return self.process.returncode


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", row("one", LIND, title="A first answer"))])
    return tmp_path / "library"


@pytest.fixture
def terminal(library: Path, tmp_path: Path) -> Iterator[Terminal]:
    pytest.importorskip("pty")
    made = Terminal(library, tmp_path)
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.wait()


def notes(library: Path) -> list[str]:
    with Library.open(library) as opened:
        return [note.text for note in opened.all_notes()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_in_order_and_keeps_the_note(terminal: Terminal, library: Path, number: signal.Signals) -> None:
    terminal.until(b"A first answer")
    terminal.type(b"e")
    terminal.until(b"ctrl+s")
    terminal.type(b"Call Oss")
    terminal.until(b"Oss")
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    for sign in (NORMAL_SCREEN, MOUSE_OFF, CURSOR):
        assert sign in terminal.printed
    assert notes(library) == ["Call Oss"]


def test_a_terminal_that_is_closed_takes_no_note_along(terminal: Terminal, library: Path) -> None:
    terminal.until(b"A first answer")
    terminal.type(b"e")
    terminal.until(b"ctrl+s")
    terminal.type(b"Call Oss")
    terminal.until(b"Oss")
    os.close(terminal.ours)
    terminal.process.send_signal(signal.SIGHUP)
    assert terminal.end(reading=False) == 128 + signal.SIGHUP
    assert notes(library) == ["Call Oss"]


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="no such signal here")
def test_to_go_on_without_a_stop_leaves_nothing_behind_at_the_end(terminal: Terminal) -> None:
    terminal.until(b"A first answer")
    for _ in range(3):
        terminal.process.send_signal(signal.SIGCONT)
        terminal.until(b"\x1b[?1049h")
    terminal.type(b"e")
    terminal.until(b"ctrl+s")
    for _ in range(10):  # the key comes once the dialog is there, as a person's does
        terminal.read()
    terminal.type(b"\x11")
    assert terminal.end() == 0


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="no such signal here")
async def test_to_go_on_twice_at_once_takes_the_terminal_once_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Driver:
        can_suspend = True

        def resume_application_mode(self) -> None:
            done.append("begun")
            if done == ["begun"]:
                signal.raise_signal(signal.SIGCONT)
            done.append("taken")

    monkeypatch.setattr(ending, "_has_terminal", lambda: True)
    driver: Any = Driver()
    before = signal.getsignal(signal.SIGCONT)
    try:
        ending.heed_continue(driver, lambda: False)
        signal.raise_signal(signal.SIGCONT)
        assert done == []  # not amid what it interrupts
        for _ in range(3):
            await asyncio.sleep(0)
    finally:
        signal.signal(signal.SIGCONT, before)
    assert done == ["begun", "taken", "begun", "taken"]


def test_what_was_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with ending.signals_heard(lambda number: True):
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGTERM, before)


def test_the_end_of_its_terminal_is_heard_also_where_it_was_to_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "_has_terminal", lambda: True)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    heard: list[int] = []
    try:
        with ending.signals_heard(lambda number: not heard.append(number)):
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0)  # Python hears it between two of its steps
        assert heard == [signal.SIGHUP]
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_shell_is_there_where_the_parent_leads_another_job_of_the_session() -> None:
    told = [sys.executable, "-c", "from tui import ending; print(ending.has_shell())"]
    alone = subprocess.run(told, start_new_session=True, capture_output=True, text=True, check=True)
    assert alone.stdout == "False\n"
    started = f"import subprocess; subprocess.run({told!r}, process_group=0)"
    shell = [sys.executable, "-c", started]
    beside = subprocess.run(shell, start_new_session=True, capture_output=True, text=True, check=True)
    assert beside.stdout == "True\n"


async def test_without_a_shell_ctrl_z_stops_nothing(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "has_shell", lambda: False)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+z")
        assert [note.message for note in pilot.app._notifications] == ["There is no shell to go back to."]
        assert "ctrl+z" in next(row.keys for row in keys.TABLE if row.action == "suspend_process")


def test_it_ends_in_order_before_its_first_screen_is_there(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuothApp, "on_compose", lambda app: app.end_by(signal.SIGHUP), raising=False)
    app = QuothApp(shelf)
    code = app.run(headless=True, size=WIDE)
    assert app.failure is None
    assert code == 128 + signal.SIGHUP


async def test_whatever_ends_the_program_takes_the_open_note_along(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "e", *"Call")
        pilot.app.exit(3)
        await pilot.pause()
    app: Any = pilot.app
    assert shelf.written == {}
    assert app.half_written == [HalfWritten("h", "", "Call")]
    assert ending.keep_notes(shelf, app.half_written) == []
    assert shelf.written == {"h": "Call"}


def test_a_note_that_cant_be_kept_is_told_with_its_words(shelf: Any) -> None:
    del shelf.texts["h"]
    (told,) = ending.keep_notes(shelf, [HalfWritten("h", "", "Call")])
    assert "no longer in the library" in told
    assert told.endswith("\nCall")


@pytest.mark.parametrize(
    ("there", "seen", "text", "kept"),
    [
        ("Ask Lind.", "", "Call", "Ask Lind.\n\nCall"),  # written meanwhile where none was
        ("Ask Lind.", "Ask", "Ask Quill.", "Ask Lind.\n\nAsk Quill."),  # both changed the same one
        (None, "Ask", "Ask Quill.", "Ask Quill."),  # taken away meanwhile
        ("Ask Lind.", "Ask", "", "Ask Lind."),  # emptied here, changed there
        ("Ask", "Ask", "", None),
        ("Ask", "Ask", "Ask Quill.", "Ask Quill."),
    ],
)
def test_of_two_notes_on_one_article_both_are_kept(
    shelf: Any, there: str | None, seen: str, text: str, kept: str | None
) -> None:
    shelf.note("h", there)
    assert ending.keep_notes(shelf, [HalfWritten("h", seen, text)]) == []
    assert shelf.written.get("h") == kept
