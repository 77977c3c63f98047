"""`quoth saved` and `quoth list --saved`: searches kept as lists, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from commands import Run, on, rows
from invented import LIND, OTHER, put, row


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = on(tmp_path / "lib")
    run("add", put(tmp_path / "in", row("one", LIND), row("two", OTHER)))
    return run


def ids(done: Result) -> list[str]:
    return [one["id"] for one in rows(done)]


def test_a_search_is_saved_listed_seen_and_removed(run: Run, tmp_path: Path) -> None:
    assert "quoth saved add NAME QUERY" in run("saved", code=1).stderr
    assert "quoth list --saved 'The bell'" in run("saved", "add", "The bell", "bell OR quote:pier").stderr
    run("saved", "add", "open", "is:unread")
    assert run("saved").stdout == "open  2 articles\n    is:unread\nThe bell  1 article\n    bell OR quote:pier\n"
    run("add", put(tmp_path / "more", row("three", OTHER)))
    assert "The bell  2 articles · 1 new" in run("saved").stdout
    (first, second) = rows(run("saved", "--json"))
    assert list(first) == ["name", "query", "articles", "new", "made"]
    assert [second[name] for name in ("name", "articles", "new")] == ["The bell", 2, 1]
    assert rows(run("saved", "--json", "--limit", "1")) == [first]
    assert ids(run("list", "--saved", "the bell", "--json")) == ["two", "three"]
    assert ids(run("list", "--saved", "the bell", "--json", "--limit", "1")) == ["two"]
    assert ids(run("list", "is:unread", "--saved", "the bell", "--new", "--json")) == ["three"]
    run("saved", "seen", "the bell", "open")
    assert 'nothing is new in "The bell"' in run("list", "--saved", "the bell", "--new", code=1).stderr
    assert "The bell  2 articles\n" in run("saved").stdout
    assert "quoth saved add 'The bell' 'bell OR quote:pier'" in run("saved", "remove", "the bell").stderr
    assert [one["name"] for one in rows(run("saved", "--json"))] == ["open"]


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["saved", "add", "open", "bell"], 2, 'there is a saved search "open" already: is:unread'),
        (["saved", "add", "x", "is:unraed"], 2, 'the nearest is "is:unread"'),
        (["saved", "add", "x", ""], 2, "a saved search needs a query"),
        (["saved", "add", "x", '"ada lind'], 0, "is not closed"),
        (["saved", "open"], 2, "to print what it finds: quoth list --saved open"),
        (["saved", "remove", "opn"], 2, 'there is no saved search "opn"; did you mean "open"?'),
        (["saved", "seen", "zzz"], 2, '"quoth saved" prints what there is'),
        (["list", "--saved", "zzz"], 2, 'there is no saved search "zzz"'),
        (["list", "--new"], 2, "quoth list --saved NAME --new"),
    ],
)
def test_messages_and_exit_codes(run: Run, command: list[str], code: int, says: str) -> None:
    run("saved", "add", "open", "is:unread")
    assert says in run(*command, code=code).stderr


def test_a_list_that_finds_nothing_says_why(run: Run) -> None:
    run("saved", "add", "stars", "is:starred")
    assert "no article has a star" in run("list", "--saved", "stars", code=1).stderr
