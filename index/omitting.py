"""Did an outlet that has articles on a happening leave out what was said there?

Not where it has the words without marks, or writes in another language, of which nobody can tell. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from msgspec import Struct

from index import terms
from index.languages.detecting import of_text
from index.model import Article

FEWEST_WORDS = 3  # of a part of a quotation that is looked for: "no" stands in every article


class Wording(Struct, frozen=True):
    """The folded words of an article and its title, and the code of its language; None where there is no table."""

    words: str
    language: str | None


def wording(article: Article) -> Wording:
    """What an article is looked through for. Linear in its text."""
    return Wording(_folded(f"{article.title or ''}\n{article.text}"), language_of(article))


def language_of(article: Article) -> str | None:
    """The code of its language as it names it, else as its words tell."""
    return (article.language or "").lower().partition("-")[0].partition("_")[0] or of_text(article.text)


def wanted(texts: Iterable[str]) -> set[str]:
    """The words of a quotation's parts that are looked for: those that say enough, if any do."""
    parts = {_folded(text) for text in texts}
    return {part for part in parts if len(part.split()) >= FEWEST_WORDS} or parts


def left_out(reports: Iterable[Wording], parts: Set[str], language: str | None) -> bool:
    """Whether one outlet's reports, some of them in the quotation's language, have none of its parts."""
    told = list(reports)
    return any(one.language == language for one in told) and not any(
        part in one.words for one in told for part in parts
    )


def _folded(text: str) -> str:
    return f" {' '.join(terms.folds(text))} "
