"""A part of what Spark wrote comes into a library with its links, which are not found again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import on
from invented import CUT, LIND, OTHER, found, pairs, put, row

from index import linking, slicing
from index.derived import rules_version
from index.library import Library
from index.store import LibraryError, reading

LATER = "“It rang all night under the pier,” said Edda Quill again. The bell is not for sale, she said.\n"
ROWS = (
    row("a", LIND),
    row("b", CUT, published="2026-11-03"),
    row("c", OTHER),
    row("d", LATER),
    row("e", "The quay is closed until spring, the office wrote.\n", published="2026-12-24"),
)
WITH_LIND = "speaker = 'Ada Lind' and published >= '2026-11-01'"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """What `quoth scale` would write of some articles: the tables, taken from a library of them."""
    import pyarrow.parquet as pq

    from index.scale.articles import ARTICLE
    from index.scale.happenings import ALIKE
    from index.scale.links import LINK
    from index.scale.said import QUOTATION
    from index.scale.values import table_of

    def write(name: str, schema: str, rows: list[tuple[Any, ...]]) -> None:
        place = tmp_path / "output" / name
        place.mkdir(parents=True)
        pq.write_table(table_of(rows, schema), place / "part-0.parquet")
        (place / "_quoth.json").write_text(json.dumps({"rules": rules_version()}), encoding="utf-8")

    with Library.open(tmp_path / "all") as library:
        library.add([put(tmp_path / "in", *ROWS)])
        db = library._store.connection
        known = {key: library.article(one) for key, one in db.execute("SELECT key, id FROM article").fetchall()}
        spoken = reading.spoken(db)
        articles, quotations = [], []
        for key, one in known.items():
            assert one is not None
            told = (one.path, one.title, one.outlet, one.published, one.url, one.author, one.language, one.transcript)
            articles.append((key, one.id, *told, None, one.outlet, "/in", None, one.text))
            for place, q in enumerate(library.quotations(one.id)):
                fields = (q.id, q.article, q.start, q.end, q.text, q.kind, q.speaker, q.speaker_text, q.cue)
                more = (q.confidence, q.continues, q.role, q.within, one.outlet, one.published, one.id in spoken)
                quotations.append((key, place, *fields, *more))
        write("articles", ARTICLE, articles)
        write("quotations", QUOTATION, quotations)
        links = [(x.a, x.b, x.score, x.relation, x.altered, x.reason) for x in reading.links(db)]
        write("links", LINK, links)
        write("alike", ALIKE, db.execute("SELECT a, b, score FROM alike").fetchall())
    return tmp_path / "output"


def never(*_: object) -> None:
    raise AssertionError("it was compared again")


def test_what_is_chosen_comes_with_its_other_printings_and_links(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "compared", never)
    with Library.open(tmp_path / "part") as part, Library.open(tmp_path / "all") as whole:
        summary = part.take_slice(output, WITH_LIND)
        assert summary.added == ("a", "b")
        assert pairs(part) == [one for one in pairs(whole) if "a" in one] == [("a", "b", "truncated")]
        assert part.quotations("a") == whole.quotations("a")
        assert [row.links for row in part.articles()] == [1, 1]
        assert found(part, "harbour OR talks OR agreement") == ["a", "b"]
        assert part.utterances()[0].outlets == 2
        assert part.prove().wrong == ()
        assert part.take_slice(output, WITH_LIND).unchanged == ("a", "b")


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ("published >= '2026-12-01'", ("e",)),  # of an article that quotes nobody
        ("outlet = 'C' or article = 'e'", ("c", "d", "e")),
        ("text like '%under the pier%'", ("c", "d")),
        ("article_text like '%until spring%'", ("e",)),
    ],
)
def test_a_condition_may_be_of_an_article_or_of_its_quotations(
    output: Path, tmp_path: Path, where: str, ids: tuple[str, ...]
) -> None:
    with Library.open(tmp_path / "part") as part:
        assert part.take_slice(output, where).added == ids


def test_events_are_those_that_spark_found(output: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "part") as part, Library.open(tmp_path / "all") as whole:
        part.take_slice(output, "true")
        assert [(one.id, one.event) for one in part.articles()] == [(one.id, one.event) for one in whole.articles()]
        assert pairs(part) == pairs(whole)


def test_what_was_there_before_is_linked_with_what_comes(output: Path, tmp_path: Path) -> None:
    own = row("own", "“It rang all night under the pier,” Quill told Radio Brack on the quay.\n")
    with Library.open(tmp_path / "part") as part:
        part.add([put(tmp_path / "mine", own)])
        part.take_slice(output, "speaker = 'Edda Quill'")
        assert {one[:2] for one in pairs(part)} == {("own", "c"), ("own", "d"), ("c", "d")}


def test_a_slice_that_is_stopped_leaves_nothing(output: Path, tmp_path: Path) -> None:
    asked: list[int] = []

    def second() -> bool:
        asked.append(1)
        return len(asked) > 3

    with Library.open(tmp_path / "part") as part:
        assert part.take_slice(output, "true", stop=second).stopped
        assert part.articles() == []
        assert len(part.take_slice(output, "true").added) == len(ROWS)


def old_rules(output: Path) -> None:
    (output / "links" / "_quoth.json").write_text('{"rules": "of old"}', encoding="utf-8")


def unfinished(output: Path) -> None:
    (output / "alike" / "_quoth.json").unlink()


@pytest.mark.parametrize(
    ("spoilt", "where", "told"),
    [
        (old_rules, "true", "made by another version of quoth; run quoth scale again"),
        (unfinished, "true", "was not finished: run it again"),
        (None, "speeker = 1", "--where can't be read: Binder Error"),
        (None, "true) ; drop table articles; --", "--where can't be read"),
        (None, "article in (select filename from read_text('/etc/hostname'))", "--where can't be read"),
    ],
)
def test_what_can_not_be_taken_is_told(
    output: Path, tmp_path: Path, spoilt: Callable[[Path], None] | None, where: str, told: str
) -> None:
    if spoilt:
        spoilt(output)
    with Library.open(tmp_path / "part") as part, pytest.raises(LibraryError, match=told):
        part.take_slice(output, where)


def test_the_command_takes_a_part(output: Path, tmp_path: Path) -> None:
    run = on(tmp_path / "part")
    assert "2 added" in run("add", str(output), "--where", WITH_LIND).stderr
    assert "chooses no article" in run("add", str(output), "--where", "false", code=2).stderr
    assert "nothing else" in run("add", str(output), "x.txt", "--where", "true", code=2).stderr
    assert slicing.is_output(output)
