"""What can a reader do with the article and the quotation before them: jump and find?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from index.model import Hit, Quotation, Variant
from tui import keys
from tui.lists import Which
from tui.screens.asking import CheckWanted, Landing, SearchWanted
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.finding import Trail, find, nearest, words_query
from tui.screens.jumps import Jumps, Place
from tui.screens.listing import Listing
from tui.screens.printings import stretch
from tui.screens.shelf import Problem, Shelf
from tui.widgets.picklist import PickList


class AllFound(Message):
    """All hits of a search of which the best few were there when one of them was chosen."""

    def __init__(self, trail: Trail, hits: Sequence[Hit]) -> None:
        super().__init__()
        self.trail, self.hits = trail, hits


class ReaderScreen(Listing):
    """The reader."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("reader"))

    def __init__(self, shelf: Shelf, start: Landing | None = None) -> None:
        super().__init__(shelf, start)
        self.jumps = Jumps()
        self.read_at: Place | None = None  # where the article was left that was read last, not only looked at
        self._before_find = 0
        self._trail_before: Trail | None = None

    # --- jumps

    def here(self) -> Place | None:
        """The place that is open."""
        if self.opened is None:
            return None
        quotation = self.current.id if self.current else None
        return Place(self.opened.article.id, self.text.top_offset(), quotation)

    def mark_open_read(self) -> None:
        """The open article is being read."""
        super().mark_open_read()
        self.read_at = self.here()

    def land(self, landing: Landing) -> None:
        """Go to a place; where the article that is left was being read is kept."""
        self.read_at = self.reading_at() or self.read_at
        super().land(landing)

    def leave_for(self, article: str) -> None:
        """To read another article from the list is a jump from the one that was read before."""
        self.read_at = self.reading_at() or self.read_at
        if self.read_at and self.read_at.article != article:
            self.jumps = self.jumps.leave(self.read_at)

    def reading_at(self) -> Place | None:
        """The place that is open, where it is being read and not only looked at."""
        here = self.here()
        return here if here and self.read_at and here.article == self.read_at.article else None

    def jump(self, landing: Landing) -> None:
        """Go to a place, and remember this one."""
        here = self.here()
        if here:
            self.jumps = self.jumps.leave(here)
        self.land(landing)

    def action_jump_back(self) -> None:
        """Back to where the last jump began."""
        self._travel(*self.jumps.back(self.here() or Place("")), "This is the first place.")

    def action_jump_forward(self) -> None:
        """Forward again."""
        self._travel(*self.jumps.forward(self.here() or Place("")), "This is the last place.")

    def _travel(self, place: Place | None, jumps: Jumps, otherwise: str) -> None:
        if place is None:
            self.notify(otherwise, timeout=SHORT_NOTICE)
            return
        self.jumps = jumps
        self.land(Landing(place.article, place.quotation, top=place.top))

    def action_open_best(self) -> None:
        """To the best printing of the current quotation."""
        best = self.elsewhere.printings.best
        if best:
            self.go_to_printing(best)
        else:
            self.notify("Nobody else printed this quotation.", timeout=SHORT_NOTICE)

    @on(PickList.Picked, "#elsewhere")
    def open_printing(self, message: PickList.Picked) -> None:
        """To the printing under the cursor, or to the article without it."""
        shown = self.elsewhere.printings
        if message.index < len(shown.variants):
            self.go_to_printing(shown.variants[message.index])
        else:
            self.jump(Landing(shown.missing[message.index - len(shown.variants)].id))

    def go_to_printing(self, variant: Variant) -> None:
        """To a printing in its article."""
        self.jump(Landing(variant.article.id, quotation=variant.quote.id))

    def peeked(self) -> Quotation | None:
        """The printing under the cursor of the right pane."""
        variant = self.elsewhere.variant
        return stretch(variant) if variant else None

    # --- find in the article

    def action_find(self) -> None:
        """In the text: find in the article; in another pane: search the library."""
        if self.place != "text" or self.opened is None:
            self.app.post_message(SearchWanted())
            return
        self._before_find, self._trail_before = self.text.top_offset(), self.trail
        self.open_find()

    @on(Input.Changed, "#find-words")
    def find_as_typed(self, message: Input.Changed) -> None:
        """Mark what is found, and show the nearest of it."""
        if self.opened is None or self.find_bar is None:
            return
        spans = find(self.opened.article.text, message.value)
        at = nearest(spans, self._before_find)
        mine = self.opened.article.id
        self.trail = Trail(message.value, mine, tuple(spans), at=at) if spans else None
        self.find_bar.say(self.trail.label() if self.trail else "nothing" if message.value.strip() else "")
        self.mark_trail()
        if not spans:
            self.text.scroll_to_offset(self._before_find)
        self.show_text_head()

    @on(Input.Submitted, "#find-words")
    def action_keep_found(self) -> None:
        """Leave the field, keep the marks; with nothing typed, those that were there before."""
        typed = self.find_bar.query_one(Input).value if self.find_bar else ""
        self.close_find()
        if not typed.strip():
            self.trail = self._trail_before
            self.mark_trail()
            self.show_text_head()

    def arrive(self, landing: Landing) -> None:
        """Go to a place; where `n` or `N` led into another article, to its first or last hit."""
        if self.trail and self.trail.edge and self.opened and landing.spot:
            self.trail = self.trail.arrived(self.opened.article.id, self.opened.found)
            landing = replace(landing, spot=self.trail.spot or landing.spot)
        super().arrive(landing)

    def mark_trail(self) -> None:
        """Show what the last search found in the open article, and the hit the reader stands on."""
        if self.trail is None or self.opened is None:
            self.text.set_hits([])
            return
        here = self.trail.here(self.opened.article.id)
        if self.trail.hits:
            self.text.set_hits(self.opened.found, here)
        elif here:
            self.text.set_hits(self.trail.spans, here)
            self.text.reveal(*here)
        else:
            self.text.set_hits([])

    def action_next_hit(self) -> None:
        """Next hit."""
        self._hit(1)

    def action_previous_hit(self) -> None:
        """Previous hit."""
        self._hit(-1)

    def _hit(self, step: int) -> None:
        if self.trail is None:
            find, search = keys.of("find"), keys.of("search")
            self.notify(f"Nothing was searched for yet: {find} finds in this text, {search} in the library.", timeout=3)
            return
        if self.trail.edge and self.wanted and self.wanted.article == self.trail.hits[self.trail.at].article:
            return  # the article is on its way; a key that repeats would pass it
        before, hits = self.trail.at, len(self.trail)
        over = not 0 <= before + step < hits
        places = self.opened.found if self.opened and self.opened.query == self.trail.query else ()
        within = self.trail.within(self.opened.article.id, places, step) if self.opened else None
        if within and self.opened:
            self.trail = within
            self.land(Landing(self.opened.article.id, spot=within.spot))
            return
        if over and self.trail.begun:
            self.notify("The other hits are still being looked up.", timeout=SHORT_NOTICE)
            return
        self.follow(self.trail.moved(step))
        if max(hits, len(places)) > 1 and over:
            self.notify(f"{'Last hit: on to the first' if step > 0 else 'First hit: on to the last'}.", timeout=2)

    def follow(self, trail: Trail | None) -> None:
        """Go to the hit that a trail stands on."""
        if trail is None:
            return
        self.trail = trail
        if trail.hits:
            hit = trail.hits[trail.at]
            spot = hit.hits[0] if hit.hits else (hit.start, hit.end)
            self.jump(Landing(hit.article, spot=spot))
        elif self.opened and self.opened.article.id != trail.article:
            self.jump(Landing(trail.article, spot=trail.spans[trail.at]))
        else:
            self.lay_out("text")
            self.mark_trail()
            self.show_text_head()

    def go_on(self, trail: Trail | None) -> None:
        """Go to the hit that was chosen in a search; where it was chosen among the best few, ask for the others."""
        self.follow(trail)
        if trail and trail.begun:
            self.load_hits(trail)

    @work(thread=True, exclusive=True, group="hits", exit_on_error=False)
    def load_hits(self, trail: Trail) -> None:
        """Ask the library for all hits of a search."""
        from tui.screens.searching import MOST, most

        found = self.shelf.search(trail.query, MOST, typing=True, each=trail.in_context)
        if not isinstance(found, Problem):
            self.post_message(AllFound(trail, list(islice(found, most(trail.in_context)))))

    @on(AllFound)
    def take_hits(self, message: AllFound) -> None:
        """Step through all of them from now on, unless something else was searched for."""
        if self.trail and self.trail.begun and self.trail.query == message.trail.query:
            self.trail = self.trail.continued(message.hits)
            self.show_text_head()

    def action_search_words(self) -> None:
        """Search the library for the words of the current quotation."""
        if self.current:
            self.app.post_message(SearchWanted(words_query(self.current.text)))

    def action_check(self) -> None:
        """Did anyone say some words, to be typed or pasted?"""
        self.app.post_message(CheckWanted())

    def action_escape(self) -> None:
        """Leave the field, close what is open, take marks away, show all articles: the first of these that there is."""
        if self.finding:
            self.close_find()
            self.trail = self._trail_before
            self.mark_trail()
            self.text.scroll_to_offset(self._before_find)
        elif self.text.held:
            self.text.hold(None)
        elif self.elsewhere.close_peeks():
            pass
        elif self.trail:
            self.trail = None
            self.mark_trail()
        elif self.only_text:
            self.action_only_text()
        elif self.place == "list" and self.which.query:
            self.open_list(Which())
        self.show_text_head()

    def go_up(self) -> bool:
        """One level up; False at the top."""
        if self.at_top:
            return False
        if self.text.held:
            self.text.hold(None)
        elif self.only_text:
            self.action_only_text()
        else:
            self.lay_out("list")
        return True
