"""How much of a date is said?"""

from __future__ import annotations

import pytest

from index.days import Style, written
from tui.widgets.dates import newest_year, within


@pytest.mark.parametrize(
    ("published", "year", "told"),
    [
        ("2026-10-30", "2026", "30 Oct"),
        ("2026-10-30T08:00:00Z", "2026", "30 Oct"),
        ("2025-11-20", "2026", "20 Nov 2025"),
        ("2025-11-20", "", "20 Nov 2025"),  # among what has no year
        ("2026-10", "2026", "Oct 2026"),
        (None, "2026", ""),
        ("last week", "2026", "last week"),
    ],
)
def test_the_year_is_said_where_it_is_another(published: str | None, year: str, told: str) -> None:
    assert within(published, year) == told


@pytest.mark.parametrize(
    ("published", "style", "told"),
    [
        ("2026-11-02", "short", "2 Nov"),
        ("2026-11-02T08:00:00Z", "year", "2 Nov 2026"),
        ("2026-11", "year", "Nov 2026"),
        ("2026", "long", "2026"),
        ("2026-11-02", "long", "2 November 2026"),
        ("2026-13-02", "long", "2026"),
        ("last week", "short", None),
        (None, "short", None),
    ],
)
def test_a_date_for_people(published: str | None, style: Style, told: str | None) -> None:
    assert written(published, style) == told


@pytest.mark.parametrize(
    ("published", "year"),
    [(["2025-11-20", None, "2026-10-30", "soon"], "2026"), ([None, "yesterday"], ""), ([], "")],
)
def test_the_newest_year(published: list[str | None], year: str) -> None:
    assert newest_year(published) == year
