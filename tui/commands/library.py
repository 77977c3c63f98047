"""`quoth index`: the library's state, and its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from tui.cli import INTERRUPTED, NOTHING_FOUND, Problem, opened, quoth, run_with_progress, with_forms, with_library

if TYPE_CHECKING:
    from index.proving import Proof
    from index.rescuing import Rescued

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


@index_group.command("rescue", short_help="Read what can be read of a damaged library into a new one.")
@click.argument("new", metavar="NEW")
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def index_rescue(ctx: click.Context, new: str, as_json: bool) -> None:
    """Read what can be read of a damaged library into a new one, in the folder NEW.

    Articles and all that you made (marks, tags, notes, decisions, feeds) are read from the damaged file page by page;
    quotations, links and the index are made anew. The damaged library is not touched. What could not be read is told
    with figures, and the exit code is 1 then.
    """
    from pathlib import Path

    from index.rescuing import rescue
    from index.store import WrongLibraryError
    from tui import output, places

    try:
        done = run_with_progress(lambda **kept: rescue(places.library_folder(ctx.obj), Path(new), **kept))
    except WrongLibraryError as error:
        raise Problem(str(error)) from error
    if as_json:
        form: dict[str, Any] = {"rescued": dict(done.kept), "lost": dict(done.lost), "lost_pages": dict(done.pages)}
        textless = [{"id": one, "title": title or None, "from": where or None} for one, title, where in done.textless]
        form |= {"without_text": textless, "torn": list(done.torn), "nameless": list(done.nameless)}
        output.emit(form | {"stray_pages": done.strayed, "stopped": done.stopped})
    else:
        _tell_rescued(done, new)
    if done.stopped:
        ctx.exit(INTERRUPTED)
    if not done.whole:
        ctx.exit(NOTHING_FOUND)


def _tell_rescued(done: Rescued, new: str) -> None:
    from tui import output

    for name, count in done.kept:
        output.put(f"{count:>10,} {name}")
    for name, count in done.lost:
        output.put(f"LOST: {count:,} of the {name} could not be read")
    for name, count in done.pages:
        output.put(f"LOST: {count:,} page{'' if count == 1 else 's'} of the {name} could not be read")
    if done.strayed:
        output.put(f"LOST: {done.strayed:,} pages of which nothing says what they are")
    for one, title, where in done.textless:
        output.put(output.one_line(f"LOST: the text of {one} “{title}” {where}"))
    for name, ids in (("is not whole, or not as it was read", done.torn), ("is only its text", done.nameless)):
        for one in ids:
            output.put(f"LOOK AT IT: {one} {name}")
    output.put("nothing is lost" if done.whole else "what is lost is named above")
    output.say(f"the rescued library is in {new}: quoth --library {new}")


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
