"""What does a screen ask of the library?

The few methods the screens call, so that they can be tried on a library in memory. All may be called from a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from index.model import (
    Article,
    ArticleRow,
    Checked,
    Hit,
    Note,
    Quotation,
    SaidBy,
    Speaker,
    Totals,
    UtteranceRow,
    Variant,
)

if TYPE_CHECKING:  # the first frame does without what they stand in
    from index.fields import Fact
    from index.query.completing import Named
    from index.saved import Counted, Saved
    from index.spreading import Timeline
    from index.store.feeds import FeedRow
    from index.versions import Revision, Version

Order = Literal["newest", "oldest", "outlet", "title", "added"]
ORDERS: dict[Order, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "outlet": "by outlet",
    "title": "by title",
    "added": "last added first",
}


@runtime_checkable
class Problem(Protocol):
    """Why a query can't be answered, in a sentence."""

    @property
    def message(self) -> str:
        """The sentence."""
        ...


class Shelf(Protocol):
    """A library as the screens see it."""

    @property
    def sample(self) -> bool:
        """Whether these are the invented articles that come with the program."""
        ...

    @property
    def path(self) -> Path:
        """The folder."""
        ...

    def leave_behind(self, told: Callable[[], None], /) -> None:
        """Don't catch up an index that is far behind, but call this, in any thread."""
        ...

    def open_index(self) -> None:
        """Have ready what a search needs, which takes a moment the first time."""
        ...

    def look_through(self) -> str | None:
        """A sentence where the disk lost something of the index, which is then made again; reads all of it."""
        ...

    def being_added(self) -> Sequence[str]:
        """A sentence where articles can't be searched yet."""
        ...

    def articles(
        self, order: Order = "newest", *, ids: Sequence[str] | None = None, limit: int | None = None
    ) -> Sequence[ArticleRow]:
        """All articles, those with some ids, or the first so many, without their texts."""
        ...

    def article_parts(self, order: Order, size: int, /) -> Iterator[Sequence[ArticleRow]]:
        """All articles, so many at a time."""
        ...

    def listed(
        self, query: str, order: Order = "newest", *, also: Collection[str] = (), typing: bool = False
    ) -> Sequence[ArticleRow] | Problem:
        """Those that a query finds, and `also` some by their ids; with `typing` its last word may be a beginning."""
        ...

    def states(self) -> Mapping[str, int]:
        """How many articles are unread, starred, noted."""
        ...

    def saved(self) -> Sequence[Saved]:
        """The searches that the reader keeps as lists, by name."""
        ...

    def counted_searches(self) -> Sequence[Counted]:
        """The same with their counts, which takes as long as asking all of them."""
        ...

    def save_search(self, name: str, query: str, /) -> Saved:
        """Keep a query as a list. WrongOwnError says what is wrong with name or query."""
        ...

    def drop_search(self, name: str, /) -> Saved:
        """Keep one no longer. KeyError where it is gone."""
        ...

    def restore_search(self, saved: Saved, /) -> None:
        """Keep one again as it was."""
        ...

    def search_seen(self, name: str, /) -> None:
        """What a saved search finds now is new no more. KeyError where it is gone."""
        ...

    def version_count(self, article_id: str, /) -> int:
        """How many versions an article has; 0 where it is gone."""
        ...

    def versions(self, article_id: str, /) -> Sequence[Version]:
        """What it was each time it was read with another text or title, the first one first."""
        ...

    def revisions(self, article_id: str, /) -> Iterator[Revision]:
        """What changed from each version to the next."""
        ...

    def revision(self, article_id: str, a: int, b: int, /) -> Revision | None:
        """What changed from one version to a later one."""
        ...

    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that are followed, in the order of adding."""
        ...

    def add_feed(
        self, url: str, *, title: str | None = None, outlet: str | None = None, tags: Iterable[str] = ()
    ) -> bool:
        """Follow a feed; False where it is followed already. WrongFeedError says what is wrong with the address."""
        ...

    def try_feed(self, url: str, *, stop: Callable[[], bool]) -> tuple[FeedRow, str | None]:
        """Follow the feed at an address, or that the page there names, and what is to be said of it; it is asked.

        WrongFeedError says why there is none.
        """
        ...

    def remove_feed(self, url: str, /) -> FeedRow:
        """Follow one no longer. KeyError where it is gone."""
        ...

    def article(self, article_id: str, /) -> Article | None:
        """One article; None where it is gone."""
        ...

    def quotations(self, article: str) -> Sequence[Quotation]:
        """Its quotations in the order of the text."""
        ...

    def shared_counts(self, article_id: str, /) -> Mapping[str, int]:
        """Quotation id to the number of other outlets that printed it."""
        ...

    def variants(self, quotation_id: str, /) -> Sequence[Variant]:
        """Other printings, best first; the diff leads from this quotation to the other."""
        ...

    def not_reported_by(self, quotation_id: str, /) -> Sequence[ArticleRow]:
        """Outlets that report the happening and don't print the quotation, an article of each."""
        ...

    def utterances(
        self,
        query: str | None = None,
        *,
        article: str | None = None,
        event: str | None = None,
        quotations: Iterable[str] | None = None,
        progress: Callable[[int, int], None] = ...,
    ) -> Sequence[UtteranceRow] | Problem:
        """What several printed, in the whole library or as far as a query, an article or an event is about it.

        With one of these, or with `quotations` by their ids, what nobody else printed is there, too. What `progress`
        raises ends the asking.
        """
        ...

    def timeline(self, *quotation_ids: str) -> Timeline | None:
        """How the words of one of these quotations travelled: of several, of the one that most outlets printed."""
        ...

    def judged_away(self, quotation_id: str, /) -> Sequence[Variant]:
        """What a reader said is not the same words, with relation "none"."""
        ...

    def printed_by(self, article_ids: Sequence[str], /) -> tuple[int, int]:
        """Of some articles the outlets, transcripts apart, and how many of these copy no other of them."""
        ...

    def judge_same(self, a_id: str, b_id: str, /) -> object:
        """Remember that two quotations are the same words said once. KeyError where one is not there."""
        ...

    def judge_different(self, a_id: str, b_id: str, /) -> object:
        """Remember that they are not."""
        ...

    def unjudge(self, a_id: str, b_id: str, /) -> None:
        """Forget what was said of them."""
        ...

    def search(
        self, query: str, limit: int | None = None, *, typing: bool = False, each: bool = False
    ) -> Iterable[Hit] | Problem:
        """Passages in which the query's words stand, of at most so many articles, the best article first.

        With `typing` the last word may be the beginning of one; with `each` every place comes by itself.
        """
        ...

    def notes(self, query: str, *, typing: bool = False) -> Sequence[str]:
        """What of a query was forgiven, and what was not searched to its end, in sentences."""
        ...

    def why_nothing(self, query: str, *, typing: bool = False) -> Sequence[str]:
        """Which parts of a query are to blame that it finds nothing, in sentences without capital and full stop."""
        ...

    def names(self, field: Named, /) -> Sequence[str]:
        """Every outlet or tag, or every name of a speaker in an article; those with most first."""
        ...

    def marks(self, query: str, article: Article, /) -> Sequence[tuple[int, int]]:
        """All places in an article where the query's words stand."""
        ...

    def check(self, text: str, speaker: str | None = None) -> Checked:
        """What is known of a sentence, and of its being a speaker's."""
        ...

    def totals(self) -> Totals:
        """How much there is."""
        ...

    def mark_read(self, article_id: str, read: bool, /) -> None:
        """Remember that it was read, or not."""
        ...

    def mark_all_read(self, article_ids: Sequence[str], read: bool, /) -> None:
        """The same of several."""
        ...

    def mark_starred(self, article_id: str, starred: bool, /) -> None:
        """Remember the star, or forget it."""
        ...

    def tags(self) -> Sequence[tuple[str, int]]:
        """All tags, with the number of articles that have them."""
        ...

    def retag(self, article_id: str, seen: Sequence[str], names: Sequence[str], /) -> object:
        """Give an article these tags in place of those seen; what was put to it since stays. KeyError: it is gone."""
        ...

    def notes_of(self, article_id: str, /) -> Sequence[Note]:
        """The notes on an article and its quotations."""
        ...

    def note(self, target: str, text: str | None, /) -> None:
        """Keep a note on an article or a quotation in place of the one there; None: none. KeyError where it is gone."""
        ...

    def renote(self, target: str, seen: str | None, text: str | None, /) -> str | None:
        """The same where the note there is still the one seen, else nothing. Returns the one that was there."""
        ...

    def facts(self, article_id: str, /) -> Sequence[Fact]:
        """What is known of an article, field by field, and what its input says. KeyError where it is gone."""
        ...

    def edit(
        self, article_ids: Sequence[str], values: Mapping[str, str | bool | None], /, *, reset: Collection[str] = ()
    ) -> object:
        """Write fields of articles by hand, and let others be what the input says. KeyError where one is gone."""
        ...

    def remove(self, article_ids: Sequence[str], *, stop: Callable[[], bool]) -> tuple[list[str], list[str]]:
        """Take articles out. Returns those taken out and those that were not there; neither where `stop` said so."""
        ...

    def restore(self, article_ids: Sequence[str], *, stop: Callable[[], bool]) -> tuple[list[str], list[str]]:
        """Bring articles back that were taken out. Returns those brought back and those that were not taken out."""
        ...

    def speakers(self, query: str | None = None, limit: int | None = None) -> Sequence[Speaker]:
        """The library's speakers, those that most quotations have first; with a query those it is a part of."""
        ...

    def speaker_of(self, quotation_id: str, /) -> Speaker | None:
        """The one who said it, as the library knows them; None where nobody is known."""
        ...

    def said_by(self, name: str, /) -> SaidBy | None:
        """Everything that a speaker said, by event; None where nobody is quoted under this name."""
        ...

    def correct_speaker(self, quotation_id: str, name: str | None, /) -> Quotation:
        """Remember who said it; None where nobody known did. KeyError where there is no such quotation."""
        ...

    def uncorrect_speaker(self, quotation_id: str, /) -> Quotation:
        """Forget a correction. KeyError where there is no such quotation."""
        ...

    def join_speakers(self, name: str, other: str, /) -> Speaker:
        """Remember that two names are one speaker."""
        ...

    def split_speakers(self, name: str, other: str | None = None, article: str | None = None) -> None:
        """Remember that `other` is not `name`, or that `name` is somebody else in an article."""
        ...

    def version(self) -> int:
        """A number that changes when another process wrote."""
        ...
