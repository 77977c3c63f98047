"""Who printed it first, as far as dates tell, and how much of it each kept."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from several import printing, utterance

from index.matching import compare
from index.spreading import Gap, kept, percent, printed_of, timeline

MORNING, NOON = "2026-11-02T08:00", "2026-11-02T12:20"
WORDS = "We will not pay a toll to cross our own sea."
HOURS = dt.timedelta(hours=1)
DATES = [MORNING, NOON, "2026-11-02", "2026-11-03", "2026-11", "2026", "2026-11-02T01:30+02:00", "soon", None]


def of(*dates: str | None) -> list[tuple[str, tuple[int, int] | None]]:
    """Article and place of each step, where the articles a, b, c ... have these dates."""
    rows = [printing("abcdefgh"[i], f"Outlet {i}", WORDS, published=date) for i, date in enumerate(dates)]
    return [(step.printing.article.id, step.place) for step in timeline(utterance(*rows)).steps]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-11-03", "2026-11-02"], [("b", (1, 1)), ("a", (2, 2))]),
        ([NOON, MORNING], [("b", (1, 1)), ("a", (2, 2))]),
        # a day is all of that day: nobody was surely first
        (["2026-11-02", "2026-11-02"], [("a", (1, 2)), ("b", (1, 2))]),
        (["2026-11-02", MORNING], [("a", (1, 2)), ("b", (1, 2))]),
        # the day is open to both times, which are in order themselves
        ([NOON, "2026-11-02", MORNING], [("c", (1, 2)), ("b", (1, 3)), ("a", (2, 3))]),
        (["2026-11-02", "2026-11-01T23:59"], [("b", (1, 1)), ("a", (2, 2))]),
        # a month holds every day of it
        (["2026-11-05", "2026-11", "2026-11-20"], [("a", (1, 2)), ("b", (1, 3)), ("c", (2, 3))]),
        (["2026-12", "2026-11-30"], [("b", (1, 1)), ("a", (2, 2))]),
        # the same moment twice
        ([NOON, NOON, "2026-11-03"], [("a", (1, 2)), ("b", (1, 2)), ("c", (3, 3))]),
        # without a date last, and without a place
        ([None, "2026-11-02", "soon"], [("b", (1, 1)), ("a", None), ("c", None)]),
    ],
)
def test_places(dates: list[str | None], expected: list[tuple[str, tuple[int, int] | None]]) -> None:
    assert of(*dates) == expected


@given(st.lists(st.sampled_from(DATES), min_size=1, max_size=8))
def test_places_are_ranges_among_the_dated_and_one_may_be_first(dates: list[str | None]) -> None:
    places = [place for _, place in of(*dates) if place]
    assert len(places) == sum(date not in ("soon", None) for date in dates)
    assert all(1 <= low <= high <= len(places) for low, high in places)
    assert not places or min(places)[0] == 1
    assert [place for _, place in of(*dates)][: len(places)] == sorted(places)


def test_an_article_that_prints_it_twice_is_one() -> None:
    made = timeline(
        utterance(
            printing("a", "Harbour Times", WORDS, start=50),
            printing("a", "Harbour Times", "not pay a toll", "truncated"),
            printing("b", "Coast Wire", WORDS, published="2026-11-03"),
        )
    )
    assert [step.place for step in made.steps] == [(1, 1), (1, 1), (2, 2)]
    assert [row.id for row in made.firsts] == ["a"]


def test_who_may_have_been_first() -> None:
    tied = timeline(utterance(printing("a", "A", WORDS), printing("b", "B", WORDS), printing("c", "C", WORDS)))
    assert [row.id for row in tied.firsts] == ["a", "b", "c"]
    none = timeline(utterance(printing("a", "A", WORDS, published=None)))
    assert (none.firsts, none.undated, none.steps[0].place, none.steps[0].gap) == ((), 1, None, None)


def test_a_transcript_stands_first_and_has_no_place() -> None:
    said = printing("t", "The State", f"{WORDS} … Ask the gulls.", spoken=True, published="2026-11-01")
    made = timeline(utterance(said, printing("a", "A", WORDS), printing("b", "B", "Ask the gulls.")))
    assert [(s.printing.article.id, s.place, s.gap is None) for s in made.steps] == [
        ("t", None, True),
        ("a", (1, 2), False),
        ("b", (1, 2), False),
    ]
    # what the one left out of the other's stretch is nothing that it cut
    assert [step.kept for step in made.steps] == [100, 100, 100]
    assert [[op for op, _, _ in step.diff] for step in made.steps] == [["equal"]] * 3


def gaps(*dates: str | None) -> list[Gap | None]:
    rows = [printing("abcdefgh"[i], f"Outlet {i}", WORDS, published=date) for i, date in enumerate(dates)]
    return [step.gap for step in timeline(utterance(*rows)).steps]


def test_the_time_since_the_first() -> None:
    first, later = gaps(MORNING, NOON)
    assert first is None
    assert later == Gap(13 * HOURS / 3, 13 * HOURS / 3, 0)
    _, day = gaps("2026-11-02", "2026-11-04")
    assert day is not None
    assert day.days == 2
    assert 24 * HOURS < day.least < 25 * HOURS
    assert 71 * HOURS < day.most < 72 * HOURS
    # of two on one day both may be the first
    assert [gap and (gap.least, gap.days) for gap in gaps("2026-11-02", "2026-11-02")] == [(0 * HOURS, 0)] * 2
    # a month tells no day
    assert [gap and gap.days for gap in gaps("2026-11-02", "2026-12")] == [None, None]
    assert [gap and gap.days for gap in gaps("2026-11-02", "2026-11", "2026-11-04")] == [None, None, None]
    assert gaps("2026-11-02", None)[1] is None


def test_who_copies_whom_is_told_as_far_as_dates_tell() -> None:
    wire, copy = printing("w", "Coast Wire", WORDS), printing("m", "Northern Mail", WORDS)
    later = replace(copy, copies="w", article=replace(copy.article, published="2026-11-03"))
    for other, before in ((replace(copy, copies="w"), False), (later, True)):
        steps = timeline(utterance(wire, other)).steps
        assert [(s.copied and s.copied.outlet, s.copied_before) for s in steps] == [
            (None, False),
            ("Coast Wire", before),
        ]


def test_what_each_kept_and_altered() -> None:
    made = timeline(
        utterance(
            printing("a", "A", WORDS),
            printing("b", "B", "not pay a toll", "truncated", published="2026-11-03"),
            printing("c", "C", "We will pay a toll to cross our own sea.", "reworded", altered=True, published=None),
        )
    )
    assert [step.kept for step in made.steps] == [100, 36, 91]  # 4 and 10 of 11 words
    assert made.steps[1].diff == compare(WORDS, "not pay a toll", least=0.0).diff
    assert [[(c.what, c.a) for c in step.alterations] for step in made.steps] == [[], [], [("negation", "not")]]


@pytest.mark.parametrize(
    ("words", "other", "expected"),
    [
        ("one two three four", "one two three four", 100),
        ("one two three four", "five six", 0),
        ("one two three four", "zero one two three four five", 100),
        ("gulls never pay tolls", "Gulls never pay.", 75),
        ("", "one", 0),
    ],
)
def test_kept(words: str, other: str, expected: int) -> None:
    assert kept(compare(words, other, least=0.0).diff) == expected


GULLS, BOATS = "gulls never pay tolls", "boats and buoys sail on"


@pytest.mark.parametrize(
    ("stretches", "other", "expected"),
    [
        ([GULLS, BOATS], "gulls never pay", [GULLS]),
        ([GULLS, BOATS], "buoys sail on", [BOATS]),
        # a stray word is none of it
        ([GULLS, BOATS], "gulls never pay tolls and sail", [GULLS]),
        ([GULLS, BOATS], "never pay tolls, boats and buoys", [GULLS, BOATS]),
        # of a short one all of it
        ([GULLS, "Never!"], "gulls never pay tolls never", [GULLS, "Never!"]),
        # what has nothing of any is told from all
        ([GULLS, BOATS], "herring", [GULLS, BOATS]),
    ],
)
def test_the_stretches_that_were_printed(stretches: list[str], other: str, expected: list[str]) -> None:
    assert printed_of(compare(" … ".join(stretches), other, least=0.0).diff, stretches) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(1, 1000, 1), (999, 1000, 99), (3, 3, 100), (0, 9, 0), (0, 0, 0)]
)
def test_percent_is_whole_only_where_it_is_all(part: int, whole: int, expected: int) -> None:
    assert percent(part, whole) == expected
