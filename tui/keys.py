"""Which key does what, and where?

One table. The bindings of every pane, the footer, the help screen, the command palette and the table in the manual
are made from it; a key bound anywhere else would not be found by them. `action` is also the id by which a reader can
give an action other keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import Binding

Where = Literal[
    "everywhere",
    "reader",
    "list",
    "text",
    "selecting",
    "elsewhere",
    "find",
    "query",
    "results",
    "compare",
    "matrix",
    "timeline",
    "help",
    "speaker",
    "check",
    "evidence",
    "adding",
    "under way",
    "pipe",
    "said",
    "speakers",
    "tags",
    "note",
    "empty",
    "lists",
    "filter",
    "naming",
]
PANES: tuple[Where, ...] = ("list", "text", "elsewhere")
FIELDS: tuple[Where, ...] = (
    "find",
    "query",
    "speaker",
    "speakers",
    "check",
    "adding",
    "pipe",
    "tags",
    "note",
    "filter",
    "naming",
)  # where letters are typed: of the keys that work everywhere few do so there
CROSSING: tuple[Where, ...] = ("compare", "matrix", "timeline", "said")  # the cursor is on a printing
SCROLLING: tuple[Where, ...] = (*PANES, "results", "compare", "matrix", "timeline", "said", "help", "lists")
CHOOSING: tuple[Where, ...] = ("speaker", "speakers", "tags")  # a field, and a list of what it may be
NAMES: dict[Where, str] = {
    "everywhere": "Everywhere",
    "reader": "In the reader",
    "list": "In the articles",
    "text": "In the text",
    "selecting": "While words are selected",
    "elsewhere": "In the same words elsewhere",
    "find": "When words of the article are found",
    "query": "In the search field",
    "results": "In search results",
    "compare": "When printings are compared",
    "matrix": "In the matrix",
    "timeline": "In the timeline",
    "help": "In the help",
    "speaker": "When a speaker is corrected",
    "check": "When a sentence is checked",
    "evidence": "In what a check found",
    "adding": "When articles are to be added",
    "under way": "While articles are being added",
    "pipe": "When a program is to be given the text",
    "said": "In what one person said",
    "speakers": "When a person is chosen",
    "tags": "When an article is tagged",
    "note": "When a note is written",
    "lists": "When a list is chosen",
    "filter": "When the list is filtered",
    "naming": "When a list gets its name",
}

ASKING = (
    "find",
    "search",
    "edit_query",
    "check",
    "correct_speaker",
    "add",
    "tags",
    "note",
    "pipe",
    "set_mark",
    "go_to_mark",
    "command_palette",
)  # after these something is typed
SHORT = {"escape": "esc"}  # a key's name in the footer


@dataclass(frozen=True, slots=True)
class Key:
    """An action and its keys.

    `action` names both the method (`action_...`) and the binding. `where` are the places where the keys work; `on` is
    what answers: the pane itself, its screen, or the program. `short` stands in the footer, `long` in the help and
    the palette. `footer` orders the footer, smallest first; 0 keeps an action out of it; where `first`
    has the keyboard it stands before all others. `terse` is its name where not all fit in the footer; what `answers`
    a question that readers have stands there on any screen of 80 columns.
    """

    action: str
    keys: tuple[str, ...]
    where: tuple[Where, ...]
    on: Literal["pane", "screen", "app"]
    short: str
    long: str
    footer: int = 0
    first: tuple[Where, ...] = ()
    terse: str = ""
    answers: bool = False


TABLE: tuple[Key, ...] = (
    Key("down", ("j", "down"), SCROLLING, "pane", "down", "Down by a line or an item"),
    Key("up", ("k", "up"), SCROLLING, "pane", "up", "Up by a line or an item"),
    Key(
        "page_down",
        ("space", "pagedown"),
        ("list", "text", "results", "compare", "matrix", "help", "lists"),
        "pane",
        "page",
        "Down by a page",
    ),
    Key("page_down_variants", ("pagedown",), ("elsewhere", "timeline", "said"), "pane", "page", "Down by a page"),
    Key("page_up", ("b", "pageup"), SCROLLING, "pane", "page up", "Up by a page"),
    Key("half_down", ("ctrl+d",), SCROLLING, "pane", "half a page", "Down by half a page"),
    Key("half_up", ("ctrl+u",), SCROLLING, "pane", "half a page up", "Up by half a page"),
    Key("top", ("g", "home"), SCROLLING, "pane", "top", "To the top"),
    Key("bottom", ("G", "end"), SCROLLING, "pane", "bottom", "To the bottom"),
    Key("open_article", ("enter",), ("list",), "pane", "open", "Open the article", 10),
    Key(
        "open_best",
        ("enter",),
        ("text",),
        "screen",
        "best match",
        "Go to the best match of this quotation",
        33,
        terse="best",
    ),
    Key(
        "open_variant",
        ("enter",),
        ("elsewhere", "evidence"),
        "pane",
        "go there",
        "Go to this printing, in its article",
        10,
    ),
    Key("open_result", ("enter",), ("results",), "pane", "go there", "Go to the words, in their article", 10),
    Key(
        "peek",
        ("space",),
        ("elsewhere", "evidence", "timeline", "said"),
        "pane",
        "peek",
        "Show the paragraph around it, without leaving",
        20,
    ),
    Key(
        "judge_same",
        ("=",),
        ("elsewhere",),
        "screen",
        "same",
        "These are the same words, whatever the score; again: take that back",
        21,
    ),
    Key(
        "judge_different",
        ("-",),
        ("elsewhere",),
        "screen",
        "not same",
        "These are not; again: take that back",
        22,
        terse="other",
    ),
    Key("open_beside", ("enter",), ("compare",), "pane", "go there", "Go to this printing, in its article", 10),
    Key("open_cell", ("enter",), ("matrix",), "pane", "go there", "Go to this outlet's printing, in its article", 10),
    Key("open_step", ("enter",), ("timeline",), "pane", "go there", "Go to this printing, in its article", 10),
    Key("open_said", ("enter",), ("said",), "pane", "go there", "Go to these words, in their article", 10),
    Key("next_event", ("}",), ("said",), "pane", "next event", "To the next event", 20),
    Key("previous_event", ("{",), ("said",), "pane", "event before", "To the event before", 21),
    Key("find_row", ("/",), ("timeline", "said"), "screen", "find", "Find words in the rows", 35),
    Key("next_row", ("n",), ("timeline", "said"), "screen", "next found", "Next row that has the words"),
    Key("previous_row", ("N",), ("timeline", "said"), "screen", "found before", "Previous row that has them"),
    Key("said_order", ("O",), ("said",), "screen", "order", "Next order: newest, oldest, most printed first", 33),
    Key("travel_order", ("O",), ("timeline",), "screen", "order", "Next order: by date, what was kept, outlet", 33),
    Key("column_left", ("h", "left"), ("matrix",), "pane", "outlet before", "The outlet to the left"),
    Key("column_right", ("l", "right"), ("matrix",), "pane", "next outlet", "The outlet to the right"),
    Key("first_column", ("0",), ("matrix",), "pane", "first outlet", "The first outlet"),
    Key("last_column", ("$",), ("matrix",), "pane", "last outlet", "The last outlet"),
    Key("next_quotation", ("]",), ("reader",), "screen", "next quote", "Next quotation", 30, terse="next"),
    Key("previous_quotation", ("[",), ("reader",), "screen", "previous", "Previous quotation", 60),
    Key(
        "next_shared",
        ("}",),
        ("reader",),
        "screen",
        "next shared",
        "Next quotation that others printed too",
        32,
        terse="shared",
    ),
    Key(
        "previous_shared", ("{",), ("reader",), "screen", "shared before", "Previous quotation that others printed too"
    ),
    Key("jump_back", ("ctrl+o", "alt+left"), ("reader",), "screen", "back", "Back through the jumps", 50),
    Key("jump_forward", ("alt+right",), ("reader",), "screen", "forward", "Forward through the jumps"),
    Key("next_article", ("J",), ("reader",), "screen", "next article", "The next article of the list", 63),
    Key("previous_article", ("K",), ("reader",), "screen", "article before", "The article before it in the list"),
    Key(
        "next_unread",
        (")",),
        ("reader",),
        "screen",
        "next unread",
        "The next unread article of the list; after its end from the top",
        64,
        terse="unread",
    ),
    Key(
        "previous_unread", ("(",), ("reader",), "screen", "unread before", "The unread article before; round at the top"
    ),
    Key(
        "catch_up",
        ("C",),
        ("reader",),
        "screen",
        "all read",
        "Mark all articles of the list as read; U takes it back",
    ),
    Key("set_mark", ("m",), ("reader",), "screen", "mark", "Mark this place: a letter a to z follows", 55),
    Key(
        "go_to_mark",
        ("'",),
        ("reader",),
        "screen",
        "to mark",
        "To a mark: its letter follows; once more the same key: to before the last jump",
    ),
    Key("next_pane", ("tab", "l", "right"), ("reader",), "screen", "next pane", "Next pane", 34, terse="pane"),
    Key("previous_pane", ("shift+tab", "h", "left"), ("reader",), "screen", "previous pane", "Previous pane"),
    Key("find", ("/",), ("reader",), "screen", "find", "Text: find in this article; elsewhere: in the library", 35),
    Key("next_hit", ("n",), ("reader",), "screen", "next hit", "Next hit, on into the next article of the results", 62),
    Key("previous_hit", ("N",), ("reader",), "screen", "hit before", "Previous hit"),
    Key("search_words", ("*",), ("reader",), "screen", "same words", "Search for this quotation", 61),
    Key("copy_quotation", ("y",), ("reader", *CROSSING), "screen", "copy", "Copy the quotation with its citation", 52),
    Key(
        "copy_link",
        ("Y",),
        ("reader", *CROSSING),
        "screen",
        "copy link",
        "Copy the article's address and the quotation's id",
    ),
    Key("select", ("v",), ("text",), "screen", "select", "Select words, from the hit or quotation on", 38),
    Key("caret_right", ("l", "right"), ("selecting",), "pane", "right", "The next character"),
    Key("caret_left", ("h", "left"), ("selecting",), "pane", "left", "The character before"),
    Key("caret_down", ("j", "down"), ("selecting",), "pane", "down", "A line down"),
    Key("caret_up", ("k", "up"), ("selecting",), "pane", "up", "A line up"),
    Key("next_word", ("w",), ("selecting",), "pane", "word", "The next word", 20),
    Key("word_before", ("b",), ("selecting",), "pane", "word before", "Its beginning, or that of the one before"),
    Key("word_end", ("e",), ("selecting",), "pane", "word's end", "The end of the word, or of the next", 21),
    Key("row_start", ("0", "home"), ("selecting",), "pane", "line's start", "The beginning of the line"),
    Key("row_end", ("$", "end"), ("selecting",), "pane", "line's end", "The end of the line"),
    Key("quotation_end", ("]",), ("selecting",), "screen", "quote", "The end of the quotation, or of the next", 22),
    Key(
        "quotation_start",
        ("[",),
        ("selecting",),
        "screen",
        "quote's start",
        "Its beginning, or that of the one before",
    ),
    Key("paragraph_end", ("}",), ("selecting",), "pane", "paragraph", "The end of the paragraph, or of the next", 23),
    Key(
        "paragraph_start",
        ("{",),
        ("selecting",),
        "pane",
        "paragraph's start",
        "Its beginning, or that of the one before",
    ),
    Key("caret_page_down", ("space", "pagedown"), ("selecting",), "pane", "page", "A page down"),
    Key("caret_page_up", ("pageup",), ("selecting",), "pane", "page up", "A page up"),
    Key("caret_half_down", ("ctrl+d",), ("selecting",), "pane", "half a page", "Half a page down"),
    Key("caret_half_up", ("ctrl+u",), ("selecting",), "pane", "half a page up", "Half a page up"),
    Key("caret_top", ("g",), ("selecting",), "pane", "top", "The beginning of the text"),
    Key("caret_bottom", ("G",), ("selecting",), "pane", "bottom", "The end of the text"),
    Key("other_end", ("o",), ("selecting",), "pane", "other end", "Move the other end of the selection", 24),
    Key("select_anew", ("v",), ("selecting",), "pane", "from here", "Begin anew where the caret stands", 25),
    Key("copy_selection", ("y",), ("selecting",), "screen", "copy", "Copy the words as printed, and where", 10),
    Key("copy_words", ("Y", "ctrl+c"), ("selecting",), "screen", "only words", "Copy the words, and nothing else", 11),
    Key("search_selection", ("*",), ("selecting",), "screen", "search", "Search for the words selected", 12),
    Key("check_selection", ("c",), ("selecting",), "screen", "check", "Check: did anyone say these words?", 13),
    Key("pipe_selection", ("|",), ("selecting",), "screen", "pipe", "Give the words selected to a program", 14),
    Key("browse", ("o",), ("reader",), "screen", "browser", "Open the article's address in the browser"),
    Key("edit_copy", ("E",), ("reader",), "screen", "editor", "Open a copy of the text in $EDITOR or $PAGER"),
    Key("pipe", ("|",), ("reader",), "screen", "pipe", "Give the text to a program"),
    Key(
        "compare",
        ("d",),
        ("text", "elsewhere", "matrix", "timeline", "evidence", "said"),
        "screen",
        "compare",
        "Compare all printings word by word",
        31,
        answers=True,
    ),
    Key(
        "timeline",
        ("T",),
        ("text", "elsewhere", "compare", "matrix", "said", "evidence"),
        "screen",
        "timeline",
        "Who printed it first, and how it travelled and shrank",
        37,
        answers=True,
    ),
    Key("layout", ("v",), ("compare",), "screen", "layout", "All words, only what changed, or one under another", 20),
    Key(
        "matrix", ("M",), ("reader",), "screen", "matrix", "Who printed what: utterances and outlets", 36, answers=True
    ),
    Key("matrix_order", ("O",), ("matrix",), "screen", "order", "Next order of the utterances", 33),
    Key("only_shared", ("v",), ("matrix",), "screen", "shared/all", "Only what several outlets printed, or all", 34),
    Key(
        "said",
        ("S",),
        ("reader", "compare", "matrix", "timeline", "evidence"),
        "screen",
        "speaker's words",
        "All that this speaker said, by event; from the list: that a speaker to be chosen said",
        37,
        terse="said",
        answers=True,
    ),
    Key(
        "another_speaker",
        ("S",),
        ("said",),
        "screen",
        "another speaker",
        "All that another speaker said",
        40,
        terse="speaker",
    ),
    Key("check", ("c",), ("reader", *CROSSING), "screen", "check", "Check: did anyone say this?", 54, answers=True),
    Key(
        "add",
        ("a",),
        ("reader",),
        "screen",
        "add",
        "Add files or folders; meanwhile: how far it is, and stop",
        75,
        ("empty",),
    ),
    Key(
        "correct_speaker",
        ("A",),
        ("reader",),
        "screen",
        "speaker",
        "Correct who said this quotation",
        53,
        terse="correct",
    ),
    Key(
        "toggle_read",
        ("u",),
        ("reader",),
        "screen",
        "read/unread",
        "Mark as read, or as unread",
        70,
        ("list",),
        terse="read",
    ),
    Key("toggle_star", ("s",), ("reader",), "screen", "star", "Star, or take the star off", 71, ("list",)),
    Key("tags", ("t",), ("reader",), "screen", "tags", "Tag the article, or take tags off", 75, ("list",)),
    Key(
        "note",
        ("e",),
        ("reader",),
        "screen",
        "note",
        "Write a note: list: to the article; elsewhere: to the quotation",
        76,
        ("list",),
    ),
    Key(
        "remove_article", ("D",), ("reader",), "screen", "remove", "Remove the article; U brings it back", 77, ("list",)
    ),
    Key(
        "undo",
        ("U",),
        ("reader", "lists"),
        "screen",
        "undo",
        "Take back the last mark, star, tags, note or removal of this session",
        78,
        ("list",),
    ),
    Key("order", ("O",), ("reader",), "screen", "order", "Next order of the list", 72, ("list",)),
    Key(
        "lists",
        ("L",),
        ("reader",),
        "screen",
        "lists",
        "Another list: unread, starred, with a note, a tag, a saved search",
        69,
        ("list",),
    ),
    Key("filter", ("F",), ("reader",), "screen", "filter", "Only the articles that a query finds", 69, ("list",)),
    Key("open_list", ("enter",), ("lists",), "pane", "show", "Show this list", 10),
    Key("remove_search", ("D",), ("lists",), "screen", "remove", "Remove this saved search; U brings it back", 20),
    Key("take_filter", ("enter",), ("filter",), "screen", "show", "Show what is found; without a query all", 10),
    Key("keep_name", ("enter",), ("naming",), "screen", "keep", "Keep the query as a list of this name", 10),
    Key("only_text", ("z",), ("reader",), "screen", "only text", "Only the text, or all panes again", 73, terse="text"),
    Key("text_width", ("w",), ("reader",), "screen", "width", "Width of the text: comfortable, wide, all there is", 74),
    Key(
        "keep_found", ("enter",), ("find",), "screen", "keep", "Keep what was found marked: n and N step through it", 10
    ),
    Key("to_results", ("enter",), ("query",), "screen", "results", "To what was found", 10),
    Key(
        "complete", ("tab",), ("query", "filter"), "screen", "complete", "Take what is offered; else to the results", 20
    ),
    Key("older_query", ("up",), ("query",), "screen", "earlier", "An earlier query, unless another is being typed", 21),
    Key(
        "newer_query",
        ("down",),
        ("query",),
        "screen",
        "later",
        "A later query; after the last to the results",
        22,
    ),
    Key("save_search", ("ctrl+s",), ("query", "filter"), "screen", "keep as list", "Keep the query as a list", 30),
    Key("edit_query", ("/",), ("results",), "screen", "query", "Back to the query", 20),
    Key(
        "in_context",
        ("v",),
        ("results",),
        "screen",
        "context",
        "Every hit on a line of its own, or passages",
        30,
    ),
    Key(
        "results_order",
        ("O",),
        ("results",),
        "screen",
        "order",
        "Next order: best, by what stands right or left, date",
        31,
    ),
    Key("choose", ("enter",), ("speaker", "speakers"), "screen", "choose", "Take the choice", 10),
    Key("next_choice", ("down",), CHOOSING, "screen", "next", "Next choice", 20),
    Key("previous_choice", ("up",), CHOOSING, "screen", "previous", "Previous choice", 21),
    Key("next_choices", ("pagedown",), CHOOSING, "screen", "page", "Down by a page of choices"),
    Key("previous_choices", ("pageup",), CHOOSING, "screen", "page up", "Up by a page of choices"),
    Key("keep_tags", ("enter",), ("tags",), "screen", "keep", "Keep the tags in the field", 10),
    Key("complete_tag", ("tab",), ("tags",), "screen", "complete", "Complete the word with the tag below", 15),
    Key("keep_note", ("ctrl+s",), ("note",), "screen", "keep", "Keep the note; an empty one is taken away", 10),
    Key("leave_note", ("escape",), ("note",), "screen", "close (kept, too)", "Close; what was changed is kept", 20),
    Key("ask", ("enter",), ("check",), "screen", "ask", "Ask the library; once more: to what it found", 10),
    Key("to_evidence", ("down",), ("check",), "screen", "what is found", "To what the library found", 20),
    Key("next_field", ("tab",), ("check", "evidence"), "screen", "next", "To the next field, or what was found", 22),
    Key("take_path", ("enter",), ("adding",), "screen", "add", "Add what is there", 10),
    Key("complete_path", ("tab",), ("adding",), "screen", "complete", "Take the path that is suggested", 20),
    Key("take_command", ("enter",), ("pipe",), "screen", "run", "Run it", 10),
    Key("stop_adding", ("s",), ("under way",), "screen", "stop", "Stop after the articles at hand", 10),
    Key("search", ("f",), ("everywhere",), "app", "search", "Search the library"),
    Key("help", ("?", "f1"), ("everywhere",), "app", "help", "This help"),
    Key("command_palette", (":", "ctrl+p"), ("everywhere",), "app", "commands", "All commands, by name", 90),
    Key(
        "escape",
        ("escape",),
        ("everywhere",),
        "app",
        "close",
        "Close; leave a field; take marks of a search away; in the list: all articles again",
        97,
        (
            *("find", "query", "speaker", "speakers", "check", "tags", "adding", "under way", "pipe"),
            *("lists", "filter", "naming"),
        ),
    ),
    Key(
        "redraw",
        ("ctrl+l",),
        ("everywhere",),
        "app",
        "redraw",
        "Draw the screen anew, where something else wrote on it",
    ),
    Key("go_back", ("q",), ("everywhere",), "app", "back", "Back; at the top: quit", 95),
    Key("suspend_process", ("ctrl+z",), ("everywhere",), "app", "suspend", "To the shell; its fg comes back"),
    Key("quit", ("ctrl+q",), ("everywhere",), "app", "quit", "Quit"),
)


def bindings(*where: Where) -> list[Binding]:
    """The screen library's bindings for a place, each with its action's name as its id."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(_textual(key) for key in row.keys),
            _method(row),
            row.short,
            id=row.action,
            show=bool(row.footer),
            # ctrl+q must work whatever has the keyboard; so must the palette's key
            priority=row.action == "quit",
        )
        for row in TABLE
        if set(where) & set(row.where)
    ]


