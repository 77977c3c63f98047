"""`quoth timeline`: who printed words first, as far as dates tell, and how they travelled and shrank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui import completing
from tui.cli import NOTHING_FOUND, Problem, opened, print_rows, quoth, unknown, with_json, with_library

if TYPE_CHECKING:
    from index.library import Library
    from index.spreading import Gap, Step, Timeline


@quoth.command(short_help="Print who printed it first, and how it travelled.")
@click.argument("quote_id", required=False, shell_complete=completing.quotations)
@click.option("--text", metavar="WORDS", help="Of the quotation that has these words best.")
@with_json
@with_library
@click.pass_context
def timeline(ctx: click.Context, quote_id: str | None, text: str | None, limit: int | None, as_json: bool) -> None:
    """Print who printed a quotation's words first, and how they travelled: in the order of publishing.

    "2–5." before a printing says that dates leave open which of these places it has: a day is all of that day. Of
    indirect speech the words in marks inside it are followed.
    """
    from tui import output

    if (quote_id is None) == (text is None):
        raise Problem('give either a quotation\'s id or --text "WORDS"')
    with opened(ctx) as library:
        if text is not None:
            made, nothing = _of_words(library, text)
        else:
            made, nothing = _of_quotation(library, quote_id or "")
        if made is None:
            output.say(nothing)
            ctx.exit(NOTHING_FOUND)
        if not as_json:
            output.put(head_plain(made))
        print_rows(
            ctx,
            made.steps,
            limit,
            (lambda step: step_form(made, step)) if as_json else None,
            lambda step: step_plain(made, step),
            nothing,
        )


def _of_words(library: Library, text: str) -> tuple[Timeline | None, str]:
    """The timeline of the words found best, or why there is none; what else has them is said."""
    from tui import output

    for note in library.being_added():
        output.say(note)
    found = [variant.quote.id for variant in library.same_words(text)]
    made = library.timeline(found[0]) if found else None
    if made is None:
        return None, "no printing of these words in the library"
    there = {i for step in made.steps for i in (step.printing.quote.id, step.printing.quote.continues)}
    others = len([one for one in found if one not in there])
    if others:
        told = "another quotation has" if others == 1 else f"{others} more quotations have"
        output.say(f'{told} words like these, in another utterance; "quoth xref --text" lists all')
    return made, ""


def _of_quotation(library: Library, quote_id: str) -> tuple[Timeline | None, str]:
    """The timeline of a quotation, or why it has none."""
    from tui.printed import not_compared
    from tui.stops import stops

    known = library.quoted([quote_id])
    if not known:
        unknown(library, "quotation", quote_id)
    q, _ = known[quote_id]
    ids = [quote_id]
    if q.kind == "indirect":
        held = next((stop.compared for stop in stops(library.quotations(q.article)) if q in stop.pieces), ())
        ids = [row.id for row in held]
    outer = library.quoted([q.within]).get(q.within) if q.within else None
    why = not_compared(q, outer[0] if outer else None)
    return library.timeline(*ids), why or "no printing of these words is known"


def step_form(made: Timeline, step: Step) -> dict[str, Any]:
    """A row of `timeline --json`: one printing."""
    printing = step.printing
    return {
        "utterance": made.utterance.id,
        "speaker": made.utterance.speaker,
        "quote": printing.quote.id,
        "article": printing.article.id,
        "outlet": printing.article.outlet,
        "title": printing.article.title,
        "published": printing.article.published,
        "place": None if step.place is None else list(step.place),
        "after": None if step.gap is None else _gap_form(step.gap),
        "kept": step.kept,
        "relation": printing.relation,
        "score": round(printing.score, 4),
        "altered": printing.altered,
        "alterations": [[one.what, one.a, one.b] for one in step.alterations],
        "copies": printing.copies,
        "copied_before": step.copied_before if step.copied else None,
        "transcript": printing.article.spoken,
        "text": printing.text,
        "diff": [list(op) for op in step.diff],
    }


def _gap_form(gap: Gap) -> dict[str, Any]:
    """The time since the first: at least and at most so many seconds, and calendar days where these are known."""
    return {"least": round(gap.least.total_seconds()), "most": round(gap.most.total_seconds()), "days": gap.days}


def head_plain(made: Timeline) -> str:
    """The fullest words, or those really said; then who said them, who was first and how many printed them."""
    from tui.output import one_line
    from tui.saying import NOT_KNOWN, counted, words_of
    from tui.travel import first_words

    root = made.utterance.fullest
    who = one_line(made.utterance.speaker or NOT_KNOWN)
    perhaps = "perhaps " if root.quote.perhaps and made.utterance.speaker else ""
    told = " · ".join((perhaps + who, first_words(made), counted(made.utterance)))
    return f"{words_of(root.quote, one_line(root.text))}\n    {told}"


def step_plain(made: Timeline, step: Step) -> str:
    """A printing: its place, when, who, what it kept and did to the words; then the words with what changed."""
    from tui.output import diff_plain, one_line
    from tui.saying import alteration_words
    from tui.travel import copy_words, gap_words, outlet_of, place_words, relation_words, score_words, stamp

    printing = step.printing
    row = printing.article
    place = "said" if row.spoken else f"{place_words(step) or '?'}."
    relation = " ".join(filter(None, (score_words(step, made.utterance), relation_words(step, made.utterance))))
    changes = "; ".join(map(alteration_words, step.alterations))
    altered = f"altered: {one_line(changes)}" if changes else "altered" if printing.altered else ""
    utc = " UTC" if ":" in stamp(row.published) else ""
    parts = (
        stamp(row.published) + utc,
        gap_words(step, made.undated),
        outlet_of(row),
        f"kept {step.kept}%",
        relation,
        altered,
        copy_words(step),
        printing.quote.id,
    )
    lines = [f"{place:>5} {' · '.join(filter(None, parts))}"]
    if any(op != "equal" for op, _, _ in step.diff):
        lines.append(f"        {diff_plain(step.diff)}")
    return "\n".join(lines)
