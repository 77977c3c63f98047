"""What speaks for and against each possible speaker of a quotation?

Every candidate (a mention near the quotation, or the speaker of the quotation before it) gets a handful of clues: short
strings that say where it stands, what cue it stands beside and what kind of words it is. Their weights are fitted
(`benchmarks/fit_speakers.py`); here is only what is looked at. The idea of ranking candidates by clues is that of
quotation attribution in O'Keefe et al. 2012 and Muzny et al. 2017.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from index.model import Stretch
from index.speakers.names import Mention
from index.speakers.naming import Names
from index.speakers.reading import Reading

MENTIONS_BEFORE = 6  # in its sentence; the speaker is hardly ever farther off than that
MENTIONS_AFTER = 5
MUCH_NEARER = 3  # tokens
MENTIONS_EARLIER = 6  # in the two sentences before
SENTENCES_EARLIER = 3
WORDS_LOOKED_AT = 80  # for a cue since the quotation before
SENTENCES_LOOKED_AT = 20  # empty lines and bare quotations included


class Setting(Struct, frozen=True):
    """Where a quotation stands: its token, its sentence, the nearest cues before and after it (token or -1)."""

    place: int
    first: int
    last: int
    cue_before: int
    cue_after: int
    before: str
    after: str
    ending: str
    alone: bool
    opening: str


class Previous(Struct, frozen=True):
    """The quotation before, as far as carrying its speaker over goes; `words` name its speaker and `sure` is how
    sure that name is."""

    place: int
    speaker: str | None
    mention: Mention | None
    ending: str
    cue: int
    words: str | None = None
    sure: float = 1.0


class Candidate(Struct, frozen=True):
    """A possible speaker: a mention, or None for the speaker of the quotation before; and the cue it stands beside."""

    mention: Mention | None
    cue: int
    clues: tuple[str, ...]


def setting(text: str, reading: Reading, stretch: Stretch, index: int) -> Setting:
    """What stands around a quotation in its sentence."""
    tokens = reading.tokens
    place = reading.place_of[index]
    first, last = reading.bounds[reading.sentence_of[place]]
    cue_before = _cue_before(reading, first, place)
    cue_after = _cue_after(reading, place, last)
    alone = not reading.worded[reading.sentence_of[place]]
    inner = text[stretch.start : stretch.end].rstrip("'’\"” ")[-1:]
    outer = tokens[place + 1].text if place + 1 < len(tokens) else ""
    ending = "," if inner == "," or (inner not in ".!?" and outer == ",") else "." if inner in ".!?…" else "-"
    word = tokens[place - 1] if place else None
    opening = "^" if word is None or place == first else word.text if word.tag == "point" else word.tag
    return Setting(
        place,
        first,
        last,
        cue_before,
        cue_after,
        _shape_before(reading, cue_before, place),
        _shape_after(reading, cue_after, place),
        ending,
        alone,
        opening,
    )


def _cue_before(reading: Reading, first: int, place: int) -> int:
    """The nearest strong cue; a weak one where there is none, or where it is much nearer (calls it “x”)."""
    strong = _last(reading.strong, first, place)
    weak = _last(reading.weak, first, place)
    return weak if strong < 0 or (weak >= 0 and weak - strong > MUCH_NEARER) else strong


def _cue_after(reading: Reading, place: int, last: int) -> int:
    strong = _next(reading.strong, place, last)
    weak = _next(reading.weak, place, last)
    return weak if strong < 0 or (weak >= 0 and strong - weak > MUCH_NEARER) else strong


def _last(cues: Sequence[int], first: int, place: int) -> int:
    at = bisect_left(cues, place) - 1
    return cues[at] if at >= 0 and cues[at] >= first else -1


def _next(cues: Sequence[int], place: int, last: int) -> int:
    at = bisect_left(cues, place)
    return cues[at] if at < len(cues) and cues[at] < last else -1


def _shape_before(reading: Reading, cue: int, place: int) -> str:
    if cue < 0:
        return "colon" if place and reading.tokens[place - 1].text == ":" else "none"
    complementisers = reading.lexicon.complementisers
    between = [t for t in reading.tokens[cue + 1 : place] if t.tag != "point" and t.lower not in complementisers]
    kind = "acc" if reading.tokens[cue].lower in reading.lexicon.attributions else reading.tokens[cue].tag
    return f"{kind}{_few(len(between))}"


def _shape_after(reading: Reading, cue: int, place: int) -> str:
    if cue < 0:
        return "none"
    tokens = reading.tokens[place + 1 : cue]
    kind = "acc" if reading.tokens[cue].lower in reading.lexicon.attributions else reading.tokens[cue].tag
    words = [t for t in tokens if t.tag != "point"]
    if not words:
        return f"{kind}first"
    persons = reading.lexicon.persons
    plain = all(t.tag in ("name", "title", "auxiliary", "determiner") or t.lower in persons for t in words)
    through = "+q" if any(t.tag == "quote" for t in words) else ""
    return f"{kind}{'after name' if plain else _few(len(words))}{through}"


def _few(count: int) -> str:
    return "0" if count == 0 else "1" if count == 1 else "2-3" if count <= 3 else "4-8" if count <= 8 else "9+"


def candidates(
    reading: Reading,
    found: Sequence[Mention],
    starts: Sequence[int],
    subject: Sequence[int],
    names: Names,
    where: Setting,
    previous: Previous | None,
) -> Iterator[Candidate]:
    """The possible speakers of one quotation, each with its clues. `starts` are the mentions' first tokens."""
    at = bisect_left(starts, where.place)
    low = max(bisect_left(starts, where.first), at - MENTIONS_BEFORE)
    high = min(bisect_left(starts, where.last), at + MENTIONS_AFTER)
    frame = f"{where.before}|{where.after}|{where.ending}"
    for i in range(low, at):
        cue, own = _left(reading, found, i, at, where)
        yield _candidate(reading, found, i, subject, names, where, previous, frame, cue, own)
    for i in range(at, high):
        cue, own = _right(reading, found, i, at, where)
        yield _candidate(reading, found, i, subject, names, where, previous, frame, cue, own)
    yield from _earlier(reading, found, starts, subject, names, where, previous, frame)
    if previous is not None and not _answered(reading, found, at, where):
        yield _carried(reading, found, starts, where, previous, frame)


