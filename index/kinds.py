"""Is a stretch in marks a whole utterance, a fragment of one, or nobody's speech at all?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from index.clues import Candidate, Setting
from index.model import Kind, Stretch
from index.reading import Reading

SPEECH_BIAS = "bias"
DIRECT_LEAST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def of(
    text: str,
    stretch: Stretch,
    where: Setting,
    reading: Reading,
    best: Candidate | None,
    confidence: float,
    things: frozenset[str],
    by_clue: Mapping[str, float],
) -> Kind:
    """`term` where nobody speaks, `direct` for a sentence or more, else `fragment`."""
    if speech_likelihood(text, stretch, where, reading, best, confidence, things, by_clue) < 0.5:
        return "term"
    return "direct" if _whole(text, stretch, where) else "fragment"


def speech_likelihood(
    text: str,
    stretch: Stretch,
    where: Setting,
    reading: Reading,
    best: Candidate | None,
    confidence: float,
    things: frozenset[str],
    by_clue: Mapping[str, float],
) -> float:
    """How likely (0..1) somebody is reported to have said these words."""
    score = sum(by_clue.get(c, 0.0) for c in clues(text, stretch, where, reading, best, confidence, things))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _whole(text: str, stretch: Stretch, where: Setting) -> bool:
    inner = text[stretch.start : stretch.end]
    if len(_WORD.findall(inner)) < DIRECT_LEAST_WORDS:
        return False
    starts = inner[0].isupper() or inner[0] in "…[.'‘“\"" or inner[0].isdigit()
    return starts and (where.ending != "-" or where.alone or where.opening in (":", ",", "^"))


def clues(
    text: str,
    stretch: Stretch,
    where: Setting,
    reading: Reading,
    best: Candidate | None,
    confidence: float,
    things: frozenset[str],
) -> Iterator[str]:
    """What speaks for and against speech; the weights are fitted."""
    inner = text[stretch.start : stretch.end]
    words = _WORD.findall(inner)
    n = len(words)
    size = str(n) if n <= 4 else "5-6" if n <= 6 else "7-9" if n <= 9 else "10+"
    capitals = sum(w[0].isupper() for w in words)
    case = "title" if n > 1 and capitals > n / 2 else "capital" if inner[0].isupper() else "low"
    tokens = reading.tokens
    before = tokens[where.place - 1] if where.place else None
    after = tokens[where.place + 1] if where.place + 1 < len(tokens) else None
    previous = "" if before is None else before.lower if before.tag not in ("name", "quote") else before.tag
    following = "" if after is None else after.tag if after.tag != "point" else after.text
    shape = f"{size} {case}"
    yield SPEECH_BIAS
    yield f"size {size}"
    yield f"shape {shape}"
    yield f"before {previous}"
    yield f"before {before.tag if before else ''} {case}"
    yield f"after {following}"
    yield f"after {following} {size}"
    yield f"ending {where.ending} {size}"
    yield f"cue before {where.before}"
    yield f"cue after {where.after}"
    yield f"cues {where.before} {where.after}"
    yield f"case {case} before {where.before}"
    yield f"case {case} after {where.after}"
    yield f"opening {where.opening} {case} {size}"
    yield f"alone {where.alone}"
    yield f"between {before.tag if before else ''} {after.tag if after else ''} {size}"
    near = {t.lower for t in tokens[max(0, where.place - 3) : where.place]}
    if near & things:
        yield "thing before"
        yield f"thing before {case}"
    if after is not None and after.lower in things:
        yield "thing after"
    yield f"listed {_listed(reading, where.place)} {size}"
    quotes = sum(t.tag == "quote" for t in tokens[where.first : where.last])
    yield f"quotes {min(quotes, 4)} {size}"
    line = reading.line_of[where.place]
    if stretch.mark in "'‘`":
        yield "single"
        yield f"single {line == 0}"
        yield f"single {where.before}"
    if line == 0:
        yield "headline"
    if not stretch.closed:
        yield "unclosed"
    if best is not None:
        yield f"best {best.clues[0]}"
        yield f"sure {int(confidence * 4)} {best.clues[0][:2]}"
    if before is not None and before.text == "=":
        yield "markup"


def _listed(reading: Reading, place: int) -> str:
    """Does it stand in a row of others ("a," "b" and "c")?"""
    tokens = reading.tokens
    before = any(t.tag == "quote" for t in tokens[max(0, place - 2) : place])
    after = any(t.tag == "quote" for t in tokens[place + 1 : place + 3])
    return f"{'q' if before else ''}_{'q' if after else ''}"
