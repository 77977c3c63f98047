"""Does one printing deny what the other says?

Negations are counted where the two texts differ, not word by word: "is not possible" and "is impossible" deny alike. A
negation counts against the other printing only where what it denies stands there without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import terms
from index.languages.meaning import ENGLISH
from index.matching import fitted
from index.matching.places import Place, Side
from index.matching.tokens import Token, phrases, starts_with
from index.model import Alteration

KEPT_WORDS = 3  # fewer are no clause: what is left of a sentence then stands in the reporter's own
NEAR_SUBJECT = 5  # words from a clause's first to its finite verb: "the council of Oss will"
LEAST_STEM = 4  # letters that must be left when a prefix is taken off: "un|fair", not "un|it"
NEGATED_WITHIN = 6  # words before a denied one in which its negation stands
BEFORE_WHETHER = frozenset(
    {"as", "even", "see", "know", "ask", "asked", "wonder", "tell"}
)  # an "if" that sets no terms
NO_MORE = 3  # words on both sides in which a negation stands for whatever it replaced: "nothing" for "the treaty"


@dataclass(frozen=True, slots=True)
class Denial:
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
        for turned, side in ((False, place), (True, place.turned())):
            denial = _uneven(side)
            if denial is not None:
                found.append((place, turned, denial))
                break
    return [_told(place, turned, denial) for place, turned, denial in found if not _moved(place, turned, denial, found)]


def _uneven(place: Place) -> Denial | None:
    """A negation of `a` at a place that `b` lacks; None where there is none, or nobody can tell."""
    mine, others = denials(place.a, place.b), denials(place.b, place.a)
    if len(mine) <= len(others) or len(mine) % 2 == len(others) % 2 or _softened(place.b, place.a):
        return None
    if len(others) and any(d.target is not None and _free(place.b, place.a.tokens[d.target]) is None for d in mine):
        return None
    counted = {denial.at for denial in mine}
    rest = [t for i, t in enumerate(place.a.changed, place.a.first) if i not in counted]
    if _delayed(place) or (not place.cut and any(t.word in ENGLISH.softeners for t in rest)):
        return None
    for denial in mine:
        if _turns_head(place, denial) if place.cut else _stands_undenied(place, denial):
            return denial
    return None


def _delayed(place: Place) -> bool:
    """Whether only `a` says until when: "it won't stop until they leave" is "it will stop once they leave"."""
    sides = [{t.word for t in side.tokens[side.first :]} & ENGLISH.delays for side in (place.a, place.b)]
    return bool(sides[0]) and not sides[1]


def denials(side: Side, other: Side) -> list[Denial]:
    """The negations among the changed words of a side, those that deny together as one."""
    found: list[Denial] = []
    for at in range(side.first, side.end):
        token = side.tokens[at]
        if token.idle:
            continue
        if reverses(token, other):
            found.append(Denial(at, None, reverse=True))
        elif _negator(side.tokens, at):
            found.append(Denial(at, _target(side.tokens, at)))
    return found


def reverses(token: Token, other: Side) -> bool:
    """Whether a word is the reverse of one at the same place of the other text: "disagree" beside "agree"."""
    mine = {t.word for t in other.changed}
    if token.word in mine:
        return False
    if ENGLISH.opposites.get(token.word, frozenset()) & mine:
        return True
    bases = {terms.stem(base) for base in _bases(token.word)} | set(_bases(token.stem))
    return bool(bases & {t.stem for t in other.changed})


def _bases(word: str) -> Iterable[str]:
    if word in ENGLISH.not_prefixed:
        return
    for prefix in ENGLISH.negative_prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_STEM:
            yield word[len(prefix) :]
    if word.endswith("less") and len(word) - 4 >= LEAST_STEM:
        yield word[:-4]
        yield word[:-4] + "ful"


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
        or any(terms.stem(base) in vocabulary for base in _bases(t.word))
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


def kept_as_sentence(place: Place) -> bool:
    """Whether what `b` kept after a cut at the head is printed as a sentence, and not within the reporter's own."""
    if not place.b.tokens:
        return False
    fresh = place.b.tokens[0].capital and not place.a.tokens[place.a.end].capital
    return fresh or stands_alone(place.b.tokens)


