"""Does one printing deny what the other says?

Negations are counted where the two texts differ, not word by word: "is not possible" and "is impossible" deny alike. A
negation counts against the other printing only where what it denies stands there without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from index import terms
from index.languages.meaning import ENGLISH
from index.matching import fitted
from index.matching.cuts import kept_as_sentence
from index.matching.places import AROUND, Place, Side
from index.matching.tokens import CACHED_WORDS, Token
from index.model import Alteration

LEAST_STEM = 4  # letters that must be left when a prefix is taken off: "un|fair", not "un|it"
NEGATED_WITHIN = 6  # words before a denied one in which its negation stands
NEIGHBOURS = 3  # a negation moves within its sentence
NO_MORE = 3  # words on both sides in which a negation stands for whatever it replaced: "nothing" for "the treaty"


class Denial(Struct, frozen=True):
    """A negation: the index of its word, and of the word that it denies, None where nobody can tell.

    `reverse`: it is itself the reverse of a word that the other text has: "disagree".
    """

    at: int
    target: int | None
    reverse: bool = False


def negations(places: Sequence[Place]) -> list[Alteration]:
    """Where one printing denies what the other says."""
    found: list[tuple[Place, bool, Denial]] = []
    for place in places:
        mine, others = denials(place.a, place.b), denials(place.b, place.a)
        if len(mine) == len(others) == 0:
            continue
        for turned, denial in ((False, _uneven(place, mine, others)), (True, _uneven(place.turned(), others, mine))):
            if denial is not None:
                found.append((place, turned, denial))
                break
    near = [found[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] for at in range(len(found))]
    return [_told(*one) for one, others in zip(found, near, strict=True) if not _moved(*one, others)]


def _uneven(place: Place, mine: Sequence[Denial], others: Sequence[Denial]) -> Denial | None:
    """A negation of `a` that `b` lacks, given those of both; None where there is none, or nobody can tell."""
    if place.cut:
        turning = [denial for denial in mine if _turns_head(place, denial)]
        return turning[-1] if len(turning) % 2 and not _delayed(place) else None
    if len(mine) <= len(others) or len(mine) % 2 == len(others) % 2 or _softened(place.b, place.a):
        return None
    targets = [place.a.tokens[denial.target] for denial in mine if denial.target is not None]
    if others and (not place.small or any(_free(place.b, target) is None for target in targets)):
        return None
    counted = {denial.at for denial in mine}
    rest = [t for i, t in enumerate(place.a.changed, place.a.first) if i not in counted]
    if _delayed(place) or any(t.word in ENGLISH.softeners for t in rest):
        return None
    for denial in mine:
        if _stands_undenied(place, denial):
            return denial
    return None


def _delayed(place: Place) -> bool:
    """Whether only `a` says until when: "it won't stop until they leave" is "it will stop once they leave"."""
    sides = [{t.word for t in side.tokens[side.first :]} & ENGLISH.delays for side in (place.a, place.b)]
    return bool(sides[0]) and not sides[1]


def denials(side: Side, other: Side) -> list[Denial]:
    """The negations among the changed words of a side, those that deny together as one."""
    found: list[Denial] = []
    words, stems = {t.word for t in other.changed}, {t.stem for t in other.changed}
    for at in range(side.first, side.end):
        token = side.tokens[at]
        if token.idle:
            continue
        if words and reverses(token, words, stems):
            found.append(Denial(at, None, reverse=True))
        elif _negator(side.tokens, at):
            found.append(Denial(at, _target(side.tokens, at)))
    return found


def reverses(token: Token, words: set[str], stems: set[str]) -> bool:
    """Whether a word is the reverse of one at the same place of the other text: "disagree" beside "agree"."""
    if token.word in words:
        return False
    if ENGLISH.opposites.get(token.word, frozenset()) & words:
        return True
    return not stems.isdisjoint(map(terms.stem, bases(token.word))) or not stems.isdisjoint(bases(token.stem))


@lru_cache(maxsize=CACHED_WORDS)
def bases(word: str) -> tuple[str, ...]:
    """What a word may be the reverse of: it without its negative prefix or ending."""
    if word in ENGLISH.not_prefixed:
        return ()
    found = [
        word[len(prefix) :]
        for prefix in ENGLISH.negative_prefixes
        if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_STEM
    ]
    if word.endswith("less") and len(word) - 4 >= LEAST_STEM:
        found += [word[:-4], word[:-4] + "ful"]
    return tuple(found)


def _negator(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    before = tokens[at - 1].word if at else ""
    if token.word == "far" and following == "from":
        return True
    if token.word in ENGLISH.refusals:
        return following == "to"
    if token.word in ENGLISH.denials:
        return following == "that" or following in ENGLISH.subjects
    if token.word in ENGLISH.hyphened:
        return not token.capital
    if token.word == "nor":
        return not any(t.word in ENGLISH.negators for t in tokens[max(0, at - NEGATED_WITHIN * 2) : at])
    return token.word in ENGLISH.negators and before != token.word


def _target(tokens: Sequence[Token], at: int) -> int | None:
    """The word that a negation denies: the next that names a thing or a deed, past verbs that pass it on."""
    passed = None
    for i in range(at + 1, min(at + 1 + NEGATED_WITHIN, len(tokens))):
        if tokens[i].content:
            if tokens[i].word not in ENGLISH.raising:
                return i
            passed = i if passed is None else passed
        if tokens[i].parted:
            break
    return passed


def _softened(side: Side, other: Side) -> bool:
    """Whether words that can stand for a negation are among the changed ones of a side, and not of the other."""
    vocabulary = fitted.rarity().idf
    stems = {t.stem for t in other.changed}
    return any(
        t.word in ENGLISH.soft_negatives
        or t.word in ENGLISH.opposites
        or any(terms.stem(base) in vocabulary for base in bases(t.word))
        for t in side.changed
        if t.stem not in stems
    )


def _free(side: Side, wanted: Token) -> int | None:
    """Where a side has a word, changed or right after the place, without a negation before it."""
    reach = min(side.end + NEGATED_WITHIN, len(side.tokens))
    for i in range(side.first, reach):
        if side.tokens[i].stem == wanted.stem:
            return i
    return None


def _stands_undenied(place: Place, denial: Denial) -> bool:
    """Whether `b` says without a negation what `a` denies."""
    if denial.reverse:
        return True
    token = place.a.tokens[denial.at]
    if denial.target is not None and _free(place.b, place.a.tokens[denial.target]) is not None:
        return True
    few = max(len(place.a.changed), len(place.b.changed)) <= NO_MORE
    return not any(t.content for t in place.b.changed) or (few and token.word in ENGLISH.negative_pronouns)


def _turns_head(place: Place, denial: Denial) -> bool:
    """Whether words that `b` left out denied words that it kept."""
    side = place.a
    token = side.tokens[denial.at]
    last = side.tokens[side.end - 1]
    after = side.tokens[denial.at + 1 : side.end]
    if place.cut == "tail":
        return _denies_before(side, denial)
    if _said_before(place, denial):
        return False
    if last.parted or any(t.parted for t in side.tokens[denial.at : side.end]):
        return False
    inside = [t for t in after if t.content and t.word not in ENGLISH.raising]
    if inside:
        return False
    if place.cut == "head":
        return kept_as_sentence(place)
    if _fragment(place.b):
        return False
    return not (token.word in ENGLISH.negative_pronouns and token.word != "never" and _in_clause(side))


def _said_before(place: Place, denial: Denial) -> bool:
    """Whether the kept words right before end as the cut does: "We don't [like it. We don't] want it"."""
    cut = [t.word for t in place.a.tokens[denial.at : place.a.end]]
    return cut == [t.word for t in place.b.tokens[max(0, place.b.first - len(cut)) : place.b.first]]


def _fragment(side: Side) -> bool:
    """Whether a piece of a split quotation begins there in the middle of a sentence, which is the reporter's."""
    after = side.tokens[side.end]
    return after.unit in side.units.breaks and not after.capital


