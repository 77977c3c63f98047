"""Who said the current quotation, and who else printed it? What the right pane says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from index.model import SAME_WORDS, Article, Quotation, Variant
from tui.printed import Printing, in_order, not_compared
from tui.render import one_line
from tui.saying import About, about, others
from tui.screens.opened import Opened
from tui.widgets.elsewhere import Printings
from tui.widgets.told import Paragraph

MANY_OUTLETS = 40  # "3 of 900 outlets" says nothing: outlets that had nothing to do with it
LONGEST_PARAGRAPH = 300  # characters of a paragraph shown around a quotation, either side


def printings(
    opened: Opened,
    current: Quotation | None,
    found: Sequence[Printing] | None,
    outlets: int,
    printed_by: tuple[int, int] = (0, 0),
) -> Printings:
    """What the right pane says. `found` is None while it is being asked for; `outlets` are the library's.

    `printed_by` are the outlets that printed the words, transcripts apart, and how many of them copy no other.
    """
    if current is None:
        return Printings(note="This article has no quotations." if not opened.quotations else "No quotation is chosen.")
    if current.kind == "term":
        note = "In quotation marks, but nobody's speech: a title, a slogan, or words the writer keeps at a distance."
        return Printings(about(current), note=note)
    stop = opened.stop(current)
    told = about_speaker(opened, current)
    if found is None:
        return Printings(told)
    shown = list(found)
    mine, year = opened.article.outlet_key, (opened.article.published or "")[:4]
    linked = [p.variant for p in shown if p.variant.link.relation in SAME_WORDS]
    parts = {q.id: one_line(q.text) for q in stop.compared if q.id in {printing.own for printing in shown}}
    if len(parts) < 2:
        parts = {}
    if not linked:
        quoted = current.kind == "indirect" and any(p.variant.link.relation == "paraphrased" for p in shown)
        note = "" if quoted else nobody_else(opened, current)
        return Printings(told, note=note, shown=in_order(shown, list(parts)), year=year, parts=parts)
    own = sum(variant.article.outlet_key == mine for variant in linked)
    by, independent = printed_by
    total = f" of {outlets}" if by <= outlets <= MANY_OUTLETS else ""
    summary = f"printed by {by}{total} outlet{'s' if outlets > 1 or by != 1 else ''}"
    summary += f", {independent} independent" if independent < by else ""
    summary += f" · {own} more here" if own else ""
    return Printings(told, summary, shown=in_order(shown, list(parts)), year=year, parts=parts)


def about_speaker(opened: Opened, current: Quotation) -> About:
    """What is known of the speaker, of those in whose words this stands, and of those whose words it holds."""
    stop, outer = opened.stop(current), opened.outer(current)
    quoted_by = f"quoted by {one_line(outer.speaker)}" if outer and outer.speaker else ""
    return about(current, quoted_by, others(current, (*stop.inside, *stop.quoted)))


def nobody_else(opened: Opened, current: Quotation) -> str:
    """Why no printing is shown."""
    held = current.kind == "indirect" and opened.stop(current).inside
    why = "" if held else not_compared(current, opened.outer(current))
    return f"{why[0].upper()}{why[1:]}." if why else "Nobody else in this library printed these words."


def stretch(variant: Variant) -> Quotation:
    """Another printing as far as its surroundings are to be seen: what was said from its first sentence to the last."""
    quote = variant.quote
    return replace(quote, end=max(variant.said[-1].end, quote.end)) if variant.said else quote


def paragraph(article: Article, quotation: Quotation) -> Paragraph:
    """The paragraph a quotation stands in, long ones cut around it."""
    text = article.text
    start = text.rfind("\n", 0, quotation.start) + 1
    end = text.find("\n", quotation.end)
    end = len(text) if end < 0 else end
    before, after = "", ""
    if quotation.start - start > LONGEST_PARAGRAPH:
        start, before = quotation.start - LONGEST_PARAGRAPH, "… "
    if end - quotation.end > LONGEST_PARAGRAPH:
        end, after = quotation.end + LONGEST_PARAGRAPH, " …"
    shift = len(before) - start
    return Paragraph(before + text[start:end] + after, quotation.start + shift, quotation.end + shift)
