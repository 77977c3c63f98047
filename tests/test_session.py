"""What is kept between two starts, whatever stands in the file?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.lists import Which
from tui.memory import Memory
from tui.screens.jumps import Jumps, Place
from tui.screens.undoing import Removed
from tui.session import MOST_POSITIONS, Session, from_json, to_json

HERE, THERE = Place("h", 120, "h#100-140"), Place("c", 0)
FULL = Session(
    place=HERE,
    pane="elsewhere",
    order="title",
    which=Which("is:unread lind", "Lind"),
    only_text=True,
    measure=None,
    jumps=Jumps((THERE,), (HERE,)),
    positions=(THERE, HERE),
    marks={"a": HERE, "z": THERE},
    removed=(Removed("r", "A rope"),),
    failures=1,
)


def test_what_is_kept_comes_back() -> None:
    assert from_json(json.loads(json.dumps(to_json(FULL)))) == FULL


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {"place": 3, "pane": None, "order": 1, "jumps": [], "positions": {}, "marks": "a", "failures": -1},
        {"which": {"name": "Lind"}},
        {"which": {"query": 3, "name": "Lind"}},
        {"which": ["is:unread"]},
        {"place": {"article": None}, "jumps": {"behind": 1}, "measure": 72, "positions": [1, {}], "failures": True},
        {"removed": [1, {}, {"article": "r"}, {"article": 1, "title": "A rope"}]},
        {"removed": {"article": "r", "title": "A rope"}},
        {"marks": {"A": {"article": "h"}, "ab": {"article": "h"}, "": {"article": "h"}, "b": 1}, "measure": "wide"},
    ],
)
def test_what_cant_be_understood_counts_as_not_there(kept: Any) -> None:
    found = from_json(kept)
    assert found in (Session(), Session(measure=None))


def test_the_last_articles_left_are_kept() -> None:
    session = Session()
    for number in range(MOST_POSITIONS + 3):
        session = session.left(Place(str(number), number))
    session = session.left(Place("3", 7))
    assert len(session.positions) == MOST_POSITIONS
    assert session.position("2") is None
    assert session.position("3") == Place("3", 7)
    assert session.positions[-1].article == "3"


def test_where_starts_fail_again_and_again_the_place_is_not_gone_back_to() -> None:
    once = Session(place=HERE, pane="text", marks={"a": HERE}).failed()
    assert once.trusted().place == HERE
    twice = once.failed().trusted()
    assert twice.place is None
    assert twice.pane == "list"
    assert twice.marks == {"a": HERE}
    assert once.failed().ended().trusted().place == HERE


def test_each_library_has_its_own(tmp_path: Path) -> None:
    one, two = Memory(tmp_path, tmp_path / "one"), Memory(tmp_path, tmp_path / "two")
    one.save(FULL)
    assert Memory(tmp_path, tmp_path / "x" / ".." / "one").session() == FULL
    assert two.session() == Session()
    assert [file.suffix for file in tmp_path.rglob("*") if file.is_file()] == [".json"]


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"session": 1}', "\udcff", "[" * 100_000])
def test_a_damaged_file_is_a_first_start(tmp_path: Path, content: str) -> None:
    memory = Memory(tmp_path, tmp_path / "one")
    memory.file.parent.mkdir()
    memory.file.write_text(content, encoding="utf-8", errors="surrogateescape")
    assert memory.session() == Session()
    memory.save(FULL)
    assert Memory(tmp_path, tmp_path / "one").session() == FULL


def test_what_cant_be_kept_is_told_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be", encoding="utf-8")
    memory = Memory(tmp_path / "state", tmp_path / "one")
    assert memory.session() == Session()
    memory.save(FULL)
    assert not memory.has(FULL)
    assert "could not be kept" in memory.problem
    assert str(memory.file) in memory.problem


def test_what_two_readers_removed_can_be_taken_back_later(tmp_path: Path) -> None:
    rope, bell, buoy = (Removed(name[0], name) for name in ("rope", "bell", "uoy"))
    Memory(tmp_path, tmp_path / "one").save(Session(removed=(rope,)))
    mine, theirs = Memory(tmp_path, tmp_path / "one"), Memory(tmp_path, tmp_path / "one")
    assert mine.session() == theirs.session() == Session(removed=(rope,))
    theirs.save(Session(removed=(rope, bell)))
    mine.save(Session(removed=(rope, buoy)))
    assert Memory(tmp_path, tmp_path / "one").session().removed == (bell, rope, buoy)
    theirs.save(Session(removed=(rope,)))  # has taken the bell back
    assert Memory(tmp_path, tmp_path / "one").session().removed == (buoy, rope)


def test_the_theme_is_kept_beside_other_choices(tmp_path: Path) -> None:
    (tmp_path / "reader.json").write_text('{"other": 1}', encoding="utf-8")
    memory = Memory(tmp_path, tmp_path / "one")
    assert memory.theme() is None
    memory.keep_theme("light")
    assert memory.theme() == "light"
    assert json.loads((tmp_path / "reader.json").read_text(encoding="utf-8"))["other"] == 1
