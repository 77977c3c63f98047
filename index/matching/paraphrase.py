"""Does a report in a writer's own words tell what a quotation says?

A reporter who tells it without marks changes tense and person and leaves out most words, but keeps the rare ones. So
what reporting changes is taken away, and what is left is compared with the one sentence of the quotation that has most
of it, since a report tells a sentence rather than a speech. Pure, and the same for two outlets in whatever order.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from index import terms
from index.languages.meaning import ENGLISH
from index.matching import diff, fitted
from index.matching.fitted import Coefficients
from index.matching.places import Side
from index.matching.polarity import reverses
from index.matching.quantities import quantities
from index.matching.tokens import Token, read

CONTENT = 4.0  # rarity from which a stem tells something: "could", "said" and all pronouns are below, "open" is 4.6
LEAST_STEMS = 2  # shared; with one rare word alone two texts are on one thing, and no more
LEAST_MASS = 6.0  # and so much rarity: the labelled pairs were drawn from those that have it
THIN_STEMS = 3  # in one sentence: with two, some of the surest were wrong ("the bill", "served in")
THIN_SCORE = 0.5  # what less than that is worth
# from this score on a report tells what the quotation says: held out 17 of 17 that reach it do, at .65 18
# of 19, at .5 26 of 33
REPORTED = 0.7
UNCOUNTED = 0.4  # share of words that the table of English stems lacks: then the text is not English
NAMES = ("shared", "larger share", "smaller share", "stems", "run")
_WEAK = (1.0, 2.0)  # "first", "one of us", "a second": mostly no numbers
CACHED_TEXTS = 1 << 12
# cues that deny what is reported: "denied that", "refused to", "opposed the toll"
DENYING = frozenset({"deni", "disput", "reject", "oppos", "refus", "declin"})
# what stands in the past in a report; regular verbs have one stem
_BASES = {
    past: base
    for base, pasts in {
        "become": "became", "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
        "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came", "draw": "drew drawn",
        "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "feel": "felt", "fight": "fought",
        "find": "found", "fly": "flew flown", "forget": "forgot forgotten", "get": "got gotten",
        "give": "gave given", "go": "went gone", "grow": "grew grown", "hear": "heard", "hold": "held",
        "keep": "kept", "know": "knew known", "lead": "led", "leave": "left", "lend": "lent", "lie": "lied",
        "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "ring": "rang rung",
        "rise": "rose risen", "run": "ran", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
        "shake": "shook shaken", "shoot": "shot", "show": "shown", "sing": "sang sung", "sink": "sank sunk",
        "sit": "sat", "sleep": "slept", "speak": "spoke spoken", "spend": "spent", "stand": "stood",
        "steal": "stole stolen", "strike": "struck", "swear": "swore sworn", "take": "took taken",
        "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown", "understand": "understood",
        "win": "won", "write": "wrote written",
    }.items()
    for past in pasts.split()
}  # fmt: skip


class Sentence(Struct, frozen=True):
    """The words of one sentence, and the stems among them that tell something, in order."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]


class Content(Struct, frozen=True):
    """What a text tells: its sentences, all their stems, the rarity of these, its numbers, weekdays and months."""

    sentences: tuple[Sentence, ...]
    bag: frozenset[str]
    mass: float
    figures: frozenset[float]
    dates: frozenset[str]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All its words."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)


def paraphrase(quotation: str, report: str, speaker: str = "", cue: str = "") -> float:
    """The probability (0..1) that a report tells what a quotation, or a sentence of it, says; both by `speaker`.

    `cue` is the report's: "denied" turns it. 0 where they share next to nothing, where only one of them denies it,
    where the report has a number that the quotation lacks, and where either is not English. Whether the speaker and
    the days are the same is for the caller to see to.
    """
    said, told = content(quotation, speaker), content(report, speaker)
    values = measured(said, told)
    if values is None or contradicts(said, told, cue):
        return 0.0
    fit = coefficients()
    z = fit.intercept + sum(weight * value for weight, value in zip(fit.weights, values, strict=True))
    score = fit.ceiling / (1 + math.exp(-max(-30.0, min(30.0, z))))
    thin = len(told.bag.intersection(nearest(said, told).stems)) < THIN_STEMS
    return min(score, THIN_SCORE) if thin else score


def measured(said: Content, told: Content) -> tuple[float, ...] | None:
    """The numbers of `NAMES` for a pair; None where they share too little to be worth weighing.

    All are of the report and the one sentence of the quotation that is nearest to it: the rarity they share, its
    shares of what each of the two tells, how many stems, and the rarity of the longest run of words that both have.
    Tried and left out, since the folds were no better with them: order, names that the quotation lacks, the share of
    the whole quotation, whether "he" stands for "I".
    """
    shared = said.bag & told.bag
    if len(shared) < LEAST_STEMS or mass_of(shared) < LEAST_MASS:
        return None
    best = nearest(said, told)
    inside = shared.intersection(best.stems)
    mass = mass_of(inside)
    shares = sorted((mass / told.mass, mass / mass_of(set(best.stems))))
    run = _longest_run([t.stem for t in told.tokens], [t.stem for t in best.tokens])
    return math.log1p(mass), shares[1], shares[0], math.log1p(len(inside)), math.log1p(run)


