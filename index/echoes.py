"""Which of the same words were said on another occasion, or by another speaker: no link, but an echo?

Between `matching`, which knows the words, and `occasions`, which know the text around them. An echo's score stays what
a score is, the probability of the same words on the same occasion, so it is below `matching.LINK_SCORE`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from index import matching, terms
from index.languages.occasion import OCCASIONS
from index.matching import Evidence
from index.matching.features import NEAR_DAYS, align, ordered, prepare, shared_mass
from index.matching.fitted import rarity
from index.matching.samename import same_name
from index.model import Relation, Whole
from index.occasions import Occasion, apart, day_of, days_between

# by eye none of the 10 echoes for their days among basil's 180 and polnear's 840 articles was said only once
STILL_ONE = 0.05
# fewer words in common are no echo that anybody wants to see; rarities as in `matching`, from the same articles.
# Where both texts tell the day: "very pro-choice" is 12.2 (.73 of the shorter text), "things people want to say" .26
NEAR_LOCAL = 12.0
NEAR_SHARE = 0.35
# by the same speaker, printed days or years apart: slogans have 16 to 22, "a terrible mistake" 15
SAME_LOCAL = 16.0
# by another speaker: "let's make Norrey great again" has 28, "don't ask, don't tell" 16, "level playing field" 15.7
OTHER_LOCAL = 24.0
OTHER_SPEAKER = 0.9
# of basil's 15 linked pairs under two names only 2 name both so surely, each time one who speaks for the other
SURELY = 0.85
# all labelled links were printed within four days: what is printed later, and does not say that it was said before,
# must be long and alike to be the same saying. Twice in a year "A buoy does not move itself" has .58, "Nobody in this
# town wants the ferry to stop" .94, a sentence of twenty words .98
SURE_FAR = 0.97
SAYS_NOTHING = 0.002  # a score that no evidence besides the words would bring near a link's
NAMING = 2.8  # rarity: rarer words of a title have a capital; "from" is 2.4, "about" 3.1
_YEAR, _MONTH = 365, 30


class Judged(NamedTuple):
    """Score and relation of two texts; of a link whether it is altered, of an echo why it is one."""

    score: float
    relation: Relation
    altered: bool | None = None
    reason: str | None = None


class Pair(Struct, frozen=True):
    """Two wholes that are compared, what is known besides their words, and who knows the occasion of each."""

    a: Whole
    b: Whole
    known: Evidence
    occasion: Callable[[Whole], Occasion]

    def apart(self) -> str | None:
        """Why they are surely of two occasions.

        What was printed later is asked first: where it tells no day, what was printed before can't tell a later one,
        and its article need not be read.
        """
        days = day_of(self.a.published), day_of(self.b.published)
        if days[0] is not None and days[1] is not None:
            told = self.occasion(self.a if days[0] > days[1] else self.b)
            if told.days is None and told.weekday is None:
                return None
        return apart(self.occasion(self.a), self.occasion(self.b), self.a.published, self.b.published)

    def dated(self) -> bool:
        """Whether both texts tell when it was said."""
        told = (self.occasion(self.a), self.occasion(self.b))
        return all(one.days is not None or one.weekday is not None for one in told)

    def by_saying(self) -> Evidence:
        """What is known, with the days between the sayings for those between the printings."""
        days = days_between(self.occasion(self.a), self.occasion(self.b), self.a.published, self.b.published)
        return replace(self.known, days_apart=days)


def judged(a: str, b: str, pair: Pair, *, whole: bool) -> Judged:
    """Compare two texts of a pair of wholes, or the wholes themselves: a link, an echo of the same words, or nothing.

    Same words of surely different days are an echo. Where the words alone would link, but speakers or the days of
    printing speak against it, they are an echo too, unless one tells that it was said as long ago as the other was
    printed ("said in 2019"): then they are a link. Long ones under two names stay links, as the score has them, unless
    both are surely people and neither is the other's spokesman: of basil's labelled pairs that are links nearly all are
    a spokesman's, a statement's or a mistake of ours.
    """
    score, relation, altered = matching.judge(a, b, pair.known)
    if relation == "none" and score >= SAYS_NOTHING and _far(pair.known):
        near = matching.score(a, b, replace(pair.known, days_apart=0))
        told = pair.by_saying() if near >= matching.LINK_SCORE else pair.known
        if told != pair.known:
            score, relation, altered = matching.judge(a, b, told)
    if relation != "none":
        two = _two_people(pair)
        if two and not _worth_showing(a, b, OTHER_LOCAL):
            return Judged(score * STILL_ONE, "none")
        reason = pair.apart() or two or (_printed_apart(pair) if score < SURE_FAR else None)
        return Judged(score * STILL_ONE, "echo", None, reason) if reason else Judged(score, relation, altered)
    if whole and pair.known.speakers is True and _near(a, b):
        reason = pair.apart()
        if reason and pair.dated():
            return Judged(score * STILL_ONE, "echo", None, reason)
    reason = _against(a, b, pair) if score >= SAYS_NOTHING or _by_another(a, b, pair.known) else None
    return Judged(score, "echo" if reason else "none", None, reason)


def worth_judging(a: Whole, b: Whole, least: float) -> bool:
    """Whether two wholes, or rows of theirs, may score `least` (up to `matching.LINK_SCORE`), or be an echo."""
    texts = [(a.text, b.text)]
    if len(a.pieces) > 1 or len(b.pieces) > 1:
        texts += [(x.text, y.text) for x in a.pieces for y in b.pieces]
    if any(matching.at_most(x, y) >= least for x, y in texts):
        return True
    return _may_be_near(a.text, b.text) and same_name(a.speaker, b.speaker) is True


def _far(known: Evidence) -> bool:
    return known.days_apart is not None and known.days_apart > NEAR_DAYS


def _by_another(a: str, b: str, known: Evidence) -> bool:
    """Whether another speaker is named days apart, for which the score is nothing however alike the words are."""
    return known.speakers is False and _far(known) and shared_mass(*ordered(prepare(a), prepare(b))) >= OTHER_LOCAL


def _near(a: str, b: str) -> bool:
    """Whether two texts share enough to be shown where the same speaker said both."""
    first, second = ordered(prepare(a), prepare(b))
    return _may_be_near(a, b) and align(first, second).local >= _least_near(first.mass)


def _may_be_near(a: str, b: str) -> bool:
    first, second = ordered(prepare(a), prepare(b))
    return shared_mass(first, second) >= _least_near(first.mass)


def _least_near(mass: float) -> float:
    return max(NEAR_LOCAL, NEAR_SHARE * mass)


def _against(a: str, b: str, pair: Pair) -> str | None:
    """What speaks against one occasion, where the words alone speak for it clearly enough to be shown."""
    known = pair.known
    if known.speakers is not False and not _far(known):
        return None
    alone = matching.score(a, b, Evidence())
    same = known.speakers is True
    if alone < (matching.LINK_SCORE if same else OTHER_SPEAKER):
        return None
    if not _worth_showing(a, b, SAME_LOCAL if same else OTHER_LOCAL):
        return None
    if known.speakers is False:
        return _by_two(pair)
    return pair.apart() or _printed_apart(pair)


def _worth_showing(a: str, b: str, local: float) -> bool:
    """Whether two texts share words that are not anybody's; a title may be in everybody's mouth."""
    if align(*ordered(prepare(a), prepare(b))).local < local:
        return False
    return local < OTHER_LOCAL or not (_is_title(a) or _is_title(b))


def _by_two(pair: Pair) -> str:
    return "by two speakers: {} and {}".format(*sorted(str(whole.speaker) for whole in (pair.a, pair.b)))


def _two_people(pair: Pair) -> str | None:
    """Where two people are surely named for the same words, and neither speaks for the other: that they are two."""
    from index.people.spellings import parse  # 12 ms that those who link nothing spare

    if pair.known.speakers is not False:
        return None
    said = [next((p for p in whole.pieces if p.speaker), None) for whole in (pair.a, pair.b)]
    for piece in said:
        name = parse(piece.speaker) if piece and piece.speaker else None
        if piece is None or name is None or name.sort != "full" or piece.confidence < SURELY:
            return None
        roles = set(terms.folds(piece.role or ""))
        if any(roles & words.speaks_for for words in OCCASIONS.values()):
            return None
    return _by_two(pair)


def _printed_apart(pair: Pair) -> str | None:
    days = pair.by_saying().days_apart
    return f"printed {_long(days)} apart" if days is not None and days > NEAR_DAYS else None


def _is_title(text: str) -> bool:
    """Whether all words but the commonest are capitalised: the name of a programme, a book, a law."""
    naming = [text[word.start] for word in terms.words(text) if rarity().of(word.stem) > NAMING]
    return not any(first.islower() for first in naming)


def _long(days: int) -> str:
    for unit, length in (("year", _YEAR), ("month", _MONTH)):
        if days >= length:
            return f"{days // length} {unit}{'s' if days >= 2 * length else ''}"
    return f"{days} days"
