"""Which themes are there?

A theme is one table of colours by what they are for. Texts stand on grounds: in the themes with colours of their own
every text has a contrast of at least 4.5 with every ground it is drawn on and rules have 3 (WCAG AA), in 256 colours
too. `terminal` has no colours of its own: it takes the terminal's sixteen, and tells by type what others tell by a
ground. Of these sixteen, in the usual palettes, yellow and cyan can't be read on white, nor blue on black: what must be
read is in the terminal's own colour, and signs are in magenta, red and green.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from textual.theme import Theme

TEXTS = ("text", "dim", "quote", "shared", "blue", "orange", "red", "green")
GROUNDS = ("page", "panel", "cursor", "blurred")
PAIRS = (("text", "current"), ("mark", "hit"), ("mark", "here"))  # these grounds carry one text only
RULED = ("page", "panel")  # the grounds that rules part
TERMINAL = "terminal"
FEW_COLOURS = ("standard", "windows", None)  # what rich calls the colours of a terminal that has sixteen, or none


class Colours(Struct, frozen=True):
    """A theme's colours. `mark` is the text on what a search found; `rule` parts panes and is the scroll bar."""

    name: str
    dark: bool
    page: str
    panel: str
    cursor: str
    blurred: str
    current: str
    hit: str
    here: str
    mark: str
    text: str
    dim: str
    quote: str
    shared: str
    blue: str
    orange: str
    red: str
    green: str
    rule: str

    def theme(self) -> Theme:
        """As the screen library takes it."""
        from textual.theme import Theme

        return Theme(
            name=self.name,
            primary=self.blue,
            secondary=self.dim,
            accent=self.orange,
            warning=self.orange,
            error=self.red,
            success=self.green,
            foreground=self.text,
            background=self.page,
            surface=self.page,
            panel=self.panel,
            boost=self.panel,
            dark=self.dark,
            ansi=self.name == TERMINAL,
            variables={
                "dim": self.dim,
                "quote": self.quote,
                "shared": self.shared,
                "current-ground": self.current,
                "cursor-ground": self.cursor,
                "blurred-ground": self.blurred,
                "hit-ground": self.hit,
                "here-ground": self.here,
                "hit-text": self.mark,
                "rule": self.rule,
                # what the screen library's own fields and lists draw with
                "text-muted": self.dim,
                "text-disabled": self.dim,
                "foreground-muted": self.dim,
                "border": self.rule,
                "border-blurred": self.rule,
                "input-cursor-background": self.text,
                "input-cursor-foreground": self.page,
                "input-selection-background": self.hit,
                "input-selection-foreground": self.mark,
                "screen-selection-background": self.hit,
                "screen-selection-foreground": self.mark,
                "block-cursor-background": self.current,
                "block-cursor-foreground": self.text,
                "block-hover-background": self.cursor,
                "ansi-background": self.panel,
                "ansi-foreground": self.text,
            },
        )


def based_on(base: Colours, name: str, colours: Mapping[str, str]) -> Colours:
    """A theme with another's colours but for these."""
    theme = replace(base, name=name, **colours)
    return replace(theme, dark=_is_dark(theme.page))


def _is_dark(colour: str) -> bool:
    digits = colour.lstrip("#")
    step = len(digits) // 3
    most: int = 16**step - 1
    return 2 * sum(int(digits[at : at + step], 16) for at in range(0, len(digits), step)) < 3 * most


DARK = Colours(
    name="dark",
    dark=True,
    page="#101418",
    panel="#1f2428",
    cursor="#1c2d4d",
    blurred="#212529",
    current="#172d78",
    hit="#e9cf6f",
    here="#ff9e45",
    mark="#14181c",
    text="#d9dee4",
    dim="#93a1ae",
    quote="#e6d9bb",
    shared="#ffd487",
    blue="#6cb2f2",
    orange="#f2b35a",
    red="#f08a9b",
    green="#7fce9b",
    rule="#6b7884",
)
LIGHT = Colours(
    name="light",
    dark=False,
    page="#faf8f3",
    panel="#ecebe8",
    cursor="#dbeef8",
    blurred="#f0efec",
    current="#cfe3f7",
    hit="#f5dc7a",
    here="#ffb463",
    mark="#20262c",
    text="#20262c",
    dim="#5b6670",
    quote="#5f4526",
    shared="#8c2f00",
    blue="#1b5e9e",
    orange="#6b4700",
    red="#a3213c",
    green="#1c6b3a",
    rule="#857e70",
)
CONTRAST = Colours(
    name="contrast",
    dark=True,
    page="#000000",
    panel="#1c1c1c",
    cursor="#002b5f",
    blurred="#262626",
    current="#002f8f",
    hit="#ffff00",
    here="#ffaf00",
    mark="#000000",
    text="#ffffff",
    dim="#d0d0d0",
    quote="#ffffd7",
    shared="#ffd75f",
    blue="#87d7ff",
    orange="#ffd75f",
    red="#ffafaf",
    green="#87ff87",
    rule="#9e9e9e",
)
OWN = Colours(
    name=TERMINAL,
    dark=True,
    page="ansi_default",
    panel="ansi_default",
    cursor="ansi_default",
    blurred="ansi_default",
    current="ansi_default",
    hit="ansi_default",
    here="ansi_default",
    mark="ansi_default",
    text="ansi_default",
    dim="ansi_default",
    quote="ansi_default",
    shared="ansi_default",
    blue="ansi_default",
    orange="ansi_magenta",
    red="ansi_red",
    green="ansi_green",
    rule="ansi_default",
)
TOLD = {
    "dark": "Light letters on a dark ground",
    "light": "Dark letters on a light ground",
    "contrast": "High contrast, on black",
    TERMINAL: "The terminal's own sixteen colours",
}
THEMES: Mapping[str, Colours] = {colours.name: colours for colours in (DARK, LIGHT, CONTRAST, OWN)}
IN_SIXTEEN: Mapping[str, Colours] = {  # where the nearest of sixteen can't be read, or can't be told from the next
    DARK.name: replace(DARK, cursor="#000080", here="#00ffff"),
    LIGHT.name: replace(
        LIGHT,
        cursor="#c0c0c0",
        current="#c0c0c0",
        here="#00ffff",
        quote="#000000",
        shared="#800000",
        orange="#800080",
    ),
    CONTRAST.name: replace(CONTRAST, cursor="#000080", here="#00ffff"),
}


def few_colours() -> bool:
    """Whether the terminal has but sixteen colours, or none."""
    from rich.console import Console

    return Console(force_terminal=True).color_system in FEW_COLOURS


def for_terminal() -> str:
    """The theme for a terminal of which nobody said anything: where it has but sixteen colours, those."""
    return TERMINAL if few_colours() else DARK.name
