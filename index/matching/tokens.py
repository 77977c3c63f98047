"""Which words stand in the units of a text, and how do they stand there?

The units are those of `diff`. Contractions are written out, so that "won't" has a "not" of its own; phrases that hold a
negation and deny nothing are marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from index import terms
from index.languages.meaning import ENGLISH, ByWord, Level, Modal, Phrase, Value
from index.matching.diff import Units

_CLOSING = "\"'”’»)]}"
_ENDS_SENTENCE = re.compile(rf"[.!?…][{re.escape(_CLOSING)}]*$")
_ENDS_PART = re.compile(rf"(?:[.!?…,;:—–)]|--)[{re.escape(_CLOSING)}]*$")
_ASKS = re.compile(rf"\?[{re.escape(_CLOSING)}]*$")
_ABBREVIATED = re.compile(
    r"^\W*(?:\w\.)+$|^\W*(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Nov|Dec|Jan|Feb|Aug|Sept|Oct)\.$"
)
CACHED_TEXTS = 1 << 10  # some 20 KB each
CACHED_WORDS = 1 << 14
Found = tuple[int, int, Value]  # a phrase: its first word, its end, and what the table says of it


class Token(NamedTuple):
    """One word: folded, its stem, the index of its unit, and the word as printed (whole, also of a contraction).

    `capital`: printed with one; `opens` a sentence; `parted` and `ends`: its unit ends with a mark of any kind, with
    that of a sentence, after this word; `bracketed`: an editor's words; `idle`: part of a phrase that denies nothing.
    """

    word: str
    stem: str
    unit: int
    printed: str
    capital: bool = False
    opens: bool = False
    parted: bool = False
    ends: bool = False
    bracketed: bool = False
    idle: bool = False

    @property
    def content(self) -> bool:
        """Whether it names a thing or a deed, and does not only tie others."""
        return self.word not in ENGLISH.function_words and self.word not in ENGLISH.negators


@lru_cache(maxsize=CACHED_TEXTS)
def read(units: Units) -> tuple[Token, ...]:
    """The words of all units in order. Linear in the text; remembered, since a text is compared with many."""
    found: list[Token] = []
    opens, inside = True, False
    for at, printed in enumerate(units.printed):
        marked = not printed.isalnum()
        if not marked and at + 1 not in units.breaks:  # most units are words without a mark, which end nothing
            capital = printed[0].isupper()
            for step, part in enumerate(written_out(terms.fold(printed))):
                found.append(Token(part, terms.stem(part), at, printed, capital and step == 0, opens, bracketed=inside))
                opens = False
            continue
        following = units.printed[at + 1] if at + 1 < len(units.printed) else ""
        parted = marked and bool(_ENDS_PART.search(printed)) and not _ABBREVIATED.search(printed)
        ends = marked and _sentence_ends(printed, following)
        ends = ends or (at + 1 in units.breaks and _first_letter(following).isupper())
        words = [(terms.fold(printed), 0, len(printed))]
        if marked:
            words = [(word.folded, word.start, word.end) for word in terms.words(printed)]
        for number, (folded, start, end) in enumerate(words):
            last = number == len(words) - 1
            inside = inside or "[" in printed[:start]
            capital = printed[start].isupper()
            bracketed = inside and "]" not in printed[:start]
            parts = written_out(folded)
            for step, part in enumerate(parts):
                closing = last and step == len(parts) - 1
                found.append(
                    Token(
                        word=part,
                        stem=terms.stem(part),
                        unit=at,
                        printed=printed[start:end],
                        capital=capital and step == 0,
                        opens=opens,
                        parted=closing and parted,
                        ends=closing and ends,
                        bracketed=bracketed,
                    )
                )
                opens = False
        inside = (
            "[" in printed and "]" not in printed.rpartition("[")[2]
            if "[" in printed
            else inside and "]" not in printed
        )
        opens = opens or ends
    return _idle_marked(tuple(found), units)


@lru_cache(maxsize=CACHED_TEXTS)
def modals_of(units: Units) -> list[Found[Modal]]:
    """The modals of a text."""
    return _phrases(read(units), ENGLISH.modals_by_word)


@lru_cache(maxsize=CACHED_TEXTS)
def hedges_of(units: Units) -> list[Found[Level]]:
    """The hedges of a text."""
    return _phrases(read(units), ENGLISH.hedges_by_word)


@lru_cache(maxsize=CACHED_TEXTS)
def neutral_of(units: Units) -> list[Found[bool]]:
    """The phrases of a text that hold a negation and deny nothing."""
    return _phrases(read(units), ENGLISH.neutral_by_word)


def _phrases(tokens: Sequence[Token], table: ByWord[Value]) -> list[Found[Value]]:
    """The phrases of a table in the text, the longest at each place."""
    if table.keys().isdisjoint([token.word for token in tokens]):
        return []
    found = []
    end = 0
    for at, token in enumerate(tokens):
        for phrase, value in table.get(token.word, ()) if at >= end else ():
            if _begins(tokens, at, phrase):
                end = at + len(phrase)
                found.append((at, end, value))
                break
    return found


def starts_with(tokens: Sequence[Token], some: Collection[Phrase]) -> bool:
    """Whether the words begin with one of these phrases."""
    return any(_begins(tokens, 0, phrase) for phrase in some)


def _begins(tokens: Sequence[Token], at: int, phrase: Phrase) -> bool:
    words = tokens[at : at + len(phrase)]
    return len(words) == len(phrase) and all(t.word == word for t, word in zip(words, phrase, strict=True))


def _sentence_ends(printed: str, following: str) -> bool:
    if not _ENDS_SENTENCE.search(printed) or _ABBREVIATED.search(printed):
        return False
    return not _first_letter(following).islower()


def _first_letter(unit: str) -> str:
    return next((c for c in unit if c.isalnum()), "")


@lru_cache(maxsize=CACHED_WORDS)
def written_out(word: str) -> tuple[str, ...]:
    """The words that a folded one stands for: "won't" is "will" and "not"."""
    if word in ENGLISH.contractions:
        return ENGLISH.contractions[word]
    for ending, words in ENGLISH.endings.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], *words)
    return (word.removesuffix("'s"),) if word != "'s" else (word,)


def _idle_marked(tokens: tuple[Token, ...], units: Units) -> tuple[Token, ...]:
    """The tokens, with phrases that deny nothing, question tags and an answering "No," marked."""
    idle: set[int] = set()
    for start, end, _ in _phrases(tokens, ENGLISH.neutral_by_word):
        idle.update(range(start, end))
    for i, token in enumerate(tokens):
        answer = token.word == "no" and token.opens and token.parted
        if answer or (token.word == "not" and _tag(tokens, i, units)):
            idle.add(i)
    if not idle:
        return tokens
    return tuple(token._replace(idle=True) if i in idle else token for i, token in enumerate(tokens))


def _tag(tokens: Sequence[Token], at: int, units: Units) -> bool:
    """Whether a "not" belongs to a question tag: ", isn't it?"."""
    asked = at + 1 < len(tokens) and tokens[at + 1].word in ENGLISH.subjects
    before = tokens[at - 2] if at >= 2 else None
    return asked and before is not None and before.parted and bool(_ASKS.search(units.printed[tokens[at + 1].unit]))