def _answered(reading: Reading, found: Sequence[Mention], at: int, where: Setting) -> bool:
    """Does the quotation open its sentence and have a speaker of its own: “...,” she said; “...,” said Hale?"""
    if where.ending != "," or where.opening != "^" or at == len(found):
        return False
    tokens, m = reading.tokens, found[at]
    begin = where.place + 1
    begin += begin < m.first and tokens[begin].text == ","
    inverted = begin < m.first and tokens[begin].tag == "strong"
    if any(t.tag not in ("title", "determiner") for t in tokens[begin + inverted : m.first]):
        return False
    return inverted or (m.last < len(tokens) and tokens[m.last].tag == "strong")


def _candidate(
    reading: Reading,
    found: Sequence[Mention],
    i: int,
    subject: Sequence[int],
    names: Names,
    where: Setting,
    previous: Previous | None,
    frame: str,
    cue: int,
    own: list[str],
) -> Candidate:
    m = found[i]
    tokens = reading.tokens
    before = tokens[m.first - 1] if m.first else None
    after = tokens[m.last] if m.last < len(tokens) else None
    head = own[0]
    clues = [*own, f"{head}/{frame}", f"{m.sort}/{head[:2]}", m.sort]
    if before is not None and before.tag in ("preposition", "determiner"):
        clues.append(f"prev {before.lower}/{head[:2]}")
    elif before is not None:
        clues.append(f"prev {before.tag}/{head[:2]}")
    if after is not None:
        word = after.lower.replace("’", "'")
        telling = after.tag in ("point", "preposition") or word == "'s" or word in reading.lexicon.relatives
        clues.append(f"next {word if telling else after.tag}")
    clues.append(f"subject {subject[i]}/{head[:2]}")
    if i == 0 or reading.sentence_of[found[i - 1].first] != reading.sentence_of[m.first]:
        clues.append(f"first/{head[:2]}")
        if subject[i]:
            clues.append(f"first subject {subject[i]}/{head}")
    if m.sort == "noun" or m.sort == "pronoun":
        clues.append(f"head {(m.title or m.name).lower()}")
    elif previous is not None and previous.speaker == names.full(m.name, m.title):
        clues.append(f"again/{head[:2]}")
    return Candidate(m, cue, tuple(clues))


def _left(reading: Reading, found: Sequence[Mention], i: int, at: int, where: Setting) -> tuple[int, list[str]]:
    m = found[i]
    cue = where.cue_before
    if cue < 0:
        return -1, [f"L-{min(at - i, 4)}", f"L-{min(at - i, 4)}/{where.opening}"]
    if cue >= m.last:
        rank = _between(found, i + 1, m.last, cue)
        gap = _gap(reading, m.last, cue)
        word = reading.tokens[cue].lower
        return cue, [f"LS{rank}", f"LS{rank}{gap}", f"LS{rank}{gap}/{where.before}", f"LS{rank} {word}"]
    steps = m.first - cue - 1
    word = reading.tokens[cue].lower
    near = "0" if steps <= 1 else "+"
    return cue, [f"LO{near}", f"LO{near}{word}", f"LO{min(at - i, 3)}/{where.before}"]


