"""Where was the reader before, and what comes after?"""

from __future__ import annotations

from msgspec import Struct

MOST = 200


class Place(Struct, frozen=True):
    """A place in an article: the offset at the top of the pane, and the id of the current quotation."""

    article: str
    top: int = 0
    quotation: str | None = None


class Jumps(Struct, frozen=True):
    """The places behind the reader and, after going back, those ahead."""

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    def leave(self, here: Place) -> Jumps:
        """A jump from here: what was ahead is forgotten. The same place isn't kept twice in a row."""
        behind = self.behind if self.behind and self.behind[-1] == here else (*self.behind, here)
        return Jumps(behind[-MOST:])

    def back(self, here: Place) -> tuple[Place | None, Jumps]:
        """The last place behind; None where there is none."""
        if not self.behind:
            return None, self
        return self.behind[-1], Jumps(self.behind[:-1], (here, *self.ahead))

    def forward(self, here: Place) -> tuple[Place | None, Jumps]:
        """The next place ahead; None where there is none."""
        if not self.ahead:
            return None, self
        return self.ahead[0], Jumps((*self.behind, here), self.ahead[1:])
