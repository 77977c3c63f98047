"""How does a web archive (WARC, as crawlers and the Internet Archive write it) become articles?

Record by record, so that gigabytes need no more memory than their largest page. `records` finds the answers in it,
`bodies` unpacks what was answered. Most records are no articles, so what gives none is counted, not named.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from index.ingest import pages
from index.ingest.formats import Format, of_media
from index.ingest.hints import Hint, moment
from index.ingest.sniffing import guessed, told
from index.ingest.warc.records import Answer, Gap, Unusable, answers
from index.model import Article, Skipped

READ: Final = ("text", "markdown", "page", "pdf")  # formats of which an answer of the web is one article
ROBOTS: Final = ("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt")  # for programs
NAMED: Final = 20  # records that are named with what is wrong with them; further ones are only counted


class _Tally:
    """What became of the records so far."""

    def __init__(self) -> None:
        self.records = self.articles = self.others = self.faulty = self.gaps = self.begun = 0
        self.given_up = False


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all records that hold one, and at the end a remark on those that hold none."""
    tally = _Tally()
    for item in answers(stream, _wanted):
        if isinstance(item, Gap):
            tally.gaps += 1
            tally.given_up = item.given_up
            continue
        tally.records += 1
        if item is None:
            tally.others += 1
            continue
        found = list(_articles(item, hint))
        articles = [one for one in found if isinstance(one, Article)]
        tally.articles += len(articles)
        tally.others += not articles
        yield from articles
        tally.begun += bool(articles) and any(isinstance(one, Skipped) for one in found)
        for faulty in found:
            if isinstance(faulty, Skipped) and isinstance(item, Unusable):
                tally.faulty += 1
                if tally.faulty <= NAMED:
                    yield faulty
    yield from _remarks(tally, hint.path)


def _remarks(tally: _Tally, path: str) -> Iterator[Skipped]:
    """What is to be said of the archive as a whole."""
    some = tally.articles > 0
    if tally.gaps:
        places = "one place" if tally.gaps == 1 else f"{tally.gaps:,} places"
        rest = "what follows was not read" if tally.given_up else "what can be read of it was read"
        yield Skipped(path, f"is damaged or cut short in {places}; {rest}", added=some)
    if tally.begun:
        those = "one article" if tally.begun == 1 else f"{tally.begun:,} articles"
        yield Skipped(path, f"holds only a part of {those}: the beginning shown to all, or pages with text", added=True)
    if not some:
        yield Skipped(path, f"holds no page with an article, among {tally.records:,} answers of the web")
    elif tally.others:
        yield Skipped(path, f"holds {_counted(tally.others)}", added=True)


def _counted(others: int) -> str:
    return "one record that is no article" if others == 1 else f"{others:,} records that are no articles"


def _wanted(media: str, address: str) -> bool:
    """Whether an answer of this type may be an article, by its type and address."""
    kind = of_media(media)
    if kind is None or kind.name not in READ:
        return False
    try:
        return urlsplit(address).path.rpartition("/")[2].lower() not in ROBOTS
    except ValueError:  # brackets that are none
        return False


def _articles(answer: Answer | Unusable, hint: Hint) -> Iterator[Article | Skipped]:
    shown = f"{hint.path}!{answer.address}"
    if isinstance(answer, Unusable):
        yield Skipped(shown, answer.reason)
        return
    kind = _format(answer)
    if kind is None:
        return
    about = replace(hint, path=shown, origin=answer.address, id=None, url=answer.address)
    found: Iterable[Article | Skipped]
    if kind.name == "page":
        found = pages.articles_of(answer.body, about, answer.charset)
    else:
        found = kind.read(io.BytesIO(answer.body), about)
    for item in found:
        captured = {"at": answer.address, "taken": moment(answer.taken)}
        yield replace(item, **captured) if isinstance(item, Article) else item


def _format(answer: Answer) -> Format | None:
    """The format of a body: what it is by its content goes before what its server called it."""
    kind = of_media(answer.media)
    if kind is None or kind.name in ("page", "pdf"):
        return kind
    content = told(answer.body) or guessed(answer.body)  # a script or data are often called text
    return content if content is None or content.name == "page" else kind if content.name in READ else None
