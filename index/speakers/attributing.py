"""Who said each quotation of an article, and is it one at all?

Candidates are ranked by their clues with fitted weights; the winner's words are then followed to a name: a surname to
the full name, a pronoun to the last person that fits, a title to who bears it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from index.languages.lexicon import ENGLISH, Lexicon
from index.model import Article, Quotation, Stretch
from index.speakers import kinds, passives
from index.speakers.clues import Candidate, Previous, Setting, candidates, setting
from index.speakers.names import Mention, mentions, speakable, subjects
from index.speakers.naming import Names, table
from index.speakers.reading import Reading, read
from index.speakers.references import References
from index.speakers.roles import role_of

Weights = Mapping[str, Mapping[str, float]]
NO_CANDIDATE = 0.0
LEAST_SHARE = 0.03  # candidates with less of the likelihood aren't asked whom they name
CROWD = 24  # quotations before or after it in its sentence; speech never came near that in the labelled sets
ROOM = 10  # characters a quotation, its marks included: what so many at least take if they are more than single words


class Scene(Struct, frozen=True):
    """All that is known of an article before its quotations are looked at one by one."""

    text: str
    stretches: Sequence[Stretch]
    lexicon: Lexicon
    reading: Reading
    found: tuple[Mention, ...]
    starts: list[int]
    subject: list[int]
    names: Names
    references: References
    doubled: bool


class Said(NamedTuple):
    """Whom a candidate's words name, the words themselves, and how sure the name is, 0..1."""

    name: str | None
    words: str | None
    sure: float


UNKNOWN = Said(None, None, 0.0)


@cache
def weights() -> Weights:
    """The fitted weights by clue: `speaker`, `kind` and `reference`. Written by `benchmarks/fit_speakers.py`."""
    data = resources.files("index").joinpath("data/speakers.json").read_text(encoding="utf-8")
    loaded: Weights = json.loads(data)
    return loaded


def scene(text: str, stretches: Sequence[Stretch], words: Lexicon, by_reference: Mapping[str, float]) -> Scene:
    """Tokens, mentions and names of an article."""
    reading = read(text, stretches, words)
    named = mentions(text, reading, words)
    names = table(named, reading, words)
    found = speakable(named, reading, words)
    starts = [m.first for m in found]
    subject = list(subjects(found, reading, words))
    references = References(reading, found, starts, subject, names, words, by_reference)
    doubled = kinds.mostly_double(stretches)
    return Scene(text, stretches, words, reading, found, starts, subject, names, references, doubled)


def options(view: Scene, index: int, previous: Previous | None) -> tuple[Setting, list[Candidate]]:
    """A quotation's setting and its possible speakers."""
    where = setting(view.text, view.reading, view.stretches[index], index)
    listed = candidates(view.reading, view.found, view.starts, view.subject, view.names, where, previous)
    return where, list(listed)


def attribute(
    article: Article, stretches: Sequence[Stretch], fitted: Weights | None = None, words: Lexicon = ENGLISH
) -> tuple[Quotation, ...]:
    """The stretches as quotations with kind, speaker and cue, in the order of the text, one row each.

    `confidence` is the likeliest speaker's share among the possible ones. `fitted` replaces the weights that come with
    the program.
    """
    rows, view = attribute_in_scene(article, stretches, fitted, words)
    return tuple(with_roles(view, rows))


def attribute_in_scene(
    article: Article, stretches: Sequence[Stretch], fitted: Weights | None = None, words: Lexicon = ENGLISH
) -> tuple[tuple[Quotation, ...], Scene]:
    """As `attribute`, with the scene that the rows were read in, for what else is asked of the article.

    Roles are not in the rows yet: `with_roles` puts them in when all rows are there.
    """
    fitted = fitted or weights()
    dense = _dense(stretches)
    view = scene(article.text, stretches, words, fitted["reference"])
    if dense and all(dense):
        return tuple(_term(article, s) for s in stretches), view
    return tuple(_over_paragraphs(stretches, _rows(article, view, fitted, dense))), view


