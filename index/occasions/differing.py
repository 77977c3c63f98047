"""Were two quotations surely said on two occasions, and how is that told? And how far apart, as far as is known?"""

from __future__ import annotations

import datetime as dt

from index.occasions.dates import WEEK, Days, day_of
from index.occasions.finding import Occasion

# whole days: an evening here is the next morning there. Of 13 pairs of basil and polnear whose words link and whose two
# texts both tell the day, all tell the same one
SURELY = 2
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def apart(a: Occasion, b: Occasion, a_published: str | None, b_published: str | None) -> str | None:
    """Why the two are surely of two occasions, in words for the reader; None where they may be of one.

    Days that can't be the same tell it; neighbouring days only where also the places or the settings differ, since
    what is Thursday's night in one paper is Friday's in another. Places alone tell nothing: one paper names the town,
    the other the country.
    """
    if a.days and b.days:
        days = sorted((a.days, b.days))
        gap, told = _between(a.days, b.days), _two(_said(days[0]), _said(days[1]))
    elif a.weekday is not None and b.weekday is not None:
        away = abs(a.weekday - b.weekday)
        gap, told = min(away, WEEK - away), _two(*(_WEEKDAYS[n] for n in sorted((a.weekday, b.weekday))))
    else:
        return _after(a, b, b_published) or _after(b, a, a_published)
    if gap >= SURELY or (gap > 0 and (_differ(a.place, b.place) or _differ(a.setting, b.setting))):
        return f"on two days: {told}"
    return None


def days_between(a: Occasion, b: Occasion, a_published: str | None, b_published: str | None) -> int | None:
    """Whole days between two sayings; None where one is not known.

    The day of printing stands for the day of saying where a text tells none, but not where it tells that it was before.
    """
    first, second = _when(a, a_published), _when(b, b_published)
    return _between(first, second) if first and second else None


def _when(occasion: Occasion, published: str | None) -> Days | None:
    printed = day_of(published)
    if occasion.days is not None or occasion.past or printed is None:
        return occasion.days
    return printed, printed


def _between(a: Days, b: Days) -> int:
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)


def _after(a: Occasion, b: Occasion, b_published: str | None) -> str | None:
    """Where the one was said after the other was printed."""
    printed = day_of(b_published)
    if a.days is None or b.days is not None or printed is None or (a.days[0] - printed).days < SURELY:
        return None
    return f"on two days: one by {_day(printed)}, the other {_said(a.days)}"


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a not in b and b not in a


def _two(a: str, b: str) -> str:
    return f"{a} and {b}"


def _said(days: Days) -> str:
    """Days as a reader would say them: one day, a month, a year, or from and to."""
    first, last = days
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if (
        first.day == 1
        and (last + dt.timedelta(days=1)).day == 1
        and (first.year, first.month) == (last.year, last.month)
    ):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
