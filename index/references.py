"""Who is meant by "he", "she", "who", "the mayor" or "her statement"?

A pronoun means the last person that fits it, subjects and whoever spoke last first; a role means its bearer where the
article names one. No syntax is parsed, so this is a guess that a reader may correct.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.lexicon import Lexicon
from index.names import Mention, Names, role_keys
from index.reading import Reading

REACH = 40  # mentions looked back over; farther off nothing was ever meant in the labelled sets
SUBJECT = 1.2  # points; a sentence's distance costs 1. Set by hand on ggt_quoted
SPOKE_LAST = 1.5
PERSON = 1.0
COMMON_NOUN = -1.0
CHAINED = 0.5  # an earlier "he" that was followed to a name
_AUTHORS = frozenset(("from", "by", "of"))


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
    ) -> None:
        self._reading = reading
        self._found = found
        self._starts = starts
        self._subject = subject
        self._names = names
        self._lexicon = lexicon
        self._known: dict[int, str | None] = {}

    def name_of(self, mention: Mention, spoke_last: str | None) -> str | None:
        """The fullest name behind a mention; a noun that names nobody else stays as it is; None for a bare "he"."""
        if mention.sort == "pronoun":
            at = bisect_left(self._starts, mention.first)
            if at not in self._known or spoke_last is not None:
                self._known[at] = self._follow(at, mention.name.lower(), spoke_last)
            return self._known[at]
        if mention.sort != "noun":
            return self._names.full(mention.name, mention.title)
        return self._bearer(mention) or self._author(mention, spoke_last) or mention.name

    def _follow(self, at: int, word: str, spoke_last: str | None) -> str | None:
        if word == "who":
            return self.name_of(self._found[at - 1], spoke_last) if at else None
        if word in ("i", "we"):
            return None
        here = self._reading.sentence_of[self._starts[at]]
        best: tuple[float, str] | None = None
        for i in range(at - 1, max(-1, at - REACH), -1):
            scored = self._score(i, word, here, spoke_last)
            if scored is not None and (best is None or scored[0] > best[0]):
                best = scored
        return best[1] if best else spoke_last

    def _score(self, i: int, word: str, here: int, spoke_last: str | None) -> tuple[float, str] | None:
        m = self._found[i]
        if m.sort == "pronoun":
            name = self._known.get(i) if m.name.lower() == word else None
            fit: float | None = CHAINED
        else:
            name = self._names.full(m.name, m.title) if m.sort != "noun" else self._bearer(m) or m.name
            fit = self._fit(word, m, name)
        if name is None or fit is None:
            return None
        score = fit + SUBJECT * self._subject[i] - (here - self._reading.sentence_of[m.first])
        return score + SPOKE_LAST * (name == spoke_last), name

    def _fit(self, word: str, m: Mention, name: str) -> float | None:
        """How well a mention fits a pronoun, None where it can't."""
        plural = m.sort == "noun" and m.name.endswith("s")
        if word in ("he", "she"):
            if self._names.gender.get(name, word) != word or plural or m.sort == "body":
                return None
            if name in self._names.people:
                return PERSON
            return COMMON_NOUN if m.sort == "noun" and m.title in self._lexicon.people else None
        if word == "they":
            return PERSON if plural or m.sort == "body" else COMMON_NOUN
        return PERSON if m.sort == "body" or m.title in self._lexicon.bodies else None

    def _bearer(self, noun: Mention) -> str | None:
        """Who is meant by "the mayor", where the article says who that is; "a mayor" is somebody else."""
        words = noun.name.lower().split()
        if words[0] in self._lexicon.indefinite or words[-1].endswith("s"):
            return None
        roles = self._names.by_role
        narrow, *wide = role_keys(noun)
        if narrow in roles or not wide:
            return roles.get(narrow)
        if words[-1] in self._lexicon.leaders and words[-2] not in ("the", "prime", "vice"):
            return next((roles[k] for other in self._lexicon.leaders if (k := f"{words[-2]} {other}") in roles), None)
        return roles.get(wide[0])

    def _author(self, noun: Mention, spoke_last: str | None) -> str | None:
        """Whose statement it is: "a statement from the ministry", "her statement"."""
        if noun.title not in self._lexicon.documents:
            return None
        at = bisect_left(self._starts, noun.first)
        tokens = self._reading.tokens
        owner = noun.name.lower().split()[0]
        word = {"his": "he", "her": "she", "their": "they", "its": "it"}.get(owner)
        if word is not None:
            return self._follow(at, word, spoke_last)
        if noun.last < len(tokens) and tokens[noun.last].lower in _AUTHORS and at + 1 < len(self._found):
            author = self._found[at + 1]
            if author.first <= noun.last + 2 and author.sort != "pronoun":
                return self.name_of(author, spoke_last)
        return None