def _in_clause(side: Side) -> bool:
    return side.changed[0].word in ENGLISH.conjunctions


def _denies_before(side: Side, denial: Denial) -> bool:
    """Whether a tail that was cut off began with a negation of what stands before it: "we will sign | nothing"."""
    before = side.tokens[side.first - 1] if side.first else None
    word = side.tokens[denial.at].word
    return denial.at == side.first and word in ENGLISH.negative_pronouns | {"no"} and not (before and before.parted)


def _moved(place: Place, turned: bool, denial: Denial, found: Sequence[tuple[Place, bool, Denial]]) -> bool:
    """Whether a negation was passed on: "I don't think we will" is "I think we won't"; or denies the same word."""
    mine = place.b if turned else place.a
    for other, other_turned, moved in found:
        if other_turned == turned:
            continue
        theirs = other.b if other_turned else other.a
        pairs = ((mine, denial), (theirs, moved))
        if any(_passes_on(side, d) for side, d in pairs):
            return True
        stems = [side.tokens[d.target].stem for side, d in pairs if d.target is not None]
        if (len(stems) == len(pairs) and stems[0] == stems[1]) or _one_clause(place, other, pairs):
            return True
    return False


def _one_clause(place: Place, other: Place, pairs: Sequence[tuple[Side, Denial]]) -> bool:
    """Whether one printing denies the noun and the other its verb: "no answer was found", "an answer was not found"."""
    if sum(side.tokens[d.at].word == "not" for side, d in pairs) != 1:
        return False
    first, last = sorted((place, other), key=lambda p: (p.a.before + p.a.first, p.b.before + p.b.first))
    gaps = [(x, y.before + y.first - x.before - x.end) for x, y in ((first.a, last.a), (first.b, last.b))]
    if any(gap > AROUND for _, gap in gaps):
        return False
    between = [t for side, gap in gaps for t in side.tokens[side.end : side.end + gap]]
    joined = {"and", "or"} if any(side.tokens[d.at].word == "neither" for side, d in pairs) else set()
    return not any(t.word in ENGLISH.conjunctions - joined or t.parted for t in between)


def _passes_on(side: Side, denial: Denial) -> bool:
    return any(t.word in ENGLISH.raising for t in side.tokens[denial.at + 1 : denial.at + 3])


def _told(place: Place, turned: bool, denial: Denial) -> Alteration:
    side, other = (place.b, place.a) if turned else (place.a, place.b)
    lost = side.shown(max(side.first, denial.at - 2), min(side.end, denial.at + 3))
    said = other.whole()
    return Alteration("negation", said, lost) if turned else Alteration("negation", lost, said)
