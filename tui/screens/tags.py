"""Which tags has an article? A field with them, and the library's other tags to complete a word from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from index.own import WrongOwnError, tag_name
from tui import keys
from tui.render import one_line
from tui.screens.picking import Picking
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.choices import ChoiceList
from tui.widgets.painted import Inked
from tui.widgets.picklist import PickList

HINT = "words with a space between; a word taken out is a tag taken off"


class TagsScreen(Picking, Inked[tuple[str, ...] | None], ModalScreen[tuple[str, ...] | None]):
    """Closed with the article's tags as they are to be; None where nothing was changed."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("tags",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("tags", "everywhere"))  # a modal one hides the program's
    AUTO_FOCUS = "#tag-names"

    def __init__(self, about: str, mine: Sequence[str], known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.about = about
        self.mine = tuple(mine)
        self.known = known
        self.says = Bar(id="tags-says")
        self.list = ChoiceList(id="choices")
        self.keys = KeyBar(id="tags-keys")

    def compose(self) -> ComposeResult:
        """The article, the field, what can be completed, the keys."""
        with Vertical(id="tags"):
            yield Bar(id="tags-about")
            yield self.says
            with Horizontal(id="tags-line"):
                yield Static("tags", id="tags-sign")
                begun = "".join(f"{name} " for name in self.mine)
                yield Input(begun, id="tag-names", compact=True, select_on_focus=False)
            yield self.list
            yield self.keys

    def on_mount(self) -> None:
        """Show the article and all tags."""
        self.keys.show_for("tags")
        self.query_one("#tags-about", Bar).show([(" Tags  ", "strong"), (one_line(self.about), "")])
        self.show_known()

    @property
    def typed(self) -> list[str]:
        """The words of the field."""
        return words_of(self.query_one(Input).value)

    @on(Input.Changed, "#tag-names")
    def show_known(self) -> None:
        """Show the tags that begin like the word being typed and are not in the field yet."""
        before, word = begun(self.query_one(Input).value)
        there = {one.lstrip("#").lower() for one in words_of(before)}
        wanted = word.lstrip("#").lower()
        found = [row for row in self.known if row[0].startswith(wanted) and row[0] not in there]
        self.list.show([(name, f"{count:,} article{'s' if count > 1 else ''}") for name, count in found])
        self.says.show([(f" {HINT}", "dim")])

    def action_complete_tag(self) -> None:
        """Put the tag under the cursor in place of the word being typed."""
        if self.list.items:
            field = self.query_one(Input)
            before, _ = begun(field.value)
            field.value = f"{before}{self.list.items[self.list.cursor][0]} "
            field.cursor_position = len(field.value)

    @on(PickList.Picked, "#choices")
    def complete_clicked(self) -> None:
        """The same, by the mouse."""
        self.action_complete_tag()

    @on(Input.Submitted, "#tag-names")
    def action_keep_tags(self) -> None:
        """Close with the tags of the field; say which word is none."""
        try:
            names = tuple(sorted({tag_name(word) for word in self.typed}))
        except WrongOwnError as error:
            self.says.show([(f" {error}", "warning")])
            return
        self.dismiss(None if names == self.mine else names)


def words_of(typed: str) -> list[str]:
    """The tags in a field, as they were typed."""
    return typed.replace(",", " ").split()


def begun(typed: str) -> tuple[str, str]:
    """What stands before the word being typed, and that word."""
    at = max(typed.rfind(" "), typed.rfind(",")) + 1
    return typed[:at], typed[at:]
