"""`quoth index check` finds whatever does not agree, and what it finds can be mended."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import on, rows
from invented import CUT, LIND, OTHER, found

from index.library import Library
from index.model import Article
from index.proving import Proof
from index.store import FILE, LibraryError, reading

HARBOUR = "Tor Hale spoke to reporters. “The buoy is back where our grandfathers left it,” Hale said on Monday.\n"


WORDS = "We can accept this as the basis of an agreement, but nothing is final"


def proof(folder: Path, sample: int | None = None) -> Proof:
    with Library.open(folder, create=False) as library:
        return library.prove(sample=sample)


def sql(statement: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        with sqlite3.connect(folder / FILE) as db:
            db.execute(statement)
        db.close()

    return run


def unindexed(folder: Path) -> None:
    with Library.open(folder) as library:
        fulltext = library._derived.fulltext()
        with fulltext.writer() as writer:
            writer.remove("two")
            writer.commit(fulltext.last_seq)


def indexed_too_much(folder: Path) -> None:
    with Library.open(folder) as library:
        fulltext = library._derived.fulltext()
        with fulltext.writer() as writer:
            writer.add(Article("ghost", "Nobody wrote this."), [])
            writer.commit(fulltext.last_seq)


def indexed_in_other_words(folder: Path) -> None:
    with Library.open(folder) as library:
        fulltext = library._derived.fulltext()
        with fulltext.writer() as writer:
            writer.add(Article("three", "The bell was found."), library.quotations("three"))
            writer.commit(fulltext.last_seq)


def unposted(folder: Path) -> None:
    with Library.open(folder) as library, library._derived.writing_lock(wait=True):
        seq = library._derived.postings().last_seq
        (key, *_) = reading.first_parts(library._store.connection)
        library._derived.growing().remove([key])
        library._derived.flush(seq)


def posted_in_other_words(folder: Path) -> None:
    with Library.open(folder) as library, library._derived.writing_lock(wait=True):
        seq = library._derived.postings().last_seq
        (key, *_) = reading.first_parts(library._store.connection)
        library._derived.growing().remove([key])
        library._derived.growing().add([(key, "nobody said this in any harbour of the strait")])
        library._derived.flush(seq)


PLANTED: list[tuple[Callable[[Path], None], str]] = [
    (unindexed, "articles missing in the full-text index"),
    (unindexed, "quotations not found by their own words"),
    (indexed_too_much, "articles in the full-text index that are not stored"),
    (indexed_in_other_words, "articles not found by their own words"),
    (unposted, "missing in the postings"),
    (posted_in_other_words, "other words in the postings than are stored"),
    (sql("UPDATE link SET b = 999"), "links to a quotation that is not there"),
    (sql("DELETE FROM link"), "quotations whose utterance is not what their links say"),
    (sql("DELETE FROM link"), "articles whose count of links is wrong"),
    (sql("UPDATE quotation SET utterance = NULL"), "quotations whose utterance is not what their links say"),
    (sql("UPDATE quotation SET utterance = 999"), "utterances named by a quotation that is not there"),
    (sql("UPDATE quotation SET text = 'other' WHERE key = 1"), "quotations that do not stand in their article's text"),
    (sql("UPDATE quotation SET within = 999 WHERE key = 1"), "quotations that continue, or stand within, one"),
    (sql("DELETE FROM quotation WHERE key = 1"), "articles whose count of quotations is wrong"),
    (sql("DELETE FROM quotation WHERE key = 1"), "in the full-text index that are not stored"),
    (sql("UPDATE article SET quotes = 9"), "articles whose count of quotations is wrong"),
    (sql("UPDATE article SET event = 999 WHERE key = 1"), "articles on an event of an article that is not there"),
]
STORED: list[tuple[Callable[[Path], None], str]] = [
    (sql("UPDATE article_text SET text = replace(text, 'night', 'nicht')"), "articles that are not as they were read"),
    (sql("UPDATE article SET title = 'Another' WHERE key = 1"), "articles that are not as they were read"),
    (sql("DELETE FROM article_text WHERE key = 1"), "articles without their text"),
    (sql("INSERT INTO article_text VALUES (99, 'of nobody')"), "rows that refer to nothing"),
]


def test_a_sound_library_agrees(library: Library, tmp_path: Path) -> None:
    library.mark_starred("one", True)
    library.edit(["two"], {"title": "Another title"})
    library.remove(["three"])
    library.close()
    told = proof(tmp_path / "library")
    assert (told.wrong, told.made_again, told.stopped) == ((), (), False)
    assert dict(told.looked_at)["articles"] == 2
    assert dict(told.looked_at)["links"] == 1


@pytest.mark.parametrize(("plant", "what"), PLANTED)
def test_what_is_planted_is_found_and_a_rebuild_mends_it(
    library: Library, tmp_path: Path, plant: Callable[[Path], None], what: str
) -> None:
    library.close()
    folder = tmp_path / "library"
    plant(folder)
    wrong = proof(folder).wrong
    assert any(what in one.what for one in wrong), wrong
    assert not any(one.stored for one in wrong), wrong
    with Library.open(folder) as again:
        again.rebuild()
    assert proof(folder).wrong == ()


@pytest.mark.parametrize(("plant", "what"), STORED)
def test_what_no_rebuild_mends_is_called_so(
    library: Library, tmp_path: Path, plant: Callable[[Path], None], what: str
) -> None:
    library.close()
    plant(tmp_path / "library")
    assert any(what in one.what and one.stored for one in proof(tmp_path / "library").wrong)


def test_a_sample_looks_at_some(library: Library, tmp_path: Path) -> None:
    library.close()
    assert dict(proof(tmp_path / "library", sample=1).looked_at)["articles"] == 1
    assert proof(tmp_path / "library", sample=1).wrong == ()
    unposted(tmp_path / "library")
    assert proof(tmp_path / "library", sample=3).wrong != ()


def test_it_can_be_stopped(library: Library) -> None:
    assert library.prove(stop=lambda: True).stopped


def flip(at: float) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        raw = bytearray(path.read_bytes())
        raw[int((len(raw) - 1) * at)] ^= 0x41
        path.write_bytes(raw)

    return run


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


HURTS: dict[str, Callable[[Path], None]] = {
    **{f"a byte flipped at {at}": flip(at) for at in (0.0, 0.2, 0.5, 0.8, 1.0)},
    "cut short": cut,
    "made empty": lambda path: path.write_bytes(b""),
    "deleted": lambda path: path.unlink(),
}


def derived_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.parent != folder)


def right(library: Library) -> None:
    assert found(library, "talks") == ["two"]
    assert found(library, '"rang all night"') == ["three"]
    assert [v.quote.article for v in library.same_words(WORDS)] == ["one", "two"]


def rightly(library: Library) -> bool:
    try:
        right(library)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("how", HURTS)
def test_whatever_becomes_of_a_derived_file_answers_are_right(library: Library, tmp_path: Path, how: str) -> None:
    library.close()
    folder = tmp_path / "library"
    names = {path.parent.relative_to(folder).parts[0] for path in derived_files(folder)}
    assert names == {"fulltext", "postings", "events", "reports"}
    for path in derived_files(folder):
        if not path.exists() or (not path.stat().st_size and "flipped" in how):
            continue  # the one before had it made again under another name, or there is nothing in it
        HURTS[how](path)
        with Library.open(folder) as again:
            right(again)
            assert again.prove().wrong == (), path


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_who_looks_through_it_finds_rot_that_no_answer_showed(library: Library, tmp_path: Path, at: float) -> None:
    folder = tmp_path / "library"
    right(library)
    library.close()
    with Library.open(folder) as again:
        assert again.look_through() is None
    for path in sorted((folder / "fulltext").rglob("*.seg")):
        if path.exists():
            before = path.stat()
            flip(at)(path)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            with Library.open(folder) as again:
                told = again.look_through()
                assert told is not None
                assert f"the search index was damaged ({path}) and is made again; nothing is lost" in told
                right(again)
                assert again.prove().wrong == ()


@pytest.mark.parametrize("at", [n / 20 for n in range(21)])
def test_a_byte_that_rots_on_the_disk_is_healed_told_or_found(library: Library, tmp_path: Path, at: float) -> None:
    """Its file's size and time stay as they were."""
    library.close()
    folder = tmp_path / "library"
    for path in derived_files(folder):
        if not path.exists() or not path.stat().st_size:
            continue
        before = path.stat()
        flip(at)(path)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        with Library.open(folder) as again:
            said = ""
            try:
                healed = rightly(again)
            except LibraryError as error:
                said, healed = str(error), rightly(again)
            assert not said or "was damaged" in said
            wrong = again.prove().wrong
            assert healed or wrong, f"a wrong answer in silence: {path}"
            if wrong:
                again.rebuild()
                right(again)
            assert again.prove().wrong == (), path