def _textual(key: str) -> str:
    """A key as the screen library writes it: a comma separates keys there."""
    return {",": "comma", "|": "vertical_line"}.get(key, key)


def _method(row: Key) -> str:
    """What a binding calls: a pane's action is looked up on the pane, any other on the screen or the program."""
    name = row.action.removesuffix("_variants")
    return name if row.on == "pane" else f"{row.on}.{name}"


def actions(*where: Where) -> frozenset[str]:
    """The methods that the keys of these places call, without what they are looked up on."""
    return frozenset(_method(row).rpartition(".")[2] for row in TABLE if set(where) & set(row.where))


def footer(where: Where, width: int) -> list[tuple[str, str]]:
    """Key and short name of the actions that fit into so many cells, for the place that has the keyboard.

    Where not all fit, what answers a reader's question has its place before the others, and names are shorter.
    """
    reader: set[Where] = {"reader"} if where in PANES else set()
    wanted = {where, "everywhere", *reader}
    if where in FIELDS:
        wanted = {where}
    rows = sorted(
        (row for row in TABLE if row.footer and (wanted & set(row.where) or where in row.first)),
        key=lambda row: row.footer - (50 if where in row.first else 0),
    )
    items = [(SHORT.get(row.keys[0], row.keys[0]), row.short) for row in rows]
    if _cells(items) <= width:
        return items
    items = [(key, row.terse or name) for row, (key, name) in zip(rows, items, strict=True)]
    shown: set[int] = set()
    for at in sorted(range(len(rows)), key=lambda at: not rows[at].answers):
        width -= _cells(items[at : at + 1])
        if width < 0:
            break
        shown.add(at)
    return [items[at] for at in sorted(shown)]


