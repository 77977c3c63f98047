"""Which lines of an article begin like a speaker's turn, and what is in their labels?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from index.languages.lexicon import Lexicon

Form = Literal["label", "alone", "dash", "hearing", "qa", "bare", "none"]

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽЀ-Я"  # within Ā-Ž small letters alternate with capitals: the first one is looked at again
FEWEST_FIRM = 4  # labels with a mark behind them: then a name alone on a line is a heading

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?"
_LEAD = rf"[ \t>*_]{{0,8}}+(?:{_TIME}[ \t]{{0,4}}(?:[-–—|][ \t]{{0,4}})?[*_]{{0,3}})?"
_COLON = rf"[:：](?=[*_]{{0,3}}(?:[ \t]{{0,4}}{_TIME})?(?:[\s\"“«„‘'(\[…]|$))"
_CAPITALISED = rf"[{UPPER}][\w’'.-]{{0,24}}+"
_ALONE = rf"{_CAPITALISED}(?:[ ](?:[a-z]{{2,3}}[ ]){{0,2}}{_CAPITALISED}|[ ]\d{{1,2}}){{0,4}}(?<!\.)"
_IN_CAPITALS = rf"[{UPPER}][{UPPER}.'’ -]{{1,40}}[{UPPER}](?=[ ][—–][ ])"
_HEARING = rf"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep)\.|[A-Z][a-z]+)[ ](?:[A-Z][a-z]+[ ])?[{UPPER}][{UPPER}'’-]{{2,40}}(?=\.[ ])"
_AFTER_ALONE = rf"(?=[*_]{{0,3}}(?:[ \t]{{1,4}}{_TIME})?[ \t]{{0,4}}\r?\n)"
# a cheap sign at a line's start; only these lines are looked at closer
_GATE = re.compile(
    rf"\n{_LEAD}(?=[{UPPER}])(?:[^\n:：]{{1,72}}+{_COLON}|Q(?=[.A-Z \t])|A\.(?=[ \t*_])"
    rf"|(?P<alone>{_ALONE}){_AFTER_ALONE}|{_IN_CAPITALS}|{_HEARING})"
)
_LABEL = re.compile(
    rf"""{_LEAD}(?:
    (?P<qa>[QA]\d{{0,2}}\.)(?=[ \t*_])
    |(?P<label>[{UPPER}][\w.'’ \u00a0,&/-]{{0,59}}?(?:[ ]?[(\[](?!\d\d?:)[^()\[\]\n]{{1,60}}[)\]])?)
        [*_]{{0,3}}[ \u00a0]?(?:{_TIME})?{_COLON}[*_]{{0,3}}(?:[ \t]{{0,4}}{_TIME})?
    |(?P<alone>{_ALONE}){_AFTER_ALONE}[^\n]*
    |(?P<dash>{_IN_CAPITALS})[ ].[ ]
    |(?P<hearing>{_HEARING})\.
    |(?P<bare>Q)(?:[ \t]{{1,12}}(?:[-–—][ ])?(?=\S)|(?=[A-Z][a-z’'])))""",
    re.X,
)
ENDED = re.compile(r"[.?!…。！？—–-][\"'”’»)\]*_]*\s*$")
ENDING = 12  # characters that an end and its marks take
_FIRST_PARAGRAPH = re.compile(r"([^\n]*)\n[ \t\r]*\n")
_NOTE = re.compile(r"[ \u00a0]?[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\s,]+")


def as_words(text: str) -> frozenset[str]:
    """A table of words."""
    return frozenset(text.split())


# who may speak without a name; the second are so little of somebody that they are nobody
GENERIC = as_words(
    """q a moderator host interviewer interviewee reporter reporters journalist journalists audience operator questioner
    anchor presenter announcer narrator chair chairman chairwoman chairperson clerk speaker translator interpreter
    caller student participant panelist panellist press crowd guest correspondent unidentified unknown voice voices man
    woman male female facilitator emcee mc"""
)
NOBODY = as_words(
    "q a unidentified unknown speaker voice voices man woman male female interviewee participant guest caller"
)
_QUESTION = {"question": "q", "answer": "a", "questions": "q", "answers": "a"}
_BESIDE = as_words("member members male female voice speaker state general prime vice deputy the first foreign chief")
# what stands before a colon at a line's start and is nobody
_NO_SPEAKER = as_words(
    """to cc bcc subject sent re fwd fw cc photos video videos watch more related correction note editor's editor’s
    source sources credit caption caption: price prices cost costs time times location venue address phone tel email
    e-mail website web serves ingredients method preparation prep directions yield makes total result results score
    final winner winners loser losers runner-up goals assists director cast starring stars genre rating runtime verdict
    grade claim claims fact facts myth myths reality truth ruling pros cons strengths strength weaknesses weakness best
    worst tip tips warning example notes step steps chapter verse part section act scene summary overview background
    conclusion introduction key age born died occupation hometown height weight job education family lives spoiler
    previously bottom takeaway takeaways quote quotes posted written story dear breaking live exclusive opinion analysis
    review podcast download subscribe contact weather high low home away attendance referee north south east west us me
    them everyone nobody everybody pledged undecided date dates language languages author publisher pages title isbn
    available topic topics theme issue issues question-and-answer factbox timeline context bio name names vote votes
    for against abstain answer: problem solution setup punchline headline lede reason reasons rule rules lesson"""
)
_PARTICLES = as_words("of the and for de van von der den bin al el la le da di du del y und et")
COURTESY = as_words("mr mrs ms miss mx sir madam dame lord lady dr hon honourable honorable rev reverend")


class Parts(NamedTuple):
    """A label taken apart: `core` are the words of the name, `title` those before it, `tail` what follows a comma.

    Where the label is only a role ("THE PRIME MINISTER") or generic, `core` is empty and `title` holds it.
    """

    core: tuple[str, ...]
    title: tuple[str, ...]
    tail: str
    key: str


@lru_cache(maxsize=4096)
def taken_apart(text: str, lexicon: Lexicon) -> Parts:
    """The parts of a label as printed. `key` tells labels apart: the name, or else the role, in small letters."""
    bare = _NOTE.sub("", text).strip(" *_\u00a0")
    name, _, tail = bare.partition(",")
    if tail.strip().lower().rstrip(".") in ("jr", "sr", "ii", "iii"):
        tail = ""
    words = _WORD.findall(name)
    lower = [word.lower().rstrip(".") for word in words]
    if len(lower) == 1:
        lower = [_QUESTION.get(lower[0].rstrip("0123456789"), lower[0].rstrip("0123456789") or lower[0])]
    begin = 0
    for k, word in enumerate(lower):
        if word in lexicon.roles or word in GENERIC:
            begin = k + 1
    if begin and begin == len(words) and _named_like_a_role(lower, lexicon):
        begin = 0
    if begin < len(words) and not begin and lower[0] in ("the", *COURTESY) and len(words) > 1:
        begin = 1
    if lower and all(word in GENERIC or word in _BESIDE or word in lexicon.roles or word.isdigit() for word in lower):
        begin = len(words)
    core = tuple(words[begin:])
    role = [word for word in lower[:begin] if word != "the"]
    key = " ".join(lower[begin:]) if core else " ".join(role)
    return Parts(core, tuple(words[:begin]), tail.strip(), key)


def _named_like_a_role(lower: Sequence[str], lexicon: Lexicon) -> bool:
    """ "Ada King", "Tor Bishop": a given name before the only word for a role."""
    before = lower[:-1]
    return bool(before) and before[0] in lexicon.given_names and not any(word in lexicon.roles for word in before)


class Label(Struct, frozen=True):
    """Words at a line's start that may say who speaks: `text` as printed, at `begin`:`end` of the article's text.

    The line begins at `start`, the words of the turn at `body`.
    """

    start: int
    begin: int
    end: int
    body: int
    text: str
    form: Form
    parts: Parts

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.parts.key

    @property
    def surname(self) -> str:
        """The last word of the name in small letters; empty where it has none."""
        return self.parts.core[-1].casefold() if self.parts.core else ""

    @property
    def upper(self) -> bool:
        """Whether it is in capitals."""
        return _NOTE.sub("", self.text).isupper()

    @property
    def titled(self) -> bool:
        """Whether a title stands before the name."""
        return bool(self.parts.title and self.parts.core)

    @property
    def generic(self) -> bool:
        """Whether it is one of the words for whoever asks, answers or leads through."""
        return self.key.split(" ")[0] in GENERIC


def labels_of(text: str, lexicon: Lexicon, least: int = 2) -> list[Label]:
    """Every label in the order of the text, without lines that only look like one; none where fewer than `least` do."""
    gates = list(_GATE.finditer("\n" + text))
    if len(gates) < least:
        return []
    times = Counter(gate["alone"] for gate in gates)
    found: list[Label] = []
    for gate in gates:
        if gate["alone"] and times[gate["alone"]] < 2:
            continue
        start = gate.start()
        match = _LABEL.match(text, start)
        if match is None:
            continue
        if not found and _headline(text, start, match.end()):
            continue
        form: Form = match.lastgroup  # type: ignore[assignment]
        parts = taken_apart(match[form], lexicon)
        if _speakable(parts, lexicon):
            found.append(Label(start, *match.span(form), match.end(), match[form], form, parts))
    return _kept(_by_full_name(found))


def _headline(text: str, start: int, body: int) -> bool:
    """Is this the text's first paragraph, and no sentence: "Lind: nothing is final"?"""
    line = _FIRST_PARAGRAPH.match(text, body)
    if line is None or text[:start].strip():
        return False
    rest = line[1].rstrip()
    return bool(rest) and rest[-1] not in ")]" and ENDED.search(rest[-ENDING:]) is None


def _speakable(parts: Parts, lexicon: Lexicon) -> bool:
    """May this be somebody who speaks?"""
    words = (*parts.title, *parts.core)
    lower = [word.lower().rstrip(".") for word in words]
    if not words or len(words) > 6 or not words[0][0].isupper() or not parts.key:
        return False
    if parts.key in GENERIC or (not parts.core and lower[0] != "the"):
        return True
    first = lower[1] if lower[0] == "the" and len(lower) > 1 else lower[0]
    if first in _NO_SPEAKER or first in lexicon.never_names:
        return False
    if any(char.isdigit() for word in words for char in word):
        return False
    lowered = [word for word, low in zip(words, lower, strict=True) if word[0].islower() and low not in _PARTICLES]
    return not lowered or not parts.core


def _by_full_name(labels: Sequence[Label]) -> list[Label]:
    """The labels with one key for "ADA LIND" and "LIND", where only one full name ends so."""
    full: dict[str, set[str]] = {}
    for label in labels:
        if len(label.parts.core) > 1:
            full.setdefault(label.surname, set()).add(label.key)
    keys = {surname: min(names) for surname, names in full.items() if len(names) == 1}
    return [
        replace(label, parts=label.parts._replace(key=keys[label.key])) if label.key in keys else label
        for label in labels
    ]


def _kept(labels: list[Label]) -> list[Label]:
    """What comes once must be of the same make as what comes again."""
    firm = [label for label in labels if label.form != "alone"]
    if len(firm) >= FEWEST_FIRM or len(firm) * 2 > len(labels):
        labels = firm
    counts = Counter(label.key for label in labels)
    again = {key for key, count in counts.items() if count > 1}
    recurring = [label for label in labels if label.key in again]
    capitals = sum(label.upper for label in recurring) * 2 >= len(recurring)
    surnames = {label.surname for label in recurring} - {""}
    kept = []
    for label in labels:
        if label.key == "a" and not counts["q"]:
            continue
        if label.form == "bare" and label.end == label.body and counts["a"] < 2:
            continue  # "QAnon says"; where answers follow, the space of "QWhy?" was lost
        if label.form == "alone" and label.key not in again:
            continue
        alike = (label.upper and capitals) or label.generic or label.titled or label.surname in surnames
        if label.key in again or alike or len(label.parts.core) > 1:
            kept.append(label)
    return kept
