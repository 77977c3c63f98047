"""What does a mistake of ours leave behind: a sentence, a report, the session?"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from driving import WIDE, press, reader, settle

from tui import app as program
from tui import crash, places
from tui.app import QuothApp
from tui.memory import Memory
from tui.screens.jumps import Place
from tui.session import Session

SECRET = "nothing is final"  # an article's words


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "state_folder", lambda: tmp_path / "state")
    return tmp_path / "state"


def crashing(step: str) -> type[QuothApp]:
    """The program with a mistake in a handler or in a worker, driven to it without a terminal."""

    class Crashing(QuothApp):
        CSS_PATH = Path(program.__file__).parent / "theme.tcss"

        def run(self, *_: Any, **__: Any) -> int | None:
            async def to_it(pilot: Any) -> None:
                await settle(pilot)
                await press(pilot, "enter", "]", "m", "a")
                if step == "handler":
                    self.reader.action_copy_quotation = fail  # type: ignore[method-assign]
                    await pilot.press("y")
                elif step == "note":
                    await press(pilot, "h", "e", *"Call")
                    self.screen.leave = fail  # type: ignore[method-assign, attr-defined]
                    await pilot.press("escape")
                else:
                    self.shelf.variants = fail  # type: ignore[method-assign]
                    await pilot.press("[")
                await settle(pilot)

            def fail(*_: object) -> None:
                raise KeyError(SECRET)

            return super().run(headless=True, size=WIDE, auto_pilot=to_it)

    return Crashing


@pytest.mark.parametrize("step", ["handler", "worker"])
def test_an_error_ends_in_order_and_keeps_the_session(
    shelf: Any, state: Path, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "QuothApp", crashing(step))
    assert program.run(shelf) == 1
    out, said = capsys.readouterr()
    (report,) = (state / "reports").iterdir()
    assert said.startswith("quoth: the reader ended by a mistake of its own (KeyError in test_crash.py, line ")
    assert str(report) in said
    assert said.count("\n") == 1
    text = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert re.search(r"^quoth \d", text)
    assert "in fail" in text
    for words in (SECRET, "boats", "Lind", "Traceback"):
        assert words not in out + said
    assert "boats" not in text
    session = Memory(state, shelf.path).session()
    assert session.place is not None
    assert session.place.article == "h"
    assert set(session.marks) == {"a"}
    assert session.failures == 1


def test_a_start_that_fails_each_time_is_told_and_begins_anew(
    shelf: Any, state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place("h", 7)
    Memory(state, shelf.path).save(Session(place=place, marks={"a": place}))

    def fail(*_: object, **__: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(program, "Remembering", fail)
    assert program.run(shelf) == 1
    said = capsys.readouterr().err
    assert "by a mistake of its own (KeyError in test_crash.py" in said
    assert "the next start goes on where you were" in said
    assert SECRET not in said
    assert Memory(state, shelf.path).session().trusted().place == place
    assert program.run(shelf) == 1
    assert "the next start begins with the list" in capsys.readouterr().err
    session = Memory(state, shelf.path).session().trusted()
    assert session.place is None
    assert set(session.marks) == {"a"}


def test_an_error_keeps_the_note_that_is_being_written(
    shelf: Any, state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "QuothApp", crashing("note"))
    assert program.run(shelf) == 1
    assert shelf.written == {"h": "Call"}
    assert "Call" not in capsys.readouterr().err


async def test_the_start_after_an_error_goes_on_where_it_was(
    shelf: Any, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(state, shelf.path)
    async with QuothApp(shelf, memory=memory).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter", "ctrl+q")
    memory.save(pilot.app.reader.session.failed())  # type: ignore[attr-defined]
    async with QuothApp(shelf, memory=Memory(state, shelf.path)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert reader(pilot).opened.article.id == "c"
        reader(pilot).keep_place()  # it went well this time
        await settle(pilot)
    assert Memory(state, shelf.path).session().failures == 0


def test_a_report_that_cant_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    monkeypatch.setattr(places, "state_folder", lambda: tmp_path / "state")
    written = crash.report(ValueError(SECRET), "dark")
    assert isinstance(written, OSError)
    assert "no report could be written" in crash.told(ValueError(SECRET), written)


def test_only_the_last_reports_are_kept(state: Path) -> None:
    (state / "reports").mkdir(parents=True)
    for number in range(30):
        (state / "reports" / f"2025-11-02-{number:06}-1.txt").write_text("", encoding="utf-8")
    written = crash.report(ValueError(), "dark")
    left = sorted((state / "reports").iterdir())
    assert len(left) == crash.MOST_REPORTS
    assert written == left[-1]


def test_the_first_cause_is_named_and_no_message() -> None:
    try:
        try:
            raise LookupError(SECRET)
        except LookupError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        text, told = crash.report_text(error, "dark"), crash.told(error, Path("report.txt"))
    assert text.index("builtins.LookupError") < text.index("builtins.ValueError")
    assert "LookupError in test_crash.py" in told
    assert f"({SECRET})" not in text + told


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_theme_that_is_none_is_told_before_the_reader_opens(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--library", str(tmp_path), "--theme", "sepia"],
        stdin=theirs, stdout=theirs, stderr=theirs, timeout=60, check=False,
    )  # fmt: skip
    said = os.read(ours, 10_000).decode()
    os.close(ours), os.close(theirs)
    assert done.returncode == 2
    assert 'there is no theme "sepia"; the themes are dark, light, contrast, terminal' in " ".join(said.split())


def test_what_is_kept_of_a_library_is_no_part_of_it(shelf: Any, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "QuothApp", crashing("handler"))
    program.run(shelf)
    (kept,) = (state / "libraries").iterdir()
    assert json.loads(kept.read_text(encoding="utf-8"))["library"] == str(shelf.path.resolve())
    assert SECRET not in kept.read_text(encoding="utf-8")
