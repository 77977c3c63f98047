"""Quotations by the million whose true links are known: stretches of real articles, and printings of them with known
edits. The same seed gives the same quotations; nothing of the text is kept in the project.

A story has some sixty things said, printed by ten outlets within three days; each is printed once to ten times, once as
it was said and then with an edit of a known kind. Every word remembers from which stretch and place it comes, so that
what two printings share is counted and not guessed.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.model import Article, Quotation

SEED = 20_261_122
LEAST, MOST = 6, 15  # words of a stretch
MOST_PRINTINGS = 10
SAID = 60  # things said in a story
OUTLETS = 40
DAYS = 730
PRINTED_WITHIN = 3
SPEAKERS_OF_STORY = 4
UNKNOWN, MISTAKEN = 0.2, 0.04  # how often an article's speaker is not found, or is somebody else
SAME_WORDS = 0.5  # two printings are one thing if they share this part of the shorter one's words ...
LEAST_SHARED = 4  # ... and as many words
Word = tuple[str, int, int]  # as printed, the stretch it comes from, its place there; -1 where it is put in

_FIRST = ("Ada", "Tor", "Per", "Ida", "Liv", "Odd", "Siv", "Kai", "Una", "Jon", "Eva", "Leif", "Mina", "Rolf", "Emil")
_LAST = [
    start + end
    for start in ("Lind", "Hale", "Berg", "Moss", "Vik", "Sund", "Strand", "Holm", "Dal", "Fjeld")
    for end in ("", "er", "gren", "by", "as")
]
_ALIKE = [
    row.split()
    for row in """big large|begin start|help assist|buy purchase|show demonstrate|rise climb|fall drop|say state|keep
    maintain|make produce|expect anticipate|need require|get obtain|think believe|end finish|use employ|want wish|very
    extremely|also too|but however|because since|many numerous|about around|now currently|before earlier|after
    following|company firm|government administration|talks negotiations|deal agreement|sale disposal|price cost|market
    exchange|increase growth|decline decrease|problem difficulty|change shift|plan proposal|possible feasible|important
    significant|quick rapid|near close|part portion|people persons|world globe|year twelvemonth|week days|good
    favourable|bad poor|new fresh|strong robust|high elevated|low depressed|country nation|bank lender|support
    backing|attack assault|job post|money funds|law statute""".replace("\n", " ").split("|")
]
_SYNONYMS = {a: b for one, two in _ALIKE for a, b in ((one, two), (two, one))}


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing: its text, the kind of edit that made it, and where its words come from."""

    text: str
    kind: str
    origins: frozenset[tuple[int, int]]
    words: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An article to be: of which story, in which of its ten places, on which day."""

    day: int
    story: int
    place: int


def stretches(reuters: Path, training: Path, wanted: int) -> list[list[str]]:
    """Stretches of running words of the articles, in an order that the seed gives."""
    found: list[list[str]] = []
    rng = random.Random(SEED)
    for text in _texts(reuters, training):
        words = re.findall(r"\S*[^\W\d_]\S*|\d\S*", text)
        at = 0
        while at + LEAST <= len(words):
            size = rng.randint(LEAST, MOST)
            found.append(words[at : at + size])
            at += size
    rng.shuffle(found)
    return [words for words in found if len(words) >= LEAST][:wanted]


def _texts(reuters: Path, training: Path) -> Iterator[str]:
    with gzip.open(reuters, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    for line in training.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


class World:
    """All stories of a size. Stories are made when asked for; some are kept, since ten articles ask for each."""

    def __init__(self, originals: list[list[str]]) -> None:
        self.originals = originals
        stories = max(1, len(originals) // SAID)
        rng = random.Random(SEED)
        plans = [
            Plan(rng.randrange(PRINTED_WITHIN) + DAYS * story // stories, story, place)
            for story in range(stories)
            for place in range(MOST_PRINTINGS)
        ]
        self.plans = sorted(plans, key=lambda plan: (plan.day, plan.story, plan.place))
        self.story = lru_cache(maxsize=200)(self._story)

    def _story(self, number: int) -> list[list[tuple[int, int, Printed]]]:
        """For each place of the story the (thing said, speaker, printing) that its outlet prints."""
        rng = random.Random(f"{SEED} {number}")
        places: list[list[tuple[int, int, Printed]]] = [[] for _ in range(MOST_PRINTINGS)]
        sizes = range(1, MOST_PRINTINGS + 1)
        for said in range(SAID):
            mine = number * SAID + said
            same_speaker = number * SAID + (said + SPEAKERS_OF_STORY) % SAID
            (size,) = rng.choices(sizes, [1 / n for n in sizes])
            first = rng.randrange(MOST_PRINTINGS)
            for n in range(size):
                kind = rng.choice(list(EDITS)) if n else "as said"
                printed = edited(self.originals, mine, same_speaker, kind, rng)
                places[(first + n) % MOST_PRINTINGS].append((mine, mine % SPEAKERS_OF_STORY, printed))
        return places

    def article(self, plan: Plan) -> tuple[Article, tuple[Quotation, ...], list[Printed]]:
        """The article with its quotations, and how they were made."""
        rng = random.Random(f"{SEED} {plan}")
        outlet = f"Outlet {(plan.story * 7 + plan.place * 3) % OUTLETS:02}"
        name = f"s{plan.story}p{plan.place}"
        parts: list[str] = []
        quotations: list[Quotation] = []
        length = 0
        made = self.story(plan.story)[plan.place]
        for _, speaker, printed in made:
            who = _speaker(plan.story * SPEAKERS_OF_STORY + speaker)
            chance = rng.random()
            given = None if chance < UNKNOWN else _speaker(rng.randrange(1000)) if chance < UNKNOWN + MISTAKEN else who
            start = length + 1
            end = start + len(printed.text)
            sureness = 0.0 if given is None else 0.9
            quotations.append(Quotation(name, start, end, printed.text, "direct", given, given, "said", sureness))
            part = f"“{printed.text}” said {given or 'they'}.\n"
            parts.append(part)
            length += len(part)
        published = f"{2024 + plan.day // 365}-{1 + plan.day % 365 // 31:02}-{1 + plan.day % 365 % 31 % 28:02}"
        article = Article(name, "".join(parts), f"{name}.txt", name, outlet, published)
        return article, tuple(quotations), [printed for _, _, printed in made]


def _speaker(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}"


def edited(originals: list[list[str]], mine: int, other: int, kind: str, rng: random.Random) -> Printed:
    """One stretch after an edit; `other` is what the same speaker said besides."""
    words: list[Word] = [(word, mine, i) for i, word in enumerate(originals[mine])]
    if kind != "as said":
        beside: list[Word] = [(word, other, i) for i, word in enumerate(originals[other])]
        words = EDITS[kind](words, beside, rng)
    origins = frozenset((which, at) for _, which, at in words if at >= 0)
    return Printed(" ".join(word for word, _, _ in words), kind, origins, len(words))


def _cut_end(words: list[Word], _: list[Word], rng: random.Random) -> list[Word]:
    keep = max(5, round(len(words) * rng.uniform(0.4, 0.8)))
    return words[:keep] if rng.random() < 0.5 else words[-keep:]


def _cut_inside(words: list[Word], _: list[Word], rng: random.Random) -> list[Word]:
    gone = max(1, round(len(words) * rng.uniform(0.15, 0.4)))
    at = rng.randrange(2, len(words) - gone) if len(words) - gone > 2 else 2
    return (
        [*words[:at], ("...", -1, -1), *words[at + gone :]] if rng.random() < 0.5 else words[:at] + words[at + gone :]
    )


def _swap(words: list[Word], beside: list[Word], rng: random.Random, share: float = 0.15) -> list[Word]:
    """Synonyms where the table has one, else any word in its place: so many of its words, at least one."""
    changed = list(words)
    known = [i for i, (word, _, _) in enumerate(words) if word.lower() in _SYNONYMS]
    others = [i for i in range(len(words)) if i not in known]
    rng.shuffle(others)
    for i in [*known, *others][: max(1, round(len(words) * share))]:
        word = words[i][0]
        changed[i] = (_SYNONYMS.get(word.lower()) or rng.choice(beside)[0], -1, -1)
    return changed


def _reworded(words: list[Word], beside: list[Word], rng: random.Random) -> list[Word]:
    """As another translator has it: a quarter of the words are others, and two parts change places."""
    at = rng.randrange(3, len(words) - 2)
    changed = _swap(words, beside, rng, 0.25)
    return changed[at:] + changed[:at]


def _typo(words: list[Word], _: list[Word], rng: random.Random) -> list[Word]:
    changed = list(words)
    longest = sorted(range(len(words)), key=lambda i: -len(words[i][0]))[:4]
    for i in rng.sample(longest, rng.randint(1, 2)):
        word = words[i][0]
        at = rng.randrange(max(1, len(word) - 1))
        changed[i] = (word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :], -1, -1)
    return changed


def _splice(words: list[Word], beside: list[Word], rng: random.Random) -> list[Word]:
    keep = max(5, round(len(words) * rng.uniform(0.5, 0.9)))
    return words[:keep] + beside[: max(5, len(beside) // 2)]


def _same(words: list[Word], _: list[Word], __: random.Random) -> list[Word]:
    return words


EDITS: dict[str, Callable[[list[Word], list[Word], random.Random], list[Word]]] = {
    "unchanged": _same,
    "cut at an end": _cut_end,
    "cut inside": _cut_inside,
    "words swapped": _swap,
    "reworded": _reworded,
    "typos": _typo,
    "spliced": _splice,
}


def shared(a: Printed, b: Printed) -> int:
    """How many words of the same stretch two printings share."""
    return len(a.origins & b.origins)


def one_thing(a: Printed, b: Printed) -> bool:
    """Whether two printings share so much that a link between them is wanted."""
    both = shared(a, b)
    return both >= LEAST_SHARED and both >= SAME_WORDS * min(a.words, b.words)
