"""How is one of a list chosen while the field above it has the keyboard?"""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from index.model import Speaker
from tui.widgets.choices import ChoiceList

ASK_AFTER = 0.1  # seconds of rest before the library is asked as a name is typed


class Found(Message):
    """The library's speakers for what was typed."""

    def __init__(self, typed: str, speakers: Sequence[Speaker]) -> None:
        super().__init__()
        self.typed, self.speakers = typed, speakers


class Picking:
    """The part of a dialog that moves through its list; `keys.CHOOSING` names the places that have one."""

    list: ChoiceList

    def action_next_choice(self) -> None:
        """Next choice."""
        self.list.action_down()

    def action_previous_choice(self) -> None:
        """Previous choice."""
        self.list.action_up()

    def action_next_choices(self) -> None:
        """A page of choices down."""
        self.list.action_page_down()

    def action_previous_choices(self) -> None:
        """A page of choices up."""
        self.list.action_page_up()
