"""Searches that a reader keeps as lists: what they find, and what of it is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from earlier import taken_back
from invented import LIND, OTHER, put, row

from index.library import Library
from index.own import WrongOwnError
from index.query import QueryProblem
from index.store import schema


def counts(library: Library) -> dict[str, tuple[int, int]]:
    return {one.saved.name: (one.articles, one.new) for one in library.counted_searches()}


def new(library: Library, name: str) -> list[str]:
    rows = library.new_in(library.saved_search(name))
    assert not isinstance(rows, QueryProblem)
    return [row.id for row in rows]


def test_a_saved_search_counts_what_it_finds_and_what_came_since(library: Library, tmp_path: Path) -> None:
    library.save_search(" The  basis ", "basis")
    library.save_search("open", "is:unread")
    assert [(one.name, one.query) for one in library.saved()] == [("open", "is:unread"), ("The basis", "basis")]
    assert counts(library) == {"The basis": (2, 0), "open": (3, 0)}
    library.add([put(tmp_path / "more", row("four", LIND), row("five", OTHER))])
    assert counts(library) == {"The basis": (3, 1), "open": (5, 2)}
    assert new(library, "THE BASIS") == ["four"]
    assert new(library, "open") == ["four", "five"]
    library.search_seen("the basis")
    assert counts(library) == {"The basis": (3, 0), "open": (5, 2)}
    library.mark_read("five")
    assert counts(library)["open"] == (4, 1)
    library.remove(["four"])
    assert counts(library) == {"The basis": (2, 0), "open": (3, 0)}
    library.restore(["four"])
    assert counts(library) == {"The basis": (3, 0), "open": (4, 1)}, "what comes back is not new again"


def test_an_article_that_is_taken_up_anew_is_not_new(library: Library, tmp_path: Path) -> None:
    library.add([put(tmp_path / "more", row("four", OTHER))])
    library.save_search("basis", "basis")
    library.add([put(tmp_path / "more", row("four", LIND))])
    assert counts(library) == {"basis": (3, 0)}


@pytest.mark.parametrize(
    ("name", "query", "says"),
    [
        ("", "basis", "a name of 1 to 60 characters"),
        ("a\x07b", "basis", "a name of 1 to 60 characters"),
        ("x" * 61, "basis", "a name of 1 to 60 characters"),
        ("\udcff", "basis", "not UTF-8"),
        ("BASIS", "pier", 'there is a saved search "Basis" already: basis'),
        ("x", "is:unraed", 'the nearest is "is:unread"'),
        ("x", " ", "needs a query"),
        ("x", "tag:", "needs a query"),
        ("x", "\udcff", "not UTF-8"),
    ],
)
def test_what_is_not_kept(library: Library, name: str, query: str, says: str) -> None:
    library.save_search("Basis", "basis")
    with pytest.raises(WrongOwnError, match=says):
        library.save_search(name, query)
    assert [one.name for one in library.saved()] == ["Basis"]


def test_one_that_was_removed_comes_back_as_it_was(library: Library, tmp_path: Path) -> None:
    library.save_search("basis", "basis")
    library.add([put(tmp_path / "more", row("four", LIND))])
    before = library.saved()
    gone = library.drop_search("Basis")
    assert library.saved() == []
    for call in (library.drop_search, library.search_seen, library.saved_search):
        with pytest.raises(KeyError):
            call("basis")
    library.restore_search(gone)
    assert library.saved() == before
    assert counts(library) == {"basis": (3, 1)}


def test_it_stays_over_a_rebuild(library: Library) -> None:
    library.save_search("basis", "basis")
    library.rebuild()
    assert counts(library) == {"basis": (2, 0)}


def test_a_query_that_an_earlier_version_could_read(library: Library) -> None:
    library.save_search("basis", "basis")
    with library._store.transaction() as db:
        db.execute("UPDATE saved SET query = 'tittel:basis'")
    (one,) = library.counted_searches()
    assert "no field" in one.problem


def test_a_library_of_the_version_before_gets_saved_searches(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("one", LIND))])
        library.tag("one", ["toll"])
    taken_back(tmp_path / "library", 4)
    with Library.open(tmp_path / "library") as library:
        assert not library.outdated(), "nothing has to be made again for it"
        library.save_search("toll", "tag:toll")
        assert counts(library) == {"toll": (1, 0)}
        made = {name for (name,) in library._store.connection.execute("SELECT name FROM sqlite_master").fetchall()}
        version = library._store.connection.execute("PRAGMA user_version").fetchone()[0]
    with Library.open(tmp_path / "new") as fresh:
        assert made == {n for (n,) in fresh._store.connection.execute("SELECT name FROM sqlite_master").fetchall()}
    assert version == schema.VERSION