def _right(reading: Reading, found: Sequence[Mention], i: int, at: int, where: Setting) -> tuple[int, list[str]]:
    m = found[i]
    cue = where.cue_after
    if cue < 0:
        return -1, [f"R-{min(i - at, 3)}", f"R-{min(i - at, 3)}/{where.opening}"]
    if cue >= m.last:
        rank = _between(found, i + 1, m.last, cue)
        gap = _gap(reading, m.last, cue)
        return cue, [f"RS{rank}", f"RS{rank}{gap}", f"RS{rank}{gap}/{where.after}"]
    steps = _few(m.first - cue - 1)
    rank = i - bisect_left([x.first for x in found[at:i]], cue) - at
    return cue, [f"RO{min(rank, 3)}", f"RO{min(rank, 3)}{steps}", f"RO{min(rank, 3)}{steps}/{where.after}"]


def _between(found: Sequence[Mention], i: int, start: int, end: int) -> int:
    """How many mentions stand between a mention and its cue, up to 3."""
    count = 0
    while i < len(found) and found[i].first < end and count < 3:
        count += 1
        i += 1
    return count


def _gap(reading: Reading, start: int, end: int) -> str:
    """What stands between a mention and its cue: nothing but auxiliaries, an apposition between commas, other words."""
    words = reading.tokens[start:end]
    if all(t.tag == "auxiliary" for t in words):
        return "a"
    first, final = words[0].text, words[-1].text
    if first in ",(—–-" and (final in ",)—–-" or words[-1].tag == "auxiliary"):
        return "c"
    if first in ",(—–-":
        return "d"
    if final in ",;:" or words[-1].lower in reading.lexicon.going_on:
        return "e"
    return f"w{_few(len(words))}"


def _earlier(
    reading: Reading,
    found: Sequence[Mention],
    starts: Sequence[int],
    subject: Sequence[int],
    names: Names,
    where: Setting,
    previous: Previous | None,
    frame: str,
) -> Iterator[Candidate]:
    """Mentions of the sentences before this one, nearest sentence first; sentences without words don't count."""
    tokens = reading.tokens
    sentence = reading.sentence_of[where.place] - 1
    back = given = 0
    here = reading.line_of[where.place]
    lowest = max(0, sentence - SENTENCES_LOOKED_AT)
    while sentence >= lowest and back < SENTENCES_EARLIER and given < MENTIONS_EARLIER:
        first, last = reading.bounds[sentence]
        sentence -= 1
        if not reading.worded[sentence + 1]:
            continue
        colon = ":" if tokens[max(first, last - 2)].text == ":" or tokens[last - 1].text == ":" else ""
        line = "=" if reading.line_of[first] == here else "^"
        cue = next((j for j in range(first, last) if tokens[j].tag == "strong"), -1)
        quoted = "q" if any(t.tag == "quote" for t in tokens[first:last]) else ""
        for rank, i in enumerate(range(bisect_left(starts, first), bisect_left(starts, last))):
            m = found[i]
            spoke = "s" if cue >= m.last and _between(found, i + 1, m.last, cue) == 0 else ""
            head = f"E{back}{colon}{line}{min(rank, 2)}{spoke}"
            own = [head, f"{head}{quoted}", f"{head}{quoted}/{'alone' if where.alone else where.opening}"]
            yield _candidate(reading, found, i, subject, names, where, previous, frame, cue if colon else -1, own)
            given += 1
            if given >= MENTIONS_EARLIER:
                return
        back += 1


def _carried(
    reading: Reading, found: Sequence[Mention], starts: Sequence[int], where: Setting, previous: Previous, frame: str
) -> Candidate:
    """The speaker of the quotation before, and what lies between."""
    apart = reading.line_of[where.place] - reading.line_of[previous.place]
    sentences = reading.sentence_of[where.place] - reading.sentence_of[previous.place]
    between = bisect_left(starts, where.place) - bisect_left(starts, previous.place)
    words = where.place - previous.place
    line = "=" if apart == 0 else "^" if words <= 3 or apart <= 2 else "far"
    said = "s" if previous.cue > previous.place else ""
    since = any(
        t.tag == "strong" for t in reading.tokens[max(previous.place + 1, where.place - WORDS_LOOKED_AT) : where.place]
    )
    head = f"C{line}{'0' if sentences == 0 else '1' if sentences == 1 else '2'}"
    alone = "alone" if where.alone else where.opening
    return Candidate(
        previous.mention,
        -1,
        (
            head,
            f"{head}{alone}",
            f"{head}{alone}m{min(between, 3)}{said}",
            f"{head}/{frame}",
            f"C{line}{previous.ending}{alone}",
            f"C{line} cue {since} m{min(between, 3)} {alone}",
            f"C{line}/w{_few(words)}{alone}",
        ),
    )
