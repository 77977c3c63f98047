"""Whom does a transcript name, in full, and what does it call them?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.languages.lexicon import Lexicon
from index.transcripts.labels import COURTESY, UPPER, as_words

_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Maj|Prof|Rev|Hon|St)\."
_PARTICLE = r"(?:de|van|von|der|den|bin|al|el|la|le|da|di|du|del|of|the)"
_WORD = rf"(?:{_ABBREVIATED}|(?:[A-Z]\.){{1,3}}|[{UPPER}][\w’'-]{{0,40}})"
_RUN = re.compile(rf"\b{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{0,9}}")
_PLACE = re.compile(r"\b(?:in|at|near|outside|across) $")
_BEFORE = re.compile(r"(?:[a-z][a-z-]{1,20} ){1,4}$")
_BEHIND = re.compile(r", (?:who is |the |an? )?([^\n,.;:()—–“\"]{3,70}?)(?=[,.;:)—–\n]| and )")
_OFFICE_END = re.compile(r" (?:of|at|for|in) ")
_PLACE_REACH = 9
_REACH = 80  # characters before a name that may hold its role
ROLE_WORDS = as_words(
    """prime vice deputy foreign former finance interior defence defense acting senior chief first executive interim
    secretary state of outgoing"""
)


@dataclass(slots=True)
class People:
    """The full names of a text: how often, in the order of first mention; their roles; who bears a role.

    `printed` is how a word of a name is written where it is not in capitals. `head` are those named before the first
    turn.
    """

    names: Counter[str] = field(default_factory=Counter)
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    by_first: dict[str, list[str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)


def people_of(text: str, head: int, lexicon: Lexicon) -> People:
    """Everybody whom a text names, in one pass; its head goes to the offset `head`."""
    found = People()
    for match in _RUN.finditer(text):
        words = [word.removesuffix("’s").removesuffix("'s") for word in re.split("[ \u00a0]", match.group())]
        lower = [word.lower().rstrip(".") for word in words]
        begin = 0
        while begin < len(words) and lower[begin] in lexicon.never_names:
            begin += 1
        words, lower = words[begin:], lower[begin:]
        if not words or (sum(word.isupper() for word in words) == len(words) and len(words[-1]) > 2):
            continue  # a label, or a dateline
        if not begin and _PLACE.search(text, max(0, match.start() - _PLACE_REACH), match.start()):
            continue
        core = 0
        while core < len(words) and (lower[core] in lexicon.roles or lower[core] in ROLE_WORDS or lower[core] == "the"):
            core += 1
        title, core = core, next((k for k in range(core, len(words) - 1) if lower[k] in lexicon.given_names), core)
        name = words[core:]
        if not name or any(word in lexicon.organisation_words for word in lower[core:]) or name[0][0].islower():
            continue
        for word in name:
            if not word[-1].isupper():
                found.printed.setdefault(word.lower(), word)
        role = _role(text, match, words[:title], lower[:title], lexicon)
        _put(found, " ".join(name), role, match.start() < head)
    return found


def _role(text: str, match: re.Match[str], title: list[str], lower: list[str], lexicon: Lexicon) -> str | None:
    """What is said of a name: "Prime Minister Ada Lind", "teacher Ada Lind", "Ada Lind, the mayor of Oss,"."""
    told = [word for word, low in zip(title, lower, strict=True) if low not in COURTESY and low not in ("the", "st")]
    if told:
        return " ".join(told)
    before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    words = before.group().split() if before else []
    if words and words[-1] in lexicon.roles:
        begin = len(words) - 1
        while begin and (words[begin - 1] in ROLE_WORDS or words[begin - 1] in lexicon.roles):
            begin -= 1
        return " ".join(words[begin:])
    behind = _BEHIND.match(text, match.end())
    if behind and any(word.lower().rstrip(".") in lexicon.roles for word in behind[1].split()):
        return behind[1].strip()
    return None


def _put(found: People, name: str, role: str | None, in_head: bool) -> None:
    words = name.split()
    if len(words) > 1:
        if name not in found.names:
            found.by_surname.setdefault(words[-1].casefold(), []).append(name)
            found.by_first.setdefault(words[0].casefold(), []).append(name)
            if in_head:
                found.head.append(name)
        found.names[name] += 1
    if role is not None:
        if len(words) > 1:
            found.roles.setdefault(name, role)
        bearers = found.bearers.setdefault(_OFFICE_END.split(role.lower())[0], [])
        if len(bearers) < 3 and name not in bearers:  # two are too many to choose from
            bearers.append(name)
