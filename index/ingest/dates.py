"""Which day is meant by a date that was written for people: 2 November 2026, Nov 2, 2026, 02.11.2026?

Only one that can be read in one way. 11/02/2026 is a day in February or one in November, and is no date here.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

LONGEST: Final = 60  # characters: a weekday, a day, the longest month, a time and its zone
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY: Final = r"(?P<day>[0-9]{1,2})"
YEAR: Final = r"(?P<year>[0-9]{4})"
WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
AFTER: Final = r"(?:,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)?(?:,?\s+(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}\b.*)?"
FORMS: Final = tuple(
    re.compile(WEEKDAY + form + AFTER, re.IGNORECASE)
    for form in (
        rf"{YEAR}[/.](?P<number>[0-9]{{1,2}})[/.]{DAY}",
        rf"{DAY}\.\s?(?P<number>[0-9]{{1,2}})\.\s?{YEAR}",  # whoever parts them by full stops begins with the day
        rf"{DAY}(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{MONTH},?[\s-]+{YEAR}",
        rf"{MONTH}[\s-]+{DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){YEAR}",
        rf"{MONTH},?\s+{YEAR}",
    )
)
NUMBERS: Final = rf"(?P<a>[0-9]{{1,2}})(?P<sign>[/-])(?P<b>[0-9]{{1,2}})(?P=sign){YEAR}"
EITHER: Final = re.compile(WEEKDAY + NUMBERS + AFTER, re.IGNORECASE)
ELSEWHERE: Final = re.compile(r"(?:[^\W\d]+\.?,?\s+)?[0-9]{1,2}\.?(?:\s+[^\W\d]+\.?,?){1,3}\s+[0-9]{4}(?:\s*\w\.?)?")
# languages in which no month is called as another one is in one of the others: "listopad" is October and November
LANGUAGES: Final = ("de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "pl", "ru", "uk")


@lru_cache(maxsize=1 << 12)
def day_of(text: str) -> str | None:
    """The day in ISO form, or the month where no day is named; None where it is none, or may be one of two."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    either = EITHER.fullmatch(text)
    if either:
        found = _days(either)
        return found[0] if len(found) == 1 else None
    for form in FORMS:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            number = parts.get("number") or MONTHS.index(parts["month"][:3].lower()) + 1
            return _iso(parts["year"], number, parts.get("day"))
    return _elsewhere(text) if ELSEWHERE.fullmatch(text) else None


def in_doubt(text: str) -> bool:
    """Whether it is one of two days: the day may stand first in it, or the month."""
    either = EITHER.fullmatch(text.strip()[:LONGEST])
    return either is not None and len(_days(either)) > 1


def _days(either: re.Match[str]) -> list[str]:
    """The days that it may be, in the two orders that people use."""
    year, a, b = either["year"], either["a"], either["b"]
    return sorted({day for day in (_iso(year, a, b), _iso(year, b, a)) if day})


def _iso(year: str, month: str | int, day: str | None) -> str | None:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[: len("YYYY-MM")]


def _elsewhere(text: str) -> str | None:
    """The day of a date with its month in words of another language."""
    import dateparser  # 0.1 s

    wanted = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
    found = dateparser.parse(text, languages=list(LANGUAGES), settings=wanted)
    return found.date().isoformat() if found else None
