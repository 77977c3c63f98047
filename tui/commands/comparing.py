"""`quoth compare` and `quoth matrix`: what two texts have in common; who printed what, and who left it out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from tui import completing
from tui.cli import (
    WRONG_USE,
    Problem,
    asked_about,
    one_part,
    opened,
    print_rows,
    quoth,
    understood,
    unknown,
    with_forms,
    with_json,
    with_library,
    with_part,
)
from tui.commands.utterances import utterance_form

if TYPE_CHECKING:
    from index.library import Library
    from index.matrix import Matrix, Row
    from index.model import Match, UtteranceRow

ORDERS = ("place", "first", "outlets")
LEFT_OUT = "left out"
MOST_COMPARED = 100_000  # characters of a text; time grows with the square: these take some seconds at worst


@quoth.command(short_help="Compare two texts, or two quotations.")
@click.argument("a", required=False, shell_complete=completing.quotations)
@click.argument("b", required=False, shell_complete=completing.quotations)
@click.option("--jsonl", is_flag=True, help='Compare the pairs on standard input, a {"a", "b"} a line.')
@with_forms()
@with_library
@click.pass_context
def compare(ctx: click.Context, a: str | None, b: str | None, jsonl: bool, as_json: bool) -> None:
    """Print how sure it is that A and B report the same words, and what B changed.

    A and B are texts, or ids of quotations.
    """
    from tui import output

    if jsonl == (b is not None) or jsonl == (a is not None):
        raise Problem('give either two texts or quotations, or --jsonl and {"a", "b"} lines on standard input')
    with ExitStack() as stack:
        shelf = _Shelf(ctx, stack)
        if a is not None and b is not None:
            _print(a, b, shelf.match(a, b), as_json)
            return
        good = bad = 0
        for number, pair in _pairs():
            try:
                one, other = _pair(pair)
                found = shelf.match(one, other)
            except Problem as problem:
                output.say(f"line {number}: {problem.message}")
                bad += 1
                continue
            good += 1
            _print(one, other, found, as_json=True)
        if not good:
            if not bad:
                output.say('there are no {"a", "b"} lines on standard input')
            ctx.exit(WRONG_USE)


@dataclass(slots=True)
class _Shelf:
    """Texts and quotations; the library is opened when the first id is looked for."""

    ctx: click.Context
    stack: ExitStack
    library: Library | None = None

    def match(self, a: str, b: str) -> Match:
        """Compare two texts; of two quotations, speakers and dates count as in their links."""
        from index import linking, matching
        from index.model import Whole

        x, y = self._meant(a), self._meant(b)
        if isinstance(x, Whole) and isinstance(y, Whole):
            return matching.compare(x.text, y.text, linking.evidence(x, y))
        first, second = (_within(one.text if isinstance(one, Whole) else str(one)) for one in (x, y))
        match = matching.compare(first, second)
        taken = matching.compare(first, second, least=0.0)  # whoever asks holds them for the same
        return (
            match
            if match.altered is not None or not taken.altered
            else replace(match, altered=True, alterations=taken.alterations)
        )

    def _meant(self, said: str) -> Any:
        """The quotation with this id, with its split parts; what looks like no id is a text."""
        from index.ids import split_id

        if split_id(said) is None:
            return said
        if self.library is None:
            self.library = self.stack.enter_context(opened(self.ctx))
        found = self.library.quoted([said]).get(said)
        if found is None and any(character.isspace() for character in said):
            return said
        if found is None:
            unknown(self.library, "quotation", said)
        return _whole(self.library, *found)


def _within(text: str) -> str:
    """As much of a text as is compared, which is said where it is less than all."""
    if len(text) <= MOST_COMPARED:
        return text
    from tui import output

    output.say(f"only the first {MOST_COMPARED:,} of {len(text):,} characters are compared")
    return text[:MOST_COMPARED]


def _whole(library: Library, quotation: Any, row: Any) -> Any:
    """A quotation as links compare it, also where it is told in a writer's own words."""
    from index.linking import wholes
    from index.model import Whole

    head = quotation.continues or quotation.id
    made = wholes(library.quotations(row.id), row.outlet_key, row.published)
    alone = Whole((quotation,), quotation.text, row.outlet_key, row.published)
    return next((whole for whole in made if whole.id == head), alone)


def _pairs() -> Iterator[tuple[int, bytes]]:
    """The lines of standard input that are not empty, with their numbers."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            yield number, line


def _pair(line: bytes) -> tuple[str, str]:
    """The two texts of a line. Raises Problem where it has none."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Problem(f"it is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise Problem('it is no object with "a" and "b"')
    for name in ("a", "b"):
        if not isinstance(found.get(name), str):
            raise Problem(f'its "{name}" is {"missing" if name not in found else "no text"}')
    return found["a"], found["b"]


def _print(a: str, b: str, match: Match, as_json: bool) -> None:
    from tui import output

    if as_json:
        output.emit(compare_form(a, b, match))
    else:
        output.put(compare_plain(match))


