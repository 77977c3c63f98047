"""What did an outlet change in an article after it was read: which paragraphs, and which quotations?

Quotations of what an article was are found in its text when somebody asks; nothing of them is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from index import matching
from index.extracting import quotations_of
from index.linking import evidence, wholes
from index.matching import diff
from index.model import Article, DiffOp, Match, Whole
from index.paragraphs import unbroken
from index.store import Store, reading, versions

MOST_PARAGRAPHS = 4_000  # of both texts; a book has 3,000. Beyond, only quotations are compared
AHEAD = 20  # paragraphs that are looked through for one that was changed
MOST_PAIRS = 2_000  # of quotations that are compared, a millisecond each; more changed than in any correction
NEAR = 0.5  # the share of words that two paragraphs have in common to be shown as one that was changed
SAME_SCORE = 0.3  # of words that stand for others in one article: between two articles it is asked for more


class Version(Struct, frozen=True):
    """What an article was when it was read at `taken` (UTC). `number` 1 is the first; `last` is what it is now."""

    article: str
    number: int
    text: str
    title: str | None
    author: str | None
    published: str | None
    taken: str
    last: bool = False


class Reworded(Struct, frozen=True):
    """A quotation that stands in other words in the later version; `altered` where that changes the meaning."""

    before: Whole
    after: Whole
    diff: tuple[DiffOp, ...]
    altered: bool


class Revision(Struct, frozen=True):
    """What became of an article from one version to a later one.

    `paragraphs` are those that differ, in the order of the text: a word diff each, of which a paragraph that came or
    went is one insertion or deletion. `cut` says that the texts were too long for that. `gone` and `new` are
    quotations; those `reattributed` have the same words and another speaker.
    """

    before: Version
    after: Version
    paragraphs: tuple[tuple[DiffOp, ...], ...]
    gone: tuple[Whole, ...]
    new: tuple[Whole, ...]
    reworded: tuple[Reworded, ...]
    reattributed: tuple[tuple[Whole, Whole], ...] = ()
    cut: bool = False


def versions_of(store: Store, article_id: str) -> tuple[Version, ...]:
    """All versions of an article, the first one first; none where there is no such article."""
    with store.snapshot() as db:
        rows = versions.every(db, article_id)
    return tuple(Version(article_id, *row, last=row.number == len(rows)) for row in rows)


def revision(store: Store, article_id: str, a: int, b: int) -> Revision | None:
    """What changed from version `a` to version `b`; None where one of them is not there."""
    found = {one.number: one for one in versions_of(store, article_id)}
    article = reading.article(store.connection, article_id)
    if a not in found or b not in found or article is None:
        return None
    return next(revisions(article, (found[a], found[b])))


def revisions(article: Article, steps: Iterable[Version]) -> Iterator[Revision]:
    """What changed from each version of an article to the next, one after the other as they are asked for. Pure."""
    before: tuple[Version, list[Whole]] | None = None
    for version in steps:
        quoted = _quoted(article, version)
        if before is not None:
            changed, cut = _paragraphs(before[0].text, version.text)
            yield Revision(before[0], version, changed, *_quotations(before[1], quoted), cut=cut)
        before = version, quoted


def _paragraphs(a: str, b: str) -> tuple[tuple[tuple[DiffOp, ...], ...], bool]:
    first, second = _split(a), _split(b)
    if len(first) + len(second) > MOST_PARAGRAPHS:
        return (), True
    changed: list[tuple[DiffOp, ...]] = []
    for op, a0, a1, b0, b1 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if op != "equal":
            changed += _hunk(first[a0:a1], second[b0:b1])
    return tuple(changed), False


def _split(text: str) -> list[str]:
    return [part for line in unbroken(text).splitlines() if (part := " ".join(line.split()))]


def _hunk(old: Sequence[str], new: Sequence[str]) -> list[tuple[DiffOp, ...]]:
    """The paragraphs of a changed place: those that are near each other as one, in order, the others alone."""
    rows: list[tuple[DiffOp, ...]] = []
    at = 0
    for text in old:
        near = next((i for i in range(at, min(len(new), at + AHEAD)) if _near(text, new[i])), None)
        if near is None:
            rows.append((("delete", text, ""),))
            continue
        rows += [(("insert", "", one),) for one in new[at:near]]
        rows.append(_words(text, new[near]))
        at = near + 1
    return [*rows, *((("insert", "", one),) for one in new[at:])]


def _words(a: str, b: str) -> tuple[DiffOp, ...]:
    first, second = diff.units(a), diff.units(b)
    return diff.operations(diff.blocks(first.keys, second.keys), first, second)


def _near(a: str, b: str) -> bool:
    first, second = diff.units(a).keys, diff.units(b).keys
    return SequenceMatcher(None, first, second, autojunk=False).quick_ratio() >= NEAR


def _quoted(article: Article, version: Version) -> list[Whole]:
    """The quotations of a version that tell somebody's words."""
    from msgspec.structs import replace

    was = replace(article, text=version.text, title=version.title, published=version.published)
    return wholes(quotations_of(was), article.outlet_key, version.published)


def _quotations(
    before: Sequence[Whole], after: Sequence[Whole]
) -> tuple[tuple[Whole, ...], tuple[Whole, ...], tuple[Reworded, ...], tuple[tuple[Whole, Whole], ...]]:
    """What is gone, what is new, what was reworded, and what another is said to have said: what has the same words only
    moved, and is none of them."""
    left = dict(enumerate(after))
    _, gone = _paired(before, left, lambda one: (_key(one), one.speaker))  # first: two may have said the same
    moved, gone = _paired(gone, left, _key)
    given = tuple(pair for pair in moved if evidence(*pair).speakers is False)
    reworded: list[Reworded] = []
    for whole in list(gone) if len(gone) * len(left) <= MOST_PAIRS else ():
        near = [i for i in left if matching.at_most(whole.text, after[i].text) >= SAME_SCORE]
        best = max(((_compared(whole, after[i]), i) for i in near), key=_score, default=None)
        if best is not None and best[0].score >= SAME_SCORE:
            match, i = best
            reworded.append(Reworded(whole, after[i], match.diff, bool(match.altered)))
            gone.remove(whole)
            del left[i]
    return tuple(gone), tuple(left.values()), tuple(reworded), given


def _paired(
    before: Iterable[Whole], left: dict[int, Whole], told: Callable[[Whole], object]
) -> tuple[list[tuple[Whole, Whole]], list[Whole]]:
    """The pairs of which `told` is the same, taken out of what is left of the later ones; and the others before."""
    places: dict[object, list[int]] = {}
    for i, whole in left.items():
        places.setdefault(told(whole), []).append(i)
    pairs: list[tuple[Whole, Whole]] = []
    others: list[Whole] = []
    for whole in before:
        found = places.get(told(whole))
        if found:
            pairs.append((whole, left.pop(found.pop(0))))
        else:
            others.append(whole)
    return pairs, others


def _compared(a: Whole, b: Whole) -> Match:
    """Two quotations of one article, so of one day."""
    told = matching.Evidence(speakers=evidence(a, b).speakers, days_apart=0)
    return matching.compare(a.text, b.text, told, least=0.0)


def _score(found: tuple[Match, int]) -> float:
    return found[0].score


def _key(whole: Whole) -> tuple[str, ...]:
    return diff.units(whole.text).keys