def _cells(items: Iterable[tuple[str, str]]) -> int:
    """Cells of keys and names in the footer, with the space around them."""
    return sum(len(key) + 1 + len(name) + 2 for key, name in items)


def asking(where: Iterable[Where]) -> list[Key]:
    """The actions of these places, and of everywhere, that open something to type into."""
    wanted = {*where, "everywhere"}
    return [row for row in TABLE if row.action in ASKING and wanted & set(row.where)]


def palette(where: Iterable[Where]) -> list[tuple[str, str, str]]:
    """Name, help and method of the actions of these places, for the command palette: without the movements."""
    wanted = set(where)
    moving = {"down", "up", "help", "command_palette", "escape"}
    return [
        (row.long, f"{'  '.join(row.keys)}", _method(row))
        for row in TABLE
        if wanted & set(row.where) and row.on != "pane" and row.action not in moving
    ]


def groups(here: Iterable[Where] = ()) -> list[tuple[str, list[Key]]]:
    """The table for people: the place's name and its actions, what works in every pane first, but what is `here`."""
    moving = [row for row in TABLE if {"list", "text", "help"} <= set(row.where)]
    shown = [("Moving, in every pane", moving)]
    first: list[tuple[str, list[Key]]] = []
    for where, name in NAMES.items():
        rows = [row for row in TABLE if where in row.where and row not in moving]
        rows = [row for row in rows if row.action != "page_down_variants"]
        if rows:
            (first if where in here else shown).append((name, rows))
    return [*first, *shown]


def as_markdown() -> str:
    """The table as the manual prints it."""
    lines = ["| key | does |", "|---|---|"]
    for name, rows in groups():
        lines.append(f"| **{name}** | |")
        lines += [f"| {' '.join(f'`{key}`' for key in row.keys)} | {row.long} |" for row in rows]
    return "\n".join(lines) + "\n"
