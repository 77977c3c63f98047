"""A library of each earlier format opens with all that a reader had made in it. Killed meanwhile: `test_breaking`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import breaking
import pytest
from commands import on
from earlier import BACK, taken_back
from invented import found

from index.library import Library
from index.store import FILE, schema

# the format that first had a place for each thing a reader makes
SINCE = {
    "star": 1,
    "read": 1,
    "joined": 2,
    "corrected": 2,
    "same": 3,
    "judged": 3,
    "note": 4,
    "note on words": 4,
    "tag": 4,
    "saved": 5,
    "feed": 6,
    "edited": 6,
    "outlet": 6,
}
EARLIER = sorted(schema.MIGRATIONS)


def _same(library: Library) -> None:
    library.judge_same(breaking.words_of(library, "a").id, breaking.words_of(library, "d").id)


MADE: dict[str, Callable[[Library], object]] = breaking.OWN | {
    "same": _same,
    "joined": lambda library: library.join_speakers("Edda Quill", "Ada Lind"),
}
SEEN: dict[str, Callable[[Library], object]] = breaking.SEEN | {
    "judged": lambda library: False in {one.same for one in library.judgements()},
    "same": lambda library: True in {one.same for one in library.judgements()},
    "joined": lambda library: "join" in {one.what for one in library.speaker_choices()},
}


def aged(tmp_path: Path, version: int) -> Path:
    """A library as the quoth of a format had left it, whose rules were others, with all that a reader could make."""
    breaking.filled(tmp_path)
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        for name in SINCE:
            if SINCE[name] <= version:
                MADE[name](library)
                assert SEEN[name](library), name
    taken_back(folder, version)
    with sqlite3.connect(folder / FILE) as db:
        db.execute("UPDATE meta SET value = 'earlier' WHERE name = 'rules'")
    db.close()
    return folder


def test_each_format_is_tried_and_each_thing_that_a_reader_makes() -> None:
    assert [number + 1 for number in EARLIER] == sorted(BACK)
    assert set(SINCE) == set(SEEN) == set(MADE)
    assert max(EARLIER) + 1 == schema.VERSION


@pytest.mark.parametrize("version", EARLIER)
def test_all_that_was_made_in_an_earlier_format_is_there(tmp_path: Path, version: int) -> None:
    folder = aged(tmp_path, version)
    with Library.open(folder) as library:
        assert library.outdated()
        library.rebuild(only_if_outdated=True)
        assert {name for name, see in SEEN.items() if see(library)} == {
            name for name, since in SINCE.items() if since <= version
        }
        assert library.prove().wrong == ()
        assert found(library, "bell")
        for name, make in MADE.items():
            make(library)
            assert SEEN[name](library), f"{name} can be made in it"
        now = {one.id: library.article(one.id) for one in library.articles()}
        assert {name: one.text for name, one in now.items() if one} == {
            one["id"]: one["text"] for one in breaking.texts()
        }


@pytest.mark.parametrize("version", EARLIER)
def test_a_command_opens_it(tmp_path: Path, version: int) -> None:
    folder = aged(tmp_path, version)
    run = on(folder)
    assert len(run("list").stdout.splitlines()) >= len("abcdef")
    run("index", "rebuild")
    assert "all agrees" in run("index", "check").stdout
    with sqlite3.connect(folder / FILE) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    db.close()


def test_a_later_format_is_left_alone(tmp_path: Path) -> None:
    breaking.filled(tmp_path)
    folder = tmp_path / "library"
    with sqlite3.connect(folder / FILE) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for command in (("list",), ("add", str(tmp_path)), ("index", "rebuild"), ("index", "check")):
        assert "another version of quoth" in on(folder)(*command, code=2).stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
