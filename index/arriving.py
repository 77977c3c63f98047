"""What does an article that was read do to those that are there? It is new, one of them as it was, what one became,
what one was before, or nothing that may stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from index import identity
from index.addresses import canonical, is_address
from index.fields import NAMES
from index.model import Article, Skipped
from index.store import Connection, edited, reading, versions, writing
from index.store.reading import Known

FILLED = (*edited.FIELDS, "site")  # what one input may say and another of the same words not
STUB = 700  # characters: beginnings that are shown to all are shorter
BY_COMMAND = ("outlet", "published", "transcript")  # what a command line may have said: it stays with another text, too


class Arrival(Struct, frozen=True):
    """What becomes of an article that was read at a `place`: it is the one with this `id`.

    `put` is what is to be stored, as its input says; a `fresh` one was not there; of others what they were stays as a
    `version`, where their words or headline changed; one that is only `sighted` tells how it stood at another time.
    `remark` is what is to be told; one that is `refused` is none of those that are there, nor beside them; `taken` says
    that it came in this run before, `also` that it is at an address where none was known.
    """

    id: str
    place: str
    put: Article | None = None
    fresh: bool = False
    version: bool = True
    sighted: bool = False
    remark: Skipped | None = None
    refused: bool = False
    taken: bool = False
    also: Article | None = None


def unchanged(db: Connection, article: Article, origin: str, again: bool) -> Arrival | None:
    """That an article is there as it was read before at the same place, which is soon found out; None where it may not
    be. `again`: one of its id came in this run."""
    place, known = identity.place_of(article, origin), reading.known(db, article.id)
    if known is None or known.removed or known.origin != place:
        return None
    whole = _whole(article, known)
    if writing.digest(whole) != known.digest:
        return None
    seen = article.taken not in (None, versions.taken(db, article.id))
    return Arrival(article.id, place, whole if seen else None, sighted=True, taken=again)


def arrived(
    db: Connection,
    given: Article,
    origin: str,
    words: str | None,
    own: Mapping[str, str],
    taken: Mapping[str, tuple[str, str]],
) -> Arrival:
    """What becomes of an article. `own` are a reader's names of outlets; `taken` says of the ids that came in this run
    where they were and their digests."""
    place, shown = identity.place_of(given, origin), given.path or origin
    found = identity.find(db, given, place, words, own, again=given.id in taken)
    article = found.article
    known, there = reading.known(db, article.id), reading.article(db, article.id)
    if known is None or there is None:
        remark = Skipped(shown, _apart(given, found.claimed), added=True) if found.claimed else None
        version = known is not None and versions.stands(db, article.id) != (article.text, article.title)
        return Arrival(article.id, place, article, fresh=True, version=version, remark=remark)
    if as_before := unchanged(db, article, origin, article.id in taken):
        return as_before
    same = identity.bare(article) == identity.bare(replace(there, title=known.title))
    if same:
        article = _whole(article, known)
    else:
        article = _with_known(article, known, FILLED if known.origin != place else BY_COMMAND)
    if known.origin != place:
        if same and (not article.named or _agrees(article, known)):
            also = article if found.words and _is_elsewhere(db, article) else None
            return replace(_told(_filled(article, known, there), known, place, found.words, shown), also=also)
        if article.named:
            was = versions.was(db, article.id, article.text)
            return Arrival(article.id, place) if was else _clash(article, place, known, shown)
    elif article.id in taken and article.taken is None:
        if article.at:
            return Arrival(article.id, place, taken=True)  # one page that two feeds announce
        if article.named:
            return _clash(article, place, known, shown, taken[article.id][0])
    if not same and article.cut and len(article.text) < len(there.text):
        remark = Skipped(shown, f'is a beginning of the article "{article.id}", which is there in full', added=True)
        return Arrival(article.id, place, remark=remark)
    return _revised(db, article, known, there, place, same)


def _is_elsewhere(db: Connection, article: Article) -> bool:
    """Whether an article has an address at which none is known."""
    addresses = [canonical(one) for one in (article.at, article.url) if one and is_address(one)]
    return any(versions.at_origin(db, one) is None for one in addresses)


def _revised(db: Connection, article: Article, known: Known, there: Article, place: str, same: bool) -> Arrival:
    """What becomes of an article that is there with another text or other fields."""
    changed = not same or known.title not in (None, article.title)
    stood = versions.taken(db, article.id)
    if article.taken is not None and article.taken < stood and not _begins(there, article):
        return Arrival(article.id, place, article, sighted=True)
    saved = not article.at and known.origin != place
    if changed and (saved or article.taken == stood) and versions.was(db, article.id, article.text):
        return Arrival(article.id, place)  # saved before it was changed
    remark = None
    if changed and saved and is_address(known.origin):
        reason = (
            f'says that it stands at {article.url}, and is taken for what became of "{article.id}", read there before'
        )
        remark = Skipped(article.path or place, reason, added=True)
    return Arrival(article.id, place, article, version=changed, remark=remark)


def _begins(there: Article, article: Article) -> bool:
    """Whether what is there is only the beginning that is shown to all, and this the whole."""
    first, whole = identity.bare(there), identity.bare(article)
    return len(there.text) < STUB and 2 * len(first) <= len(whole) and whole[: len(first)] == first


def same_as(article: Article) -> Callable[[str, str | None], bool]:
    """Whether a text and title are an article's."""
    words = identity.bare(article)
    return lambda text, title: title == article.title and words == identity.bare(replace(article, text=text))


