"""Who is behind the label of each turn? The fullest name the article gives, with role; None for a mere "Q."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.languages import lexicon_of
from index.languages.lexicon import NEUTRAL, Lexicon
from index.model import Article
from index.transcripts.labels import COURTESY, NOBODY, Parts, as_words
from index.transcripts.people import ROLE_WORDS, People, people_of
from index.transcripts.turns import Turn

# how sure a speaker is; set by hand, since no labelled set has transcripts
NAMED = 0.97  # by the label itself, or by the one full name that ends in it
BEARER = 0.9  # by a role that the article gives one person
ANSWERS = 0.75  # the one person whom the text above an interview names
ONE_OF_TWO = 0.5  # two people of that surname

LONGEST_ACRONYM = 4
_GUEST = re.compile(
    r"\b(?i:q ?& ?a|interview|conversation|questions|remarks|speech|address|statement) (?:with|for|by|of) "
)
_GUEST_REACH = 60  # characters from there to the end of a name and its titles
_INTERVIEWER = as_words("reporter correspondent writer editor host journalist columnist moderator anchor")
_VOWELS = frozenset("aeiouyäöüåæøéè")
_SCOTS = re.compile(r"(?:Mc|O['’])(?=[^\W\d_]{2})", re.I)


class Voice(NamedTuple):
    """The speaker of a turn, what he is, and how sure that is (0..1)."""

    speaker: str | None
    role: str | None
    confidence: float


NOBODYS = Voice(None, None, 0.0)


def voices(article: Article, turns: Sequence[Turn]) -> list[Voice]:
    """One for each turn. Linear in the length of the text."""
    words = lexicon_of(article) or NEUTRAL
    title = f"{article.title}.\n" if article.title else ""
    above = article.text[: turns[0].label.start] if turns else ""
    found = people_of(title + article.text, len(title) + len(above), words)
    labelled: dict[str, list[str]] = {}
    for turn in turns:
        core = turn.label.parts.core
        if len(core) > 1:
            names = labelled.setdefault(core[-1].casefold(), [])
            full = " ".join(_written(word, found, words) for word in core)
            if len(names) < 3 and full not in names:
                names.append(full)
    guest = _guest(article.title or "", above, found)
    known: dict[str, Voice] = {}
    for turn in turns:
        if turn.label.text not in known:
            known[turn.label.text] = _voice(turn.label.parts, found, labelled, guest, words)
    return [known[turn.label.text] for turn in turns]


def _voice(parts: Parts, found: People, labelled: dict[str, list[str]], guest: str | None, words: Lexicon) -> Voice:
    if parts.key in ("a", ""):
        return Voice(guest, found.roles.get(guest), ANSWERS) if guest else NOBODYS
    if parts.core or parts.key in labelled:
        return _named(parts, found, labelled, words)
    if parts.key.split(" ")[0] in NOBODY:
        return NOBODYS
    bearers = found.bearers.get(parts.key, [])
    full = {forms[0] if (forms := _forms(name, found, labelled)) else name for name in bearers}
    if len(full) == 1:
        (name,) = full
        return Voice(name, found.roles.get(name) or parts.key, BEARER)
    the = "the " if parts.title and parts.title[0].lower() == "the" else ""
    return Voice(the + parts.key, None, BEARER)


def _named(parts: Parts, found: People, labelled: dict[str, list[str]], words: Lexicon) -> Voice:
    core = parts.core or (parts.key,)
    name, sure = " ".join(_written(word, found, words) for word in core), NAMED
    if len(core) == 1:
        forms = _forms(core[0], found, labelled)
        sex = {title.lower().rstrip(".") for title in parts.title}
        for titles, given in ((words.female_titles, words.female_names), (words.male_titles, words.male_names)):
            if sex & titles:
                forms = [form for form in forms if form.split()[0].lower() in given] or forms
        people = [form for form in forms if form.split()[0].lower() in words.given_names]
        same = [form for form in people or forms if form.split()[0] == (people or forms)[0].split()[0]]
        if len(same) == len(people or forms):
            name = max(same, key=len, default=name)
        elif people:
            name, sure = people[0], ONE_OF_TWO
    title = [word for word in parts.title if word.lower().rstrip(".") not in (*COURTESY, "the")]
    role = " ".join(title) if parts.core and title else parts.tail or None
    if role and role.isupper() and all(w.rstrip(".").lower() in words.roles | ROLE_WORDS for w in role.split()):
        role = role.lower()
    return Voice(name, found.roles.get(name) or role, sure)


def _forms(word: str, found: People, labelled: dict[str, list[str]]) -> list[str]:
    """The full names that a surname, a given name or initials may stand for; those of labels before those of text."""
    if " " in word:
        return [word]
    key = word.casefold()
    forms = labelled.get(key) or found.by_surname.get(key) or found.by_first.get(key)
    if forms or not (word.isupper() and 1 < len(word) <= LONGEST_ACRONYM):
        return forms or []
    named = [*(name for names in labelled.values() for name in names[:1]), *found.head] if len(labelled) < 50 else []
    alike = {name for name in named if "".join(part[0] for part in name.split()).upper() == word}
    return list(alike) if len(alike) == 1 else []


def _written(word: str, found: People, words: Lexicon) -> str:
    """A word of a name as it is written where it is not in capitals: "McCAIN", "O'BRIEN", "LIND-OSS"."""
    lower = word.lower()
    if not word.isupper() and not _SCOTS.match(word):
        return word
    if lower in found.printed:
        return found.printed[lower]
    if lower in words.particles:
        return lower
    short = len(word) <= LONGEST_ACRONYM and not _VOWELS & set(lower)
    if short or len(word) < 2 or (len(word) <= LONGEST_ACRONYM and lower in words.organisation_words):
        return word
    return "".join(_capitalised(part) for part in re.split("(-)", lower))


def _capitalised(word: str) -> str:
    """ "McCain", "O’Brien", "Lind"."""
    scots = _SCOTS.match(word)
    if scots is None:
        return word.capitalize()
    return word[: scots.end()].capitalize() + word[scots.end() :].capitalize()


def _guest(title: str, above: str, found: People) -> str | None:
    """Whom the text above an interview or speech clearly names as the one who answers; else None.

    "Interview with NAME"; else the only full name but for interviewers; else the only one in the title, where it is
    also the first below.
    """
    for head in (title, above):
        for match in _GUEST.finditer(head):
            near = head[match.end() : match.end() + _GUEST_REACH]
            near = re.split(r"[,;:\n]", near)[0]
            named = [name for name in found.head[:20] if name in near]
            if named:
                return min(named, key=near.index)
    asked = [name for name in found.head if not _INTERVIEWER & set(found.roles.get(name, "").lower().split())]
    if len(asked) == 1:
        return asked[0]
    body = above.removeprefix(title)
    in_title = [name for name in asked[:20] if name in title]
    below = [name for name in asked[:20] if name in body]
    if len(in_title) == 1 and below and min(below, key=body.index) == in_title[0]:
        return in_title[0]
    return None
