"""Dates as people write them: read in one way, or not at all."""

from __future__ import annotations

import pytest

from index.ingest.dates import in_doubt
from index.ingest.hints import iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2 November 2026", "2026-11-02"),
        ("2nd of November, 2026", "2026-11-02"),
        ("Nov 2, 2026", "2026-11-02"),
        ("Nov. 2 2026", "2026-11-02"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("2-Nov-2026", "2026-11-02"),
        ("Monday, November 2, 2026", "2026-11-02"),
        ("November 2, 2026 Monday", "2026-11-02"),
        ("November 2, 2026 Monday 10:15 AM EST", "2026-11-02"),
        ("02.11.2026", "2026-11-02"),
        ("2. 11. 2026", "2026-11-02"),
        ("02.11.2026 14:30", "2026-11-02"),
        ("2026/11/02", "2026-11-02"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("11/11/2026", "2026-11-11"),
        ("November 2026", "2026-11"),
        ("2. März 2026", "2026-03-02"),
        ("lundi 2 novembre 2026", "2026-11-02"),
        ("2 de noviembre de 2026", "2026-11-02"),
        ("2 listopada 2026", "2026-11-02"),
        ("2 ноября 2026 г.", "2026-11-02"),
        ("2026-11-02 14:30:00 +0100", "2026-11-02T14:30:00+01:00"),
        ("11/02/2026", None),
        ("11-02-2026 14:30", None),
        ("13/13/2026", None),
        ("31 February 2026", None),
        ("2 Nov 26", None),
        ("02.11.26", None),
        ("early May 2026", None),
        ("issue 12 of May 2026", None),
        ("2 Foo 2026", None),
        ("May or June 2026", None),
        ("٢ November 2026", None),
        ("November 2, 2026" + " " * 100_000 + "x", None),
    ],
)
def test_days(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("11/02/2026", True),
        ("1-2-2026", True),
        ("Mon 1/2/2026 10:00", True),
        ("25/12/2026", False),
        ("1/1/2026", False),
    ],
)
def test_two_days_are_told_from_none(written: str, doubt: bool) -> None:
    assert in_doubt(written) is doubt
