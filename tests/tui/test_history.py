"""Queries asked before: the file, and stepping through them in the field."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, press, settle

from tui import places
from tui.app import QuothApp
from tui.history import MOST, History, added, step


def test_a_query_is_kept_once_and_the_last_comes_last(tmp_path: Path) -> None:
    file = tmp_path / "state" / "queries"
    history = History(lambda: file)
    assert history.queries() == ()
    for query in ("toll", "speaker:lind", "  toll  ", ""):
        history.remember(query)
    assert History(lambda: file).queries() == ("speaker:lind", "toll")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["queries"]


def test_another_start_at_the_same_time_loses_nothing(tmp_path: Path) -> None:
    one, other = (History(lambda: tmp_path / "queries") for _ in range(2))
    one.remember("toll")
    other.remember("bell")
    one.remember("quay")
    assert other.queries() == ("toll", "bell", "quay")


def test_the_oldest_are_forgotten() -> None:
    many = tuple(f"word{n}" for n in range(MOST))
    assert added(many, "toll") == (*many[1:], "toll")
    assert added(many, many[0]) == (*many[1:], many[0])


@pytest.mark.parametrize("content", [b"\xff\xfe\n\n  toll \ntoll\n", b"toll"])
def test_a_file_of_rubbish_is_read_as_far_as_it_goes(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "queries"
    file.write_bytes(content)
    assert History(lambda: file).queries()[-1] == "toll"


def test_where_nothing_can_be_written_this_start_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    history = History(lambda: tmp_path / "file" / "queries")
    history.remember("toll")
    assert history.queries() == ("toll",)


@pytest.mark.parametrize(
    ("shown", "by", "query"),
    [("", -1, "c"), ("c", -1, "b"), ("a", -1, None), ("a", 1, "b"), ("c", 1, None), ("typed", 1, None), ("", 1, None)],
)
def test_steps(shown: str, by: int, query: str | None) -> None:
    assert step(("a", "b", "c"), shown, by) == query


def test_the_file_is_in_the_users_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert places.queries_file() == tmp_path / "quoth" / "queries"


async def test_up_and_down_in_the_field(shelf: Any, tmp_path: Path) -> None:
    def history() -> History:
        return History(lambda: tmp_path / "queries")

    async with QuothApp(shelf, history=history()).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer", "enter", "/", *"ferry", "down", "escape")
    assert history().queries() == ("answer", "ferry")
    async with QuothApp(shelf, history=history()).run_test(size=NARROW) as pilot:  # another start
        await settle(pilot)
        await press(pilot, "f", "up")
        field = pilot.app.screen.field
        assert field.value == "ferry"
        await press(pilot, "up", "up")
        assert field.value == "answer"  # there is none before it
        await press(pilot, "down")
        assert field.value == "ferry"
        await press(pilot, *"boat", "up")
        assert field.value == "ferryboat"  # what is being typed is not overwritten
        await press(pilot, "ctrl+u", "up", "enter", "/", "up")
        assert field.value == "answer"
        assert "earlier" in pilot.app.screen.keys.line(0).text
