"""How it is told who printed words first: never more than dates tell."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from several import printing, utterance

from index.spreading import timeline
from tui.travel import EMPTY, FULL, bar, copy_words, first_words, gap_words, place_words, stamp

WORDS = "We will not pay a toll."


def made(*dates: str | None, outlets: str = "ABCDEF") -> object:
    return timeline(
        utterance(*(printing(f"a{i}", f"Outlet {outlets[i]}", WORDS, published=date) for i, date in enumerate(dates)))
    )


@pytest.mark.parametrize(
    ("dates", "outlets", "expected"),
    [
        (["2026-11-02", "2026-11-03"], "AB", "first in Outlet A, 2 Nov 2026"),
        (["2026-11-02T08:00+01:00", "2026-11-03"], "AB", "first in Outlet A, 2 Nov 2026 07:00"),
        # one day is no order
        (["2026-11-02", "2026-11-02"], "AB", "first in Outlet A or Outlet B: dates tell no more"),
        (["2026-11-02"] * 3 + ["2026-11-04"], "ABCD", "first in one of 3 outlets: dates tell no more"),
        # two articles of one outlet: the outlet is known
        (["2026-11-02", "2026-11-02", "2026-11-03"], "AAB", "first in Outlet A"),
        # what has no date may have been before
        (["2026-11-02", None], "AB", "first with a date in Outlet A, 2 Nov 2026 · 1 without a date"),
        ([None, None], "AB", "no date tells who was first"),
        (["2026-11-02"], "A", "only in Outlet A, 2 Nov 2026"),
        ([None], "A", "only in Outlet A"),
    ],
)
def test_who_was_first(dates: list[str | None], outlets: str, expected: str) -> None:
    assert first_words(made(*dates, outlets=outlets)) == expected  # type: ignore[arg-type]


def test_nobody_printed_what_only_a_transcript_has() -> None:
    assert first_words(timeline(utterance(printing("t", "The State", WORDS, spoken=True)))) == "printed by nobody"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-11-02T08:00", "2026-11-02T08:20", "2026-11-02T11:05"], ["1 first", "2 20 min", "3 3 h 5 min"]),
        (["2026-11-02", "2026-11-03", "2026-11-06"], ["1 first", "2 next day", "3 4 days"]),
        (["2026-11-02", "2026-11-02", "2026-11-03"], ["1–2 maybe first", "1–2 maybe first", "3 next day"]),
        (
            ["2026-11-02T08:00", "2026-11-02T09:00", "2026-11-02"],
            ["1–2 maybe first", "1–3 maybe first", "2–3 same day"],
        ),
        (["2026-11-02T22:00", "2026-11-04T23:30"], ["1 first", "2 2 days"]),
        (["2026-11-02", "2026-12"], ["1 first", "2 28–60 days"]),
        (["2026-11-02", None], ["1 first dated", " no date"]),
    ],
)
def test_places_and_times_since_the_first(dates: list[str | None], expected: list[str]) -> None:
    found = timeline(
        utterance(*(printing(f"a{i}", f"Outlet {i}", WORDS, published=date) for i, date in enumerate(dates)))
    )
    assert [f"{place_words(step)} {gap_words(step, found.undated)}" for step in found.steps] == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-02", "2 Nov 2026"),
        ("2026-11", "Nov 2026"),
        ("2026", "2026"),
        ("2026-11-02T08:30:00Z", "2 Nov 2026 08:30"),
        ("2026-11-02T01:30+02:00", "1 Nov 2026 23:30"),
        ("soon", ""),
        (None, ""),
    ],
)
def test_when_it_was_published(published: str | None, expected: str) -> None:
    assert stamp(published) == expected


def test_a_copy_is_called_so_where_dates_tell_whose_it_is() -> None:
    wire, mail = printing("w", "Coast Wire", WORDS), printing("m", "Northern Mail", WORDS, published="2026-11-03")
    tied = replace(mail, copies="w", article=replace(mail.article, published="2026-11-02"))
    for other, told in ((replace(mail, copies="w"), "agency copy of Coast Wire"), (tied, "same story as Coast Wire")):
        assert [copy_words(step) for step in timeline(utterance(wire, other)).steps] == ["", told]


@pytest.mark.parametrize(
    ("kept", "full"),
    [(100, 10), (99, 9), (50, 5), (1, 1), (0, 0)],  # full and empty are kept for all and nothing
)
def test_the_measure(kept: int, full: int) -> None:
    assert bar(kept, 10) == FULL * full + EMPTY * (10 - full)
