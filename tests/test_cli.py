"""The commands: their forms, exit codes and messages."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from commands import rows

from index.adding import Progress
from index.library import Library
from index.model import AddSummary, Skipped
from index.store import LibraryError
from tui import __main__ as program
from tui import output
from tui.cli import quoth
from tui.progress import line_of, stoppable

LIND = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement, but nothing is final,” Lind said.\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
FORMS = {
    "list": "id path outlet title author published url language characters quotes links event read starred tags",
    "quotes": "id article path outlet title published start end text kind speaker speaker_text cue confidence "
    "continues",
    "links": "a b score relation altered utterance",
    "xref": "a b score relation altered utterance quote diff alterations",
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
    assert all(r["read"] is False and r["starred"] is False for r in listed)
    quote = rows(run("quotes", "--json"))[0]
    assert quote["text"] == LIND[quote["start"] : quote["end"]]
    assert (quote["speaker"], quote["cue"], quote["kind"]) == ("Ada Lind", "said", "direct")
    (link,) = rows(run("links", "--json"))
    assert link["relation"] == "truncated"
    assert link["altered"] is False
    (other,) = rows(run("xref", link["b"], "--json"))
    assert (other["a"], other["b"], other["relation"]) == (link["b"], link["a"], "extended")
    assert other["quote"]["id"] == link["a"]
    assert (other["altered"], other["alterations"]) == (False, [])
    hit = rows(run("search", "talks", "--json"))[0]
    assert [CUT[start:end] for start, end in hit["hits"]] == ["talks"]
    assert hit["passage"] == CUT[hit["start"] : hit["end"]]


def test_every_place_of_some_words(run: Run) -> None:
    found = rows(run("search", "the", "--context", "--json"))
    assert [row["article"] for row in found].count(found[0]["article"]) > 1
    for row in found:
        ((start, end),) = row["hits"]
        assert row["passage"][start - row["start"] : end - row["start"]].lower() == "the"
    printed = run("search", "the", "--context", "--sort", "right", "--limit", "3").stdout.splitlines()
    assert len(printed) == 3
    assert len({line.lower().index("*the*") for line in printed}) == 1
    assert [line.lower().split("*the* ")[1].split()[0] for line in printed] == ["basis", "basis", "plan"]


def test_passages_by_date(run: Run) -> None:
    assert [row["published"] for row in rows(run("search", "agreement", "--json", "--sort", "date"))] == [
        "2026-11-02",
        None,
    ]


def test_an_altered_printing_says_what_was_altered(run: Run) -> None:
    Path("three.txt").write_text(LIND.replace("can accept", "must accept"), encoding="utf-8")
    run("add", "three.txt", "--outlet", "Radio Oss", "--published", "2026-11-02")
    first = rows(run("quotes", "--json", "--outlet", "Harbour Times"))[0]["id"]
    third = rows(run("quotes", "--json", "--outlet", "Radio Oss"))[0]["id"]
    found = {row["b"]: row for row in rows(run("xref", first, "--json"))}
    assert (found[third]["altered"], found[third]["alterations"]) == (True, [["modal", "can", "must"]])
    assert [row["alterations"] for row in found.values() if row["b"] != third] == [[]]
    assert "altered: modal “must” → “can”" in run("xref", third).stdout
    assert "reworded · altered" in run("links").stdout
    assert {row["altered"] for row in rows(run("links", "--json"))} == {True, False}


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["search", "zeppelin"], 1, "nothing found"),
        (["search", "speker:lind"], 2, "speaker"),
        (["search", "agreemnet"], 1, 'did you mean "agreement"?'),
        (["search", "outlet:Coost"], 1, 'no outlet is called "Coost"; did you mean "Coast Wire"?'),
        (["search", "talks nothing outlet:harbour"], 1, "without outlet"),
        (["quotes", "--speaker", "Nobody"], 1, "no quotation"),
        (["quotes", "--article", "nine"], 2, 'no article "nine"'),
        (["quotes", "--kind", "shouted"], 2, "shouted"),
        (["xref"], 2, "--text"),
        (["xref", "nine#1-2"], 2, "no quotation"),
        (["xref", "--text", "words that nobody has ever printed here"], 1, "no other printing"),
        (["remove", "nine"], 2, 'no article "nine"'),
        (["remove", "nine", "ten"], 2, 'no articles "nine", "ten"'),
        (["add", "one.txt", "--outlet", "\udcff"], 2, "--outlet is not UTF-8"),
        (["a" * 300], 2, "neither a command nor a file"),
        (["a" * 300 + ".txt"], 2, "name too long"),
        (["one.txt", "--shout"], 2, "No such option"),
        (["index", "--library", "lib", "info"], 0, "articles"),
        (["remov"], 2, 'did you mean "quoth remove"'),
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


def test_a_home_that_nobody_has(run: Run) -> None:
    assert "can't be opened" in run("list", code=2, library="~nobody-is-called-so/lib").output


def test_an_unknown_quotation_names_near_ones(run: Run) -> None:
    known = quote_id(run)
    assert known in run("xref", known[:-1] + "9", code=2).output


def test_one_odd_input_stops_nothing(run: Run) -> None:
    Path("three.txt").write_text("Edda Quill said “the bell rang all night.”\n", encoding="utf-8")
    done = run("add", "nowhere.txt", "three.txt", "one.txt")
    assert "nowhere.txt: does not exist" in done.output
    assert "1 added, 1 unchanged, 1 skipped" in done.output


def test_an_empty_outlet_is_none(run: Run) -> None:
    Path("three.txt").write_text("Edda Quill said “the bell rang all night.”\n", encoding="utf-8")
    run("add", "three.txt", "--outlet", " ", "--published", "")
    third = rows(run("list", "--json"))[2]
    assert (third["outlet"], third["published"]) == (None, None)


def test_a_folder_may_be_called_like_the_hidden_command(run: Run) -> None:
    Path("read").mkdir()
    Path("read", "three.txt").write_text("Edda Quill said “the bell rang all night.”\n", encoding="utf-8")
    run("read", code=2)  # there is no terminal to read in
    assert len(rows(run("list", "--json"))) == 3


def test_a_summary_of_many_lines_is_short() -> None:
    refused = [Skipped(f"a:b.jsonl:{n}", "is not JSON") for n in range(1, 41)]
    remarks = [Skipped(f"a:b.jsonl:{n}", "was added without a date", added=True) for n in range(1, 23)]
    files = [Skipped(f"{n}.txt", "is empty") for n in range(30)]
    lines = output.summary_plain(AddSummary(skipped=(*refused, *remarks, *files)))
    assert sum("is not JSON" in line for line in lines) == 20
    assert sum("is empty" in line for line in lines) == 30
    assert "a:b.jsonl: ... and 20 more lines like these" in lines
    assert "a:b.jsonl: ... and 2 more remarks like these" in lines
    assert lines[-1] == "0 added, 70 skipped"


def test_a_summary_gives_a_terminal_no_orders() -> None:
    (line, _) = output.summary_plain(AddSummary(skipped=(Skipped("a\x1b[2J.txt", "says \x9b2J\nand more"),)))
    assert line == "'a\\x1b[2J.txt': says \ufffd2J and more"


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
    assert len(rows(run("list", "--json", "--limit", "1"))) == 1


def test_a_spot_is_shown_in_its_paragraph(run: Run) -> None:
    spot = quote_id(run)
    assert "[[We can accept this" in run("show", spot).output
    article = spot.split("#")[0]
    assert "outside the article" in run("show", f"{article}#5-99999", code=2).output
    assert run("show", article).output.endswith(LIND + "\n")


def test_a_spot_is_cited(run: Run) -> None:
    spot = next(row["id"] for row in rows(run("quotes", "--json")) if row["text"].startswith("We can accept this"))
    article = spot.partition("#")[0]
    assert run("show", spot, "--cite").output.startswith("“We can accept this")
    assert spot in run("show", spot, "--cite").output
    assert run("show", spot, "--cite", "{id}").output == f"{spot}\n"
    assert "<blockquote" in run("show", spot, "--cite", "html").output
    assert "as cited in" in run("show", spot, "--cite=apa").output
    assert run("show", f"{article}#0-5", "--cite").output.startswith(LIND[:5])
    assert 'did you mean "apa"?' in run("show", spot, "--cite", "appa", code=2).output
    assert "say which" in run("show", article, "--cite", code=2).output
    assert "outside the article" in run("show", f"{article}#5-99999", "--cite", code=2).output
    assert "can't be joined" in run("show", spot, "--cite", "apa", "--open", code=2).output


def test_a_spot_is_opened_in_the_reader(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("tui.reading.read_library", lambda _, **where: asked.append(where) or 0)
    article = quote_id(run).split("#")[0]
    run("show", f"{article}#1-2", "--open")
    assert asked == [{"article": article, "spot": (1, 2)}]


def test_a_text_is_piped_as_it_is_and_harmless_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    text = "She said:\r\n\t“\x1b[31mNothing\x9b0m is final.”\n"
    Path("three.txt").write_bytes(text.encode())
    run("add", "three.txt")
    shown = run("show", rows(run("list", "--json"))[2]["id"]).stdout_bytes.decode()
    assert shown.endswith(text + "\n")
    monkeypatch.setattr(sys, "stdout", Terminal())
    output.put(text)
    output.put("a\u202eb\u2069")
    output.emit({"text": "a\u202eb\x9b"})
    assert sys.stdout.getvalue() == (  # type: ignore[attr-defined]
        "She said:\n\t“\ufffd[31mNothing\ufffd0m is final.”\n\na\ufffdb\ufffd\n" + r'{"text": "a\u202eb\u009b"}' + "\n"
    )


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


@pytest.mark.parametrize("asked", ["quotes --json", "--help", "search --help"])
def test_a_reader_that_has_enough_is_no_error(run: Run, asked: str) -> None:
    command = f"{sys.executable} -m tui --library lib {asked} | head -n 0"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("list >&-", 0, ""),
        ("list <&- >&- 2>&-", 0, ""),
        ("search zeppelin 2>&-", 1, ""),
        ("list >/dev/full", 2, "quoth: can't write: the disk is full; make room and try again\n"),
        ("list --json >/dev/full", 2, "quoth: can't write: the disk is full; make room and try again\n"),
        ("search zeppelin 2>/dev/full", 2, ""),
        ("nonsense 2>/dev/full", 2, ""),
    ],
)
def test_streams_that_take_nothing(run: Run, command: str, code: int, says: str) -> None:
    line = f"{sys.executable} -m tui --library lib {command}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (code, says)


def test_json_is_valid_in_every_encoding(run: Run) -> None:
    run("add", "one.txt", "--outlet", "Ærlig \U0001f30a")
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--library", "lib", "list", "--json"],
        capture_output=True,
        timeout=60,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    outlets = [json.loads(line)["outlet"] for line in done.stdout.decode("ascii").splitlines()]
    assert outlets == ["Ærlig \U0001f30a", "Coast Wire"]


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


@pytest.mark.parametrize(
    ("raised", "code", "says"),
    [
        (KeyboardInterrupt(), 130, "quoth: interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "lib/x"), 2, "the disk is full (lib/x); make room"),
        (
            OSError(errno.EIO, "Input/output error", "lib/x"),
            2,
            "can't read or write: Input/output error (lib/x); the disk fails",
        ),
        (LibraryError("the library is damaged"), 2, "quoth: the library is damaged"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
        (EOFError(), EOFError, ""),
        (SystemExit(3), SystemExit, ""),
    ],
)
def test_what_a_command_raises(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    raised: BaseException,
    code: int | type[BaseException],
    says: str,
) -> None:
    def fail(_: Library) -> None:
        raise raised

    monkeypatch.setattr(Library, "info", fail)
    monkeypatch.setattr(sys, "argv", ["quoth", "--library", "lib", "index", "info"])
    if isinstance(code, int):
        assert program.main() == code
        assert says in capfd.readouterr().err
    else:
        with pytest.raises(code):
            program.main()


def test_ctrl_c_while_the_program_is_being_loaded_ends_it_without_a_word() -> None:
    code = """if True:
        import runpy, os, signal, sys
        class Pressed:
            def find_spec(self, name, *_):
                if name == "click":
                    os.kill(os.getpid(), signal.SIGINT)
        sys.meta_path.insert(0, Pressed())
        runpy.run_module("tui", run_name="__main__")
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_half_a_library_is_not_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(Library, "outdated", lambda _: True)
    monkeypatch.setattr(Library, "rebuild", lambda _, **how: asked.append(how) or AddSummary(stopped=True))
    assert run("list", code=130).stdout == ""
    assert asked[0]["only_if_outdated"] is True


def test_one_large_file_counts_its_articles() -> None:
    assert line_of(Progress("adding", 0, 1, 1204, "all.jsonl")) == "adding · 1,204 articles · all.jsonl"
    assert line_of(Progress("adding", 0, 1, 1)) == "adding · 1 article"
    assert line_of(Progress("adding", 3, 12, 4)) == "adding · 3 of 12 · 4 articles"


def test_removing_can_be_stopped_while_it_waits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "remove", lambda *_, stop, **__: ([], []))
    run("remove", "nine", code=130)


def test_ctrl_c_promises_nothing_but_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    with stoppable() as asked:
        signal.raise_signal(signal.SIGINT)
        assert asked
    assert "stopping (ctrl+c again" in capsys.readouterr().err
