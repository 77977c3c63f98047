"""The commands: their forms, exit codes and messages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tui import __main__ as program
from tui.cli import quoth

LIND = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement, but nothing is final,” Lind said.\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
FORMS = {
    "list": "id path outlet title author published url language characters quotes links event read starred tags",
    "quotes": "id article path outlet title published start end text kind speaker speaker_text cue confidence "
    "continues",
    "links": "a b score relation altered utterance",
    "xref": "a b score relation altered utterance quote diff",
    "search": "article outlet title published score start end passage hits",
}

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("list", "--json")` on a library of two articles."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("one", LIND), ("two", CUT)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")

    def invoke(*args: str, code: int = 0, library: str = "lib") -> Result:
        done = CliRunner().invoke(quoth, ["--library", library, *args])
        assert done.exit_code == code, done.output
        return done

    invoke("add", "one.txt", "--outlet", "Harbour Times", "--published", "2026-11-02")
    invoke("add", "two.txt", "--outlet", "Coast Wire")
    return invoke


def rows(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def quote_id(run: Run) -> str:
    return str(rows(run("quotes", "--json"))[0]["id"])


def test_every_form_has_its_fields(run: Run) -> None:
    asked = {
        "list": ["list"],
        "quotes": ["quotes"],
        "links": ["links"],
        "xref": ["xref", quote_id(run)],
        "search": ["search", "agreement"],
    }
    for name, command in asked.items():
        found = rows(run(*command, "--json"))
        assert found, name
        assert list(found[0])[: len(FORMS[name].split())] == FORMS[name].split()


def test_values(run: Run) -> None:
    listed = rows(run("list", "--json"))
    assert [(r["path"], r["outlet"], r["published"]) for r in listed] == [
        ("one.txt", "Harbour Times", "2026-11-02"),
        ("two.txt", "Coast Wire", None),
    ]
    quote = rows(run("quotes", "--json"))[0]
    assert quote["text"] == LIND[quote["start"] : quote["end"]]
    assert (quote["speaker"], quote["cue"], quote["kind"]) == ("Ada Lind", "said", "direct")
    (link,) = rows(run("links", "--json"))
    assert link["relation"] == "truncated"
    (other,) = rows(run("xref", link["b"], "--json"))
    assert (other["a"], other["b"], other["relation"]) == (link["b"], link["a"], "extended")
    assert other["quote"]["id"] == link["a"]
    hit = rows(run("search", "talks", "--json"))[0]
    assert [CUT[start:end] for start, end in hit["hits"]] == ["talks"]
    assert hit["passage"] == CUT[hit["start"] : hit["end"]]


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["search", "zeppelin"], 1, "nothing found"),
        (["search", "speker:lind"], 2, "speaker"),
        (["quotes", "--speaker", "Nobody"], 1, "no quotation"),
        (["quotes", "--article", "nine"], 2, 'no article "nine"'),
        (["quotes", "--kind", "shouted"], 2, "shouted"),
        (["xref"], 2, "--text"),
        (["xref", "nine#1-2"], 2, "no quotation"),
        (["xref", "--text", "words that nobody has ever printed here"], 1, "no other printing"),
        (["remove", "nine"], 2, 'no article "nine"'),
        (["show", "nine"], 2, 'no article "nine"'),
        (["add", "nowhere.txt"], 2, "does not exist"),
        (["add", "one.txt", "--published", "soon"], 2, "is no date"),
        (["nonsense"], 2, "neither a command nor a file"),
        (["serch"], 2, 'did you mean "quoth search"'),
        (["list", "--limit", "0"], 2, "limit"),
    ],
)
def test_messages_and_exit_codes(run: Run, command: list[str], code: int, says: str) -> None:
    assert says in run(*command, code=code).output


def test_a_library_that_is_not_there(run: Run) -> None:
    assert "there is no library" in run("list", code=2, library="nowhere").output
    assert not Path("nowhere").exists()


def test_an_unknown_quotation_names_near_ones(run: Run) -> None:
    known = quote_id(run)
    assert known in run("xref", known[:-1] + "9", code=2).output


def test_one_odd_input_stops_nothing(run: Run) -> None:
    Path("three.txt").write_text("Edda Quill said “the bell rang all night.”\n", encoding="utf-8")
    done = run("add", "nowhere.txt", "three.txt", "one.txt")
    assert "nowhere.txt: does not exist" in done.output
    assert "1 added, 1 unchanged, 1 skipped" in done.output


def test_the_library_may_be_named_after_the_command(run: Run) -> None:
    done = CliRunner().invoke(quoth, ["list", "--library", "lib", "--json"])
    assert done.exit_code == 0
    assert len(rows(done)) == 2


def test_the_library_may_be_named_by_the_environment(run: Run) -> None:
    done = CliRunner().invoke(quoth, ["list", "--json"], env={"QUOTH_LIBRARY": "lib"})
    assert len(rows(done)) == 2


def test_limits(run: Run) -> None:
    assert len(rows(run("quotes", "--json", "--limit", "1"))) == 1
    assert len(rows(run("search", "the", "--json", "--limit", "1"))) == 1


def test_a_spot_is_shown_in_its_paragraph(run: Run) -> None:
    spot = quote_id(run)
    assert "[[We can accept this" in run("show", spot).output
    article = spot.split("#")[0]
    assert "outside the article" in run("show", f"{article}#5-99999", code=2).output
    assert run("show", article).output.endswith(LIND + "\n")


def test_removing(run: Run) -> None:
    first = rows(run("list", "--json"))[0]["id"]
    run("remove", first)
    assert len(rows(run("list", "--json"))) == 1
    run("links", code=1)


def test_rebuilding(run: Run) -> None:
    before = run("links", "--json").stdout
    assert "2 articles" in run("index", "rebuild").output
    assert run("links", "--json").stdout == before
    (info,) = rows(run("index", "info", "--json"))
    assert info["articles"] == 2
    assert info["last_change"] == info["fulltext_change"] == info["postings_change"]


def test_without_a_terminal_the_reader_says_what_to_do(run: Run) -> None:
    assert "needs a terminal" in run(code=2).output


def test_a_reader_that_has_enough_is_no_error(run: Run) -> None:
    command = f"{sys.executable} -m tui --library lib quotes --json | head -n 0"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("list", ["textual", "rich", "whoosh", "numpy", "asyncio", "index.speakers"]),
        ("quotes", ["textual", "rich", "whoosh", "numpy", "index.speakers"]),
        ("search agreement", ["textual", "rich", "numpy", "index.speakers"]),
    ],
)
def test_a_plain_command_imports_no_screen(run: Run, command: str, heavy: list[str]) -> None:
    code = (
        "import sys; from tui import __main__ as program; sys.argv = ['quoth', '--library', 'lib', *sys.argv[1:]];"
        "program.main(); print([m for m in sys.modules if m in ('textual', 'rich', 'whoosh', 'numpy', 'asyncio',"
        " 'index.speakers')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = done.stderr.strip().splitlines()[-1]
    assert not [name for name in heavy if repr(name) in loaded], loaded


def test_the_core_needs_no_screen() -> None:
    code = (
        "import sys, index.library, index.adding, index.comparing;"
        " print('textual' in sys.modules, 'tui' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(quoth, "main", interrupt)
    assert program.main() == 130
    assert "interrupted" in capsys.readouterr().err
