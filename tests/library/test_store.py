"""The library's file: whose it is, what fails, what a user reads then."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented import LIND, found

from index.library import Library
from index.store import FILE, LibraryError, Store, WrongLibraryError, folder_of, reading
from index.store.errors import sentence


def test_a_folder_that_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / FILE).write_bytes(b"this is no database at all, whatever its name says" * 40)
    with pytest.raises(WrongLibraryError, match="is a file"):
        Library.open(tmp_path / "file")
    with pytest.raises(WrongLibraryError, match="is no library"):
        Library.open(tmp_path / "foreign")
    with pytest.raises(WrongLibraryError, match="there is no library"):
        Library.open(tmp_path / "nowhere", create=False)
    other = tmp_path / "other"
    other.mkdir()
    db = sqlite3.connect(other / FILE)
    db.execute("PRAGMA application_id = 7")
    db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(WrongLibraryError, match="another program"):
        Library.open(other)


def test_a_file_with_nothing_in_it_is_no_empty_library(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.touch()
    Library.open(tmp_path).close()  # another process may just be making it
    path.write_bytes(b"")
    os.utime(path, (0, 0))
    with pytest.raises(WrongLibraryError, match=r"is empty \(0 bytes\).*put a backup in its place, or remove the file"):
        Library.open(tmp_path)
    assert path.stat().st_size == 0


def test_the_folder_is_private(library: Library) -> None:
    assert library.path.stat().st_mode & 0o077 == 0


def test_a_snapshot_is_one_state(library: Library, tmp_path: Path) -> None:
    store = library._store
    with store.snapshot() as db, Library.open(tmp_path / "library") as other:
        before = reading.last_seq(db)
        other.remove(["two"])
        with store.snapshot() as inner:
            assert reading.last_seq(inner) == before
        assert db.in_transaction, "the outer one goes on"
    assert reading.last_seq(store.connection) == before + 1


def test_a_commit_that_fails_is_taken_back(library: Library) -> None:
    store = library._store

    def break_at_the_end() -> None:
        with store.transaction() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")
            db.execute("INSERT INTO article_text VALUES (99, 'of no article')")

    with pytest.raises(sqlite3.IntegrityError):
        break_at_the_end()
    assert not store.connection.in_transaction
    library.mark_read("one")


def test_an_error_of_the_disk_is_a_sentence(library: Library, tmp_path: Path) -> None:
    connection = library._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    (tmp_path / "big.txt").write_text(LIND * 500, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"library\.sqlite3 can't be written: the disk is full; make room"):
        library.add([str(tmp_path / "big.txt")])
    assert not connection.in_transaction
    assert len(library.articles()) == 3


def test_nothing_is_written_to_a_library_that_is_gone(library: Library, tmp_path: Path) -> None:
    (tmp_path / "library").rename(tmp_path / "moved")
    with pytest.raises(LibraryError, match="was moved, removed or replaced, so nothing is written; put it back"):
        library.mark_starred("one", True)
    with Library.open(tmp_path / "library"), pytest.raises(LibraryError, match="replaced"):
        library.mark_starred("one", True)
    shutil.rmtree(tmp_path / "library")
    (tmp_path / "moved").rename(tmp_path / "library")
    library.mark_starred("one", True)
    assert [row.starred for row in library.articles(ids=["one"])] == [True]


@pytest.mark.parametrize(("free", "says"), [(4096, "the disk is full; make room"), (1 << 20, "look at its disk")])
def test_an_io_error_of_a_full_disk_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, says: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert says in (sentence(tmp_path / FILE, error) or "")


def test_a_damaged_page_is_a_sentence(library: Library, tmp_path: Path) -> None:
    library.close()
    path = tmp_path / "library" / FILE
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    said = "is damaged; put a backup in its place"
    with pytest.raises(LibraryError, match=said), Library.open(tmp_path / "library") as again:
        again.articles()


def test_a_mistake_of_ours_is_no_sentence(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        library._store.connection.execute("SELECT * FROM quotes")


@pytest.mark.parametrize("name", ["~nobody-of-this-name/library", "x" * 300])
def test_a_folder_that_can_not_be(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongLibraryError, match="can't be opened"):
        Library.open(name)


def test_a_library_that_may_only_be_read(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = library.quotations("one")[0]
    library.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = sorted(path.name for path in (tmp_path / "library").iterdir())
    with Library.open(tmp_path / "library", create=False) as again:
        assert found(again, "talks") == ["two"]
        assert [v.quote.article for v in again.variants(one.id)] == ["two"]
        assert [v.quote.article for v in again.same_words(one.text)] == ["one", "two"]
        assert not again.outdated()
        for write in (lambda: again.remove(["one"]), again.rebuild, lambda: again.mark_read("one")):
            with pytest.raises(LibraryError, match="may not be written"):
                write()
    assert sorted(path.name for path in (tmp_path / "library").iterdir()) == before


@pytest.mark.parametrize("whole", [True, False])
def test_a_copy_that_may_only_be_read_says_why_it_can_not_be_searched(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    assert found(library, "talks") == ["two"]
    one = library.quotations("one")[0]
    library.close()
    shutil.copytree(tmp_path / "library", tmp_path / "copy")
    if not whole:
        shutil.rmtree(tmp_path / "copy" / "fulltext")
    before = sorted(tmp_path.glob("copy/**/*"))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Library.open(tmp_path / "copy", create=False) as again:
        assert [v.quote.article for v in again.variants(one.id)] == ["two"]
        with pytest.raises(LibraryError, match="copy may not be written, and the search index in it was copied there"):
            again.search("talks")
        assert found(again, "is:unread")
    assert sorted(tmp_path.glob("copy/**/*")) == before


def test_what_is_not_in_an_index_that_may_not_be_written_is_not_said_to_be_on_its_way(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(library, "talks") == ["two"]
    library.close()
    with sqlite3.connect(tmp_path / "library" / FILE) as db:
        db.execute("UPDATE article SET seq = (SELECT max(seq) + 1 FROM article) WHERE id = 'one'")
    db.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Library.open(tmp_path / "library", create=False) as again:
        assert found(again, "talks") == ["two"]
        told = ("1 article is not in the index, which may not be written here, and not found",)
        assert again.being_added() == told
        assert again.notes("talks") == told


def test_threads_that_end_leave_no_connection_open(library: Library) -> None:
    held = []
    for _ in range(5):
        thread = threading.Thread(target=lambda: held.append(library._store.connection))
        thread.start()
        thread.join()
    open_still = 0
    for connection in held:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it is closed
            connection.execute("SELECT 1")
            open_still += 1
    assert open_still == 1, "the last one's, until the next thread asks"


def test_closing_breaks_off_what_another_thread_is_asking(tmp_path: Path) -> None:
    store, asking, told = Store(folder_of(tmp_path / "library", create=True), create=True), threading.Event(), []

    def ask() -> None:
        connection = store.connection
        connection.create_function("tell", 0, asking.set)
        try:
            connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT coalesce(tell(), 1) UNION ALL SELECT i + 1 FROM n)"
                " SELECT count(*) FROM n"
            )
        except (sqlite3.Error, LibraryError) as error:
            told.append(str(error))
        try:
            store.version()
        except sqlite3.ProgrammingError as error:
            told.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    assert asking.wait(10)
    store.close()
    thread.join(10)
    assert [("interrupted" in line, "closed" in line) for line in told] == [(True, False), (False, True)], told