def _with_known(article: Article, known: Known, names: Sequence[str]) -> Article:
    """An article with what was known of it and nothing says this time."""
    kept = {name: getattr(known, name) for name in names if getattr(article, name) is None}
    article = replace(article, **kept)
    return replace(article, url=identity.one_address(known.url, article.url))


def _whole(article: Article, known: Known) -> Article:
    """An article with all that was known of the same words."""
    whole = _with_known(article, known, FILLED)
    return replace(whole, published=_fuller(whole.published, known.published))


def _filled(article: Article, known: Known, there: Article) -> Article:
    """An article as it is known, with what only a second input of the same words says of it."""
    first = {name: getattr(known, name) for name in FILLED if getattr(known, name) is not None}
    published = _fuller(known.published, article.published)
    return replace(article, **first | {"published": published, "text": there.text, "path": known.path})


def _fuller(one: str | None, other: str | None) -> str | None:
    """The first of two dates, unless the second only says more of it: the time of the day."""
    return other if one is None or (other is not None and other.startswith(one)) else one


def _agrees(article: Article, known: Known) -> bool:
    names = ("outlet", "title", "url")
    same = all(identity.agree(getattr(article, name), getattr(known, name)) for name in names)
    return same and identity.same_day(article.published, known.published)


def _told(article: Article, known: Known, place: str, by_words: bool, shown: str) -> Arrival:
    """The same words from elsewhere, which may tell more about the article."""
    if writing.digest(article) == known.digest:
        remark = Skipped(shown, f'is the article "{article.id}", which is there already', added=True)
        return Arrival(article.id, place, remark=remark if by_words else None)
    names = (name for name in edited.FIELDS if getattr(article, name) != getattr(known, name))
    told = ", ".join(NAMES[name] for name in names)
    what = f", and tells its {told}" if told else ""
    remark = Skipped(shown, f'is the article "{article.id}", which is there already{what}', added=True)
    return Arrival(article.id, known.origin, article, version=False, remark=remark)


def _clash(article: Article, place: str, known: Known, shown: str, other: str | None = None) -> Arrival:
    where = other or known.path or known.origin
    return Arrival(article.id, place, remark=Skipped(shown, clash(article.id, where)), refused=True)


def clash(article_id: str, other: str) -> str:
    """The sentence for an id that two different articles claim."""
    return f'has the id "{article_id}", which another article has: {other}; give it an id of its own'


def _apart(given: Article, other: str) -> str:
    return f'gives {given.url} as its address, which is that of "{other}": it is added as an article of its own'
