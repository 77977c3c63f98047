"""How is a date written for people?"""

from __future__ import annotations

import re
from string import Formatter
from typing import Final, Literal

Style = Literal["short", "year", "long"]
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])")
FORMS: Final = {  # what a reader may choose from, or make the like of: a template with these fields
    "day-first": "{day} {month} {year}",
    "month-first": "{month} {day}, {year}",
    "iso": "{year}-{mm}-{dd}",
    "numbers": "{dd}.{mm}.{year}",
}
FIELDS: Final = ("day", "dd", "month", "mm", "year", "yy")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS, _YEARS = ("day", "dd"), ("year", "yy")
_chosen: list[str] = []  # the form that the reader of this process wants, if any


def choose(form: str | None) -> None:
    """Write dates for people in this form from now on, in the whole program; what programs read stays ISO."""
    _chosen[:] = [form] if form else []


def listed(published: str | None) -> str:
    """A date in the lists that commands print: the ISO date, which sorts, unless another form was chosen."""
    return (written(published, "year") if _chosen else None) or (published or "")[:10]


def written(published: str | None, style: Style = "short", form: str | None = None) -> str | None:
    """An ISO date for people: `short` "2 Nov", `year` "2 Nov 2025", `long` "2 November 2025"; None where it is none.

    In the `form` given, or in the one chosen. What the date leaves open is left out, with what parts it from its
    neighbours; so is the year of a short one that has a day.
    """
    match = DATE.match(published or "")
    if match is None:
        return None
    year, month, date = match.groups()
    if month is None or not 1 <= int(month) <= len(_MONTHS):
        return str(year)
    name = _MONTHS[int(month) - 1]
    values = {"month": name if style == "long" else name[:3], "mm": month, "year": year, "yy": year[2:]}
    if date:
        values |= {"day": str(int(date)), "dd": date}
    if date and style == "short":
        values = {field: value for field, value in values.items() if field not in _YEARS}
    return _filled(form or (_chosen[0] if _chosen else FORMS["day-first"]), values)


def form_problem(form: str) -> str:
    """Why this can't be a form of dates, in words; nothing where it can."""
    try:
        parts = list(Formatter().parse(form))
    except ValueError:
        return "a brace is not closed or not opened"
    fields = [name for _, name, _, _ in parts if name is not None]
    wrong = next((name for name in fields if name not in FIELDS), None)
    if wrong is not None or any(how or turned for _, _, how, turned in parts):
        known = ", ".join(f"{{{field}}}" for field in FIELDS)
        return f"there is no field {{{wrong}}}; the fields are {known}" if wrong else f"the fields are just {known}"
    if not {*_DAYS} & {*fields} or not {"month", "mm"} & {*fields} or not {*_YEARS} & {*fields}:
        return "it must have a day, a month and a year"
    return "" if form.isprintable() else "it has characters that can't be seen"


def _filled(form: str, values: dict[str, str]) -> str:
    """A form with its values. Where one is missing, what stands behind it goes too; before it, if it is the last."""
    fields = [field for _, field, _, _ in Formatter().parse(form) if field is not None]
    texts = [
        text for text, _, _, _ in Formatter().parse(form)
    ]  # before each field, and behind the last if there is any
    kept = [at for at, field in enumerate(fields) if field in values]
    behind = {at: texts[at + 1] for at in kept[:-1]}
    end = texts[-1] if len(texts) > len(fields) else ""
    return texts[0] + "".join(values[fields[at]] + behind.get(at, "") for at in kept) + end
