"""What can each field of an article hold that a reader writes by hand, and how is it told what stands there?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct

from index.addresses import is_address
from index.ingest.hints import brief, iso_date, one_line
from index.store.edited import FIELDS

MAX_LENGTH = 1000  # characters: the longest headlines have 300, the longest addresses of articles 700
LANGUAGE = re.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}


class WrongEditError(ValueError):
    """What can't be written of an article; the message says why, for the user. `field` is the one it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Fact(Struct, frozen=True):
    """One field of an article as it stands, what its input says of it, and whether and when (UTC) it was edited.

    `unedited` is how it would stand without: an outlet has the name that it is known by.
    """

    field: str
    value: Any
    given: Any
    unedited: Any
    made: str | None = None

    @property
    def edited(self) -> bool:
        """Whether a reader wrote it."""
        return self.made is not None


def checked(field: str, text: str | None) -> str | bool | None:
    """What was typed, as its field holds it; None for nothing. Raises WrongEditError with what to write instead."""
    value = one_line(text)
    if value is None:
        return None
    if len(value) > MAX_LENGTH or any("\ud800" <= c <= "\udfff" for c in value):
        problem = f"longer than {MAX_LENGTH} characters" if len(value) > MAX_LENGTH else "not UTF-8 text"
        raise WrongEditError(field, f"the {NAMES[field]} is {problem}")
    check = CHECKS.get(field)
    return check(value) if check else value


def _date(value: str) -> str:
    date = iso_date(value)
    if date is None:
        raise WrongEditError("published", f"{brief(value)} is no date; write 2026-11-02")
    return date


def _address(value: str) -> str:
    if not is_address(value) or " " in value or not _has_host(value):
        raise WrongEditError("url", f"{brief(value)} is no address; write https://coast.example/page")
    return value


def _has_host(value: str) -> bool:
    try:
        return bool(urlsplit(value).hostname)
    except ValueError:  # brackets that are none
        return False


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise WrongEditError("language", f"{brief(value)} is no code of a language; write en, de or pt-br")
    return value.lower()


def _transcript(value: str) -> bool:
    if value.lower() not in TRUTHS:
        raise WrongEditError("transcript", f"{brief(value)} is neither yes nor no")
    return TRUTHS[value.lower()]


CHECKS: Final[dict[str, Callable[[str], str | bool]]] = {
    "published": _date,
    "url": _address,
    "language": _language,
    "transcript": _transcript,
}
NAMES: Final = dict(zip(FIELDS, ("outlet", "title", "date", "author", "address", "language", "form"), strict=True))
