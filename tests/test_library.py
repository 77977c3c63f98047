"""What a library promises: adding twice changes nothing, stores agree, nothing a reader marked is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.model import AddSummary
from index.query import QueryProblem
from index.store import FILE, WrongLibraryError

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
    one, two = library.quotations("one")[0], library.quotations("two")[0]
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
    seen = 0

    def stop() -> bool:
        nonlocal seen
        seen += 1
        return seen == 2

    with Library.open(tmp_path / "library") as library:
        summary = library.add([str(folder)], stop=stop)
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
