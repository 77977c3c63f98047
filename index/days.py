"""How is a date written for people?"""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["short", "year", "long"]
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written(published: str | None, style: Style = "short") -> str | None:
    """An ISO date for people: `short` "2 Nov", `year` "2 Nov 2025", `long` "2 November 2025"; None where it is none."""
    match = DATE.match(published or "")
    if match is None:
        return None
    year, month, date = match.groups()
    if month is None or not 1 <= int(month) <= len(_MONTHS):
        return str(year)
    name = _MONTHS[int(month) - 1]
    words = [str(int(date))] if date else []
    words.append(name if style == "long" else name[:3])
    if style != "short" or date is None:
        words.append(year)
    return " ".join(words)
