"""Is this an article that is there already, under another address or in another file?

By its canonical address, where the words are much the same; or by its words, of the same outlet and the same day, as
far as both are known. The same words in another outlet are another article: agency copy. An id that an input gave is
believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from index.addresses import canonical, is_address
from index.ingest.hints import origin_id
from index.model import Article
from index.store import Connection, versions
from index.store.reading import Known
from index.terms import folds

LEAST = 200  # characters; shorter texts are notices, of which two may well be word for word the same
RUN = 3  # words that two texts share by chance once in some hundred articles
ALIKE = 0.2  # of the shorter one's runs: two articles of one outlet share a twentieth, an update of one most
WITHIN = 0.9  # of a beginning's runs: it may be broken off in a word, or have a caption that the whole has not
REACH = 1.2  # how much longer the same beginning may be in the whole
SHARES_ADDRESS, SHARES_WORDS = "address", "words"


class Found(Struct, frozen=True):
    """The article that a newcomer is, and by what that is known."""

    id: str
    by: str


def read_at(article: Article, path: str, origin: str) -> str:
    """Where an article of an input was read: a page of a web archive at its address, so that a later capture is its new
    version; all else where the input lies."""
    member = (article.path or "").removeprefix(f"{path}!")
    return member if is_address(member) else origin


def origin_of(article: Article, origin: str) -> str:
    """Where an article comes from: its canonical address where it was read on the web, else what it was read from."""
    return canonical(article.url) if article.url and (is_address(origin) or "://" in origin) else origin


def words_of(article: Article) -> str | None:
    """A digest of an article's words, by which it is known again; None where it may have its double."""
    if article.named or len(article.text) < LEAST:
        return None
    return _digest(article.text)


@lru_cache(maxsize=256)  # an article's words are asked for when it is looked for, and when it is stored
def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(folds(text)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def apart_id(origin: str) -> str:
    """The id of an article whose usual one another has, which claimed its address."""
    return origin_id(f"apart {origin}")


def alike(a: str, b: str) -> bool:
    """Whether two texts may be one article at two times: the shorter one shares words with the other."""
    shorter, longer = sorted((folds(a), folds(b)), key=len)
    return _shared(shorter, longer) >= ALIKE


def is_beginning(text: str, whole: str) -> bool:
    """Whether a text is nothing but the beginning of another."""
    words, there = folds(text), folds(whole)
    return len(words) < len(there) and _shared(words, there[: round(len(words) * REACH) + RUN]) >= WITHIN


def _shared(words: Sequence[str], there: Sequence[str]) -> float:
    """The share of its runs of words that another text has, too."""
    own, others = _runs(words), _runs(there)
    return len(own & others) / len(own) if own else 1.0


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def filled(article: Article, article_id: str, known: Known) -> Article:
    """An article that is there, with what is known now, by which it is told from the same words of another outlet."""
    names = ("title", "author", "url", "language", "site", "path")
    kept = {name: getattr(known, name) for name in names if getattr(known, name) is not None}
    return replace(article, id=article_id, **kept)


def find(db: Connection, article: Article, origin: str, words: str | None) -> Found | None:
    """The article that is there and is this one, under another id; None where there is none."""
    if article.named:
        return None
    there = versions.at_origin(db, origin)
    if there is None and article.url:
        there = versions.at_origin(db, canonical(article.url))
    if there is not None:
        return Found(there, SHARES_ADDRESS)
    for other, outlet, published in versions.with_words(db, words) if words else ():
        if agree(article.outlet, outlet) and agree(_day(article.published), _day(published)):
            return Found(other, SHARES_WORDS)
    return None


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
