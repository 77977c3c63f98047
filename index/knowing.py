"""Who are the speakers of a library, and which of them said a quotation?

Names are put together when somebody asks, family by family, and kept until quotations or a reader's choices change:
what is stored is what each article says, so no order of adding and no rebuild can make another answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from index.model import Quotation, Speaker, Variant
from index.people import Choices, People, Said, families, gather, name_key
from index.people.spellings import family, may_be
from index.query.words import fold, words
from index.store import Connection, Store, people

NEAR_SCORE = 60  # of 100: below, a name looks like nothing that was meant
MOST_MEANT = 20  # speakers with the words of a query in a name: more, and it is a given name, which means nobody
NOBODY = People((), {})


class UnknownNameError(KeyError):
    """Nobody in the library is quoted under this name, which is the error's only argument."""


class Knowing:
    """The speakers of one library, as far as they were asked for. For any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._version: tuple[int, ...] = ()
        self._families: dict[str, People] = {}
        self._whole: People | None = None
        self._words: dict[str, dict[str, list[str]]] | None = None

    def known(self, quotations: Sequence[Quotation]) -> list[Quotation]:
        """The quotations with the names under which the library knows their speakers."""
        names = {q.speaker for q in quotations if q.speaker}
        if not names:
            return list(quotations)
        of = self._people(names)
        return [replace(q, known_as=_name(_speaker(of, q))) if q.speaker else q for q in quotations]

    def known_variants(self, variants: Sequence[Variant]) -> list[Variant]:
        """Other printings, their quotations likewise."""
        known = self.known([quote for variant in variants for quote in (variant.quote, *variant.said)])
        by_id = {quote.id: quote for quote in known}
        return [
            replace(variant, quote=by_id[variant.quote.id], said=tuple(by_id[quote.id] for quote in variant.said))
            for variant in variants
        ]

    def speaker_of(self, quotation: Quotation) -> Speaker | None:
        """Who said it; None where nobody is known, or somebody only described."""
        return _speaker(self._people((quotation.speaker,)), quotation) if quotation.speaker else None

    def speakers(self, query: str | None = None, limit: int | None = None) -> list[Speaker]:
        """All, or those with a spelling that has the query in it (folded) or may be it; most quotations first."""
        if query is None:
            return list(self._all().speakers[:limit])
        found = {speaker.name: speaker for speaker, _ in self._matching(query)}
        return sorted(found.values(), key=lambda s: (-s.quotations, s.name))[:limit]

    def is_speaker(self, query: str) -> Callable[[Quotation], bool]:
        """A test for the quotations of every speaker who has a spelling with the query in it, or that may be it."""
        wanted = fold(query)
        theirs = {use for _, uses in self._matching(query) for use in uses}

        def test(quotation: Quotation) -> bool:
            name = quotation.speaker
            return name is not None and (wanted in fold(name) or (quotation.article, name) in theirs)

        return test

    def also_called(self, asked: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The other spellings of all who have these words in one of theirs, as a query's words.

        Only spellings that nobody else has in his: "lind" alone would find every other Lind.
        """
        has = self._having()
        called = has(asked) or self._spelled(" ".join(asked))
        of = self._people(called)
        meant = {
            speaker.name: speaker
            for name in called
            for speaker in of.get(family(name) or "", NOBODY).speakers
            if name in dict(speaker.spellings)
        }
        if len(meant) > MOST_MEANT:
            return []
        found: dict[tuple[str, ...], None] = {}
        for speaker in meant.values():
            theirs = dict(speaker.spellings)
            for wanted in (tuple(words(spelling)) for spelling in theirs):
                if wanted and not _has(wanted, asked) and all(name in theirs for name in has(wanted)):
                    found[wanted] = None
        return list(found)

    def _spelled(self, asked: str) -> list[str]:
        """The names that may be a spelling of one that is in no article."""
        return [name for name in people.names(self._store.connection) if may_be(asked, name)]

    def _having(self) -> Callable[[tuple[str, ...]], list[str]]:
        """A function that gives the names that have some words one after the other."""
        with self._lock, self._store.snapshot() as db:
            self._refresh(db)
            if self._words is None:
                self._words = {}
                for name in people.names(db):
                    for word in (spelled := words(name)):
                        self._words.setdefault(word, {})[name] = spelled
            by_word = self._words
        return lambda wanted: [n for n, spelled in by_word.get(wanted[0], {}).items() if _has(spelled, wanted)]

    def named(self, name: str) -> tuple[Speaker, str]:
        """The speaker known by a name, or with a spelling that is this name; and the spelling that is meant.

        Raises UnknownNameError. Of two of that name it is the one who is quoted more, unless the name tells them apart.
        """
        bare = _bare(name.title() if name.islower() else name)
        key = name_key(bare)
        of = self._people((bare,)).get(family(bare) or "", NOBODY)
        for speaker in of.speakers:
            if speaker.name == name:
                return speaker, name if name in dict(speaker.spellings) else bare
        for speaker in of.speakers:
            for spelling, _ in speaker.spellings:
                if key and name_key(spelling) == key:
                    return speaker, spelling
        raise UnknownNameError(name)

    def quoted_as(self, name: str) -> tuple[Speaker, set[tuple[str, str]]]:
        """The speaker that `named` gives, and under which name each article quotes him: (article, name) pairs."""
        speaker, spelling = self.named(name)
        of = self._people((spelling,)).get(family(spelling) or "", NOBODY)
        return speaker, {use for use, place in of.of.items() if of.speakers[place].name == speaker.name}

    def near_names(self, name: str, limit: int = 3) -> list[str]:
        """Speakers with a name like one that does not exist."""
        from rapidfuzz import fuzz, process

        near = process.extract(
            name, people.names(self._store.connection), scorer=fuzz.WRatio, limit=10 * limit, score_cutoff=NEAR_SCORE
        )
        known = self._people([found for found, _, _ in near])
        names = [
            speaker.name
            for found, _, _ in near
            for speaker in known.get(family(found) or "", NOBODY).speakers
            if found in dict(speaker.spellings)
        ]
        return list(dict.fromkeys(names))[:limit]

    def forget(self) -> None:
        """Ask anew next time."""
        with self._lock:
            self._version = ()

    def _matching(self, query: str) -> list[tuple[Speaker, list[tuple[str, str]]]]:
        """(speaker, its (article, name) pairs) of those with a spelling that has the query in it, or that it spells."""
        wanted, bare = fold(query), fold(_bare(query))
        names = [name for name in people.names(self._store.connection) if bare in fold(name) or may_be(query, name)]
        found: list[tuple[Speaker, list[tuple[str, str]]]] = []
        for of in {id(p): p for p in self._people(names).values()}.values():
            here = {
                place
                for place, speaker in enumerate(of.speakers)
                if wanted in fold(speaker.name)
                or any(wanted in fold(name) or may_be(query, name) for name in dict(speaker.spellings))
            }
            uses: dict[int, list[tuple[str, str]]] = {place: [] for place in here}
            for use, place in of.of.items() if here else ():
                if place in uses:
                    uses[place].append(use)
            found += [(of.speakers[place], uses[place]) for place in here]
        return found

    def _people(self, names: Iterable[str]) -> dict[str, People]:
        """The speakers of these names' families, by family."""
        with self._lock, self._store.snapshot() as db:
            self._refresh(db)
            choices = _choices(db)
            wanted = families(names, choices)
            missing = wanted - self._families.keys()
            if missing:
                of = gather(map(_said, people.spoke(db, missing)), choices)
                self._families.update(dict.fromkeys(missing, of))
            return {family: self._families[family] for family in wanted}

    def _all(self) -> People:
        with self._lock, self._store.snapshot() as db:
            self._refresh(db)
            if self._whole is None:
                self._whole = gather(map(_said, people.spoke(db)), _choices(db))
            return self._whole

    def _refresh(self, db: Connection) -> None:
        now = people.version(db)
        if now != self._version:
            self._version = now
            self._families = {}
            self._whole = None
            self._words = None


