"""What is sent to somebody who has no library: utterances with all that is known of their printings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from index import spreading
from index.matrix import Matrix, matrix
from index.model import ArticleRow, Hit, UtteranceRow
from index.spreading import Timeline

T = TypeVar("T")
Progress = Callable[[int, int], None]  # how many are done, of how many; what it raises ends the work
What = Literal["everything", "query", "event", "article", "quotation", "speaker", "passages"]


class About(Struct, frozen=True):
    """What was asked for.

    `words` are the query, the speaker's name, or the id of the article or the quotation; `title` is that article's, or
    the quotation's speaker. `only` says in a sentence which part of it was taken; "" for all.
    """

    what: What
    words: str | None = None
    title: str | None = None
    only: str = ""


class Report(Struct, frozen=True):
    """What is exported, in the order of `said`, which is that of the matrix's rows.

    `said` has each utterance with its printings by date, told from the fullest (`Step.diff`, `Step.alterations`);
    who left it out is in its `utterance`. `passages` are what a search found, in place of these. `articles` are those
    of all printings and passages, each once. `made` is a UTC time.
    """

    about: About
    made: str
    articles: tuple[ArticleRow, ...]
    said: tuple[Timeline, ...]
    matrix: Matrix
    passages: tuple[Hit, ...] = ()


def unwatched(_done: int, _all: int) -> None:
    """Progress that nobody looks at."""


def report_of(about: About, made: str, rows: Sequence[UtteranceRow], progress: Progress = unwatched) -> Report:
    """The report of some utterances. Each wording is compared."""
    said = tuple(map(spreading.timeline, watched(rows, progress)))
    articles = {printing.article.id: printing.article for row in rows for printing in row.printings}
    return Report(about, made, tuple(articles.values()), said, matrix(rows))


def watched(some: Sequence[T], progress: Progress) -> Iterator[T]:
    """Each of them, `progress` being told before it."""
    for done, one in enumerate(some):
        progress(done, len(some))
        yield one


def heading(about: About) -> str:
    """What the report is of, in a few words."""
    name = about.title or about.words or ""
    match about.what:
        case "everything":
            return "The whole library"
        case "speaker":
            return f"What {name} said"
        case "quotation":
            return f"One quotation of {name}" if about.title else "One quotation"
        case _:
            return name


def scope(about: About) -> str:
    """The same in a sentence or two, with how it was found."""
    sentences = {
        "everything": "All words that at least two printed.",
        "query": f"Found by the query {about.words}.",
        "event": "From all articles on the same event.",
        "article": "From what this article quotes.",
        "quotation": "All known printings of one quotation.",
        "speaker": "All that the articles have of this speaker, in marks and in the writers' own words.",
        "passages": f"Passages found by the query {about.words}.",
    }
    return " ".join(filter(None, (sentences[about.what], about.only)))


def cut(hit: Hit, article: ArticleRow) -> tuple[bool, bool]:
    """Whether its article has words before a passage, and after it."""
    return hit.start > 0, hit.end < article.characters


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """A passage in pieces, each with whether it is what was looked for."""
    at = 0
    for start, end in sorted(hit.hits):
        start, end = max(at, start - hit.start), min(len(hit.passage), end - hit.start)
        if start < end:
            if at < start:
                yield hit.passage[at:start], False
            yield hit.passage[start:end], True
            at = end
    if at < len(hit.passage):
        yield hit.passage[at:], False
