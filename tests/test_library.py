"""What a library promises: adding twice changes nothing, stores agree, nothing a reader marked is lost."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index import derived
from index.adding import Progress
from index.library import Library
from index.model import AddSummary
from index.query import QueryProblem
from index.store import FILE, LibraryError, Store, WrongLibraryError, reading

LIND = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement, but nothing is final,” Lind said.\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
OTHER = "The bell was found. “It rang all night under the pier,” said Edda Quill, who runs the museum.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles of three outlets."""
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = [("one", "Harbour Times", LIND), ("two", "Coast Wire", CUT), ("three", "Radio Oss", OTHER)]
    lines = [json.dumps({"id": i, "outlet": o, "text": t, "published": "2026-11-02"}) for i, o, t in rows]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add([str(folder)])
        yield opened


def found(library: Library, query: str) -> list[str]:
    hits = library.search(query)
    assert not isinstance(hits, QueryProblem)
    return sorted(hit.article for hit in hits)


def pairs(library: Library) -> list[tuple[str, str, str]]:
    links = library.links()
    assert not isinstance(links, QueryProblem)
    return [(link.a.split("#")[0], link.b.split("#")[0], link.relation) for link in links]


def rewrite(folder: Path, article: str, **fields: str) -> None:
    path = folder / "articles.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row | fields if row["id"] == article else row for row in rows]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_words_are_linked_across_outlets(library: Library) -> None:
    assert pairs(library) == [("one", "two", "truncated")]
    assert [row.shared for row in library.articles()] == [1, 1, 0]
    one = library.quotations("one")[0]
    assert one.text == LIND[one.start : one.end]
    assert one.speaker == "Ada Lind"
    assert library.shared_counts("one") == {one.id: 1}


def test_a_variant_is_told_from_the_side_that_asks(library: Library) -> None:
    one, two = (next(q for q in library.quotations(name) if q.kind != "indirect") for name in ("one", "two"))
    (there,) = library.variants(one.id)
    (back,) = library.variants(two.id)
    assert (there.link.a, there.link.b, there.link.relation) == (one.id, two.id, "truncated")
    assert (back.link.a, back.link.b, back.link.relation) == (two.id, one.id, "extended")
    assert there.link.utterance == back.link.utterance == one.id
    assert " ".join(old for op, old, _ in there.diff if op != "insert") == one.text
    assert " ".join(new for op, _, new in back.diff if op != "delete") == one.text


def test_adding_again_changes_nothing(library: Library, folder: Path) -> None:
    before = library.info()
    assert library.add([str(folder)]) == AddSummary(unchanged=("one", "two", "three"))
    assert library.info() == before


def test_a_changed_file_is_taken_up_anew(library: Library, folder: Path) -> None:
    library.mark_starred("two")
    rewrite(folder, "two", text=CUT.replace("but nothing is final", "but the ferries come first"))
    summary = library.add([str(folder)])
    assert (summary.changed, summary.unchanged) == (("two",), ("one", "three"))
    assert found(library, "ferries") == ["two"]
    assert found(library, '"nothing is final"') == ["one"]
    assert [row.starred for row in library.articles()] == [False, True, False]


def test_another_outlet_for_the_same_text_is_a_change(library: Library, folder: Path) -> None:
    rewrite(folder, "two", outlet="Harbour Times")
    assert library.add([str(folder)]).changed == ("two",)
    assert pairs(library) == [("one", "two", "truncated")]
    assert library.shared_counts("one") == {}, "the same outlet is not another one"


