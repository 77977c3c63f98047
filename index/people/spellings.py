"""Are two names spellings of one name?

A name is taken apart once: titles off, given name and surname, each folded as far as its writing allows. Names from
Cyrillic and Arabic come into English in many spellings (Zelensky, Zelenskyy, Zelenskiy; Gaddafi, Qaddafi, Kadhafi) and
are folded further; all others only by accents, case and points, since Petersen is not Peterson, nor Anna Anne.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import Literal

from msgspec import Struct

from index import terms
from index.languages.lexicon import ENGLISH
from index.people.namelists import ARABIC_GIVEN, ARABIC_SURNAMES, CYRILLIC_GIVEN, ELSEWHERE, NO_SURNAMES, SHORT_FORMS

Sort = Literal["full", "initial", "single", "body"]
Script = Literal["", "cyrillic", "arabic"]
Class = tuple[Script, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HONORIFICS = _words(
    """mr mrs ms miss mx dr prof professor sir dame sen senator rep congressman congresswoman gov governor president
    minister"""
)
_PAST = _words("former ex then late")
# who is many or no one, and what begins a sentence
_NOBODY = _words(
    """some many most others all both half few several none nobody everybody everyone somebody someone anybody anyone
    there here when whenever where so thus note nine ten"""
)
_GENERATIONS = _words("jr sr ii iii iv")
_DEGREES = _words("md phd qc kc mp mep mla esq")
_SMALL = _words("of the for and")
_MOVABLE = _words("ministry department embassy bureau office")  # "Ministry of Defence", "Defence Ministry"
_LEADING = _words("the a an this")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "'": ""})


_CYRILLIC_SURNAME = re.compile(
    r"(?:sk|ck)(?:[yij]+|oi|oy|aya|aia|aja)$|enk[oa]$|(?:[cy]h|[yij])uk$|.[oey](?:v|ff)a?$"
    r"|(?:ov|ev|nov|kov)(?:i|y)t?c(?:h|z)?$|[oe]vic$|shvili$|adze$|tsin$"
)
_VOWELS = re.compile(r"[aeiouyjh]+")
_DOUBLED = re.compile(r"(.)\1+")


class Name(Struct, frozen=True):
    """A name taken apart.

    `key` is the folded name: two spellings with one key differ only in case, accents, points and titles. `family` is
    the same for all names that could ever be one, so that only those need comparing. `given` and `surname` are folded
    as far as the script allows that they come from, `middle` likewise; `generation` is "jr" and its like. `forms` are
    all foldings of the surname, for a surname alone does not tell its script. `person` says that the given name is a
    known one. A "body" is an institution of several words.
    """

    key: str
    family: str
    sort: Sort
    given: Class = ("", "")
    middle: tuple[str, ...] = ()
    surname: Class = ("", "")
    generation: str = ""
    forms: frozenset[Class] = frozenset()
    person: bool = False

    @property
    def usual(self) -> str:
        """The given name in full: "william" for Bill and William."""
        return SHORT_FORMS.get(self.given[1], self.given[1])


@lru_cache(maxsize=1 << 15)
def parse(name: str) -> Name | None:
    """A name taken apart; None for who is only described ("a spokesman", "the Prime Minister")."""
    spelled = terms.folds(name)
    if not spelled or _described(name):
        return None
    folded = (word for w in spelled if (word := w.removesuffix("'s").translate(_PLAIN)))
    words = list(dropwhile(_LEADING.__contains__, folded))
    if all(word in ENGLISH.roles or word in _PAST for word in words) or _nobody(words, name):
        return None
    called = list(dropwhile(_HONORIFICS.__contains__, words)) or words[-1:]
    titled = len(called) < len(words)
    words = _without_role(called)
    person = words[0] in ENGLISH.given_names or (titled and len(words) == 1)  # "Mr. Fox"
    if "and" in words or (not person and ENGLISH.organisation_words.intersection(words)):
        return _body(words)
    generation = next((word for word in words[1:] if word in _GENERATIONS), "")
    words = [word for i, word in enumerate(words) if not i or word not in _GENERATIONS | _DEGREES]
    words = [word for word in words if word not in ENGLISH.particles] or words
    return _person(_initials_joined(words), generation, titled)


def _nobody(words: list[str], name: str) -> bool:
    """Whether these are a letter, a number, words for nobody, or a party and its place."""
    if all(word in _NOBODY or word.isdigit() for word in words) or (len(words) == 1 and words[0] in _LETTERS):
        return True
    return len(name) > 2 and name[1] == "-" and words[0] in ENGLISH.parties and name[0].isupper() and name[2].isupper()


def _without_role(words: list[str]) -> list[str]:
    """A full name without what its bearer is: "former norrish president ada lind".

    Only before a given name that is known: in "Dean Baker" dean is the name.
    """
    for i in range(len(words) - 2, 0, -1):
        if words[i] in ENGLISH.given_names and words[i - 1] in ENGLISH.roles:
            before = words[: i - 1]
            return words if any(word in ENGLISH.given_names for word in before) else words[i:]
    return words


def _described(name: str) -> bool:
    """Whether it ends in a word that is no name, or begins so: "a spokesman for Oss".

    Kim Jong-un and Bashar al-Assad end in words that are.
    """
    words = name.split()
    first, *others = words[-1].lstrip("(\"'“‘«").split("-")
    if first[:1].islower() and not any(part[:1].isupper() for part in others):
        return True
    return len(words) > 2 and words[0].lower() in _LEADING and words[1][0].islower()


def family(name: str) -> str | None:
    """What all spellings of a name have in common; None for who is only described."""
    parsed = parse(name)
    return parsed.family if parsed else None


def _body(words: list[str]) -> Name:
    kept = [word for word in words if word not in _SMALL] or words
    moved = [word for word in kept if word not in _MOVABLE] + [word for word in kept if word in _MOVABLE]
    key = " ".join(moved if len(moved) > 1 else kept)
    return Name(key, _skeleton(key) if len(kept) == 1 else f"={key}", "body")


def _initials_joined(words: list[str]) -> list[str]:
    """ "J. D. Vance" as "jd vance"."""
    first = list(takewhile(lambda word: len(word) == 1, words))
    return ["".join(first), *words[len(first) :]] if 1 < len(first) < len(words) else words


def _person(words: list[str], generation: str, titled: bool) -> Name:
    *before, last = words
    key = " ".join((*words, generation)).strip()
    if not before:
        forms = frozenset[Class]() if last in NO_SURNAMES and not titled else _forms(last)
        return Name(key, _skeleton(last), "single", generation=generation, forms=forms)
    script = _script(before[0], last)
    surname = _surname(last, script)
    given = before[0]
    if len(given) == 1:
        return Name(key, _skeleton(last), "initial", ("", given), (), surname, generation, _forms(last))
    known = given in ENGLISH.given_names or given in CYRILLIC_GIVEN or given in ARABIC_GIVEN
    middle = tuple(_given(word, script) for word in before[1:])
    initialled = any(len(word) == 1 for word in before[1:])
    return Name(
        key,
        _skeleton(last),
        "full",
        (script, _given(given, script)),
        middle,
        surname,
        generation,
        frozenset({surname, ("", _plain(last))}),
        known or initialled,
    )


def _script(given: str, surname: str) -> Script:
    """Which script a name was most likely brought into Latin letters from."""
    if given in ARABIC_GIVEN:
        return "arabic"
    if _CYRILLIC_SURNAME.search(surname) or (given in CYRILLIC_GIVEN and given not in ELSEWHERE):
        return "cyrillic"
    return ""


def _forms(surname: str) -> frozenset[Class]:
    found: set[Class] = {("", _plain(surname)), ("arabic", _arabic(surname))}
    if _CYRILLIC_SURNAME.search(surname):
        found.add(("cyrillic", _cyrillic(surname)))
    return frozenset(found)


def _given(word: str, script: Script) -> str:
    if script == "cyrillic":
        return CYRILLIC_GIVEN.get(word) or _cyrillic(word)
    return ARABIC_GIVEN.get(word) or _arabic(word) if script == "arabic" else word


def _surname(word: str, script: Script) -> Class:
    fold = {"": _plain, "cyrillic": _cyrillic, "arabic": _arabic}[script]
    return script, fold(word)


def _plain(word: str) -> str:
    """Mueller as Muller, which Müller is without its points."""
    return re.sub(r"([uoa])e(?=[^aeiouy])", r"\1", word)


def _cyrillic(word: str) -> str:
    word = re.sub(r"t?s?ch|cz", "ch", word.replace("shch", "sch"))
    word = word.replace("kh", "h").replace("x", "ks").replace("w", "v").replace("ou", "u")
    word = re.sub(r"[yij]+", "i", word)
    word = re.sub(r"(^|[aeiou])i(?=[eu])", r"\1", word)  # Yeltsin and Eltsin, Sergeyev and Sergeev
    word = _DOUBLED.sub(r"\1", word)
    word = re.sub(r"([eo])f(?=a?$)", r"\1v", word)
    return re.sub(r"vic$", "vich", re.sub(r"enka$", "enko", word))


def _arabic(word: str) -> str:
    word = ARABIC_SURNAMES.get(word) or ARABIC_GIVEN.get(word) or word
    word = word.replace("dh", "d").replace("q", "k").replace("y", "i")
    word = word.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("o", "u")
    return re.sub(r"(?<=a)h$", "", _DOUBLED.sub(r"\1", word))


def _skeleton(word: str) -> str:
    """The consonants, as far as no folding here can change them; the word itself where it has none."""
    bare = re.sub(r"t?s?ch|cz", "k", word.replace("shch", "sch")).replace("x", "ks").replace("ph", "f")
    bare = bare.translate(str.maketrans("fwqgcz", "vvkkks"))
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", bare)) or word


def same_middle(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether middle names can be one person's: the same, as far as both are given, or the initial of the same."""
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=False))


def may_be(asked: str, name: str) -> bool:
    """Whether a name that somebody asks for, a surname at least, may be a spelling of another, as names are joined.

    >>> may_be("mr. zelenskiy", "Volodymyr Zelenskyy"), may_be("Mr. Peterson", "Nils Petersen")
    (True, False)
    """
    wanted, there = parse(asked.title() if asked.islower() else asked), parse(name)
    if wanted is None or there is None or wanted.family != there.family or wanted.forms.isdisjoint(there.forms):
        return False
    if wanted.sort == "full" and there.sort == "full":
        return wanted.given == there.given and wanted.generation == there.generation
    return wanted.sort == "single"
