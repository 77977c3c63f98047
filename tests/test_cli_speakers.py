"""`quoth speakers`: what it prints, what it changes, and how it says no."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from commands import rows
from filelock import FileLock

from index import derived
from tui import output
from tui.__main__ import quoth

TEXTS = {
    "one": "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement,” Lind said.",
    "two": "“We can accept this as the basis,” said Lind. “It is late,” said a spokesman.",
    "three": "“The join holds,” said Ada Join.",
}
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": i, "text": t, "outlet": i.title()} for i, t in TEXTS.items()]
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def invoke(*args: str, code: int = 0) -> Result:
        done = CliRunner().invoke(quoth, ["--library", "lib", *args])
        assert done.exit_code == code, done.output
        return done

    invoke("add", "rows.jsonl")
    return invoke


def test_the_list(run: Run) -> None:
    assert run("speakers").stdout == (
        "Ada Lind\n    2 quotations, 2 articles, 2 outlets · also Lind (1)\n"
        "Ada Join\n    1 quotation, 1 article, 1 outlet\n"
    )
    assert rows(run("speakers", "--json")) == [
        {
            "name": "Ada Lind",
            "spellings": [["Ada Lind", 1], ["Lind", 1]],
            "roles": [],
            "quotations": 2,
            "articles": 2,
            "outlets": 2,
        },
        {
            "name": "Ada Join",
            "spellings": [["Ada Join", 1]],
            "roles": [],
            "quotations": 1,
            "articles": 1,
            "outlets": 1,
        },
    ]


@pytest.mark.parametrize(
    ("args", "names"),
    [
        (("lind",), ["Ada Lind"]),
        (("ada", "--limit", "1"), ["Ada Lind"]),
        (("--limit", "1", "ada"), ["Ada Lind"]),
        (("--", "join"), ["Ada Join"]),
        (("--library", "lib", "lind"), ["Ada Lind"]),
    ],
)
def test_a_query_or_a_command(run: Run, args: tuple[str, ...], names: list[str]) -> None:
    at = args.index("--") if "--" in args else len(args)
    assert [row["name"] for row in rows(run("speakers", *args[:at], "--json", *args[at:]))] == names


def test_nobody_found(run: Run) -> None:
    assert 'did you mean "Ada Lind" or "Ada Join"?' in run("speakers", "Ada Lund", code=1).stderr
    done = run("speakers", "xyz", code=1)
    assert done.stderr == 'quoth: no speaker has "xyz" in the name\n'
    assert done.stdout == ""


def test_join_choices_undo(run: Run) -> None:
    assert run("speakers", "choices", code=1).stderr == "quoth: nothing was joined, split or corrected\n"
    assert run("speakers", "join", "Ada Lind", "Ada Join").stderr == (
        'quoth: "Ada Lind" and "Ada Join" are one speaker, known as Ada Join; to take it back: quoth speakers undo 1\n'
    )
    assert run("speakers", "join", "Ada Lind", "Ada Join").stderr == (
        'quoth: "Ada Lind" and "Ada Join" are one speaker, known as Ada Join, and were before\n'
    )
    assert rows(run("speakers", "--json"))[0]["quotations"] == 3
    assert run("speakers", "choices").stdout.startswith('   1  "Ada Lind" and "Ada Join" are one · 20')
    (choice,) = rows(run("speakers", "choices", "--json"))
    assert {k: v for k, v in choice.items() if k != "made"} == {
        "number": 1,
        "what": "join",
        "name": "Ada Lind",
        "other": "Ada Join",
        "article": None,
        "quotation": None,
        "words": None,
    }
    assert run("speakers", "undo", "1").stderr == "quoth: choice 1 was taken back\n"
    assert len(rows(run("speakers", "--json"))) == 2
    assert "there is no choice 1" in run("speakers", "undo", "1", code=2).stderr


def test_split(run: Run) -> None:
    assert run("speakers", "split", "Ada Lind", "Lind").stderr == (
        'quoth: "Lind" is not "Ada Lind"; to take it back: quoth speakers undo 1\n'
    )
    assert len(rows(run("speakers", "lind", "--json"))) == 2
    assert "are two speakers already" in run("speakers", "split", "Ada Lind", "Lind", code=2).stderr
    run("speakers", "undo", "1")
    assert "in two" in run("speakers", "split", "Ada Lind", "--article", "two").stderr
    assert '"Lind" in two is somebody else' in run("speakers", "choices").stdout


def test_correct(run: Run) -> None:
    quote = rows(run("quotes", "--article", "two", "--json"))[0]["id"]
    assert run("speakers", "correct", quote, "Ada Join").stderr.endswith("was said by Ada Join, corrected by you\n")
    row = rows(run("quotes", "--article", "two", "--json"))[0]
    assert (row["speaker"], row["known_as"], row["corrected"]) == ("Ada Join", "Ada Join", True)
    assert f"was said by Ada Join · {quote}" in run("speakers", "choices").stdout
    assert "nobody known" in run("speakers", "correct", quote, "--nobody").stderr
    assert rows(run("quotes", "--article", "two", "--json"))[0]["speaker"] is None
    run("speakers", "correct", quote, "--found")
    assert rows(run("quotes", "--article", "two", "--json"))[0]["speaker"] == "Lind"
    assert rows(run("quotes", "--speaker", "ada lind", "--json"))[1]["id"] == quote, "under any of its names"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("join", "Ada Lind", "Ada Lund"),
            'nobody is quoted as "Ada Lund" in this library; did you mean "Ada Lind" or',
        ),
        (("join", "Ada Lind", "xyz"), 'nobody is quoted as "xyz" in this library'),
        (("split", "Ada Lind"), "say either which spelling"),
        (("split", "Ada Lind", "Lind", "--article", "two"), "say either which spelling"),
        (("split", "Ada Lind", "--article", "nine"), 'there is no article "nine"'),
        (("split", "Ada Lind", "--article", "three"), "is not quoted in the article"),
        (("correct", "one#1-2", "Ada Lind"), 'there is no quotation "one#1-2"'),
        (("correct", "one#1-2"), "give one of NAME, --nobody and --found"),
        (("correct", "one#1-2", "Ada Lind", "--nobody"), "give one of NAME, --nobody and --found"),
        (("undo", "9"), "there is no choice 9"),
    ],
)
def test_wrong_use(run: Run, args: tuple[str, ...], message: str) -> None:
    assert message in run("speakers", *args, code=2).stderr


def test_what_is_no_name(run: Run) -> None:
    quote = rows(run("quotes", "--article", "two", "--json"))[0]["id"]
    assert "has a word at least" in run("speakers", "correct", quote, " ", code=2).stderr


def test_help_names_the_commands(run: Run) -> None:
    shown = run("speakers", "--help").stdout
    assert all(f"\n  {name} " in shown for name in ("join", "split", "correct", "choices", "undo"))
    assert "list" not in shown.split("Commands:")[1]


def test_a_correction_waits_for_who_adds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    lock = FileLock(Path("lib") / derived.LOCK)

    def say(message: str) -> None:
        told.append(message)
        lock.release()

    monkeypatch.setattr(output, "say", say)
    quotation = rows(run("quotes", "--json", "--article", "two"))[0]["id"]
    for done in (("correct", quotation, "Tor Hale"), ("undo", "1"), ("correct", quotation, "--found")):
        lock.acquire()
        run("speakers", *done)
    assert len(told) == 6
    assert set(told[::2]) == {"waiting for another quoth that adds to this library; ctrl+c stops"}
    assert told[1] == f"{quotation} was said by Tor Hale, corrected by you"


def test_a_quotation_that_is_not_there(run: Run) -> None:
    told = run("speakers", "correct", "nine#1-2", "Tor Hale", code=2).stderr
    assert told == 'quoth: there is no quotation "nine#1-2" in this library; "quoth quotes" shows what there is\n'


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("quotes", "--speaker", "Ada Lindt"),
            'no speaker has "Ada Lindt" in the name; did you mean "Ada Lind" or "Ada Join"?',
        ),
        (("quotes", "--speaker", "xyz"), 'no speaker has "xyz" in the name'),
    ],
)
def test_quotations_of_nobody(run: Run, args: tuple[str, ...], message: str) -> None:
    assert run(*args, code=1).stderr == f"quoth: no quotation found; {message}\n"
    assert run("quotes", "no such words", "--speaker", "Lind", code=1).stderr == "quoth: no quotation found\n"