@quoth.command(short_help="Print who printed what, and who left it out.")
@click.argument("query", required=False)
@with_part
@click.option("--order", type=click.Choice(ORDERS), help="By place in the fullest article, first printing, or outlets.")
@with_json
@with_library
@click.pass_context
def matrix(
    ctx: click.Context,
    query: str | None,
    event: str | None,
    article: str | None,
    order: Any,
    limit: int | None,
    as_json: bool,
) -> None:
    """Print the utterances of an event, or those that a query finds, with the outlets that printed each, and how.

    Without any of these, all that at least two outlets of the library printed.
    """
    from index.matrix import matrix as table
    from index.matrix import ordered
    from tui.export.gathering import rows_of

    about = one_part(query, event, article)
    with opened(ctx) as library:
        rows: list[UtteranceRow] = understood(
            rows_of(library, asked_about(library, query, event, article), lambda *_: None)
        )
        made = table(ordered(rows, order or ("outlets" if about is None else "place")))

        def form(row: Row) -> dict[str, Any]:
            return matrix_form(made, row)

        print_rows(
            ctx,
            made.rows,
            limit,
            form if as_json else None,
            lambda row: matrix_plain(made, row),
            "nobody's words were printed there" if about or query else "no words that two outlets printed",
        )
        if not as_json:
            _print_counts(made)


def _print_counts(made: Matrix) -> None:
    from index.matrix import TRANSCRIPT
    from tui import output

    output.put("")
    for column in made.columns:
        if column.key != TRANSCRIPT:
            altered = f", altered {column.altered:,}" if column.altered else ""
            output.put(f"{column.name}: printed {column.printed:,}{altered}, left out {column.left_out:,}")


# --- how they are printed


def compare_form(a: str, b: str, match: Match) -> dict[str, Any]:
    """A row of `compare --json`: `a` and `b` as they were given."""
    return {
        "a": a,
        "b": b,
        "score": round(match.score, 4),
        "relation": match.relation,
        "altered": match.altered,
        "diff": [list(op) for op in match.diff],
        "alterations": [[change.what, change.a, change.b] for change in match.alterations],
    }


def compare_plain(match: Match) -> str:
    """Score and relation, what was altered, the words with what changed."""
    from tui import output
    from tui.saying import alteration_words

    none = match.relation == "none"
    relation = "too little alike to be linked" if none else match.relation
    altered = [f"altered: {alteration_words(change)}" for change in match.alterations]
    if match.altered and not altered:
        altered = ["altered"]
    if none and altered:
        altered[0] = f"if they are one saying, {altered[0]}"
    head = " · ".join((f"{output.percent(match.score)} {relation}", *altered))
    return f"{head}\n    {output.diff_plain(match.diff)}"


def matrix_form(made: Matrix, row: Row) -> dict[str, Any]:
    """A row of `matrix --json`: an utterance's, with what each outlet did with it; null where it has no article."""
    from index.matrix import TRANSCRIPT

    cells: dict[str, str | None] = {}
    altered = []
    for i, column in enumerate(made.columns):
        if column.key == TRANSCRIPT:
            continue
        cell = row.cells.get(i)
        cells[column.name] = None if cell is None else cell.relation or LEFT_OUT
        altered += [column.name] if cell and cell.altered else []
    return {**utterance_form(row.utterance), "cells": cells, "altered_by": altered}


def matrix_plain(made: Matrix, row: Row) -> str:
    """An utterance in a few lines: the words, who said them, then the outlets by what they did."""
    from tui import output
    from tui.saying import NOT_KNOWN, counted, words_of

    utterance = row.utterance
    quote = utterance.fullest.quote
    perhaps = "perhaps " if quote.perhaps else ""
    told = [f"{perhaps}{utterance.speaker}" if utterance.speaker else NOT_KNOWN]
    if utterance.first:
        told.append(f"first in {output.where(utterance.first.article)}")
    told.append(counted(utterance))
    lines = [
        words_of(quote, output.one_line(utterance.fullest.text)),
        f"    {output.one_line(' · '.join((*told, quote.id)))}",
    ]
    lines += [f"    {way}: {output.one_line(', '.join(names))}" for way, names in _ways(made, row)]
    return "\n".join(lines)


def _ways(made: Matrix, row: Row) -> Iterator[tuple[str, list[str]]]:
    """What was done with an utterance, and the outlets that did so; those that altered it stand apart."""
    from index.matrix import TRANSCRIPT

    found: dict[str, list[str]] = {}
    for i in sorted(row.cells):
        cell, column = row.cells[i], made.columns[i]
        if column.key == TRANSCRIPT:
            continue
        way = LEFT_OUT if cell.relation is None else cell.relation
        found.setdefault(f"altered, {way}" if cell.altered else way, []).append(column.name)
    yield from sorted(found.items(), key=lambda pair: (pair[0] == LEFT_OUT, pair[0] != "identical"))
