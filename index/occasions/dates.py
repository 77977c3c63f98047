"""Which days does a stretch of text name, seen from the day on which it was printed?

Half-open offsets, whole days. A weekday alone is the last one up to the day of printing, as news has it; without a day
of printing only the weekday itself is known.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from index.languages.occasion import OccasionWords

Days = tuple[dt.date, dt.date]
WEEK = 7
YEARS = range(1500, 3000)
_WORD_BEFORE = re.compile(r"([\w-]+)\W{1,2}$")
_TOKEN = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = dt.timedelta(days=1)


class Mention(Struct, frozen=True):
    """A date in a text: `start`:`end`, the first and last of its days as far as known, and its weekday if it has one.

    `lead` is the word right before it ("on", "by"), in lower case.
    """

    start: int
    end: int
    lead: str
    days: Days | None
    weekday: int | None = None


def day_of(published: str | None) -> dt.date | None:
    """The day of an ISO date or time; None where it is missing, not a full date, or of no year that prints news."""
    try:
        found = dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return found if found.year in YEARS else None


def mentions(text: str, printed: dt.date | None, words: OccasionWords) -> Iterator[Mention]:
    """The dates that a text names, in its order. What is told of the future, or can't be placed, is left out."""
    for match in _pattern(words).finditer(text):
        before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
        lead = before[1].lower() if before else ""
        if lead not in words.not_then:
            days, weekday = _resolved(match, printed, words)
            if days is not None and printed is not None and days[0] > printed + _DAY:
                continue
            if days is not None or weekday is not None:
                yield Mention(match.start(), match.end(), lead, days, weekday)


def may_name_a_day(text: str, words: OccasionWords) -> bool:
    """Whether `mentions` may find anything in a text, or in a part of it: a tenth of its price."""
    return not _day_words(words).isdisjoint(_TOKEN.findall(text.lower())) or _YEAR.search(text) is not None


@cache
def _day_words(words: OccasionWords) -> frozenset[str]:
    """Words of which every date but a year has one."""
    tables = words.weekdays, words.months, words.near, words.parts_of_day, words.units
    return frozenset(word for table in tables for one in table for word in _TOKEN.findall(one.lower()))


@cache
def _pattern(words: OccasionWords) -> re.Pattern[str]:
    months = rf"(?:{_either(words.months)})\b\.?"
    parts = rf"(?:[ ](?:{_either(words.parts_of_day)})\b)?"
    nth = r"(?:st|nd|rd|th)?"
    return re.compile(
        rf"""\b(?:
        (?:(?P<last>last)[ ])?(?P<weekday>{_either(words.weekdays)})\b\.?(?!['’\w-]){parts}
            (?:,?[ ](?P<wmonth>{months})[ ](?P<wday>\d{{1,2}})\b(?:,[ ](?P<wyear>\d{{4}})\b)?)?
        | (?P<month>{months})[ ](?P<day>\d{{1,2}}){nth}\b(?!['’.:%]?\d)(?:,[ ](?P<year>\d{{4}})\b)?
        | (?P<day2>\d{{1,2}}){nth}[ ](?P<month2>{months})(?:,?[ ](?P<year2>\d{{4}})\b)?
        | (?P<near>(?i:{_either(words.near)}))\b(?!['’])
        | (?i:this)[ ](?P<part>{_either(words.parts_of_day)})\b
        | (?P<lately>(?i:{_either(words.lately)}))[ ](?P<unit>{_either(words.units)})\b(?!['’])
        | (?P<many>\d{{1,3}}|(?i:{_either(words.numbers)}))[ ](?P<units>{_either(words.units)})
            [ ](?:{_either(words.ago)})\b
        | (?<=[Ii]n[ ])(?:(?P<month3>{months}),?[ ])?(?P<year3>(?:19|20)\d\d)\b(?!['’-])
        | (?<=[Ii]n[ ])(?P<month4>{months})(?![ ]\d|['’\w])
        | (?<=[Ll]ast[ ])(?P<month5>{months})(?![ ]\d|['’\w])
        )""",
        re.X,
    )


