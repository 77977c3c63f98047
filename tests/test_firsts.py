"""Which was published first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.firsts import by_date, first, span

MORNING, NOON = "2026-11-02T08:00", "2026-11-02T12:00"
DATES = [MORNING, NOON, "2026-11-02", "2026-11-03", "2026-11", "2026", "2026-11-02T01:30+02:00", "soon", "", None]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-11-03", "2026-11-02"], 1),
        ([NOON, MORNING], 1),
        # a day is all of that day: what was added first stays before it, what has a time too
        (["2026-11-02", MORNING], 0),
        ([MORNING, "2026-11-02"], 0),
        ([NOON, "2026-11-02", MORNING], 1),
        # unless another was surely before
        (["2026-11-02", "2026-11-01T23:59"], 1),
        (["2026-11", "2026-11-02"], 0),
        (["2026-12", "2026-11-30"], 1),
        (["2027", "2026-12"], 1),
        # the same moment twice
        ([NOON, NOON], 0),
        # offsets are turned: half past one in the morning there is the evening before here
        (["2026-11-02", "2026-11-02T01:30+02:00"], 1),
        (["2026-11-02", "2026-11-02T01:30-02:00"], 0),
        # no date is no date
        ([None, "2026-11-02", ""], 1),
        ([None, "soon", "2026-13-45"], None),
        ([], None),
    ],
)
def test_first(dates: list[str | None], expected: int | None) -> None:
    assert first(dates) == expected


@given(st.lists(st.sampled_from(DATES), max_size=8))
def test_nothing_was_surely_before_the_first(dates: list[str | None]) -> None:
    at = first(dates)
    spans = [known for known in map(span, dates) if known]
    assert (at is None) == (not spans)
    if at is not None:
        mine = span(dates[at])
        assert mine is not None
        assert not any(end <= mine[0] and (start, end) != mine for start, end in spans)


def test_order_by_date() -> None:
    assert sorted([*DATES[2:5], None, MORNING], key=by_date) == ["2026-11", "2026-11-02", MORNING, "2026-11-03", None]


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    span(text)
