"""When, where and how was a quotation said, as the text around it tells?

Only what belongs to the word of saying counts: "said on Thursday", "on Thursday told reporters in Oss", "Speaking in
Oss on Thursday, Lind said". A date elsewhere in the sentence may be of anything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from msgspec import Struct

from index.languages.lexicon import Lexicon
from index.languages.occasion import OCCASIONS, OccasionWords
from index.model import Quotation
from index.occasions.dates import Days, Mention, day_of, may_name_a_day, mentions
from index.sentences import sentences

LONGEST = 3000  # characters of a paragraph looked at on each side of a quotation
# sentences before the quotation's in which its speaker may have begun to speak: with those of the whole article 10 of
# 36 labelled links would have two days, nearly all of them wrongly; with these none of 5
BEFORE = 3
REACH = 12  # words between a word of saying and its date: "in an interview with the Coast Wire's morning programme on"
PLACE_WORDS = 3  # "New Oss Harbour"
HELD = "\x1a"  # stands for every character inside marks

_MARKS = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|„[^“”\n]*(?:[“”]|$)", re.M)
_ENDS = ".!?…"
_WORD = re.compile(rf"{HELD}+|[\w’'.-]*\w")
_TOKEN = re.compile(r"\w+")
_CAPITALISED = re.compile(r"[A-Z][\w’.-]*\w(?: [A-Z][\w’.-]*\w)*")


class Occasion(Struct, frozen=True):
    """What a text tells of when, where and how something was said; None where it tells nothing.

    `days`: the first and last on which it can have been. `weekday` (Monday is 0) also where the day itself is not
    known. `setting`: "interview", "statement", "speech", "post", "press", "hearing", "writing". `past`: it was said
    before what the article tells, as "once said" or "in his 2019 book" have it.
    """

    days: Days | None = None
    weekday: int | None = None
    place: str | None = None
    setting: str | None = None
    past: bool = False


NOTHING = Occasion()


def occasion_of(text: str, pieces: Sequence[Quotation], published: str | None, lexicon: Lexicon) -> Occasion:
    """The occasion of a quotation, given all its pieces, in a text whose lines end where paragraphs do.

    Its own sentence tells; else, unless that says it was earlier, up to `BEFORE` sentences before it in its paragraph
    or the one before, where the same speaker is said to speak.
    """
    words = OCCASIONS.get(lexicon.code)
    if words is None:
        return NOTHING
    printed = day_of(published)
    found = NOTHING
    for piece in pieces:
        for sentence in _around(text, piece):
            found = _joined(found, _told(sentence, _cues(sentence, piece, lexicon), printed, words))
    if found.days or found.weekday is not None or found.past:
        return found
    for sentence in islice(_before(text, pieces[0]), BEFORE):
        if _is_of(sentence, pieces[0], lexicon):
            earlier = _told(sentence, _any_cues(sentence, lexicon, words), printed, words)
            if earlier.past:
                break
            if earlier.days or earlier.weekday is not None:
                return _joined(found, earlier)
    return found


def may_tell_when(text: str, pieces: Sequence[Quotation], lexicon: Lexicon) -> bool:
    """Whether `occasion_of` may find a day, a weekday or that it was said before: without them a place and a setting
    tell nothing, and most quotations have none."""
    words = OCCASIONS.get(lexicon.code)
    if words is None:
        return False
    for piece in pieces:
        (start, _), (before, until) = _stretches_before(text, piece)
        end = _line(text, piece.start)[1]
        beside = f"{text[start : piece.start]} {text[piece.end : max(end, piece.end)]}"
        if may_name_a_day(beside, words) or may_name_a_day(text[before:until], words):
            return True
        if not (words.earlier | words.perfect).isdisjoint(_TOKEN.findall(beside.lower())):
            return True
    return False


class _Sentence(Struct, frozen=True):
    """A sentence with what stands in marks held out of sight; `at` is where the quotation begins in it, else None."""

    text: str
    at: int | None = None
    until: int | None = None


class _Cue(Struct, frozen=True):
    start: int
    end: int


def _held(text: str) -> str:
    """The text with what stands in marks out of sight, the same length; a last stop inside stays, as it ends one."""

    def hide(match: re.Match[str]) -> str:
        marks = match[0]
        inner = marks[1:-1]
        stop = inner[-1:] if inner[-1:] in _ENDS else HELD
        return marks[0] + HELD * (len(inner) - 1) + stop + marks[-1] if inner else marks

    return _MARKS.sub(hide, text)


def _line(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, at) + 1, at - LONGEST)
    end = text.find("\n", at)
    return start, min(len(text) if end < 0 else end, at + LONGEST)


def _around(text: str, piece: Quotation) -> Iterator[_Sentence]:
    """The sentence in which a piece stands, and the next one where that goes on after the closing mark."""
    start, end = _line(text, piece.start)
    held = _held(text[start:end])
    at, until = piece.start - start, min(piece.end, end) - start
    held = held[:at] + HELD * (until - at - 1) + held[until - 1 : until] + held[until:] if until > at else held
    for first, last in sentences(held):
        if first <= at < last or first <= until < last:
            yield _Sentence(held[first:last], max(0, at - first), min(until, last) - first)


def _before(text: str, piece: Quotation) -> Iterator[_Sentence]:
    """The sentences before a piece's, the nearest first, in its paragraph and the one before."""
    for start, until in _stretches_before(text, piece):
        held = _held(text[start : _line(text, until)[1]])
        for first, last in reversed([span for span in sentences(held) if span[1] <= until - start]):
            yield _Sentence(held[first:last])


