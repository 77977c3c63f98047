"""What goes into a library and out of it: adding twice changes nothing, what a reader marked stays."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from invented import CUT, LIND, OTHER, found, pairs, put, rewrite, row

from index.adding import Progress
from index.library import Library
from index.model import AddSummary


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


def test_the_walk_over_a_folder_can_be_stopped(library: Library, folder: Path) -> None:
    assert library.add([str(folder)], stop=lambda: True) == AddSummary(stopped=True)


@pytest.mark.parametrize(("seen_within", "found_meanwhile"), [(0.0, ["a", "b", "c"]), (math.inf, [])])
def test_batches_are_found_while_others_are_being_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen_within: float, found_meanwhile: list[str]
) -> None:
    monkeypatch.setattr("index.adding.BATCH_ARTICLES", 1)
    path = put(tmp_path / "in", row("a", LIND), row("b", LIND), row("c", LIND))
    seen: list[list[str]] = []
    with Library.open(tmp_path / "lib", create=True) as library, Library.open(tmp_path / "lib") as reader:

        def look(now: Progress) -> None:
            if now.step == "adding" and now.articles == 3:
                seen.append(found(reader, "agreement"))

        library.add([path], progress=look, seen_within=seen_within)
        assert seen[-1] == found_meanwhile
        assert found(reader, "agreement") == ["a", "b", "c"]
