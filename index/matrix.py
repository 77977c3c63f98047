"""Which outlet printed which utterance, how, and which left it out?

Pure: rows of utterances in, a table of utterances and outlets out. Only the cells that say something are kept, so a
table of 10,000 utterances and hundreds of outlets costs no more than its printings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Literal

from msgspec import Struct

from index import firsts
from index.model import ArticleRow, Printing, Relation, UtteranceRow

Order = Literal["place", "first", "outlets"]
ORDERS: dict[Order, str] = {
    "place": "as in the fullest article",
    "first": "first printed first",
    "outlets": "most outlets first",
}
TRANSCRIPT = "\0transcript"  # the column of what was really said: no outlet's, for a transcript prints nothing


class Cell(Struct, frozen=True):
    """What one outlet did with an utterance: its printings, or none, where it left it out.

    The first of `printings` is the one to be told: one that alters the meaning, else the best.
    """

    printings: tuple[Printing, ...] = ()

    @property
    def told(self) -> Printing | None:
        """The printing to be told."""
        return self.printings[0] if self.printings else None

    @property
    def relation(self) -> Relation | None:
        """What it did to the fullest printing; None where it was left out."""
        return self.printings[0].relation if self.printings else None

    @property
    def altered(self) -> bool:
        """Whether it changed the meaning."""
        return bool(self.printings and self.printings[0].altered)


class Row(Struct, frozen=True):
    """An utterance and what the outlets did with it, by column; a column that is not there has nothing to do with it.

    `printed` and `left_out` count outlets: a transcript is none.
    """

    utterance: UtteranceRow
    cells: Mapping[int, Cell]
    printed: int
    left_out: int


class Column(Struct, frozen=True):
    """An outlet, and how many of the utterances it printed, altered and left out. `key` is as articles have it."""

    key: str
    name: str
    printed: int = 0
    altered: int = 0
    left_out: int = 0


class Matrix(Struct, frozen=True):
    """`columns` from left to right, the transcript first where there is one; `rows` in the order asked for."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def matrix(utterances: Sequence[UtteranceRow], outlets: Sequence[str] = ()) -> Matrix:
    """The table of some utterances, rows in the order given.

    `outlets` are keys (`outlet_key`) that come first, in this order, where they occur; the others follow, those that
    printed most first. Linear in the printings and in what was left out, apart from sorting the outlets.
    """
    named: dict[str, str] = {}
    printed: Counter[str] = Counter()
    altered: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    found: list[dict[str, Cell]] = []
    for utterance in utterances:
        cells = _cells(utterance, named)
        found.append(cells)
        for key, cell in cells.items():
            printed[key] += bool(cell.printings)
            altered[key] += cell.altered
            left_out[key] += not cell.printings
    first = {key: i for i, key in enumerate((TRANSCRIPT, *outlets))}
    order = sorted(named, key=lambda key: (first.get(key, len(first)), -printed[key], -left_out[key], named[key], key))
    place = {key: i for i, key in enumerate(order)}
    columns = tuple(Column(key, named[key], printed[key], altered[key], left_out[key]) for key in order)
    rows = []
    for utterance, cells in zip(utterances, found, strict=True):
        here = sum(bool(cell.printings) for key, cell in cells.items() if key != TRANSCRIPT)
        gone = sum(not cell.printings for cell in cells.values())
        rows.append(Row(utterance, {place[key]: cell for key, cell in cells.items()}, here, gone))
    return Matrix(columns, tuple(rows))


def ordered(utterances: Iterable[UtteranceRow], order: Order) -> list[UtteranceRow]:
    """The utterances in an order; those that are alike in it stand as in the fullest article."""
    rows = list(utterances)
    place = _places(rows)
    rows.sort(key=lambda row: place[row.id])
    if order == "first":
        rows.sort(key=lambda row: firsts.by_date(row.first.article.published if row.first else None))
    elif order == "outlets":
        rows.sort(key=lambda row: -row.outlets)
    return rows


def shared(utterances: Iterable[UtteranceRow]) -> list[UtteranceRow]:
    """Those that at least two outlets printed, and what a transcript says that at least one did."""
    return [row for row in utterances if row.outlets >= (1 if row.transcript else 2)]


def _name(article: ArticleRow) -> str:
    """The outlet; without one the article's title, or the name of its file."""
    return article.outlet or article.title or PurePath(article.path or "").name


def _cells(utterance: UtteranceRow, named: dict[str, str]) -> dict[str, Cell]:
    """What each outlet did, by its key; `named` gets the names of those not seen before."""
    printings: dict[str, list[Printing]] = {}
    for printing in utterance.printings:
        said = printing.article.spoken
        key = TRANSCRIPT if said else printing.article.outlet_key
        named.setdefault(key, "transcript" if said else _name(printing.article) or key[1:])
        printings.setdefault(key, []).append(printing)
    cells = {key: Cell(tuple(sorted(some, key=_telling))) for key, some in printings.items()}
    for outlet in utterance.left_out:
        if outlet not in cells:
            named.setdefault(outlet, outlet)
            cells[outlet] = Cell()
    return cells


def _telling(printing: Printing) -> tuple[bool, float]:
    """What alters the meaning is told first, then the best score."""
    return not printing.altered, -printing.score


def _places(rows: Sequence[UtteranceRow]) -> dict[str, tuple[int, int]]:
    """For each utterance the article by which it is placed, those with most utterances first, and its place there.

    Of articles with as many, the one first printed comes first, so that it isn't an id, which a file has from its path,
    that decides.
    """
    articles = {p.article.id: p.article for row in rows for p in row.printings}
    count = Counter(article for row in rows for article in {p.article.id for p in row.printings})

    def fullness(article: ArticleRow) -> tuple[object, ...]:
        named = article.outlet_key, article.title or "", article.id
        return -count[article.id], firsts.by_date(article.published), *named

    rank = {article.id: i for i, article in enumerate(sorted(articles.values(), key=fullness))}
    return {row.id: min((rank[p.article.id], p.quote.start) for p in row.printings) for row in rows}