def _stretches_before(text: str, piece: Quotation) -> list[tuple[int, int]]:
    """What stands before a piece in its paragraph, and the paragraph before."""
    start = _line(text, piece.start)[0]
    end = len(text[max(0, start - LONGEST) : start].rstrip()) + max(0, start - LONGEST)
    return [(start, piece.start), (_line(text, end)[0], end)]


def _cues(sentence: _Sentence, piece: Quotation, lexicon: Lexicon) -> list[_Cue]:
    """The quotation's own word of saying, where the sentence has it; the nearest of several."""
    if not piece.cue or sentence.at is None or sentence.until is None:
        return []
    at, until = sentence.at, sentence.until
    places = [m.span() for m in re.finditer(rf"\b{re.escape(piece.cue)}\b", sentence.text)]
    places = [(a, b) for a, b in places if b <= at or a >= until]
    nearest = sorted(places, key=lambda span: at - span[1] if span[1] <= at else span[0] - until)
    return [_Cue(*span) for span in nearest[:1]]


def _any_cues(sentence: _Sentence, lexicon: Lexicon, words: OccasionWords) -> list[_Cue]:
    cues = lexicon.strong_cues | words.remarks
    return [_Cue(*m.span()) for m in _WORD.finditer(sentence.text) if m[0].lower() in cues]


def _is_of(sentence: _Sentence, piece: Quotation, lexicon: Lexicon) -> bool:
    """Whether a sentence before names the speaker outside marks, or may mean them by a pronoun at its begin."""
    if piece.speaker is None:
        return False
    if re.search(rf"\b{re.escape(piece.speaker.split()[-1])}\b", sentence.text):
        return True
    first = _WORD.search(sentence.text)
    return first is not None and (first[0].lower() in lexicon.pronouns or first[0].lower() in lexicon.owners)


def _joined(a: Occasion, b: Occasion) -> Occasion:
    """Two occasions of one quotation as one; the first that tells something is believed."""
    has_day = a.days is not None or a.weekday is not None
    return Occasion(
        a.days if has_day else b.days,
        a.weekday if has_day else b.weekday,
        a.place or b.place,
        a.setting or b.setting,
        a.past or b.past,
    )


def _told(sentence: _Sentence, cues: Sequence[_Cue], printed: dt.date | None, words: OccasionWords) -> Occasion:
    """What a sentence tells of the occasion of what is said in it."""
    if not cues:
        return NOTHING
    text = sentence.text
    dates = list(mentions(text, printed, words))
    for cue in cues:
        past = _past(text, cue, words)
        stretches = [text[a:b] for a, b in _beside(sentence, cue, words)]
        date = next((d for d in dates if _belongs(sentence, cue, d, words)), None)
        if date is not None and date.days is not None and (date.lead in words.within or _long(date)):
            past = past or printed is None or date.days[1] < printed
        found = Occasion(
            date.days if date else None,
            date.weekday if date else None,
            next((place for s in stretches if (place := _place(s, words))), None),
            next((setting for s in stretches if (setting := _setting(s, words))), None),
            past,
        )
        if found != NOTHING:
            return found
    return NOTHING