def test_a_library_that_was_copied_is_whole(library: Library, tmp_path: Path) -> None:
    library.close()
    shutil.copytree(tmp_path / "library", tmp_path / "copy")
    with Library.open(tmp_path / "copy") as copy:
        right(copy)
        told = copy.prove()
    assert (told.wrong, told.made_again) == ((), ("fulltext",)), "its postings hold the same, wherever they lie"


def test_the_command_names_each_disagreement_and_says_what_mends_it(library: Library, tmp_path: Path) -> None:
    library.close()
    run = on(tmp_path / "library")
    done = run("index", "check")
    assert "3 articles" in done.output
    assert "all agrees" in done.output
    unposted(tmp_path / "library")
    done = run("index", "check", code=1)
    assert "WRONG, 1 missing in the postings: row 1" in done.output
    assert '"quoth index rebuild"' in done.output
    assert "rescue" not in done.output
    assert rows(run("index", "check", "--json", code=1))[0]["wrong"] == [
        {"what": "missing in the postings", "count": 1, "shown": ["row 1"], "stored": False}
    ]
    run("index", "rebuild")
    assert rows(run("index", "check", "--json"))[0]["wrong"] == []
    sql("UPDATE article_text SET text = 'other'")(tmp_path / "library")
    assert "rescue" in run("index", "check", code=1).output


def test_many_of_a_kind_are_counted(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, text in enumerate([LIND, CUT, OTHER, HARBOUR] * 6):
        (texts / f"{number}.txt").write_text(f"{text} Number {number}.", encoding="utf-8")
    run = on(tmp_path / "library")
    run("add", str(texts))
    sql("UPDATE article SET quotes = 7")(tmp_path / "library")
    done = run("index", "check", code=1)
    assert "WRONG, 24 articles whose count of quotations is wrong" in done.output
    assert "; and 4 more" in done.output