def test_an_id_that_two_texts_claim_is_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    rows = [{"id": "one", "text": OTHER}, {"id": "new", "text": OTHER}, {"id": "new", "text": CUT}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    summary = library.add([str(path)])
    assert summary.added == ("new",)
    assert [s.path for s in summary.skipped] == [str(path)] * 2
    assert "articles.jsonl" in summary.skipped[0].reason, "the message names both files"
    one = library.article("one")
    assert one is not None
    assert one.text == LIND


def test_removing_and_adding_back(library: Library, folder: Path) -> None:
    assert library.remove(["two", "nine"]) == (["two"], ["nine"])
    assert pairs(library) == []
    assert found(library, "talks") == []
    assert library.article("two") is None
    assert [row.shared for row in library.articles()] == [0, 0]
    assert library.add([str(folder)]).added == ("two",)
    assert pairs(library) == [("one", "two", "truncated")]
    assert found(library, "talks") == ["two"]


def test_two_articles_without_an_outlet_are_two_outlets(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(LIND, encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        library.add([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
        first = library.articles()[0]
        assert list(library.shared_counts(first.id).values()) == [1]


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


def test_stopping_keeps_what_was_read(tmp_path: Path, folder: Path) -> None:
    taken_up = 0

    def progress(now: Progress) -> None:
        nonlocal taken_up
        taken_up = now.articles

    with Library.open(tmp_path / "library") as library:
        summary = library.add([str(folder)], progress=progress, stop=lambda: taken_up == 2)
        assert summary.stopped
        assert summary.added == ("one", "two")
        assert found(library, "talks") == ["two"]
        assert library.add([str(folder)]).added == ("three",)


def test_every_compared_pair(library: Library) -> None:
    links = library.links(min_score=0)
    assert not isinstance(links, QueryProblem)
    told = {(link.a.split("#")[0], link.b.split("#")[0]): link for link in links}
    assert told["one", "two"].relation == "truncated"
    assert all(link.relation == "none" and link.score < 0.5 for pair, link in told.items() if pair != ("one", "two"))


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


def test_the_folder_is_private(library: Library) -> None:
    assert library.path.stat().st_mode & 0o077 == 0


def test_a_quotation_runs_on_over_lines_broken_by_hand(tmp_path: Path) -> None:
    text = (
        "OSS, Nov 2 - The ferries stayed in harbour for a third day on\n"
        "Monday while the two governments argued over the new toll.\n"
        '    "We can accept this as the basis of an agreement between\n'
        'us, but nothing is final until it has been signed," Prime\n'
        "Minister Ada Lind told reporters on the quay in the morning.\n"
        "She left without taking questions from the fishermen there.\n"
    )
    (tmp_path / "wire.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        library.add([str(tmp_path / "wire.txt")])
        (quotation,) = library.quotations(library.articles()[0].id)
        assert quotation.text == text[quotation.start : quotation.end]
        assert quotation.text.startswith("We can")
        assert quotation.text.endswith("signed,")
        assert quotation.speaker == "Ada Lind"


def put(folder: Path, *rows: dict[str, str]) -> str:
    """A file of these articles, under one name."""
    folder.mkdir(exist_ok=True)
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def row(article: str, text: str, **fields: str) -> dict[str, str]:
    return {"id": article, "text": text, "outlet": article.upper(), "published": "2026-11-02", **fields}


def counts(library: Library) -> list[tuple[str, int, int, int]]:
    return [(r.id, r.quotes, r.links, r.shared) for r in library.articles()]


def derived_of(library: Library) -> object:
    """All that a rebuild must find again."""
    links = library.links()
    assert not isinstance(links, QueryProblem)
    return counts(library), [q for r in library.articles() for q in library.quotations(r.id)], list(links)


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


def test_two_texts_of_one_id_do_not_take_turns(tmp_path: Path) -> None:
    path = put(tmp_path / "in", row("a", LIND), row("a", OTHER))
    with Library.open(tmp_path / "library") as library:
        summaries = [library.add([path]) for _ in range(3)]
        assert [(s.added, s.changed, s.unchanged, len(s.skipped)) for s in summaries] == [
            (("a",), (), (), 1),
            ((), (), ("a",), 1),
            ((), (), ("a",), 1),
        ]


def test_another_name_of_a_file_is_the_same_article(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "a.txt").write_text(LIND, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "there").symlink_to(tmp_path)
    with Library.open(tmp_path / "library") as library:
        for name in ("a.txt", "x/../a.txt", "link.txt", "there/a.txt"):
            library.add([f"{tmp_path}/{name}"])
        assert len(library.articles()) == 1


@pytest.mark.parametrize(
    ("said", "before", "now", "stays"),
    [
        ("by the command", {"outlet": "Oss Herald"}, {}, {"outlet": "Oss Herald"}),
        ("by the old text", {"title": "Old"}, {}, {"title": None}),
        ("by the old line", {"author": "Tor Hale", "url": "https://oss.example/1"}, {}, {"author": None, "url": None}),
        ("anew", {"outlet": "Oss Herald"}, {"outlet": "Radio Oss"}, {"outlet": "Radio Oss"}),
    ],
)
def test_what_stays_of_a_changed_article(
    tmp_path: Path, said: str, before: dict[str, str], now: dict[str, str], stays: dict[str, str | None]
) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", {"id": "a", "text": LIND, **before})])
        library.add([put(tmp_path / "in", {"id": "a", "text": CUT, **now})])
        (found,) = library.articles()
        assert {name: getattr(found, name) for name in stays} == stays, said


WRITER = """
import itertools, json, sys, time
from pathlib import Path
from index.library import Library
folder, lind, end = Path(sys.argv[1]), sys.argv[2], time.monotonic() + float(sys.argv[3])
with Library.open(folder / "library") as library:
    for number in itertools.count():
        if time.monotonic() > end:
            break
        rows = [{"id": i, "outlet": i, "text": f"Lead {number}. " + lind} for i in "bcdef"]
        (folder / "rows.jsonl").write_text("\\n".join(map(json.dumps, rows)), encoding="utf-8")
        library.add([str(folder / "rows.jsonl")])
        library.remove(["e", "f"])
"""


def test_reading_while_another_process_writes(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", *(row(i, LIND) for i in "abcdef"))])
        reads: list[Callable[[], object]] = [
            lambda: library.variants(library.quotations("a")[0].id),
            library.find_quotations,
            lambda: library.find_quotations("agreement"),
            lambda: library.same_words("accept this as the basis of an agreement"),
            lambda: found(library, "agreement"),
            lambda: library.quoted([q.id for q in library.quotations("b")]),
            lambda: list(library.links(min_score=0) or ()),
            library.info,
        ]
        done = 0
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), LIND, "3"]) as writer:
            for read in itertools.cycle(reads):
                read()
                done += 1
                if writer.poll() is not None:
                    break
        assert writer.returncode == 0
        assert done > len(reads)


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


def test_a_damaged_page_is_a_sentence(library: Library, tmp_path: Path) -> None:
    library.close()
    path = tmp_path / "library" / FILE
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryError, match="is damaged; move it away"), Library.open(tmp_path / "library") as again:
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


def test_an_outdated_library_is_made_anew_once(library: Library) -> None:
    assert library.rebuild(only_if_outdated=True) == AddSummary()
    assert library.rebuild().changed == ("one", "two", "three")


def test_a_rebuild_elsewhere_is_seen(library: Library, tmp_path: Path) -> None:
    assert [v.quote.article for v in library.same_words(LIND)] == ["one", "two"]
    with Library.open(tmp_path / "library") as other:
        other.rebuild()
    assert [v.quote.article for v in library.same_words(LIND)] == ["one", "two"]
    assert found(library, "talks") == ["two"]


def test_the_rules_version_covers_what_quotations_come_from() -> None:
    code = "import sys, index.deriving; print(*(m for m in sys.modules if m.startswith('index.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    names = {name.split(".")[1] for name in loaded} - {
        "model",
        "store",
        "derived",
        "locking",
        "stored",
        "ids",
        "ingest",
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


@pytest.mark.parametrize("what", ["add", "remove", "rebuild"])
def test_waiting_for_another_process_can_be_stopped(library: Library, folder: Path, what: str) -> None:
    told: list[Progress] = []
    steps: dict[str, Callable[..., object]] = {
        "add": lambda **how: library.add([str(folder)], **how),
        "remove": lambda **how: library.remove(["one"], **how),
        "rebuild": library.rebuild,
    }
    with FileLock(library.path / derived.LOCK):
        steps[what](progress=told.append, stop=lambda: any("waiting" in p.step for p in told))
    assert any("waiting" in p.step for p in told)
    assert counts(library) == [("one", 1, 1, 1), ("two", 1, 1, 1), ("three", 1, 0, 0)]


def test_the_walk_over_a_folder_can_be_stopped(library: Library, folder: Path) -> None:
    assert library.add([str(folder)], stop=lambda: True) == AddSummary(stopped=True)


def test_threads_do_not_share_the_right_to_add(library: Library) -> None:
    got: list[bool] = []

    def ask() -> None:
        with library._derived.writing_lock(wait=False) as mine:
            got.append(mine)

    with library._derived.writing_lock(wait=False), library._derived.writing_lock(wait=False) as again:
        assert again, "a thread may ask twice"
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    ask()
    assert got == [False, True]


def test_what_is_not_yet_searchable_is_said(library: Library, tmp_path: Path) -> None:
    assert (library.behind(), library.notes("agreement")) == (0, ())
    with FileLock(library.path / derived.LOCK):  # another process adds, and has not written its index
        db = sqlite3.connect(tmp_path / "library" / FILE)
        db.execute("UPDATE article SET seq = seq + 10 WHERE id <> 'one'")
        db.commit()
        db.close()
        assert library.behind() == 2
        assert library.notes("agreement") == ("2 articles are being added and can't be searched yet",)
    assert library.behind() == 0


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


def test_lists_can_be_short(library: Library) -> None:
    assert [r.id for r in library.articles(limit=2)] == ["one", "two"]
    assert [r.id for r in library.articles(ids=["three", "one"], limit=1)] == ["one"]
    library.mark_read("one")
    assert [(r.read, r.starred) for r in library.articles(limit=2)] == [(True, False), (False, False)]
    for query, first in ((None, "one"), ("agreement", "two")):
        quotations = library.find_quotations(query, limit=1)
        assert isinstance(quotations, list)
        assert [q.article for q, _ in quotations] == [first]
    quotations = library.find_quotations(speaker="Quill", outlet="oss", limit=1)
    assert isinstance(quotations, list)
    assert [r.id for _, r in quotations] == ["three"]


def test_rows_are_read_in_good_time(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        store: Store = library._store
        with store.transaction() as db:
            db.executemany(
                "INSERT INTO article (id, seq, characters, digest, added) VALUES (?, ?, 0, '', '')",
                ((f"a{n}", n) for n in range(1, 5001)),
            )
        start = time.perf_counter()
        assert len(library.articles()) == 5000
        assert time.perf_counter() - start < 1
