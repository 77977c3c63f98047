"""What speaks for and against each person that "he", "she", "it" or "they" may mean?

Every earlier mention gets clues: short strings that say how far off it stands, what it is in its sentence, whether it
spoke last and whether its gender is known. `benchmarks/fit_references.py` fits their weights; here is only what is
looked at. One person's mentions add up, so that whoever a paragraph is about outweighs a passer-by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from index.languages.lexicon import Lexicon
from index.speakers.names import Mention
from index.speakers.naming import Names
from index.speakers.reading import Reading

REACH = 30  # mentions looked back over; farther off nothing was ever meant in the labelled sets
DESCRIBED = 3  # words of a noun phrase that describes somebody known: "the bearded young professor"
NOUNS = ("the person", "the body")  # what a definite noun may stand for
_PERSONAL = ("he", "she")


class Landscape(Struct, frozen=True):
    """An article's mentions as antecedents see them, one entry for each mention.

    `name` is the fullest name (None for a pronoun), `paragraph` and `sentence` count those that have words, `opens`
    says that it is its paragraph's first mention, `led` is the name that the paragraph begins with (None where that is
    a pronoun or a noun), `standing` are the clues that are the same for every pronoun.
    """

    name: tuple[str | None, ...]
    paragraph: tuple[int, ...]
    sentence: tuple[int, ...]
    opens: tuple[bool, ...]
    led: tuple[str | None, ...]
    standing: tuple[tuple[str, ...], ...]


def survey(
    reading: Reading,
    found: Sequence[Mention],
    subject: Sequence[int],
    named: Sequence[str | None],
    names: Names,
    lexicon: Lexicon,
) -> Landscape:
    """The landscape of an article; `named` are the mentions' fullest names. Linear."""
    paragraphs, sentences = _counted(reading)
    often = Counter(name for name in named if name is not None)
    paragraph, sentence, opens, led, standing = [], [], [], [], []
    leader: str | None = None
    last = -1
    for i, m in enumerate(found):
        at = reading.sentence_of[m.first]
        paragraph.append(paragraphs[at])
        sentence.append(sentences[at])
        opens.append(paragraphs[at] != last)
        name = named[i]
        if opens[-1]:
            leader = name if m.sort in ("person", "name") and subject[i] > 0 else None
        led.append(leader)
        first = opens[-1] and subject[i] > 0
        last = paragraphs[at]
        standing.append(
            tuple(_standing(reading, m, name, subject[i], first, often[name] if name else 0, names, lexicon))
        )
    return Landscape(tuple(named), tuple(paragraph), tuple(sentence), tuple(opens), tuple(led), tuple(standing))


def _counted(reading: Reading) -> tuple[list[int], list[int]]:
    """For each sentence: how many paragraphs, and how many sentences with words, stand before it."""
    paragraphs, sentences = [], []
    paragraph = sentence = 0
    filled = False
    for (first, last), worded in zip(reading.bounds, reading.worded, strict=True):
        paragraphs.append(paragraph)
        sentences.append(sentence)
        sentence += worded
        filled = filled or last - first > 1 or worded
        if last > first and reading.tokens[last - 1].tag == "line":
            paragraph += filled
            filled = False
    return paragraphs, sentences


