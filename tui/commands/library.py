"""`quoth index`: the library's state, and its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from tui.cli import INTERRUPTED, NOTHING_FOUND, opened, quoth, run_with_progress, with_forms, with_library

if TYPE_CHECKING:
    from index.proving import Proof

MOST_SHOWN: Final = 20  # of one kind: who sees so many needs no more to know what is to be done
REBUILD: Final = 'what is derived can be made anew: "quoth index rebuild"; nothing is lost'
RESCUE: Final = (
    "what is stored itself is damaged, which no rebuilding mends: put a backup in its place, or have what can be read "
    'rescued into a new folder: "quoth index rescue NEW"'
)


@quoth.group("index")
@with_library
def index_group() -> None:
    """The library's state, and its repair."""


@index_group.command("info")
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def index_info(ctx: click.Context, as_json: bool) -> None:
    """Print what the library holds and in which state it is."""
    from tui import output

    with opened(ctx) as library:
        facts = library.info()
        if as_json:
            output.emit(facts)
        else:
            width = max(map(len, facts))
            for name, value in facts.items():
                output.put(f"{name:{width}}  {value:,}" if isinstance(value, int) else f"{name:{width}}  {value}")


@index_group.command("rebuild", short_help="Make quotations, links and the full-text index anew.")
@with_library
@click.pass_context
def index_rebuild(ctx: click.Context) -> None:
    """Make quotations, links and the full-text index anew; what you marked stays."""
    from tui.output import say

    with opened(ctx) as library:
        summary = run_with_progress(library.rebuild)
        if summary.stopped:
            ctx.exit(INTERRUPTED)
        count = len(summary.changed)
        say(f"made anew from {count:,} article{'' if count == 1 else 's'}")


@index_group.command("check", short_help="Prove that all stores agree.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Look at about N articles only, evenly spread.")
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def index_check(ctx: click.Context, sample: int | None, as_json: bool) -> None:
    """Prove that all that quoth keeps of the library agrees.

    The file is looked through, each article and each quotation is searched for by its own words, and links,
    utterances, counts and the files beside are compared with what is stored. What is behind, or not as it was written,
    is made again before, as by every command; nothing else is changed. The exit code is 1 where something is wrong.
    """
    with opened(ctx) as library:
        proof = run_with_progress(library.prove, sample=sample)
    if as_json:
        _emit(proof)
    else:
        _tell(proof)
    if proof.stopped:
        ctx.exit(INTERRUPTED)
    if proof.wrong:
        ctx.exit(NOTHING_FOUND)


def _emit(proof: Proof) -> None:
    from tui import output

    wrong = [
        {"what": one.what, "count": len(one.shown), "shown": list(one.shown[:MOST_SHOWN]), "stored": one.stored}
        for one in proof.wrong
    ]
    made_again, stopped = list(proof.made_again), proof.stopped
    output.emit({"checked": dict(proof.looked_at), "wrong": wrong, "made_again": made_again, "stopped": stopped})


def _tell(proof: Proof) -> None:
    from tui import output

    for name, count in proof.looked_at:
        output.put(f"{count:>10,} {name}")
    for part in proof.made_again:
        output.put(f"made again before, for it was not as it was written: {part}")
    for one in proof.wrong:
        more = len(one.shown) - MOST_SHOWN
        shown = "; ".join(map(output.one_line, one.shown[:MOST_SHOWN]))
        output.put(f"WRONG, {len(one.shown):,} {one.what}: {shown}{f'; and {more:,} more' if more > 0 else ''}")
    if not proof.wrong and not proof.stopped:
        output.put("all agrees")
    if any(not one.stored for one in proof.wrong):
        output.say(REBUILD)
    if any(one.stored for one in proof.wrong):
        output.say(RESCUE)
