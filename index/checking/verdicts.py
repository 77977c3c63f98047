"""What do the printings near a sentence tell of it: printed, changed, spliced, paraphrased, another's, or nothing?

Pure. The ladder goes from the surest answer to the weakest; each rung names what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from index import terms
from index.checking import reasons
from index.matching import Evidence, compare, fitted, paraphrase
from index.matching.diff import Units, blocks, units
from index.model import ArticleRow, Checked, DiffOp, Link, Match, Quotation, Variant, Verdict, Whole

MOST = 20  # printings shown as evidence
PIECE_WORDS = 3  # a piece of a spliced sentence: so many words in one run ...
PIECE_RARITY = 10.0  # ... that say something: "we will not" is 5.1, "the basis of an agreement" 16
PIECES_SHARE = 0.8  # of the sentence's rarity that the pieces together must cover ...
PIECES_GAIN = 0.15  # ... and so much more than any one printing does
SUREST: tuple[Verdict, ...] = ("printed", "spliced", "changed", "paraphrased")  # the rungs of the ladder
_OMISSION = re.compile(r"\s*(?:\[\s*)?(?:…|\.{2,})(?:\s*\])?\s*")


class Near(Struct, frozen=True):
    """A printing that has something of the words asked for.

    `by` says whether the speaker asked for said it; None where that is not known or nobody was named. `utterance` is
    that of its first quotation.
    """

    whole: Whole
    quote: Quotation
    article: ArticleRow
    utterance: str | None = None
    by: bool | None = None

    @property
    def reported(self) -> bool:
        """Whether it is told in a reporter's words."""
        return self.quote.kind == "indirect"

    @property
    def said(self) -> str:
        """What tells one thing said from another."""
        return self.utterance or self.whole.id


class Trial(Struct, frozen=True):
    """A printing compared with the words asked for: `runs` of their units that it has, `inside` if it has them all."""

    near: Near
    match: Match
    runs: tuple[tuple[int, int], ...]
    inside: bool

    @property
    def variant(self) -> Variant:
        """As evidence, told from the words asked for."""
        match, near = self.match, self.near
        link = Link("", near.quote.id, match.score, match.relation, match.altered, near.utterance)
        return Variant(link, near.quote, near.article, match.diff, match.alterations)


class Piece(Struct, frozen=True):
    """Units `start`:`end` of the words asked for, and the printing that has them in one run."""

    start: int
    end: int
    trial: Trial


def judged(words: str, near: Sequence[Near], speaker: str | None = None) -> Checked:
    """The verdict on some words, of printings that may have them; `speaker` is the name asked for.

    Where printings name others as surely as any leaves the speaker open, these others said it.
    """
    text = units(words)
    trials = [_tried(words, text, one) for one in near]
    found = _ladder(words, text, [trial for trial in trials if trial.near.by is not False])
    theirs = {trial.near.quote.id for trial in trials if trial.near.by}
    others = _ladder(words, text, [trial for trial in trials if trial.near.by is False])
    if found is not None and (speaker is None or any(variant.quote.id in theirs for variant in found.evidence)):
        if others is None or others.best is None or (others.verdict, found.verdict) != ("printed", "printed"):
            return found
        return replace(found, reason=f"{found.reason} {reasons.named_otherwise(others.best)}")
    if others is not None and (found is None or SUREST.index(others.verdict) <= SUREST.index(found.verdict)):
        why = reasons.another(speaker or "", others.reason)
        return Checked(words, "other_speaker", others.score, why, others.best, others.evidence)
    if found is not None:
        return replace(found, reason=f"{found.reason} {reasons.not_told(speaker or '')}")
    nearest = sorted((t for t in trials if _longest(text, t) >= PIECE_RARITY), key=lambda t: -_longest(text, t))
    few = len(text.keys) < reasons.FEW_WORDS
    why = reasons.nothing(nearest[0].variant if nearest else None, few)
    return Checked(words, "not_found", 0.0, why, None, _evidence(nearest))


def _tried(words: str, text: Units, near: Near) -> Trial:
    if near.reported:
        return _told(words, text, near)
    match = compare(words, near.whole.text, Evidence(speakers=near.by or None))  # whose they are is judged apart
    other = units(near.whole.text)
    runs = tuple((block.a0, block.a1) for block in blocks(text.keys, other.keys) if block.op == "equal")
    return Trial(near, match, runs, _inside(words, other))


def _told(words: str, text: Units, near: Near) -> Trial:
    """A report tried: the words asked for may be what it tells, or be all in it."""
    cue = near.whole.pieces[0].cue or ""
    score = paraphrase.paraphrase(words, near.whole.text, near.quote.speaker or "", cue)
    other = units(near.whole.text)
    inside = _inside(words, other) and terms.stem(cue.lower()) not in paraphrase.DENYING
    match = compare(words, near.whole.text, Evidence(speakers=near.by or None))
    runs = tuple((block.a0, block.a1) for block in blocks(text.keys, other.keys) if block.op == "equal")
    if not inside and score < paraphrase.REPORTED:
        return Trial(near, Match(min(score, match.score), "none", match.diff), runs, inside)
    retold: DiffOp = ("replace", words, near.whole.text)
    return Trial(near, Match(max(score, match.score if inside else 0.0), "paraphrased", (retold,)), runs, inside)


