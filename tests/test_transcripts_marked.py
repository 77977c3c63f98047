"""What somebody marked as a transcript, or as none: in the input, in the folder's sidecar, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.ingest import read, sources
from index.library import Library
from index.model import Article, Skipped
from tui.cli import quoth

TALK = "LIND: We sail at noon, I say.\n\nHALE: Do you?\n\nLIND: I do, as you know me.\n\nHALE: We will see about that."
SPEECH = "Dear friends. We sail at noon."


def taken(path: Path, transcript: bool | None = None) -> tuple[list[Article], list[Skipped]]:
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for item in sources([str(path)], transcript=transcript):
        for found in [item] if isinstance(item, Skipped) else read(item):
            (articles if isinstance(found, Article) else skipped).append(found)
    return articles, skipped


@pytest.mark.parametrize(
    ("value", "marked", "remarks"),
    [(True, True, 0), (False, False, 0), (None, None, 0), ("yes", None, 1), (1, None, 1), (0, None, 1), ([], None, 1)],
)
def test_a_row_may_be_marked(tmp_path: Path, value: object, marked: bool | None, remarks: int) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "a", "text": SPEECH, "transcript": value}), encoding="utf-8")
    articles, skipped = taken(path)
    assert [a.transcript for a in articles] == [marked]
    assert len(skipped) == remarks
    assert all(s.added and "write true or false" in s.reason for s in skipped)


@pytest.mark.parametrize(
    ("value", "marked", "remarks"), [("true", True, 0), ("false", False, 0), ('"yes"', None, 1), ("1", None, 1)]
)
def test_a_sidecar_may_mark_a_file(tmp_path: Path, value: str, marked: bool | None, remarks: int) -> None:
    (tmp_path / "one.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(f'["one.txt"]\ntranscript = {value}\n', encoding="utf-8")
    articles, skipped = taken(tmp_path)
    assert [a.transcript for a in articles] == [marked]
    assert ["is neither true nor false" in s.reason for s in skipped] == [True] * remarks


def test_a_row_wins_over_the_command_line_and_that_over_the_sidecar(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": SPEECH, "transcript": True}, {"id": "b", "text": SPEECH}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "outlets.toml").write_text('["rows.jsonl"]\ntranscript = true\n', encoding="utf-8")
    assert [a.transcript for a in taken(tmp_path, transcript=False)[0]] == [True, False]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    with Library.open(tmp_path / "library") as opened:
        opened.add([str(tmp_path / "talk.txt"), str(tmp_path / "speech.txt")])
        yield opened


def counts(library: Library) -> list[tuple[bool | None, int]]:
    return [(row.transcript, row.quotes) for row in library.articles()]


def test_a_mark_changes_what_is_found_and_is_kept(library: Library, tmp_path: Path) -> None:
    talk, speech = str(tmp_path / "talk.txt"), str(tmp_path / "speech.txt")
    assert counts(library) == [(None, 4), (None, 0)]
    assert len(library.add([talk], transcript=False).changed) == 1
    assert len(library.add([speech], transcript=True).changed) == 1
    assert counts(library) == [(False, 0), (True, 2)]
    assert len(library.add([talk, speech]).unchanged) == 2
    before = [library.quotations(row.id) for row in library.articles()]
    library.rebuild()
    assert counts(library) == [(False, 0), (True, 2)]
    assert [library.quotations(row.id) for row in library.articles()] == before
    assert len(library.add([talk], transcript=True).changed) == 1
    assert counts(library)[0] == (True, 4)


def test_a_transcript_is_linked_with_what_was_printed_of_it(library: Library, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ada Lind spoke. “I do, as you know me,” Lind said.", encoding="utf-8")
    library.add([str(tmp_path / "report.txt")])
    said = next(q for q in library.quotations(library.articles()[0].id) if q.text == "I do, as you know me.")
    assert [variant.quote.text for variant in library.variants(said.id)] == ["I do, as you know me,"]


def test_the_commands_know_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("speech.txt").write_text(SPEECH, encoding="utf-8")

    def run(*args: str) -> str:
        done = CliRunner().invoke(quoth, ["--library", "lib", *args])
        assert done.exit_code == 0, done.output
        return done.stdout

    for options, marked in (([], None), (["--transcript"], True), ([], True), (["--no-transcript"], False)):
        run("add", "speech.txt", *options)
        (row,) = map(json.loads, run("list", "--json").splitlines())
        assert row["transcript"] == marked
        assert json.loads(run("show", row["id"], "--json"))["transcript"] == marked
