"""A damaged SQLite file: it is said in a sentence, nothing is written over, and what can be read gets out of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import on, rows
from earlier import taken_back
from invented import CUT, LIND, OTHER, derived_of, put, row

from index.adding import silent
from index.library import Library
from index.rescuing import Rescued, rescue
from index.store import FILE, LibraryError, WrongLibraryError
from tui.__main__ import main

PAGE = 4096
LONG = "\n\n".join(f"The buoy number {n} was seen in the fog." for n in range(400))  # on several pages
MOST = 40  # articles


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with everything that a reader makes; closed."""
    folder = tmp_path_factory.mktemp("made")
    texts = [row(f"a{n}", f"{(LIND, CUT, OTHER)[n % 3]}Number {n}.", title=f"Title {n}") for n in range(MOST)]
    with Library.open(folder / "library") as library:
        library.add([put(folder / "in", *texts, row("long", LIND + LONG, title="Long"))])
        library.add([put(folder / "in", row("a3", "Another lead. " + LIND, title="Title 3"))])
        for n in range(MOST):
            library.mark_starred(f"a{n}", True)
            library.tag(f"a{n}", [f"tag{n % 5}"])
            library.note(f"a{n}", f"Note {n}, on the buoy and what became of it.")
        library.edit(["a5"], {"title": "By hand"})
        library.remove(["a7"])
    return folder / "library"


def damaged(made: Path, tmp_path: Path, hurt: Callable[[bytearray], bytes | None]) -> Path:
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder)
    raw = bytearray((folder / FILE).read_bytes())
    (folder / FILE).write_bytes(hurt(raw) or raw)
    return folder


def rescued(old: Path, new: Path) -> Rescued:
    shutil.rmtree(new, ignore_errors=True)
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    told = rescue(old, new, silent, lambda: False)
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before, "it is not touched"
    return told


def own_of(folder: Path) -> tuple[object, ...]:
    with Library.open(folder) as library:
        rows = library.articles()
        notes = [(n.article, n.text) for n in library.all_notes()]
        return [(r.id, r.title, r.outlet, r.starred, r.tags) for r in rows], notes, library.version_count("a3")


def test_of_a_whole_library_nothing_is_lost(made: Path, tmp_path: Path) -> None:
    told = rescued(made, tmp_path / "new")
    assert told.whole, told
    assert own_of(tmp_path / "new") == own_of(made)
    with Library.open(tmp_path / "new") as new, Library.open(made) as old:
        assert derived_of(new) == derived_of(old)
        assert new.prove().wrong == ()
        assert new.restore(["a7"]) == (["a7"], []), "also what was taken out can come back"
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert not list((tmp_path / "new").glob("damaged*"))