def _long(date: Mention) -> bool:
    return date.days is not None and (date.days[1] - date.days[0]).days > 31


def _past(text: str, cue: _Cue, words: OccasionWords) -> bool:
    """Whether the words right before the cue say that it was said before: "once said", "has often said"."""
    before = [w.lower() for w in _WORD.findall(text[max(0, cue.start - 40) : cue.start])][-3:]
    return any(word in words.earlier or word in words.perfect for word in before)


def _belongs(sentence: _Sentence, cue: _Cue, date: Mention, words: OccasionWords) -> bool:
    """Whether a date is the day of the saying."""
    text = sentence.text
    if date.start >= cue.end:
        return _after(sentence, cue, date.start, words)
    between = _WORD.findall(text[date.end : cue.start])
    if len(between) <= 1 and "," not in text[date.end : cue.start] and _subject_before(text[: date.start], words):
        return True
    return _opening(text, cue, date, words)


def _after(sentence: _Sentence, cue: _Cue, end: int, words: OccasionWords) -> bool:
    """Whether what stands at `end`, after the cue, still belongs to it: no other clause begins between."""
    text = sentence.text
    start = cue.end
    if sentence.at is not None and sentence.until is not None and start <= sentence.at < end:
        if not _takes(text[start : sentence.at], words):
            return False
        start = sentence.until
    between = _WORD.findall(text[start:end])
    if len(between) > REACH or any(w.lower() in words.breaks for w in between) or ";" in text[start:end]:
        return False
    if not between or between[0].lower() in words.into or between[0].endswith("ly"):
        return True
    if text[cue.start : cue.end].lower() in words.receiving:
        return True
    inverted = sentence.until is not None and 0 <= cue.start - sentence.until <= 4
    return inverted or start == sentence.until


def _takes(between: str, words: OccasionWords) -> bool:
    """Whether a cue takes the words in marks after it itself ("called it “final”"), and no clause that they are of."""
    found = _WORD.findall(between)
    return len(found) <= 1 and not any(word.lower() in words.breaks for word in found)


def _subject_before(head: str, words: OccasionWords) -> bool:
    """Whether what stands before a date, itself before the cue, is its subject: "Lind on Monday said"."""
    before = [w.lower() for w in _WORD.findall(head)]
    while before and before[-1] in words.before_days:
        before.pop()
    return not before or before[-1] not in words.breaks


def _opening(text: str, cue: _Cue, date: Mention, words: OccasionWords) -> bool:
    """Whether a date stands in the first words of the sentence, and the cue in its main clause."""
    head = _WORD.findall(text[: date.start])
    between = _WORD.findall(text[date.end : cue.start])
    if len(head) > REACH or len(between) > REACH or (head and head[0].lower() not in words.openings):
        return False
    return not any(w.lower() in words.breaks for w in (*head, *between[:-1]))


def _beside(sentence: _Sentence, cue: _Cue, words: OccasionWords) -> Iterator[tuple[int, int]]:
    """The stretches in which a place and a setting belong to the cue: the sentence's opening, and after the cue."""
    text = sentence.text
    comma = text.find(",")
    first = _WORD.search(text)
    if 0 <= comma < cue.start and first is not None and first[0].lower() in words.openings:
        yield 0, comma
    start = cue.end
    if sentence.at is not None and sentence.until is not None and start <= sentence.at:
        if not _takes(text[start : sentence.at], words):
            return
        start = sentence.until
    end = start
    for n, match in enumerate(_WORD.finditer(text, start)):
        if n > REACH or match[0].lower() in words.breaks or HELD in match[0] or ";" in text[end : match.start()]:
            break
        end = match.end()
    if _after(sentence, cue, end, words):
        yield start, end


def _place(text: str, words: OccasionWords) -> str | None:
    """The first capitalised name after a preposition of place that is no date."""
    for match in _prepositions(words.places_after).finditer(text):
        name = _CAPITALISED.match(text, match.end())
        if name is not None:
            first = name[0].split()[0].rstrip(".")
            if first not in words.weekdays and first not in words.months:
                return " ".join(name[0].split()[:PLACE_WORDS])
    return None


@cache
def _prepositions(places_after: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(places_after))}) (?=[A-Z])")


def _setting(text: str, words: OccasionWords) -> str | None:
    return next((words.settings[w] for m in _WORD.finditer(text) if (w := m[0].lower()) in words.settings), None)
