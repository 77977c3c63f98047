"""Who is meant by "he", "she", "who", "the mayor" or "her statement"?

A pronoun means the earlier mention whose clues weigh most; a role means its bearer where the article names one. No
syntax is parsed, so this is a guess that a reader may correct, and each answer says how sure it is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from index.languages.lexicon import Lexicon
from index.speakers.antecedents import REACH, Landscape, clues, fits, kind_of_noun, may_stand_for, of_itself, survey
from index.speakers.names import Mention
from index.speakers.naming import Names, role_keys
from index.speakers.reading import Reading, Token

SURE_OF_NOUN = 0.7  # under this a noun stays what the text says: a wrong name is worse than "the agency"
LONGEST_LIST = 5  # names before "and"
LONGEST_ROLE = 8  # tokens of "of the museum," between a role and its name


class Meant(NamedTuple):
    """The fullest name that was meant, None where nobody's is; how sure that is, 0..1."""

    name: str | None
    sure: float = 1.0


NOBODY = Meant(None, 0.0)


class Antecedent(NamedTuple):
    """A name that a pronoun may mean, and what speaks for it."""

    name: str
    clues: tuple[str, ...]


class References:
    """Follows an article's mentions to names; remembers what earlier pronouns meant."""

    def __init__(
        self,
        reading: Reading,
        found: Sequence[Mention],
        starts: Sequence[int],
        subject: Sequence[int],
        names: Names,
        lexicon: Lexicon,
        weights: Mapping[str, float],
    ) -> None:
        self._reading = reading
        self._found = found
        self._starts = starts
        self._names = names
        self._lexicon = lexicon
        self._weights = weights
        self._apposed = _apposed(reading, found, lexicon)
        self._named = [None if m.sort == "pronoun" else self._name(i) for i, m in enumerate(found)]
        self._pairs = _pairs(reading, found, subject, names, lexicon)
        self._subject = subject
        self._weighed: dict[tuple[str, ...], float] = {}

    @cached_property
    def _land(self) -> Landscape:
        return survey(self._reading, self._found, self._subject, self._named, self._names, self._lexicon)

    def _name(self, i: int) -> str:
        m = self._found[i]
        if m.sort != "noun":
            return self._names.full(m.name, m.title)
        if i in self._apposed:
            named = self._found[self._apposed[i]]
            return self._names.full(named.name, named.title)
        return self._bearer(m) or m.name

    def mentions_of(self) -> dict[str, list[Mention]]:
        """Full names to the mentions that bear them, in the order of the text."""
        result: dict[str, list[Mention]] = {}
        for m, name in zip(self._found, self._named, strict=True):
            if name is not None and m.sort in ("person", "name"):
                result.setdefault(name, []).append(m)
        return result

    def name_of(self, mention: Mention, spoke_last: str | None) -> Meant:
        """The fullest name behind a mention; a noun that names nobody else stays as it is; None for a bare "he".

        A noun need not be one of the article's mentions: any words may stand beside a cue.
        """
        at = bisect_left(self._starts, mention.first)
        if mention.sort == "pronoun":
            return self._pronoun(at, self._lexicon.personal.get(mention.name.lower(), ""), spoke_last)
        listed = at < len(self._found) and self._found[at] == mention
        name = (self._named[at] if listed else self._bearer(mention)) or mention.name
        if mention.sort == "noun" and name == mention.name:
            told = self._author(mention, spoke_last) if listed else None
            return told or (self._definite(at, spoke_last) if listed else None) or Meant(name)
        return Meant(name)

    def _definite(self, at: int, spoke_last: str | None) -> Meant | None:
        """Whom "the bearded professor" or "the agency" means; itself where that is likelier than any name."""
        meant = self._likeliest(self.of_noun(at, spoke_last))
        return meant if meant.name is not None and meant.sure >= SURE_OF_NOUN else None

    def of_noun(self, at: int, spoke_last: str | None) -> list[Antecedent]:
        """What a definite noun may mean: itself, and the earlier names that it may stand for. Empty for other nouns."""
        noun = self._found[at]
        kind = kind_of_noun(noun, self._lexicon)
        if kind is None:
            return []
        heads = {m.title for m in self._found[max(0, at - REACH) : at] if m.sort == "noun"}
        result = [Antecedent(noun.name, of_itself(noun, kind, noun.title in heads))]
        seen: list[str] = []
        for i in range(at - 1, max(0, at - REACH) - 1, -1):
            name = self._named[i]
            if name is None or not may_stand_for(kind, self._found[i], noun, name, self._names, self._lexicon):
                continue
            if name not in seen:
                seen.append(name)
            listed = clues(self._land, at, i, kind, name, seen.index(name), spoke_last, self._names)
            result.append(Antecedent(name, listed))
        return result if len(result) > 1 else []

    def together(self, mention: Mention, cue: int) -> tuple[str, int, int] | None:
        """Those who speak at once beside the cue, "Lind and Hale said": their names, and the characters they take."""
        at = bisect_left(self._starts, mention.first)
        joined = self._pairs.get(at)
        if joined is None or cue < 0:
            return None
        one, other = self._found[joined[0]], self._found[joined[1]]
        tokens = self._reading.tokens
        between = tokens[other.last : cue] if cue >= other.last else tokens[cue + 1 : one.first]
        if cue >= other.last:
            beside = all(t.tag == "auxiliary" for t in between)
        else:
            beside = all(t.tag in ("title", "name") or t.lower in self._lexicon.roles for t in between)
        return (self._all(joined), one.start, other.end) if beside else None

    def _all(self, joined: tuple[int, int]) -> str:
        *names, last = [str(name) for name in self._named[joined[0] : joined[1] + 1]]
        return f"{', '.join(names)} and {last}"

    def _pronoun(self, at: int, word: str, spoke_last: str | None) -> Meant:
        if word == "who":
            return self.name_of(self._found[at - 1], spoke_last) if at else NOBODY
        if word in ("i", "we", "you", ""):
            return NOBODY
        meant = self._likeliest(self.antecedents(at, word, spoke_last))
        if meant.name is None:
            person = word == "it" and spoke_last in self._names.people
            return Meant(spoke_last, 0.5) if spoke_last and not person else NOBODY
        return meant

    def antecedents(self, at: int, word: str, spoke_last: str | None) -> list[Antecedent]:
        """What the pronoun at mention `at` may mean, nearest first, each with its clues."""
        low = max(0, at - REACH)
        paragraph = self._land.paragraph[at]
        result = []
        seen: list[str] = []
        for i in range(at - 1, low - 1, -1):
            m = self._found[i]
            name = self._named[i]
            if word == "it" and paragraph - self._land.paragraph[i] > 1:
                break  # farther off it is likelier a thing that is no mention
            if (
                name is None
                and self._lexicon.personal.get(m.name.lower()) == word
                and self._land.paragraph[i] == paragraph
            ):
                at = i  # "He was tired. ... he said": who is meant there is meant here
            if word == "they" and i in self._pairs:
                name = self._all(self._pairs[i])
            elif name is None or not fits(word, m, name, self._names, self._lexicon):
                continue
            if name not in seen:
                seen.append(name)
            result.append(
                Antecedent(name, clues(self._land, at, i, word, name, seen.index(name), spoke_last, self._names))
            )
        return result

    def _likeliest(self, listed: Sequence[Antecedent]) -> Meant:
        """The name whose mentions together have the greatest share (softmax)."""
        if not listed:
            return NOBODY
        scores = [self._weigh(a.clues) for a in listed]
        top = max(scores)
        shares: dict[str, float] = {}
        for a, score in zip(listed, scores, strict=True):
            shares[a.name] = shares.get(a.name, 0.0) + math.exp(score - top)
        name = max(shares, key=shares.__getitem__)
        return Meant(name, shares[name] / sum(shares.values()))

    def _weigh(self, listed: tuple[str, ...]) -> float:
        known = self._weighed.get(listed)
        if known is None:
            known = self._weighed[listed] = sum([self._weights.get(clue, 0.0) for clue in listed])
        return known

    def _bearer(self, noun: Mention) -> str | None:
        """Who is meant by "the mayor", where the article says who that is; "a mayor" is somebody else."""
        words = noun.name.lower().split()
        if words[0] in self._lexicon.indefinite or words[-1].endswith("s"):
            return None
        roles = self._names.by_role
        narrow, *wide = role_keys(noun)
        if narrow in roles or not wide:
            return roles.get(narrow)
        if words[-1] in self._lexicon.leaders and words[-2] not in self._lexicon.never_places:
            return next((roles[k] for other in self._lexicon.leaders if (k := f"{words[-2]} {other}") in roles), None)
        return roles.get(wide[0])

    def _author(self, noun: Mention, spoke_last: str | None) -> Meant | None:
        """Whose statement it is: "a statement from the ministry", "her statement"."""
        if noun.title not in self._lexicon.documents:
            return None
        at = bisect_left(self._starts, noun.first)
        tokens = self._reading.tokens
        word = self._lexicon.owners.get(noun.name.lower().split()[0])
        if word is not None:
            return self._pronoun(at, word, spoke_last)
        if noun.last < len(tokens) and tokens[noun.last].lower in self._lexicon.authored and at + 1 < len(self._found):
            author = self._found[at + 1]
            if author.first <= noun.last + 2 and author.sort != "pronoun":
                return self.name_of(author, spoke_last)
        return None


