"""A quotation and a report of it in another article: tied, shown on both sides, and never counted as a printing."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from invented import pairs, put, row

from index.library import Library
from index.model import Link, UtteranceRow, Variant
from index.query import QueryProblem

SAID = (
    "Ada Lind, the prime minister of Norrey, spoke in Oss on Monday.\n"
    "“We are going to rebuild the old pier with our own money before the summer,” Lind said.\n"
)
TOLD = (
    "The old pier of Oss has lain under water for years.\n"
    "Ada Lind, the prime minister of Norrey, said that they would rebuild the old pier with their own money.\n"
)
HALE = TOLD.replace("Ada Lind, the prime minister of Norrey", "Tor Hale, the harbour master of Oss")
MARKED = TOLD.replace("rebuild the old pier with their own money", "“rebuild the old pier with our own money”")
ASKED = "We will rebuild the old pier with our own money"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def quotation(library: Library, article: str, *kinds: str) -> str:
    return next(q.id for q in library.quotations(article) if q.kind in (kinds or ("direct", "fragment")))


def shown(variants: list[Variant]) -> list[tuple[str, str, str]]:
    return [(v.article.id, v.link.relation, v.quote.kind) for v in variants]


def links(library: Library) -> list[Link]:
    found = library.links()
    assert not isinstance(found, QueryProblem)
    return list(found)


def utterances(library: Library, article: str) -> list[UtteranceRow]:
    found = library.utterances(article=article)
    assert not isinstance(found, QueryProblem)
    return found


@pytest.mark.parametrize(
    ("other", "fields", "tied"),
    [
        (TOLD, {}, [("one", "two", "paraphrased")]),
        (HALE, {}, []),  # another speaker
        (TOLD, {"published": "2026-12-02"}, []),  # a month later
        (TOLD.replace("would", "would not"), {}, []),  # denied
        (MARKED, {}, [("one", "two", "truncated")]),  # the words in marks say it better
    ],
)
def test_what_is_tied(
    tmp_path: Path, library: Library, other: str, fields: dict[str, str], tied: list[tuple[str, str, str]]
) -> None:
    library.add([put(tmp_path / "in", row("one", SAID), row("two", other, **fields))])
    assert pairs(library) == tied


def test_reports_are_not_tied_with_each_other(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", TOLD), row("two", TOLD))])
    assert pairs(library) == []


def test_shown_from_both_sides_and_counted_on_none(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", SAID), row("two", TOLD))])
    said, told = quotation(library, "one"), quotation(library, "two", "indirect")
    assert shown(library.variants(said)) == [("two", "paraphrased", "indirect")]
    assert shown(library.variants(told)) == [("one", "paraphrased", "direct")]
    (variant,) = library.variants(told)
    assert [op for op, _, _ in variant.diff] == ["replace"]
    assert library.shared_counts("one") == library.shared_counts("two") == {}
    assert [(r.links, r.shared) for r in library.articles()] == [(0, 0)] * 2
    assert library.totals().shared == 0
    assert [(found.outlets, len(found.printings)) for found in utterances(library, "one")] == [(1, 1)]
    assert library.utterances() == []
    assert [link.utterance for link in links(library)] == [None]


def test_who_tells_it_in_other_words_has_not_left_it_out(tmp_path: Path, library: Library) -> None:
    silent = "The old pier of Oss has lain under water for years. Ada Lind, the prime minister of Norrey, spoke in Oss."
    library.add([put(tmp_path / "in", row("one", SAID + TOLD), row("two", TOLD), row("three", silent + SAID[:63]))])
    events = {r.event for r in library.articles()}
    assert len(events) == 1, "the test needs one happening"
    said = quotation(library, "one")
    assert [r.id for r in library.not_reported_by(said)] == ["three"]
    assert utterances(library, "one")[0].left_out == ("THREE",)


@pytest.mark.parametrize("order", list(permutations(["one", "two", "three"])))
def test_the_order_of_adding_and_a_rebuild_change_nothing(tmp_path: Path, library: Library, order: list[str]) -> None:
    texts = {"one": SAID, "two": TOLD, "three": SAID.replace("our own money", "money of our own")}
    for name in order:
        library.add([put(tmp_path / name, row(name, texts[name]))])
    made = [(link.a, link.b, link.score, link.relation) for link in links(library)]
    tied = {frozenset((a.split("#")[0], b.split("#")[0])) for a, b, _, relation in made if relation == "paraphrased"}
    assert tied == {frozenset(("one", "two")), frozenset(("two", "three"))}
    assert all(order.index(a.split("#")[0]) < order.index(b.split("#")[0]) for a, b, _, _ in made)
    library.rebuild()
    assert [(link.a, link.b, link.score, link.relation) for link in links(library)] == made
    at_once = Library.open(tmp_path / "other")
    at_once.add([put(tmp_path / "in", *(row(name, texts[name]) for name in order))])
    assert [(link.a, link.b, link.score, link.relation) for link in links(at_once)] == made


def test_an_article_that_changes_or_goes(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", SAID), row("two", TOLD))])
    library.add([put(tmp_path / "in", row("one", SAID), row("two", HALE))])
    assert pairs(library) == []
    library.add([put(tmp_path / "in", row("one", SAID), row("two", TOLD))])
    assert pairs(library) == [("one", "two", "paraphrased")]
    library.remove(["two"])
    assert pairs(library) == []


@pytest.mark.parametrize(
    ("words", "speaker", "verdict"),
    [
        (ASKED, None, "paraphrased"),
        (ASKED, "Lind", "paraphrased"),
        (ASKED, "Hale", "other_speaker"),
        (ASKED.replace("will", "will not"), None, "not_found"),
        ("We will paint the lighthouse with our own money", None, "not_found"),
    ],
)
def test_checking_finds_reports(
    tmp_path: Path, library: Library, words: str, speaker: str | None, verdict: str
) -> None:
    library.add([put(tmp_path / "in", row("two", TOLD))])
    found = library.check(words, speaker)
    assert found.verdict == verdict, found.reason
    assert found.best is None if verdict == "not_found" else found.best and found.best.quote.kind == "indirect"


def test_checking_prefers_what_was_printed(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", SAID), row("two", TOLD))])
    assert library.check("rebuild the old pier with our own money").verdict == "printed"


def test_a_reader_can_not_judge_a_report(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", SAID), row("two", TOLD))])
    with pytest.raises(ValueError, match="only words in marks"):
        library.judge_same(quotation(library, "one"), quotation(library, "two", "indirect"))
