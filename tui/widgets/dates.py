"""How is a date written for people?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.render import fit, one_line

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(published: str | None, style: str = "short") -> str:
    """A date for people: `short` "2 Nov", `year` "2 Nov 2025", `long` "2 November 2025"; as it was where it is none."""
    match = _DATE.match(published or "")
    if match is None:
        return fit(one_line(published), 20)
    year, month, date = match.groups()
    if month is None or not 1 <= int(month) <= len(_MONTHS):
        return year
    name = _MONTHS[int(month) - 1]
    name = name if style == "long" else name[:3]
    words = [str(int(date))] if date else []
    words.append(name)
    if style != "short" or date is None:
        words.append(year)
    return " ".join(words)


def within(published: str | None, year: str) -> str:
    """A date among others that are of `year`, which it need not say again; where that is not known, it says its own."""
    return day(published, "short" if year and (published or "").startswith(year) else "year")


def newest_year(published: Iterable[str | None]) -> str:
    """The year of the newest of some dates, which a list of them need not say; nothing where none is known."""
    years = {one[:4] for one in published if one}  # few, and only these are read
    return max((year for year in years if _DATE.match(year)), default="")