def _pairs(
    reading: Reading, found: Sequence[Mention], subject: Sequence[int], names: Names, lexicon: Lexicon
) -> dict[int, tuple[int, int]]:
    """People joined by "and" who may speak together: each one's number to those of the first and the last."""
    joined: dict[int, tuple[int, int]] = {}
    tokens = reading.tokens
    for i in range(len(found) - 1):
        one, other = found[i], found[i + 1]
        if not 1 <= other.first - one.last <= 3 or tokens[one.last].lower not in lexicon.joining or i in joined:
            continue
        between = tokens[one.last + 1 : other.first]
        first = one.first
        while first and (tokens[first - 1].tag in ("title", "name") or tokens[first - 1].lower in lexicon.roles):
            first -= 1
        leads = subject[i] == 2 or not first or tokens[first - 1].tag in ("strong", "line", "point", "quote")
        leads = leads or tokens[first - 1].lower == "both"
        people = all(m.sort == "person" or (m.sort in ("name", "body") and m.name[0].isupper()) for m in (one, other))
        if leads and people and all(t.tag == "title" or t.lower in lexicon.roles for t in between):
            begin = _list_start(reading, found, subject, names, i)
            for k in range(begin, i + 2):
                joined[k] = (begin, i + 1)
    return joined


def _list_start(reading: Reading, found: Sequence[Mention], subject: Sequence[int], names: Names, i: int) -> int:
    """The first of "Ada Lind, Edda Quill and Tor Hale", where `i` is the one before "and"; i where no list leads."""
    tokens = reading.tokens
    first = i
    while first and found[first - 1].last + 1 == found[first].first and tokens[found[first].first - 1].text == ",":
        before = found[first - 1]
        if before.sort != "person" and names.full(before.name, before.title) not in names.people:
            break
        first -= 1
        if subject[first] == 2 or tokens[before.first - 1].tag == "strong":
            return first
        if i - first >= LONGEST_LIST:
            break
    return i


