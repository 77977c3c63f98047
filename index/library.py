"""What can be done with a library? The only module that knows the order of the steps.

>>> with Library.open(Path("lib")) as library:
...     library.add(["articles/"])
...     for quotation in library.quotations(speaker="Lind"):
...         print(quotation.text, library.variants(quotation.id))

All reading methods may be called from any thread. Offsets are half-open characters of the article's text. The steps are
imported by the methods that take them: a command that only lists spares the 0.1 s that linking and searching cost.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index import journal
from index.amending import Amending
from index.caring import Caring
from index.derived import Derived, unwatched
from index.finding import Finding
from index.following import Feeds
from index.model import (
    AddSummary,
    Article,
    ArticleRow,
    Checked,
    Kind,
    Link,
    Quotation,
    SaidBy,
    Speaker,
    Totals,
    UtteranceRow,
    Variant,
)
from index.overruling import Overruling
from index.own import ReadersOwn
from index.saved import SavedSearches
from index.store import Store, folder_of, reading
from index.store.reading import Order

if TYPE_CHECKING:
    from index.adding import Progress
    from index.knowing import Knowing
    from index.query import QueryProblem
    from index.spreading import Timeline
    from index.tracing import Copied
    from index.versions import Revision, Version

    Told = Callable[[Progress], None]

SPOKEN: tuple[Kind, ...] = ("direct", "fragment")


class Library(ReadersOwn, SavedSearches, Finding, Overruling, Feeds, Amending, Caring):
    """An open library: a folder with `library.sqlite3` and, beside it, what is derived from it."""

    def __init__(self, folder: Path, store: Store, *, sample: bool = False) -> None:
        self.path = folder
        self.sample = sample
        self._store = store
        self._derived = Derived(folder, store)

    @cached_property
    def _knowing(self) -> Knowing:
        from index.knowing import Knowing

        return Knowing(self._store)

    @cached_property
    def _copied(self) -> Copied:
        from index.tracing import Copied

        return Copied()

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = True, sample: bool = False) -> Library:
        """Open the library in a folder; with `create` it is made where there is none (the folder private).

        Raises WrongLibraryError, whose message is meant for the user.
        """
        path = folder_of(folder, create=create)
        library = cls(path, Store(path, create=create), sample=sample)
        journal.note("library opened", "debug", path=str(path), readonly=library._store.readonly)
        return library

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back files and connections."""
        self._store.close()

    # --- putting in, taking out

    def add(
        self,
        named: Iterable[str],
        *,
        outlet: str | None = None,
        published: str | None = None,
        transcript: bool | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        seen_within: float = math.inf,
        columns: tuple[tuple[str, str], ...] = (),
        as_format: str | None = None,
        stdin: BinaryIO | None = None,
    ) -> AddSummary:
        """Add files, folders and addresses. What can't be read is in the summary's `skipped`, and stops nothing.

        `progress` is told now and then; `stop` is asked after every article: when it says True, what was read so far
        is kept and the summary says `stopped`. `transcript` says by hand whether they are transcripts. Articles can be
        read when their batch is stored, and found by their words at the end, or every `seen_within` seconds, at a cost.
        `columns` are (field, name) of tables whose columns are not known by their names; all is read as `as_format`
        where that names one of `ingest.formats`; `-` among the names is `stdin`.
        """
        from index.adding import add, silent

        given = (outlet, published, transcript, progress or silent, stop, seen_within, columns, as_format, stdin)
        summary = add(self._store, self._derived, named, *given)
        journal.note("added", "info", **journal.counted(summary))
        return summary

    def take_slice(
        self,
        folder: Path,
        where: str,
        *,
        progress: Told | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> AddSummary:
        """Add the part of what `quoth scale` wrote that a condition in SQL chooses, and the other printings of what it
        chooses, with their links. All of it or, where it is stopped, nothing.

        Raises LibraryError, whose message is meant for the user.
        """
        from index import adding, slicing

        summary = slicing.take(self._store, self._derived, folder, where, progress or adding.silent, stop)
        journal.note("took a slice", "info", **journal.counted(summary))
        return summary

    def remove(
        self, article_ids: Iterable[str], *, progress: Told | None = None, stop: Callable[[], bool] = lambda: False
    ) -> tuple[list[str], list[str]]:
        """Take articles out; `restore` brings them back. Returns (ids removed, ids that are not there).

        `progress` is told of a wait for another process, `stop` is asked during it.
        """
        from index import adding

        return adding.remove(self._store, self._derived, article_ids, progress or adding.silent, stop)

    def restore(
        self, article_ids: Iterable[str], *, progress: Told | None = None, stop: Callable[[], bool] = lambda: False
    ) -> tuple[list[str], list[str]]:
        """Bring back articles that were taken out, whole: their text and what a reader put to them were kept.

        Returns (ids brought back, ids of which none was taken out); the rest is as in `remove`.
        """
        from index import adding, restoring

        return restoring.restore(self._store, self._derived, article_ids, progress or adding.silent, stop)

    def leave_behind(self, told: Callable[[], None]) -> None:
        """From now on an index found far behind the articles stays so: `told` is called, and what is there is searched.

        It is behind where adding was broken off, or the library was copied. `told` may be called in any thread.
        """
        self._derived.left, self._derived.watch = told, unwatched

    def watch_catching_up(
        self,
        watch: Callable[[], contextlib.AbstractContextManager[tuple[Callable[[int, int], None], Callable[[], bool]]]],
    ) -> None:
        """Around each catching up of the index that a question brings about, enter what `watch` gives: two functions,
        one that is told how many articles of how many are done, one that is asked whether to stop."""
        self._derived.watch = watch

    def catch_up(
        self, progress: Callable[[Progress], None] | None = None, stop: Callable[[], bool] = lambda: False
    ) -> bool | None:
        """Bring the index up to the articles that are there. False where it was stopped, None where another process
        is writing, which does the same."""
        from index import adding

        return adding.catch_up(self._derived, progress or adding.silent, stop)

    def outdated(self) -> bool:
        """Whether quotations and links were made by other rules than this version's, and can be made anew."""
        return not self._store.readonly and self._derived.outdated()

    def rebuild(
        self,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        *,
        only_if_outdated: bool = False,
    ) -> AddSummary:
        """Make quotations, links and the full-text index anew from the stored articles; marks stay.

        With `only_if_outdated` nothing is done where another process has just done it.
        """
        from index.adding import silent
        from index.rebuilding import rebuild

        return rebuild(self._store, self._derived, progress or silent, stop, only_if_outdated=only_if_outdated)

    # --- articles and quotations

    def articles(
        self, order: Order = "added", ids: Sequence[str] | None = None, limit: int | None = None
    ) -> list[ArticleRow]:
        """Every article without its text, or those with the given ids; the first `limit` of them."""
        with self._store.snapshot() as db:
            return reading.article_rows(db, order, ids, limit)

    def article_parts(self, order: Order, size: int) -> Iterator[list[ArticleRow]]:
        """Every article without its text, `size` at a time, for who does something else between them."""
        with self._store.snapshot() as db:
            yield from reading.article_parts(db, order, size)

    def article(self, article_id: str) -> Article | None:
        """One article with its text."""
        return reading.article(self._store.connection, article_id)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """What an article was each time it was read with another text or title, the first version first; the last is
        what it is now. None for an unknown id."""
        from index import versions

        return versions.versions_of(self._store, article_id)

    def version_count(self, article_id: str) -> int:
        """How many versions an article has, what it is now among them; 0 for an unknown id."""
        from index.store import versions

        return versions.count(self._store.connection, article_id)

    def revision(self, article_id: str, a: int, b: int) -> Revision | None:
        """What an outlet changed from one version to a later one; None where one of them is not there."""
        from index import versions

        return versions.revision(self._store, article_id, a, b)

    def revisions(self, article_id: str) -> Iterator[Revision]:
        """What an outlet changed from each version to the next, as they are asked for; none for an unknown id."""
        from index import versions

        article = self.article(article_id)
        return versions.revisions(article, self.versions(article_id)) if article else iter(())

    def changed_articles(self) -> dict[str, int]:
        """The articles that were changed after they were first read, with how many versions they have, the last
        changed first."""
        from index.store import versions

        return versions.counts(self._store.connection)

    def quotations(self, article: str) -> list[Quotation]:
        """An article's quotations of every kind, in the order of the text."""
        with self._store.snapshot() as db:
            return self._knowing.known([q for _, q in reading.quotations(db, "WHERE x.id = ?", (article,))])

    def find_quotations(
        self,
        query: str | None = None,
        *,
        article: str | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        kinds: Sequence[Kind] | None = SPOKEN,
        limit: int | None = None,
    ) -> list[tuple[Quotation, ArticleRow]] | QueryProblem:
        """Quotations with their articles: in the order of the text, or best first where a query is given.

        `speaker` matches any part of any spelling under which the library knows the speaker, `outlet` any part of the
        name; `kinds` None takes every kind. What stands within another quotation's marks comes only with a speaker, a
        query or every kind: its words are there already.
        """
        from index import searching

        found = searching.quotations(
            self._store,
            self._derived,
            lambda: self._knowing,
            query=query,
            article=article,
            by=self._knowing.is_speaker(speaker) if speaker is not None else None,
            outlet=outlet,
            kinds=kinds,
            limit=limit,
        )
        if not isinstance(found, list):
            return found
        known = self._knowing.known([q for q, _ in found])
        return [(q, row) for q, (_, row) in zip(known, found, strict=True)]

    def quoted(self, ids: Sequence[str]) -> dict[str, tuple[Quotation, ArticleRow]]:
        """The quotations with these ids, each with its article; unknown ids are left out."""
        from index import comparing

        found = comparing.quoted(self._store, ids)
        known = self._knowing.known([q for q, _ in found.values()])
        return {q.id: (q, found[q.id][1]) for q in known}

    def shared_counts(self, article_id: str) -> dict[str, int]:
        """How many other outlets printed each quotation of an article; those that none did are left out."""
        return reading.shared_counts(self._store.connection, article_id)

    def totals(self) -> Totals:
        """Counts over the whole library."""
        return reading.totals(self._store.connection)

    # --- the same words

    def links(self, query: str | None = None, min_score: float | None = None) -> Iterator[Link] | QueryProblem:
        """Links and echoes, all or those of the quotations that a query finds.

        With `min_score` 0 also every compared pair that is no link, with relation `none`.
        """
        from index import comparing

        found = None if query is None else self.find_quotations(query)
        if found is not None and not isinstance(found, list):
            return found
        ids = None if found is None else {q.id for q, _ in found}
        return comparing.links(self._store, self._derived, ids, min_score)

    def variants(self, quotation_id: str) -> list[Variant]:
        """The other printings of a quotation, best first, with the diff from this one to each."""
        from index import comparing

        return self._knowing.known_variants(comparing.variants(self._store, quotation_id))

    def utterances(
        self,
        query: str | None = None,
        *,
        article: str | None = None,
        event: str | None = None,
        quotations: Iterable[str] | None = None,
        limit: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> list[UtteranceRow] | QueryProblem:
        """What was said, each with all its printings: all that two at least printed, in the order of adding.

        Of an `article`, of all articles on its `event` (named by any of them), of what a `query` finds (best first), or
        of `quotations` by their ids also what nobody else printed. An id that is not there has none. `progress` is told
        how many are done, of how many; what it raises ends the asking.
        """
        from index import tracing
        from index.ids import split_id

        rows = None if query is None else self.find_quotations(query)
        if rows is not None and not isinstance(rows, list):
            return rows
        places = None if rows is None else [(q.article, q.start, q.end) for q, _ in rows]
        if quotations is not None:
            places = list(filter(None, map(split_id, quotations)))
        asked = tracing.Asked(places, article, event, limit)
        return tracing.utterances(self._store, self._knowing, self._copied, asked, progress)

    def timeline(self, *quotation_ids: str) -> Timeline | None:
        """How the words of a quotation travelled: the printings of its utterance in the order of publishing.

        Of several quotations that of the one which most outlets printed; None where no utterance has any of them.
        """
        from index import tracing

        return tracing.timeline(self._store, self._knowing, self._copied, quotation_ids)

    def copies(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Which of some articles repeat the text of another of them, of an outlet that printed it before (an agency's).

        Article id to that of the one first printed.
        """
        with self._store.snapshot() as db:
            return self._copied.of(db, article_ids)

    def printed_by(self, article_ids: Sequence[str]) -> tuple[int, int]:
        """The outlets of some articles, and how many of them are independent: have one that copies no other.

        Transcripts are left out: they print nothing.
        """
        with self._store.snapshot() as db:
            return self._copied.counted(db, article_ids)

    def same_words(self, text: str, limit: int | None = None) -> list[Variant]:
        """Where in the library a text's words were printed, best first; the links' `a` is empty."""
        from index import comparing

        return self._knowing.known_variants(comparing.same_words(self._store, self._derived, text, limit))

    def check(self, text: str, speaker: str | None = None) -> Checked:
        """Did anyone say this? What the library knows of a sentence, and of its being this speaker's.

        Words in marks with a reporter's around them (“We agree,” Lind said.) are taken out of these, with their
        speaker where none is given. `speaker` matches any part of any spelling.
        """
        from index import checking

        return checking.check(self._store, self._derived, self._knowing, text, speaker)

    def near_ids(self, wanted: str, limit: int = 3) -> list[str]:
        """Ids of quotations, or else of articles, that look like one that does not exist."""
        from index import comparing

        return comparing.near_ids(self._store, wanted, limit)

    # --- the same happening

    def event_of(self, article_id: str) -> tuple[ArticleRow, ...]:
        """All articles on the same happening as this one, itself too, the oldest first; none for an unknown id."""
        from index import covering

        return covering.event_of(self._store, article_id)

    def not_reported_by(self, quotation_id: str) -> tuple[ArticleRow, ...]:
        """The outlets that have an article on the event where this was said, and print it nowhere: that article each.

        Empty for what is not compared with others' words, and for an unknown id.
        """
        from index import covering

        return covering.not_reported_by(self._store, quotation_id)

    # --- speakers

    def speakers(self, query: str | None = None, limit: int | None = None) -> list[Speaker]:
        """The speakers of the library, most quotations first; with a query those who have it in any of their spellings.

        Who is only described ("a spokesman") is none.
        """
        return self._knowing.speakers(query, limit)

    def speaker_of(self, quotation_id: str) -> Speaker | None:
        """Who said a quotation; None where nobody known did, or where there is no such quotation."""
        found = self.quoted([quotation_id]).get(quotation_id)
        return self._knowing.speaker_of(found[0]) if found else None

    def said_by(self, name: str) -> SaidBy | None:
        """Everything that a speaker said, by event, the newest first; None where nobody is quoted under this name."""
        from index import sayings

        return sayings.said_by(self._store, self._knowing, name)

    def near_speakers(self, name: str, limit: int = 3) -> list[str]:
        """Names of speakers like one that does not exist."""
        return self._knowing.near_names(name, limit)

    # --- the library itself

    def version(self) -> int:
        """A number that changes when another process wrote to the library."""
        return self._store.version()

    def behind(self) -> int:
        """How many articles are in the library and can't be searched or compared yet: another process adds them."""
        return self._derived.behind()

    def info(self) -> dict[str, object]:
        """The state of the library and of what is derived from it."""
        from index import searching

        return searching.info(self._store, self._derived)
