"""Does one printing say it more strongly than the other: "must" for "can", "all" for "most", "is" for "is perhaps"?"""

from __future__ import annotations

from collections.abc import Sequence

from index.languages.meaning import ENGLISH, Level, Modal
from index.matching.cuts import kept_as_sentence
from index.matching.places import Place, Side
from index.matching.tokens import Found, Token, hedges_of, modals_of
from index.model import Alteration

REACH = 4  # words between a modal and its verb: "must not in any case sign"
BARE_WORDS = 4  # of a change that is a hedge and nothing else: "as far as I know"
FORMS_OF_BE = frozenset({"am", "is", "are", "was", "were"})
LIGHT_WORDS = 3  # of a change in which a modal came or went and nothing else happened
Hedge = Found[Level]
UNCLEAR: frozenset[Modal] = frozenset({"can", "must"})  # denied, both forbid: "cannot", "must not"


def modals(places: Sequence[Place]) -> list[Alteration]:
    """Where the same verb stands with a modal of another strength, or lost one that leaves something open."""
    found: list[Alteration] = []
    for place in places:
        told = _modals(place)
        if not told:
            told = [Alteration(c.what, c.b, c.a) for c in _modals(place.turned())]
        found += told
    return found


def _modals(place: Place) -> list[Alteration]:
    """The changes told from the modals of `a`."""
    found: list[Alteration] = []
    if place.cut in ("head", "tail"):
        return found
    for start, end, strength in _strengths(place.a):
        if not place.a.first <= start < place.a.end:
            continue
        verb = _verb(place.a.tokens, end)
        if verb is None:
            continue
        there = _where(place.b, place.a.tokens[verb])
        if there is None:
            continue
        other = _governing(place.b, there)
        if other is None:
            if _lost(place, start):
                found.append(Alteration("modal", place.a.shown(start, end), ""))
        elif place.b.first <= other[0] < place.b.end and not _alike(place, (start, end, strength), other):
            found.append(Alteration("modal", place.a.shown(start, end), place.b.shown(other[0], other[1])))
    return found


def _strengths(side: Side) -> list[Found[Modal]]:
    """The modals around a place; of two that stand together the one that says more: "will have to" is "must"."""
    found: list[Found[Modal]] = []
    for start, end, strength in side.around(modals_of(side.units)):
        token = side.tokens[start]
        if token.bracketed or (token.capital and not token.opens):
            continue
        if token.word == "should" and token.opens:  # "Should the strait open" is an "if"
            continue
        if found and found[-1][1] == start and found[-1][2] == "will":
            found[-1] = (found[-1][0], end, strength)
        else:
            found.append((start, end, strength))
    return found


def _verb(tokens: Sequence[Token], start: int) -> int | None:
    """The verb that a modal governs: the next word that names a deed, or "be"."""
    for i in range(start, min(start + REACH, len(tokens))):
        word = tokens[i].word
        if word in ("be", "have") or (tokens[i].content and not word.endswith("ly")):
            return i
        if tokens[i].parted:
            return None
    return None


def _where(side: Side, verb: Token) -> int | None:
    for i in range(side.first, min(side.end + REACH, len(side.tokens))):
        if side.tokens[i].stem == verb.stem or (verb.word == "be" and side.tokens[i].word in FORMS_OF_BE):
            return i
    return None


def _governing(side: Side, verb: int) -> Found[Modal] | None:
    """The modal of a verb, the nearest before it in its clause."""
    return next((m for m in reversed(_strengths(side)) if m[1] <= verb and _verb(side.tokens, m[1]) == verb), None)


def _lost(place: Place, start: int) -> bool:
    """Whether a modal that leaves something open, or orders it, fell away, and little else was changed."""
    if place.a.tokens[start].word not in ENGLISH.doubtful_modals:
        return False
    if len(place.a.changed) > LIGHT_WORDS or len(place.b.changed) > LIGHT_WORDS:
        return False
    return not any(t.word in ("if", "whether", "perhaps", "maybe", "possibly") for t in place.b.changed)


def _alike(place: Place, mine: Found[Modal], other: Found[Modal]) -> bool:
    """Whether two modals are as strong, or both forbid; "need not" only frees."""
    freed = [
        tokens[m[0]].word in ENGLISH.not_needed and "not" in [t.word for t in tokens[max(0, m[0] - 1) : m[1] + 1]]
        for tokens, m in ((place.a.tokens, mine), (place.b.tokens, other))
    ]
    if mine[2] == other[2]:
        return freed[0] == freed[1]
    if _same_advice(place, mine, other):
        return True
    if not {mine[2], other[2]} <= UNCLEAR or any(freed):
        return False
    sides = ((place.a.tokens, mine), (place.b.tokens, other))
    return all("not" in [t.word for t in tokens[m[1] : m[1] + 2]] for tokens, m in sides)