def _either(some: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, some), key=len, reverse=True))


def _resolved(match: re.Match[str], printed: dt.date | None, words: OccasionWords) -> tuple[Days | None, int | None]:
    """The days of a match and its weekday; None for both where it names no day that is over."""
    got = match.groupdict()
    if got["weekday"]:
        weekday = words.weekdays[got["weekday"]]
        if got["wmonth"]:
            return _dated(got["wmonth"], got["wday"], got["wyear"], printed, words), weekday
        return _last_weekday(weekday, printed, ambiguous=bool(got["last"])), weekday
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if got[day]:
            return _dated(got[month], got[day], got[year], printed, words), None
    if got["year3"]:
        return _span(int(got["year3"]), words.months[_bare(got["month3"])] if got["month3"] else None), None
    if printed is None:
        return None, None
    if got["near"]:
        return _shifted(printed, words.near[got["near"].lower()]), None
    if got["part"]:
        return (printed, printed), None
    if got["month4"] or got["month5"]:
        named = words.months[_bare(got["month4"] or got["month5"])]
        return _span(printed.year if named <= printed.month else printed.year - 1, named), None
    if got["lately"]:
        return _lately(printed, words.units[got["unit"].lower()], words.lately[got["lately"].lower()]), None
    many = got["many"].lower()
    return _ago(printed, words.units[got["units"].lower()], int(many) if many.isdigit() else words.numbers[many]), None


def _bare(month: str) -> str:
    return month.rstrip(".")


def _shifted(printed: dt.date, by: int) -> Days:
    day = printed + by * _DAY
    return day, day


def _last_weekday(weekday: int, printed: dt.date | None, *, ambiguous: bool) -> Days | None:
    """The last such day up to printing. What is printed the day before it may be of tomorrow's paper: not known."""
    if printed is None:
        return None
    back = (printed.weekday() - weekday) % WEEK
    if back == WEEK - 1 and not ambiguous:
        return None
    first = printed - (back + (WEEK if ambiguous else 0)) * _DAY
    return first, printed - back * _DAY


def _dated(month: str, day: str, year: str | None, printed: dt.date | None, words: OccasionWords) -> Days | None:
    """A day of a month; without its year the last one up to printing (or the day after, in other time zones)."""
    if year is None and printed is None:
        return None
    number = words.months[_bare(month)]
    try:
        found = dt.date(int(year) if year else printed.year, number, int(day))  # type: ignore[union-attr]
        if year is None and printed is not None and found > printed + _DAY:
            found = dt.date(found.year - 1, number, int(day))
    except ValueError:
        return None
    return found, found


def _span(year: int, month: int | None) -> Days:
    first, last = month or 1, month or 12
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _lately(printed: dt.date, unit: str, back: int) -> Days:
    """This or the last week, month, year: from its begin, or for weeks at most so many days ago, up to its end."""
    if unit == "day":
        return _shifted(printed, -back)
    if unit == "week":
        monday = printed - (printed.weekday() + back * WEEK) * _DAY
        return monday - back * _DAY, min(printed, monday + (WEEK - 1 + back) * _DAY)
    if unit == "month":
        year, month = divmod(printed.year * 12 + printed.month - 1 - back, 12)
        first, last = _span(year, month + 1)
    else:
        first, last = _span(printed.year - back, None)
    return first, min(last, printed)


def _ago(printed: dt.date, unit: str, many: int) -> Days | None:
    """So many units ago, half a unit more or less, but for days."""
    length = {"day": 1, "week": WEEK, "month": 30, "year": 365}[unit]
    if many * length > 365 * 100:
        return None
    middle = printed - many * length * _DAY
    return middle - (length // 2) * _DAY, min(printed, middle + (length // 2) * _DAY)
