"""Is this an article that is there already, under another address or in another file?

By the address where it was read, or that it gives for itself: that one is believed where the text is alike, for pages
are saved with addresses that are not theirs. Or by its words, of the same outlet and the same day, as far as both are
known. The same words in another outlet are another article: agency copy. An id that an input gave is believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from index.addresses import canonical, is_address
from index.firsts import span
from index.ingest.hints import origin_id
from index.model import Article
from index.outlets import folded, named
from index.settling import standing
from index.store import Connection, reading, versions
from index.store.reading import Known
from index.terms import folds

LEAST = 200  # characters; shorter texts are notices, of which two may well be word for word the same
ALIKE = 0.3  # of the shorter text's runs of words are in the other: a text rewritten throughout keeps half of them
ALIKE_LATER = (
    0.7  # the same of another day: of forms filled in anew (the weather, the sport of the day) half is the same
)
RUN = 3  # words


class Found(Struct, frozen=True):
    """The article that a newcomer is, as which it goes on (with that one's id, or without an address that is not its
    own), whether it is known by its `words` alone, and whose address it claimed without a reason."""

    article: Article
    words: bool = False
    claimed: str | None = None


def place_of(article: Article, origin: str) -> str:
    """Where an article was read: the address in its canonical form, else the file."""
    return canonical(article.at) if article.at else origin


def bare(article: Article) -> list[str]:
    """An article's words as they are compared, without the headline above them, which some formats leave out."""
    title, text = folds(article.title or ""), folds(article.text)
    return text[len(title) :] if title and text[: len(title)] == title and len(text) > len(title) else text


def words_of(article: Article) -> str | None:
    """A digest of an article's words, by which it is known again; None where it may have its double."""
    if article.named or len(article.text) < LEAST:
        return None
    return hashlib.sha256(" ".join(bare(article)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def find(
    db: Connection, article: Article, place: str, words: str | None, own: Mapping[str, str], again: bool = False
) -> Found:
    """What a newcomer is. `own` are a reader's names of outlets; `again`: an article of its id came in this run."""
    if article.named:
        return Found(article)
    known = reading.known(db, article.id)
    if known is not None and known.origin == place and not again:
        return Found(article)  # what was read there before
    claimed: str | None = None
    for there, sure in _at_addresses(db, article, place):
        if sure or _believed(db, article, there, own):
            return Found(replace(article, id=there, url=_own_url(db, article, there)))
        claimed = there
    if claimed is not None:
        article = _apart(article, place)
    outlet = standing(article, {}, own).outlet
    for other, its_outlet, published in versions.with_words(db, words) if words else ():
        if other != article.id and agree(outlet, its_outlet) and same_day(article.published, published):
            return Found(replace(article, id=other), words=True)
    return Found(article, claimed=claimed)


def _at_addresses(db: Connection, article: Article, place: str) -> list[tuple[str, bool]]:
    """The articles that may be this one by an address, and whether that is sure: both were read there."""
    found: dict[str, bool] = {}
    if article.at and (there := versions.at_origin(db, place)):
        known = reading.known(db, there)
        found[there] = known is not None and known.origin == place
    if article.url and is_address(article.url):
        there = versions.at_origin(db, canonical(article.url))
        known = reading.known(db, article.id)
        if there is None and known is not None and not known.removed:
            there = article.id
        if there is not None:
            found.setdefault(there, False)
    return list(found.items())


def _own_url(db: Connection, article: Article, article_id: str) -> str | None:
    """The address of an article: where it was read, if that which it gives is another's."""
    if not article.at or not article.url or not is_address(article.url):
        return article.url
    return article.url if versions.at_origin(db, canonical(article.url)) in (None, article_id) else article.at


def _believed(db: Connection, article: Article, other: str, own: Mapping[str, str]) -> bool:
    """Whether an article may be the one that has the address which it gives for itself."""
    there, known = reading.article(db, other), reading.known(db, other)
    if there is None or known is None or _other_outlet(article, known, own):
        return False
    least = ALIKE if same_day(article.published, known.published) else ALIKE_LATER
    return alike(bare(article), bare(there)) >= least


def _other_outlet(article: Article, known: Known, own: Mapping[str, str]) -> bool:
    """Whether both name their outlets, and differently: then it is agency copy, and the address the agency's."""
    a, b = (named(one.outlet or one.site, None, None, own) for one in (article, known))
    return a is not None and b is not None and folded(a) not in folded(b) and folded(b) not in folded(a)


def alike(a: list[str], b: list[str]) -> float:
    """How much of the shorter text is in the other: the share of its runs of words."""
    first, second = (set(zip(*(text[at:] for at in range(RUN)), strict=False)) for text in (a, b))
    if not first or not second:  # of a word or two
        return float(a == b)
    return len(first & second) / min(len(first), len(second))


def _apart(article: Article, place: str) -> Article:
    """An article whose id and address are another's, with an id of its own: from where it was read, or in a file, which
    may hold several, from its text."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if not article.at:
        return replace(article, id=origin_id(f"{place}#{digest}"), url=None)
    own = place if origin_id(place) != article.id else f"{place}#read"
    return replace(article, id=origin_id(own), url=article.at)


def one_address(known: str | None, given: str | None) -> str | None:
    """The address of an article that is given one anew: another form of the one that is known is no news."""
    return known if known and given and canonical(known) == canonical(given) else given


def agree(a: str | None, b: str | None) -> bool:
    """Whether two values may be one: they are the same, or one is not known."""
    return a is None or b is None or a == b


def same_day(a: str | None, b: str | None) -> bool:
    """Whether two dates may be of one day: as they are written, as far as they are known, or at one moment."""
    if not a or not b:
        return True
    first, second = a[:10], b[:10]
    if first.startswith(second) or second.startswith(first):
        return True
    return span(a) is not None and span(a) == span(b)


def note(db: Connection, article: Article) -> None:
    """Keep where an article can be read, so that it is known again there: where it was read before all others."""
    versions.note_origins(db, article.id, [canonical(article.at)] if article.at else [], read=True)
    versions.note_origins(db, article.id, [canonical(article.url)] if article.url and is_address(article.url) else [])