def stands_alone(tokens: Sequence[Token]) -> bool:
    """Whether a printing begins as a sentence would: a subject, then a verb. "give up my right" does not."""
    if len(tokens) < KEPT_WORDS:
        return False
    first = tokens[0]
    if first.word in ENGLISH.subjects and tokens[1].word not in ENGLISH.function_words:
        return True
    noun = first.capital or first.word in ENGLISH.subjects or first.word in ENGLISH.function_words
    verbs = [i for i, t in enumerate(tokens[: NEAR_SUBJECT + 1]) if t.word in ENGLISH.finite]
    starts = first.word not in ENGLISH.conjunctions and first.word not in ENGLISH.finite and first.word != "to"
    return bool(verbs) and verbs[0] > 0 and noun and starts


def unmasked(places: Sequence[Place]) -> list[Alteration]:
    """Where one printing lost the word that took the edge off a negation: "not only a bridge", "not a bridge"."""
    found = []
    for place in places:
        for side, turned in ((place, False), (place.turned(), True)):
            phrase = _phrase_around(side.a)
            if phrase is None or place.cut in ("head", "tail"):
                continue
            lost, said = side.a.shown(*phrase), side.b.shown(max(0, side.b.first - 1), side.b.end)
            found.append(Alteration("negation", said, lost) if turned else Alteration("negation", lost, said))
    return found


def _phrase_around(side: Side) -> tuple[int, int] | None:
    """The idle phrase whose end was changed, and whose negation, right before, was not."""
    for start, end, _ in phrases(side.tokens, dict.fromkeys(ENGLISH.neutral, True)):
        if start < side.first < end and any(t.word in ENGLISH.negators for t in side.tokens[start : side.first]):
            return start, end
    return None


def conditions(places: Sequence[Place]) -> list[Alteration]:
    """Where one printing lost the condition of a clause that it kept: "we will sign | if the ships leave"."""
    found = []
    for place in places:
        for side, turned in ((place, False), (place.turned(), True)):
            if place.cut and side.a.changed and _condition_lost(side):
                text = side.a.whole()
                found.append(Alteration("hedge", "", text) if turned else Alteration("hedge", text, ""))
    return found


def _condition_lost(place: Place) -> bool:
    changed = place.a.changed
    first = next((i for i, t in enumerate(changed) if t.word in ENGLISH.conditions), len(changed))
    opening = [t.word for t in changed[:first]]
    if first == len(changed) or opening not in ([], ["only"], ["but", "only"]):
        return False
    if starts_with(changed[first:], ENGLISH.idle_conditions):
        return False
    if place.cut == "head":
        own = [t for t in changed[:-1] if t.ends]
        return not own and changed[-1].parted and not changed[-1].ends and kept_as_sentence(place)
    before = place.a.tokens[place.a.first - 1]
    clauses = [changed[i + 1 :] for i, t in enumerate(changed) if t.parted]
    if before.ends or place.cut == "within" or any(stands_alone(clause) for clause in clauses):
        return False
    start = next((i for i in range(place.a.first - 1, -1, -1) if place.a.tokens[i].opens), 0)
    return stands_alone(place.a.tokens[start:]) and before.word not in BEFORE_WHETHER


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
    first, last = sorted((place, other), key=lambda p: (p.a.first, p.b.first))
    between = first.a.tokens[first.a.end : last.a.first] + first.b.tokens[first.b.end : last.b.first]
    joined = {"and", "or"} if any(side.tokens[d.at].word == "neither" for side, d in pairs) else set()
    return not any(t.word in ENGLISH.conjunctions - joined or t.parted for t in between)


def _passes_on(side: Side, denial: Denial) -> bool:
    return any(t.word in ENGLISH.raising for t in side.tokens[denial.at + 1 : denial.at + 3])


def _told(place: Place, turned: bool, denial: Denial) -> Alteration:
    side, other = (place.b, place.a) if turned else (place.a, place.b)
    lost = side.shown(max(side.first, denial.at - 2), min(side.end, denial.at + 3))
    said = other.whole()
    return Alteration("negation", said, lost) if turned else Alteration("negation", lost, said)