def _longest_run(a: Sequence[str], b: Sequence[str]) -> float:
    """The rarity of the words that stand in both in one run, of the run where it is largest."""
    of = fitted.rarity().of
    best = 0.0
    before = [0.0] * (len(b) + 1)
    for word in a:
        here = [0.0] * (len(b) + 1)
        for at, other in enumerate(b, 1):
            if word == other:
                here[at] = before[at - 1] + of(word)
        best, before = max(best, *here), here
    return best


def nearest(said: Content, told: Content) -> Sentence:
    """The sentence of a quotation that has most of a report, the shortest of those; there is one with something."""
    return max(said.sentences, key=lambda one: (mass_of(told.bag.intersection(one.stems)), -len(one.tokens)))


def contradicts(said: Content, told: Content, cue: str = "") -> bool:
    """Whether only one of the two denies it, or the report gives a number that the quotation lacks, or other dates."""
    if told.figures - said.figures or (said.dates and told.dates - said.dates):
        return True
    near = nearest(said, told)
    turned = _turned(told.tokens, near.tokens) or _turned(near.tokens, told.tokens)
    shared = told.bag.intersection(near.stems)
    denials = sum(_denials(tokens, shared) for tokens in (told.tokens, near.tokens))
    denials += turned + (terms.stem(cue.lower()) in DENYING)
    return denials % 2 == 1


def _denials(tokens: Sequence[Token], shared: Collection[str]) -> int:
    """The negations in some words, but for clauses that tell something of which the other text has nothing."""
    found = start = 0
    for end in [i for i, token in enumerate(tokens, 1) if token.parted or i == len(tokens)]:
        clause = tokens[start:end]
        stems = {telling(token.word) for token in clause} - {""}
        if not stems or not stems.isdisjoint(shared):
            found += sum(token.word in ENGLISH.negators and not token.idle for token in clause)
        start = end
    return found


def _turned(tokens: Iterable[Token], others: Iterable[Token]) -> bool:
    """Whether a word is the reverse of one that the other text has: "inaccurate" beside "accurate"."""
    there = list(others)
    words, stems = {token.word for token in there}, {token.stem for token in there}
    return any(token.content and reverses(token, words, stems) for token in tokens)


@lru_cache(maxsize=CACHED_TEXTS)
def content(text: str, speaker: str = "") -> Content:
    """What a text tells, without its speaker's own name, which only the report has. Linear; empty if not English."""
    units = diff.units(text)
    tokens = read(units)
    if sum(not _counted(token.word) for token in tokens) > UNCOUNTED * len(tokens):
        tokens = ()
    own = {word.stem for word in terms.words(speaker)}
    sentences: list[Sentence] = []
    start = 0
    for end in [i for i, token in enumerate(tokens, 1) if token.ends or i == len(tokens)]:
        words = tokens[start:end]
        sentences.append(
            Sentence(words, tuple(stem for word in words if (stem := telling(word.word)) and stem not in own))
        )
        start = end
    bag = frozenset(stem for sentence in sentences for stem in sentence.stems)
    found = [one.value for one in quantities(Side(units, tokens, 0, len(tokens)))]
    figures = frozenset(value for one in found if (value := _number(one)) is not None and value not in _WEAK)
    dates = frozenset(str(one) for one in found if _number(one) is None)
    return Content(tuple(sentences), bag, mass_of(bag), figures, dates)


def _number(value: float | str) -> float | None:
    """A quantity as a number, "ninth" as 9; None for a weekday or a month."""
    if isinstance(value, float):
        return value
    return float(value[1:]) if value.startswith("#") else None


@lru_cache(maxsize=1 << 16)
def _counted(word: str) -> bool:
    return next(iter(terms.stems(word)), "") in fitted.rarity().idf


@lru_cache(maxsize=1 << 16)
def telling(word: str) -> str:
    """The stem that a folded word is compared by, a verb's in the present; empty where it tells nothing."""
    if word in ENGLISH.function_words or word in ENGLISH.negators:
        return ""
    stem = next(iter(terms.stems(_BASES.get(word, word))), "")
    return stem if fitted.rarity().of(stem) >= CONTENT else ""


@lru_cache(maxsize=CACHED_TEXTS)
def stems(text: str) -> set[str]:
    """The stems by which texts that tell the same are found: those of `content`, without its care."""
    return {stem for word in terms.folds(text) if (stem := telling(word))}


def mass_of(stems: Iterable[str]) -> float:
    """The summed rarity of some distinct stems."""
    return math.fsum(map(fitted.rarity().of, stems))  # the same in whatever order a set gives them


@cache
def coefficients() -> Coefficients:
    """What `make fit` found."""
    table = json.loads((files("index") / "data" / "paraphrase.json").read_text(encoding="utf-8"))
    return Coefficients(tuple(table["weights"]), tuple(table["weights"].values()), table["intercept"], table["ceiling"])
