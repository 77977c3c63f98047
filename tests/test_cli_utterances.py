"""`quoth utterances`, and what `quoth links` is told: forms, sentences, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, on, rows
from invented import CUT, LIND, OTHER, put, row


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = on(tmp_path / "lib")
    run("add", put(tmp_path / "in", row("one", LIND), row("two", CUT), row("three", OTHER)))
    return run


def ids(run: Run) -> dict[str, str]:
    return {found["article"]: found["id"] for found in rows(run("quotes", "--json"))}


def test_utterances_as_json(run: Run) -> None:
    (found,) = rows(run("utterances", "--json"))
    assert list(found)[:9] == [
        *("id", "speaker", "text", "first", "outlets", "independent", "transcript", "left_out", "printings")
    ]
    assert found["first"] == {"outlet": "ONE", "published": "2026-11-02", "quote": ids(run)["one"]}
    assert [(p["outlet"], p["relation"], p["altered"]) for p in found["printings"]] == [
        ("ONE", "identical", False),
        ("TWO", "truncated", found["printings"][1]["altered"]),
    ]
    assert list(found["printings"][0])[:7] == [
        *("quote", "outlet", "published", "relation", "score", "altered", "copies")
    ]
    assert len(rows(run("utterances", "pier", "--json"))) == 1
    assert len(rows(run("utterances", "--article", "one", "--json", "--limit", "1"))) == 1


def test_utterances_in_words(run: Run) -> None:
    told = run("utterances").stdout
    assert "Ada Lind · 2 outlets · first: ONE · 2026-11-02" in told
    assert "fullest · ONE" in told
    assert "truncated" in told
    assert "alone · THREE" in run("utterances", "--article", "three").stdout
    assert "no utterance found" in run("utterances", "zeppelin", code=1).stderr
    assert 'no article "thre"' in run("utterances", "--article", "thre", code=2).stderr


def test_different_same_and_undo(run: Run) -> None:
    one, two = (ids(run)[article] for article in ("one", "two"))
    assert [link["judged"] for link in rows(run("links", "--json"))] == [None]
    told = run("links", "different", two, one).stderr
    assert told == f"quoth: {one} and {two} are not the same; to take it back: quoth links undo 1\n"
    run("links", code=1)
    run("xref", one, code=1)
    assert [(link["relation"], link["judged"]) for link in rows(run("links", "--min-score", "0", "--json"))] == [
        ("none", False)
    ]
    (made,) = rows(run("links", "judged", "--json"))
    assert (made["number"], made["same"], made["a"], made["b"]) == (1, False, one, two)
    assert "not the same" in run("links", "judged").stdout
    run("links", "same", one, two)
    assert [(link["score"], link["judged"]) for link in rows(run("links", "agreement", "--json"))] == [(1.0, True)]
    run("links", "undo", "2")
    assert [link["judged"] for link in rows(run("links", "--json"))] == [None]
    run("links", "judged", code=1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("same", "one#0-3", "two#0-3"), 'there is no quotation "one#0-3"'),
        (("different", "ONE", "ONE"), "only quotations of two articles"),
        (("undo", "7"), 'there is no judgement 7; "quoth links judged"'),
    ],
)
def test_what_can_not_be_said(run: Run, args: tuple[str, ...], told: str) -> None:
    known = ids(run)
    assert told in run("links", *(known.get(arg.lower(), arg) for arg in args), code=2).stderr


def test_a_word_that_is_a_subcommand_may_be_a_query(run: Run) -> None:
    assert "no link found" in run("links", "--", "same", code=1).stderr
    assert len(rows(run("links", "--json", "agreement"))) == 1
