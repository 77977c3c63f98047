"""Which walk of life does a role speak of, and can one person be both?

A striker and a prime minister of the same name are two people; a senator and a president may be one. Only fields that
people hardly ever change between tell anything: politicians were lawyers, owned firms and wrote columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from index import terms

Field = Literal["politics", "sport", "law", "business", "arts", "science", "religion", "army", "press", "trade"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_word(words: dict[Field, str]) -> dict[str, Field]:
    return {word: field for field, text in words.items() for word in text.split()}


# the last word of a role decides; words of many fields (president, director, captain, chief, leader, official,
# spokesman) stand in no list
WORDS = _by_word(
    {
        "politics": """minister premier chancellor senator congressman congresswoman lawmaker legislator
            parliamentarian mp mla mep governor mayor councillor councilman councilwoman alderman ambassador envoy
            diplomat politician statesman tsar monarch king queen""",
        "sport": """striker midfielder goalkeeper forward winger coach player footballer cricketer
            batsman bowler quarterback linebacker pitcher shortstop boxer wrestler golfer sprinter
            swimmer skier skater cyclist jockey rower gymnast athlete referee umpire teammate skipper
            trainer midfield centre-forward goaltender""",
        "law": """detective sheriff constable policeman policewoman superintendent prosecutor attorney
            lawyer barrister judge magistrate coroner defendant suspect sergeant patrolman""",
        "business": """ceo cfo coo banker broker trader businessman businesswoman entrepreneur retailer investor
            economist analyst strategist shareholder financier executive""",
        "arts": """actor actress singer musician rapper painter sculptor dancer novelist poet playwright composer
            conductor comedian filmmaker guitarist drummer pianist violinist artist choreographer""",
        "science": """professor scientist researcher physicist chemist biologist astronomer geologist historian
            sociologist psychologist physician surgeon doctor epidemiologist mathematician lecturer archaeologist
            climatologist virologist nurse engineer""",
        "religion": "bishop archbishop cardinal pope priest pastor vicar rabbi imam monk nun preacher cleric deacon",
        "army": "general colonel lieutenant admiral brigadier corporal soldier marine airman",
        "press": "journalist reporter columnist editor anchor broadcaster correspondent blogger",
        "trade": "farmer fisherman fisherwoman deckhand shopkeeper waiter waitress carpenter plumber baker",
    }
)
# pairs that are never one person, but for the rare one that a reader then joins
_APART: tuple[tuple[Field, tuple[Field, ...]], ...] = (
    ("sport", ("politics", "law", "science", "religion", "army", "business", "arts", "trade")),
    ("religion", ("law", "business", "arts", "army", "politics", "trade")),
    ("arts", ("law", "army", "science", "politics", "trade")),
    ("trade", ("politics", "law", "army", "science")),
)
APART: frozenset[frozenset[Field]] = frozenset(frozenset((a, b)) for a, others in _APART for b in others)
_SHORT = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "rev": "reverend",
    "prof": "professor",
    "pm": "minister",
}
_PAST = _words("former ex retired late then onetime one-time")
_OFFICES = _words("attorney secretary director consul solicitor surgeon auditor")  # ... general: no soldier
_ENDING = _words("of for at in to from with on who and")  # a role's head stands before these


@lru_cache(maxsize=1 << 12)
def field_of(role: str) -> Field | None:
    """The field of a role ("Norland's prime minister", "striker for Oss"); None where it says nothing, or of the past.

    >>> field_of("prime minister of Norland"), field_of("president of the club"), field_of("former striker")
    ('politics', None, None)
    """
    words = _head(role)
    if not words or not _PAST.isdisjoint(words) or (words[-1] == "general" and not _OFFICES.isdisjoint(words)):
        return None
    return WORDS.get(words[-1])


def heads(roles: Iterable[str]) -> frozenset[str]:
    """The last words of roles, which two roles of one person often share: "minister", "president"."""
    return frozenset(words[-1] for role in roles if (words := _head(role)))


@lru_cache(maxsize=1 << 12)
def _head(role: str) -> tuple[str, ...]:
    """A role's folded words before its "of" or "for"."""
    words = [terms.fold(word.strip(",.;()").removesuffix("'s").removesuffix("’s")) for word in role.split()]
    words = [_SHORT.get(word, word) for word in words if word]
    return tuple(takewhile(lambda word: word not in _ENDING, words))


def apart(a: Iterable[Field], b: Iterable[Field]) -> bool:
    """Whether no one is both: none of the fields of the two agrees, and some are those of different people."""
    first, second = frozenset(a), frozenset(b)
    return not first & second and any(frozenset((x, y)) in APART for x in first for y in second)
