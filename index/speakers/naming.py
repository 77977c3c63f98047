"""What is each one's fullest name in an article, which names are people's, and what are they?

A surname or a title leads to the fullest name; titles, given names and the pronouns beside a name tell its gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from index.languages.lexicon import Lexicon
from index.speakers.names import Mention
from index.speakers.reading import Reading

Gender = Literal["he", "she"]

PLACE = -2  # points of evidence: once "in Oss", and never like a person
LEAST_VOTES = 2  # one "he" in a name's own sentence or the next of its paragraph, two in the paragraph after
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


class Names(Struct, frozen=True):
    """An article's table of names: surname (lower case) to the full names that end in it, most frequent first."""

    by_surname: dict[str, tuple[str, ...]]
    by_first: dict[str, str]
    by_role: dict[str, str]
    gender: dict[str, Gender]
    people: frozenset[str]
    places: frozenset[str]
    lexicon: Lexicon

    def full(self, name: str, title: str = "") -> str:
        """The fullest form the article gives; the name itself where it gives no fuller one."""
        if " " in name or len(name.split()) != 1:
            return name
        forms = self.by_surname.get(name.lower(), ())
        wanted = _gender_of_title(title, self.lexicon)
        for form in forms:
            if wanted is None or self.gender.get(form, wanted) == wanted:
                return form
        return forms[0] if forms else self.by_first.get(name.lower(), name)


def _gender_of_title(title: str, lexicon: Lexicon) -> Gender | None:
    if title in lexicon.male_titles:
        return "he"
    return "she" if title in lexicon.female_titles else None


def table(found: Sequence[Mention], reading: Reading, lexicon: Lexicon) -> Names:
    """The article's names, from all its mentions. Linear."""
    forms: dict[str, list[str]] = {}
    by_first: dict[str, str] = {}
    gender: dict[str, Gender] = {}
    for name, _ in Counter(m.name for m in found if m.sort in ("person", "name")).most_common():
        words = name.split()
        if len(words) < 2:
            continue
        last = words[-2] if words[-1].lower() in _SUFFIXES and len(words) > 2 else words[-1]
        forms.setdefault(last.lower(), []).append(name)
        by_first.setdefault(words[0].lower(), name)
        if words[0].lower() in lexicon.female_names:
            gender[name] = "she"
        elif words[0].lower() in lexicon.male_names:
            gender[name] = "he"
    names = Names({k: tuple(v) for k, v in forms.items()}, by_first, {}, gender, frozenset(), frozenset(), lexicon)
    evidence: Counter[str] = Counter()
    named: list[str | None] = []
    sure: set[str] = set()
    for i, mention in enumerate(found):
        if mention.sort not in ("person", "name"):
            named.append(None)
            continue
        full = names.full(mention.name, mention.title)
        named.append(full)
        sex = _gender_of_title(mention.title, lexicon) or _gender_before(mention, reading, lexicon)
        if sex is not None:
            gender[full] = sex
            sure.add(full)
        evidence[full] += _evidence(mention, found[i + 1] if i + 1 < len(found) else None, full, reading, lexicon)
        for role in _roles(found, i, reading, lexicon):
            names.by_role.setdefault(role, full)
    maybe = [None if name is None or evidence[name] < 0 else name for name in named]
    votes = _votes(found, maybe, reading, lexicon)
    for name, (he, she) in votes.items():
        evidence[name] += min(he + she, 2) if " " in name else 0
        if (
            name not in sure
            and max(he, she) >= LEAST_VOTES * (1 + (name in gender))
            and max(he, she) >= 3 * min(he, she)
        ):
            gender[name] = "he" if he > she else "she"
    people = frozenset(name for name, points in evidence.items() if points > 0)
    places = frozenset(name for name, points in evidence.items() if points <= PLACE)
    return Names(names.by_surname, by_first, names.by_role, gender, people, places, lexicon)


def _gender_before(m: Mention, reading: Reading, lexicon: Lexicon) -> Gender | None:
    """Told by the noun before the name: "her son Tor"."""
    word = reading.tokens[m.first - 1].lower if m.first else ""
    return "she" if word in lexicon.female_nouns else "he" if word in lexicon.male_nouns else None