def _standing(
    reading: Reading,
    m: Mention,
    name: str | None,
    subject: int,
    opens: bool,
    often: int,
    names: Names,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    tokens = reading.tokens
    after = tokens[m.last] if m.last < len(tokens) else None
    before = tokens[m.first - 1] if m.first else None
    acts = ""
    if after is not None and after.tag in ("strong", "weak", "auxiliary"):
        acts = "speaks" if after.tag == "strong" else after.tag
    elif before is not None and before.tag == "strong":
        acts = "speaks"
    count = "" if name is None else "1" if often == 1 else "2-3" if often <= 3 else "4+"
    placed = before is not None and before.tag == "preposition"
    return _standing_clues(_sort(m, name, names, lexicon), subject, opens, count, acts, placed)


@lru_cache(maxsize=4096)
def _standing_clues(sort: str, subject: int, opens: bool, often: str, acts: str, placed: bool) -> tuple[str, ...]:
    result = [f"sort {sort}", f"subject {subject}"]
    if opens:
        result.append("opens")
    if often:
        result.append(f"often {often}")
    if acts:
        result.append(f"acts {acts}")
    if placed:
        result.append("prepositional")
    return tuple(result)


def _sort(m: Mention, name: str | None, names: Names, lexicon: Lexicon) -> str:
    if name in names.people:
        return "person" if m.sort != "noun" else "bearer"
    if m.sort == "noun":
        first = m.name.partition(" ")[0].lower()
        owned = first in lexicon.owners
        manner = "owned" if owned else "a" if first in lexicon.indefinite else "the"
        return f"{manner} {'person' if m.title in lexicon.people else 'body' if m.title in lexicon.bodies else 'other'}"
    return m.sort


def fits(word: str, m: Mention, name: str, names: Names, lexicon: Lexicon) -> bool:
    """Can this mention be what the pronoun means at all? Number and known gender rule out."""
    plural = m.sort == "noun" and m.name.endswith("s")
    if word in _PERSONAL:
        if plural or m.sort == "body":
            return False
        known = names.gender.get(name) or _gender_of_noun(m, lexicon)
        if known is not None and known != word:
            return False
        if m.sort == "noun":
            return name in names.people or m.title in lexicon.people
        return name in names.people or " " in name
    if word == "they":
        return plural or m.sort in ("body", "name") or (m.title in lexicon.bodies and m.title not in lexicon.documents)
    if m.sort == "noun" and m.title in lexicon.people:
        return False
    return (
        m.sort == "body"
        or (m.sort == "noun" and m.title in lexicon.bodies)
        or (name not in names.people and name not in names.places)
    )


def kind_of_noun(noun: Mention, lexicon: Lexicon) -> str | None:
    """Whether a noun may stand for a person or an institution named before: "the professor", "the agency"."""
    words = noun.name.split()
    if words[0].lower() not in lexicon.definite or noun.name.endswith("s") or any(w[0].isupper() for w in words[1:]):
        return None  # "the Norland senator" is likelier somebody of that place whom the article names otherwise
    if noun.title in lexicon.people:
        return "the person" if len(words) > DESCRIBED or noun.title in lexicon.titles else None
    return "the body" if noun.title in lexicon.bodies and noun.title not in lexicon.documents else None


def may_stand_for(kind: str, m: Mention, noun: Mention, name: str, names: Names, lexicon: Lexicon) -> bool:
    """Can a noun of this kind mean the earlier mention?"""
    if m.sort not in ("person", "name", "body"):
        return False
    if kind == "the body":
        return name not in names.people and name not in names.places
    known, wanted = names.gender.get(name), _gender_of_noun(noun, lexicon)
    return name in names.people and (known is None or wanted is None or known == wanted)


def of_itself(noun: Mention, kind: str, introduced: bool) -> tuple[str, ...]:
    """What speaks for a noun's naming nobody who was named before; `introduced` says that it stood there before."""
    length = noun.name.count(" ")
    return ("itself", f"itself {kind}", f"itself {kind} {min(length, 3)}", f"itself introduced {introduced}")


def _gender_of_noun(m: Mention, lexicon: Lexicon) -> str | None:
    if m.sort != "noun":
        return None
    return "she" if m.title in lexicon.female_nouns else "he" if m.title in lexicon.male_nouns else None


def clues(
    land: Landscape, at: int, i: int, word: str, name: str, rank: int, spoke_last: str | None, names: Names
) -> tuple[str, ...]:
    """What speaks for mention `i` as what the pronoun or noun at `at` means; `rank` fitting names stand nearer."""
    away = land.sentence[at] - land.sentence[i]
    apart = min(land.paragraph[at] - land.paragraph[i], 3)
    led = land.led[at]
    where = "opens" if land.opens[at] else "within" if led is None or led == name else "led by another"
    spoke = name == spoke_last and where
    kind = "p" if word in _PERSONAL else word
    known = name in names.gender if kind == "p" else None
    return _clues(land.standing[i], min(away, 5), apart, kind, min(rank, 3), spoke, known)


@lru_cache(maxsize=1 << 15)
def _clues(
    standing: tuple[str, ...], away: int, apart: int, kind: str, rank: int, spoke: str | bool, known: bool | None
) -> tuple[str, ...]:
    far = "3-4" if away in (3, 4) else "5+" if away >= 5 else str(away)
    sort, subject = standing[:2]
    result = [
        *standing,
        f"far {far}",
        f"far {far} {subject}",
        f"paragraphs {apart}",
        f"rank {rank}",
        f"{kind} {sort}",
    ]
    if spoke:
        result.append("spoke last")
        result.append(f"spoke last {spoke}")
    if known is not None:
        result.append("gender known" if known else "gender unknown")
    if "opens" in standing:
        result.append(f"opens {min(apart, 2)}")
    if kind in NOUNS:
        result += [kind, f"{kind} {result[-1]}"]
    return tuple(result)
