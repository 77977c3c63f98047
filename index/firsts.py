"""Which of several articles was published first, as far as their dates tell?

A date without a time is the whole day (a month the whole month): another article of that day with a time may have come
before or after it. What has a time and no offset is taken as UTC, since nothing says where it was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

DAY = dt.timedelta(days=1)
Span = tuple[dt.datetime, dt.datetime]  # the first moment it may have been published, and the first it can't have been


@lru_cache(maxsize=1 << 14)
def span(published: str | None) -> Span | None:
    """When an ISO date or time may have been; None where there is none, or it can't be read."""
    if not published:
        return None
    try:
        if len(published) > len("YYYY-MM-DD"):
            moment = dt.datetime.fromisoformat(published)
            moment = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
            return moment, moment
        year, month, day = (int(part) for part in (published + "-00-00")[:10].split("-"))
        start = dt.datetime(year, month or 1, day or 1, tzinfo=dt.UTC)
        if day:
            return start, start + DAY
        if month:
            return start, start.replace(year=year + month // 12, month=month % 12 + 1)
        return start, start.replace(year=year + 1)
    except (ValueError, OverflowError):
        return None


def first(dates: Sequence[str | None]) -> int | None:
    """The place of the earliest date: of those that no other was surely before, the first in order; None without."""
    spans = [(place, known) for place, known in enumerate(map(span, dates)) if known]
    if not spans:
        return None
    # sure to be out by then: a moment itself, or the last moment of a day
    out = min(end for _, (start, end) in spans)
    return next(place for place, (start, end) in spans if start < out or start == end == out)


def by_date(published: str | None) -> tuple[bool, str]:
    """What articles are ordered by, the earliest first, those without a date last."""
    known = span(published)
    return known is None, known[0].isoformat() if known else ""
