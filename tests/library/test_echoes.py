"""Echoes in a library: stored with why, never counted, never grouped, the same after a rebuild."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import put, row

from index.library import Library
from index.query import QueryProblem

WORDS = "The strait will be open to every ferry before the ice comes to Oss,"
THURSDAY = f"OSS — “{WORDS}” Ada Lind told reporters on Thursday.\n\nThe harbour was full of boats that evening."
CUT = f"Ada Lind said in Oss on Thursday that the strait “{WORDS[16:-1]}”. Nobody in the harbour believed her."
MONDAY = f"BRACK — “{WORDS}” Ada Lind said on Monday at a rally.\n\nThe rally was short because of the rain."
HALE = f"“{WORDS[19:-12]},” said Tor Hale, the envoy.\n\nNobody in Brack had asked him about any ferry or the ice."
IN_2019 = f"“{WORDS}” Ada Lind had said in 2019, when she was young.\n\nNobody has forgotten that in the harbour."


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Library]:
    def fill(**texts: tuple[str, str]) -> Library:
        rows = [
            json.dumps({"id": name, "outlet": f"The {name}", "text": text, "published": published, "language": "en"})
            for name, (text, published) in texts.items()
        ]
        (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
        library = Library.open(tmp_path / "library")
        library.add([str(tmp_path / "in.jsonl")])
        return library

    return fill


def told(library: Library) -> list[tuple[str, str, str | None]]:
    links = library.links(None, None)
    return [(link.a[0], "echo" if link.relation == "echo" else "link", link.reason) for link in links]  # type: ignore[union-attr]


def test_an_echo_is_shown_and_not_counted(filled: Callable[..., Library]) -> None:
    reason = "on two days: 24 November 2025 and 27 November 2025"
    with filled(a=(THURSDAY, "2025-11-28"), b=(CUT, "2025-11-28"), c=(MONDAY, "2025-11-28")) as library:
        assert told(library) == [("a", "link", None), ("a", "echo", reason), ("b", "echo", reason)]
        assert library.shared_counts("c") == {}
        assert list(library.shared_counts("a").values()) == [1]
        rows = {row.id: (row.links, row.shared) for row in library.articles("added")}
        assert rows == {"a": (1, 1), "b": (1, 1), "c": (0, 0)}
        (mine,) = library.quotations("a")
        variants = library.variants(mine.id)
        assert [(v.article.id, v.link.relation, v.link.reason) for v in variants] == [
            ("b", "truncated", None),
            ("c", "echo", reason),
        ]
        assert variants[0].link.utterance == mine.id
        before = told(library)
        library.rebuild()
        assert told(library) == before
        library.remove(["a"])
        assert told(library) == [("b", "echo", reason)]


@pytest.mark.parametrize(
    ("other", "published", "expected"),
    [
        (HALE, "2025-11-28", ("echo", "by two speakers: Ada Lind and Tor Hale")),
        (MONDAY, "2025-11-24", ("echo", "on two days: 24 November 2025 and 27 November 2025")),
        # printed two days later, said on the same Thursday
        (THURSDAY, "2025-11-29", ("link", None)),
        (THURSDAY, "2025-12-05", ("echo", "on two days: 27 November 2025 and 4 December 2025")),
    ],
)
def test_other_speakers_and_days(
    filled: Callable[..., Library], other: str, published: str, expected: tuple[str, str | None]
) -> None:
    with filled(a=(THURSDAY, "2025-11-28"), b=(other, published)) as library:
        assert [row[1:] for row in told(library)] == [expected]


def test_what_is_printed_years_later_as_said_then_is_a_link(filled: Callable[..., Library]) -> None:
    with filled(a=(THURSDAY, "2019-11-29"), b=(IN_2019, "2025-11-28")) as library:
        assert [row[1:] for row in told(library)] == [("link", None)]


def test_a_changed_article_has_its_own_occasion(filled: Callable[..., Library]) -> None:
    with filled(a=(THURSDAY, "2025-11-28"), b=(MONDAY, "2025-11-28")) as library:
        assert [row[1] for row in told(library)] == ["echo"]
    with filled(a=(THURSDAY, "2025-11-28"), b=(MONDAY.replace("Monday", "Thursday"), "2025-11-28")) as library:
        assert [row[1] for row in told(library)] == ["link"]


def test_an_echo_is_not_in_the_utterance_of_what_it_echoes(tmp_path: Path) -> None:
    """A third that tells neither day nor speaker is linked with both, and ties them not."""
    words = "“Nobody in this town wants the ferry to stop,”"
    rows = [
        row("lind", f"{words} Ada Lind said in Oss on 2 November.\n"),
        row("hale", f"{words} Tor Hale told a crowd in Brack on 30 October.\n", published="2026-10-31"),
        row("open", f"The ferry sails again. {words} it was said on the quay.\n"),
    ]
    for order in (rows, rows[::-1]):
        with Library.open(tmp_path / order[0]["id"] / "library") as library:
            library.add([put(tmp_path / order[0]["id"], *order)])
            links = library.links()
            assert not isinstance(links, QueryProblem)
            told = {
                frozenset((a.split("#")[0], b.split("#")[0])): relation
                for a, b, relation in ((link.a, link.b, link.relation) for link in links)
            }
            assert told[frozenset(("lind", "hale"))] == "echo"
            assert told[frozenset(("lind", "open"))] == told[frozenset(("hale", "open"))] == "identical"
            utterances = library.utterances()
            assert not isinstance(utterances, QueryProblem)
            assert all({"lind", "hale"} - {p.article.id for p in one.printings} for one in utterances)
