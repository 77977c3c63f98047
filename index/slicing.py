"""How does a part of what `quoth scale` wrote come into a library? With its links, which are not found again.

The part is what a condition chooses, with the other printings of what was chosen, so that they can be read beside it.
Only with what the library had before it are its quotations compared here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from index import identity, linking, matching
from index.adding import Progress, ready
from index.addresses import is_address
from index.derived import Derived, rules_version
from index.deriving import Deriving
from index.ids import split_id
from index.model import AddSummary, Article, Link, Quotation
from index.settling import put_given
from index.store import Connection, LibraryError, Store, events, reading, writing
from index.stored import flipped, keyed_reports, keyed_wholes

if TYPE_CHECKING:
    import duckdb

TABLES = ("articles", "quotations", "links", "alike")
MARKER = "_quoth.json"  # in each folder that was finished, see index.scale.steps
FIELDS = ("id", "text", "path", "title", "outlet", "published", "url", "author", "language", "transcript")
# what a condition may name: of each quotation, and of the article in which it stands
VIEW = """
CREATE VIEW row AS
SELECT a.id AS article, a.number, q.id AS quotation, q.text, q.kind, q.speaker, q.speaker_text, q.cue, q.confidence,
       q.role, a.outlet, a.title, a.published, a.url, a.author, a.language, a.path, q.spoken, a.text AS article_text
