"""What is made of an article: its quotations, their links with the library's, and the utterances they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from msgspec import Struct

from index import linking, matching, runs
from index.candidates.finding import TEXTS_AT_ONCE
from index.derived import Derived
from index.extracting import is_spoken, quotations_of
from index.judgements import applied, sides, standing
from index.model import SAME_WORDS, Article, Link, Quotation, Whole
from index.parallel import Asked, Comparing
from index.people.corrections import Correction, corrected
from index.relating import Relating
from index.retelling import Retelling
from index.store import Connection, Store, judged, people, reading, writing
from index.stored import Kept, flipped, keyed_reports, keyed_wholes
from index.utterances import group_rows

FIRST_TEXTS = 64  # looked up in a transaction: few, for the other process waits for them


def correction(choice: people.Choice) -> Correction:
    """A stored choice of that kind as a correction."""
    if choice.article is None or choice.start is None or choice.end is None or choice.words is None:
        raise ValueError(choice.what)
    return Correction(choice.key, choice.article, choice.start, choice.end, choice.words, choice.name)


class _Linking(Struct, frozen=True):
    """An article whose links are being looked for: its id, key and day, the keys of its quotations by their ids, its
    wholes with theirs, the least score that is asked for, and what a reader judged."""

    article: str
    key: int
    day: int
    keys: Mapping[str, int]
    new: Sequence[tuple[int, Whole]]
    least: float
    judged: list[tuple[Whole, Whole, bool]]


@dataclass(slots=True)
class Deriving:
    """The store, the postings, and the wholes that may be asked for again. Only for the holder of `writing_lock`."""

    store: Store
    derived: Derived
    kept: Kept = field(init=False)
    relating: Relating = field(init=False)
    retelling: Retelling = field(init=False)
    comparing: Comparing = field(init=False)
    unlinked: list[_Linking] = field(default_factory=list)  # articles whose candidates are to be looked for
    linking: list[tuple[_Linking, Asked]] = field(default_factory=list)  # those that are being compared with theirs
    touched: set[int] = field(default_factory=set)  # quotations whose links changed since `regroup`
    transcripts: set[str] | None = None  # the ids of those that are stored, once they were asked for

    def __post_init__(self) -> None:
        self.kept = Kept(self.store)
        self.relating = Relating(self.store, self.derived)
        self.retelling = Retelling(self.store, self.derived, self.kept)
        self.comparing = Comparing(self.store.path.parent, self.kept.occasion, self.kept.article)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; where it fails, the postings forget what it put into them."""
        try:
            with self.store.transaction() as db:
                self.comparing.begun()
                yield db
        except BaseException:
            self.derived.forget_postings()
            self.kept.forget()
            self.relating.drop()
            self.retelling.new.clear()
            self.comparing.drop()
            self.unlinked.clear()
            self.linking.clear()
            self.touched.clear()
            self.transcripts = None
            raise

    def quotations_of(self, article: Article) -> tuple[Quotation, ...]:
        """Every quotation of an article, with what a reader corrected."""
        return self.corrected(article, quotations_of(article))

    def corrected(self, article: Article, found: Sequence[Quotation]) -> tuple[Quotation, ...]:
        """The quotations found in an article, with what a reader corrected."""
        chosen = people.corrections_of(self.store.connection, article.id)
        return corrected(article.text, found, [correction(choice) for choice in chosen])

    def take_out(self, article_id: str) -> None:
        """Forget an article's quotations, which are about to go."""
        db = self.store.connection
        self.spoken().discard(article_id)
        mine = {key for key, _ in reading.quotations(db, "WHERE x.id = ?", (article_id,))}
        if not mine:
            return
        self._link()  # others may be being compared with them
        self.derived.growing().remove(mine)
        self.retelling.forget(mine)
        for key in mine:
            self.kept.wholes.pop(key, None)
        self.kept.forget_places()  # the same offsets may soon be of another text
        self.touched |= reading.component(db, mine)[0].keys()
        self.touched -= mine

    def derive(self, article: Article, key: int, quotations: Sequence[Quotation]) -> None:
        """Store an article's quotations and look for their links with what is there, which `regroup` stores."""
        db = self.store.connection
        keys = writing.put_quotations(db, key, quotations)
        spoken = is_spoken(article, quotations)
        writing.set_spoken(db, key, spoken)
        (self.spoken().add if spoken else self.spoken().discard)(article.id)
        new = keyed_wholes([(keys[q.id], q) for q in quotations], article.outlet_key, article.published)
        least = linking.KEPT_SCORE if self.spoken() else matching.LINK_SCORE
        said = self.judged(article, dict(new), quotations)
        self.unlinked.append(_Linking(article.id, key, linking.day_number(article.published), keys, new, least, said))
        told = keyed_reports([(keys[q.id], q) for q in quotations], article.outlet_key, article.published)
        self.kept.wholes.update([*new, *told])
        self.kept.keys.update({quotation: (at, key) for quotation, at in keys.items()})
        self.retelling.new += [*new, *told]
        if sum(len(one.new) for one in self.unlinked) >= (TEXTS_AT_ONCE if self.linking else FIRST_TEXTS):
            self._look_up()

    def _look_up(self) -> None:
        """Have the wholes of the articles derived compared with those that were there before each of them.

        The wholes of several articles are looked up together: a few by themselves take several times as long.
        """
        articles = [(one.day, [(key, whole.text) for key, whole in one.new]) for one in self.unlinked]
        for one, near in zip(self.unlinked, self.derived.growing().find_in_order(articles), strict=True):
            own = [whole for _, whole in one.new]
            self.kept.fetch(list({key for keys in near.values() for key in keys}))
            pairs = linking.candidates(own, near.__getitem__, self.kept.fetch)
            self.linking.append((one, self.comparing.ask(one.article, pairs, one.least)))
        self.unlinked.clear()

    def _link(self) -> None:
        """Store the links of the articles that were derived since this was last called."""
        self._look_up()
        for one, asked in self.linking:
            found = self.with_runs(one.article, [whole for _, whole in one.new], self.comparing.answered(asked))
            linked = applied([link for link in found if link.relation != "none"], one.judged)
            self.put_links([self.row(link, one.keys[link.b], one.key) for link in linked])
        self.linking.clear()

    def put_links(self, rows: Sequence[tuple[int, int, Link]]) -> None:
        """Store links and echoes, and have `regroup` group what is linked. An echo alone changes no utterance: it only
        keeps two apart that others link."""
        writing.put_links(self.store.connection, rows)
        changed = [row for row in rows if row[2].relation in SAME_WORDS or row[2].judged is not None]
        self.touched.update(side for row in changed for side in row[:2])

    def spoken(self) -> set[str]:
        """The ids of the stored transcripts."""
        if self.transcripts is None:
            self.transcripts = reading.spoken(self.store.connection)
        return self.transcripts

    def with_runs(self, article_id: str, own: list[Whole], found: list[Link]) -> list[Link]:
        """The links found of an article's wholes, and those of short sentences of transcripts, which they tell."""
        spoken = self.spoken()
        if not spoken:
            return found
        sentences: dict[str, list[Whole]] = {article_id: own}
        wholes = {piece.id: whole for whole in own for piece in whole.pieces}

        def sentences_of(article_id: str) -> list[Whole] | None:
            if article_id not in spoken:
                return None
            if article_id not in sentences:
                sentences[article_id] = [whole for _, whole in self.wholes_of(article_id)]
            return sentences[article_id]

        def whole_of(quotation_id: str) -> Whole | None:
            article_id = quotation_id.rpartition("#")[0]
            if quotation_id not in wholes and article_id not in spoken:
                wholes.update((p.id, whole) for _, whole in self.wholes_of(article_id) for p in whole.pieces)
            return wholes.get(quotation_id)

        return [*found, *runs.among(found, sentences_of, whole_of)]

    def wholes_of(self, article_id: str) -> list[tuple[int, Whole]]:
        """The stored wholes of an article, with the keys of their first parts, in the order of the text."""
        db = self.store.connection
        rows = reading.article_rows(db, ids=[article_id])
        pairs = reading.quotations(db, "WHERE x.id = ?", (article_id,))
        return [pair for row in rows for pair in keyed_wholes(pairs, row.outlet_key, row.published)]

    def judged(
        self, article: Article, new: Mapping[int, Whole], quotations: Sequence[Quotation]
    ) -> list[tuple[Whole, Whole, bool]]:
        """What a reader said of an article's wholes and others that are there now: (the other, its own, the same)."""
        db = self.store.connection
        own = {whole.id: whole for whole in new.values()}
        found = []
        for made in judged.of_article(db, article.id):
            mine, theirs = sides(made, article.id)
            other = reading.article(db, theirs.article)
            if other is None:
                continue
            rows = {q.id: (key, q) for key, q in reading.quotations(db, "WHERE x.id = ?", (other.id,))}
            here = standing(mine, article.text, quotations)
            there = standing(theirs, other.text, [q for _, q in rows.values()])
            if here and there and here.id in own:
                key = rows[there.id][0]
                found += [(whole, own[here.id], made.same) for whole in self.kept.fetch([key]).values()]
        return found

    def row(self, link: Link, new: int, article: int) -> tuple[int, int, Link]:
        """A link as it is stored: with its keys, and from the side of the article that was added first.

        An article that changed has new quotations, but keeps its place: a rebuild must find the same.
        """
        there, its_article = self.kept.keys_of(link.a)
        return (there, new, link) if its_article < article else (new, there, flipped(link))

    def regroup(self) -> None:
        """Store the links found since this was last called, group the utterances again that changed by them, and count
        their articles' links; then find who tells in other words what the new quotations say.

        Rows of one split quotation are grouped as one.
        """
        db = self.store.connection
        self._look_up()
        told = self.retelling.found()  # while the other process compares
        self._link()
        firsts, ties = reading.component(db, self.touched)
        ids = reading.ids_in_order(db, firsts)
        keys = {quotation_id: key for key, quotation_id in ids.items()}
        of = {
            keys[member]: keys[utterance.id]
            for utterance in group_rows(ids, firsts, ties, self.spoken())
            for member in utterance.members
        }
        writing.set_utterances(db, {key: of.get(first) for key, first in firsts.items()})
        writing.count_links(db, reading.article_keys(db, self.touched))
        self.touched.clear()
        self.retelling.store_links(told)
