"""`quoth said`: everything that one person said, by event."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from commands import rows

from tui.__main__ import quoth

ROWS = [
    {
        "id": "one",
        "outlet": "Harbour Times",
        "title": "Lind on the talks",
        "published": "2026-11-02",
        "text": "Ada Lind, prime minister of Norland, spoke in Oss. "
        "“We can accept this as the basis of an agreement, but nothing is final,” Lind said.",
    },
    {
        "id": "two",
        "outlet": "Coast Wire",
        "title": "Talks go on",
        "published": "2026-11-03",
        "text": "The talks went on. Ada Lind told reporters: “We can accept this as the basis of an agreement.”",
    },
    {
        "id": "three",
        "outlet": "Radio Oss",
        "title": "The bakers' fair",
        "published": "2026-12-01",
        "text": "Bakers from four towns met. Ada Lind said the cake had been dry. “It rained,” said Ada Join.",
    },
]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")

    def invoke(*args: str, code: int = 0) -> Result:
        done = CliRunner().invoke(quoth, ["--library", "lib", *args])
        assert done.exit_code == code, done.output
        return done

    invoke("add", "rows.jsonl")
    return invoke


def test_by_event_with_all_who_printed_it(run: Run) -> None:
    report, quote = rows(run("said", "Ada Lind", "--json"))
    assert run("said", "Ada Lind").stdout == (
        "Ada Lind, prime minister of Norland\n"
        "    3 quotations, 3 articles, 3 outlets\n"
        "\n"
        "2026-12-01 · The bakers' fair · 1 article\n"
        "    the cake had been dry\n"
        f"        2026-12-01 · indirect · Radio Oss · {report['id']}\n"
        "\n"
        "2026-11-02 · Lind on the talks · 2 articles\n"
        "    “We can accept this as the basis of an agreement, but nothing is final,”\n"
        f"        2026-11-02 · direct · 2 outlets: Harbour Times, Coast Wire · {quote['id']}\n"
    )


def test_a_row_has_the_fields_of_quotes_and_more(run: Run) -> None:
    report, quote = rows(run("said", "Ada Lind", "--json"))
    (plain,) = rows(run("quotes", "--article", "one", "--json"))
    assert {name: quote[name] for name in plain} == plain
    assert {name: value for name, value in quote.items() if name not in plain} == {
        "said_by": "Ada Lind",
        "words": "We can accept this as the basis of an agreement, but nothing is final,",
        "first": "2026-11-02",
        "outlets": ["Harbour Times", "Coast Wire"],
        "quotes": [row["id"] for name in ("one", "two") for row in rows(run("quotes", "--article", name, "--json"))],
        "transcript": False,
        "event": "one",
        "event_title": "Lind on the talks",
        "event_published": "2026-11-02",
    }
    assert (report["kind"], report["event"], report["outlets"]) == ("indirect", "three", ["Radio Oss"])


def test_any_spelling_and_a_part_that_one_speaker_has(run: Run) -> None:
    for name in ("ADA LIND", "ada lind", "lind", "Lin"):
        assert len(rows(run("said", name, "--json"))) == 2, name
    assert len(rows(run("said", "Ada Lind", "--json", "--limit", "1"))) == 1
    assert run("said", "Ada Lind", "--limit", "1").stdout.count("2026-12-01") == 2


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("ada", 2, 'several speakers have "ada" in the name: "Ada Lind", "Ada Join"; give one of these'),
        ("Ada Lindt", 1, 'nobody is quoted as "Ada Lindt" in this library; did you mean "Ada Lind" or "Ada Join"?'),
        ("xyz", 1, 'nobody is quoted as "xyz" in this library'),
        ("", 1, 'nobody is quoted as "" in this library'),
    ],
)
def test_nobody_or_several_of_that_name(run: Run, name: str, code: int, message: str) -> None:
    assert run("said", name, code=code).stderr == f"quoth: {message}\n"
