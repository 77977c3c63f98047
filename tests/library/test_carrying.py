"""What a reader made goes into another library of the same articles, and nothing of it twice."""

from __future__ import annotations

import json
from pathlib import Path

import breaking
import pytest
from commands import on

from index.library import Library


@pytest.fixture
def made(tmp_path: Path) -> Path:
    breaking.filled(tmp_path)
    breaking.own(tmp_path, lambda _: None)
    with Library.open(tmp_path / "library") as library:
        library.join_speakers("Edda Quill", "Ada Lind")
        library.judge_same(breaking.words_of(library, "c").id, breaking.words_of(library, "d").id)
    return tmp_path


def bare(folder: Path) -> Path:
    """The same articles in another library."""
    (folder / "other").mkdir()
    breaking.filled(folder / "other")
    return folder / "other" / "library"


def own_of(library: Library) -> object:
    told = json.loads(json.dumps(breaking.everything(library)))
    return told[0], told[1][:4]


def test_all_of_it_goes_over_and_back_byte_for_byte(made: Path) -> None:
    run, other, file = on(made / "library"), bare(made), made / "own.jsonl"
    assert "13 lines" in run("backup", "--own", str(file)).stderr
    assert "there already" in run("backup", "--own", str(file), code=2).stderr
    assert "13 taken, 0 were there" in on(other)("restore", "--own", str(file)).stderr
    on(other)("backup", "--own", str(made / "again.jsonl"))
    assert (made / "again.jsonl").read_bytes() == file.read_bytes()
    with Library.open(made / "library") as first, Library.open(other) as second:
        assert own_of(first) == own_of(second)
        assert second.prove().wrong == ()
        article = second.article("d")
        assert article is not None
        assert article.title == "By hand"
    assert "0 taken, 13 were there" in on(other)("restore", "--own", str(file)).stderr


def test_what_stands_stays_and_what_has_no_article_is_told(made: Path) -> None:
    run, other, file = on(made / "library"), bare(made), made / "own.jsonl"
    run("backup", "--own", str(file))
    with Library.open(other) as library:
        library.remove(["b"])
        library.save_search("bells", "gong")
        library.edit(["d"], {"title": "Another"})
        library.note("a", "my own")
    text = file.read_text(encoding="utf-8").replace('"article":"c"', '"article":"nowhere"')
    file.write_text(text, encoding="utf-8")
    told = on(other)("restore", "--own", str(file)).stderr
    assert "saved: bells: something else stands here" in told
    assert "edited: d: something else stands here" in told
    assert "note: nowhere: this article is not in the library" in told
    with Library.open(other) as library:
        assert [one.query for one in library.saved()] == ["gong"]
        assert sorted(n.text for n in library.notes_of("a")) == ["call the keeper", "my own"]
        library.restore(["b"])
        assert ("sea", 1) in library.tags(), "a removed article's come with it"


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b"{}",
        b'{"quoth":2,"kind":"tag","article":"a","name":"sea","made":"2026-11-02T10:00:00+00:00"}',
        b'{"quoth":1,"kind":"meta","name":"rules","value":"x"}',
        b'{"quoth":1,"kind":"tag","article":"a","name":7,"made":"2026-11-02T10:00:00+00:00"}',
        b'{"quoth":1,"kind":"tag","article":"a","name":"sea"}',
        b'{"quoth":1,"kind":"tag","article":"a","name; DROP TABLE tag":"sea","made":"x"}',
        b"\xff\xfe",
    ],
)
def test_a_wrong_line_writes_nothing(made: Path, line: bytes) -> None:
    file = made / "own.jsonl"
    on(made / "library")("backup", "--own", str(file))
    file.write_bytes(file.read_bytes() + line + b"\n")
    other = bare(made)
    assert "line 14" in on(other)("restore", "--own", str(file), code=2).stderr
    with Library.open(other) as library:
        assert library.all_notes() == ()