def _apposed(reading: Reading, found: Sequence[Mention], lexicon: Lexicon) -> dict[int, int]:
    """Nouns that stand beside the name they describe, to that name: "Lind, a resident of", "the envoy, Tor Hale"."""
    beside: dict[int, int] = {}
    tokens = reading.tokens
    for i in range(len(found) - 1):
        one, other = found[i], found[i + 1]
        gap = other.first - one.last
        if 1 < gap <= LONGEST_ROLE and _announces(tokens, one, other, lexicon):
            beside[i] = i + 1
        if gap > 1 or (gap == 1 and tokens[one.last].text != ","):
            continue
        if gap == 1 and one.sort in ("person", "name") and other.sort == "noun" and other.title in lexicon.people:
            if other.name.partition(" ")[0].lower() in lexicon.articles:
                beside[i + 1] = i
        elif (
            other.sort in ("person", "name")
            and one.sort == "noun"
            and one.title in lexicon.people
            and (
                gap == 0
                or (one.name.partition(" ")[0].lower() not in lexicon.articles - lexicon.definite and " " in other.name)
            )
        ):
            beside[i] = i + 1
    return beside


def _announces(tokens: Sequence[Token], one: Mention, other: Mention, lexicon: Lexicon) -> bool:
    """Is it "the director of the museum, Edda Quill," with no name in between?"""
    if (
        one.sort != "noun"
        or one.title not in lexicon.people
        or one.name.partition(" ")[0].lower() not in lexicon.definite
    ):
        return False
    if other.sort not in ("person", "name") or " " not in other.name or tokens[other.first - 1].text != ",":
        return False
    between = tokens[one.last : other.first - 1]
    ends = other.last < len(tokens) and (tokens[other.last].text == "," or tokens[other.last].tag == "strong")
    plain = all(t.tag in ("word", "determiner", "name", "title", "preposition") for t in between)
    return ends and plain and between[0].lower in lexicon.role_joints
