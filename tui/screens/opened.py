"""What is known about the article that is open?

All that a screen needs of an article is asked for at once, in a thread; what follows from it is worked out here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from index.model import Article, ArticleRow, Note, Quotation
from tui.render import Layer, one_line
from tui.screens.shelf import Shelf
from tui.stops import IN_MARKS, Stop, stops
from tui.widgets.dates import day
from tui.widgets.prose import reading_time
from tui.widgets.text import Mark

KINDS = {
    "direct": Layer.DIRECT,
    "fragment": Layer.FRAGMENT,
    "indirect": Layer.INDIRECT,
    "term": Layer.TERM,
}
MARKS = "\"'`“”„‟‘’‚‛«»‹›「」『』"


class Opened(Struct, frozen=True):
    """An article with its quotations, and for each of them how many other outlets printed it.

    `stops` are what a reader steps through, `shared` those of them that others printed too; `stop_of` leads to them
    from every id they hold. `marks` are the quotations as the text pane marks them. `found` are the places of the words
    of `query`, the last search of the library. `notes` are the reader's, on the article and its quotations; `row` is
    the article as lists have it. Of its `versions` the last is what is shown; `gone` counts the quotations that the
    first one had and this one lacks.
    """

    article: Article
    quotations: tuple[Quotation, ...]
    counts: Mapping[str, int]
    stops: tuple[Stop, ...]
    shared: tuple[Stop, ...]
    stop_of: Mapping[str, Stop]
    marks: tuple[Mark, ...]
    query: str = ""
    found: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()
    row: ArticleRow | None = None
    versions: int = 1
    gone: int = 0

    def noted(self, quotation: Quotation | None) -> tuple[Note, ...]:
        """The notes on a quotation and what belongs to it; for None those on the article, and those that are lost."""
        if quotation is None:
            return tuple(note for note in self.notes if note.quotation is None)
        stop = self.stop(quotation)
        ids = {q.id for q in (*stop.pieces, *stop.inside)}
        return tuple(note for note in self.notes if note.quotation in ids)

    def count(self, stop: Stop) -> int:
        """How many other outlets printed it, or the part of it that most did."""
        return count(stop, self.counts)

    def head_of(self, quotation: Quotation) -> Quotation:
        """The quotation at which one stops for this row: itself for a term, and for what another one quotes."""
        stop = self.stop_of.get(quotation.id)
        if stop:
            return stop.head
        return next((q for q in self.quotations if q.id == quotation.continues), quotation)

    def stop(self, head: Quotation) -> Stop:
        """The quotation with what belongs to it."""
        return self.stop_of.get(head.id) or Stop((head, *(q for q in self.quotations if q.continues == head.id)))

    def pieces(self, head: Quotation) -> Sequence[Quotation]:
        """All pieces of a quotation."""
        return self.stop(head).pieces

    def by_id(self, quotation_id: str | None) -> Quotation | None:
        """The quotation at which one stops for this id."""
        found = next((q for q in self.quotations if q.id == quotation_id), None)
        return self.head_of(found) if found else None

    def at(self, start: int, end: int) -> Quotation | None:
        """The quotation at which one stops for this stretch, the innermost where it begins; marks count as words."""
        near = [q for q in self.quotations if q.start - 1 < max(end, start + 1) and start <= q.end]
        here = [q for q in near if q.start - 1 <= start]
        found = min(here, key=lambda q: q.end - q.start) if here else near[0] if near else None
        return self.head_of(found) if found else None

    def holding(self, start: int, end: int) -> Quotation | None:
        """The innermost quotation to which all of a stretch belongs, the marks around it too; terms are nobody's."""
        around = [q for q in self.quotations if q.kind != "term" and within(start, end, self.painted(q))]
        return min(around, key=lambda q: q.end - q.start, default=None)

    def outer(self, quotation: Quotation) -> Quotation | None:
        """The quotation in whose words this one stands."""
        return next((q for q in self.quotations if q.id == quotation.within), None) if quotation.within else None

    def painted(self, quotation: Quotation) -> tuple[int, int]:
        """Where a piece stands with the marks around it: these are painted like the words."""
        return painted(self.article.text, quotation)

    def step(self, current: Quotation | None, step: int, shared: bool, seen: tuple[int, int]) -> Quotation | None:
        """The next quotation (`step` 1) or the one before (-1); from what is seen where the current one isn't."""
        stops = self.shared if shared else self.stops
        if current is None or not any(q.start < seen[1] and q.end > seen[0] for q in self.pieces(current)):
            start = seen[0] - 1 if step > 0 else seen[1]
        else:
            start = current.start
        if step > 0:
            return next((stop.head for stop in stops if stop.head.start > start), None)
        return next((stop.head for stop in reversed(stops) if stop.head.start < start), None)

    def first(self, seen_until: int) -> Quotation | None:
        """The quotation to begin with: one that others printed, if one is seen at once; else the first."""
        if self.shared and self.shared[0].head.start < seen_until:
            return self.shared[0].head
        return self.stops[0].head if self.stops else None

    def byline(self) -> list[str]:
        """Outlet, date, author, minutes: what is known of them."""
        article = self.article
        author = one_line(article.author)
        parts = [
            one_line(article.outlet) or "outlet not known",
            day(article.published, "year"),
            self.changes(),
            reading_time(len(article.text)),
            author if not author or author.lower().startswith("by ") else f"by {author}",
        ]
        return [part for part in parts if part]

    def changes(self) -> str:
        """How often the outlet changed it: "3 versions, 2 quotes gone"."""
        if self.versions < 2:
            return ""
        gone = f", {self.gone} quote{'' if self.gone == 1 else 's'} gone" if self.gone else ""
        return f"{self.versions} versions{gone}"