def test_a_page_that_is_gone_costs_what_stood_on_it(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page in turn: what else there is comes through, and what does not is told."""
    monkeypatch.setattr("index.rescuing.rebuild", lambda *_, **__: type("Summary", (), {"stopped": False}))
    before = dict(rescued(made, tmp_path / "new").kept)
    pages = (made / FILE).stat().st_size // PAGE
    for number in range(pages):

        def gone(raw: bytearray, number: int = number) -> None:
            raw[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)

        told = rescued(damaged(made, tmp_path, gone), tmp_path / "new")
        after = dict(told.kept)
        assert after == before or not told.whole, (number, told)
        assert after["articles"] + len(told.textless) >= before["articles"] / 2, (number, told)
        kinds = [name for name, count in before.items() if after[name] != count]
        assert len(kinds) <= 1 or kinds == ["articles", "marks (read, starred)"], (number, kinds)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_damaged_it_comes_to_an_end(
    made: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.rescuing.rebuild", lambda *_, **__: type("Summary", (), {"stopped": False}))
    chance = random.Random(seed)

    def hurt(raw: bytearray) -> bytes:
        for _ in range(chance.choice([1, 5, 20])):
            at = chance.randrange(len(raw) // PAGE) * PAGE
            raw[at : at + PAGE] = chance.choice([chance.randbytes(PAGE), bytes(PAGE), bytes(raw[:PAGE])])
        for _ in range(chance.choice([0, 100, 1000])):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw[: chance.choice([len(raw), chance.randrange(len(raw))])])

    for _ in range(5):
        told = rescued(damaged(made, tmp_path, hurt), tmp_path / "new")
        assert dict(told.kept)["articles"] == MOST + 1 or not told.whole, told


def test_a_spoilt_header_costs_nothing(made: Path, tmp_path: Path) -> None:
    def hurt(raw: bytearray) -> None:
        raw[:100] = b"\xff" * 100

    told = rescued(damaged(made, tmp_path, hurt), tmp_path / "new")
    assert told.whole, told
    assert own_of(tmp_path / "new") == own_of(made)


def test_what_only_the_log_holds_comes_too(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "written")
    with Library.open(tmp_path / "written") as library:
        library.note("a1", "The last word.")
        shutil.copytree(tmp_path / "written", tmp_path / "crashed")
    raw = bytearray((tmp_path / "crashed" / FILE).read_bytes())
    raw[:16] = bytes(16)
    (tmp_path / "crashed" / FILE).write_bytes(raw)
    assert (tmp_path / "crashed" / f"{FILE}-wal").stat().st_size
    assert rescued(tmp_path / "crashed", tmp_path / "new").whole
    with Library.open(tmp_path / "new") as new:
        assert "The last word." in [note.text for note in new.all_notes()]


def test_a_text_that_is_not_whole_is_named(made: Path, tmp_path: Path) -> None:
    def hurt(raw: bytearray) -> None:
        at = raw.index(b"The buoy number 300")
        raw[at // PAGE * PAGE : (at // PAGE + 1) * PAGE] = bytes(PAGE)

    told = rescued(damaged(made, tmp_path, hurt), tmp_path / "new")
    assert told.torn == ("long",)
    with Library.open(tmp_path / "new") as new:
        article = new.article("long")
        assert article is not None
        assert "The buoy number 100" in article.text


@pytest.mark.parametrize("version", [1, 3, 5])
def test_a_library_of_an_earlier_version_comes_in_this_one_s_form(made: Path, tmp_path: Path, version: int) -> None:
    shutil.copytree(made, tmp_path / "old")
    taken_back(tmp_path / "old", version)
    with sqlite3.connect(tmp_path / "old" / FILE) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    told = rescued(tmp_path / "old", tmp_path / "new")
    assert (told.lost, told.textless, dict(told.kept)["articles"]) == ((), (), MOST + 1)


def test_the_command_says_what_is_lost(made: Path, tmp_path: Path) -> None:
    def hurt(raw: bytearray) -> None:
        at = raw.index(b"what became of it")
        raw[at // PAGE * PAGE : (at // PAGE + 1) * PAGE] = bytes(PAGE)

    folder = damaged(made, tmp_path, hurt)
    done = on(folder)("index", "rescue", str(tmp_path / "new"), code=1)
    assert f"{MOST + 1} articles" in done.output
    assert "LOST: 1 page of the notes could not be read" in done.output
    assert "the rescued library is in" in done.output
    again = on(folder)("index", "rescue", str(tmp_path / "new"), code=2)
    assert "is there already; name a new folder" in again.output
    (told,) = rows(on(made)("index", "rescue", str(tmp_path / "other"), "--json"))
    assert (told["rescued"]["articles"], told["lost"], told["torn"]) == (MOST + 1, {}, [])
    on(tmp_path / "other")("index", "check")


def test_nothing_to_rescue_from(tmp_path: Path) -> None:
    with pytest.raises(WrongLibraryError, match=r"there is no .* to rescue anything from"):
        rescue(tmp_path / "none", tmp_path / "new", silent, lambda: False)
    assert not (tmp_path / "new").exists()


def test_of_nothing_nothing_comes_and_that_is_said(made: Path, tmp_path: Path) -> None:
    told = rescued(damaged(made, tmp_path, lambda raw: bytes(raw[:1000])), tmp_path / "new")
    assert dict(told.kept)["articles"] == 0
    assert not told.whole


def renamed(raw: bytearray) -> bytes:
    return bytes(raw).replace(b"CREATE TABLE article_text", b"CREATE TABLE brticle_text")


def unreadable_schema(raw: bytearray) -> bytes:
    return bytes(raw).replace(b"CREATE TABLE quotation", b"CREATE \xe3ABLE quotation")


HURTS: dict[str, Callable[[bytearray], bytes | None]] = {
    "no header": lambda raw: bytes(100) + raw[100:],
    "a table of another name": renamed,
    "a schema that is no text": unreadable_schema,
    "cut in the middle": lambda raw: bytes(raw[: len(raw) // 2]),
    "cut in its first page": lambda raw: bytes(raw[:1000]),
    "all but the first page gone": lambda raw: bytes(raw[:PAGE]) + bytes(len(raw) - PAGE),
    "all but the first page spoilt": lambda raw: bytes(raw[:PAGE]) + b"\xff" * (len(raw) - PAGE),
}
COMMANDS = [
    ["list"],
    ["search", "talks"],
    ["quotes", "--kind", "all"],
    ["links"],
    ["index", "info"],
    ["index", "check"],
    ["index", "rebuild"],
]


@pytest.mark.parametrize("what", HURTS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_that_the_file_is_damaged(
    made: Path,
    tmp_path: Path,
    what: str,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = damaged(made, tmp_path, HURTS[what])
    before = (folder / FILE).read_bytes()
    monkeypatch.setattr("sys.argv", ["quoth", "--library", str(folder), *command])
    code = main()
    said = capfd.readouterr()
    if code not in (0, 1):
        assert said.err.count("\n") == 1, said.err
        assert "damaged" in said.err, said.err
        assert "rescue" in said.err, said.err
    else:
        assert command != ["index", "check"] or code == 1
    if command != ["index", "rebuild"]:
        assert (folder / FILE).read_bytes() == before


def test_the_reader_says_so_too(made: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="rescue"):
        Library.open(damaged(made, tmp_path, HURTS["no header"]))


def test_a_text_that_is_none_any_more_is_not_quoted(made: Path, tmp_path: Path) -> None:
    folder = damaged(
        made, tmp_path, lambda raw: bytes(raw).replace(b"The buoy number 100", b"The buoy \xff\xfember 100")
    )
    with Library.open(folder) as library, pytest.raises(LibraryError, match=r"is no text; .*rescue") as caught:
        library.article("long")
    assert "buoy" not in str(caught.value)
    assert rescued(folder, tmp_path / "new").torn == ("long",)


LOGS: dict[str, Callable[[Path], object]] = {
    "the log gone": lambda log: log.unlink(),
    "the log empty": lambda log: log.write_bytes(b""),
    "the log cut": lambda log: log.write_bytes(log.read_bytes()[: log.stat().st_size // 2]),
    "a byte of its header": lambda log: log.write_bytes(b"\xff" + log.read_bytes()[1:]),
    "a byte in its middle": lambda log: log.write_bytes(log.read_bytes()[:9000] + b"\xff" + log.read_bytes()[9001:]),
    "all of it spoilt": lambda log: log.write_bytes(b"\xff" * log.stat().st_size),
    "its index spoilt": lambda log: Path(f"{str(log)[: -len('-wal')]}-shm").write_bytes(b"\xff" * 32768),
    "its index gone": lambda log: Path(f"{str(log)[: -len('-wal')]}-shm").unlink(),
}


@pytest.mark.parametrize("how", LOGS)
def test_a_damaged_log_costs_what_was_in_it_alone(made: Path, tmp_path: Path, how: str) -> None:
    """SQLite's own checksums tell where it ends; what lies beside the file follows."""
    shutil.copytree(made, tmp_path / "written")
    with Library.open(tmp_path / "written") as library:
        library.add([put(tmp_path / "in", row("new", OTHER + "And more was said of the bell."))])
        shutil.copytree(tmp_path / "written", tmp_path / "crashed")
    LOGS[how](tmp_path / "crashed" / f"{FILE}-wal")
    with Library.open(tmp_path / "crashed") as library:
        ids = [row.id for row in library.articles()]
        assert [one for one in ids if one != "new"] == [*(f"a{n}" for n in range(MOST) if n != 7), "long"]
        library.add([put(tmp_path / "in", row("newer", CUT + "Something else again."))])
        assert library.prove().wrong == ()
