"""How is a date written on a screen: how much of it is said?"""

from __future__ import annotations

from collections.abc import Iterable

from index.days import DATE, Style, written
from tui.render import fit, one_line


def day(published: str | None, style: Style = "short") -> str:
    """A date for people, in one of the styles of `index.days`; as it was given where it is none."""
    return written(published, style) or fit(one_line(published), 20)


def within(published: str | None, year: str) -> str:
    """A date among others that are of `year`, which it need not say again; where that is not known, it says its own."""
    return day(published, "short" if year and (published or "").startswith(year) else "year")


def newest_year(published: Iterable[str | None]) -> str:
    """The year of the newest of some dates, which a list of them need not say; nothing where none is known."""
    years = {one[:4] for one in published if one}  # few, and only these are read
    return max((year for year in years if DATE.match(year)), default="")
