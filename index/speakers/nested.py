"""Who is quoted inside another's quotation?

The words of the outer quotation are read as a text of their own: whoever speaks inside is named there, or is the outer
speaker ("I told him ‘no’"). A name is followed to the fullest one in the whole article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from index.languages.lexicon import Lexicon
from index.model import Article, Kind, Quotation, Stretch
from index.quotations import inside
from index.speakers.attributing import Scene, attribute, of_one_utterance
from index.speakers.naming import Names

SURE = 0.9  # of an "I" without a cue: "I was like, ‘…’"
_PLAIN = "“"  # the second level's single marks say nothing of its kind, as they do in a headline
_EDGES = " \t\u00a0\"'“”„‟‘’‚‛«»‹›「」『』`.,;:!?…"


def with_nested(
    article: Article, stretches: Sequence[Stretch], rows: Sequence[Quotation], view: Scene
) -> tuple[Quotation, ...]:
    """The rows of an article and those of the second level, in the order of the text, an outer one before its own.

    `stretches` are the article's, by which the words of a row in marks are known; `view` the scene they were read in.
    A row of the second level has the outer one's id as `within`. One that has the same words as its outer one is left
    out. Linear in the text's length.
    """
    by_span = {(s.start, s.end): (place, s) for place, s in enumerate(stretches)}
    added: list[Quotation] = []
    left_open = -2  # the stretch whose last words inside are left open; the row of those is the last one added
    for row in rows:
        place, stretch = by_span.get((row.start, row.end), (-1, None))
        if stretch is None or row.kind not in ("direct", "fragment"):
            continue
        found = [s for s in inside(article.text, stretch, view.lexicon) if not _same_words(article.text, s, row)]
        if not found:
            continue
        here = list(_rows(article, row, found, view.names, view.lexicon))
        if stretch.follows == left_open and found[0].outer_start == stretch.start:
            added[-1], here[0] = _one_utterance(added[-1], here[0])
        added += here
        left_open = place if not found[-1].closed else -2
    return tuple(sorted((*rows, *added), key=lambda q: (q.start, -q.end))) if added else tuple(rows)


def _one_utterance(first: Quotation, second: Quotation) -> tuple[Quotation, Quotation]:
    """Two rows that one paragraph leaves open and the next takes up: of one speaker, named beside either."""
    said = max((first, second), key=lambda q: (q.cue is not None, q.confidence))
    begun = of_one_utterance(first, said, first.continues)
    return begun, of_one_utterance(second, said, first.continues or first.id)


def _same_words(text: str, stretch: Stretch, outer: Quotation) -> bool:
    return text[stretch.start : stretch.end].strip(_EDGES) == outer.text.strip(_EDGES)


def _rows(
    article: Article, outer: Quotation, found: Sequence[Stretch], names: Names, words: Lexicon
) -> Iterator[Quotation]:
    part = replace(article, text=article.text[outer.start : outer.end])
    shifted = [_shifted(s, -outer.start) for s in found]
    rows = attribute(part, shifted, words=words)
    ids = {row.id: replace(row, start=row.start + outer.start, end=row.end + outer.start).id for row in rows}
    for row in rows:
        placed = replace(
            row,
            start=row.start + outer.start,
            end=row.end + outer.start,
            continues=ids[row.continues] if row.continues else None,
            within=outer.id,
        )
        yield _spoken(placed, outer, names, words)


def _spoken(row: Quotation, outer: Quotation, names: Names, words: Lexicon) -> Quotation:
    """The row with its speaker: the outer one for "I", nobody for "we", else the fullest form of the name inside.

    A speaker needs a cue here: what is carried over in talk is as often wrong. A fragment that nobody is said to have
    said is a term.
    """
    if row.kind == "term":
        return row
    told = (row.speaker_text or "").lower()
    if told in words.own_voice and (row.cue is not None or row.confidence >= SURE):
        return replace(row, speaker=outer.speaker, role=outer.role, confidence=min(row.confidence, outer.confidence))
    if row.cue is not None or row.continues is not None:
        return replace(row, speaker=names.full(row.speaker)) if row.speaker is not None else row
    kind: Kind = "term" if row.kind == "fragment" else row.kind
    return Quotation(row.article, row.start, row.end, row.text, kind, within=row.within)


def _shifted(stretch: Stretch, by: int) -> Stretch:
    """The stretch in the coordinate of its outer one's words."""
    return replace(
        stretch,
        start=stretch.start + by,
        end=stretch.end + by,
        outer_start=stretch.outer_start + by,
        outer_end=stretch.outer_end + by,
        mark=_PLAIN,
    )
