"""How does a reader say what an outlet is called, or whose an address is? For the articles that are there, and
for those that come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from msgspec import Struct

from index import outlets, settling
from index.addresses import is_address, is_suffix
from index.derived import Derived
from index.ingest.hints import one_line
from index.model import Article
from index.renewing import Stop, Told, never, renew, writing_to
from index.store import Connection, Store, naming

MAX_NAME = 200  # characters; the longest names of outlets have 60


class WrongNameError(ValueError):
    """What can't be an outlet's name; the message says why, for the user."""


class Renamed(Struct, frozen=True):
    """How many articles have their outlet's name now, and how many are to; whether it was stopped before the others."""

    done: int
    total: int
    stopped: bool = False


class OutletRow(Struct, frozen=True):
    """An outlet of the library: how many articles it has, its addresses and other names as far as they are known, and
    which of these a reader wrote (`own`)."""

    outlet: str
    articles: int
    addresses: tuple[str, ...]
    aliases: tuple[str, ...]
    own: tuple[str, ...]


def rows(store: Store) -> list[OutletRow]:
    """The outlets that have articles, most articles first, and those that a reader named."""
    with store.snapshot() as db:
        counted, own = naming.counts(db), naming.own(db)
    articles: dict[str, int] = defaultdict(int)
    inputs: dict[str, list[str]] = defaultdict(list)  # what they call it
    said: dict[str, list[str]] = defaultdict(list)
    for outlet, called, count in counted:
        articles[outlet] += count
        if called is not None and called != outlet:
            inputs[outlet].append(called)
    for key in own:
        outlet = outlets.named(key, None, None, own) or own[key]
        said[outlet].append(key)
        articles[outlet] += 0
    known = {one.name: one for one in outlets.known().by_name.values()}
    found = (_row(name, count, inputs[name], said[name], known.get(name)) for name, count in articles.items())
    return sorted(found, key=lambda row: (-row.articles, row.outlet.casefold()))


def _row(
    name: str, articles: int, inputs: Sequence[str], said: Sequence[str], known: outlets.Outlet | None
) -> OutletRow:
    at, called = (known.at, known.called) if known else ((), ())
    addresses = [*(key for key in said if outlets.host_of(key)), *at]
    aliases = [*(key for key in said if key not in addresses), *called]
    others = [one for one in inputs if outlets.key_of(one) not in (*addresses, *aliases)]
    return OutletRow(
        name, articles, tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys([*others, *aliases])), tuple(said)
    )


def name(
    store: Store, derived: Derived, called: str, outlet: str, progress: Told | None = None, stop: Stop = never
) -> Renamed:
    """What is called so, or has this address, is this outlet; see `Library.name_outlet`."""
    key, right = key_of(called), _name(outlet)
    return _changed(store, derived, lambda db: naming.put(db, key, right, outlets.key_of(right)), progress, stop)


def forget(store: Store, derived: Derived, called: str, progress: Told | None = None, stop: Stop = never) -> Renamed:
    """Take back what was said of a name or an address; see `Library.forget_outlet`."""
    key = outlets.key_of(_name(called))  # whatever was written, also what no one can write any more
    if key not in naming.own(store.connection):
        raise KeyError(called)
    return _changed(store, derived, lambda db: naming.drop(db, key), progress, stop)


def key_of(called: str) -> str:
    """What names an outlet here, as it is kept. Raises WrongNameError."""
    written = _name(called)
    name = written.removeprefix("*.")  # an address stands for its subdomains in any case
    host = outlets.host_of(name)
    if host is None and (is_address(name) or name != written):
        raise WrongNameError(f'"{name}" is no address of an outlet; write coast.example')
    if host is not None and is_suffix(host):
        raise WrongNameError(f'"{host}" is the end of many outlets\' addresses; write coast.{host}')
    return outlets.key_of(name)


def _name(text: str) -> str:
    found = one_line(text)
    if found is None:
        raise WrongNameError("an outlet's name has a word at least")
    if any("\ud800" <= c <= "\udfff" for c in found):
        raise WrongNameError("an outlet's name must be UTF-8 text")
    if len(found) > MAX_NAME:
        raise WrongNameError(f"an outlet's name has at most {MAX_NAME} characters")
    return found


def _changed(
    store: Store, derived: Derived, write: Callable[[Connection], object], progress: Told | None, stop: Stop
) -> Renamed:
    with writing_to(store, derived, progress, stop) as work:
        if work is None:
            return Renamed(0, 0, stopped=True)
        with store.transaction() as db:
            write(db)
        ids = settling.unsettled(store.connection)
        done = renew(work, ids, _as_it_is, progress, stop)
    return Renamed(len(done), len(ids), stopped=len(done) < len(ids))


def _as_it_is(_db: Connection, _given: Article) -> None:
    """Nothing to write: what the input says stays, and is known by another name."""
