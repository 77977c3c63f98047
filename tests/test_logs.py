"""The log: what happened, no word of an article or a query, and never in the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from invented import LIND, put, row

from index import journal
from index.library import Library
from tui import logs
from tui.__main__ import main

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ (DEBUG|INFO|WARNING|ERROR) \S.*")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log's file, in a folder that is not there yet."""
    monkeypatch.setenv(logs.ASKED, "debug")
    path = tmp_path / "state" / "quoth" / logs.FILE
    monkeypatch.setattr(logs, "file", lambda: path)
    monkeypatch.setattr(journal, "_keepers", [])
    return path


def quoth(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr("sys.argv", ["quoth", *args])
    return main()


def test_what_happened_is_kept_and_no_word_of_it(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = str(tmp_path / "library")
    texts = put(tmp_path / "in", row("secret-id", LIND, title="A secret title"))
    assert quoth(monkeypatch, "--library", library, "add", texts) == 0
    assert quoth(monkeypatch, "--library", library, "search", "agreement") == 0
    assert quoth(monkeypatch, "--library", library, "show", "no-such-secret") == 2
    assert quoth(monkeypatch, "--library", library, "search", "published:never") == 2
    assert quoth(monkeypatch, "--library", library, "index", "check") == 0
    text = log.read_text(encoding="utf-8")
    assert all(LINE.fullmatch(line) for line in text.splitlines()), text
    for told in ("command=add", "command=search", 'command="index check"', "added=1", "library opened", "code=2"):
        assert told in text
    for word in ("agreement", "secret", "never", "Lind", "rows.jsonl"):
        assert word not in text, word
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("level", "lines"), [("off", 0), ("error", 1), ("info", 3), ("nonsense", 3), ("debug", 4)])
def test_only_what_was_asked_for_is_kept(log: Path, monkeypatch: pytest.MonkeyPatch, level: str, lines: int) -> None:
    monkeypatch.setenv(logs.ASKED, level)
    logs.begin()
    for one in logs.LEVELS:
        journal.note("something", one)
    assert len(log.read_text(encoding="utf-8").splitlines() if log.exists() else []) == lines


def test_an_error_is_its_frames_alone(log: Path) -> None:
    logs.begin()
    secret = "what nobody may read"
    try:
        raise ValueError(secret)
    except ValueError as error:
        logs.error(error)
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line
    assert secret not in line


def test_home_and_addresses_are_left_out(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    logs.begin()
    sentence = "can't be fetched: http://ada:word@coast.example/feed?q=toll answered 403"
    journal.note("feed failed", "warning", host="coast.example", why=journal.without_addresses(sentence))
    journal.note("opened", path="/home/ada/x", told="two\nlines = one")
    text = log.read_text(encoding="utf-8")
    assert "word@" not in text
    assert "toll" not in text
    assert "path=~/x" in text
    assert len(text.splitlines()) == 2


def test_it_is_rotated(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 500)
    logs.begin()
    for number in range(200):
        journal.note("something", number=number)
    there = sorted(path.name for path in log.parent.iterdir())
    assert there == ["quoth.log", "quoth.log.1", "quoth.log.2", "quoth.log.3"]
    assert all(path.stat().st_size < 600 for path in log.parent.iterdir())
    assert log.read_text(encoding="utf-8").splitlines()[-1].endswith("number=199")


WRITER = """
import sys
from pathlib import Path
from index import journal
from tui import logs
logs.LARGEST = 2000
logs.FORMER = 400
logs.file = lambda: Path(sys.argv[1]) / logs.FILE
logs.begin()
for number in range(300):
    journal.note("something", who=sys.argv[2], number=number)
"""


def test_several_processes_lose_no_line_of_each_other(tmp_path: Path) -> None:
    environment = {**os.environ, logs.ASKED: "info", "PYTHONPATH": str(Path(__file__).parents[1])}
    ran = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"w{number}"], env=environment)
        for number in range(4)
    ]
    assert [one.wait(timeout=120) for one in ran] == [0] * 4
    lines = [line for path in tmp_path.iterdir() for line in path.read_text(encoding="utf-8").splitlines()]
    told = {tuple(line.split(" ")[-2:]) for line in lines}
    assert told == {(f"who=w{who}", f"number={number}") for who in range(4) for number in range(300)}


@pytest.mark.parametrize("how", ["a file where its folder should be", "a folder where it should be", "no room"])
def test_a_log_that_can_not_be_written_stops_nothing(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    if how == "a file where its folder should be":
        (tmp_path / "state").write_text("x", encoding="utf-8")
    elif how == "a folder where it should be":
        log.mkdir(parents=True)
    else:

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(logs.os, "write", full)
    assert quoth(monkeypatch, "compare", "“The bell rang all night.”", "“The bell rang all night.”") == 0
    assert capfd.readouterr().err == ""


def test_damage_is_in_the_log(log: Path, tmp_path: Path) -> None:
    logs.begin()
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", LIND))])
    (tmp_path / "library" / "postings" / "manifest.json").write_bytes(b"{}")
    with Library.open(tmp_path / "library") as library:
        library.same_words(LIND)
    (line,) = logs.last("warning", 5)
    assert line.endswith("WARNING made again, for it is not as it was written part=postings")
