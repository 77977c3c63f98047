"""What did a cut take from the words that were kept: their condition, or the word that took the edge off?

What is left after a cut stands as a sentence of its own, or in the reporter's, who may have said the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.languages.meaning import ENGLISH
from index.matching.places import Place, Side
from index.matching.tokens import Token, neutral_of, starts_with
from index.model import Alteration

KEPT_WORDS = 3  # fewer are no clause: what is left of a sentence then stands in the reporter's own
NEAR_SUBJECT = 5  # words from a clause's first to its finite verb: "the council of Oss will"
BEFORE_WHETHER = frozenset(
    {"as", "even", "see", "know", "ask", "asked", "wonder", "tell"}
)  # an "if" that sets no terms


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
    for start, end, _ in side.around(neutral_of(side.units)):
        if start < side.first < end and any(t.word in ENGLISH.negators for t in side.tokens[start : side.first]):
            return start, end
    return None


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
