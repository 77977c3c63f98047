"""Does one printing name another person or place than the other?"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from index.languages.lexicon import ENGLISH as LEXICON
from index.languages.meaning import ENGLISH
from index.matching import fitted
from index.matching.places import Place, Side
from index.matching.tokens import Token
from index.model import Alteration

SAME_START = 4  # letters: "Norway" and "Norwegian", "Zelensky" and "Zelenskiy"
SPELLING = 70  # of 100: "Gadhafi" is "Qaddafi" (71), "Muammar" Moammar (71); "Hanson" is not "Harlan" (50)
LONG_NAME = 5  # letters; of shorter ones (Iran, Iraq) every letter counts
ACRONYM = 2  # letters at least
HEADLINE_WORDS = 6  # a shorter text may well be names alone
HEADLINE_CAPITALS = 0.8  # of its words


def names(places: Sequence[Place], whole: Place) -> list[Alteration]:
    """Where both printings have a name and the two have nothing in common.

    A name that only one has was left out, or stands for "he" or "the minister". `whole` is all of both texts.
    """
    found = _exchanged(whole)
    for place in places if not found else ():
        if place.cut or not place.small:
            continue
        a, b = named(place.a, place.b), named(place.b, place.a)
        if not a or not b or not (_new(place.a, a) and _new(place.b, b)):
            continue
        left = [i for i in a if not any(_alike(place.a.tokens[i].word, place.b.tokens[j].word) for j in b)]
        right = [j for j in b if not any(_alike(place.b.tokens[j].word, place.a.tokens[i].word) for i in a)]
        if len(left) == len(a) and len(right) == len(b) and not _initials(place, a, b):
            found.append(Alteration("name", _shown(place.a, left), _shown(place.b, right)))
    return found


def _exchanged(place: Place) -> list[Alteration]:
    """Two names that changed places: "Hale told Lind", "Lind told Hale". All other words stand as they stood."""
    a, b = place.a, place.b
    if len(a.tokens) != len(b.tokens):
        return []
    moved = [i for i, (x, y) in enumerate(zip(a.tokens, b.tokens, strict=True)) if x.word != y.word]
    words = [sorted(side.tokens[i].word for i in moved) for side in (a, b)]
    if not moved or words[0] != words[1] or not all(side.tokens[i].capital for side in (a, b) for i in moved):
        return []
    if not (set(moved) & set(named(a, b)) and set(moved) & set(named(b, a))):
        return []
    return [Alteration("name", _shown(a, moved), _shown(b, moved))]


def named(side: Side, other: Side) -> list[int]:
    """The changed words that are names: capitalised, not by the sentence's beginning alone, no titles, no days."""
    return [i for i in range(side.first, side.end) if _name(side.tokens, i, other)]


def _name(tokens: Sequence[Token], at: int, other: Side) -> bool:
    token = tokens[at]
    word = token.word
    if not token.capital or token.bracketed or len(word) < ACRONYM:
        return False
    if word in ENGLISH.titles or word in ENGLISH.months or word in ENGLISH.days or word in ENGLISH.ordinals:
        return False
    if not token.opens:
        return not (word in LEXICON.never_names and word != "us") and not _headline(tokens)
    if word in LEXICON.never_names:
        return False
    following = at + 1 < len(tokens) and tokens[at + 1].capital and not token.parted
    known = word in LEXICON.given_names or word in ENGLISH.places or token.stem not in fitted.rarity().idf
    return known or following or any(t.word == word and t.capital and not t.opens for t in (*tokens, *other.tokens))


def _headline(tokens: Sequence[Token]) -> bool:
    """Whether a text has capitals throughout, as a headline or a shout has: they then tell no names."""
    return len(tokens) >= HEADLINE_WORDS and sum(t.capital for t in tokens) >= HEADLINE_CAPITALS * len(tokens)


def _new(side: Side, names: Sequence[int]) -> bool:
    """Whether they are the whole name: of "Tor Hale" both words were changed, or the family name was."""
    return all(
        not (at + 1 == side.end and at + 1 < len(side.tokens) and side.tokens[at + 1].capital)
        or not side.tokens[at].parted
        for at in names
    )


def _alike(a: str, b: str) -> bool:
    """Whether two words can be one name: two spellings, a place and its people."""
    x, y = ENGLISH.places.get(a, a), ENGLISH.places.get(b, b)
    if x == y:
        return True
    if frozenset((x, y)) in ENGLISH.look_alikes:
        return False
    if min(len(x), len(y)) >= SAME_START and x[:SAME_START] == y[:SAME_START]:
        return True
    return min(len(x), len(y)) >= LONG_NAME and fuzz.ratio(x, y) >= SPELLING


def _initials(place: Place, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether one is the other's initials: "U.N." and "United Nations"."""
    for side, names, short_side, shorts in ((place.a, a, place.b, b), (place.b, b, place.a, a)):
        letters = "".join(side.tokens[i].word[0] for i in names)
        words = {short_side.tokens[i].word for i in shorts}
        if any(len(word) >= ACRONYM and (letters.startswith(word) or word == letters) for word in words):
            return True
        if {ENGLISH.places.get(word) for word in words} & {"us", "uk", "eu"} and letters[:2] in ("us", "uk", "eu"):
            return True
    return False


def _shown(side: Side, names: Sequence[int]) -> str:
    end = names[0] + 1
    while end in names:
        end += 1
    return side.shown(names[0], end)
