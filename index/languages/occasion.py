"""Which words tell when, where and to whom something was said? Data only, an `OccasionWords` for each language.

A language without a table gives no evidence of an occasion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, eq=False)
class OccasionWords:
    """The words of one language, in lower case but for `weekdays` and `months`, which are as they are written.

    `weekdays` count from Monday (0), `months` from January (1). `near` are words for a day, as days from the day of
    printing. `lately` stand before a unit that is not over or was the last ("this", "last"), with how many units back
    they reach. `not_then` stand before a day on which nothing was said yet or any more ("until Monday"). `breaks` end
    the stretch in which a date belongs to the word of saying beside it: another clause begins there. `into` may follow
    a word of saying where a date, place or setting comes. `openings` begin a sentence whose first words tell the
    occasion ("Speaking in Oss on Thursday"). `receiving` take the listener next ("told reporters"). `remarks` are
    nouns for what was said. `earlier` say that it was not said on the day of the news. `speaks_for` are
    in the roles of those who say what others have said.
    """

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    near: Mapping[str, int]
    units: Mapping[str, Unit]
    lately: Mapping[str, int]
    ago: frozenset[str]
    numbers: Mapping[str, int]
    parts_of_day: frozenset[str]
    before_days: frozenset[str]
    not_then: frozenset[str]
    within: frozenset[str]
    breaks: frozenset[str]
    into: frozenset[str]
    openings: frozenset[str]
    receiving: frozenset[str]
    remarks: frozenset[str]
    owners: frozenset[str]
    earlier: frozenset[str]
    perfect: frozenset[str]
    places_after: frozenset[str]
    settings: Mapping[str, str]
    speaks_for: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _counted(text: str, first: int) -> dict[str, int]:
    """Words by their place: those written as one ("jan/january") have the same."""
    return {word: n for n, group in enumerate(text.split(), first) for word in group.split("/")}


ENGLISH = OccasionWords(
    weekdays=_counted(
        "Monday Tuesday/Tues Wednesday Thursday/Thurs Friday Saturday Sunday",
        0,  # the Sun is a newspaper
    ),
    months=_counted(
        """January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sept/Sep
        October/Oct November/Nov December/Dec""",
        1,
    ),
    near={"today": 0, "tonight": 0, "yesterday": -1},
    units={
        **dict.fromkeys(("day", "days"), "day"),
        **dict.fromkeys(("week", "weeks", "weekend"), "week"),
        **dict.fromkeys(("month", "months"), "month"),
        **dict.fromkeys(("year", "years"), "year"),
    },
    lately={"this": 0, "last": 1, "past": 1, "previous": 1},
    ago=_words("ago earlier before"),
    numbers={**_counted("a/an/one two three four five six seven eight nine ten eleven twelve", 1), "several": 5},
    parts_of_day=_words("morning afternoon evening night"),
    before_days=_words("on late early earlier"),
    not_then=_words(
        "until till by since before after next from of for through every coming previous following to and or than"
    ),
    within=_words("in during"),
    breaks=_words(
        """that who whom whose which when while where whether why how what after before because if though although as
        since unless until than but and or so would will could can should may might must shall is are was were be been
        being has have had do does did not he she it they we i you there"""
    ),
    into=_words(
        """on in at during to via through with from over outside inside near before late early earlier by against about
        also again then later again only just here there"""
    ),
    openings=_words("speaking talking writing asked appearing addressing testifying in at on during earlier late"),
    receiving=_words("told tells tell telling asked informed assured warned reminded urged"),
    remarks=_words("comment comments remark remarks statement words speech tweet tweets message answer"),
    owners=_words("his her their its the in"),
    earlier=_words("once previously repeatedly often frequently famously always long regularly formerly then"),
    perfect=_words("has have had"),
    places_after=_words("in at from outside near"),
    settings={
        **dict.fromkeys(("interview", "interviews"), "interview"),
        **dict.fromkeys(("statement", "release", "email", "e-mail", "memo", "letter"), "statement"),
        **dict.fromkeys(("rally", "rallies", "speech", "address", "sermon", "convention"), "speech"),
        **dict.fromkeys(("tweet", "tweets", "twitter", "facebook", "instagram", "tweeted", "tweeting"), "post"),
        **dict.fromkeys(("briefing", "conference", "reporters", "journalists", "newsmen"), "press"),
        **dict.fromkeys(("debate", "hearing", "testimony", "testified", "court"), "hearing"),
        **dict.fromkeys(("book", "memoir", "essay", "column", "op-ed", "article"), "writing"),
    },
    speaks_for=_words(
        """spokesman spokeswoman spokesperson spokesmen spokespeople press secretary aide adviser advisor lawyer
        attorney counsel solicitor translator interpreter representative"""
    ),
)

OCCASIONS: Mapping[str, OccasionWords] = {"en": ENGLISH}