def _same_advice(place: Place, mine: Found[Modal], other: Found[Modal]) -> bool:
    """Whether both say what one ought not to be: "should not be surprised", "must not be surprised"."""
    sides = ((place.a.tokens, mine), (place.b.tokens, other))
    denied = all([t.word for t in tokens[m[1] : m[1] + 2]] == ["not", "be"] for tokens, m in sides)
    return denied and {mine[2], other[2]} == {"should", "must"}


def hedges(places: Sequence[Place]) -> list[Alteration]:
    """Where a hedge stands for another of another strength, or is all that one printing left out."""
    found: list[Alteration] = []
    everywhere = ([h for p in places for h in _hedges(p.a)], [h for p in places for h in _hedges(p.b)])
    for place in places:
        if place.cut == "tail":
            continue
        mine, others = _hedges(place.a), _hedges(place.b)
        mine, others = mine or _beside(place.a, place.b, others), others or _beside(place.b, place.a, mine)
        if mine and others:
            found += _swapped(place, mine, others)
        elif mine:
            found += _dropped(place, mine, everywhere[1])
        elif others:
            found += [Alteration(c.what, c.b, c.a) for c in _dropped(place.turned(), others, everywhere[0])]
    return found


def _hedges(side: Side) -> list[Hedge]:
    """The hedges among the changed words; "almost all" is one, though only "almost" was changed."""
    return [
        (start, end, value)
        for start, end, value in side.around(hedges_of(side.units))
        if max(start, side.first) < min(end, side.end)
        and not any(t.bracketed or t.idle for t in side.tokens[start:end])
        and (value[0] != "size" or _measures(side.tokens, end))
    ]


def _beside(side: Side, other: Side, hedges: Sequence[Hedge]) -> list[Hedge]:
    """What is left of a hedge of which the other text has more: "always" of "almost always"."""
    whole = all(other.first <= start and end <= other.end for start, end, _ in hedges)
    if side.first < side.end or whole:
        return []
    found = side.around(hedges_of(side.units))
    return [(start, end, value) for start, end, value in found if start <= side.first <= end and value[0] != "size"]


def _swapped(place: Place, mine: Sequence[Hedge], others: Sequence[Hedge]) -> list[Alteration]:
    found = []
    for dimension in ("amount", "surety", "size"):
        a = [h for h in mine if h[2][0] == dimension]
        b = [h for h in others if h[2][0] == dimension]
        if not a or not b or {h[2][1] for h in a} & {h[2][1] for h in b}:
            continue
        if {h[2][1] for h in (*a, *b)} <= {"maybe", "opinion"}:
            continue
        found.append(Alteration("hedge", place.a.shown(*a[0][:2]), place.b.shown(*b[0][:2])))
    return found


def _dropped(place: Place, mine: Sequence[Hedge], moved: Sequence[Hedge]) -> list[Alteration]:
    """A hedge that one printing lacks, where it is all that changed there."""
    found = []
    for start, end, value in mine:
        others = [t for i, t in enumerate(place.a.tokens[: place.a.end]) if i >= place.a.first and not start <= i < end]
        bare = not any(t.content for t in others) and len(place.a.changed) <= BARE_WORDS
        softened = any(t.word in ("may", "might", "could", "seems", "appears") for t in place.b.changed)
        gone = value in ENGLISH.dropped_hedges or _of_many(place.a, start, end, value)
        alike = any(value[0] == other[2][0] for other in moved)
        others_bare = not any(t.content or t.idle or t.word in ENGLISH.mere for t in place.b.changed)
        denied = start > 0 and place.a.tokens[start - 1].word in ("not", "can", "could")  # "cannot possibly"
        if bare and others_bare and gone and not denied and not softened and not alike:
            if place.cut == "head" and (value[1] == "opinion" or not kept_as_sentence(place)):
                continue
            found.append(Alteration("hedge", place.a.shown(start, end), place.b.whole()))
    return found


def _of_many(side: Side, start: int, end: int, value: Level) -> bool:
    """Whether a quantity limits whom a sentence is about: "some of the crews", or "Most crews" at its beginning."""
    if value[0] != "amount" or value[1] == "all":
        return False
    following = side.tokens[end].word if end < len(side.tokens) else ""
    return following == "of" or side.tokens[start].opens


def _measures(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows is measured: a number, "all", "every", or a deed almost done ("almost finished")."""
    if at >= len(tokens):
        return False
    word = tokens[at].word
    almost = tokens[at - 1].word in ("almost", "nearly", "virtually")
    return word[0].isdigit() or word in ENGLISH.digits or word in ENGLISH.parts or word in ENGLISH.scales or almost
