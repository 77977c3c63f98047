"""How is it told who printed words first, and how they travelled? In the same words on the screen and in print.

Nothing is told that dates don't tell: of two articles of one day either may have been first.
"""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath

from index import firsts
from index.days import Style
from index.model import ArticleRow, UtteranceRow
from index.spreading import Gap, Step, Timeline
from tui.render import one_line
from tui.widgets.dates import day

FULL, EMPTY = "█", "░"  # both are in DejaVu Sans Mono
NO_DATE = "no date"
FIRST, FIRST_DATED, MAYBE_FIRST = "first", "first dated", "maybe first"
FULLEST = "the fullest"
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)


def place_words(step: Step) -> str:
    """Its place among the dated articles: "1", or "2–5" where dates leave that open; nothing where it has none."""
    if step.place is None:
        return ""
    low, high = step.place
    return f"{low}" if low == high else f"{low}–{high}"


def stamp(published: str | None, style: Style = "year") -> str:
    """When it was published, in UTC where it has a time: "2 Nov 2026 08:00". Nothing where there is no date."""
    span = firsts.span(published)
    if span is None:
        return ""
    if not has_time(published):
        return day(published, style)
    return f"{day(span[0].date().isoformat(), style)} {span[0]:%H:%M}"


def has_time(published: str | None) -> bool:
    """Whether a date tells the time, too."""
    span = firsts.span(published)
    return span is not None and span[0] == span[1]


def gap_words(step: Step, undated: int = 0) -> str:
    """How long after the first: "first", "maybe first", "3 h 20 min", "next day", "1–34 days".

    Where some are `undated`, one of which may have been before all, "first dated".
    """
    if step.place is None:
        return "" if step.printing.article.spoken else NO_DATE
    if step.gap is None:
        return FIRST_DATED if undated else FIRST
    if step.place[0] == 1:
        return MAYBE_FIRST
    return _after(step.gap)


def _after(gap: Gap) -> str:
    if gap.least == gap.most and gap.most < DAY:
        hours, minutes = divmod(gap.most // MINUTE, 60)
        return f"{hours} h {minutes} min" if hours else f"{minutes} min"
    if gap.days is not None:
        return ("same day", "next day")[gap.days] if gap.days < 2 else f"{gap.days} days"
    return f"{gap.least // DAY}–{-(-gap.most // DAY)} days"


def relation_words(step: Step, utterance: UtteranceRow) -> str:
    """What it did to the words: "reworded"."""
    printing = step.printing
    if printing.article.spoken:
        return "transcript"
    return FULLEST if printing is utterance.fullest else printing.relation


def score_words(step: Step, utterance: UtteranceRow) -> str:
    """How sure it is that it prints the same words, of 100; nothing of what the others are told from."""
    printing = step.printing
    if printing.article.spoken or printing is utterance.fullest:
        return ""
    return f"{min(99, round(100 * printing.score)) if printing.score < 1 else 100}"


def copy_words(step: Step) -> str:
    """Whose text it repeats: "agency copy of Coast Wire"; where dates don't tell who copied, that they share it."""
    if step.copied is None:
        return ""
    return f"{'agency copy of' if step.copied_before else 'same story as'} {outlet_of(step.copied)}"


def outlet_of(row: ArticleRow) -> str:
    """The outlet, or what the article is called where that is unknown."""
    return one_line(row.outlet or row.title or PurePath(row.path or "").name) or row.id


def first_words(made: Timeline) -> str:
    """Who was first, as far as dates tell; then how many have none."""
    return "".join(first_told(made))


def first_told(made: Timeline) -> tuple[str, str]:
    """Who was first, and what leaves that open, which may be left away where there is little room."""
    printed = [step for step in made.steps if not step.printing.article.spoken]
    if not printed:
        return "printed by nobody", ""
    if len(printed) == 1:
        row = printed[0].printing.article
        return ", ".join(filter(None, (f"only in {outlet_of(row)}", stamp(row.published)))), ""
    if not made.firsts:
        return "no date tells who was first", ""
    outlets = list(dict.fromkeys(map(outlet_of, made.firsts)))
    first = "first with a date" if made.undated else "first"
    if len(made.firsts) == 1:
        told = f"{first} in {outlets[0]}, {stamp(made.firsts[0].published)}"
    else:
        told = f"{first} in {' or '.join(outlets) if len(outlets) < 3 else f'one of {len(outlets)} outlets'}"
    more = ": dates tell no more" if len(outlets) > 1 else ""
    return told, f"{more} · {made.undated} without a date" if made.undated else more


def bar(kept: int, cells: int) -> str:
    """A share of 100 as a measure of so many cells: full only where it is all, empty only where it is nothing."""
    full = max(1, min(cells - 1, round(cells * kept / 100))) if 0 < kept < 100 else cells * (kept >= 100)
    return FULL * full + EMPTY * (cells - full)
