"""Is this an article that is there already, under another address or in another file?

By its canonical address; or by its words, of the same outlet and the same day, as far as both are known. The same words
in another outlet are another article: agency copy. An id that an input gave is believed.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from index.addresses import canonical, is_address
from index.model import Article
from index.store import Connection, reading, versions
from index.terms import folds

LEAST = 200  # characters; shorter texts are notices, of which two may well be word for word the same
SHARES_ADDRESS, SHARES_WORDS = "address", "words"


class Found(Struct, frozen=True):
    """The article that a newcomer is, and by what that is known."""

    id: str
    by: str


def origin_of(article: Article, origin: str) -> str:
    """Where an article comes from: its canonical address where it was read on the web, else what it was read from."""
    return canonical(article.url) if article.url and (is_address(origin) or "://" in origin) else origin


def words_of(article: Article) -> str | None:
    """A digest of an article's words, by which it is known again; None where it may have its double."""
    if article.named or len(article.text) < LEAST:
        return None
    return hashlib.sha256(" ".join(folds(article.text)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def find(db: Connection, article: Article, origin: str, words: str | None) -> Found | None:
    """The article that is there and is this one, under another id; None where there is none."""
    if article.named:
        return None
    there = versions.at_origin(db, origin)
    if there is None and article.url:
        there = _at_address(db, canonical(article.url), origin)
    if there is not None:
        return Found(there, SHARES_ADDRESS)
    for other, outlet, published in versions.with_words(db, words) if words else ():
        if agree(article.outlet, outlet) and agree(_day(article.published), _day(published)):
            return Found(other, SHARES_WORDS)
    return None


def _at_address(db: Connection, address: str, origin: str) -> str | None:
    """The article at an address. Two files that give one address may well be two things: a sidecar is soon copied."""
    there = versions.at_origin(db, address)
    known = reading.known(db, there) if there is not None else None
    return there if known is not None and (is_address(origin) or is_address(known.origin)) else None


def one_address(known: str | None, given: str | None) -> str | None:
    """The address of an article that is given one anew: another form of the one that is known is no news."""
    return known if known and given and known != given and canonical(known) == canonical(given) else given


def same_outlet_and_day(a: Article, b: Article) -> bool:
    """Whether nothing that is known of outlet and day tells the two apart."""
    return agree(a.outlet, b.outlet) and agree(_day(a.published), _day(b.published))


def agree(a: str | None, b: str | None) -> bool:
    """Whether two values may be one: they are the same, or one is not known."""
    return a is None or b is None or a == b


def _day(published: str | None) -> str | None:
    """The day of a date; None where it has none."""
    return published[:10] if published and len(published) >= 10 else None


def note(db: Connection, article: Article, origin: str) -> None:
    """Keep where an article can be read, so that it is known again there."""
    addresses = [canonical(article.url)] if article.url and is_address(article.url) else []
    versions.note_origins(db, article.id, [*addresses, *([origin] if is_address(origin) else [])])
