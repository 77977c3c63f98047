"""What has the reader done in this session, and what is it to take back the last of it? Pure values.

Of sessions before only what was removed can be taken back: it is not to be seen any more, and so missed late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from index.saved import Saved

MOST = 200  # deeds kept; nobody goes back further key by key


class Deed(Struct, frozen=True):
    """Something done to an article, whose title the one who did it knows."""

    article: str
    title: str

    @property
    def told(self) -> str:
        """A sentence: it was taken back."""
        raise NotImplementedError


class Marked(Deed, frozen=True):
    """Marked as read or unread, or given a star, or that taken off: it was so before."""

    what: Literal["read", "starred"]
    before: bool

    @property
    def told(self) -> str:
        """What it is again."""
        again = {"read": ("unread", "read"), "starred": ("without a star", "starred")}[self.what][self.before]
        return f"Taken back: “{self.title}” is {again} again."


class CaughtUp(Deed, frozen=True):
    """All of a list marked as read, of which these were unread; `article` is empty, `title` tells how many."""

    unread: tuple[str, ...]

    @property
    def told(self) -> str:
        """They are unread again."""
        return f"Taken back: {self.title} {'is' if len(self.unread) == 1 else 'are'} unread again."


class Tagged(Deed, frozen=True):
    """Given other tags than those before."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def told(self) -> str:
        """The tags it has again."""
        tags = " ".join(f"#{name}" for name in self.before)
        return f"Taken back: “{self.title}” {f'has the tags {tags}' if tags else 'has no tags'} again."


class Noted(Deed, frozen=True):
    """Another note written to it or one of its quotations, by the id of which; None is no note."""

    target: str
    before: str | None
    after: str | None

    @property
    def told(self) -> str:
        """Whether there is a note again."""
        where = f"“{self.title}”" if self.target == self.article else f"a quotation of “{self.title}”"
        return f"Taken back: the note on {where} is {'gone' if self.before is None else 'as it was'} again."


class Edited(Deed, frozen=True):
    """Its outlet, title or the like written by hand: `values` and `reset` are what takes that back."""

    values: tuple[tuple[str, str | bool | None], ...]
    reset: tuple[str, ...]

    @property
    def told(self) -> str:
        """It stands as before."""
        return f"Taken back: “{self.title}” is as it was before you edited it."


class Removed(Deed, frozen=True):
    """Taken out of the library."""

    @property
    def told(self) -> str:
        """It is there again."""
        return f"Brought back: “{self.title}”, with all that you put to it."


class Unsaved(Deed, frozen=True):
    """A saved search was removed; `article` is empty, `title` its name."""

    saved: Saved

    @property
    def told(self) -> str:
        """It is there again."""
        return f"Brought back: the list “{self.title}”."


class Deeds(Struct, frozen=True):
    """What can be taken back, the last deed at the end."""

    done: tuple[Deed, ...] = ()

    def did(self, deed: Deed) -> Deeds:
        """After one more."""
        return Deeds((*self.done, deed)[-MOST:])

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The articles taken out, which a later start can bring back."""
        return tuple(one for one in self.done if isinstance(one, Removed))

    def back(self) -> tuple[Deed | None, Deeds]:
        """The last deed, and what is left without it; None where nothing was done."""
        return (self.done[-1], Deeds(self.done[:-1])) if self.done else (None, self)

    def without(self, deed: Deed) -> Deeds:
        """As if it had not been done: it failed."""
        at = max((i for i, one in enumerate(self.done) if one == deed), default=None)
        return self if at is None else Deeds(self.done[:at] + self.done[at + 1 :])
