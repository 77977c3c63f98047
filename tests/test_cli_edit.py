"""`quoth edit` and `quoth outlets`, as a shell runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, on, rows
from invented import CUT, LIND, OTHER, put, row


@pytest.fixture
def source(tmp_path: Path) -> str:
    return put(
        tmp_path / "in",
        row("one", LIND, outlet="The Washington Post", title="A basis"),
        row("two", CUT, outlet="", url="https://www.coast.example/2"),
        row("three", OTHER, outlet="Coast Wire"),
    )


@pytest.fixture
def run(tmp_path: Path, source: str) -> Run:
    run = on(tmp_path / "lib")
    run("add", source)
    return run


def test_what_is_known_is_printed(run: Run) -> None:
    assert run("edit", "one").stdout.splitlines() == [
        "one",
        "    outlet      Washington Post  (the input says The Washington Post)",
        "    title       A basis",
        "    published   2026-11-02",
        "    author      -",
        "    url         -",
        "    language    -",
        "    transcript  -",
    ]
    (form,) = rows(run("edit", "two", "--json"))
    assert form == {
        "id": "two",
        "outlet": "coast.example",
        "title": None,
        "published": "2026-11-02",
        "author": None,
        "url": "https://www.coast.example/2",
        "language": None,
        "transcript": None,
        "edited": [],
        "given": form["given"],
    }
    assert (form["given"]["outlet"], form["given"]["published"]) == (None, "2026-11-02")


def test_fields_are_edited_and_reset(run: Run, source: str) -> None:
    done = run(
        "edit", "one", "--outlet", "The Bay", "--published", "20261103", "--transcript", "--author", "Edda Quill"
    )
    assert "outlet      The Bay  (edited 2" in done.stdout
    assert ", the input says The Washington Post)" in done.stdout
    assert "transcript  yes  (edited 2" in done.stdout
    assert ", the input says nothing)" in done.stdout
    assert "3 unchanged" in run("add", source).stderr
    (form,) = rows(run("edit", "one", "--json"))
    assert form["edited"] == ["outlet", "published", "author", "transcript"]
    (listed,) = [one for one in rows(run("list", "--json")) if one["id"] == "one"]
    assert (listed["outlet"], listed["published"], listed["transcript"]) == ("The Bay", "2026-11-03", True)
    (form,) = rows(run("edit", "one", "--reset", "outlet", "--reset", "transcript", "--json"))
    assert (form["edited"], form["outlet"]) == (["published", "author"], "Washington Post")
    (form,) = rows(run("edit", "one", "--reset", "all", "--json"))
    assert (form["edited"], form["published"]) == ([], "2026-11-02")
    (form,) = rows(run("edit", "one", "--title", "", "--json"))
    assert (form["edited"], form["title"], form["given"]["title"]) == (["title"], None, "A basis")


def test_several_at_once(run: Run) -> None:
    assert "edited 2 articles" in run("edit", "one", "three", "one", "--outlet", "The Bay").stderr
    assert [one["outlet"] for one in rows(run("list", "--json"))] == ["The Bay", "coast.example", "The Bay"]
    forms = rows(run("edit", "one", "three", "--language", "en", "--json"))
    assert [(one["id"], one["language"]) for one in forms] == [("one", "en"), ("three", "en")]
    assert [one["id"] for one in rows(run("edit", "one", "two", "--json"))] == ["one", "two"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("one", "--published", "yesterday"), "--published: 'yesterday' is no date; write 2026-11-02"),
        (("one", "--url", "coast"), "--url: 'coast' is no address; write https://coast.example/page"),
        (("one", "--language", "English"), "--language: 'English' is no code of a language"),
        (("one", "--title", "\udcff"), "--title: the title is not UTF-8 text"),
        (("one", "--outlet", "The Bay", "--reset", "outlet"), "say either --outlet or --reset outlet"),
        (("one", "--outlet", "The Bay", "--reset", "all"), "say either --outlet or --reset outlet"),
        (("onee", "--outlet", "The Bay"), 'there is no article "onee" in this library; near ones are one'),
        (("one", "gone", "far", "--outlet", "The Bay"), 'there are no articles "gone", "far"'),
        (("one", "--reset", "text"), "'text' is not one of 'outlet'"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_done(run: Run, options: tuple[str, ...], said: str) -> None:
    before = run("list", "--json").stdout
    assert said in run("edit", *options, code=2).stderr
    assert run("list", "--json").stdout == before


def test_it_is_told_aloud(run: Run) -> None:
    run("edit", "one", "--outlet", "The Bay")
    lines = run("edit", "one", "--aloud").stdout.splitlines()
    assert "Outlet: The Bay" in lines
    assert "Edited: outlet" in lines
    assert "Given outlet: The Washington Post" in lines


def test_no_escape_reaches_the_library(run: Run) -> None:
    run("edit", "one", "--title", "\x1b]0;x\x07Title\x1b[2J", "--outlet", "The\nBay\u009b0m")
    (form,) = rows(run("edit", "one", "--json"))
    assert (form["title"], form["outlet"]) == ("]0;xTitle[2J", "The Bay0m")


def test_outlets_are_listed(run: Run) -> None:
    told = run("outlets").stdout
    assert told.startswith("Coast Wire  1\ncoast.example  1\nWashington Post  1\n    washingtonpost.com · ")
    assert rows(run("outlets", "wire", "--json")) == [
        {"outlet": "Coast Wire", "articles": 1, "addresses": [], "aliases": [], "own": []}
    ]
    (post,) = rows(run("outlets", "wapo", "--json", "--limit", "1"))
    assert post["addresses"][0] == "washingtonpost.com"
    assert {"wapo", "The Washington Post"} <= {*post["aliases"]}
    assert 'no outlet here is called "herald"' in run("outlets", "herald", code=1).stderr


def test_outlets_are_named_joined_and_forgotten(run: Run, source: str) -> None:
    done = run("outlets", "name", "https://www.coast.example", "Coast Wire")
    assert '"https://www.coast.example" is "Coast Wire"; 1 article changed; to take it back' in done.stderr
    assert run("outlets", "coast").stdout == "Coast Wire  2\n    coast.example*\n"
    assert "3 unchanged" in run("add", source).stderr
    run("outlets", "name", "coast wire", "The Coast")
    assert [one["outlet"] for one in rows(run("list", "--json"))] == ["Washington Post", "The Coast", "The Coast"]
    (coast,) = rows(run("outlets", "the coast", "--json"))
    assert (coast["articles"], coast["own"]) == (2, ["coast wire", "coast.example"])
    assert "is forgotten; 2 articles changed" in run("outlets", "forget", "Coast Wire").stderr
    assert "is forgotten; 1 article changed" in run("outlets", "forget", "coast.example").stderr
    assert [one["outlet"] for one in rows(run("list", "--json"))] == ["Washington Post", "coast.example", "Coast Wire"]
    assert 'nothing was said of "coast.example"' in run("outlets", "forget", "coast.example", code=2).stderr
    assert "has a word at least" in run("outlets", "name", "coast", " ", code=2).stderr
    assert "has a word at least" in run("outlets", "forget", "", code=2).stderr
