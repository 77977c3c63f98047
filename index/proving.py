"""Do the stores of a library agree with each other?

SQLite is asked about itself; then each article and each quotation is searched for by its own rarest words, what the
full-text index and the postings hold is compared with what is stored, and what links tell with the utterances. Nothing
is changed but what every question does first: what is behind, or not as it was written, is made up or made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from index import seals
from index.adding import WAITING, Progress, caught_up
from index.derived import ENTRIES, FULLTEXT, Derived, day_of
from index.model import Article, Quotation
from index.query import Query
from index.query.tree import All, Field, Word
from index.query.words import words
from index.settling import given_of
from index.store import Store, proving, reading, writing
from index.tallies import Tally, grouped

if TYPE_CHECKING:
    from index.fulltext import FullText

RAREST: Final = 3  # words that a text is searched for by: two articles may share the rarest, hardly ever three
KEPT_WORDS: Final = 200_000  # whose frequencies are kept: 19,042 news articles have 65,000
DAMAGED: Final = "the file is damaged"
ORPHANS: Final = "rows that refer to nothing"
OTHERWISE: Final = "articles that are not as they were read"
STORED: Final = (DAMAGED, ORPHANS, OTHERWISE, proving.TEXTLESS, proving.OWNERLESS)
TOLD: Final = "looking for everything by its own words"

Told = Callable[[Progress], None]
Stop = Callable[[], bool]


class Disagreement(Struct, frozen=True):
    """Something that should not be so, and all that shows it: ids, or what SQLite said.

    `stored` says that it is in what can't be made again, so that no rebuilding mends it.
    """

    what: str
    shown: tuple[str, ...]
    stored: bool = False


class Proof(Struct, frozen=True):
    """What was looked at (names with figures), what does not agree, and which derived stores were not as they were
    written and had to be made again before. `stopped`: it was broken off."""

    looked_at: tuple[tuple[str, int], ...]
    wrong: tuple[Disagreement, ...]
    made_again: tuple[str, ...] = ()
    stopped: bool = False


def prove(store: Store, derived: Derived, progress: Told, stop: Stop, sample: int | None = None) -> Proof:
    """Look at everything, or of the articles only at about `sample`, evenly spread; nobody else writes meanwhile."""
    looking = _Looking(store, derived, progress, stop)
    with contextlib.ExitStack() as stack:
        if not store.readonly:
            lock = derived.writing_lock(wait=True, waiting=lambda: progress(WAITING), stop=stop)
            if not stack.enter_context(lock):
                return Proof((), (), stopped=True)
        looking.file()
        if DAMAGED not in looking.wrong:  # what is read from it may be anything
            looking.beside(sample)
    wrong = tuple(Disagreement(what, tuple(shown), what in STORED) for what, shown in looking.wrong.items())
    return Proof(tuple(looking.looked_at.items()), wrong, derived.damaged, looking.stopped)


class _Looking:
    """A look under way."""

    def __init__(self, store: Store, derived: Derived, progress: Told, stop: Stop) -> None:
        self.store, self.derived, self.progress, self.stop = store, derived, progress, stop
        self.looked_at: dict[str, int] = {}
        self.wrong: dict[str, list[str]] = {}
        self.stopped = False
        self._frequencies: dict[Field, dict[str, int]] = {}

    def say(self, what: str, shown: Sequence[str]) -> None:
        if shown:
            self.wrong.setdefault(what, []).extend(shown)

    def file(self) -> None:
        """The SQLite file by itself."""
        self.progress(Progress("looking through the file", 0, 0))
        with self.store.snapshot() as db:
            self.say(DAMAGED, proving.damages(db))
            if self.wrong:
                return
            self.say(ORPHANS, proving.orphans(db))
            for what, shown in proving.answers(db):
                self.say(what, shown)
            self.looked_at["links"] = reading.count(db, "link")
            stored, made = proving.utterances(db), grouped(db)
            ids = reading.ids_in_order(db, stored.keys() ^ made.keys() | {k for k in made if stored.get(k) != made[k]})
            self.looked_at["quotations in utterances"] = len(stored)
            self.say("quotations whose utterance is not what their links say", list(ids.values()))
        if self.derived.outdated():
            self.say("made by the rules of another version", ["quotations and links"])

    def beside(self, sample: int | None) -> None:
        """What lies beside the file, brought up to the last change before."""
        self.stopped = not self.store.readonly and not caught_up(self.derived, self.progress, self.stop)
        if not self.stopped:
            ids = reading.article_ids(self.store.connection)
            step = max(1, len(ids) // sample) if sample else 1
            self.stopped = not self._articles(ids[::step], step == 1)

    def _articles(self, ids: Sequence[str], all_of_them: bool) -> bool:
        """Each article with its quotations; whether it came to the end."""
        text = self._fulltext()
        tallies = {part: Tally(self.derived.postings(part)) for part in ENTRIES}
        seen: tuple[set[str], set[str]] = set(), set()
        for done, (key, article, quotations) in enumerate(self._stored(ids)):
            if self.stop():
                return False
            self.progress(Progress(TOLD, done, len(ids)))
            self._article(article, [q for _, q in quotations])
            for part, tally in tallies.items():
                tally.expect(ENTRIES[part](key, article, quotations), day_of(part, article))
            seen[0].add(article.id)
            seen[1].update(q.id for _, q in quotations)
            if text is not None:
                self._search(text, article, [q for _, q in quotations])
        self.looked_at |= {"articles": len(seen[0]), "quotations": len(seen[1])}
        if text is not None:
            for name, held, here in zip(("articles", "quotations"), text.spots(), seen, strict=True):
                self.say(f"{name} missing in the full-text index", sorted(here - held))
                if all_of_them:
                    self.say(f"{name} in the full-text index that are not stored", sorted(held - here))
        for part, tally in tallies.items():
            self._postings(part, tally, all_of_them)
        return True

    def _stored(self, ids: Sequence[str]) -> Iterator[tuple[int, Article, list[tuple[int, Quotation]]]]:
        for article_id in ids:
            db = self.store.connection
            article = reading.article(db, article_id)
            if article is not None:
                key = reading.article_key(db, article_id)
                yield key, article, reading.quotations(db, "WHERE q.article = ?", (key,))

    def _article(self, article: Article, quotations: Sequence[Quotation]) -> None:
        """An article's text and fields are those that were read; its quotations stand where they are said to."""
        db = self.store.connection
        given = given_of(db, article.id)
        if given is None or writing.digest(given) != proving.digest_of(db, article.id):
            self.say(OTHERWISE, [article.id])
        moved = [q.id for q in quotations if article.text[q.start : q.end] != q.text]
        self.say("quotations that do not stand in their article's text", moved)

    def _fulltext(self) -> FullText | None:
        """The full-text index, where its files hold what was written to them."""
        self.progress(Progress("looking through the full-text index", 0, 0))
        found = self.derived.fulltext()
        damaged = [f"{FULLTEXT}/{path.parent.name}/{path.name}" for path in found.damaged()]
        self.say("damaged files of the full-text index", damaged)
        return None if damaged else found

    def _search(self, text: FullText, article: Article, quotations: Sequence[Quotation]) -> None:
        rare = self._rarest(text, "text", f"{article.title or ''}\n{article.text}")
        if rare is not None and article.id not in {found for found, _ in text.articles(rare)}:
            self.say("articles not found by their own words", [article.id])
        for q in quotations:
            rare = self._rarest(text, "quote", q.text)
            if rare is not None and (q.article, q.start, q.end) not in {f[:3] for f in text.quotations(rare)}:
                self.say("quotations not found by their own words", [q.id])

    def _rarest(self, text: FullText, field: Field, of: str) -> Query | None:
        """A query for the words that fewest others have; None where there is no word."""
        known = self._frequencies.setdefault(field, {})
        if len(known) > KEPT_WORDS:
            known.clear()
        there = dict.fromkeys(words(of))
        for word in there:
            if word not in known:
                known[word] = text.frequency(field, word)
        rare = sorted(there, key=known.__getitem__)[:RAREST]
        return Query(of, All(tuple(Word(field, word) for word in rare))) if rare else None

    def _postings(self, part: str, tally: Tally, all_of_them: bool) -> None:
        """What a part's postings hold is what its texts give."""
        if seals.state(self.derived.folder / part, thorough=True) == "damaged":
            self.say(f"damaged files of the {part}", [part])
        missing, other, more = tally.compared()
        self.looked_at[f"texts in the {part}"] = tally.expected
        self.say(f"missing in the {part}", [f"row {key}" for key in missing])
        self.say(f"other words in the {part} than are stored", [f"row {key}" for key in other])
        if all_of_them:
            self.say(f"in the {part}, but not stored", [f"row {key}" for key in more])
