"""What is derived agrees with what is stored, and is made again where it does not."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from invented import CUT, LIND, OTHER, counts, derived_of, found, pairs, put, rewrite, row

from index import derived
from index.adding import Progress
from index.library import Library
from index.model import AddSummary
from index.store import FILE


@pytest.mark.parametrize("gone", ["fulltext", "postings"])
@pytest.mark.parametrize("how", ["deleted", "cut short"])
def test_what_is_derived_is_made_again(library: Library, tmp_path: Path, gone: str, how: str) -> None:
    one = library.quotations("one")[0]
    library.close()
    folder = tmp_path / "library" / gone
    if how == "deleted":
        shutil.rmtree(folder)
    else:
        for path in [p for p in folder.rglob("*") if p.is_file()]:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Library.open(tmp_path / "library") as again:
        assert found(again, "talks") == ["two"]
        assert [v.quote.article for v in again.same_words(one.text)] == ["one", "two"]
        assert pairs(again) == [("one", "two", "truncated")]


def test_rebuilding_gives_the_same_and_keeps_the_marks(library: Library) -> None:
    library.mark_read("one")
    before = [q for row in library.articles() for q in library.quotations(row.id)], pairs(library)
    library.rebuild()
    assert ([q for row in library.articles() for q in library.quotations(row.id)], pairs(library)) == before
    assert [row.read for row in library.articles()] == [True, False, False]
    assert found(library, "talks") == ["two"]


def test_a_library_of_other_rules_says_so(library: Library, tmp_path: Path) -> None:
    assert not library.outdated()
    library.close()
    with sqlite3.connect(tmp_path / "library" / FILE) as db:
        db.execute("UPDATE meta SET value = 'older' WHERE name = 'rules'")
    db.close()
    with Library.open(tmp_path / "library") as again:
        assert again.outdated()
        again.rebuild()
        assert not again.outdated()


CHANGES: list[tuple[str, list[tuple[str, str]]]] = [
    ("one of two", [("a", "The lead is new. " + LIND)]),
    ("both, in one add", [("a", "The lead is new. " + LIND), ("b", "So is this one. " + LIND)]),
    ("one changed, two new", [("b", "The lead is new. " + LIND), ("x", LIND), ("y", CUT)]),
    ("the quotation goes", [("b", "Nothing more was said in Oss.")]),
    ("another comes", [("a", LIND + OTHER), ("z", OTHER)]),
]


@pytest.mark.parametrize(("what", "changes"), CHANGES)
def test_a_rebuild_after_changes_finds_the_same(tmp_path: Path, what: str, changes: list[tuple[str, str]]) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", LIND), row("b", LIND), row("c", CUT))])
        library.add([put(tmp_path / "in", *(row(article, text) for article, text in changes))])
        before = derived_of(library)
        library.rebuild()
        assert derived_of(library) == before, what


def test_what_a_changed_article_said_before_takes_no_place(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        path = put(tmp_path / "in", row("a", LIND), row("b", LIND))
        library.add([path])
        for number in range(3):
            library.add([put(tmp_path / "in", row("a", LIND), row("b", f"Lead {number}. " + LIND))])
        assert len(library._derived.postings()) == 2
        library.add([put(tmp_path / "in", row("c", LIND))])
        assert counts(library) == [("a", 1, 2, 1), ("b", 1, 2, 1), ("c", 1, 2, 1)]


def test_what_a_crash_left_in_the_postings_goes(library: Library, folder: Path, tmp_path: Path) -> None:
    library.close()
    shutil.copytree(tmp_path / "library" / "postings", tmp_path / "before")
    with Library.open(tmp_path / "library") as again:
        rewrite(folder, "two", text="A new lead. " + CUT)
        again.add([str(folder)])
    shutil.rmtree(tmp_path / "library" / "postings")
    shutil.copytree(tmp_path / "before", tmp_path / "library" / "postings")
    with Library.open(tmp_path / "library") as again:
        assert sorted(v.quote.article for v in again.same_words(LIND)) == ["one", "two"]
        assert len(again._derived.postings()) == 3


def test_an_outdated_library_is_made_anew_once(library: Library) -> None:
    assert library.rebuild(only_if_outdated=True) == AddSummary()
    assert library.rebuild().changed == ("one", "two", "three")


def test_the_rules_version_covers_what_quotations_come_from() -> None:
    code = "import sys, index.deriving; print(*(m for m in sys.modules if m.startswith('index.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    names = {name.split(".")[1] for name in loaded} - {
        "model",
        "store",
        "derived",
        "locking",
        "garbage",
        "seals",
        "journal",
        "stored",
        "ids",
        "ingest",
        "parallel",
    }
    assert names <= {name.removesuffix(".py") for name in derived.RULES}
    assert "speakers" in names


def test_a_rule_that_is_not_there_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        derived._feed(lambda _: None, tmp_path / "gone.py")
    seen: list[bytes] = []
    for name in ("a.py", "b.so", "c.pyc", "__pycache__/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    derived._feed(seen.append, tmp_path)
    assert seen == [b"a.py"]


def test_catching_up_keeps_what_it_has_done(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "COMMIT_ARTICLES", 2)
    library.close()
    shutil.rmtree(tmp_path / "library" / "fulltext")
    told: list[Progress] = []
    with Library.open(tmp_path / "library") as again:
        summary = again.add(
            [str(folder)], progress=told.append, stop=lambda: told[-1].done == 1 and bool(told[-1].total)
        )
        assert summary.stopped
        assert [p.done for p in told if p.total] == [1]
        assert again._derived.fulltext(catch_up=False).last_seq == 1
        assert found(again, "talks") == ["two"]