def _inside(words: str, other: Units) -> bool:
    """Whether a printing has all the words in one run, or in the order of the runs between their own omissions."""
    rest = f" {' '.join(other.keys)} "
    for piece in _OMISSION.split(words):
        wanted = " ".join(terms.folds(piece))
        if not wanted:
            continue
        _, found, rest = rest.partition(f" {wanted} ")
        if not found:
            return False
        rest = f" {rest}"
    return bool(terms.folds(words))


def _ladder(words: str, text: Units, trials: Sequence[Trial]) -> Checked | None:
    """The surest that can be said; None where nothing can."""
    spoken = sorted((trial for trial in trials if not trial.near.reported), key=_rank)
    whole = [trial for trial in spoken if trial.inside and not trial.match.altered]
    linked = [trial for trial in spoken if trial.match.relation not in ("none", "echo")]
    if whole:
        turned = [trial.variant for trial in linked if trial.match.altered]
        return _checked(words, "printed", whole, [*whole, *linked], lambda found: reasons.printed(found, turned))
    joined = [trial for trial in linked if trial.match.relation == "spliced"]
    if joined and joined[0] is linked[0]:
        return _checked(words, "spliced", joined, linked, reasons.joined)
    pieces = [(p, " ".join(text.printed[p.start : p.end])) for p in _pieces(text, spoken)]
    if pieces:
        found = [_tried(stretch, units(stretch), piece.trial.near) for piece, stretch in pieces]
        stretches = [stretch for _, stretch in pieces]
        return _checked(words, "spliced", found, [], lambda variants: reasons.spliced(stretches, variants))
    if linked:
        return _checked(words, "changed", linked, linked, reasons.changed)
    told = sorted((t for t in trials if t.near.reported and t.match.relation != "none"), key=_rank)
    return _checked(words, "paraphrased", told, told, reasons.paraphrased) if told else None


def _checked(
    words: str,
    verdict: Verdict,
    resting: Sequence[Trial],
    all_of_it: Sequence[Trial],
    why: Callable[[Sequence[Variant]], str],
) -> Checked:
    best = resting[0].variant
    shown = _evidence([*resting, *all_of_it])
    return Checked(words, verdict, best.link.score, why([trial.variant for trial in resting]), best, shown)


def _evidence(trials: Sequence[Trial]) -> tuple[Variant, ...]:
    """Each printing once, in the order given."""
    once = {trial.near.quote.id: trial.variant for trial in reversed(trials)}
    order = dict.fromkeys(trial.near.quote.id for trial in trials)
    return tuple(once[key] for key in order)[:MOST]


def _rank(trial: Trial) -> tuple[bool, bool, float, str]:
    """Whose speaker is the one asked for, what changes no meaning, and the likeliest come first."""
    return (trial.near.by is not True, bool(trial.match.altered), -trial.match.score, trial.near.quote.id)


def _pieces(text: Units, trials: Sequence[Trial]) -> list[Piece]:
    """The pieces of a sentence joined from several things said, in order; empty where it is not.

    The longest runs are taken first, and of the same run that of the surest printing.
    """
    offered = [Piece(*run, trial) for trial in trials for run in trial.runs]
    offered.sort(key=lambda piece: -_rarity(text, piece.start, piece.end))
    taken: list[Piece] = []
    for piece in offered:
        start, end = piece.start, piece.end
        for other in taken:  # what is left of it beside those taken, which are longer
            start = max(start, other.end) if other.start <= start < other.end else start
            end = min(end, other.start) if other.start < end <= other.end else end
        inside = any(start <= other.start and other.end <= end for other in taken)
        if not inside and end - start >= PIECE_WORDS and _rarity(text, start, end) >= PIECE_RARITY:
            taken.append(Piece(start, end, piece.trial))
    if len({piece.trial.near.said for piece in taken}) < 2:
        return []
    whole = max(_rarity(text, 0, len(text.keys)), 1e-9)
    share = sum(_rarity(text, piece.start, piece.end) for piece in taken) / whole
    alone = max(sum(_rarity(text, *run) for run in trial.runs) for trial in trials) / whole
    if share < PIECES_SHARE or share < alone + PIECES_GAIN:
        return []
    return sorted(taken, key=lambda piece: piece.start)


def _longest(text: Units, trial: Trial) -> float:
    return max((_rarity(text, *run) for run in trial.runs), default=0.0)


def _rarity(text: Units, start: int, end: int) -> float:
    of = fitted.rarity().of
    return sum(of(terms.stem(word)) for key in text.keys[start:end] for word in key.split())