def _evidence(m: Mention, following: Mention | None, full: str, reading: Reading, lexicon: Lexicon) -> int:
    """How much one mention speaks for a person (above 0) or for a place or thing (below)."""
    tokens = reading.tokens
    before = tokens[m.first - 1] if m.first else None
    after = tokens[m.last] if m.last < len(tokens) else None
    points = 3 * (m.sort == "person")
    if m.name != full and full.endswith(" " + m.name):
        points += 2  # a surname alone, the full name elsewhere
    if after is not None and (after.tag == "strong" or after.lower in lexicon.relatives):
        points += 2
    if before is not None and before.tag == "strong":
        points += 1
    if before is not None and " " in m.name and (before.lower in lexicon.people or before.lower in lexicon.offices):
        points += 2  # "museum boss Edda Quill"
    if before is not None and before.lower in lexicon.before_places:
        points -= 2
    if after is not None and after.text == "," and m.last + 1 < len(tokens):
        if tokens[m.last + 1].text.isdigit() and len(tokens[m.last + 1].text) == 2:
            points += 2  # "Lind, 52,"
        elif (
            following is not None
            and following.sort == "noun"
            and following.first == m.last + 1
            and following.title in lexicon.roles
        ):
            points += 2  # "Lind, the envoy"
    return points


def _votes(
    found: Sequence[Mention], named: Sequence[str | None], reading: Reading, lexicon: Lexicon
) -> dict[str, tuple[int, int]]:
    """How often "he" or "his", "she" or "her" follow a name that alone can be meant: (he, she) for each name.

    Alone is who is the only name so far of the sentence, or of the sentence before where this one has none.
    """
    votes: dict[str, tuple[int, int]] = {}
    of_sentence: dict[int, list[tuple[int, str]]] = {}
    for m, name in zip(found, named, strict=True):
        if name is not None:
            of_sentence.setdefault(reading.sentence_of[m.first], []).append((m.first, name))
    sexes = lexicon.gendered
    for place in [i for i, token in enumerate(reading.tokens) if token[3] in sexes]:
        sentence = reading.sentence_of[place]
        here = {name for first, name in of_sentence.get(sentence, ()) if first < place}
        near = here or {name for _, name in of_sentence.get(sentence - 1, ())}
        if len(near) == 1:
            (name,) = near
            he, she = votes.get(name, (0, 0))
            bounds = reading.bounds[sentence - 1][0] if sentence else 0
            points = 2 if here or reading.line_of[bounds] == reading.line_of[place] else 1
            is_he = sexes[reading.tokens[place].lower] == "he"
            votes[name] = (he + points * is_he, she + points * (not is_he))
    return votes


def _roles(found: Sequence[Mention], i: int, reading: Reading, lexicon: Lexicon) -> Iterator[str]:
    """What a named person is called: "mayor", "oss mayor", from a title before the name or an apposition after it."""
    m = found[i]
    tokens = reading.tokens
    first = m.first
    while first and tokens[first - 1].lower.rstrip(".") in lexicon.roles:
        first -= 1
    if first < m.first:
        head = tokens[m.first - 1].lower.rstrip(".")
        before = tokens[first - 1] if first else None
        if before is not None and before.tag in ("name", "word") and before.end + 1 == tokens[first].start:
            yield f"{before.lower} {head}"
        yield head
    if m.last < len(tokens) and tokens[m.last].text == "," and i + 1 < len(found):
        beside = found[i + 1]
        after = tokens[beside.last] if beside.last < len(tokens) else None
        if after is not None and (
            after.tag in ("auxiliary", "strong", "weak", "word") and after.lower not in lexicon.relatives
        ):
            return  # "in Oss, a docker said"
        if beside.sort == "noun" and beside.first <= m.last + 3 and tokens[m.last + 1].tag != "strong":
            yield from role_keys(beside)


def role_keys(noun: Mention) -> Iterator[str]:
    """A noun's keys in the table of roles, the narrower first."""
    words = noun.name.lower().split()
    if len(words) > 1:
        yield " ".join(words[-2:])
    yield words[-1]
