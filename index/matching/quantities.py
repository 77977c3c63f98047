"""Does one printing give another number, date or weekday than the other?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from index.languages.meaning import ENGLISH
from index.matching.diff import Units
from index.matching.places import Place, Side
from index.matching.tokens import CACHED_TEXTS, Found, Token, read
from index.model import Alteration

ROUNDED = (
    0.05  # "nearly 3,000" is 2,987, and "more than nine million" 9.2: what is about right may be off by this share
)
_FIGURE = re.compile(r"(?P<figure>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?:s|(?P<scale>[A-Za-z]{1,2}))?")
_ABOUT = frozenset(
    {"about", "around", "roughly", "approximately", "almost", "nearly", "some", "over", "than", "least", "up", "under"}
)
_PLURALS = frozenset({"dozens", "hundreds", "thousands", "millions", "billions"})
_WEAK = frozenset({"one", "once", "first", "second", "single", "a", "may", "pair", "couple", "double", "triple"})


class Quantity(Struct, frozen=True):
    """A number, weekday or month: its words `start`:`end`, and its value as the texts are compared by."""

    start: int
    end: int
    value: float | str

    @property
    def figure(self) -> float | None:
        """The value, where it is a number."""
        return self.value if isinstance(self.value, float) else None


def numbers(places: Sequence[Place]) -> list[Alteration]:
    """Where both printings give a number and it is not the same. One that only one of them gives was left out."""
    found = []
    for place in places:
        if place.cut in ("head", "tail") or not place.small:
            continue
        mine, others = quantities(place.a), quantities(place.b)
        if place.cut and all(_within(place.a, q) for q in mine) and all(_within(place.b, q) for q in others):
            continue
        a = [q for q in mine if not any(_same(q, other, place) for other in others)]
        b = [q for q in others if not any(_same(mate, q, place) for mate in mine)]
        sorts = {_sort(q) for q in a} & {_sort(q) for q in b}
        for sort in sorted(sorts):
            x, y = (next(q for q in some if _sort(q) == sort) for some in (a, b))
            if not (_weak(place.a, x) or _weak(place.b, y)) or _alone(place, x, y):
                found.append(Alteration("number", place.a.shown(x.start, x.end), place.b.shown(y.start, y.end)))
    return found


def quantities(side: Side) -> list[Quantity]:
    """The numbers and dates that have a changed word in them, or stand where the other text has more words."""
    found = []
    for start, end, value in side.around(_of_text(side.units)):
        touched = max(start, side.first) < min(end, side.end)
        if side.first == side.end:
            touched = start <= side.first <= end
        if touched and not side.tokens[start].bracketed:
            found.append(Quantity(start, end, value))
    return found


@lru_cache(maxsize=CACHED_TEXTS)
def _of_text(units: Units) -> list[Found[float | str]]:
    """The numbers and dates of a text."""
    tokens = read(units)
    found: list[Found[float | str]] = []
    at = 0
    while at < len(tokens):
        quantity = _read(tokens, at) if _may_begin(tokens[at]) else None
        if quantity is not None:
            found.append((quantity.start, quantity.end, quantity.value))
        at = quantity.end if quantity is not None else at + 1
    return found


def _within(side: Side, quantity: Quantity) -> bool:
    """Whether the whole number was cut, and not a part of it: "and a half"."""
    return side.first == side.end or (side.first <= quantity.start and quantity.end <= side.end)


def _may_begin(token: Token) -> bool:
    return token.word in ENGLISH.numerals or token.word in ("a", "an") or token.printed[0].isdigit()


def _read(tokens: Sequence[Token], at: int) -> Quantity | None:
    token = tokens[at]
    word = token.word
    if word in ENGLISH.days:
        return Quantity(at, at + 1, ENGLISH.days[word]) if token.capital else None
    if word in ENGLISH.months:
        dated = token.capital and (word != "may" or (at + 1 < len(tokens) and tokens[at + 1].word[0].isdigit()))
        return Quantity(at, at + 1, ENGLISH.months[word]) if dated else None
    if (
        word in ("a", "an")
        and [t.word in ENGLISH.parts or t.word == "of" for t in tokens[at + 1 : at + 3]] == [True] * 2
    ):
        return Quantity(at, at + 2, ENGLISH.parts.get(tokens[at + 1].word, 1.0))
    if word in ENGLISH.ordinals and not (word == "second" and _scaled(tokens, at + 1)):
        return Quantity(at, at + 1, f"#{ENGLISH.ordinals[word]}")
    ordinal = word[:-2]
    if ordinal.isdecimal() and word[-2:] in ("st", "nd", "rd", "th"):
        return Quantity(at, at + 1, f"#{int(ordinal)}")
    if word in ENGLISH.times:
        of = at + 1 < len(tokens) and tokens[at + 1].word == "of"
        return Quantity(at, at + 1 + of, float(ENGLISH.times[word]))
    if word in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].word in (*ENGLISH.scales, *ENGLISH.parts):
        number = _number(tokens, at + 1)
        return Quantity(at, number.end, number.value) if number else None
    return _number(tokens, at)


def _scaled(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].word in ENGLISH.scales


def _number(tokens: Sequence[Token], at: int) -> Quantity | None:
    """A number in digits or words from a place: "nine million", "9m", "twenty-five", "two and a half", "a dozen"."""
    total = part = 0.0
    i = at
    seen = False
    while i < len(tokens):
        word = tokens[i].word
        value, scale = _figure(tokens[i])
        if value is not None and (not seen or _continues(tokens[i - 1], value)):
            part += value
            total, part = (total + part * scale, 0.0) if scale != 1 else (total, part)
        elif word in ENGLISH.scales and (seen or word not in ("m", "b", "k", "mn", "bn")):
            size = ENGLISH.scales[word]
            part = (part or (0.0 if total else 1.0)) * size
            if size >= 1_000:
                total, part = total + part, 0.0
        elif word == "and" and seen and i + 1 < len(tokens) and tokens[i - 1].word in ("hundred", "thousand"):
            if _figure(tokens[i + 1])[0] is None:
                break
        elif word == "and" and seen and _half_follows(tokens, i):
            scale = ENGLISH.scales.get(tokens[i + 3].word, 1) if i + 3 < len(tokens) else 1
            done = i + 3 + (scale != 1)
            return Quantity(at, done, (total + part + 0.5) * scale)
        elif word in ENGLISH.parts and (word not in ENGLISH.ordinals or (seen and tokens[i - 1].word == "one")):
            return Quantity(at, i + 1, (total + part if seen else 1.0) * ENGLISH.parts[word])
        elif word == "of" and seen and tokens[i - 1].word in _PLURALS and _scaled(tokens, i + 1):
            pass
        else:
            break
        seen = True
        if tokens[i].parted:
            i += 1
            break
        i += 1
    if not seen:
        return None
    value = total + part
    if i < len(tokens) and tokens[i].word in ("percent", "pct", "per") and not tokens[i - 1].parted:
        per = tokens[i].word == "per"
        if not per or (i + 1 < len(tokens) and tokens[i + 1].word == "cent"):
            return Quantity(at, i + 1 + per, value / 100)
    return Quantity(at, i, value)


def _half_follows(tokens: Sequence[Token], at: int) -> bool:
    return [t.word for t in tokens[at + 1 : at + 3]] == ["a", "half"]


def _figure(token: Token) -> tuple[float | None, float]:
    """The value of a word that is a number, and the scale that clings to it: "9m", "$1.5bn"."""
    if token.word in ENGLISH.digits:
        return ENGLISH.digits[token.word], 1
    figure = _FIGURE.fullmatch(token.printed)
    if figure is None or (figure["scale"] and figure["scale"].lower() not in ENGLISH.scales):
        return None, 1
    return float(figure["figure"].replace(",", "")), ENGLISH.scales.get((figure["scale"] or "").lower(), 1)


def _continues(before: Token, value: float) -> bool:
    """Whether a number goes on after a word: "twenty five", "hundred forty", "hundred and nine"."""
    tens = before.word in ENGLISH.digits and ENGLISH.digits[before.word] >= 20 and value < 10
    return not before.parted and (tens or before.word in ENGLISH.scales or before.word == "and")


def _sort(quantity: Quantity) -> str:
    if isinstance(quantity.value, float):
        return "figure"
    if quantity.value.startswith("#"):
        return "ordinal"
    return "day" if quantity.value in ENGLISH.days else "month"


def _same(a: Quantity, b: Quantity, place: Place) -> bool:
    if a.value == b.value:
        return True
    if isinstance(a.value, str) or isinstance(b.value, str):
        values = {v if isinstance(v, str) else f"#{v:g}" for v in (a.value, b.value)}
        return len(values) == 1  # "November 2nd", "November 2"
    hedged = _hedged(place.a, a) or _hedged(place.b, b)
    return hedged and abs(a.value - b.value) <= ROUNDED * max(abs(a.value), abs(b.value))


def _hedged(side: Side, quantity: Quantity) -> bool:
    return any(t.word in _ABOUT for t in side.tokens[max(0, quantity.start - 2) : quantity.start])


def _weak(side: Side, quantity: Quantity) -> bool:
    """Whether its words are often no number: "one of us", "at first", "May"."""
    return quantity.end == quantity.start + 1 and side.tokens[quantity.start].word in _WEAK


def _alone(place: Place, a: Quantity, b: Quantity) -> bool:
    """Whether the two numbers are all that changed there."""
    return all(
        side.end - side.first <= quantity.end - quantity.start for side, quantity in ((place.a, a), (place.b, b))
    )
