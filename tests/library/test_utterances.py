"""What is known of utterances: who printed them, who first, what each did to the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import derived_of, put, row

from index.library import Library
from index.model import UtteranceRow
from index.query import QueryProblem

FULL = "“We can accept this as the basis of an agreement, but nothing is final,” Ada Lind said in Oss.\n"
SPLIT = "“We can accept this as the basis of an agreement,” Ada Lind said in Oss, “but nothing is final.”\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
ALONE = "“It rang all night under the pier,” said Edda Quill, who runs the museum.\n"


def utterances(library: Library, *query: str, **options: str | int) -> list[UtteranceRow]:
    rows = library.utterances(*query, **options)  # type: ignore[arg-type]
    assert not isinstance(rows, QueryProblem)
    return rows


def told(rows: list[UtteranceRow]) -> list[list[tuple[str, str]]]:
    return [[(p.article.id, p.relation) for p in found.printings] for found in rows]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def test_all_that_two_printed(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("cut", CUT), row("full", FULL), row("alone", ALONE))])
    (found,) = utterances(library)
    assert told([found]) == [[("full", "identical"), ("cut", "truncated")]]
    assert (found.id, found.speaker, found.outlets, found.independent, found.transcript) == (
        found.printings[1].quote.id,
        "Ada Lind",
        2,
        2,
        False,
    )
    assert found.fullest.score == 1.0
    assert found.fullest.text == "We can accept this as the basis of an agreement, but nothing is final,"


def test_of_an_article_or_a_query_also_what_nobody_else_printed(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("cut", CUT + ALONE), row("full", FULL))])
    both = [[("full", "identical"), ("cut", "truncated")], [("cut", "identical")]]
    assert told(utterances(library, article="cut")) == both
    assert told(utterances(library, article="full")) == both[:1]
    assert told(utterances(library, "pier")) == both[1:]
    assert told(utterances(library, "agreement OR pier", article="full")) == both[:1]
    assert told(utterances(library, event="cut")) == both  # alone on its event
    assert told(utterances(library, article="cut", limit=1)) == both[:1]
    assert told(utterances(library)) == both[:1]
    assert utterances(library, article="missing") == utterances(library, event="missing") == []
    assert isinstance(library.utterances("published:[soon TO now]"), QueryProblem)
    (alone,) = utterances(library, "pier")
    assert (alone.outlets, alone.first is alone.fullest, alone.speaker) == (1, True, "Edda Quill")


def test_a_split_quotation_is_one_printing(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("split", SPLIT), row("full", FULL), row("cut", CUT))])
    (found,) = utterances(library)
    assert [(p.article.id, p.relation) for p in found.printings] == [
        ("split", "identical"),
        ("full", "identical"),
        ("cut", "truncated"),
    ]
    assert found.fullest.text == "We can accept this as the basis of an agreement, but nothing is final."
    assert told(utterances(library, article="split")) == told([found])


def test_one_outlet_twice_is_listed_twice_and_counted_once(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("one", FULL), row("again", FULL, outlet="ONE"), row("cut", CUT))])
    (found,) = utterances(library)
    assert (len(found.printings), found.outlets) == (3, 2)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ({"full": "2026-11-03", "cut": "2026-11-02"}, "cut"),
        ({"full": "2026-11-02", "cut": "2026-11-02T08:00"}, "full"),
        ({"full": "2026-11-02T09:00", "cut": "2026-11-02T08:00"}, "cut"),
        ({"full": "", "cut": "2026-11-02"}, "cut"),
        ({"full": "", "cut": ""}, None),
    ],
)
def test_first_printing(tmp_path: Path, library: Library, dates: dict[str, str], first: str | None) -> None:
    texts = {"full": FULL, "cut": CUT}
    library.add([put(tmp_path / "in", *(row(i, texts[i], published=date) for i, date in dates.items()))])
    (found,) = utterances(library)
    assert (found.first and found.first.article.id) == first


def test_printings_stand_by_date_after_the_fullest(tmp_path: Path, library: Library) -> None:
    rows = [
        row("late", CUT, published="2026-11-05"),
        row("full", FULL, published="2026-11-04"),
        row("undated", CUT, published=""),
        row("early", CUT, published="2026-11-03"),
    ]
    library.add([put(tmp_path / "in", *rows)])
    (found,) = utterances(library)
    assert [p.article.id for p in found.printings] == ["full", "early", "late", "undated"]


def test_a_rebuild_and_another_order_of_adding_find_the_same(tmp_path: Path, library: Library) -> None:
    rows = [row("split", SPLIT), row("alone", ALONE), row("full", FULL), row("cut", CUT)]
    library.add([put(tmp_path / "in", *rows)])
    before, derived = utterances(library), derived_of(library)
    library.rebuild()
    assert utterances(library) == before
    assert derived_of(library) == derived
    with Library.open(tmp_path / "other") as other:
        other.add([put(tmp_path / "turned", *rows[::-1])])
        members = [{p.quote.id for p in found.printings} for found in utterances(other)]
    assert members == [{p.quote.id for p in found.printings} for found in before]


def test_what_is_removed_leaves(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("full", FULL), row("cut", CUT), row("third", CUT))])
    library.remove(["full"])
    assert told(utterances(library)) == [[("cut", "identical"), ("third", "identical")]]
    library.remove(["third"])
    assert utterances(library) == []
    assert told(utterances(library, article="cut")) == [[("cut", "identical")]]


AGENCY = (
    "The talks on the strait went on into the night in Oss, where ministers of both coasts had met for the third time "
    "this year in the hall above the fish market, and nobody in the square below knew whether the ferries would sail "
    "before the ice. "
)


def test_printings_of_one_agencys_story_are_one_source(tmp_path: Path, library: Library) -> None:
    rows = [
        row("agency", AGENCY + FULL),
        row("copy", AGENCY + FULL),
        row("own", FULL),
        row("again", FULL, outlet="COPY"),  # the same outlet has a story of its own, too
    ]
    library.add([put(tmp_path / "in", *rows[:3])])
    (found,) = utterances(library)
    assert {p.article.id: p.copies for p in found.printings} == {"agency": None, "copy": "agency", "own": None}
    assert (found.outlets, found.independent) == (3, 2)
    assert library.copies(["own", "copy", "agency", "missing"]) == {"copy": "agency"}
    assert library.copies(["own", "copy"]) == {}
    library.add([put(tmp_path / "in", *rows)])
    (found,) = utterances(library)
    assert (found.outlets, found.independent) == (3, 3)
    library.add([put(tmp_path / "in", rows[0], rows[1] | {"text": FULL}, rows[2])])
    assert library.copies(["agency", "copy"]) == {}  # it has changed


def test_outlets_that_left_it_out(tmp_path: Path, library: Library) -> None:
    rows = [row("full", FULL), row("cut", CUT), row("none", ALONE), row("far", ALONE), row("half", ALONE, outlet="CUT")]
    library.add([put(tmp_path / "in", *rows)])
    with library._store.transaction() as db:
        db.execute("UPDATE article SET event = (SELECT key FROM article WHERE id = 'full') WHERE id <> 'far'")
    assert [found.left_out for found in utterances(library)] == [("NONE",), ("FULL",)]
    assert {p.article.id for r in utterances(library, event="none") for p in r.printings} >= {"full", "cut", "none"}
    assert utterances(library, event="none") == utterances(library, event="full")


def test_a_timeline_from_any_of_its_printings(tmp_path: Path, library: Library) -> None:
    rows = [
        row("split", SPLIT, published="2026-11-04"),
        row("late", CUT, published="2026-11-05"),
        row("early", CUT, published="2026-11-03"),
        row("alone", ALONE),
    ]
    library.add([put(tmp_path / "in", *rows)])
    for article in ("split", "late", "early"):
        for quotation in library.quotations(article):
            made = library.timeline(quotation.id)
            if quotation.kind == "indirect":  # the words in marks inside it are compared
                assert made is None
                continue
            assert made is not None
            told = [(step.printing.article.id, step.place, step.gap and step.gap.days) for step in made.steps]
            assert told == [("early", (1, 1), None), ("split", (2, 2), 1), ("late", (3, 3), 2)]
            assert [step.kept == 100 for step in made.steps] == [False, True, False]
            assert library.timeline("no#0-1", quotation.id) == made
    (alone,) = library.quotations("alone")
    made = library.timeline(alone.id)
    assert made is not None
    assert [step.printing.quote.id for step in made.steps] == [alone.id]
    assert library.timeline() is library.timeline("nothing") is library.timeline("no#0-1") is None
