"""What is known of an article besides its text: the command line's options and the folder's `outlets.toml`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import reprlib
import stat
import tomllib
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from index.ingest.dates import day_of
from index.model import Article, Skipped

SIDECAR = "outlets.toml"
KEYS = ("id", "outlet", "title", "published", "url", "author", "transcript")
MAX_ID = 200  # characters; an id is typed and printed
PARTIAL_DATE = re.compile("(?!0000)([0-9]{4})(?:-(0?[1-9]|1[0-2]))?")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # of a text, which has lines and tabs
CONTROL: dict[int, None] = dict.fromkeys((*range(32), *range(127, 160)))  # some of 128 to 159 begin escapes, too


class Given(Struct, frozen=True):
    """What a command line says of the files it names; `columns` are the fields that it named columns of tables for."""

    outlet: str | None = None
    published: str | None = None
    transcript: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()


class Hint(Struct, frozen=True):
    """What the input itself may not say. `path` is the file as it was named, `origin` its absolute path."""

    path: str
    origin: str
    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    transcript: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()


def origin_id(origin: str) -> str:
    """Ten hexadecimal digits from an origin (canonical address or absolute path)."""
    return hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def usable_id(given: str) -> bool:
    """Whether an article can have this id: it stands in addresses of quotations and on command lines."""
    return 0 < len(given) <= MAX_ID and given.isprintable() and given == given.strip()


def iso_date(value: object) -> str | None:
    """A date or time as ISO 8601 from a TOML date or a string (ISO, `2025-11`, `2025`, RFC 2822); else None.

    A day may also be written as people do, where that can be read in one way only. However it was written, it comes out
    in the one form that sorts by time: `20261102` as `2026-11-02`.
    """
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    text = value.strip()
    partial = PARTIAL_DATE.fullmatch(text)
    if partial:
        year, month = partial.groups()
        return f"{year}-{month:0>2}" if month else year
    for read in (dt.date.fromisoformat, dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text).isoformat()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return day_of(text)


def moment(text: str | None) -> str | None:
    """The UTC time, to the second, that a program wrote with its zone; None for none, and for one that is to come."""
    date = iso_date(text)
    if date is None or len(date) <= len("2026-11-02"):
        return None
    found = dt.datetime.fromisoformat(date)
    if found.tzinfo is None or not 1990 < found.year < 9999 or found > dt.datetime.now(dt.UTC):
        return None
    return found.astimezone(dt.UTC).isoformat(timespec="seconds")


def one_line(value: object) -> str | None:
    """A field as one line of text without control characters; None for what is empty or no text."""
    if not isinstance(value, str):
        return None
    return " ".join(value.split()).translate(CONTROL) or None


def broken_characters(article: Article) -> bool:
    """Whether some field holds half of a surrogate pair, which no file or database can store."""
    values = (getattr(article, f.name) for f in fields(article))
    return any(not _encodable(v) for v in values if isinstance(v, str))


def _encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def brief(value: object) -> str:
    """A value as a message quotes it, cut to a few words."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python prints no number of more than some thousand digits
        return "a number of thousands of digits"


def read_sidecar(folder: Path, shown: str) -> tuple[dict[str, dict[str, object]], tuple[Skipped, ...]]:
    """The tables of a folder's `outlets.toml` by file name, and what was wrong with it, as remarks."""
    path = folder / SIDECAR
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would never end
            return {}, (Skipped(shown, "is not a regular file and was left aside"),)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except OSError as error:
        return {}, (Skipped(shown, f"could not be read and was left aside: {error}"),)
    return parsed_sidecar(data, shown)


def parsed_sidecar(content: bytes, shown: str) -> tuple[dict[str, dict[str, object]], tuple[Skipped, ...]]:
    """The same of the bytes of an `outlets.toml`."""
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {}, (Skipped(shown, f"could not be read and was left aside: {error}"),)
    problems = [Skipped(shown, reason) for reason in _sidecar_problems(data)]
    return {name: table for name, table in data.items() if isinstance(table, dict)}, tuple(problems)


def _sidecar_problems(data: dict[str, object]) -> Iterable[str]:
    for name, table in data.items():
        if not isinstance(table, dict):
            yield f'{name!r} is no table; write ["{name}"] and below it outlet = "..."'
            continue
        for key, value in table.items():
            if key not in KEYS:
                yield f'["{name}"] has an unknown key {key!r}; known are {", ".join(KEYS)}'
            elif key == "id" and not (isinstance(value, str) and usable_id(value)):
                yield f'["{name}"] id = {brief(value)} is none; write at most {MAX_ID} printable characters in quotes'
            elif key == "published" and iso_date(value) is None:
                yield f'["{name}"] published = {brief(value)} is no date; write 2026-11-02'
            elif key == "transcript" and not isinstance(value, bool):
                yield f'["{name}"] transcript = {brief(value)} is neither true nor false'


def with_sidecar(hint: Hint, table: dict[str, object]) -> Hint:
    """The hint with the sidecar's values where the command line gave none."""
    given = {key: _value(key, table.get(key)) for key in KEYS}
    return replace(hint, **{key: v for key, v in given.items() if v is not None and getattr(hint, key) is None})


def _value(key: str, value: object) -> Any:
    """A value of the sidecar as its field takes it; None for what it can't be."""
    if key == "transcript":
        return value if isinstance(value, bool) else None
    if key == "id":
        return value if isinstance(value, str) and usable_id(value) else None
    return iso_date(value) if key == "published" else one_line(value)
