"""The field in which the words to be found are typed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """A line below the text: the words, and how many there are of them. It has the keyboard while it is there."""

    def compose(self) -> ComposeResult:
        """Sign, field, count."""
        yield Static("/", id="find-sign")
        yield Input(id="find-words", compact=True, placeholder="words in this article")
        yield Static("", id="find-count", markup=False)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    def say(self, count: str) -> None:
        """ "3/10", or that there is nothing."""
        self.query_one("#find-count", Static).update(count)
