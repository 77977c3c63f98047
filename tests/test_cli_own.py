"""`quoth tag`, `note`, `list --tag` and `remove --undo`: what a reader keeps, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, on, rows
from invented import LIND, OTHER, put, row

from tui import places
from tui.memory import Memory
from tui.screens.jumps import Place
from tui.session import Session


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = on(tmp_path / "lib")
    run("add", put(tmp_path / "in", row("one", LIND), row("two", OTHER)))
    return run


def quote_id(run: Run) -> str:
    return rows(run("quotes", "--article", "one", "--json"))[0]["id"]


def test_marks(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "state_folder", lambda: tmp_path / "state")
    assert "m and a letter" in run("marks", code=1).stderr
    quote = quote_id(run)
    session = Session(marks={"b": Place("one", 3, quote), "a": Place("two", 4), "z": Place("gone", 1)})
    Memory.of(tmp_path / "lib").save(session)
    told = run("marks").stdout.splitlines()
    assert told[0].startswith("a  two")
    assert told[1].strip().startswith("bell was found.")
    assert told[2].startswith(f"b  {quote}")
    assert told[3] == "    We can accept this as the basis of an agreement, but nothing is final,"
    assert told[4] == "z  gone · no longer in this library"
    first, second, gone = rows(run("marks", "--json"))
    assert (first["letter"], first["article"], first["quote"], first["start"]) == ("a", "two", None, 4)
    assert (second["quote"], second["words"][:13]) == (quote, "We can accept")
    assert gone == dict.fromkeys(first, None) | {"letter": "z", "article": "gone"}
    assert len(rows(run("marks", "--json", "--limit", "1"))) == 1


def test_tags(run: Run) -> None:
    run("tag", code=1)
    assert "one is tagged #ferry #toll" in run("tag", "one", "Toll", "#ferry").stderr
    assert rows(run("tag", "two", "toll", "--json")) == [{"article": "two", "tags": ["toll"]}]
    assert run("tag").stdout == "#ferry  1\n#toll  2\n"
    assert rows(run("tag", "--json", "--limit", "1")) == [{"name": "ferry", "articles": 1}]
    assert run("tag", "one").stdout == "#ferry #toll\n"
    assert [one["tags"] for one in rows(run("list", "--json"))] == [["ferry", "toll"], ["toll"]]
    assert "#ferry #toll" in run("list").stdout
    assert "two has no tags now" in run("tag", "two", "--remove", "toll").stderr
    assert run("tag", "two", code=1).stdout == ""


def test_the_list_of_a_tag(run: Run) -> None:
    run("tag", "two", "toll")
    assert [one["id"] for one in rows(run("list", "--tag", "#Toll", "--json", "--limit", "1"))] == ["two"]
    assert [one["id"] for one in rows(run("list", "--tag", "toll", "--event", "two", "--json"))] == ["two"]
    assert run("list", "--tag", "toll", "--event", "one", code=1).stdout == ""
    assert '"quoth tag" prints the tags' in run("list", "--tag", "bell", code=1).stderr


def test_the_list_of_a_query(run: Run) -> None:
    run("tag", "two", "toll")
    assert [one["id"] for one in rows(run("list", "tag:toll", "--json"))] == ["two"]
    assert run("list", "is:unread bell", "--json").stdout == run("list", "--tag", "toll", "--json").stdout
    assert [one["id"] for one in rows(run("list", "is:unread", "--json"))] == ["one", "two"]
    assert [one["id"] for one in rows(run("list", "is:unread", "--json", "--limit", "1"))] == ["one"]
    assert [one["id"] for one in rows(run("list", "lind OR bell", "--tag", "toll", "--json"))] == ["two"]
    assert run("list", "lind", "--tag", "toll", code=1).stdout == ""
    assert run("list", "lind", "--event", "two", code=1).stdout == ""
    assert "nothing found for is:starred\nquoth: no article has a star" in run("list", "is:starred", code=1).stderr
    assert 'the nearest is "is:unread"' in run("list", "is:unraed", code=2).stderr
    assert "is not closed" in run("list", '"ada lind').stderr
    assert [one["article"] for one in rows(run("search", "tag:tol*", "--json"))] == ["two"]
    assert {one["article"] for one in rows(run("quotes", "NOT tag:toll", "--json"))} == {"one"}


def test_notes(run: Run) -> None:
    quotation = quote_id(run)
    run("note", code=1)
    assert "the note on one was kept" in run("note", "one", "Ask the\npress office.").stderr
    run("note", quotation, "Whose plan?")
    (first, second) = rows(run("note", "one", "--json"))
    assert (first["quote"], first["words"], first["text"]) == (None, None, "Ask the\npress office.")
    assert (second["article"], second["quote"], second["text"]) == ("one", quotation, "Whose plan?")
    assert second["words"] == rows(run("quotes", "--article", "one", "--json"))[0]["text"]
    assert list(first) == ["article", "quote", "words", "text", "made", "stood"]
    assert [one["text"] for one in rows(run("note", quotation, "--json"))] == ["Whose plan?"]
    assert "    Ask the\n    press office." in run("note").stdout
    assert [one["notes"] for one in rows(run("list", "--json"))] == [2, 0]
    assert "2 notes" in run("list").stdout
    run("note", quotation, "--remove")
    assert [one["text"] for one in rows(run("note", "--json"))] == ["Ask the\npress office."]


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["tag", "four"], 2, 'there is no article "four"'),
        (["tag", "one", "two words"], 2, '"two words" is no tag'),
        (["tag", "one", "--remove"], 2, "say which tags to take away"),
        (["note", "four", "text"], 2, 'there is no article "four"'),
        (["note", "four"], 2, 'there is no article "four"'),
        (["note", "one#1-2", "text"], 2, 'there is no quotation "one#1-2"'),
        (["note", "one", " "], 2, "a note has a word at least"),
        (["note", "one", "text", "--remove"], 2, "give the id and no text"),
        (["note", "two"], 1, "there is no note"),
        (["remove", "--undo", "one"], 2, "can't be brought back"),
    ],
)
def test_messages_and_exit_codes(run: Run, command: list[str], code: int, says: str) -> None:
    assert says in run(*command, code=code).stderr


def test_what_was_removed_comes_back(run: Run) -> None:
    run("tag", "one", "toll")
    run("note", quote_id(run), "Whose plan?")
    before = run("list", "--json").stdout, run("quotes", "--json").stdout, run("note", "--json").stdout
    run("remove", "one", "two")
    run("list", code=1)
    assert "brought back two, one" in run("remove", "--undo", "two", "one").stderr
    assert (run("list", "--json").stdout, run("quotes", "--json").stdout, run("note", "--json").stdout) == before
