"""What is kept of an article and of a quotation for searching, and in which form?

Whoosh's own text field spends most of its time on token objects and on a pickle for every posting; `Words` hands it the
words of `index.query.words` and their places as plain machine integers. The pickled schema names these classes, so
`FORM` must change with anything here or in `words`.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Final

import whoosh
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Format

from index.model import Article, Quotation
from index.query.words import words

FORM: Final = 1
# A place below this takes two bytes.
SHORT: Final = 1 << 16
# Where a text's words begin after a title's: no title is that long.
GAP: Final = 1000
# A word in the title counts as three: titles are a fiftieth as long as texts and say what the article is about.
HEAD_WEIGHT: Final = 2.0
DAY: Final = len("2025-11-02")


def form() -> str:
    """What an index must have been made with to be read here: our form, Whoosh, Unicode's version, the byte order."""
    version = ".".join(map(str, whoosh.__version__))
    return f"{FORM} whoosh {version} unicode {unicodedata.unidata_version} {sys.byteorder}"


class Places(Format):  # type: ignore[misc]
    """Posting values: the places of a word in its field, two bytes each, four in fields longer than 65,536 words."""

    def encode(self, places: list[int]) -> bytes:
        """Places in rising order as bytes; the first byte tells their size."""
        size = "H" if places[-1] < SHORT else "I"
        return size.encode() + array(size, places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """The places again."""
        return array(chr(value[0]), value[1:]).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """How often the word stands there."""
        return (len(value) - 1) // array(chr(value[0])).itemsize

    def decode_weight(self, value: bytes) -> float:
        """The same: no word weighs more than another."""
        return float(self.decode_frequency(value))


class Words(FieldType):  # type: ignore[misc]
    """A field of words with their places, scored by BM25; also of two texts that no phrase may bridge."""

    def __init__(self) -> None:
        super().__init__(format=Places(), analyzer=None, scorable=True)

    def index(self, value: str | tuple[str, str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(word, frequency, weight, places) of each different word, as Whoosh's writer takes them."""
        head, text = ("", value) if isinstance(value, str) else value
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words(head)):
            places.setdefault(word, []).append(place)
        weights = {word: HEAD_WEIGHT * len(where) for word, where in places.items()}
        for place, word in enumerate(words(text), GAP if head else 0):
            if word in places:
                places[word].append(place)
            else:
                places[word] = [place]
        encode, order = self.format.encode, sys.byteorder
        for word, more in weights.items():
            where = places.pop(word)
            yield word.encode(), len(where), len(where) + more, encode(where)
        for word, where in places.items():
            if len(where) == 1 and where[0] < SHORT:  # three of four postings of news
                yield word.encode(), 1, 1.0, b"H" + where[0].to_bytes(2, order)
            else:
                yield word.encode(), len(where), float(len(where)), encode(where)


def article_schema() -> Schema:
    """A document an article, `text` being title and text; the text itself is only in SQLite. `spot` gives the id."""
    return Schema(id=ID(), spot=_spot(), text=Words(), title=Words(), outlet=Words(), author=Words(), published=ID())


def quotation_schema() -> Schema:
    """A document a quotation; `article` finds those of an article, `spot` gives the quotation's id."""
    return Schema(
        article=ID(),
        spot=_spot(),
        quote=Words(),
        speaker=Words(),
        outlet=Words(),
        author=Words(),
        published=ID(),
        kind=ID(),
    )


def _spot() -> COLUMN:
    return COLUMN(VarBytesColumn())


def article_document(article: Article) -> dict[str, Any]:
    """The fields of an article's document; None is left out by Whoosh."""
    return {
        "id": article.id,
        "spot": article.id.encode(),
        "text": (article.title, article.text) if article.title else article.text,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": _day(article),
    }


def quotation_documents(article: Article, quotations: Sequence[Quotation]) -> Iterator[dict[str, Any]]:
    """The fields of the document of each quotation."""
    day = _day(article)
    for quotation in quotations:
        yield {
            "article": article.id,
            "spot": f"{article.id}#{quotation.start}-{quotation.end}".encode(),
            "quote": quotation.text,
            "speaker": quotation.speaker,
            "outlet": article.outlet,
            "author": article.author,
            "published": day,
            "kind": quotation.kind,
        }


def _day(article: Article) -> str | None:
    return article.published[:DAY] if article.published else None


def spot_parts(spot: bytes) -> tuple[str, int, int]:
    """(article id, start, end) of a quotation's id."""
    article, _, span = spot.decode().rpartition("#")
    start, _, end = span.partition("-")
    return article, int(start), int(end)