def load(shelf: Shelf, article_id: str, query: str = "") -> Opened | None:
    """Ask the library for all of it; None where the article is gone. For a thread."""
    article = shelf.article(article_id)
    if article is None:
        return None
    found = tuple(shelf.marks(query, article)) if query else ()
    rows = tuple(sorted(shelf.quotations(article_id), key=lambda q: (q.start, -q.end)))
    counts = dict(shelf.shared_counts(article_id))
    made = stops(rows)
    notes = tuple(shelf.notes_of(article_id))
    versions = shelf.version_count(article_id)
    revision = shelf.revision(article_id, 1, versions) if versions > 1 else None
    return Opened(
        article,
        rows,
        counts,
        stops=made,
        shared=tuple(stop for stop in made if count(stop, counts)),
        stop_of={q.id: stop for stop in made for q in (*stop.pieces, *stop.inside)},
        marks=marks(article.text, rows, counts, {note.quotation for note in notes}),
        query=query,
        found=found,
        notes=notes,
        row=next(iter(shelf.articles(ids=[article_id])), None),
        versions=versions,
        gone=len(revision.gone) if revision else 0,
    )


def count(stop: Stop, counts: Mapping[str, int]) -> int:
    """How many other outlets printed a stop, or the part of it that most did."""
    return max((counts.get(q.id, 0) for q in stop.compared), default=0)


def within(start: int, end: int, stretch: tuple[int, int]) -> bool:
    """Whether all from `start` to `end` lies in a stretch."""
    return stretch[0] <= start and end <= stretch[1]


def painted(text: str, quotation: Quotation) -> tuple[int, int]:
    """Where a piece stands with the marks around it."""
    start, end = quotation.start, quotation.end
    if quotation.kind != "indirect" and start > 0 and text[start - 1] in MARKS:
        start -= 1
        end += end < len(text) and text[end] in MARKS
    return start, end


def marks(
    text: str, quotations: Sequence[Quotation], counts: Mapping[str, int], noted: Collection[str | None] = ()
) -> tuple[Mark, ...]:
    """The quotations as the text pane marks them; what stands in another's words looks like a fragment of them."""
    rows = [(q.id, q) for q in quotations]
    kinds = {key: q.kind for key, q in rows}
    most: dict[str, int] = {}
    for key, q in rows:
        head = q.continues or key
        most[head] = max(most.get(head, 0), counts.get(key, 0))
    made = []
    for key, q in rows:
        nested = q.kind == "direct" and kinds.get(q.within or "") in IN_MARKS
        kind = Layer.FRAGMENT if nested else KINDS[q.kind]
        made.append(Mark(*painted(text, q), kind, most[q.continues or key], q.continues is None, key in noted))
    return tuple(made)
