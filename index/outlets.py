"""How is an outlet called, whose articles name it in several ways or only by their address?

Well-known outlets stand in `outlets.toml`; what a reader said of outlets (`own`) goes before it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from index.addresses import LIGHTER_HOST, is_address

T = TypeVar("T")
FILE = Path(__file__).parent / "outlets.toml"
NOTHING: Mapping[str, str] = {}
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)")  # no number, nothing local
BEHIND = re.compile("(.+), the")  # as catalogues and press databases sort names


class Outlet(Struct, frozen=True):
    """An outlet: its name, its addresses (each with its subdomains), what else it is called, in small letters.

    What it is called `beside` its address others are called, too: that alone does not name it.
    """

    name: str
    at: tuple[str, ...]
    called: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Known(Struct, frozen=True):
    """Outlets by address, and by name and alias in folded form."""

    by_address: Mapping[str, Outlet]
    by_name: Mapping[str, Outlet]


def folded(text: str) -> str:
    """A name in the form in which two spellings of it are one: "Washington  Post, The" as "the washington post"."""
    plain = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").casefold().split())
    behind = BEHIND.fullmatch(plain)
    return f"the {behind[1]}" if behind else plain


def shipped() -> Iterator[Outlet]:
    """The outlets of the table that comes with quoth."""
    for country in tomllib.loads(FILE.read_text(encoding="utf-8")).values():
        for name, row in country.items():
            yield Outlet(name, *(tuple(row.get(key, ())) for key in ("at", "as", "beside")))


@cache
def known() -> Known:
    """The same, to look up in: read when the first article wants it."""
    by_address: dict[str, Outlet] = {}
    by_name: dict[str, Outlet] = {}
    for outlet in shipped():
        by_address.update(dict.fromkeys(outlet.at, outlet))
        by_name.update(dict.fromkeys((folded(outlet.name), *outlet.called), outlet))
    return Known(by_address, by_name)


def host_of(text: str | None) -> str | None:
    """The host of an address, or a bare host ("coast.example"), without `www.` and the like.

    None for what is neither, and for numbers and local names, which are no outlet's.
    """
    if not text:
        return None
    try:
        found = urlsplit(text.strip()).hostname if is_address(text.strip()) else text.strip().lower()
    except ValueError:  # brackets that are none
        return None
    host = (found or "").rstrip(".")
    return LIGHTER_HOST.sub("", host) if HOST.fullmatch(host) else None


def key_of(called: str) -> str:
    """What a reader's row about an outlet is found by: the host of an address, else the name folded."""
    return host_of(called) or folded(called)


def named(outlet: str | None, url: str | None, site: str | None = None, own: Mapping[str, str] = NOTHING) -> str | None:
    """The name of an article's outlet, from what its input says: the outlet, the address, how the page calls its site.

    An outlet given is put right where it is known as another's name or address, else kept exactly; where none was
    given, the address tells it, then the site's name, then the host itself. `own` are a reader's rows by `key_of`.
    """
    host = host_of(url)
    found: str | None
    if outlet:
        found = _called(outlet, host, own)
    else:
        found = (host and _at(host, own)) or (site and _called(site, host, own)) or host
    return _renamed(found, own) if found else None


def _called(name: str, host: str | None, own: Mapping[str, str]) -> str:
    """A name that was given, as the outlet is known."""
    key = folded(name)
    if key in own:
        return own[key]
    as_host = host_of(name)
    at = as_host and _at(as_host, own)
    if at:
        return at
    table = known()
    beside = _of_suffix(host, table.by_address) if host else None
    if beside is not None and key in beside.beside:
        return beside.name
    outlet = table.by_name.get(key) or table.by_name.get(key.removeprefix("the "))
    return outlet.name if outlet else name


def _at(host: str, own: Mapping[str, str]) -> str | None:
    """Whose host it is, by the longest end of it that somebody knows: the reader before the table."""
    table = known().by_address
    while host:
        if host in own:
            return own[host]
        if host in table:
            return table[host].name
        host = host.partition(".")[2]
    return None


def _of_suffix(host: str, table: Mapping[str, T]) -> T | None:
    """What a table has of a host, or of the longest end of it."""
    while host:
        if host in table:
            return table[host]
        host = host.partition(".")[2]
    return None


def _renamed(name: str, own: Mapping[str, str]) -> str:
    """A name as a reader called it since, who may have done so several times."""
    seen: set[str] = set()
    while (key := key_of(name)) in own and key not in seen:
        seen.add(key)
        name = own[key]
    return name
