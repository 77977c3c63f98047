"""The least that Textual can show, and the least it can do for a key: what the reader is compared with."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Static

MARKER = "painted"
KEY = b"k"  # shows the line in capitals, or not


class Empty(App[None]):
    BINDINGS: ClassVar = [("q", "quit", "Quit"), ("k", "other", "Other")]
    shown = MARKER

    def compose(self) -> ComposeResult:
        yield Static(MARKER)

    def action_other(self) -> None:
        self.shown = self.shown.swapcase()
        self.query_one(Static).update(self.shown)


if __name__ == "__main__":
    Empty().run()
