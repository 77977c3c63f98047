"""How does a damaged library become a whole one? What can be read of its file goes into a new library; quotations,
links and the index are made anew there. The damaged file is not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from index import identity
from index.adding import Progress
from index.derived import Derived
from index.model import Article
from index.rebuilding import rebuild
from index.settling import given_of
from index.store import FILE, Store, WrongLibraryError, folder_of, proving, rescuing, writing
from index.store.clock import now
from index.store.rescuing import Found, Record

NAMES: Final = {  # what the tables are for a reader, in the order in which they are told
    "article": "articles",
    "version": "earlier versions of articles",
    "also": "other addresses of articles",
    "edited": "fields put right by hand",
    "naming": "names of outlets",
    "mark": "marks (read, starred)",
    "tag": "tags",
    "note": "notes",
    "saved": "saved searches",
    "choice": "decisions on speakers",
    "judged": "decisions on quotations",
    "feed": "feeds",
    "entry": "entries of feeds",
}
DERIVED: Final = ("quotes", "links", "shared", "event", "spoken")  # columns of articles that are made again
NAMELESS: Final = "rescued-{}"  # the id of a text whose article could not be read


class Rescued(Struct, frozen=True):
    """What a rescue brought, by NAMES, and what it could not: rows and pages of each, articles (id, title, where from)
    without their text, ids of articles whose text is not whole or not as it was read, and of texts that are there
    without all else that was known of their articles."""

    kept: tuple[tuple[str, int], ...]
    lost: tuple[tuple[str, int], ...]
    pages: tuple[tuple[str, int], ...]
    textless: tuple[tuple[str, str, str], ...]
    torn: tuple[str, ...]
    nameless: tuple[str, ...]
    strayed: int
    stopped: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        return not (self.lost or self.pages or self.textless or self.torn or self.nameless or self.strayed)


def rescue(old: Path, new: Path, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Rescued:
    """Read what can be read of the library in `old` into one in `new`, which must not be there yet, or be empty.

    Raises WrongLibraryError, whose message is meant for the user. Stopped, all that was read is in the new library,
    which makes the rest when it is opened.
    """
    damaged = old.expanduser() / FILE
    if not damaged.is_file():
        raise WrongLibraryError(f"there is no {damaged} to rescue anything from")
    target = new.expanduser()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WrongLibraryError(f"{new} is there already; name a new folder")
    folder = folder_of(target, create=True)
    progress(Progress("reading what can be read", 0, 0))
    copy = folder / rescuing.COPY
    try:
        found = rescuing.found(rescuing.copied(damaged, copy))
    finally:
        for name in ("", "-wal", "-shm"):
            Path(f"{copy}{name}").unlink(missing_ok=True)
    store = Store(folder, create=True)
    try:
        rescued = _put(store, found)
        summary = rebuild(store, Derived(folder, store), progress, stop, only_if_outdated=False)
    finally:
        store.close()
    return replace(rescued, stopped=summary.stopped)


def _put(store: Store, found: Found) -> Rescued:
    """Write what was found, in one transaction."""
    lost = Counter(found.rows)
    with store.transaction() as db:
        articles, textless, nameless = _articles(found)
        texts: list[Record] = [{"key": record["key"], "text": record.pop("text")} for record in articles]
        lost["article"] += sum(1 for _ in rescuing.put(db, "article", articles))
        sum(1 for _ in rescuing.put(db, "article_text", texts))
        for table in NAMES:
            if table != "article":
                lost[table] += sum(1 for _ in rescuing.put(db, table, found.records.get(table, ())))
        rescuing.drop_textless(db)
        writing.set_meta(db, "rules", "rescued")  # should the rest be broken off, it is made when it is opened
        kept = rescuing.counts(db, NAMES)
    lost.pop("article_text", None)  # told as articles without their text
    torn = _otherwise(store, nameless)
    return Rescued(
        tuple((NAMES[table], count) for table, count in kept.items()),
        tuple((NAMES[table], lost[table]) for table in NAMES if lost[table]),
        tuple((NAMES.get(table, "texts"), found.pages[table]) for table in found.pages),
        tuple(textless),
        tuple(torn),
        tuple(nameless),
        found.strayed,
    )


def _articles(found: Found) -> tuple[list[Record], list[tuple[str, str, str]], list[str]]:
    """Articles with their texts, as records of a new library; those without a text; ids of texts without an article."""
    texts: dict[int, str] = {}
    for record in found.records.get("article_text", ()):
        key, text = record["key"], record["text"]
        assert isinstance(key, int)
        texts.setdefault(key, str(text))
    articles: list[Record] = []
    textless = []
    there: set[object] = set()
    for record in sorted(found.records.get("article", ()), key=lambda record: str(record["key"]).zfill(20)):
        key = record["key"]
        if not isinstance(key, int) or key in there:
            continue
        there.add(key)
        if key not in texts:
            where = record.get("url") or record.get("origin") or ""
            textless.append((str(record["id"]), str(record.get("title") or ""), str(where)))
            continue
        kept = {name: value for name, value in record.items() if name not in DERIVED}
        articles.append({**kept, "text": texts[key], "characters": len(texts[key])})
    nameless = []
    for key, text in texts.items():
        if key not in there:
            article = Article(NAMELESS.format(key), text)
            nameless.append(article.id)
            articles.append(_record(key, article))
    articles.sort(key=lambda record: int(str(record["key"])))
    for seq, record in enumerate(articles, 1):
        record["seq"] = seq
    return articles, textless, nameless


def _record(key: int, article: Article) -> Record:
    """The row of a text of which nothing else is known."""
    return {
        "key": key,
        "id": article.id,
        "origin": article.id,
        "characters": len(article.text),
        "digest": writing.digest(article),
        "words": identity.words_of(article),
        "added": now(),
        "text": article.text,
    }


def _otherwise(store: Store, nameless: list[str]) -> list[str]:
    """The ids of the articles whose text, or something else, is not as it was read."""
    db = store.connection
    found = []
    for article_id, digest in proving.digests(db):
        given = given_of(db, article_id)
        if given is not None and article_id not in nameless and writing.digest(given) != digest:
            found.append(article_id)
    return found