def with_roles(view: Scene, rows: Iterable[Quotation]) -> Iterator[Quotation]:
    """The rows, each with what the article says its speaker is."""
    borne = view.references.mentions_of()
    roles: dict[str, str | None] = {}
    for row in rows:
        if row.speaker in borne and row.speaker not in roles:
            roles[row.speaker] = role_of(view.text, borne[row.speaker], view.reading, view.lexicon)
        role = roles.get(row.speaker) if row.speaker else None
        yield replace(row, role=role) if role else row


def _term(article: Article, stretch: Stretch) -> Quotation:
    return Quotation(article.id, stretch.start, stretch.end, article.text[stretch.start : stretch.end], "term")


def _rows(article: Article, view: Scene, fitted: Weights, dense: Sequence[bool]) -> list[Quotation]:
    rows: list[Quotation] = []
    previous: Previous | None = None
    last: Quotation | None = None
    for i, stretch in enumerate(view.stretches):
        if dense[i] or _crowded(view, i):
            rows.append(_term(article, stretch))
            continue
        where, listed = options(view, i, previous)
        best, confidence, shares = choose(listed, fitted["speaker"])
        last_kind = kinds.standing(view.reading, where, view.reading.place_of[i - 1], rows[-1].kind) if rows else ""
        kind = kinds.of(case_of(view, i, where, best, confidence, last_kind), fitted["kind"])
        text = article.text[stretch.start : stretch.end]
        if kind == "term":
            rows.append(_term(article, stretch))
            continue
        outright = _writer(view, listed, where) or passives.outright(view.reading, view.lexicon, listed, where)
        if outright is not None:
            best, shares = outright, [float(c.mention is outright.mention) for c in listed]
        elif passives.is_passive(view.reading, view.lexicon, where) or passives.is_unnamed(
            view.reading, view.lexicon, where
        ):
            best = None
        said = spoken_by(view, listed, shares, best, previous) if best else UNKNOWN
        last = Quotation(
            article.id,
            stretch.start,
            stretch.end,
            text,
            kind,
            said.name,
            said.words,
            view.reading.tokens[best.cue].text if best and best.cue >= 0 else None,
            round(said.sure, 3),
            (last.continues or last.id) if last and previous and best and _split(view, where, best, previous) else None,
        )
        rows.append(last)
        mention = best.mention if best else None
        previous = Previous(
            where.place, said.name, mention, where.ending, best.cue if best else -1, said.words, said.sure
        )
    return rows


def _crowded(view: Scene, index: int) -> bool:
    """Does it stand in one sentence with so many others that it is a list or rubbish?"""
    low, high = index - CROWD, index + CROWD
    places, sentence_of = view.reading.place_of, view.reading.sentence_of
    here = sentence_of[places[index]]
    return (low >= 0 and sentence_of[places[low]] == here) or (high < len(places) and sentence_of[places[high]] == here)


def _dense(stretches: Sequence[Stretch]) -> list[bool]:
    """Which of them stand with so many others in so little room that they are single words at most?"""
    count, room = len(stretches), CROWD * ROOM
    close = [b.start - a.start < room for a, b in zip(stretches, stretches[CROWD:], strict=False)]
    far = count - CROWD
    return [(i >= CROWD and close[i - CROWD]) or (i < far and close[i]) for i in range(count)]


def _writer(view: Scene, listed: Sequence[Candidate], where: Setting) -> Candidate | None:
    """The "I" of “...,” I said; I asked: “...”. The labelled sets have too few for a weight, and it names nobody."""
    tokens = view.reading.tokens
    for candidate in listed:
        m = candidate.mention
        if m is None or m.name not in view.lexicon.writers or m.last >= len(tokens) or tokens[m.last].tag != "strong":
            continue
        after = m.first == where.place + 1 or (m.first == where.place + 2 and tokens[where.place + 1].text == ",")
        before = candidate.cue == m.last and m.last < where.place and where.before.endswith(("0", "1", "2-3"))
        if after or before:
            return candidate
    return None