def _choices(db: Connection) -> Choices:
    made = people.choices(db, ("join", "split"))
    return Choices(
        joins=tuple((c.name, c.other) for c in made if c.what == "join" and c.name and c.other),
        splits=tuple((c.name, c.other) for c in made if c.what == "split" and c.name and c.other),
        elsewhere=tuple((c.name, c.article) for c in made if c.what == "split" and c.name and c.article),
    )


def _said(row: people.Spoke) -> Said:
    return Said(row.article, row.outlet_key, row.speaker, (row.role,) if row.role else (), row.quotations)


def _speaker(of: dict[str, People], quotation: Quotation) -> Speaker | None:
    if quotation.speaker is None:
        return None
    here = of.get(family(quotation.speaker) or "", NOBODY)
    place = here.of.get((quotation.article, quotation.speaker))
    return None if place is None else here.speakers[place]


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


def _bare(name: str) -> str:
    """A name without the brackets that tell it from a namesake's."""
    return name.rpartition(" (")[0] or name if name.endswith(")") else name


def _has(spelled: Sequence[str], wanted: tuple[str, ...]) -> bool:
    """Whether words stand in a name, one after the other."""
    return any(tuple(spelled[i : i + len(wanted)]) == wanted for i in range(len(spelled) - len(wanted) + 1))
