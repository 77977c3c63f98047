"""A library in one file, and back: in use, damaged, another's; killed in the middle it is in `test_breaking`."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import breaking
import pytest
from commands import on
from invented import OTHER, found, put, row

from index.backing import restore
from index.library import Library
from index.store import FILE, LibraryError


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with a library that holds something of everything."""
    breaking.filled(tmp_path)
    breaking.own(tmp_path, lambda _: None)
    return tmp_path


def test_all_of_it_comes_back(made: Path) -> None:
    run, file = on(made / "library"), made / "a.quoth"
    told = run("backup", str(file)).stderr
    assert "6 articles, 2 notes, 1 tags, 1 stars" in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in made.iterdir() if one.name.startswith(".")] == []
    with Library.open(made / "library") as library:
        expected = breaking.everything(library)
    new = on(made / "new")
    assert "6 articles" in new("restore", str(file)).stderr
    with Library.open(made / "new") as library:
        assert breaking.everything(library) == expected
        assert library.prove().wrong == ()
        assert found(library, "bell")
    assert sorted(one.name for one in (made / "new").iterdir() if "before" in one.name) == []


def test_a_backup_of_a_library_in_use_is_one_state(made: Path) -> None:
    """Others write while it is copied, and go on."""
    file, steps = made / "a.quoth", 0
    with Library.open(made / "library") as library, Library.open(made / "library") as other:

        def write(_: object) -> None:
            nonlocal steps
            steps += 1
            other.note("b", f"written meanwhile {steps}")

        done = library.backup(file, progress=write)
        assert done is not None
        assert steps > 0
        assert dict(done.counts)["articles"] == 6
        assert [n.text for n in library.notes_of("b")] == [f"written meanwhile {steps}"]
    restore(file, made / "new", lambda _: None, lambda: False)
    with Library.open(made / "new") as library:
        assert library.notes_of("b") == (), "it is as it was when the copying began"


def test_what_is_there_is_not_written_over(made: Path) -> None:
    run = on(made / "library")
    (made / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    assert "no backup" in run("backup", str(made / "letter.txt"), code=2).stderr
    assert (made / "letter.txt").read_text(encoding="utf-8") == "Dear Ada"
    run("backup", str(made / "letter.txt"), "--force")
    run("backup", str(made / "letter.txt"))
    assert "the library itself" in run("backup", str(made / "library" / FILE), "--force", code=2).stderr
    assert "can't be written" in run("backup", str(made / "no" / "where.quoth"), code=2).stderr


def test_a_library_that_is_there_gives_way_only_when_told_and_stays(made: Path) -> None:
    run, file = on(made / "library"), made / "a.quoth"
    run("backup", str(file))
    with Library.open(made / "library") as library:
        library.add([put(made / "later", row("later", "Later. " + OTHER))])
        assert found(library, "later")
    assert "--replace" in run("restore", str(file), code=2).stderr
    told = run("restore", str(file), "--replace").stderr
    with Library.open(made / "library") as library:
        assert len(library.articles()) == 6
        assert found(library, "later") == []
        assert library.prove().wrong == ()
        library.add([put(made / "again", row("again", "Again. " + OTHER))])
        assert found(library, "again") == ["again"], "no index of the former library is believed"
    (kept,) = (made / "library").glob("library-before-*")
    assert kept.name in told
    run("restore", str(kept), "--replace")
    with Library.open(made / "library") as library:
        assert library.article("later") is not None


def test_who_has_it_open_keeps_it(made: Path) -> None:
    run, file = on(made / "library"), made / "a.quoth"
    run("backup", str(file))
    with Library.open(made / "library") as library:
        library.articles()
        assert "is open in another quoth" in run("restore", str(file), "--replace", code=2).stderr
        library.note("a", "still here")
    with Library.open(made / "library") as library:
        assert [n.text for n in library.notes_of("a")] == ["still here"]
        assert list((made / "library").glob("*before*")) + list((made / "library").glob("*restoring*")) == []


def flipped(data: bytes) -> bytes:
    return data[:5_000] + bytes(byte ^ 0xFF for byte in data[5_000:9_000]) + data[9_000:]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: data[: len(data) // 2], "is damaged"),
        (flipped, "is damaged"),
        (lambda _: b"", "is no backup"),
        (lambda _: b"a letter", "is no backup"),
        (lambda data: data[:68] + b"none" + data[72:], "of another program"),
        (lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:], "another version of quoth"),
    ],
    ids=["cut short", "flipped", "empty", "a letter", "another program's", "a later version's"],
)
def test_what_is_no_sound_backup_changes_nothing(made: Path, spoil: object, told: str) -> None:
    run, file = on(made / "library"), made / "a.quoth"
    run("backup", str(file))
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    before = (made / "library" / FILE).read_bytes()
    assert told in run("restore", str(file), "--replace", code=2).stderr
    assert (made / "library" / FILE).read_bytes() == before
    assert list((made / "library").glob("*restoring*")) == []
    assert "no file" in run("restore", str(made / "nothing"), code=2).stderr


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_backup_of_an_earlier_version(tmp_path: Path, version: int) -> None:
    breaking.filled(tmp_path)
    breaking.taken_back(tmp_path / "library", version)
    with sqlite3.connect(tmp_path / "library" / FILE) as db:
        db.execute("VACUUM INTO ?", (str(tmp_path / "old.quoth"),))
    db.close()
    restore(tmp_path / "old.quoth", tmp_path / "new", lambda _: None, lambda: False)
    with Library.open(tmp_path / "new") as library:
        assert {one.id for one in library.articles()} == set("abcdef")
        assert library.prove().wrong == ()


def test_a_damaged_library_gives_way_to_its_backup(made: Path) -> None:
    run, file = on(made / "library"), made / "a.quoth"
    run("backup", str(file))
    path = made / "library" / FILE
    path.write_bytes(b"no library at all, " * 1_000)
    assert "backup" in run("list", code=2).stderr
    run("restore", str(file), "--replace")
    with Library.open(made / "library") as library:
        assert len(library.articles()) == 6
    assert len(list((made / "library").glob("library-before-*"))) == 1


def test_stopped_nothing_is_left(made: Path) -> None:
    with Library.open(made / "library") as library:
        assert library.backup(made / "a.quoth", stop=lambda: True) is None
        assert library.backup(made / "b.quoth") is not None
    assert not (made / "a.quoth").exists()
    assert restore(made / "b.quoth", made / "new", lambda _: None, lambda: True) is None
    assert [one.name for one in (made / "new").iterdir() if one.suffix != ".lock"] == []
    with pytest.raises(LibraryError):
        Library.open(made / "new", create=False)
