"""What do the lines above the panes say?"""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Note, Quotation, Totals
from tui import keys
from tui.lists import ALL, Which
from tui.render import one_line
from tui.saying import NOTED, UNREAD
from tui.screens.finding import Trail
from tui.screens.opened import Opened
from tui.screens.shelf import Shelf
from tui.widgets.elsewhere import Printings
from tui.widgets.painted import Piece
from tui.widgets.text import TextPane
from tui.widgets.told import details

SAMPLE, IN_SHORT = "sample: invented articles", "sample"  # in short where a screen needs the room for its own name
Head = tuple[list[Piece], list[Piece]]


def header(shelf: Shelf, totals: Totals | None, place: str = ALL, under_way: str = "", new: int = 0) -> Head:
    """The program's name, what is open, how much there is; and the keys a newcomer needs, or what is under way.

    `new` articles in other lists are told with the key that leads to these.
    """
    left: list[Piece] = [(" quoth", "strong"), ("  ", "")]
    left += [(f"{SAMPLE if totals or place == ALL else IN_SHORT}  ", "warning")] if shelf.sample else []
    lists = " ▾" if totals else ""
    left += [(f"{place}{lists}", "")] if place != ALL or not shelf.sample else []
    if totals:
        numbers = ((totals.articles, "article"), (totals.quotations, "quotation"))
        words = [f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in numbers]
        left.append(("" if shelf.sample else "  ", ""))
        left += [(words[0], "dim"), (f" · {words[1]}", "dim"), (f" · {totals.shared:,} shared", "dim")]
    if under_way:
        return left, [(f"  {under_way}", "count"), (f"  {keys.of('add')}", "key"), (" stop", "dim")]
    right: list[Piece] = [(f"  {keys.of('lists')}", "key"), (f" {new:,} new", "count")] if new else []
    for name in ("find", "search", "help"):
        right += [(f"  {keys.of(name)}", "key"), (f" {name}", "dim")]
    return left, right


def in_field() -> list[Piece]:
    """What stands at the right where other keys are typed: the key of the help that is no letter, if there is one."""
    held = next((key for key in keys.named("help").keys if len(key) > 1), None)
    return [(held, "key"), (" help", "dim")] if held else []


def list_head(which: Which, count: int, unread: int, order: str) -> list[list[Piece]]:
    """Which list, how many articles, how many of them unread, in which order: the fullest form, and shorter ones."""
    name = which.told if which.query else "ARTICLES"
    sign = f" {UNREAD}{unread:,}" if unread else ""
    forms = [
        (f" · {unread:,} unread" if unread else "", f" · {order}"),
        (sign, f" · {order}"),
        (sign, f" · {order.removesuffix(' first').removeprefix('by ')}"),
    ]
    return [[(f" {name}", "strong"), (f" {count:,}", "dim"), *((told, "dim") for told in form)] for form in forms]


def text_head(
    opened: Opened | None, pane: TextPane, trail: Trail | None
) -> tuple[list[Piece], list[Piece], list[list[Piece]]]:
    """Outlet, date, author and minutes; the title where it is no longer seen; how far the reader is.

    The last are shorter forms of the left end: the article's note needs the room of what matters less.
    """
    if opened is None:
        return [], [], []
    byline: Sequence[str] = opened.byline()
    left: list[Piece] = [(" " * (pane.left + 1), "")]
    shorter: list[list[Piece]] = []
    if not pane.title_seen() and opened.article.title:
        sign = f" {NOTED}" if opened.noted(None) else ""
        left += [(one_line(opened.article.title), "strong"), (sign, "note"), (f" · {byline[0]}", "dim")]
    else:
        notes = [f"{NOTED} {note_text(note)}" for note in opened.noted(None)]
        told = [(f" · {part}", "dim") for part in byline[1 : 2 if notes else None]]
        beside: list[Piece] = [(f" · {note}", "note") for note in notes]
        if notes:  # alone only where that shows all of it
            named: list[Piece] = [*left, (byline[0], "strong"), *beside]
            shorter = [named, [*left, *((note, "note") for note in notes)], named]
        left += [(byline[0], "strong"), *told, *beside]
    right: list[Piece] = []
    selected = pane.selected_span()
    if selected and opened:
        words = len(opened.article.text[slice(*selected)].split())
        right.append((f"{words:,} word{'' if words == 1 else 's'} selected  ", "count"))
    elif trail and len(trail):
        right.append((f"hit {trail.label(opened.article.id, opened.found)}  ", "count"))
    if pane.max_scroll_y:
        right.append((f"{pane.part_read()}%", "dim"))
    return left, right, shorter


def note_text(note: Note) -> str:
    """A note in one line; one that waits for its words says so."""
    return f"{'its words are gone: ' if note.lost else ''}{one_line(note.text)}"


def status(opened: Opened, current: Quotation | None, shown: Printings) -> Head:
    """Who said the current quotation, in one line: for where the right pane is not seen."""
    known = shown.about
    if current is None or known is None:
        return [(f" {shown.note}", "dim")], []
    left: list[Piece] = [(" ", "")]
    left += [(f"{known.unsure} ", "warning")] if known.unsure else []
    left += [(one_line(known.name), "strong")]
    left += [(f", {one_line(known.role)}", "")] if known.role else []
    left += [(f" · {NOTED} {note_text(note)}", "note") for note in opened.noted(current)]
    left += [(f" · {part}", "dim") for part in details(known)]
    count = opened.count(opened.stop(current))
    return left, [(f"×{count}", "count")] if count else []


def ask_to_add(shelf: Shelf) -> str:
    """What an empty library says."""
    return (
        f"This library is empty: {shelf.path}\n\n"
        f"Press {keys.of('add')} and name a file, a whole folder or an address; "
        "or do so from another terminal:\n\n"
        "    quoth add PATH\n\n"
        'They appear here as they are added. "quoth --help" names the other commands; '
        f"{keys.of('go_back')} leaves."
    )
