"""Is a stretch in marks a whole utterance, a fragment of one, or nobody's speech at all?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from index.languages.lexicon import Lexicon
from index.model import Kind, Stretch
from index.speakers.clues import Candidate, Setting
from index.speakers.reading import Reading

LONGEST_HEADLINE = 30  # tokens, a quotation counting as one
LONGEST_PARTICLE = 3  # letters; "of", "the" and the like are small in titles too
ROW_OF_WORDS = 4  # rows of three are as often slogans that were shouted
LONGEST_IN_ROW = 4  # words of each
FEW_WORDS = 5  # scare quotes and names of things are shorter
# log odds. Held out, from 0.4 to 1.3 ggt gains 0.8 of F1 (94.2 to 95.1, thrice in thirds) and polnear loses as much:
# they label differently
LEAST_SCORE = 1.2
LEAST_NEAR_CUE = 0.4  # "called the talks “useful”"
WHOLE_LEAST_WORDS = 4  # fewer are an utterance only with a cue of their own
_SINGLES = "'‘`"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Case(Struct, frozen=True):
    """All that is known when a stretch is judged: itself, its setting, its likeliest speaker, how the last fared."""

    text: str
    stretch: Stretch
    where: Setting
    reading: Reading
    best: Candidate | None
    confidence: float
    last: str
    lexicon: Lexicon
    doubled: bool  # the article quotes in double marks


def mostly_double(stretches: Sequence[Stretch]) -> bool:
    """Whether an article quotes in double marks, so that single ones are the odd ones out."""
    return 2 * sum(s.mark in _SINGLES for s in stretches) < len(stretches)


def of(case: Case, by_clue: Mapping[str, float]) -> Kind:
    """`term` where nobody speaks, `direct` for a sentence or more, else `fragment`."""
    if _said_in_headline(case.stretch, case.where, case.reading, case.text):
        return "fragment"
    if _only_words(case):
        return "term"
    if not _said_beside(case.where) and sum(by_clue.get(clue, 0.0) for clue in clues(case)) < _least(case):
        return "term"
    return "direct" if _whole(case.text, case.stretch, case.where) else "fragment"


def _least(case: Case) -> float:
    """The log odds that it takes to be speech."""
    spaces = case.text.count(" ", case.stretch.start, case.stretch.end)
    if spaces >= FEW_WORDS or (spaces >= WHOLE_LEAST_WORDS - 1 and _is_sentence(case)):
        return 0.0
    return LEAST_NEAR_CUE if case.where.before.endswith(("0", "1", "2-3")) else LEAST_SCORE


def _is_sentence(case: Case) -> bool:
    """Does it begin and end as a sentence, and is it no title?"""
    inner = case.text[case.stretch.start : case.stretch.end]
    words = _WORD.findall(inner)
    return len(words) > 1 and inner[0].isupper() and inner[-1] in ".!?" and not words[1][0].isupper()


def standing(reading: Reading, where: Setting, before: int, kind: Kind) -> str:
    """How the stretch before (its token) was judged, as the next one sees it: only within a sentence."""
    return kind if reading.sentence_of[before] == reading.sentence_of[where.place] else ""


def _whole(text: str, stretch: Stretch, where: Setting) -> bool:
    """A sentence or more: with a capital, and ended or begun by a point; few words need a cue right beside them."""
    inner = text[stretch.start : stretch.end]
    starts = inner[0].isupper() or inner[0] in "…[.'‘’“\"" or inner[0].isdigit()
    bounded = where.ending != "-" or where.alone or where.opening in (":", ",", "^")
    if len(_WORD.findall(inner)) < WHOLE_LEAST_WORDS:
        named = where.opening == "^" and where.ending == "," and where.after == "strong2-3"  # “No,” the mayor said
        return starts and (_said_beside(where) or named or (where.opening == ":" and where.ending == "."))
    return bounded and (starts or (where.opening == "," and where.before == "strong0"))


def _said_beside(where: Setting) -> bool:
    """ "“No,” Lind said."; "Lind said: “No.”" """
    if where.ending == "-":
        return False
    after = where.opening == "^" and where.after in ("strongfirst", "strongafter name")
    return after or (where.opening in (",", ":") and where.before == "strong0")


def clues(case: Case) -> Iterator[str]:
    """What speaks for and against speech; the weights are fitted."""
    stretch, where, reading = case.stretch, case.where, case.reading
    inner = case.text[stretch.start : stretch.end]
    words = _WORD.findall(inner)
    n = len(words)
    size = str(n) if n <= 4 else "5-6" if n <= 6 else "7-9" if n <= 9 else "10+"
    capitals = sum(w[0].isupper() for w in words)
    letters = "title" if n > 1 and capitals > n / 2 else "capital" if inner[0].isupper() else "low"
    tokens = reading.tokens
    before = tokens[where.place - 1] if where.place else None
    after = tokens[where.place + 1] if where.place + 1 < len(tokens) else None
    previous = "" if before is None else before.lower if before.tag not in ("name", "quote") else before.tag
    following = "" if after is None else after.tag if after.tag != "point" else after.text
    yield "bias"
    yield f"before {previous}"
    yield f"before {before.tag if before else ''} {letters}"
    yield f"after {following}"
    yield f"after {following} {size}"
    yield f"cue before {where.before}"
    yield f"cue after {where.after}"
    yield f"cues {where.before} {where.after}"
    yield f"case {letters} before {where.before}"
    yield f"case {letters} after {where.after}"
    yield f"opening {where.opening} {letters} {size}"
    yield f"alone {where.alone}"
    yield f"last {case.last} {min(n, 5)}"
    yield f"last {case.last} {where.before}"
    yield from _company(case, letters)
    if stretch.mark in _SINGLES:
        yield from _of_single_marks(case)
    if not stretch.closed:
        yield "unclosed"
    if case.best is not None:
        yield f"best {case.best.clues[0]}"
        yield f"best {case.best.clues[0][:2]} {size}"
        yield f"sure {int(case.confidence * 4)} {case.best.clues[0][:2]}"


def _of_single_marks(case: Case) -> Iterator[str]:
    """Headings print speech in them as well as scare quotes; bare lines of them repeat what is quoted below."""
    where, reading = case.where, case.reading
    if case.doubled:
        yield "odd mark"
    if _headline(reading, where) or _heading(reading, where):
        yield "heading"
        yield f"heading {where.before}"
    if where.alone and where.ending != "," and not where.after.startswith("strong"):
        yield "heading alone"
        if case.doubled:
            yield "heading alone odd"


def _company(case: Case, letters: str) -> Iterator[str]:
    """Names of things beside it: "the film “…”", "“…” trope"."""
    where, tokens, things = case.where, case.reading.tokens, case.lexicon.names_of_things
    near = {t.lower for t in tokens[max(0, where.place - 3) : where.place]}
    if near & things:
        yield "thing before"
        yield f"thing before {letters}"
    if where.place + 1 < len(tokens) and tokens[where.place + 1].lower in things:
        yield "thing after"


def _said_in_headline(stretch: Stretch, where: Setting, reading: Reading, text: str) -> bool:
    """A headline with its own "says" or colon: the labelled sets leave headlines out, so no weight can learn it.

    "'Count the boats': Lind's warning", but not "'The Long Strait': a review".
    """
    if stretch.mark not in _SINGLES or not _headline(reading, where):
        return False
    if where.opening == ":" or where.before.startswith("strong") or where.after.startswith("strong"):
        return True
    tokens = reading.tokens
    if where.opening != "^" or where.place + 1 >= len(tokens) or tokens[where.place + 1].text != ":":
        return False
    return any(w[0].islower() for w in _WORD.findall(text[stretch.start : stretch.end]) if len(w) > LONGEST_PARTICLE)


def _only_words(case: Case) -> bool:
    """Words talked about, charges, nicknames: the labelled sets have too few for a weight, and none of them is speech.

    A row of four or more short ones in small letters; "convicted of 'arson'"; the so-called "calm"; Tor "Oar" Hale.
    """
    tokens, where = case.reading.tokens, case.where
    if where.place and tokens[where.place - 1].lower in case.lexicon.disowning:
        return True
    inner = case.text[case.stretch.start : case.stretch.end]
    spaces = inner.count(" ")
    if _within_name(case, spaces):
        return True
    if not inner[0].islower() or spaces >= LONGEST_IN_ROW:
        return False
    if _run(case.reading, where) >= ROW_OF_WORDS:
        return True
    charged = any(t.lower in case.lexicon.charges for t in tokens[max(where.first, where.place - 3) : where.place])
    return spaces <= 1 and charged and tokens[where.place - 1].tag == "preposition"


def _within_name(case: Case, spaces: int) -> bool:
    """Between a given name and a surname, a space on either side: 'Tor "Oar" Hale'."""
    tokens, i, stretch = case.reading.tokens, case.where.place, case.stretch
    if spaces > 1 or not case.text[stretch.start].isupper() or not 0 < i < len(tokens) - 1:
        return False
    if tokens[i - 1].tag != "name" or tokens[i + 1].tag != "name":
        return False
    return tokens[i - 1].end + 1 == stretch.outer_start and tokens[i + 1].start == stretch.outer_end + 1


def _run(reading: Reading, where: Setting) -> int:
    """How many quotations stand in a row with this one, only commas and "and" or "or" between, up to 4."""
    tokens = reading.tokens
    count = 1
    for step in (1, -1):
        i = where.place + step
        gap = 0
        while where.first <= i < where.last and gap <= 2 and count < 4:
            if tokens[i].tag == "quote":
                count += 1
                gap = 0
            elif tokens[i].text == "," or tokens[i].lower in reading.lexicon.listing:
                gap += 1
            else:
                break
            i += step
    return count


def _headline(reading: Reading, where: Setting) -> bool:
    """Does it stand in a first line that is short and has others below it?"""
    if reading.line_of[where.place] or reading.line_of[-1] == 0:
        return False
    return any(t.tag == "line" for t in reading.tokens[: LONGEST_HEADLINE + 1])


def _heading(reading: Reading, where: Setting) -> bool:
    """A line that ends without a full stop: headlines print speech in single marks as well as scare quotes."""
    tokens = reading.tokens
    end = where.last
    if end < len(tokens) and tokens[end - 1].tag != "line":
        return False
    if tokens[end - 1].tag == "line" and end - 1 > where.first:
        end -= 1
    final = tokens[end - 1]
    if final.tag == "quote":
        return end - 1 == where.place and where.ending != "." and not where.alone
    return final.text not in (".", "!", "?", ":", ";")
