"""Articles by the hundred thousand: real ones, and copies of them as later years and other outlets would print them.

Copies come in rounds of all articles, in two kinds by turns. A **later happening** has the article's build and none of
its matter: eight months on, nearly all words but the commonest drawn anew, in quotations all of them, so that it shares
no link with what it was copied from. A **retelling** is what another outlet makes of the happening of the round before:
within two days, a quarter of those words drawn anew outside quotations; of its quotations one in two stays, whole or
cut at an end, and the others are drawn anew. Words are drawn as often as the articles have them, and one in thirty is a
new one put together of halves, so that the lexicon grows with the library as it does with real articles. The same seed
gives the same articles; nothing of the text is kept in the project.

usage: python -m benchmarks.copies ARTICLES.jsonl.gz WANTED OUT.jsonl
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20_261_123
ROUND_DAYS = 240  # the articles are of as many days: a library of more rounds is of more years
RETOLD_WITHIN = 2  # days
HOLDING = 300  # so many of the commonest words hold sentences together ("said", "of") and stay
LATER, RETOLD = 0.8, 0.25  # of the other words outside quotations, drawn anew
QUOTATION_STAYS, STAYS_WHOLE = 0.5, 0.6
CUT_TO = 0.7  # of its words
NEW_WORD = 1 / 30  # the lexicon of ten times as many articles is then three times as long, as of real ones
LONG = 6  # letters of a word whose half may be part of a new one
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_QUOTED = re.compile(r'"([^"]{3,1000})"')
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What words are drawn from, each as often as the articles have it, and those that stay."""

    drawn: Sequence[str]
    holding: frozenset[str]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, str]]) -> Words:
        found = [word for row in rows for word in _WORD.findall(row["text"])]
        counts = Counter(word.lower() for word in found)
        holding = frozenset(word for word, _ in counts.most_common(HOLDING))
        return cls([word for word in found if word.lower() not in holding], holding)

    def draw(self, rng: random.Random) -> str:
        word = self.drawn[int(rng.random() * len(self.drawn))]
        if rng.random() < NEW_WORD:
            other = self.drawn[int(rng.random() * len(self.drawn))]
            if min(len(word), len(other)) >= LONG:
                return word[: len(word) // 2] + other[len(other) // 2 :].lower()
        return word

    def changed(self, text: str, share: float, rng: random.Random) -> str:
        """The text with so many of its words, but for those that hold it together, drawn anew."""

        def other(match: re.Match[str]) -> str:
            word = match[0]
            return word if word.lower() in self.holding or rng.random() >= share else self.draw(rng)

        return _WORD.sub(other, text)


def rows_of(articles: Path) -> Iterator[Row]:
    """The articles of a JSONL file, packed or not."""
    with (gzip.open if articles.suffix == ".gz" else open)(articles, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def copies(rows: Sequence[Row], wanted: int) -> Iterator[Row]:
    """So many articles: the first are those given, the others copies of them."""
    yield from rows[:wanted]
    if wanted <= len(rows):
        return
    words = Words.of(rows)
    for number in range(len(rows), wanted):
        turn, at = divmod(number, len(rows))
        yield _copy(rows[at], turn, words)


def _copy(row: Row, turn: int, words: Words) -> Row:
    """The article in a round: those of even rounds are later happenings, the next round retells them."""
    happening = turn // 2
    text, title = row["text"], row["title"]
    if happening:
        rng = random.Random(f"{SEED} {row['id']} {happening}")
        text = _parts(
            text, lambda quoted: words.changed(quoted, 1.0, rng), lambda told: words.changed(told, LATER, rng)
        )
        title = words.changed(title, LATER, rng)
    days = ROUND_DAYS * happening
    if turn % 2:
        rng = random.Random(f"{SEED} {row['id']} {turn}")
        text = _parts(text, lambda quoted: _requoted(quoted, words, rng), lambda told: words.changed(told, RETOLD, rng))
        title = words.changed(title, RETOLD, rng)
        days += rng.randrange(RETOLD_WITHIN)
    published = (datetime.fromisoformat(row["published"]) + timedelta(days=days)).isoformat()
    return {"id": f"{row['id']}-{turn}", "title": title, "outlet": f"Wire {turn}", "published": published, "text": text}


def _parts(text: str, quoted: Callable[[str], str], told: Callable[[str], str]) -> str:
    """A text whose quotations went through one function and the rest through another."""
    made, at = [], 0
    for match in _QUOTED.finditer(text):
        made += [told(text[at : match.start(1)]), quoted(match[1])]
        at = match.end(1)
    return "".join([*made, told(text[at:])])


def _requoted(text: str, words: Words, rng: random.Random) -> str:
    """A quotation as the other outlet has it: whole, cut, or another one."""
    if rng.random() >= QUOTATION_STAYS:
        return words.changed(text, 1.0, rng)
    if rng.random() < STAYS_WHOLE:
        return text
    parts = text.split()
    return " ".join(parts[: max(3, round(CUT_TO * len(parts)))])


def write(rows: Sequence[Row], wanted: int, path: Path) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for row in copies(rows, wanted):
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    write(list(rows_of(Path(sys.argv[1]))), int(sys.argv[2]), Path(sys.argv[3]))
