"""How does a reader leave the text for all printings of its words, for their way, for their event and their speaker?"""

from __future__ import annotations

from index.model import Variant
from tui.screens.asking import Landing
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.judging import Judging
from tui.widgets.articles import named


class Across(Judging):
    """The reader's part that opens the comparison, the timeline, the matrix and a speaker's words."""

    def jump(self, landing: Landing) -> None:
        """Go to a place, and remember this one."""

    def come_back(self, landing: Landing | None) -> None:
        """Go to the place that was chosen on another screen, if one was."""
        if landing:
            self.jump(landing)

    def chosen(self, what: str) -> tuple[tuple[str, ...], Variant | None] | None:
        """The ids of the current quotation and the printing under the cursor, if the cursor is on one.

        None where there is no quotation, which the reader is told.
        """
        if self.opened is None or self.current is None or self.current.kind == "term":
            self.notify(f"There is no quotation to {what}.", timeout=SHORT_NOTICE)
            return None
        ids = tuple(q.id for q in (self.current, *self.opened.stop(self.current).compared))
        printing = self.elsewhere.printing if self.place == "elsewhere" else None
        return ((printing.own, *ids), printing.variant) if printing else (ids, None)

    def action_compare(self) -> None:
        """All printings of the current quotation beside each other, the cursor on the one it is on here."""
        from tui.screens.comparing import CompareScreen, Wanted

        chosen = self.chosen("compare")
        if chosen and self.opened:
            ids, variant = chosen
            wanted = Wanted(self.opened.article.id, ids, variant=variant, at=_first_part(variant))
            self.app.push_screen(CompareScreen(self.shelf, wanted), self.come_back)

    def action_timeline(self) -> None:
        """Who printed the current quotation first, and how it travelled; the cursor on the printing it is on here."""
        from tui.screens.timeline import TimelineScreen

        chosen = self.chosen("follow")
        if chosen:
            ids, variant = chosen
            # of a quotation with several parts, the one whose printing was chosen
            wanted = ids[:1] if variant else ids
            self.app.push_screen(TimelineScreen(self.shelf, wanted, _first_part(variant)), self.come_back)

    def action_matrix(self) -> None:
        """From the list, of the library or of what was searched for; else of the open article's event."""
        from tui.screens.matrix import MatrixScreen, Scope

        if self.place == "list" or self.opened is None:
            query = self.trail.query if self.trail and self.trail.hits else None
            scope = Scope(f"search: {query}" if query else "the whole library", query)
        else:
            article = self.opened.article
            stop = self.opened.stop(self.current) if self.current else None
            here = tuple(q.continues or q.id for q in (self.current, *stop.compared)) if stop and self.current else ()
            row = self.opened.row
            name = named(article.title, row.path if row else None, article.id)
            scope = Scope(name, event=article.id, here=here)
        self.app.push_screen(MatrixScreen(self.shelf, scope), self.come_back)

    def action_export(self) -> None:
        """Write what the list quotes to a file, or all on the open article's event."""
        from tui.export.gathering import of_scope
        from tui.export.report import About
        from tui.screens.exporting import open_export

        shelf, article = self.shelf, self.opened.article if self.opened else None
        if self.place == "list" or article is None:
            query = self.which.query or (self.trail.query if self.trail and self.trail.hits else None)
            about = About("query", query) if query else About("everything")
        else:
            about = About("event", article.id, article.title)
        open_export(self, about, lambda told: of_scope(shelf, about, told))

    def action_said(self) -> None:
        """All that one person said: who said the current quotation or printing; from the list one to be chosen."""
        from tui.screens.said import open_said

        if self.place == "list" or self.opened is None or self.current is None:
            open_said(self, self.shelf, None, self.come_back)
            return
        stop = self.opened.stop(self.current)
        variant = self.elsewhere.variant if self.place == "elsewhere" else None
        of = variant.quote if variant and variant.quote.known_as else self.current
        here = [quote.id for quote in (variant.quote if variant else self.current, self.current, *stop.compared)]
        open_said(self, self.shelf, of, self.come_back, here)


def _first_part(variant: Variant | None) -> str | None:
    return (variant.quote.continues or variant.quote.id) if variant else None
