"""Are two names one person's, or one institution's?

News gives the same person as "Prime Minister Ada Lind", "Ms. Lind" and "Lind", and one name in several spellings. The
answer has three values: where a speaker is only described ("a spokesman") nothing is known.
"""

from __future__ import annotations

from functools import lru_cache

from index import terms

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "qc", "kc", "mp", "esq"})
_SAME_START = 5  # letters: "Zelensk|y", "-iy", "-yy" are one name's endings, and so are most spellings of foreign names
_LONGER_BY = 2


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> tuple[tuple[str, ...], bool]:
    """The folded parts of a name without suffixes, and whether it is a name at all: its first and last words have
    capitals. "the White House" or "a statement late Tuesday" may be anybody's."""
    words = [w for w in terms.words(name) if w.folded not in _SUFFIXES]
    folded = tuple(w.folded.removesuffix("'s") for w in words)
    return folded, bool(words) and name[words[0].start].isupper() and name[words[-1].start].isupper()


def same_name(a: str | None, b: str | None) -> bool | None:
    """True where the two can be one speaker, False where they are two, None where one is unknown or only described.

    Surnames decide. Where both have first names and none of these begin alike, nothing is known: Richard is Dick, and
    two of one family are two.
    """
    if not a or not b:
        return None
    (first, a_named), (second, b_named) = _parts(a), _parts(b)
    if not first or not second:
        return None
    if first == second:
        return True
    if not (a_named and b_named):
        return None
    if not _alike(first[-1], second[-1]):
        return None if first[-1] in second or second[-1] in first else False
    alike = len(first) < 2 or len(second) < 2 or any(x[0] == y[0] for x in first[:-1] for y in second[:-1])
    return True if alike else None


def _alike(a: str, b: str) -> bool:
    return a == b or (
        len(a) > _SAME_START and a[:_SAME_START] == b[:_SAME_START] and abs(len(a) - len(b)) <= _LONGER_BY
    )
