"""What does an article that was read do to those that are there? It is new, one of them as it was, what one became,
what one was before, or nothing that may stand beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from index import identity
from index.fields import NAMES
from index.model import Article, Skipped
from index.store import Connection, edited, reading, versions, writing
from index.store.reading import Known

FILLED = (*edited.FIELDS, "site")  # what one input may say and another of the same words not
BY_COMMAND = ("outlet", "published", "transcript")  # what a command line may have said: it stays with another text, too


class Arrival(Struct, frozen=True):
    """What becomes of an article that was read at a `place`: it is the one with this `id`.

    `put` is what is to be stored, as its input says; a `fresh` one was not there; of others what they were stays as a
    `version`, where their words or headline changed; an `earlier` one was read before what stands. `seen` is when what
    stands was read again, `remark` what is to be told, and `taken` that it came in this run, too.
    """

    id: str
    place: str
    put: Article | None = None
    fresh: bool = False
    version: bool = True
    earlier: bool = False
    seen: str | None = None
    remark: Skipped | None = None
    refused: bool = False
    taken: bool = False


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
        return Arrival(article.id, place, article, fresh=True, remark=remark)
    same = identity.bare(article) == identity.bare(replace(there, title=known.title))
    article = _with_known(article, known, FILLED if same or known.origin != place else BY_COMMAND)
    if known.origin == place and writing.digest(article) == known.digest:
        return Arrival(article.id, place, taken=article.id in taken, seen=_later(db, article))
    if known.origin != place:
        if same and (not article.named or _agrees(article, known)):
            return _told(_filled(article, known, there), known, place, found.words, shown)
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
    return _revised(db, article, known, place, same)


def _revised(db: Connection, article: Article, known: Known, place: str, same: bool) -> Arrival:
    """What becomes of an article that is there with another text or other fields."""
    changed = not same or known.title not in (None, article.title)
    stood = versions.taken(db, article.id)
    if changed and article.taken is not None and article.taken < stood:
        return Arrival(article.id, place, None if _stood(db, article) else article, earlier=True)
    saved = not article.at and known.origin != place
    if changed and (saved or article.taken == stood) and versions.was(db, article.id, article.text):
        return Arrival(article.id, place)  # saved before it was changed
    return Arrival(article.id, place, article, version=changed)


def _stood(db: Connection, article: Article) -> bool:
    """Whether it is known that an article was so at the time at which it was taken."""
    rows = versions.every(db, article.id)
    after = next((at for at, row in enumerate(rows) if row.taken > (article.taken or "")), len(rows))
    return any(
        (row.title, identity.bare(replace(article, text=row.text, title=row.title)))
        == (article.title, identity.bare(article))
        for row in rows[max(0, after - 1) : after + 1]
    )


def _later(db: Connection, article: Article) -> str | None:
    """When the same was taken once more, where that is the last time."""
    return article.taken if article.taken and article.taken > versions.taken(db, article.id) else None


def _with_known(article: Article, known: Known, names: Sequence[str]) -> Article:
    """An article with what was known of it and nothing says this time."""
    kept = {name: getattr(known, name) for name in names if getattr(article, name) is None}
    article = replace(article, **kept)
    return replace(article, url=identity.one_address(known.url, article.url))


def _filled(article: Article, known: Known, there: Article) -> Article:
    """An article as it is known, with what only a second input of the same words says of it."""
    first = {name: getattr(known, name) for name in FILLED if getattr(known, name) is not None}
    fuller = article.published if (article.published or "").startswith(known.published or "") else known.published
    return replace(article, **first | {"published": fuller, "text": there.text, "path": known.path})


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
    reason = f'has the id "{article.id}", which another article has: {where}; give it an id of its own'
    return Arrival(article.id, place, remark=Skipped(shown, reason), refused=True)


def _apart(given: Article, other: str) -> str:
    return f'says that it stands at {given.url}, where "{other}" is known with another text: it is added by itself'
