"""`quoth list --event` and what `quoth xref` says of those who left a quotation out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from happenings import FERRY, FERRY_TOO, HALE
from invented import put, row

from tui.__main__ import quoth

SILENT = FERRY_TOO[1].replace("“Nobody was hurt,”", "It was all well,")


@pytest.fixture
def library(tmp_path: Path) -> list[str]:
    """The arguments of a library with two articles on one happening and one on another."""
    arguments = ["--library", str(tmp_path / "library")]
    rows = [
        row("a", FERRY[1], title=FERRY[0], outlet="Harbour Times"),
        row("c", HALE[1], title=HALE[0], outlet="Radio Oss"),
        row("b", SILENT, title=FERRY_TOO[0], outlet="Coast Wire"),
    ]
    assert CliRunner().invoke(quoth, [*arguments, "add", put(tmp_path / "in", *rows)]).exit_code == 0
    return arguments


def run(library: list[str], *command: str, code: int = 0) -> Result:
    done = CliRunner().invoke(quoth, [*library, *command])
    assert done.exit_code == code, done.output
    return done


def test_the_list_of_one_event(library: list[str]) -> None:
    rows = [json.loads(line) for line in run(library, "list", "--event", "b", "--json").stdout.splitlines()]
    assert [(row["id"], row["event"]) for row in rows] == [("a", "a"), ("b", "a")]
    assert "Coast Wire" not in run(library, "list", "--event", "a", "--limit", "1").stdout
    assert "Radio Oss" not in run(library, "list", "--event", "a").stdout
    assert "no article" in run(library, "list", "--event", "nobody", code=2).stderr


def test_xref_names_who_left_it_out(library: list[str]) -> None:
    rows = [json.loads(line) for line in run(library, "quotes", "--article", "a", "--json").stdout.splitlines()]
    said = next(row["id"] for row in rows if row["text"].startswith("Nobody was hurt"))
    told = run(library, "xref", said, code=1)
    assert told.stdout == "not reported by Coast Wire (b)\n"
    assert "no other printing" in told.stderr
    assert run(library, "xref", said, "--json", code=1).stdout == ""