def _split(view: Scene, where: Setting, best: Candidate, previous: Previous) -> bool:
    """Is it the other half of the quotation before: "A," he said. "B."; "A," he said, "B."?"""
    reading = view.reading
    if best.mention is not previous.mention or previous.cue <= previous.place:
        return False
    if reading.line_of[where.place] != reading.line_of[previous.place]:
        return False
    if where.opening == "^":
        return reading.sentence_of[where.place] - reading.sentence_of[previous.place] == 1
    return where.opening in (",", ";", "—", "–", "-", ":") and where.cue_before in (previous.cue, -1)


def _over_paragraphs(stretches: Sequence[Stretch], rows: list[Quotation]) -> list[Quotation]:
    """Paragraphs left open and taken up again are one utterance: one speaker, said wherever a cue stands."""
    i = 0
    while i < len(rows):
        end = i + 1
        while end < len(rows) and stretches[end].follows == end - 1:
            end += 1
        if end > i + 1:
            said = max(rows[i:end], key=lambda q: (q.cue is not None, q.confidence))
            first = rows[i].continues or rows[i].id
            for j in range(i, end):
                rows[j] = of_one_utterance(rows[j], said, rows[i].continues if j == i else first)
        i = end
    return rows


def of_one_utterance(row: Quotation, said: Quotation, continues: str | None) -> Quotation:
    """A paragraph's row as a part of an utterance whose speaker stands beside the row `said`."""
    return replace(
        row,
        kind="direct",
        speaker=said.speaker,
        speaker_text=said.speaker_text,
        cue=said.cue,
        role=said.role,
        confidence=said.confidence,
        continues=continues,
    )


def case_of(
    view: Scene, index: int, where: Setting, best: Candidate | None, confidence: float, last: str
) -> kinds.Case:
    """A stretch as its kind is judged."""
    stretch = view.stretches[index]
    return kinds.Case(view.text, stretch, where, view.reading, best, confidence, last, view.lexicon, view.doubled)


def choose(listed: Sequence[Candidate], by_clue: Mapping[str, float]) -> tuple[Candidate | None, float, list[float]]:
    """The likeliest candidate, None where there is none; its share of the likelihood (softmax), and everybody's."""
    if not listed:
        return None, NO_CANDIDATE, []
    shares = _shares_of(listed, by_clue)
    top = max(range(len(listed)), key=shares.__getitem__)
    return listed[top], shares[top], shares


def _shares_of(listed: Sequence[Candidate], by_clue: Mapping[str, float]) -> list[float]:
    """Each candidate's share of the likelihood (softmax)."""
    weight = by_clue.get
    scores = [sum([weight(clue, 0.0) for clue in c.clues]) for c in listed]
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def spoken_by(
    view: Scene, listed: Sequence[Candidate], shares: Sequence[float], best: Candidate, previous: Previous | None
) -> Said:
    """Whom the best candidate names; as sure as all candidates together that name the same."""
    said = resolve(view, best, previous)
    if said.name is None:
        return said
    sure = 0.0
    for candidate, share in zip(listed, shares, strict=True):
        if candidate is best:
            sure += share * said.sure
        elif share >= LEAST_SHARE:
            other = resolve(view, candidate, previous)
            if other.name == said.name:
                sure += share * other.sure
    return Said(said.name, said.words, min(sure, 1.0))


def resolve(view: Scene, best: Candidate, previous: Previous | None) -> Said:
    """Whom a candidate's words name."""
    if best.mention is None or (previous is not None and best.mention is previous.mention):
        return Said(previous.speaker, previous.words, previous.sure) if previous else UNKNOWN
    both = view.references.together(best.mention, best.cue)
    if both is not None:
        name, start, end = both
        return Said(name, view.text[start:end], 1.0)
    name_of = view.references.name_of(best.mention, previous.speaker if previous else None)
    return Said(name_of.name, view.text[best.mention.start : best.mention.end], name_of.sure)
