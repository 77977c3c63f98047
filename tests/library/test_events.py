"""Articles on the same happening, as a library keeps them while articles come, change and go."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
from happenings import FERRY, FERRY_TOO, HALE, INQUIRY
from invented import put, row

from index.library import Library
from index.query import QueryProblem

LATER = "The ferry Constance was still on the skerry in the evening. "


def told(article: str, story: tuple[str, str], **fields: str) -> dict[str, str]:
    return row(article, story[1], title=story[0], **fields)


ROWS = {
    "a": told("a", FERRY),
    "b": told("b", FERRY_TOO),
    "c": told("c", HALE),
    "d": told("d", INQUIRY, published="2026-11-10"),
    "e": told("e", (FERRY[0], LATER + FERRY[1]), published="2026-11-03"),
}


def events_of(library: Library) -> dict[str, str | None]:
    return {row.id: row.event for row in library.articles()}


def groups_of(library: Library) -> set[frozenset[str]]:
    return {frozenset(row.id for row in library.event_of(article)) for article in events_of(library)}


def fill(library: Library, folder: Path, *names: str) -> None:
    library.add([put(folder, *(ROWS[name] for name in names))])


def test_the_articles_of_one_event(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        fill(library, tmp_path, *ROWS)
        assert events_of(library) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "a"}
        assert [row.id for row in library.event_of("e")] == ["a", "b", "e"], "the oldest first"
        assert [row.id for row in library.event_of("c")] == ["c"]
        assert library.event_of("nobody") == ()


@pytest.mark.parametrize("order", list(itertools.permutations("abce"))[::5])
@pytest.mark.parametrize("at_once", [True, False])
def test_the_order_of_adding_changes_nothing(tmp_path: Path, order: tuple[str, ...], at_once: bool) -> None:
    with Library.open(tmp_path / "library") as library:
        for number, names in enumerate([order] if at_once else order):
            fill(library, tmp_path / str(number), *names)
        assert groups_of(library) == {frozenset("abe"), frozenset("c")}
        assert events_of(library)["e"] == min("abe", key=order.index)


def pairs_of(library: Library) -> list[tuple[int, int, float]]:
    rows = library._store.connection.execute("SELECT a, b, score FROM alike ORDER BY a, b").fetchall()
    return [(a, b, round(score, 9)) for a, b, score in rows]


def test_a_batch_and_one_by_one_compare_the_same_articles(tmp_path: Path) -> None:
    with Library.open(tmp_path / "at once") as library:
        fill(library, tmp_path / "rows", *ROWS)
        at_once = pairs_of(library)
    with Library.open(tmp_path / "one by one") as library:
        for name in ROWS:
            fill(library, tmp_path / name, name)
        assert pairs_of(library) == at_once != []
        library.rebuild()
        assert pairs_of(library) == at_once


CHANGES: list[tuple[str, dict[str, dict[str, str]], dict[str, str]]] = [
    ("it is another story now", {"b": told("b", HALE)}, {"a": "a", "b": "b", "c": "b", "d": "d", "e": "a"}),
    ("it was a year before", {"b": ROWS["b"] | {"published": "2025-11-02"}},
     {"a": "a", "b": "b", "c": "c", "d": "d", "e": "a"}),
    ("another story joins", {"c": told("c", FERRY_TOO)}, {"a": "a", "b": "a", "c": "a", "d": "d", "e": "a"}),
    ("the first one goes another way", {"a": told("a", HALE)}, {"a": "a", "b": "b", "c": "a", "d": "d", "e": "b"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "expected"), CHANGES)
def test_a_changed_article(
    tmp_path: Path, what: str, changes: dict[str, dict[str, str]], expected: dict[str, str]
) -> None:
    with Library.open(tmp_path / "library") as library:
        fill(library, tmp_path, *ROWS)
        library.add([put(tmp_path, *changes.values())])
        assert events_of(library) == expected, what
        library.rebuild()
        assert events_of(library) == expected, what


def test_a_removed_article_leaves_its_event(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        fill(library, tmp_path, *ROWS)
        library.remove(["a"])
        assert events_of(library) == {"b": "b", "c": "c", "d": "d", "e": "b"}
        assert library.event_of("a") == ()
        library.rebuild()
        assert events_of(library) == {"b": "b", "c": "c", "d": "d", "e": "b"}
        fill(library, tmp_path, *ROWS)
        assert events_of(library) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "a"}


@pytest.mark.parametrize("how", ["deleted", "cut short", "of another change"])
def test_events_go_on_where_their_postings_were_lost(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "library" / "events"
    with Library.open(tmp_path / "library") as library:
        fill(library, tmp_path, "a", "c")
        shutil.copytree(folder, tmp_path / "before")
        fill(library, tmp_path / "more", "b")
    if how == "cut short":
        for path in [p for p in folder.rglob("*") if p.is_file()]:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        shutil.rmtree(folder)
    if how == "of another change":
        shutil.copytree(tmp_path / "before", folder)
    with Library.open(tmp_path / "library") as library:
        fill(library, tmp_path / "last", "e")
        assert events_of(library) == {"a": "a", "c": "c", "b": "a", "e": "a"}
        assert len(library._derived.growing("events")) == 4


SAID = "“Nobody was hurt, and nobody was even very wet,”"
INDIRECT = "Hale said that everybody on board had kept dry feet, or nearly so."
LEFT_OUT: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("it reports the happening and prints nothing", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It")},
     ("b",)),
    ("it prints the words", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", SAID)}, ()),
    ("it prints them without marks", {"text": ROWS["b"]["text"] + "Nobody was hurt and nobody was even very wet.\n"},
     ()),
    ("it was about something else", {"text": HALE[1], "title": HALE[0]}, ()),
    ("it was a year before", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It"),
     "published": "2025-11-02"}, ()),
    ("it is what was said itself", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It"), "transcript": True},
     ()),
    ("it is in another language", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It"), "language": "no"},
     ()),
    ("it is the same outlet", {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It"), "outlet": "A"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "fields", "expected"), LEFT_OUT)
def test_who_left_a_quotation_out(tmp_path: Path, what: str, fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path, ROWS["a"], ROWS["b"] | fields)])
        said = next(q for q in library.quotations("a") if q.text.startswith("Nobody was hurt"))
        assert tuple(row.id for row in library.not_reported_by(said.id)) == expected, what
        rows = library.utterances(article="a")
        assert not isinstance(rows, QueryProblem)
        (told_of,) = [row for row in rows if any(p.quote.id == said.id for p in row.printings)]
        assert told_of.left_out == tuple(article.upper() for article in expected), (
            "the list of utterances says the same"
        )


def test_an_outlet_that_prints_it_in_another_article_has_not_left_it_out(tmp_path: Path) -> None:
    silent = ROWS["b"] | {"text": ROWS["b"]["text"].replace("“Nobody was hurt,”", "It")}
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path, ROWS["a"], silent)])
        said = next(q for q in library.quotations("a") if q.text.startswith("Nobody was hurt"))
        assert [row.id for row in library.not_reported_by(said.id)] == ["b"]
        later = told(
            "later", ("What was said", f"{SAID} Tor Hale told the wire.\n"), outlet="B", published="2026-11-06"
        )
        library.add([put(tmp_path / "later", later)])
        assert library.not_reported_by(said.id) == ()


def test_what_is_not_compared_is_left_out_by_nobody(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path, ROWS["a"] | {"text": FERRY[1] + INDIRECT}, ROWS["b"])])
        kinds = {q.kind: q.id for q in library.quotations("a")}
        assert "indirect" in kinds
        assert library.not_reported_by(kinds["indirect"]) == ()
        assert library.not_reported_by("a#0-1") == library.not_reported_by("nobody") == ()
