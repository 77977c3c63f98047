"""`quoth compare` and `quoth matrix`: their forms, exit codes and messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from commands import rows

from tui.cli import quoth

LIND = (
    "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement, but nothing is final,” Lind said. "
    "“The gulls were not asked,” she added.\n"
)
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
COMPARE = ["a", "b", "score", "relation", "altered", "diff", "alterations"]
A, B = "We can accept this as the basis of a treaty.", "We could accept this as the basis of a treaty."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("matrix", "--json")` on a library of two articles."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("one", LIND), ("two", CUT)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")

    def invoke(*args: str, code: int = 0, given: str | bytes | None = None) -> Result:
        done = CliRunner().invoke(quoth, ["--library", "lib", *args], input=given)
        assert done.exit_code == code, done.output
        return done

    invoke("add", "one.txt", "--outlet", "Harbour Times", "--published", "2026-11-02")
    invoke("add", "two.txt", "--outlet", "Coast Wire", "--published", "2026-11-02")
    return invoke


def pair(a: Any, b: Any) -> str:
    return json.dumps({"a": a, "b": b}) + "\n"


def test_two_texts(run: Run) -> None:
    told = run("compare", A, B).stdout
    assert "[-can-] [+could+]" in told
    (row,) = rows(run("compare", A, B, "--json"))
    assert list(row) == COMPARE
    assert (row["a"], row["b"], row["relation"]) == (A, B, "reworded")
    assert ["replace", "can", "could"] in row["diff"]


def test_texts_that_have_nothing_in_common(run: Run) -> None:
    told = run("compare", A, "The gulls were not asked, and nobody minded.").stdout
    assert "too little alike to be linked" in told
    assert "altered" not in told
    few = run("compare", "We agree", "We disagree").stdout  # no link of two words, whoever asks knows better
    assert "too little alike to be linked · if they are one saying, altered: negation" in few


def test_two_quotations_are_compared_as_their_link_is(run: Run) -> None:
    (link,) = rows(run("links", "--json"))
    (row,) = rows(run("compare", link["a"], link["b"], "--json"))
    assert (row["a"], row["b"]) == (link["a"], link["b"])
    assert (row["score"], row["relation"]) == (link["score"], link["relation"])
    (turned,) = rows(run("compare", link["b"], link["a"], "--json"))
    assert (turned["score"], turned["relation"]) == (link["score"], "extended")


def test_a_quotation_and_a_text(run: Run) -> None:
    (link,) = rows(run("links", "--json"))
    (row,) = rows(run("compare", link["a"], "the basis of an agreement, but nothing is final", "--json"))
    assert row["relation"] == "truncated"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # looks like an id and is none
        ("nothing#1-2", 2),
        # a text may end so
        ("We saw it in note#1-2", 0),
        ("", 0),
    ],
)
def test_an_id_that_is_not_there(run: Run, text: str, code: int) -> None:
    done = run("compare", text, B, code=code)
    assert ("there is no quotation" in done.stderr) == bool(code)


@pytest.mark.parametrize("args", [(), (A,), (A, B, "--jsonl"), (A, "--jsonl")])
def test_wrong_use(run: Run, args: tuple[str, ...]) -> None:
    assert "give either" in run("compare", *args, code=2).stderr


def test_pairs_on_standard_input_need_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(quoth, ["--library", "none", "compare", "--jsonl"], input=pair(A, B) + "\n" + pair(B, A))
    assert done.exit_code == 0
    assert [row["a"] for row in rows(done)] == [A, B]
    assert not Path("none").exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json\n", "no JSON"),
        (b"\xff\n", "no JSON"),
        (b"[1]\n", 'no object with "a" and "b"'),
        (b'{"a": "x"}\n', 'its "b" is missing'),
        (b'{"a": "x", "b": 1}\n', 'its "b" is no text'),
        (b'{"a": "nothing#1-2", "b": "x"}\n', "there is no quotation"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(run: Run, line: bytes, reason: str) -> None:
    good = pair(A, B).encode()
    done = run("compare", "--jsonl", given=good + b"\n" + line + good)
    assert len(rows(done)) == 2
    assert "line 3: " in done.stderr
    assert reason in done.stderr
    # nothing but bad lines is wrong use
    assert "line 1: " in run("compare", "--jsonl", given=line, code=2).stderr


def test_nothing_on_standard_input(run: Run) -> None:
    assert "there are no" in run("compare", "--jsonl", given="", code=2).stderr


# --- matrix


def test_who_printed_what(run: Run) -> None:
    (row,) = rows(run("matrix", "--json"))
    assert row["cells"] == {"Harbour Times": "identical", "Coast Wire": "truncated"}
    assert row["altered_by"] == []
    assert row["outlets"] == 2
    told = run("matrix").stdout
    assert "    truncated: Coast Wire\n" in told
    assert "Harbour Times: printed 1, left out 0\n" in told


def test_what_an_article_quotes_also_what_nobody_else_printed(run: Run) -> None:
    ids = {row["outlet"]: row["id"] for row in rows(run("list", "--json"))}
    found = rows(run("matrix", "--article", ids["Harbour Times"], "--json"))
    # in the order of the article; null: the other outlet has nothing to do with it
    assert [row["cells"]["Coast Wire"] for row in found] == ["truncated", None]
    assert len(rows(run("matrix", "--article", ids["Coast Wire"], "--json"))) == 1
    assert len(rows(run("matrix", "--event", ids["Harbour Times"], "--json"))) == 2


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("gulls",), 0, ""),
        (("ferries",), 1, "nobody's words"),
        (("published:soon",), 2, "is no date"),
        (("gulls", "--article", "x"), 2, "give one of"),
        (("--article", "x"), 2, 'no article "x"'),
        (("--event", "x"), 2, 'no article "x"'),
    ],
)
def test_what_it_is_of(run: Run, args: tuple[str, ...], code: int, message: str) -> None:
    assert message in run("matrix", *args, code=code).stderr


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    Path(tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_text("Nobody spoke.", encoding="utf-8")
    CliRunner().invoke(quoth, ["--library", str(tmp_path / "lib"), "add", str(tmp_path / "empty.txt")])
    done = CliRunner().invoke(quoth, ["--library", str(tmp_path / "lib"), "matrix"])
    assert done.exit_code == 1
    assert "no words that two outlets printed" in done.stderr


def test_orders_and_the_limit(run: Run) -> None:
    ids = {row["outlet"]: row["id"] for row in rows(run("list", "--json"))}
    event = ("matrix", "--event", ids["Harbour Times"], "--json")
    assert [row["outlets"] for row in rows(run(*event, "--order", "outlets"))] == [2, 1]
    assert [row["outlets"] for row in rows(run(*event, "--limit", "1"))] == [2]


def test_of_two_books_the_beginnings_are_compared_and_that_is_said(run: Run) -> None:
    pair = json.dumps({"a": "gull " * 50_000, "b": "toll " * 50_000})
    done = run("compare", "--jsonl", given=pair)
    assert done.stderr.count("only the first 100,000 of 250,000 characters are compared") == 2
    assert json.loads(done.stdout)["relation"] == "none"
