"""How is one other printing told in lines: how sure, what it did, where, when, and the words with what it changed?"""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len

from index.model import ArticleRow, Variant
from tui.render import fit, one_line, printable
from tui.saying import ALTERED, SIGNS, About, alteration_words, retold
from tui.widgets.articles import name_of
from tui.widgets.changes import changed, folded
from tui.widgets.dates import within
from tui.widgets.painted import Line, Piece

INDENT = "   "
HEAD_LINES = 3  # of what is said about the speaker: two at most for name and role


class Paragraph(Struct, frozen=True):
    """The surroundings of another printing: a stretch of text, and where in it the quotation stands."""

    text: str
    start: int
    end: int


def printing_lines(variant: Variant, width: int, year: str, signs: bool, peek: Paragraph | None) -> list[Line]:
    """All of one printing. `signs` mark changes without colour; `peek` are its surroundings, where they are open."""
    link, row = variant.link, variant.article
    lines = _head(variant, width, year)
    if link.reason:
        lines += folded([(one_line(link.reason), "dim")], width, INDENT)
    if link.altered:
        told = "; ".join(map(alteration_words, variant.alterations))
        words = f" altered: {one_line(told)}" if told else " altered"
        lines += folded([(ALTERED, "altered"), (words, "warning")], width, INDENT)
    whole = bool(variant.said) and link.relation != "identical"  # what was cut out of it is what matters
    quoted = [("“", ""), *changed(variant.diff, signs=signs, whole=whole), ("”", "")]
    if link.relation == "paraphrased":
        quoted = [(one_line(retold(variant)), "")]
    lines += folded(quoted, width, INDENT)
    title = row.title if row.outlet else None  # else it stands above already
    return lines + (surroundings(peek, title, width) if peek else [])


def _head(variant: Variant, width: int, year: str) -> list[Line]:
    """Score, relation, outlet and date, in two lines where one is too short."""
    link, row = variant.link, variant.article
    score = f"{min(99, round(100 * link.score)) if link.score < 1 else 100}"
    relation = "none" if link.judged is False else link.relation
    # an echo's score is the probability that it is none: a reader is told why instead
    shown = (" ", "") if relation == "echo" else (f" {score} ", "dim" if relation == "none" else "score")
    head: list[Piece] = [shown, (relation, "relation")]
    if variant.said:
        head.append((" here", "dim"))  # the printing that is read did that to what was said
    if link.judged:
        head.append((", as you said", "dim"))
    name = one_line(row.outlet) or name_of(row)
    date = within(row.published, year)
    used = sum(cell_len(text) for text, _ in head)
    where: Piece = (f" · {date}" if date else "", "dim")
    if used + 2 + cell_len(name) + cell_len(where[0]) <= width:
        return [Line((*head, ("  ", ""), (name, "strong"), where))]
    name = fit(name, width - len(INDENT) - cell_len(where[0]))
    return [Line(tuple(head)), Line(((INDENT, ""), (name, "strong"), where))]


def heading(section: str, width: int) -> Line:
    """The line above a section."""
    return Line(((f" ── {section} " + "─" * max(0, width - len(section) - 5), "dim"),))


def missing_line(row: ArticleRow, width: int, year: str) -> Line:
    """An article on the same happening that doesn't print the words."""
    date = within(row.published, year)
    told = f" · {date}" if date else ""
    return Line(((f" {fit(one_line(row.outlet) or name_of(row), width - 1 - cell_len(told))}", ""), (told, "dim")))


def about_lines(known: About, width: int) -> list[Line]:
    """Name and role, then what else is known, in three lines at most."""
    who: list[Piece] = [(f"{known.unsure} ", "warning")] if known.unsure else []
    who += [(one_line(known.name), "strong")]
    who += [(f", {one_line(known.role)}", "")] if known.role else []
    lines = at_most(2, who, width)
    return lines + at_most(HEAD_LINES - len(lines), [(" · ".join(details(known)), "dim")], width)


def details(known: About) -> list[str]:
    """What else is known, the kind with its sign (a term's is a point, which would be lost among those between)."""
    return [f"{SIGNS[part]} {part}" if part in SIGNS and part != "term" else one_line(part) for part in known.details]


def at_most(most: int, pieces: list[Piece], width: int) -> list[Line]:
    """The pieces in so many lines, with a sign where something of them was cut."""
    lines = folded(pieces, width, " ")
    if len(lines) <= most:
        return lines
    room = width - 1
    cut = lines[:most]
    *before, (text, names) = cut[-1].pieces
    room -= sum(cell_len(part) for part, _ in before[1:])
    cut[-1] = Line((*before, (fit(f"{text.rstrip()} …", room), names)))
    return cut


def surroundings(paragraph: Paragraph, title: str | None, width: int) -> list[Line]:
    """A paragraph that was opened below a printing, under the article's title if that is to be said."""
    text, start, end = printable(paragraph.text), paragraph.start, paragraph.end
    pieces = [(text[:start], "dim"), (text[start:end], "direct"), (text[end:], "dim")]
    head = folded([(one_line(title), "strong")], width, INDENT + "│ ", "dim") if title else []
    return head + folded(pieces, width, INDENT + "│ ", "dim")
