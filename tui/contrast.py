"""Can a theme's texts be read on its grounds? As the WCAG measure it, version 2, level AA."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from tui import themes

READABLE, SEEN = 4.5, 3.0  # text; parts that are not text


def luminance(colour: ColorTriplet) -> float:
    """How light a colour is, 0 to 1."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, two: ColorTriplet) -> float:
    """The ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def in_full(colour: str) -> ColorTriplet:
    """A colour as it is written."""
    return Color.parse(colour).get_truecolor()


def in_256(colour: str) -> ColorTriplet:
    """The nearest that a terminal of 256 colours has."""
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


def too_low(
    theme: themes.Colours, shade: Callable[[str], ColorTriplet] = in_full
) -> Iterator[tuple[str, str, float, float]]:
    """Each text and ground, or rule and ground, that is too near: both names, their ratio, the least it should be."""
    pairs = [(text, ground, READABLE) for text in themes.TEXTS for ground in themes.GROUNDS]
    pairs += [(text, ground, READABLE) for text, ground in themes.PAIRS]
    pairs += [("rule", ground, SEEN) for ground in themes.RULED]
    for one, two, least in pairs:
        ratio = contrast(shade(getattr(theme, one)), shade(getattr(theme, two)))
        if ratio < least:
            yield one, two, ratio, least
