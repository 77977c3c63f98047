"""What is known about the article that is open?

All that a screen needs of an article is asked for at once, in a thread; what follows from it is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import LINK_RELATIONS, Article, Quotation, Variant
from tui.render import Layer, one_line
from tui.screens.shelf import Shelf
from tui.widgets.dates import day
from tui.widgets.elsewhere import Paragraph, Printings, ordered
from tui.widgets.prose import minutes
from tui.widgets.text import Mark

KINDS = {
    "direct": Layer.DIRECT,
    "fragment": Layer.FRAGMENT,
    "indirect": Layer.INDIRECT,
    "term": Layer.TERM,
}
SURE = 0.5  # below this, a speaker is more likely wrong than right
MARKS = "\"'`“”„‟‘’‚‛«»‹›「」『』"
MANY_OUTLETS = 40  # "3 of 900 outlets" says nothing: outlets that had nothing to do with it
LONGEST_PARAGRAPH = 300  # characters of a paragraph shown around a quotation, either side


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its quotations, and for each (by its first piece's id) how many other outlets printed it.

    `found` are the places of the words of `query`, the last search of the library.
    """

    article: Article
    quotations: tuple[Quotation, ...]
    counts: Mapping[str, int]
    query: str = ""
    found: tuple[tuple[int, int], ...] = ()

    def heads(self, shared: bool = False) -> list[Quotation]:
        """What a reader steps through: first pieces, no terms; with `shared` only what others printed too."""
        rows = [q for q in self.quotations if q.continues is None and q.kind != "term"]
        return [q for q in rows if self.counts.get(q.id)] if shared else rows

    def head_of(self, quotation: Quotation) -> Quotation:
        """The first piece of the quotation that this is a piece of."""
        return next((q for q in self.quotations if q.id == quotation.continues), quotation)

    def pieces(self, head: Quotation) -> list[Quotation]:
        """All pieces of a quotation."""
        return [q for q in self.quotations if q.id == head.id or q.continues == head.id]

    def by_id(self, quotation_id: str | None) -> Quotation | None:
        """The first piece of the quotation with this id."""
        found = next((q for q in self.quotations if q.id == quotation_id), None)
        return self.head_of(found) if found else None

    def at(self, start: int, end: int) -> Quotation | None:
        """The first piece of the quotation that has something of this stretch; its marks count as its own."""
        near = [q for q in self.quotations if q.start - 1 < max(end, start + 1) and start <= q.end]
        return self.head_of(near[0]) if near else None

    def painted(self, quotation: Quotation) -> tuple[int, int]:
        """Where a piece stands with the marks around it: these are painted like the words."""
        text, start, end = self.article.text, quotation.start, quotation.end
        if start > 0 and text[start - 1] in MARKS:
            start -= 1
            end += end < len(text) and text[end] in MARKS
        return start, end

    def marks(self) -> tuple[Mark, ...]:
        """The quotations as the text pane marks them."""
        return tuple(
            Mark(*self.painted(q), KINDS[q.kind], self.counts.get(q.continues or q.id, 0), q.continues is None)
            for q in self.quotations
        )

    def step(self, current: Quotation | None, step: int, shared: bool, seen: tuple[int, int]) -> Quotation | None:
        """The next quotation (`step` 1) or the one before (-1); from what is seen where the current one isn't."""
        heads = self.heads(shared)
        if current is None or not any(q.start < seen[1] and q.end > seen[0] for q in self.pieces(current)):
            start = seen[0] - 1 if step > 0 else seen[1]
        else:
            start = current.start
        if step > 0:
            return next((q for q in heads if q.start > start), None)
        return next((q for q in reversed(heads) if q.start < start), None)

    def first(self, seen_until: int) -> Quotation | None:
        """The quotation to begin with: one that others printed, if one is seen at once; else the first."""
        shared, heads = self.heads(shared=True), self.heads()
        if shared and shared[0].start < seen_until:
            return shared[0]
        return heads[0] if heads else None

    def byline(self) -> list[str]:
        """Outlet, date, author, minutes: what is known of them."""
        article = self.article
        author = one_line(article.author)
        parts = [
            one_line(article.outlet) or "outlet not known",
            day(article.published, "year"),
            f"{minutes(len(article.text))} min",
            author if not author or author.lower().startswith("by ") else f"by {author}",
        ]
        return [part for part in parts if part]


def load(shelf: Shelf, article_id: str, query: str = "") -> Opened | None:
    """Ask the library for all of it; None where the article is gone. For a thread."""
    article = shelf.article(article_id)
    if article is None:
        return None
    found = tuple(shelf.marks(query, article)) if query else ()
    return Opened(article, tuple(shelf.quotations(article_id)), dict(shelf.shared_counts(article_id)), query, found)


def printings(opened: Opened, current: Quotation | None, variants: Sequence[Variant] | None, outlets: int) -> Printings:
    """What the right pane says. `variants` is None while they are being asked for; `outlets` are the library's."""
    if current is None:
        return Printings(note="This article has no quotations." if not opened.quotations else "No quotation is chosen.")
    if current.kind == "term":
        note = "In quotation marks, but nobody's speech: a title, a slogan, or words the writer keeps at a distance."
        return Printings(note=note)
    speaker = one_line(current.speaker) or "Speaker not known"
    if current.speaker and current.confidence < SURE:
        speaker += " (not sure)"
    if variants is None:
        return Printings(speaker)
    shown = ordered(variants)
    mine, year = opened.article.outlet_key, (opened.article.published or "")[:4]
    linked = [variant for variant in shown if variant.link.relation in LINK_RELATIONS]
    others = {variant.article.outlet_key for variant in linked} - {mine}
    if not linked:
        return Printings(speaker, note="Nobody else in this library printed these words.", variants=shown, year=year)
    own = sum(variant.article.outlet_key == mine for variant in linked)
    total = f" of {outlets}" if len(others) < outlets <= MANY_OUTLETS else ""
    summary = f"printed by {len(others) + 1}{total} outlet{'s' if outlets > 1 or others else ''}"
    return Printings(speaker, summary + (f" · {own} more here" if own else ""), variants=shown, year=year)


def paragraph(article: Article, quotation: Quotation) -> Paragraph:
    """The paragraph a quotation stands in, long ones cut around it."""
    text = article.text
    start = text.rfind("\n", 0, quotation.start) + 1
    end = text.find("\n", quotation.end)
    end = len(text) if end < 0 else end
    before, after = "", ""
    if quotation.start - start > LONGEST_PARAGRAPH:
        start, before = quotation.start - LONGEST_PARAGRAPH, "… "
    if end - quotation.end > LONGEST_PARAGRAPH:
        end, after = quotation.end + LONGEST_PARAGRAPH, " …"
    shift = len(before) - start
    return Paragraph(before + text[start:end] + after, quotation.start + shift, quotation.end + shift)
