"""`quoth versions`: what an outlet changed in an article after it was read."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from tui import completing, output
from tui.cli import NOTHING_FOUND, opened, print_rows, quoth, unknown, with_json, with_library

if TYPE_CHECKING:
    from index.model import ArticleRow, Whole
    from index.versions import Revision, Version

NONE = "no article was changed after it was first read"


@quoth.command("versions", short_help="What outlets changed in their articles.")
@click.argument("article", required=False, shell_complete=completing.articles)
@with_json
@with_library
@click.pass_context
def versions_command(ctx: click.Context, article: str | None, limit: int | None, as_json: bool) -> None:
    """Print what became of an ARTICLE from one reading to the next: quotations that are gone, new or reworded, and
    every paragraph that differs ([-was-], [+is+]). "quoth show ARTICLE --version N" prints one as it was.

    Without an ARTICLE, those that were changed are listed, the last one changed first.
    """
    with opened(ctx) as library:
        if article is None:
            counts = library.changed_articles()
            rows = {row.id: row for row in library.articles(ids=list(counts))}
            told = [(rows[one], count) for one, count in counts.items()]
            print_rows(ctx, told, limit, changed_form if as_json else None, changed_plain, NONE)
            return
        found = library.versions(article)
        if not found:
            unknown(library, "article", article)
        if len(found) == 1 and not as_json:
            output.say(f"{article} was not changed since it was read on {found[0].taken[:10]}")
            ctx.exit(NOTHING_FOUND)
        since = chain([None], library.revisions(article))  # each takes some hundredths of a second
        steps = zip(found, since, strict=False)
        print_rows(ctx, steps, limit, version_form if as_json else None, version_plain, NONE)


def changed_form(row: tuple[ArticleRow, int]) -> dict[str, Any]:
    """A row of `versions --json`."""
    about, count = row
    return {"article": about.id, "outlet": about.outlet, "title": about.title, "versions": count}


def changed_plain(row: tuple[ArticleRow, int]) -> str:
    """An article that was changed, and how often."""
    about, count = row
    outlet = f"{output.one_line(about.outlet)} · " if about.outlet else ""
    return f"{about.id}  {count} versions · {outlet}{output.one_line(about.title or 'without a title')}"


def version_form(step: tuple[Version, Revision | None]) -> dict[str, Any]:
    """A row of `versions ARTICLE --json`: a version, and what differs from the one before (null of the first)."""
    version, since = step
    return {
        "article": version.article,
        "version": version.number,
        "taken": version.taken,
        "title": version.title,
        "published": version.published,
        "characters": len(version.text),
        "current": version.last,
        "paragraphs": None if since is None else [[list(op) for op in one] for one in since.paragraphs],
        "gone": None if since is None else [quoted_form(one) for one in since.gone],
        "new": None if since is None else [quoted_form(one) for one in since.new],
        "reworded": None
        if since is None
        else [
            {
                "before": quoted_form(one.before),
                "after": quoted_form(one.after),
                "diff": [list(op) for op in one.diff],
                "altered": one.altered,
            }
            for one in since.reworded
        ],
        "reattributed": None
        if since is None
        else [{"before": quoted_form(a), "after": quoted_form(b)} for a, b in since.reattributed],
        "cut": since is not None and since.cut,
    }


def quoted_form(whole: Whole) -> dict[str, Any]:
    """A quotation of a version: its words and speaker, and where it stood there."""
    return {
        "text": whole.text,
        "speaker": whole.speaker,
        "start": whole.pieces[0].start,
        "end": whole.pieces[-1].end,
    }


def version_plain(step: tuple[Version, Revision | None]) -> str:
    """A version in words: what is gone first, for that is what is looked for."""
    version, since = step
    now = ", as it is now" if version.last else ""
    head = f"version {version.number}{now} · read {version.taken[:16].replace('T', ' ')} UTC"
    if since is None:
        return f"{head}\n    {output.one_line(version.title or 'without a title')}"
    lines = [head]
    if since.before.title != version.title:
        was, now_is = (output.one_line(one.title or "without a title") for one in (since.before, version))
        lines.append(f"    title     [-{was}-] [+{now_is}+]")
    lines += [f"    gone      {quoted_plain(one)}" for one in since.gone]
    lines += [
        f"    {'ALTERED ' if one.altered else 'reworded'}  {_by(one.after)}{output.diff_plain(one.diff)}"
        for one in since.reworded
    ]
    lines += [
        f"    speaker   {output.diff_plain([('replace', was.speaker or '', now.speaker or '')])}: {_words(now)}"
        for was, now in since.reattributed
    ]
    lines += [f"    new       {quoted_plain(one)}" for one in since.new]
    lines += [f"    text      {output.diff_plain(one)}" for one in since.paragraphs]
    if since.cut:
        lines.append("    the texts are too long to be compared paragraph by paragraph")
    return "\n".join(lines)


def quoted_plain(whole: Whole) -> str:
    """Its words, and who said them."""
    return f"{_by(whole)}{_words(whole)}"


def _words(whole: Whole) -> str:
    return f"“{output.one_line(whole.text)}”"


def _by(whole: Whole) -> str:
    return f"{output.one_line(whole.speaker)}: " if whole.speaker else ""
