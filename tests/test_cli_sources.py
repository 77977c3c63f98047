"""`quoth add -`, `--as` and `--column`, as a shell has them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import on, rows

from benchmarks.formats import as_markdown
from tui.cli import quoth

ROOT = Path(__file__).parents[1]
TABLE = "Titel;Volltext;Datum\nA toll;She said “nothing is final.”;02.11.2026\n"


def add(library: Path, *args: str, given: str | bytes = "", code: int = 0) -> str:
    done = CliRunner().invoke(quoth, ["--library", str(library), "add", *args], input=given)
    assert done.exit_code == code, done.output
    return done.output


def test_standard_input_is_added_once(tmp_path: Path) -> None:
    text = "Ada Lind spoke in Oss. “We can accept this as a basis,” Lind said.\n"
    assert add(tmp_path, "-", "--outlet", "Coast Wire", given=text).endswith("1 added\n")
    assert "1 unchanged" in add(tmp_path, "-", given=text)
    (row,) = rows(on(tmp_path)("list", "--json"))
    assert (row["path"], row["outlet"]) == ("-", "Coast Wire")


def test_rows_with_ids_that_are_piped_in_again_are_taken_up_anew(tmp_path: Path) -> None:
    add(tmp_path, "-", given="id,text\n1,One\n2,Two\n")
    assert add(tmp_path, "-", given="id,text\n1,One\n2,Two and more\n").endswith("0 added, 1 changed, 1 unchanged\n")


def test_columns_and_formats_are_said_by_hand(tmp_path: Path) -> None:
    said = ("--column", "text=Volltext", "--column", "title = titel", "--column", "published=Datum")
    assert add(tmp_path, "-", "--as", "CSV", *said, given=TABLE).endswith("1 added\n")
    (row,) = rows(on(tmp_path)("list", "--json"))
    assert (row["title"], row["published"]) == ("A toll", "2026-11-02")
    assert "1 added" in add(tmp_path, "-", "--as", ".md", given="A *toll*")
    assert "name one with --column text=NAME" in add(tmp_path, "-", "--as", "csv", given=TABLE, code=2)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--column", "Volltext"), '"Volltext" is no FIELD=NAME; fields are text, lead, title'),
        (("--column", "colour=red"), "is no FIELD=NAME"),
        (("--column", "text="), "is no FIELD=NAME"),
        (("--as", "papyrus"), "no format; there are text, markdown, csv, jsonl"),
    ],
)
def test_what_was_said_wrong_is_told_with_what_is_right(options: tuple[str, ...], says: str, tmp_path: Path) -> None:
    assert says in add(tmp_path / "lib", "-", *options, given=TABLE, code=2)
    assert not (tmp_path / "lib").exists()


def test_a_terminal_is_not_waited_for(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "lib"), "add", "-"]
        done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert "pipe something in, or name a file" in done.stderr


def test_a_real_pipe_is_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "lib"), "add", "-"]
    given = b"\xff\xfe" + TABLE.replace("Volltext", "Text").encode("utf-16-le")
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"1 added\n")


def test_the_page_on_formats_is_what_the_tables_say() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert as_markdown(page) == page, "make docs"
