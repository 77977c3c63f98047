"""The manual, the reference and the completions: from the tables, up to date, and as man and shells take them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from commands import Run, on

from tui import keys, manual
from tui.cli import quoth
from tui.commands import MODULE_OF
from tui.commands.manual import SHELLS

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("name", "made"), [("quoth.1", manual.as_roff), ("reference.md", manual.as_markdown)])
def test_what_is_kept_in_docs_is_what_the_tables_say(name: str, made: object) -> None:
    assert callable(made)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made(), "make docs"


def test_every_command_option_and_key_is_in_it() -> None:
    text = " ".join(manual.as_text().split())
    for name in MODULE_OF:
        assert name.startswith("_") or f"quoth {name}" in text
    options = {one for command in manual.commands() for one, _ in command.options}
    assert {"--min-score S", "--library DIR", "-h, --help"} - options == {"--min-score S"}  # told in the words of links
    assert "--min-score S" in text
    for row in keys.TABLE:
        assert f"{', '.join(row.keys)}: {row.long[:1].upper()}{row.long[1:]}"[:40] in text


def test_roff_prints_signs_as_they_are() -> None:
    assert manual.roff(r".a\b-c 'd' ~") == r"\&.a\(rsb\-c \(aqd\(aq \(ti"
    assert manual.roff("“é┃") == r"\[u201C]\[u0065_0301]\[u2503]"
    assert manual.as_roff().isascii()
    assert not [line for line in manual.as_roff().splitlines() if line.startswith("'") or len(line) > 120]


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_groff_has_nothing_to_say_against_the_page() -> None:
    command = ["groff", "-man", "-ww", "-Tutf8", "-P-c"]
    done = subprocess.run([*command, ROOT / "docs" / "quoth.1"], capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    text = done.stdout.decode()
    assert "next quotation" in " ".join(text.lower().split())
    assert "\\" not in text


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="no mandoc here")
def test_mandoc_warns_of_nothing() -> None:
    command = ["mandoc", "-T", "lint", "-W", "warning", ROOT / "docs" / "quoth.1"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, text=True)
    warned = [line for line in done.stdout.splitlines() if "missing date" not in line]  # it would be one to forget
    assert warned == []


def test_the_manual_is_plain_text_without_a_terminal(tmp_path: Path) -> None:
    run = on(tmp_path)
    assert run("manual").stdout == manual.as_text()
    assert run("manual", "--roff").stdout == manual.as_roff()


# --- completions


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completing") / "lib"
    run: Run = on(folder)
    run("add", str(ROOT / "seeds"))
    run("tag", "ee4dab6caf", "toll")
    run("saved", "add", "buoys", "buoy")
    return folder


def completed(library: Path, *words: str) -> list[str]:
    """What the shell is offered for the last word."""
    from click.shell_completion import BashComplete

    found = BashComplete(quoth, {}, "quoth", "_QUOTH_COMPLETE")
    args = ["--library", str(library), *words[:-1]]
    return [item.value for item in found.get_completions(args, words[-1])]


def test_values_come_from_the_library(articles: Path) -> None:
    assert completed(articles, "time") == ["timeline"]
    assert completed(articles, "show", "ee4") == ["ee4dab6caf"]
    assert completed(articles, "quotes", "--outlet", "c") == ["Coast Wire"]
    assert completed(articles, "check", "--speaker", "Ada") == ["Ada Lind"]
    assert completed(articles, "said", "tor") == ["Tor Hale"]
    assert completed(articles, "xref", "ee4dab6caf#23") == ["ee4dab6caf#234-373"]
    assert completed(articles, "xref", "ee4d") == ["ee4dab6caf"]
    assert completed(articles, "list", "--tag", "") == ["toll"]
    assert completed(articles, "list", "--saved", "b") == ["buoys"]
    assert completed(articles, "--theme", "") == ["dark", "light", "contrast", "terminal"]


def test_library_after_the_command_counts(articles: Path, tmp_path: Path) -> None:
    assert completed(tmp_path / "none", "show", "--library", str(articles), "ee4") == ["ee4dab6caf"]


def test_nothing_is_said_or_made_where_there_is_no_library(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert completed(tmp_path / "none", "show", "") == []
    assert not (tmp_path / "none").exists()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "library.sqlite3").write_text("no database")
    assert completed(tmp_path / "broken", "said", "") == []
    assert capfd.readouterr() == ("", "")


def program(folder: Path) -> dict[str, str]:
    """An environment in which `quoth` is this one."""
    command = folder / "quoth"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    command.chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder)}


def shell(name: str, script: str, folder: Path, library: Path, before: str = "") -> str:
    """What a shell prints that runs a script in which quoth's completions are known."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    file = folder / "script"
    file.write_text(before + CliRunner().invoke(quoth, ["completion", name]).stdout + script)
    environment = program(folder) | {"QUOTH_LIBRARY": str(library)}
    done = subprocess.run([name, str(file)], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    return done.stdout


def test_bash_completes(articles: Path, tmp_path: Path) -> None:
    script = """
    complete -p quoth
    asked() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
              _quoth_completion quoth; echo "${COMPREPLY[@]}"; }
    asked quoth quotes --outlet Coa
    asked quoth quotes --outlet '"Coa'
    asked quoth show ee4
    """
    registered, *found = shell("bash", script, tmp_path, articles).splitlines()
    assert "_quoth_completion" in registered
    assert found == [r"Coast\ Wire", "Coast Wire", "ee4dab6caf"]  # as bash is to write it


def test_fish_completes(articles: Path, tmp_path: Path) -> None:
    script = '\ncomplete -C "quoth check --speaker Ad"\ncomplete -C "quoth show ee4"\n'
    lines = shell("fish", script, tmp_path, articles).splitlines()
    assert [line.split("\t")[0].replace("\\", "") for line in lines] == ["Ada Lind", "ee4dab6caf"]
    assert "Prime Minister" in lines[0]


def test_zsh_takes_its_script(articles: Path, tmp_path: Path) -> None:
    stand_ins = """
    compdef() { print -r -- "registered $*" }
    _describe() { print -rl -- "${(@P)3}" }
    """
    script = "\nwords=(quoth show ee4); CURRENT=3; _quoth_completion\n"
    registered, found = shell("zsh", script, tmp_path, articles, stand_ins).splitlines()
    assert registered == "registered _quoth_completion quoth"
    assert "ee4dab6caf" in found
    assert "Norrey to reopen strait" in found


def test_which_shells_there_are() -> None:
    command = quoth.get_command(click.Context(quoth), "completion")
    assert command is not None
    assert SHELLS == ("bash", "zsh", "fish")
    assert CliRunner().invoke(quoth, ["completion", "csh"]).exit_code == 2
