"""What does one written word ask for: a word, a phrase, a pattern, the beginning of a word, a word mistyped?"""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz.distance import OSA

from index.query.tree import STATES, All, Field, Mark, Near, Node, Pattern, Phrase, Prefix, Word, joined
from index.query.words import fold, words

# Below three letters a prefix means thousands of words ("co" begins 1,550 of a newswire's 65,000).
TYPED_LETTERS: Final = 3
NAMES: Final[tuple[Field, ...]] = ("outlet", "author", "speaker")  # there are few of them: one letter says enough
WILDCARD_LETTERS: Final = 2
# As in most search engines: nothing is forgiven below three letters, one edit up to five, then two.
NO_EDITS_BELOW: Final = 3
TWO_EDITS_FROM: Final = 6

_TYPO: Final = re.compile(r"(.+)~([12]?)\Z", re.DOTALL)
_WILD: Final = re.compile(r"[*?]+")


class UnreadableError(ValueError):
    """A word that means nothing, and why, in a sentence without its full stop."""


def leaf(field: Field, run: str, *, typing: bool = False) -> Node | None:
    """What a run of characters without a space asks for; None where it holds no word. Raises UnreadableError."""
    if field in ("tag", "is"):
        run = run.rstrip("?.,;:!")
        return typed(field, run) if typing else exactly(field, run)
    if typo := _TYPO.match(run):
        return near(field, typo[1], typo[2])
    bare = run.rstrip("?.,;:!")
    if _WILD.search(bare):
        return wild(field, bare)
    return typed(field, run) if typing else exactly(field, run)


def typed(field: Field, text: str) -> Node | None:
    """The words of a text whose last one is still being typed, unless a mark or a space ends it.

    Raises UnreadableError for what is no state.
    """
    if field == "tag":
        return tagged(text + "*") if text[-1:].isalnum() else tagged(text)
    if field == "is":
        begun = [name for name in STATES if name.startswith(fold(text))] if fold(text) else []
        return state(begun[0] if begun else text)  # no two begin alike
    found = words(text)
    if not found or not text[-1].isalnum():
        return exactly(field, text)
    nodes: list[Node] = []
    if before := of_words(field, found[:-1]):
        nodes.append(before)
    if len(found[-1]) >= (1 if field in NAMES else TYPED_LETTERS):
        nodes.append(Prefix(field, found[-1]))
    return joined(All, nodes)


def exactly(field: Field, text: str) -> Node | None:
    """The words of a text, one after the other; of `tag:` and `is:` what they name. Raises UnreadableError there."""
    if field == "tag":
        return tagged(text)
    if field == "is":
        return state(text)
    return of_words(field, words(text))


def tagged(text: str) -> Node | None:
    """The articles with a tag."""
    name = fold(text.strip().lstrip("#"))
    return Mark("tag", name) if name else None


def state(text: str) -> Node | None:
    """The articles in a state. Raises UnreadableError for what is none."""
    name = fold(text.strip())
    if not name:
        return None
    if name not in STATES:
        near = min(STATES, key=lambda known: (not known.startswith(name), OSA.distance(name, known)))
        raise UnreadableError(f'There is no state "is:{name}"; the nearest is "is:{near}"')
    return Mark("is", name)


def of_words(field: Field, found: list[str]) -> Node | None:
    """Folded words, one after the other."""
    if not found:
        return None
    return Word(field, found[0]) if len(found) == 1 else Phrase(field, tuple(found))


def near(field: Field, text: str, edits: str) -> Node | None:
    """`word~`, `word~1`, `word~2`."""
    found = words(text)
    if len(found) > 1:
        raise UnreadableError("A ~ works on one word")
    if not found:
        return None
    most = int(edits) if edits else 2 if len(found[0]) >= TWO_EDITS_FROM else 1
    return Near(field, found[0], most) if len(found[0]) >= NO_EDITS_BELOW else Word(field, found[0])


def wild(field: Field, text: str) -> Node | None:
    """A word with `*` or `?` in it."""
    pieces = _WILD.split(text)
    folded = [words(piece) for piece in pieces]
    if any(len(found) > 1 for found in folded):
        raise UnreadableError("* and ? work within one word")
    forms = ["".join(found) for found in folded]
    if not any(forms):
        return None
    if sum(map(len, forms)) < WILDCARD_LETTERS:
        raise UnreadableError(f"* and ? want at least {WILDCARD_LETTERS} letters beside them")
    signs = ["*" if "*" in sign and "?" not in sign else sign for sign in _WILD.findall(text)]
    pattern = forms[0] + "".join(sign + form for sign, form in zip(signs, forms[1:], strict=True))
    return Pattern(field, pattern)
