"""The field in which the words to be found are typed."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """A line below a pane: the words, and how many there are of them. It has the keyboard while it is there."""

    def __init__(self, hint: str = "words in this article", **how: Any) -> None:
        super().__init__(**how)
        self.hint = hint

    def compose(self) -> ComposeResult:
        """Sign, field, count."""
        yield Static("/", id="find-sign")
        yield Input(id="find-words", compact=True, placeholder=self.hint)
        yield Static("", id="find-count", markup=False)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    def say(self, count: str) -> None:
        """ "3/10", or that there is nothing."""
        self.query_one("#find-count", Static).update(count)
