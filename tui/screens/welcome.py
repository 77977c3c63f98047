"""What is this? One screen over the reader at the very first start, closed for good by any key."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui import keys
from tui.ahead import Listening
from tui.widgets.matrix import Fixed
from tui.widgets.painted import Inked, Line

WIDTH, HEIGHT = 78, 21  # with its frame; where there is less room it does not come
CLOSING = ("escape", "enter", "space")  # of these, and of the key that goes back, a person means only to be rid of it
SHOWN = {  # the eight keys that matter, with what they do in the words of somebody new
    "open_article": "opens an article; on a quotation, the same words elsewhere",
    "next_quotation": "the next quotation; the right pane shows who else printed it",
    "compare": "all printings of it side by side, word by word",
    "matrix": "which outlet printed what, and which left it out",
    "timeline": "who printed it first, and how it travelled",
    "check": "did anyone say this? Paste any sentence",
    "said": "all that this speaker said",
    "search": "search the library",
}


class Welcome(Inked[None], ModalScreen[None]):
    """What quoth is, its most important keys, how to add articles, where help is.

    A key pressed before it was there is not meant for it, and goes on to the reader; so does any that does something.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))
    AUTO_FOCUS = ""
    LISTENS: ClassVar[bool] = True

    def __init__(self, sample: bool) -> None:
        super().__init__()
        self.sample = sample
        self.told = Fixed(id="welcome-told")
        self.there_at = float("inf")

    def compose(self) -> ComposeResult:
        """The lines in a frame."""
        with Vertical(id="welcome"):
            yield self.told

    def on_mount(self) -> None:
        """Show them; what is typed from the next frame on is meant for it."""
        self.told.show(lines(self.sample))
        self.call_after_refresh(self.be_there)

    def be_there(self) -> None:
        """It can be seen now."""
        self.there_at = time.monotonic()
        self.post_message(Listening())

    def on_key(self, event: events.Key) -> None:
        """Any key closes it."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)
        if event.time < self.there_at or not self.only_closes(event):
            self.app.call_next(self.app.on_event, events.Key(event.key, event.character))
        self.app.post_message(Listening())

    def only_closes(self, event: events.Key) -> bool:
        """Whether the key means nothing for the reader."""
        back = keys.named("go_back").keys
        return bool({event.key, event.character} & {*CLOSING, *back})


def lines(sample: bool) -> list[Line]:
    """The whole screen, for one who reads the sample or an empty library."""
    column = max(5, *(len(keys.of(action)) for action in SHOWN))
    here = "These articles are a sample, all invented." if sample else "Your library is empty."
    rows = [Line(((f"{keys.of(action):>{column}}", "key"), (f"  {told}", ""))) for action, told in SHOWN.items()]
    return [
        Line((("quoth finds every quotation in the news and says who said it,", "title"),)),
        Line((("shows where else the same words were printed,", ""),)),
        Line((("and what each outlet cut, added or changed.", ""),)),
        Line(),
        *rows,
        Line(),
        Line(((here, "strong"),)),
        Line(
            (
                ("Your own: ", ""),
                (keys.of("add"), "key"),
                (" adds files and folders; in the shell, ", ""),
                ("quoth add FOLDER", "key"),
            )
        ),
        Line(
            (
                *(("Help: ", ""), (keys.of("help"), "key"), (" shows every key, ", "")),
                *((keys.of("command_palette"), "key"), (" finds every command.", "")),
            )
        ),
        Line(),
        Line(((f"Any key closes this for good; {keys.of('command_palette')} welcome shows it again.", "dim"),)),
    ]