FROM articles a LEFT JOIN quotations q ON q.number = a.number
"""
CHOSEN = """
CREATE TABLE chosen AS SELECT DISTINCT article, quotation FROM row WHERE ({where})
"""
# the articles chosen, and those that print a chosen quotation, too
TAKEN = """
CREATE TABLE taken AS
SELECT DISTINCT article FROM chosen
UNION SELECT split_part(l.b, '#', 1) FROM links l JOIN chosen c ON l.a = c.quotation
UNION SELECT split_part(l.a, '#', 1) FROM links l JOIN chosen c ON l.b = c.quotation
"""


class _StoppedError(Exception):
    """The user stopped it: nothing of it is kept."""


class Slice(Struct, frozen=True):
    """A part of what Spark wrote, as rows: all links and pairs of articles that are within it.

    `spoken` are the ids of the transcripts.
    """

    articles: Sequence[Mapping[str, Any]]
    spoken: frozenset[str]
    quotations: Mapping[str, Sequence[Quotation]]
    links: Sequence[Link]
    alike: Sequence[tuple[str, str, float]]


def is_output(folder: Path) -> bool:
    """Whether a folder is what `quoth scale` wrote, and finished."""
    return all((folder / name / MARKER).is_file() for name in TABLES)


def read(folder: Path, where: str) -> Slice:
    """The part that a condition in SQL chooses. Raises LibraryError."""
    try:
        import duckdb
        import pyarrow.dataset as ds
    except ModuleNotFoundError as error:
        raise LibraryError(f"--where needs {error.name}: install quoth[slice]") from error
    if not is_output(folder):
        raise LibraryError(f"{folder} is not what quoth scale wrote, or it was not finished: run it again")
    made_by = {json.loads((folder / name / MARKER).read_text(encoding="utf-8"))["rules"] for name in TABLES}
    if made_by != {rules_version()}:
        raise LibraryError(f"{folder} was made by another version of quoth; run quoth scale again with this one")
    with duckdb.connect() as db:
        for name in TABLES:
            db.register(name, ds.dataset(folder / name, format="parquet", exclude_invalid_files=False))
        db.execute("SET enable_external_access = false")  # a condition reads these tables and no files
        db.execute(VIEW)
        try:
            db.execute(CHOSEN.format(where=where))
        except duckdb.Error as error:
            known = ", ".join(name for name, *_ in db.execute("DESCRIBE row").fetchall())
            why = str(error).splitlines()[0]
            raise LibraryError(f"--where can't be read: {why} It may ask for: {known}") from error
        db.execute(TAKEN)
        return _rows(db)


def _rows(db: duckdb.DuckDBPyConnection) -> Slice:
    taken = "SELECT article FROM taken"
    numbers = f"SELECT number FROM articles WHERE id IN ({taken})"
    articles = _dicts(db, f"SELECT * FROM articles WHERE id IN ({taken}) ORDER BY number")
    quotations: dict[str, list[Quotation]] = {}
    spoken = set()
    for row in _dicts(db, f"SELECT * FROM quotations WHERE article IN ({taken}) ORDER BY number, place"):
        fields = {name: row[name] for name in Quotation.__struct_fields__ if name in row}
        quotations.setdefault(row["article"], []).append(Quotation(**fields))
        if row["spoken"]:
            spoken.add(row["article"])
    both = " AND ".join(f"split_part({side}, '#', 1) IN ({taken})" for side in ("a", "b"))
    links = [
        Link(row["a"], row["b"], row["score"], row["relation"], row["altered"], reason=row["reason"])
        for row in _dicts(db, f"SELECT * FROM links WHERE {both}")
    ]
    ids = {row["number"]: row["id"] for row in articles}
    alike = [
        (ids[row["a"]], ids[row["b"]], row["score"])
        for row in _dicts(db, f"SELECT * FROM alike WHERE a IN ({numbers}) AND b IN ({numbers})")
    ]
    return Slice(articles, frozenset(spoken), quotations, links, alike)


def _dicts(db: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    found = db.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def take(
    store: Store,
    derived: Derived,
    folder: Path,
    where: str,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> AddSummary:
    """Put a part into a library, all of it or nothing; see `Library.take_slice`. Raises LibraryError."""
    progress(Progress("reading what Spark wrote", 0, 0))
    part = read(folder, where)
    with ready(derived, progress, stop) as mine:
        if not mine:
            return AddSummary(stopped=True)
        if reading.meta(store.connection, "rules") is None:
            with store.transaction() as db:
                writing.set_meta(db, "rules", rules_version())
        taking = Taking(Deriving(store, derived), part)
        try:
            added, unchanged = taking.all(progress, stop)
        except _StoppedError:
            return AddSummary(stopped=True)
        derived.forget_postings()  # they are caught up by what is stored
        whole = derived.catch_up(lambda done, total: progress(Progress("writing the index", done, total)), stop)
    return AddSummary(added=tuple(added), unchanged=tuple(unchanged), stopped=not whole)


class Taking:
    """A part on its way into a library."""

    def __init__(self, work: Deriving, part: Slice) -> None:
        self.work, self.part = work, part
        self.keys: dict[str, int] = {}  # of quotations
        self.places: dict[str, int] = {}  # of articles
        self.others = bool(reading.count(work.store.connection, "article"))

    def all(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> tuple[list[str], list[str]]:
        """Write it in one transaction; the ids of the articles added, and of those that were there."""
        added: list[tuple[Article, int]] = []
        unchanged: list[str] = []
        with self.work.writing() as db:
            for number, row in enumerate(self.part.articles):
                progress(Progress("adding", number, len(self.part.articles), number))
                if stop():
                    raise _StoppedError
                known = reading.known(db, row["id"])
                if known is not None and not known.removed:
                    unchanged.append(row["id"])
                    self._there(db, row["id"])
                else:
                    added.append(self._put(db, row))
            writing.put_links(db, [self._row(link) for link in self.part.links if self._has(link)])
            places = self.places
            pairs = [(places[a], places[b], score) for a, b, score in self.part.alike if a in places and b in places]
            events.put_alike(db, pairs)
            if self.others:
                self._with_others(db, added)
            else:
                self.work.relating.touched.update(self.places.values())
            self.work.touched.update(self.keys.values())
            self.work.regroup()
            self.work.relating.regroup()
        return [article.id for article, _ in added], unchanged

    def _put(self, db: Connection, row: Mapping[str, Any]) -> tuple[Article, int]:
        article = Article(**{name: row[name] for name in FIELDS}, site=row["site"])
        key = writing.put_article(db, article, row["origin"], row["words"])
        identity.note(db, replace(article, at=row["origin"]) if is_address(row["origin"]) else article)
        quotations = self.work.corrected(article, self.part.quotations.get(article.id, ()))
        self.keys.update(writing.put_quotations(db, key, quotations))
        self.places[article.id] = key
        writing.set_spoken(db, key, article.id in self.part.spoken)
        put_given(db, [(replace(article, outlet=row["called"]), row["origin"])])  # as its input has it
        return article, key

    def _there(self, db: Connection, article_id: str) -> None:
        """Remember an article that is there already, where its quotations are those that Spark found."""
        found = {q.id: key for key, q in reading.quotations(db, "WHERE x.id = ?", (article_id,))}
        if {q.id for q in self.part.quotations.get(article_id, ())} == found.keys():
            self.keys.update(found)
            self.places[article_id] = reading.article_key(db, article_id)

    def _has(self, link: Link) -> bool:
        return link.a in self.keys and link.b in self.keys

    def _row(self, link: Link) -> tuple[int, int, Link]:
        """A link as it is stored, from the side of the article added first here."""
        first, second = (self.places[split[0]] for split in map(split_id, (link.a, link.b)) if split is not None)
        a, b = self.keys[link.a], self.keys[link.b]
        return (a, b, link) if first < second else (b, a, flipped(link))

    def _with_others(self, db: Connection, added: Sequence[tuple[Article, int]]) -> None:
        """Compare what came in with what was there before it."""
        work = self.work
        work.transcripts = None
        least = linking.KEPT_SCORE if work.spoken() else matching.LINK_SCORE
        for article, _ in added:
            pairs = [(self.keys[q.id], q) for q in self.part.quotations.get(article.id, ())]
            own = keyed_wholes(pairs, article.outlet_key, article.published)
            find = partial(work.derived.growing().find, day=linking.day_number(article.published))
            found = linking.link([w for _, w in own], find, work.kept.fetch, least, work.kept.occasion)
            told = [one for one in work.with_runs(article.id, [w for _, w in own], found) if one.relation != "none"]
            work.put_links([work.row(one, self.keys[one.b], self.places[article.id]) for one in told])
            work.retelling.new += [*own, *keyed_reports(pairs, article.outlet_key, article.published)]
        work.relating.relate(added)
