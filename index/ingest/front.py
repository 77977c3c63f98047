"""What does the front matter of a Markdown file say of the article? YAML between `---`, TOML between `+++`.

Of YAML only texts, lists and tables are read, and no aliases: so nothing in it grows, and no number, date or "no" is
anything but what was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from index.addresses import is_address
from index.ingest.hints import MAX_ID, brief, iso_date, one_line, usable_id

MAX_CHARACTERS: Final = 64_000  # some list every tag of a site, and no one has a tenth of that
DEEPEST: Final = 20  # lists within lists; an author's table in a list is the second
FENCED: Final = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>(?:.*\n)*?)(?P<end>(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)"
)
BEGUN: Final = re.compile(r"(?:---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=]")
TITLE: Final = ("title", "headline")
AUTHOR: Final = ("author", "authors", "byline", "creator")
PUBLISHED: Final = ("published", "date", "pubdate", "publishdate", "datepublished", "created")
OUTLET: Final = ("outlet", "publication", "publisher", "newspaper", "source", "site")
URL: Final = ("url", "link", "canonical", "canonicalurl", "permalink", "source")
LANGUAGE: Final = ("language", "lang", "locale")
NAMED: Final = ("name", "title")  # what of a table is its name
YES_NO: Final = {"true": True, "yes": True, "false": False, "no": False}
NOTHING: Final = ("", "~", "null")


class About(Struct, frozen=True):
    """What a file says of its article."""

    id: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    transcript: bool | None = None


def front_matter(text: str) -> tuple[About, str, tuple[str, ...]]:
    """What it says, the text below it, and what of it was left out, as sentences."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = FENCED.match(text)
    if found is None:
        begun = bool(BEGUN.match(text))
        problem = f"was added with its front matter as text: no line of {text[:3]} ends it"
        return About(), text, (problem,) if begun else ()
    table = _table(found["fence"], found["inside"])
    body = text[found.end() :]
    if isinstance(table, str):
        return About(), body, (f"was added without its front matter, which {table}",)
    problems: list[str] = []
    return _about(table, problems), body, tuple(problems)


def _table(fence: str, inside: str) -> dict[str, Any] | str:
    """Its keys, as they are compared, with their values; a string says why there are none."""
    if len(inside) > MAX_CHARACTERS:
        return f"has more than {MAX_CHARACTERS:,} characters"
    try:
        found = tomllib.loads(inside) if fence == "+++" else _yaml(inside)
    except RecursionError:
        return "is nested too deep"
    except ValueError as error:
        return f"can't be read: {' '.join(str(error).split())}"
    if found is None or found == "":
        return {}
    if not isinstance(found, dict):
        return "is no table of names and values; write title: ..."
    return {re.sub(r"[\s_-]", "", str(key)).lower(): value for key, value in found.items()}


def _yaml(inside: str) -> Any:
    """YAML's texts, lists and tables. Raises ValueError."""
    import yaml

    try:
        depth = 0
        for event in yaml.parse(inside, yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("an alias (*name) repeats another value; write it out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise RecursionError
        return yaml.load(inside, yaml.BaseLoader)  # which makes nothing but texts, lists and tables
    except yaml.MarkedYAMLError as error:
        where = f" in its line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"{error.problem or error.context}{where}") from error
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _about(table: dict[str, Any], problems: list[str]) -> About:
    url = next((one for one in _values(table, URL) if is_address(one)), None)
    return About(
        id=_id(table.get("id"), problems),
        title=next(_values(table, TITLE), None),
        author=one_line(", ".join(_authors(table))),
        published=_published(table, problems),
        outlet=next((one for one in _values(table, OUTLET) if not is_address(one)), None),
        url=url,
        language=next(_values(table, LANGUAGE), None),
        transcript=_transcript(table.get("transcript"), problems),
    )


def _values(table: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    """What stands under these names, in their order, each as one line."""
    for key in keys:
        value = table.get(key)
        if isinstance(value, dict):
            value = next((value[name] for name in NAMED if name in value), None)
        line = one_line(value)
        if line and line.lower() not in NOTHING:
            yield line


def _authors(table: dict[str, Any]) -> list[str]:
    """The names of the authors: one, a list, tables with a name each."""
    for key in AUTHOR:
        value = table.get(key)
        listed = value if isinstance(value, list) else [value]
        names = [name for one in listed for name in _values({"name": one}, ("name",))]
        if names:
            return names
    return []


def _published(table: dict[str, Any], problems: list[str]) -> str | None:
    given = next((table[key] for key in PUBLISHED if table.get(key) not in (None, *NOTHING)), None)
    date = iso_date(given)
    if given is not None and date is None:
        problems.append(f"was added without a date: it is given as {brief(given)}; write 2026-11-02")
    return date


def _id(given: Any, problems: list[str]) -> str | None:
    if given is None or given in NOTHING:
        return None
    usable = isinstance(given, str | int) and not isinstance(given, bool)
    short = usable and (isinstance(given, str) or abs(given) < 10**MAX_ID)
    if short and usable_id(str(given)):
        return str(given)
    problems.append(f"was added with an id of quoth's: {brief(given)} can't be one; write at most {MAX_ID} characters")
    return None


def _transcript(given: Any, problems: list[str]) -> bool | None:
    if isinstance(given, bool) or given is None:
        return given
    said = YES_NO.get(given.lower()) if isinstance(given, str) else None
    if said is None and given not in NOTHING:
        problems.append(f"was added as if unmarked: transcript is {brief(given)}; write true or false")
    return said
